"""Mijn mensen: who is around the youth and how close, who takes part, who is new, and who is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from planbuilder.dossier.events import Person
from planbuilder.interview.answers import Answer
from planbuilder.plan.material import Material, role_of
from planbuilder.plan.open_ends import looks_ahead
from planbuilder.plan.tables import rows_of
from planbuilder.plan.wording import PARTY, joined
from planbuilder.questionnaire.terms import AnswerStatus, Party, Role

CIRCLE = "net_belangrijk"
ALWAYS, WELCOME, GUIDE = "net_altijd", "net_terecht", "net_jim_wie"
GUIDE_WISH, FRIENDS, MISSED, LATER = "net_jim", "vt_vrienden", "net_missen", "net_rol"
# Who helps after leaving, and with what.
AFTER: Mapping[str, str] = {
    "oz_wie": "overstap in de zorg",
    "oo_wie": "overstap op school of werk",
    "ond_uitstroomschool": "school na het vertrek",
    "sw_werk_plek": "werk of dagbesteding",
    "naz_coordinator": "nazorg",
}
RINGS: Mapping[int, str] = {1: "heel dichtbij", 2: "dichtbij", 3: "verder weg"}
# Of somebody who helps after leaving: nobody can tell whether the youth knows them already.
NOT_KNOWN = "weten we nog niet"
_KNOWS_NOBODY = "ja, ik weet nog niemand"
_NOW = (Party.PARENT, Party.GUARDIAN, Party.REFERRER, Party.CARE_PROVIDER, Party.INSTITUTION_SCHOOL)


@dataclass(frozen=True, slots=True)
class Close:
    """Somebody in the youth's own words; `ring` 1 (very close) to 3, 0 where that was not said.

    `always`: is always there; `welcome`: whom the youth can always turn to here; `guide`: the JIM;
    `later`: what this person does after leaving.
    """

    name: str
    who: str = ""
    ring: int = 0
    always: bool = False
    welcome: bool = False
    guide: bool = False
    later: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who takes part for a party, or who helps after leaving.

    `stays`: is around the youth already; `is_new`: surely is not; neither where nobody can tell.
    """

    name: str
    role: str = ""
    stays: bool = False
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one party, or those who help after leaving."""

    title: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class People:
    """The people around one youth; `gaps` are places where nobody is yet, in whole words."""

    name: str
    close: tuple[Close, ...]
    groups: tuple[Group, ...]
    after: Group | None
    missed: str
    gaps: tuple[str, ...]

    @property
    def alternative(self) -> str:
        """All that the picture shows, a line per circle, party and gap."""
        return "\n".join(_told(self))


def compile_people(material: Material, earlier: Material | None = None) -> People | None:
    """The people around the youth; None as long as nobody was named, or who is not this reader's to know.

    `earlier`: what the same reader may know from a plan of before; who is missing stands there too.
    """
    if CIRCLE not in material.view.readable:
        # Empty circles would say that nobody is close.
        return None
    groups = tuple(_groups(material))
    close = tuple(_close(material))
    after = tuple(_after(material, close))
    both = (material, *([earlier] if earlier else []))
    gaps = tuple(dict.fromkeys(gap for one in both for gap in _gaps(one, close, after)))
    missed = next(filter(None, (_own_text(one, MISSED) for one in both)), "")
    if not (close or after or missed):
        return None
    group = Group("Na het vertrek", after) if after else None
    return People(material.name, close, groups, group, missed, gaps)


# -- in the youth's own words --


def _said(material: Material, question: str) -> Iterator[Answer]:
    """What was answered, as far as this kind of plan shows it."""
    if question in material.outline.feeds:
        yield from (answer for answer in material.answers(question) if answer.has_content)


def _own(material: Material, question: str) -> Iterator[Answer]:
    """What the youth said, or said yes to."""
    yield from (answer for answer in _said(material, question) if material.is_own(answer))


def _own_text(material: Material, question: str) -> str:
    return "\n".join(a.value for a in _own(material, question) if isinstance(a.value, str))


def _close(material: Material) -> Iterator[Close]:
    found = [_of_row(row) for answer in _own(material, CIRCLE) for row in rows_of(answer)]
    found = [one for one in found if one.name]
    for answer in _own(material, ALWAYS):
        _add(found, replace(_of_person(answer), always=True))
    for answer in _own(material, WELCOME):
        _add(found, replace(_of_person(answer), welcome=True))
    for answer in _own(material, GUIDE):
        _add(found, replace(_of_person(answer), guide=True))
    for answer in _own(material, LATER):
        for row in rows_of(answer):
            _add(found, Close(_text(row, "naam"), later=_text(row, "rol")))
    yield from sorted(found, key=lambda one: one.ring or len(RINGS) + 1)


def _of_row(row: Mapping[str, Any]) -> Close:
    ring = _text(row, "hoe_dichtbij")
    number = int(ring) if ring in ("1", "2", "3") else 0
    return Close(_text(row, "naam"), _text(row, "wie_is_het"), number)


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _of_person(answer: Answer) -> Close:
    value = answer.value if isinstance(answer.value, Mapping) else {}
    return Close(_text(value, "name"), _text(value, "function"))


def _add(found: list[Close], said: Close) -> None:
    """Lay this over the one person with exactly this name, else it is somebody else.

    Why not look further: whether 'ma' and 'Annet' are one person only the youth knows.
    """
    same = [number for number, one in enumerate(found) if one.name == said.name]
    if not said.name:
        return
    if len(same) != 1:
        found.append(said)
        return
    known = found[same[0]]
    found[same[0]] = replace(
        known,
        always=known.always or said.always,
        welcome=known.welcome or said.welcome,
        guide=known.guide or said.guide,
        later=known.later or said.later,
    )


# -- who takes part --


def _groups(material: Material) -> Iterator[Group]:
    for line in material.view.parties:
        people = [person for person in line.people if person.role is not Role.YOUTH]
        if line.is_open and people:
            members = tuple(Member(person.name, role_of(person)) for person in people)
            yield Group(PARTY[line.state.party], members)


def _after(material: Material, close: tuple[Close, ...]) -> Iterator[Member]:
    """Who helps after leaving; whom the dossier knows as one person stands there once."""
    tasks: dict[tuple[str, str], list[str]] = {}
    for question, does in AFTER.items():
        for answer in _said(material, question):
            name = answer.value.get("name", "") if isinstance(answer.value, dict) else ""
            known = [p for p in material.view.people.values() if p.name == name]
            if not name or (known and not _takes_part(material, known)):
                continue
            found = tasks.setdefault((name, "" if len(known) == 1 else question), [])
            found += [does] if does not in found else []
    here = _here(material)
    around = {*(word for name in here for word in _parts(name)), *_words_of(close)}
    for (name, _), does_all in tasks.items():
        is_new = not _parts(name) & around
        yield Member(name, joined(does_all), stays=name in here, is_new=is_new)


def _takes_part(material: Material, known: list[Person]) -> bool:
    """False for somebody who has left."""
    present = {person.id for line in material.view.parties for person in line.people}
    return any(person.id in present for person in known)


def _here(material: Material) -> set[str]:
    """The names of those who are around the youth now."""
    lines = [line for line in material.view.parties if line.state.party in _NOW]
    return {person.name for line in lines for person in line.people}


def _words_of(close: tuple[Close, ...]) -> set[str]:
    return {word for one in close for word in _parts(one.name)}


def _parts(name: str) -> set[str]:
    """The words of a name: whoever shares one with somebody here may be the same person."""
    return {word for word in name.casefold().split() if len(word) > 2}


# -- who is missing --


def _gaps(material: Material, close: tuple[Close, ...], after: tuple[Member, ...]) -> Iterator[str]:
    if not any(one.always for one in close) and _is_gap(material, ALWAYS):
        yield "Nog niemand die er altijd is"
    if not any("vriend" in one.who.casefold() for one in close) and _is_gap(material, FRIENDS):
        yield "Nog geen vrienden genoemd"
    if any(a.value == _KNOWS_NOBODY for a in _own(material, GUIDE_WISH)):
        yield "Zoekt een eigen vaste mentor (JIM)"
    asked = [question for question in (*AFTER, LATER) if _is_gap(material, question)]
    if not after and not any(one.later for one in close) and asked:
        yield "Na het vertrek: nog niemand"
    for line in material.view.parties:
        unknown = line.state.status == "unknown" and not line.people
        if line.is_open and unknown and line.state.party is not Party.YOUTH:
            yield f"{PARTY[line.state.party].capitalize()}: nog niemand"


def _is_gap(material: Material, question: str) -> bool:
    """True where this reader would see an answer, it is time for one, and there is none.

    What was declined leaves no trace, also no empty place.
    """
    asked = material.question(question)
    if asked is None or question not in material.outline.feeds:
        return False
    if question not in material.view.readable or not looks_ahead(material, asked):
        return False
    if asked.condition is not None and not asked.condition.holds(material.facts):
        return False
    return all(answer.status is AnswerStatus.UNKNOWN for answer in material.answers(question))


# -- in words --


def _told(people: People) -> Iterator[str]:
    yield f"In het midden: {people.name}."
    for ring, distance in RINGS.items():
        inside = [one for one in people.close if one.ring == ring]
        yield f"{distance.capitalize()}: {_listed(inside) if inside else 'niemand.'}"
    apart = [one for one in people.close if not one.ring]
    if apart:
        yield f"Ook genoemd: {_listed(apart)}"
    if people.missed:
        yield f"{people.name} mist: “{people.missed}”"
    if people.groups:
        yield "Wie meedoen:"
    for group in people.groups:
        named = "; ".join(_member(one) for one in group.members)
        yield f"{group.title.capitalize()}: {named}."
    if people.after:
        named = "; ".join(_helper(one) for one in people.after.members)
        yield f"{people.after.title.capitalize()}: {named}."
    for gap in people.gaps:
        yield f"Nog open: {gap}."


def _listed(close: list[Close]) -> str:
    return "; ".join(_one(one) for one in close) + "."


def _one(one: Close) -> str:
    marks = (
        "is er altijd" if one.always else "",
        "hier altijd terecht" if one.welcome else "",
        "JIM, eigen vaste mentor" if one.guide else "",
        f"straks: {one.later}" if one.later else "",
    )
    said = joined((one.who, *marks))
    return f"{one.name} ({said})" if said else one.name


def _member(one: Member) -> str:
    return f"{one.name} ({one.role})" if one.role else one.name


def _helper(one: Member) -> str:
    known = "blijft" if one.stays else "nieuw" if one.is_new else f"nieuw of niet: {NOT_KNOWN}"
    return f"{one.name} ({joined((one.role, known))})"
