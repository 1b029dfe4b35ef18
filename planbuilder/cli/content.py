"""Commands on what plans are made of: questions, template."""

import json
from pathlib import Path
from typing import Annotated

import typer

from planbuilder.cli.options import Json, Questions

questions = typer.Typer(help="De vragen bekijken en nakijken.", no_args_is_help=True)
template = typer.Typer(help="Sjablonen voor documenten nakijken.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.add_typer(questions, name="questions")
    app.add_typer(template, name="template")


@questions.command("list")
def questions_list(
    as_json: Json = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Als Markdown.")] = False,
    questionnaires: Questions = None,
) -> None:
    """Alle vragen met wie ze krijgt, wanneer, waarvoor en wie het antwoord leest."""
    from planbuilder.cli.telling import show
    from planbuilder.questionnaire.listing import as_data
    from planbuilder.questionnaire.listing import as_markdown as markdown
    from planbuilder.services.content import load_content

    questionnaire = load_content(questionnaires).questionnaire
    if as_json:
        show(json.dumps(as_data(questionnaire), ensure_ascii=False, indent=2))
    else:
        show(markdown(questionnaire))


@questions.command("lint")
def questions_lint(questionnaires: Questions = None) -> None:
    """Kijk de vragen na op fouten, dode hoeken en moeilijke taal."""
    from planbuilder.cli.telling import language, say, show
    from planbuilder.language import problem_line
    from planbuilder.questionnaire.lint import lint
    from planbuilder.services.checks import questions_in_use
    from planbuilder.services.content import load_content

    content = load_content(questionnaires)
    problems = lint(content.questionnaire, questions_in_use(content))
    for problem in problems:
        show(problem_line(problem, language()))
    if any(problem.parameters.get("severity") == "problem" for problem in problems):
        raise typer.Exit(1)
    say("questions_are_fine", number=len(content.questionnaire.questions))


@template.command("fields")
def template_fields_command(as_json: Json = False) -> None:
    """Wat een sjabloon mag gebruiken, met een voorbeeld bij elk veld."""
    from planbuilder.cli.telling import show
    from planbuilder.documents.fields import template_fields

    fields = template_fields()
    if as_json:
        rows = [
            {"name": f.name, "example": f.example, "explanation": f.explanation} for f in fields
        ]
        show(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for f in fields:
        show(f"{f.name}\n    {f.explanation}\n    {f.example}")


@template.command("check")
def template_check(
    file: Annotated[Path, typer.Argument(metavar="BESTAND.docx", help="Het sjabloon.")],
) -> None:
    """Noem elk veld dat niet bestaat, waar het staat en wat er bedoeld kan zijn."""
    from planbuilder.cli.telling import say
    from planbuilder.documents.fields import check_template
    from planbuilder.errors import TemplateInvalid
    from planbuilder.resources import read_bytes

    problems = check_template(read_bytes(file), file.name)
    if problems:
        raise TemplateInvalid("template_has_problems", problems, file=file.name)
    say("template_is_fine", file=file.name)


@template.command("render")
def template_render(
    file: Annotated[Path, typer.Argument(metavar="SJABLOON.docx", help="Een docxtpl-sjabloon.")],
    data: Annotated[Path, typer.Argument(metavar="GEGEVENS.json", help="Wat erin moet komen.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Het Word-bestand.")],
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Zeg het als docxtpl zelf het document maakt.")
    ] = False,
) -> None:
    """Vul een willekeurig docxtpl-sjabloon met gegevens van u."""
    from planbuilder.cli.opening import compiled_templates
    from planbuilder.cli.telling import show, tell
    from planbuilder.documents import render_docx
    from planbuilder.documents.writing import write_private_file
    from planbuilder.errors import InputInvalid
    from planbuilder.resources import read_bytes

    try:
        context = json.loads(read_bytes(data))
    except (ValueError, RecursionError):
        context = None
    if not isinstance(context, dict):
        raise InputInvalid("data_not_json", file=data.name)
    reasons: list[str] = []
    document = render_docx(
        read_bytes(file), context, cache=compiled_templates(), tell=reasons.append
    )
    write_private_file(output, document)
    for reason in reasons if verbose else ():
        tell("rendered_by_docxtpl", file=file.name, reason=reason)
    show(str(output))
