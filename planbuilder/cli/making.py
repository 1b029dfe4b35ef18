"""Commands that make or judge plans: demo, plan, check."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planbuilder.cli.options import (
    Data,
    Json,
    KeyFile,
    Kinds,
    Questions,
    Templates,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planbuilder.documents import Format
    from planbuilder.dossier.dossier import Dossier
    from planbuilder.services.content import Content
    from planbuilder.services.dossiers import Desk
    from planbuilder.services.plans import Made, Order

# How long each kind of plan is meant to be: who reads it has to read all of it.
_MOST_PAGES = {"perspective_plan": 6, "exit_plan": 12, "school_transfer": 3, "my_plan": 2}
# The rule that compares a school version with what the youth keeps from school.
BOUNDARY_RULE = "oo_boundary"


def register(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("demo")(demo)
    app.command("plan")(plan)
    app.command("check")(check)


def demo(
    output: Annotated[Path, typer.Option("-o", "--output", help="De map voor de plannen.")] = Path(
        "output"
    ),
    formats: Annotated[str, typer.Option("--format", help="Soorten bestanden.")] = "docx,pdf",
) -> None:
    """Maak alle plannen van de voorbeelddossiers."""
    from planbuilder.cli.opening import now
    from planbuilder.cli.telling import say
    from planbuilder.services.content import load_content
    from planbuilder.services.examples import example_dossiers
    from planbuilder.services.plans import orders_for

    content = load_content()
    everything: list[Made] = []
    for name, dossier in example_dossiers(content.questionnaire):
        orders = orders_for(dossier, content)
        made = _make(dossier, content, orders, _formats(formats), output / name, now().date(), name)
        everything += made
    say("demo_done", number=sum(len(one.files) for one in everything), folder=output)
    _leave_if_failed(everything)


def plan(
    ctx: typer.Context,
    dossier: Annotated[
        str | None,
        typer.Argument(
            metavar="DOSSIER|BESTAND.yaml",
            help="Een dossier uit de kluis, of een dossierbestand; met --all een map vol.",
        ),
    ] = None,
    kind: Kinds = None,
    recipient: Annotated[
        str | None,
        typer.Option("--for", help="Voor wie: een partij (woord of 1a tot 9) of een persoon."),
    ] = None,
    formats: Annotated[
        str, typer.Option("--format", help="docx, html, pdf, odt, md (met komma's).")
    ] = "docx,pdf",
    output: Annotated[Path, typer.Option("-o", "--output", help="De map voor de plannen.")] = Path(
        "output"
    ),
    data: Data = None,
    key_file: KeyFile = None,
    questionnaires: Questions = None,
    templates: Templates = None,
    by: Annotated[str, typer.Option("--by", help="Wie dit plan maakt.")] = "",
    every: Annotated[
        bool,
        typer.Option(
            "--all", help="Alle dossiers van de kluis, of alle dossierbestanden in de map."
        ),
    ] = False,
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Elk document weer openen en nakijken voor het er staat."),
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", min=1, help="Met --all: hoeveel tegelijk (anders: wat er kan)."),
    ] = None,
) -> None:
    """Maak de plannen van een dossier, voor iedereen die meedoet of alleen voor wie u noemt."""
    from planbuilder.cli.names import plan_kinds, recipients
    from planbuilder.cli.opening import (
        compiled_templates,
        is_file,
        now,
        open_desk,
        open_vault,
        read_file,
    )
    from planbuilder.cli.telling import tell_house_style
    from planbuilder.services.content import load_content
    from planbuilder.services.plans import orders_for

    wanted = _formats(formats)
    kinds = plan_kinds(kind)
    if every:
        from planbuilder.cli.many import plan_all
        from planbuilder.services.many import Asked

        chosen = partial(recipients, names=recipient)
        asked = Asked(kinds, wanted, output, now().date(), chosen, recipient or "")
        asked = replace(asked, questionnaires=questionnaires, templates=templates, verify=verify)
        asked = replace(asked, cache=compiled_templates(data))
        folder = Path(dossier) if dossier else None
        plan_all(folder, asked, lambda: open_vault(data, key_file), by, jobs)
        return
    if dossier is None:
        raise typer.BadParameter("name a dossier, or --all", ctx)
    content = load_content(questionnaires)
    desk = None if is_file(dossier) else open_desk(dossier, data, key_file, content, by)
    known = desk.dossier if desk else read_file(dossier, content)
    orders = orders_for(known, content, kinds, recipients(known, recipient))
    cache = compiled_templates(data)
    day = now().date()
    made = _make(known, content, orders, wanted, output, day, "", templates, desk, verify, cache)
    _tell_made(made, asked=bool(recipient))
    tell_house_style(templates)
    _tell_boundaries(known, content, made)
    _leave_if_failed(made)


def _make(
    dossier: "Dossier",
    content: "Content",
    orders: "Sequence[Order]",
    formats: "Sequence[Format]",
    output: Path,
    today: "date",
    title: str,
    templates: Path | None = None,
    desk: "Desk | None" = None,
    verify: bool = False,
    cache: Path | None = None,
) -> "list[Made]":
    """Everything that was made, while a progress bar runs on standard error."""
    from planbuilder.cli.opening import now
    from planbuilder.cli.progress import following
    from planbuilder.services.plans import make_plans

    making = make_plans(
        dossier,
        content,
        orders,
        formats,
        output,
        today,
        templates,
        desk,
        now() if desk else None,
        verify,
        cache,
    )
    return list(following(making, len(orders), title))


def _tell_made(made: "Sequence[Made]", asked: bool) -> None:
    from planbuilder.cli.telling import show, tell
    from planbuilder.errors import NotAllowed

    for one in made:
        for file in one.files:
            show(str(file))
        if one.replaced:
            tell("characters_replaced", number=len(one.replaced))
        if one.pages > (most := _MOST_PAGES.get(one.order.kind.value, one.pages)):
            # A file is named after the kind of plan and the party, never after a person.
            tell("plan_longer_than_meant", name=one.files[0].stem, pages=one.pages, most=most)
    refused = [one for one in made if one.refused]
    if not any(one.files or one.failures for one in made) and refused:
        raise NotAllowed(refused[0].refused)
    if asked:
        for one in refused:
            tell(one.refused)


def _leave_if_failed(made: "Sequence[Made]") -> None:
    """Tell what could not be made, each reason once, and leave with the code of the first."""
    from planbuilder.cli.telling import tell, tell_error

    failures = [failure for one in made for failure in one.failures]
    reasons = {
        (f.error.code, repr(f.error.parameters), repr(f.error.problems)): f.error for f in failures
    }
    for error in reasons.values():
        tell_error(error)
    if failures:
        formats = ", ".join(dict.fromkeys(str(failure.format) for failure in failures))
        others = any(one.files for one in made)
        tell("some_not_made" if others else "none_made", number=len(failures), formats=formats)
        raise typer.Exit(failures[0].error.exit_code)


def _tell_boundaries(dossier: "Dossier", content: "Content", made: "Sequence[Made]") -> None:
    """Name the answers in a school version that come near what the youth keeps from school."""
    from planbuilder.cli.opening import now
    from planbuilder.cli.telling import tell
    from planbuilder.questionnaire.terms import PlanKind
    from planbuilder.services.checks import findings_for

    school = [one for one in made if one.files and one.order.kind is PlanKind.SCHOOL_TRANSFER]
    if not school:
        return
    findings = findings_for(dossier, content, [PlanKind.SCHOOL_TRANSFER], now().date())
    near = dict.fromkeys(q for f in findings if f.rule == BOUNDARY_RULE for q in f.questions)
    if near:
        tell("boundary_reminder", questions=", ".join(near))


def _formats(names: str) -> "tuple[Format, ...]":
    from planbuilder.documents import FORMATS
    from planbuilder.errors import NotFound

    known = {str(name): name for name in FORMATS}
    wanted = dict.fromkeys(name.strip().lower() for name in names.split(",") if name.strip())
    for name in wanted:
        if name not in known:
            raise NotFound("unknown_format", name=name, known=", ".join(known))
    return tuple(known[name] for name in wanted)


def check(
    dossier: Annotated[
        str | None,
        typer.Argument(metavar="DOSSIER|BESTAND.yaml", help="Een dossier of een dossierbestand."),
    ] = None,
    kind: Kinds = None,
    as_json: Json = False,
    list_rules: Annotated[bool, typer.Option("--list-rules", help="Toon alle regels.")] = False,
    data: Data = None,
    key_file: KeyFile = None,
    questionnaires: Questions = None,
) -> None:
    """Kijk wat er nog ontbreekt, welke termijn loopt en wie dat kan oplossen."""
    from planbuilder.cli.names import plan_kinds
    from planbuilder.cli.opening import is_file, now, open_desk, read_file
    from planbuilder.cli.telling import show
    from planbuilder.errors import NotFound
    from planbuilder.services.checks import findings_as_text, findings_for, rules_as_text
    from planbuilder.services.content import load_content

    content = load_content(questionnaires)
    if list_rules:
        show(rules_as_text(content, as_json))
        return
    if dossier is None:
        raise NotFound("name_a_dossier")
    kinds = plan_kinds(kind)
    today = now()
    if is_file(dossier):
        known = read_file(dossier, content)
    else:
        known = open_desk(dossier, data, key_file, content).look("check", today, "check")
    findings = findings_for(known, content, kinds, today.date())
    show(findings_as_text(findings, as_json))
    if any(finding.blocks for finding in findings):
        raise typer.Exit(1)
