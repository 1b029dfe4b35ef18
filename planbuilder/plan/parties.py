"""The nine parties in one table: who, how to reach them, what they do, read and agreed, or why not."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.dossier.consent import DECIDES_FROM
from planbuilder.dossier.events import Person
from planbuilder.dossier.view import PartyLine
from planbuilder.language import written_date
from planbuilder.plan.material import Material, introduced, role_of
from planbuilder.plan.model import Block, Fact, Facts, Paragraph, Quote, Remark, Table
from planbuilder.plan.sources import person_source
from planbuilder.plan.wording import PARTY, VOTE, joined
from planbuilder.questionnaire.terms import Role

COLUMNS = ("Partij", "Wie, en hoe te bereiken", "Wat zij doen", "Gelezen en akkoord")
_LABEL = "De negen partijen"
_REMARK = "Opmerking bij het plan"


def party_blocks(material: Material) -> Iterator[Block]:
    """The table of the parties, and under it what people remarked when they agreed.

    A party that is not this recipient's to know of has always the same words, whether anybody is
    there or not.
    """
    lines = material.view.parties
    rows = tuple(_row(material, line) for line in lines)
    sources = tuple(_sources(line) for line in lines)
    yield Table(_LABEL + _about_version(material), COLUMNS, rows, sources=sources)
    yield from _remarks(material)


def party_lines(material: Material) -> Iterator[Block]:
    """Who read the plan and said what about it, a line per party; then the remarks."""
    view = material.view
    facts = tuple(
        Fact(f"{line.state.party.value} {PARTY[line.state.party]}", "\n".join(said))
        for line in view.parties
        if line.is_open
        if (said := [told for person in line.people if (told := _said_of(material, person))])
    )
    if facts:
        yield Facts(facts)
        if about := _about_version(material):
            yield Paragraph(f"{about.strip(' ()').capitalize()}.", style="note")
    yield from _remarks(material)


def _said_of(material: Material, person: Person) -> str:
    said = _said(material, person)
    return f"{introduced(material, person)}: {said}" if said else ""


def _remarks(material: Material) -> Iterator[Block]:
    for person_id, (_, remark) in material.view.votes.items():
        person = material.view.people.get(person_id)
        if remark and person is not None:
            yield _remark(material, person, remark)


def _about_version(material: Material) -> str:
    """To which version "read and agreed" belongs, where that is not the version of this plan."""
    standing = material.view.standing
    if standing is None or standing.version == material.view.version:
        return ""
    return f" (gelezen en akkoord gaan over versie {standing.version})"


def _remark(material: Material, person: Person, remark: str) -> Block:
    standing = material.view.standing
    version = standing.version if standing else 0
    source = f"@vote.{material.outline.kind.value}.{version}.{person.id}"
    if person.role is Role.YOUTH:
        return Quote(_REMARK, remark, material.name, source)
    return Remark(_REMARK, remark, person.name, role_of(person), source)


def _row(material: Material, line: PartyLine) -> tuple[str, ...]:
    party = line.state.party
    name = f"{party.value} {PARTY[party]}"
    if not line.is_open:
        return (name, _decided_by(material), "", "")
    if not line.people:
        return (name, _absent(line), line.state.does, "")
    return (
        name,
        "\n".join(_named(material, person) for person in line.people),
        line.state.does,
        "\n".join(filter(None, (_said_by(material, person, line) for person in line.people))),
    )


def _decided_by(material: Material) -> str:
    """Who says what this reader may know: under twelve that is not the child."""
    age = material.view.age
    if age is not None and age < DECIDES_FROM:
        return f"Hierover gaan de ouders of de voogd van {material.name}."
    return f"Hierover gaat {material.name} zelf."


def _sources(line: PartyLine) -> tuple[str, ...]:
    """Several people in one cell can't be told apart, so only one alone is traced."""
    if not line.is_open:
        return ("", "", "", "")
    if not line.people:
        who = f"@party.{line.state.party.value}.state"
    else:
        who = person_source(line.people[0]) if len(line.people) == 1 else ""
    does = f"@party.{line.state.party.value}.does" if line.state.does else ""
    return ("", who, does, "")


def _absent(line: PartyLine) -> str:
    state = line.state
    if state.status == "not_applicable":
        return f"Niet betrokken: {state.reason}"
    if state.who_finds_out:
        by = f", vóór {written_date(state.by_date)}" if state.by_date else ""
        return f"Nog niet bekend. Wie zoekt dit uit: {state.who_finds_out}{by}."
    return "Nog niet bekend."


def _named(material: Material, person: Person) -> str:
    contact = joined((person.phone, person.contact))
    return "\n".join(filter(None, (introduced(material, person), contact)))


def _said_by(material: Material, person: Person, line: PartyLine) -> str:
    said = _said(material, person)
    return f"{person.name}: {said}" if said and len(line.people) > 1 else said


def _said(material: Material, person: Person) -> str:
    """What this person did with the plan: "gelezen op 3 maart 2026, akkoord: ja"."""
    read = material.view.reads.get(person.id)
    vote, _ = material.view.votes.get(person.id, ("", ""))
    return joined(
        (
            f"gelezen op {written_date(read)}" if read else "",
            f"akkoord: {VOTE[vote]}" if vote else "",
        )
    )
