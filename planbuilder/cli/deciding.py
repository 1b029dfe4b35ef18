"""Commands for sharing: consent, and the exception for safety with its compulsory fields."""

from typing import Annotated

import typer

from planbuilder.cli.options import By, Data, Dossier, KeyFile

consent = typer.Typer(help="Wie wat mag lezen.", no_args_is_help=True)

PartyName = Annotated[str, typer.Argument(metavar="PARTIJ", help="Een woord of code (1a tot 9).")]
Classes = Annotated[
    str,
    typer.Option("--classes", help="Soorten gegevens met komma's; leeg is alles wat gedeeld mag."),
]
Decider = Annotated[str, typer.Option("--decider", help="Wie beslist, als dat niet --by is.")]


def register(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.add_typer(consent, name="consent")
    app.command("share-for-safety")(share_for_safety)


def _decide(
    dossier: str,
    party: str,
    word: str,
    by: str,
    decider: str,
    classes: str,
    person: str,
    until: str,
    data: Data,
    key_file: KeyFile,
) -> None:
    from planbuilder.cli.names import data_classes, parties
    from planbuilder.cli.opening import checked
    from planbuilder.cli.working import record
    from planbuilder.dossier.events import ConsentDecided

    payload = checked(
        ConsentDecided,
        decider=decider or by,
        party=parties(party)[0],
        person=person or None,
        data_classes=data_classes(classes),
        decision=word,
        until=until or None,
    )
    record(dossier, by, data, key_file, payload)


@consent.command("give")
def consent_give(
    dossier: Dossier,
    party: PartyName,
    by: By,
    decider: Decider = "",
    classes: Classes = "",
    person: Annotated[str, typer.Option("--person", help="Alleen deze persoon.")] = "",
    until: Annotated[str, typer.Option("--until", help="Tot en met (datum).")] = "",
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Ja: deze partij mag dit lezen."""
    _decide(dossier, party, "yes", by, decider, classes, person, until, data, key_file)


@consent.command("refuse")
def consent_refuse(
    dossier: Dossier,
    party: PartyName,
    by: By,
    decider: Decider = "",
    classes: Classes = "",
    person: Annotated[str, typer.Option("--person", help="Alleen deze persoon.")] = "",
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Nee: deze partij mag dit niet lezen."""
    _decide(dossier, party, "no", by, decider, classes, person, "", data, key_file)


@consent.command("no-objection")
def consent_no_objection(
    dossier: Dossier,
    party: PartyName,
    by: By,
    decider: Decider = "",
    classes: Classes = "",
    person: Annotated[str, typer.Option("--person", help="Alleen deze persoon.")] = "",
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Wie gezag heeft, heeft er geen bezwaar tegen (naast het ja van de jongere)."""
    _decide(dossier, party, "no_objection", by, decider, classes, person, "", data, key_file)


@consent.command("withdraw")
def consent_withdraw(
    dossier: Dossier,
    party: PartyName,
    by: By,
    decider: Decider = "",
    classes: Classes = "",
    person: Annotated[str, typer.Option("--person", help="Alleen deze persoon.")] = "",
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Trek een eerder ja in. Wat al verstuurd is, blijft bij wie het heeft; u ziet wie dat zijn."""
    from planbuilder.cli.names import parties
    from planbuilder.cli.opening import open_desk
    from planbuilder.cli.telling import show
    from planbuilder.services.content import load_content
    from planbuilder.services.people import documents_out

    _decide(dossier, party, "withdrawn", by, decider, classes, person, "", data, key_file)
    known = open_desk(dossier, data, key_file, load_content(), by).dossier
    for line in documents_out(known, parties(party)[0]):
        show(line)


@consent.command("show")
def consent_show(dossier: Dossier, data: Data = None, key_file: KeyFile = None) -> None:
    """Wie wat mag lezen, op dit moment."""
    from planbuilder.cli.opening import now, open_desk
    from planbuilder.cli.telling import show
    from planbuilder.services.content import load_content
    from planbuilder.services.people import consent_as_text

    content = load_content()
    desk = open_desk(dossier, data, key_file, content)
    moment = now()
    known = desk.look("consent", moment, "working on the plan")
    show(consent_as_text(known, content.settings, moment.date()))


@consent.command("capacity")
def consent_capacity(
    dossier: Dossier,
    decider: Annotated[
        str, typer.Option("--decider", help="Wie in plaats van de jongere beslist.")
    ],
    reason: Annotated[str, typer.Option("--reason", help="Waardoor de jongere het niet overziet.")],
    by: By,
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """De jongere kan dit niet overzien; iemand anders beslist. Dit gebeurt nooit vanzelf."""
    from planbuilder.cli.opening import checked
    from planbuilder.cli.working import record
    from planbuilder.dossier.events import CapacityNoted

    payload = checked(CapacityNoted, decider=decider, reason=reason)
    record(dossier, by, data, key_file, payload)


def share_for_safety(
    dossier: Dossier,
    party: PartyName,
    reason_kind: Annotated[
        str,
        typer.Option(
            "--reason-kind",
            help="gevaar-voor-zichzelf, gevaar-voor-anderen, gevaar-van-anderen, vermist of anders",
        ),
    ],
    reason: Annotated[str, typer.Option("--reason", help="De reden, in gewone woorden.")],
    questions: Annotated[str, typer.Option("--questions", help="Welke antwoorden (met komma's).")],
    with_whom: Annotated[str, typer.Option("--with", help="Met wie, bij naam.")],
    decided_by: Annotated[str, typer.Option("--decided-by", help="Wie dit besloot.")],
    function: Annotated[str, typer.Option("--function", help="De functie van wie besloot.")],
    informed: Annotated[
        str, typer.Option("--informed", help="De jongere wist het: vooraf, achteraf of nog-niet.")
    ],
    informed_why: Annotated[str, typer.Option("--informed-why", help="De uitleg daarbij.")],
    by: By,
    peer: Annotated[str, typer.Option("--peer", help="Met welke collega het is besproken.")] = "",
    no_peer: Annotated[
        bool, typer.Option("--no-peer", help="Er is geen collega om mee te overleggen.")
    ] = False,
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Leg vast dat iets gedeeld is zonder ja, omdat iemand niet veilig was."""
    from planbuilder.cli.names import SAFETY_INFORMED, SAFETY_REASONS, named, parties
    from planbuilder.cli.opening import checked
    from planbuilder.cli.working import record
    from planbuilder.dossier.events import SafetyShared
    from planbuilder.errors import NotFound

    if bool(peer) == no_peer:
        raise NotFound("peer_or_no_peer")
    payload = checked(
        SafetyShared,
        reason_kind=named(SAFETY_REASONS, reason_kind, "unknown_word"),
        reason=reason,
        questions=tuple(q.strip() for q in questions.split(",") if q.strip()),
        party=parties(party)[0],
        with_whom=with_whom,
        decided_by=decided_by,
        decided_by_function=function,
        youth_informed=named(SAFETY_INFORMED, informed, "unknown_word"),
        youth_informed_why=informed_why,
        peer_review=bool(peer),
        peer_review_with=peer,
    )
    record(dossier, by, data, key_file, payload)
