"""Commands for the conversation: new, interview."""

from typing import Annotated

import typer

from planbuilder.cli.options import Data, Dossier, KeyFile, Questions


def register(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("new")(new)
    app.command("interview")(interview)


def new(
    dossier: Dossier,
    youth: Annotated[str, typer.Option("--youth", help="Hoe de jongere genoemd wil worden.")] = "",
    mentor: Annotated[str, typer.Option("--mentor", help="De naam van de mentor.")] = "",
    organisation: Annotated[str, typer.Option("--organisation", help="De instelling.")] = "",
    data: Data = None,
    key_file: KeyFile = None,
    questionnaires: Questions = None,
) -> None:
    """Begin een nieuw dossier, met een jongere en een mentor."""
    from planbuilder.cli.names import identifier
    from planbuilder.cli.opening import now, open_vault
    from planbuilder.cli.telling import say
    from planbuilder.dossier.events import Person, PersonAdded
    from planbuilder.errors import NotFound
    from planbuilder.questionnaire.terms import Role
    from planbuilder.services.content import load_content
    from planbuilder.services.dossiers import Actor, start_dossier

    content = load_content(questionnaires)
    youth = youth or _ask("ask_youth_name")
    mentor = mentor or _ask("ask_mentor_name")
    if not youth.strip() or not mentor.strip():
        raise NotFound("name_needed")
    identifier(dossier)
    people = [
        Person(id="jongere", name=youth, role=Role.YOUTH),
        Person(
            id="mentor",
            name=mentor,
            role=Role.CARE_PROVIDER,
            function="mentor leefgroep",
            organisation=organisation,
        ),
    ]
    store = open_vault(data, key_file, create=True)
    start_dossier(
        store,
        content.questionnaire,
        dossier,
        Actor("mentor", Role.CARE_PROVIDER.value, organisation=organisation),
        [PersonAdded(person=person) for person in people],
        by="mentor",
        now=now(),
    )
    say("dossier_started", dossier=dossier)


def _ask(code: str) -> str:
    import sys

    from planbuilder.cli.telling import language
    from planbuilder.errors import SurroundingsMissing
    from planbuilder.language import sentence

    if not sys.stdin.isatty():
        raise SurroundingsMissing("names_need_terminal")
    return input(sentence(code, {}, language()) + " ")


def interview(
    dossier: Dossier,
    as_: Annotated[
        str,
        typer.Option(
            "--as", help="Wie antwoordt: jongere, ouder, mentor, school of ervaringsdeskundige."
        ),
    ],
    person: Annotated[
        str, typer.Option("--person", help="Welke persoon, als er meer zijn met die rol.")
    ] = "",
    by: Annotated[
        str, typer.Option("--by", help="Wie er typt, als dat iemand anders is (zoals de mentor).")
    ] = "",
    data: Data = None,
    key_file: KeyFile = None,
    questionnaires: Questions = None,
) -> None:
    """Voer het gesprek: vraag voor vraag, met pauze op elk moment."""
    from planbuilder.cli.names import speaker
    from planbuilder.cli.opening import now, open_desk
    from planbuilder.services.content import load_content
    from planbuilder.services.interviews import InterviewDesk
    from planbuilder.terminal.conversation import hold_conversation, require_terminal

    require_terminal()
    content = load_content(questionnaires)
    desk = open_desk(dossier, data, key_file, content, by)
    voice = speaker(desk.dossier, as_, person)
    hold_conversation(InterviewDesk(desk, content, voice, by or voice.id, now), voice)
