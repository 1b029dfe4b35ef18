"""Zes leefgebieden: per area the marks for now (per voice), what it was before, and the wish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from planbuilder.interview.answers import JOINT, Answer
from planbuilder.interview.dates import first_day
from planbuilder.interview.display import display_value
from planbuilder.plan.material import Material, Speaker
from planbuilder.plan.outline import Part
from planbuilder.plan.wording import joined
from planbuilder.questionnaire.terms import LifeArea, Phase, Role

LOWEST, HIGHEST = 1, 10
# What the three questions of an area begin with, and how the area is called where the outline
# has no title of its own.
AREAS: Mapping[LifeArea, tuple[str, str]] = MappingProxyType(
    {
        LifeArea.SUPPORT: ("sup", "Mijn mensen"),
        LifeArea.HOUSING: ("won", "Wonen"),
        LifeArea.SCHOOL_WORK: ("sw", "School en werk"),
        LifeArea.LEISURE: ("vt", "Vrije tijd"),
        LifeArea.INCOME: ("ink", "Geld"),
        LifeArea.WELLBEING: ("wel", "Hoe het met mij gaat"),
    }
)
# Three moments to compare: the weeks of arriving and living there are one.
_MOMENT: Mapping[Phase, str] = MappingProxyType(
    {
        Phase.INTAKE: "bij binnenkomst",
        Phase.PLACEMENT: "bij binnenkomst",
        Phase.EXIT: "bij vertrek",
        Phase.AFTERCARE: "na vertrek",
    }
)
_MOMENTS = tuple(dict.fromkeys(_MOMENT.values()))

_SCALE = "De cijfers gaan van 1 (slecht) tot 10 (heel goed)."

Side = Literal["youth", "together", "parent", "care", "school", "other"]
_SIDE: Mapping[Role, Side] = MappingProxyType(
    {
        Role.YOUTH: "youth",
        Role.PARENT: "parent",
        Role.GUARDIAN: "care",
        Role.REFERRER: "care",
        Role.CARE_PROVIDER: "care",
        Role.MUNICIPAL_YOUTH_CARE: "care",
        Role.INSTITUTION_SCHOOL: "school",
        Role.HOME_SCHOOL: "school",
        Role.SCHOOL_ALLIANCE: "school",
    }
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One voice's mark from 1 to 10; `moment` says when it was given, "" where that is not known."""

    value: int
    speaker: str
    side: Side
    moment: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What one voice beside the first wishes for, in words as typed."""

    words: str
    speaker: str
    side: Side


@dataclass(frozen=True, slots=True)
class Area:
    """One life area; `earlier` are the youth's own marks of moments before, oldest first.

    `now` and `wish` are words as typed; `now_by` and `wish_by` say whose, "" the youth's own.
    `wishes` are those of all others who said one.
    """

    area: LifeArea
    title: str
    marks: tuple[Mark, ...] = ()
    earlier: tuple[Mark, ...] = ()
    now: str = ""
    now_by: str = ""
    wish: str = ""
    wish_by: str = ""
    wishes: tuple[Wish, ...] = ()

    @property
    def now_label(self) -> str:
        """What `now` is about where the word "nu" does not say it: a mere "ja" needs its subject."""
        return "Altijd iemand voor mij" if self.area is LifeArea.SUPPORT else ""

    @property
    def is_empty(self) -> bool:
        """True when nobody said anything about it yet."""
        return not (self.marks or self.now or self.wish or self.wishes)


@dataclass(frozen=True, slots=True)
class Areas:
    """The life areas that this recipient may know of, in the fixed order."""

    name: str
    areas: tuple[Area, ...]

    @property
    def alternative(self) -> str:
        """All that the picture shows, a line per area."""
        return "\n".join((_SCALE, *(_told(self.name, area) for area in self.areas)))


def compile_areas(material: Material) -> Areas | None:
    """The six areas as far as this recipient may know of them; None when nothing was said yet."""
    areas = tuple(_areas(material))
    if all(area.is_empty for area in areas):
        return None
    return Areas(material.name, areas)


def compile_areas_beside_words(material: Material) -> Areas | None:
    """The areas for a section that has the wish of every voice in words right under the picture."""
    everything = compile_areas(material)
    if everything is None:
        return None
    return replace(everything, areas=tuple(replace(a, wishes=()) for a in everything.areas))


def _areas(material: Material) -> Iterator[Area]:
    parts = {
        area: part
        for section in material.outline.sections
        for area, part in section.areas.items()
        if section.layout == "answers"
    }
    for area, (prefix, title) in AREAS.items():
        asked = tuple(f"{prefix}_{what}" for what in ("nu", "er", "wil"))
        if not any(name in material.view.readable or material.answers(name) for name in asked):
            continue
        found = _area(material, area, _title(material, parts.get(area), title), asked)
        # What was declined leaves no trace, also no empty line.
        if not found.is_empty or not any(material.answers(name) for name in asked):
            yield found


def _title(material: Material, part: Part | None, title: str) -> str:
    return part.title_for(material.view.recipient.party) if part else title


def _area(material: Material, area: LifeArea, title: str, asked: tuple[str, ...]) -> Area:
    scale, fact, wish = asked
    marks = tuple(_marks(material, scale))
    now, now_by = _words(material, fact)
    wished, wished_by = _words(material, wish)
    return Area(
        area=area,
        title=title,
        marks=marks,
        earlier=tuple(_earlier(material, scale)),
        now=now,
        now_by=now_by,
        wish=wished,
        wish_by=wished_by,
        wishes=tuple(_wishes(material, wish)),
    )


def _marks(material: Material, question: str) -> Iterator[Mark]:
    """The latest mark of each voice, the youth first."""
    for answer in material.answers(question):
        if _is_mark(answer):
            speaker = material.speaker(answer)
            yield Mark(
                answer.value, _named(speaker), _side(material, answer), _moment(material, answer)
            )


def _named(speaker: Speaker) -> str:
    role = "" if speaker.is_youth else speaker.role
    return f"{speaker.name} ({role})" if role else speaker.name


def _earlier(material: Material, question: str) -> Iterator[Mark]:
    """The youth's last mark of each moment before that of the latest."""
    for answer in material.answers(question):
        if not material.speaker(answer).is_youth or not _is_mark(answer):
            continue
        latest = _moment(material, answer)
        by_moment: dict[str, Mark] = {}
        for earlier in material.view.history.get((question, answer.voice), ()):
            moment = _moment(material, earlier)
            if _is_mark(earlier) and moment and moment != latest:
                by_moment[moment] = Mark(earlier.value, material.name, "youth", moment)
        yield from sorted(by_moment.values(), key=lambda mark: _MOMENTS.index(mark.moment))


def _is_mark(answer: Answer) -> bool:
    # A question that was of another type once may have left other values.
    value = answer.value
    return answer.has_content and type(value) is int and LOWEST <= value <= HIGHEST


def _side(material: Material, answer: Answer) -> Side:
    if answer.voice == JOINT:
        return "together"
    person = material.view.people.get(answer.voice)
    return _SIDE.get(person.role, "other") if person else "other"


def _moment(material: Material, answer: Answer) -> str:
    """In which of the three moments this was said; "" where the phases are not known here."""
    said = answer.answered_at.date()
    phases = material.view.phases
    begun = [phase for phase, day in phases if first_day(day) <= said]
    if not phases:
        return ""
    return _MOMENT[begun[-1]] if begun else _MOMENTS[0]


def _words(material: Material, question: str) -> tuple[str, str]:
    """The youth's own words (or those said together), else the first of somebody else, with a name."""
    asked = material.question(question)
    chosen = _first(material, question)
    if asked is None or chosen is None:
        return "", ""
    speaker = material.speaker(chosen)
    by = "" if speaker.is_youth else _named(speaker)
    return display_value(asked, chosen.value), by


def _first(material: Material, question: str) -> Answer | None:
    said = [answer for answer in material.answers(question) if answer.has_content]
    own = [answer for answer in said if material.is_own(answer)]
    return min(own, key=lambda a: a.voice == JOINT) if own else said[0] if said else None


def _wishes(material: Material, question: str) -> Iterator[Wish]:
    """What the others wish for, beside the wish that comes first."""
    asked = material.question(question)
    if asked is None:
        return
    first = _first(material, question)
    for answer in material.answers(question):
        if answer is not first and answer.has_content:
            words = display_value(asked, answer.value)
            yield Wish(words, _named(material.speaker(answer)), _side(material, answer))


def _told(name: str, area: Area) -> str:
    if area.is_empty:
        return f"{area.title}: nog niet besproken."
    told = [*_marks_told(name, area)]
    if area.now:
        told.append(f"{area.now_label or 'Nu'}{_whose(area.now_by)}: {area.now}")
    if area.wish:
        told.append(f"Wens{_whose(area.wish_by)}: “{area.wish}”")
    told += [f"Wens{_whose(wish.speaker)}: “{wish.words}”" for wish in area.wishes]
    if not area.marks:
        told.append("Nog geen cijfer")
    return f"{area.title}. " + " ".join(
        f"{line}." if line[-1:] not in ".!?”" else line for line in told
    )


def _marks_told(name: str, area: Area) -> Iterator[str]:
    for mark in area.marks:
        when = f" ({mark.moment})" if mark.moment and mark.side == "youth" else ""
        yield f"{mark.speaker} geeft een {mark.value}{when}"
        if mark.side == "youth" and area.earlier:
            before = joined(f"{one.moment} een {one.value}" for one in area.earlier)
            yield f"Eerder gaf {name}: {before}"


def _whose(by: str) -> str:
    return f" volgens {by}" if by else ""
