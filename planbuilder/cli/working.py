"""Commands for who takes part and who does what: person, party, direction, agreement, joint, phase, vote."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planbuilder.cli.options import By, Data, Dossier, KeyFile

if TYPE_CHECKING:
    from planbuilder.dossier.events import Payload

person = typer.Typer(help="Wie er meedoen.", no_args_is_help=True)
party = typer.Typer(help="De negen partijen.", no_args_is_help=True)
direction = typer.Typer(help="Wie de regie heeft.", no_args_is_help=True)
agreement = typer.Typer(help="Afspraken: wie doet wat, wanneer.", no_args_is_help=True)
joint = typer.Typer(help="Een antwoord van meer mensen samen.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="PERSOON", help="De aanduiding van een persoon.")]
Text = Annotated[str, typer.Option()]


def register(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.add_typer(person, name="person")
    app.add_typer(party, name="party")
    app.add_typer(direction, name="direction")
    app.add_typer(agreement, name="agreement")
    app.add_typer(joint, name="joint")
    app.command("phase")(phase)
    app.command("state")(state)
    app.command("vote")(vote)


def record(
    dossier: str, by: str, data: Path | None, key_file: Path | None, *payloads: "Payload"
) -> None:
    """Record these changes in a stored dossier and say that it is done."""
    from planbuilder.cli.opening import now, open_desk
    from planbuilder.cli.telling import say
    from planbuilder.errors import NotFound
    from planbuilder.services.content import load_content

    desk = open_desk(dossier, data, key_file, load_content(), by)
    if by not in desk.dossier.people:
        raise NotFound("unknown_person", person=by)
    desk.record(payloads, by=by, now=now())
    say("recorded", dossier=dossier)


@person.command("add")
def person_add(
    dossier: Dossier,
    id_: Name,
    name: Annotated[str, typer.Option("--name", help="De naam.")],
    role: Annotated[str, typer.Option("--role", help="De rol, zoals ouder, voogd of stamschool.")],
    by: By,
    function: Annotated[str, typer.Option("--function", help="De functie.")] = "",
    organisation: Annotated[str, typer.Option("--organisation", help="De organisatie.")] = "",
    phone: Annotated[str, typer.Option("--phone", help="Het telefoonnummer.")] = "",
    contact: Annotated[str, typer.Option("--contact", help="Hoe verder te bereiken.")] = "",
    relation: Annotated[str, typer.Option("--relation", help="De band met de jongere.")] = "",
    custody: Annotated[bool, typer.Option("--custody", help="Deze persoon heeft gezag.")] = False,
    engaged_from: Annotated[str, typer.Option("--from", help="Inzet vanaf (datum).")] = "",
    engaged_until: Annotated[str, typer.Option("--until", help="Inzet tot en met (datum).")] = "",
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Voeg iemand toe."""
    from planbuilder.cli.names import identifier, role_named
    from planbuilder.cli.opening import checked
    from planbuilder.dossier.events import Person, PersonAdded

    added = checked(
        Person,
        id=identifier(id_),
        name=name,
        role=role_named(role),
        function=function,
        organisation=organisation,
        phone=phone,
        contact=contact,
        relation=relation,
        has_custody=custody,
        engaged_from=engaged_from or None,
        engaged_until=engaged_until or None,
    )
    record(dossier, by, data, key_file, PersonAdded(person=added))


@person.command("leave")
def person_leave(
    dossier: Dossier,
    id_: Name,
    by: By,
    reason: Annotated[str, typer.Option("--reason", help="De reden.")] = "",
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Iemand doet niet meer mee. Wat deze persoon zei, blijft bewaard."""
    from planbuilder.dossier.events import PersonLeft

    record(dossier, by, data, key_file, PersonLeft(person=id_, reason=reason))


@person.command("list")
def person_list(dossier: Dossier, data: Data = None, key_file: KeyFile = None) -> None:
    """Wie er meedoen, en hoe het met de negen partijen staat."""
    from planbuilder.cli.opening import now, open_desk
    from planbuilder.cli.telling import show
    from planbuilder.services.content import load_content
    from planbuilder.services.people import people_as_text

    desk = open_desk(dossier, data, key_file, load_content())
    show(people_as_text(desk.look("people", now(), "working on the plan")))


@party.command("absent")
def party_absent(
    dossier: Dossier,
    name: Annotated[str, typer.Argument(metavar="PARTIJ")],
    reason: Annotated[str, typer.Option("--reason", help="Waardoor deze partij niet meedoet.")],
    by: By,
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Deze partij is niet van toepassing, met de reden."""
    from planbuilder.cli.names import parties
    from planbuilder.cli.opening import checked
    from planbuilder.dossier.events import PartyNotApplicable

    payload = checked(PartyNotApplicable, party=parties(name)[0], reason=reason)
    record(dossier, by, data, key_file, payload)


@party.command("unknown")
def party_unknown(
    dossier: Dossier,
    name: Annotated[str, typer.Argument(metavar="PARTIJ")],
    who: Annotated[str, typer.Option("--who", help="Wie het uitzoekt.")],
    before: Annotated[str, typer.Option("--before", help="Vóór welke datum.")],
    by: By,
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Nog niet bekend wie voor deze partij meedoet: wie zoekt het uit, en wanneer."""
    from planbuilder.cli.names import parties
    from planbuilder.cli.opening import checked
    from planbuilder.dossier.events import PartyUnknown

    payload = checked(PartyUnknown, party=parties(name)[0], who_finds_out=who, by_date=before)
    record(dossier, by, data, key_file, payload)


@party.command("task")
def party_task(
    dossier: Dossier,
    name: Annotated[str, typer.Argument(metavar="PARTIJ")],
    does: Annotated[str, typer.Option("--does", help="Wat deze partij doet.")],
    by: By,
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Wat deze partij doet in het plan."""
    from planbuilder.cli.names import parties
    from planbuilder.dossier.events import PartyTaskDescribed

    payload = PartyTaskDescribed(party=parties(name)[0], does=does)
    record(dossier, by, data, key_file, payload)


@direction.command("appoint")
def direction_appoint(
    dossier: Dossier,
    who: Name,
    since: Annotated[str, typer.Option("--since", help="Vanaf welke datum.")],
    by: By,
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Wijs de eerste regisseur aan."""
    from planbuilder.cli.opening import checked
    from planbuilder.dossier.events import DirectorAppointed

    payload = checked(DirectorAppointed, person=who, since=since)
    record(dossier, by, data, key_file, payload)


@direction.command("offer")
def direction_offer(
    dossier: Dossier,
    to: Name,
    date: Annotated[str, typer.Option("--date", help="Per welke datum.")],
    reason: Annotated[str, typer.Option("--reason", help="De reden.")],
    by: By,
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Draag de regie over. Tot de ander ja zegt, verandert er niets."""
    from planbuilder.cli.opening import checked
    from planbuilder.dossier.events import DirectionOffered

    payload = checked(DirectionOffered, to=to, date=date, reason=reason)
    record(dossier, by, data, key_file, payload)


@direction.command("accept")
def direction_accept(dossier: Dossier, by: By, data: Data = None, key_file: KeyFile = None) -> None:
    """Neem de regie aan die u is aangeboden."""
    from planbuilder.dossier.events import DirectionAccepted

    record(dossier, by, data, key_file, DirectionAccepted(person=by))


@direction.command("decline")
def direction_decline(
    dossier: Dossier,
    by: By,
    reason: Annotated[str, typer.Option("--reason", help="De reden.")] = "",
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Neem de regie niet aan; de ander blijft regisseur."""
    from planbuilder.dossier.events import DirectionDeclined

    record(dossier, by, data, key_file, DirectionDeclined(person=by, reason=reason))


Area = Annotated[
    str,
    typer.Option("--area", help="support, wonen, school_werk, vrije_tijd, inkomen of welzijn."),
]


@agreement.command("make")
def agreement_make(
    dossier: Dossier,
    id_: Annotated[str, typer.Argument(metavar="AFSPRAAK", help="Een korte aanduiding.")],
    area: Area,
    what: Annotated[str, typer.Option("--what", help="Wat we afspreken.")],
    who: Annotated[str, typer.Option("--who", help="Wie het doet: een naam of een persoon.")],
    by: By,
    due: Annotated[str, typer.Option("--due", help="Klaar op (datum).")] = "",
    start: Annotated[str, typer.Option("--start", help="Begint op (datum).")] = "",
    evidence: Annotated[str, typer.Option("--evidence", help="Waaraan we zien dat het lukt.")] = "",
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Leg een afspraak vast."""
    from planbuilder.cli.names import identifier, life_area
    from planbuilder.cli.opening import checked, open_desk
    from planbuilder.dossier.events import Agreement, AgreementMade
    from planbuilder.services.content import load_content

    people = open_desk(dossier, data, key_file, load_content(), by).dossier.people
    made = checked(
        Agreement,
        id=identifier(id_),
        life_area=life_area(area),
        what=what,
        who=people[who].name if who in people else who,
        person=who if who in people else None,
        start=start or None,
        due=due or None,
        evidence=evidence,
    )
    record(dossier, by, data, key_file, AgreementMade(agreement=made))


@agreement.command("close")
def agreement_close(
    dossier: Dossier,
    id_: Annotated[str, typer.Argument(metavar="AFSPRAAK")],
    by: By,
    stopped: Annotated[
        bool, typer.Option("--stopped", help="Gestopt in plaats van klaar.")
    ] = False,
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Een afspraak is klaar, of we stoppen ermee."""
    from planbuilder.cli.opening import open_desk
    from planbuilder.dossier.events import AgreementChanged
    from planbuilder.errors import NotFound
    from planbuilder.services.content import load_content

    known = open_desk(dossier, data, key_file, load_content(), by).dossier.agreements
    if id_ not in known:
        raise NotFound("unknown_agreement", agreement=id_)
    changed = known[id_].model_copy(update={"state": "stopped" if stopped else "done"})
    record(dossier, by, data, key_file, AgreementChanged(agreement=changed))


@joint.command("propose")
def joint_propose(
    dossier: Dossier,
    question: Annotated[str, typer.Argument(metavar="VRAAG", help="De aanduiding van de vraag.")],
    answer: Annotated[str, typer.Option("--answer", help="Het antwoord van jullie samen.")],
    together: Annotated[str, typer.Option("--with", help="Wie het samen zeggen (met komma's).")],
    by: By,
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Stel een gezamenlijk antwoord voor. De jongere zegt ja of nee."""
    from planbuilder.dossier.events import JointAnswerProposed
    from planbuilder.errors import NotFound
    from planbuilder.interview.answers import parse_typed
    from planbuilder.services.content import load_content

    questionnaire = load_content().questionnaire
    if question not in questionnaire:
        raise NotFound("unknown_question", question=question)
    people = tuple(name.strip() for name in together.split(",") if name.strip())
    value = parse_typed(questionnaire[question], answer)
    payload = JointAnswerProposed(question=question, together_with=people, value=value)
    record(dossier, by, data, key_file, payload)


@joint.command("confirm")
def joint_confirm(
    dossier: Dossier,
    question: Annotated[str, typer.Argument(metavar="VRAAG")],
    by: By,
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """De jongere zegt ja tegen het gezamenlijke antwoord."""
    from planbuilder.dossier.events import JointAnswerConfirmed

    record(dossier, by, data, key_file, JointAnswerConfirmed(question=question))


@joint.command("decline")
def joint_decline(
    dossier: Dossier,
    question: Annotated[str, typer.Argument(metavar="VRAAG")],
    by: By,
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """De jongere zegt nee tegen het gezamenlijke antwoord."""
    from planbuilder.dossier.events import JointAnswerDeclined

    record(dossier, by, data, key_file, JointAnswerDeclined(question=question))


def phase(
    dossier: Dossier,
    name: Annotated[
        str, typer.Argument(metavar="FASE", help="instroom, plaatsing, uitstroom, nazorg")
    ],
    date: Annotated[str, typer.Option("--date", help="Per welke datum.")],
    by: By,
    responsible: Annotated[
        str, typer.Option("--responsible", help="Wie verantwoordelijk is.")
    ] = "",
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Het traject gaat naar een volgende fase."""
    from planbuilder.cli.names import phase_named
    from planbuilder.cli.opening import checked
    from planbuilder.dossier.events import PhaseChanged

    payload = checked(
        PhaseChanged, phase=phase_named(name), date=date, responsible=responsible or by
    )
    record(dossier, by, data, key_file, payload)


def state(
    dossier: Dossier,
    kind: Annotated[str, typer.Argument(metavar="PLAN")],
    name: Annotated[
        str,
        typer.Argument(
            metavar="STAND", help="concept, besproken, akkoord, overgedragen, nazorg, afgesloten"
        ),
    ],
    version: Annotated[int, typer.Option("--version", help="De versie.")],
    by: By,
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Hoe ver een versie van een plan is."""
    from planbuilder.cli.names import plan_kinds, plan_state
    from planbuilder.cli.opening import checked
    from planbuilder.dossier.events import PlanStateChanged

    payload = checked(
        PlanStateChanged, plan=plan_kinds(kind)[0], version=version, state=plan_state(name)
    )
    record(dossier, by, data, key_file, payload)


def vote(
    dossier: Dossier,
    kind: Annotated[str, typer.Argument(metavar="PLAN")],
    word: Annotated[
        str,
        typer.Argument(metavar="KEUZE", help="ja, ja-met-opmerking, nog-niet, bespreken, gelezen"),
    ],
    version: Annotated[int, typer.Option("--version", help="De versie.")],
    by: By,
    remark: Annotated[str, typer.Option("--remark", help="Wat u erbij wilt zeggen.")] = "",
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Iemand heeft een versie gelezen, of zegt of die klopt."""
    from planbuilder.cli.names import VOTES, named, plan_kinds
    from planbuilder.cli.opening import checked
    from planbuilder.dossier.events import PlanRead, PlanVoted

    plan = plan_kinds(kind)[0]
    payloads: list[Payload] = [checked(PlanRead, plan=plan, version=version, person=by)]
    if word != "gelezen":
        said = named(VOTES, word, "unknown_word")
        payloads.append(
            checked(PlanVoted, plan=plan, version=version, person=by, vote=said, remark=remark)
        )
    record(dossier, by, data, key_file, *payloads)
