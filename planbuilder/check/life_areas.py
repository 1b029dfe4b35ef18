"""The six life areas: which questions belong to each, whether it is arranged, and from when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from planbuilder.check.calendar import partial_end
from planbuilder.check.case import Case
from planbuilder.check.hit import Hit
from planbuilder.check.reading import chosen, rows_in
from planbuilder.check.rule import Rule
from planbuilder.questionnaire.terms import LifeArea

PREFIX: Mapping[LifeArea, str] = {
    LifeArea.SUPPORT: "sup",
    LifeArea.HOUSING: "won",
    LifeArea.SCHOOL_WORK: "sw",
    LifeArea.LEISURE: "vt",
    LifeArea.INCOME: "ink",
    LifeArea.WELLBEING: "wel",
}
NAME: Mapping[LifeArea, str] = {
    LifeArea.SUPPORT: "support",
    LifeArea.HOUSING: "wonen",
    LifeArea.SCHOOL_WORK: "school en werk",
    LifeArea.LEISURE: "vrije tijd",
    LifeArea.INCOME: "inkomen",
    LifeArea.WELLBEING: "welzijn",
}
# From when the next place is there; the other areas have no place that a youth waits for.
_PLACE: Mapping[LifeArea, tuple[str, str]] = {
    LifeArea.HOUSING: ("won_vanaf", ""),
    LifeArea.SCHOOL_WORK: ("sw_vanaf", ""),
    LifeArea.WELLBEING: ("wel_vervolg", "start_daar"),
}
_NOTHING_NEEDED = ("niets",)
_YES = ("ja", "geen schulden", "er is een plan", "alle dagen")
_NO = ("nee", "nog geen plan")

Standing = Literal["arranged", "almost", "not_yet", "unknown"]


@dataclass(frozen=True, slots=True)
class PlaceDate:
    """From which day a place is there, and the answer that says so; `reason` is the note with it."""

    area: LifeArea
    day: date
    question: str
    voice: str
    reason: str


def question_of(area: LifeArea, part: str) -> str:
    """The id of a life area's question, such as "won_nu"."""
    return f"{PREFIX[area]}_{part}"


def checks_of(case: Case, area: LifeArea) -> tuple[str, ...]:
    """The checklist questions of a life area that apply."""
    start = f"{PREFIX[area]}_chk_"
    return tuple(q for q in case.questionnaire.questions if q.startswith(start) and case.applies(q))


def standing(case: Case, area: LifeArea) -> Standing:
    """How far a life area is arranged, as its checklist says; 'no' of one voice counts."""
    checks = checks_of(case, area) or (question_of(area, "er"),)
    if not any(case.has_status(question) for question in checks):
        return "unknown"
    options = [
        option
        for question in checks
        for answer in case.answers(question)
        if answer.has_content
        for option in chosen(answer.value)
    ]
    if any(option in _NO for option in options):
        return "not_yet"
    return "arranged" if options and all(option in _YES for option in options) else "almost"


def place_dates(case: Case) -> tuple[PlaceDate, ...]:
    """From when the place to live, school or work, and treatment are there, as far as known."""
    found = []
    for area, (question, column) in _PLACE.items():
        for answer in case.answers(question):
            if not answer.has_content:
                continue
            values = (
                [row.get(column) for row in rows_in(answer.value)] if column else [answer.value]
            )
            days = [day for day in map(partial_end, values) if day is not None]
            if days:
                found.append(PlaceDate(area, max(days), question, answer.voice, answer.note))
    return tuple(found)


def has_wish_or_need(case: Case, area: LifeArea) -> bool:
    """True when somebody wishes or needs something in this life area."""
    if case.has_content(question_of(area, "wil")):
        return True
    return any(
        answer.has_content and not set(chosen(answer.value)) <= set(_NOTHING_NEEDED)
        for answer in case.answers(question_of(area, "nodig"))
    )


def areas_have_status(case: Case, rule: Rule) -> Iterable[Hit]:
    """A hit per life area in which 'now' or 'I want' was not asked, and for empty money or wellbeing."""
    for area in LifeArea:
        missing = tuple(
            question
            for question in (question_of(area, "nu"), question_of(area, "wil"))
            if not case.has_status(question)
        )
        if not missing and area in (LifeArea.INCOME, LifeArea.WELLBEING) and is_empty(case, area):
            missing = (question_of(area, "nodig"), question_of(area, "wie"))
        if missing:
            yield Hit(questions=missing, life_area=area, slots=(("leefgebied", NAME[area]),))


def is_empty(case: Case, area: LifeArea) -> bool:
    """True when nothing was said and nothing agreed in this life area."""
    parts = ("nu", "er", "wil", "nodig", "wie")
    return not case.agreements(area) and not any(
        case.is_settled(question_of(area, part)) for part in parts
    )


def areas_have_agreements(case: Case, rule: Rule) -> Iterable[Hit]:
    """A hit per life area with a wish or need but no agreement, or with an agreement that is half."""
    for area in LifeArea:
        made = case.agreements(area)
        is_needed = has_wish_or_need(case, area) or area is LifeArea.SCHOOL_WORK
        question = question_of(area, "afspraken")
        lacking = is_needed and not made and not case.is_settled(question)
        half = tuple(agreed for agreed in made if not agreed.is_complete)
        wish = (question_of(area, "wil"), question_of(area, "nodig"))
        wished = case.rests_on(*wish) if lacking else ()
        if lacking or half:
            yield Hit(
                questions=(question,),
                life_area=area,
                # Sorted: the order in which agreements were made makes no difference.
                agreements=tuple(sorted(one for agreed in half for one in agreed.agreements)),
                rests_on=tuple(sorted(one for agreed in half for one in agreed.rests_on)) + wished,
                slots=(("leefgebied", NAME[area]),),
            )


def areas_are_arranged(case: Case, rule: Rule) -> Iterable[Hit]:
    """A hit per life area of which nobody knows how far it is, or that has no agreement in time."""
    leaving = case.leaving
    for area in LifeArea:
        how_far = standing(case, area)
        slots = (("leefgebied", NAME[area]),)
        checks = checks_of(case, area) or (question_of(area, "er"),)
        if how_far == "unknown":
            yield Hit(questions=checks, life_area=area, slots=slots)
        elif how_far == "not_yet" and not _is_agreed_in_time(case, area, leaving):
            yield Hit(
                questions=(*checks, question_of(area, "afspraken")),
                life_area=area,
                slots=slots,
                rests_on=case.rests_on(*checks),
            )
    for place in place_dates(case):
        if leaving is not None and place.day > leaving and not place.reason:
            yield Hit(
                questions=(place.question,),
                life_area=place.area,
                slots=(("leefgebied", NAME[place.area]),),
                rests_on=(
                    (place.question, place.voice),
                    *case.rests_on_fact(case.leaving_question),
                ),
            )


def _is_agreed_in_time(case: Case, area: LifeArea, leaving: date | None) -> bool:
    return any(
        (agreed.who or agreed.person)
        and agreed.due is not None
        and (leaving is None or agreed.due <= leaving)
        for agreed in case.agreements(area)
    )
