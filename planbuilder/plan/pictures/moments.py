"""What happens on which day: the moments of a pathway, from answers that this recipient may read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from planbuilder.errors import AnswerNotAccepted
from planbuilder.interview.answers import Answer
from planbuilder.interview.dates import check_date, first_day, last_day
from planbuilder.interview.facts import (
    ARRIVAL,
    AUTHORISATION_END,
    BIRTH,
    EXIT,
    EXPECTED_EXIT,
    birthday,
    rank_of_role,
)
from planbuilder.language import written_date
from planbuilder.plan.deadlines import WORDS
from planbuilder.plan.material import Material
from planbuilder.plan.tables import Row, cell, rows_of
from planbuilder.plan.wording import joined
from planbuilder.questionnaire.terms import AnswerStatus, Phase

NO_DATE = "nog geen datum"

Kind = Literal[
    "arrival", "leaving", "order", "birthday", "deadline", "meeting", "step", "talk", "start",
    "aftercare",
]  # fmt: skip
# `open`: the day has passed and nobody wrote down that it was done.
State = Literal["done", "coming", "open", "undated"]

_NO_ORDER = "geen machtiging meer"
# A contact that was agreed this close to a fixed moment of aftercare is that moment.
_SAME_MOMENT = 5
_AFTERCARE = "dl_after"


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing on the way: `what` in words of planbuilder, `detail` as somebody typed it.

    `when` is the day as people write it, or `NO_DATE`; `day` the first day that it can mean.
    """

    kind: Kind
    what: str
    detail: str
    when: str
    day: date | None
    state: State
    rule: str = ""


def moments(material: Material) -> tuple[Moment, ...]:
    """All that has a day, or should have one and has not; each once, in the order of the days."""
    found = dict.fromkeys(
        (
            *_fixed(material),
            *_meetings(material),
            *_steps(material),
            *_talks(material),
            *_starts(material),
            *_aftercare(material),
        )
    )
    return tuple(sorted(found, key=lambda m: (m.day is None, m.day or date.max)))


def date_of(material: Material, question: str) -> str:
    """The date that was answered, of who knows it best; "" where nobody gave one."""
    people = material.view.people
    known = [
        (rank_of_role(people[a.voice].role if a.voice in people else None), a.value)
        for a in _said(material, question)
        if a.has_content and isinstance(a.value, str) and _day(a.value)
    ]
    return min(known, key=lambda pair: pair[0])[1] if known else ""


def leaving_date(material: Material) -> str:
    """The day of leaving, else the day that is expected, else ""."""
    return date_of(material, EXIT) or date_of(material, EXPECTED_EXIT)


def has_left(material: Material) -> bool:
    """True when the youth does not live in the institution any more."""
    left = _day(date_of(material, EXIT))
    return material.view.phase is Phase.AFTERCARE or bool(left and left <= material.view.today)


# -- the days that everybody has --


def _fixed(material: Material) -> Iterator[Moment]:
    yield from _known_or_missing(material, "arrival", "Binnengekomen", ARRIVAL)
    left, expected = date_of(material, EXIT), date_of(material, EXPECTED_EXIT)
    if left:
        yield _moment(material, "leaving", "Vertrek", "", left)
    elif expected:
        what = "Vertrek" if has_left(material) else "Vertrek (verwacht)"
        yield _moment(material, "leaving", what, "", expected)
    elif _is_asked(material, EXPECTED_EXIT):
        yield _undated("leaving", "Vertrek")
    if not has_left(material) and not _without_order(material):
        what = "Einde van de machtiging"
        yield from _known_or_missing(material, "order", what, AUTHORISATION_END)
    yield from _birthday(material)
    yield from _deadlines(material)


def _known_or_missing(material: Material, kind: Kind, what: str, question: str) -> Iterator[Moment]:
    given = date_of(material, question)
    if given:
        yield _moment(material, kind, what, "", given)
    elif _is_asked(material, question):
        yield _undated(kind, what)


def _without_order(material: Material) -> bool:
    return any(answer.value == _NO_ORDER for answer in material.answers("basis_mgj_type"))


def _birthday(material: Material) -> Iterator[Moment]:
    born = date_of(material, BIRTH)
    if not born:
        if _is_asked(material, BIRTH):
            yield _undated("birthday", "18 jaar")
        return
    day = birthday(last_day(born), 18)
    arrived = _day(date_of(material, ARRIVAL))
    if arrived is None or day >= arrived:
        # As exact as the date of birth is.
        given = day.isoformat()[: len(born)]
        yield _moment(material, "birthday", "18 jaar", "", given)


def _deadlines(material: Material) -> Iterator[Moment]:
    agreed = [m.day for m in _aftercare(material) if m.day]
    for deadline in material.deadlines:
        what = WORDS.get(deadline.rule, "")
        near = [day for day in agreed if abs((day - deadline.day).days) <= _SAME_MOMENT]
        if not what or (near and deadline.rule.startswith(_AFTERCARE)):
            continue
        passed = deadline.day < material.view.today
        state: State = "done" if deadline.met else "open" if passed else "coming"
        when = written_date(deadline.day)
        yield Moment("deadline", what, "", when, deadline.day, state, deadline.rule)


# -- what was agreed --


def _meetings(material: Material) -> Iterator[Moment]:
    rows = tuple(_rows(material, "wo_kennismaking"))
    for row, cells in rows:
        what = joined(("Kennismaken", cells("leefgebied")), ": ")
        done = row.get("gedaan")
        yield _moment(material, "meeting", what, cells("met_wie"), row.get("datum"), done)
    if not rows and not has_left(material) and _is_asked(material, "wo_kennismaking"):
        yield _undated("meeting", "Kennismaken")


def _steps(material: Material) -> Iterator[Moment]:
    found = []
    for row, cells in _rows(material, "wo_gewenning"):
        what = joined(("Wennen", joined((cells("stap"), cells("leefgebied")))), ": ")
        found.append(_moment(material, "step", what, cells("met_wie"), row.get("datum")))
    for row, cells in _rows(material, "ond_meelopen"):
        what = joined(("Wennen: meelopen", cells("school")), ", ")
        found.append(_moment(material, "step", what, cells("met_wie"), row.get("datum")))
    yield from found
    if not found and not has_left(material) and _is_asked(material, "wo_gewenning"):
        yield _undated("step", "Wennen")


def _talks(material: Material) -> Iterator[Moment]:
    rows = [row for row, _ in _rows(material, "eval_moment")]
    held = [day for row in rows if (day := _day(row.get("datum")))]
    for row in rows:
        if _day(row.get("datum")):
            yield _moment(material, "talk", "Overleg", "", row["datum"])
        following = _day(row.get("volgend_moment"))
        if following and not any(day >= following for day in held):
            yield _moment(material, "talk", "Overleg", "", row["volgend_moment"], done=False)
    given = date_of(material, "wo_gesprek")
    if given:
        yield _moment(material, "talk", "Overdrachtsgesprek", "", given)


def _starts(material: Material) -> Iterator[Moment]:
    for question, what in (
        ("won_vanaf", "Nieuwe plek om te wonen"),
        ("sw_vanaf", "Start op school of werk"),
        ("oz_start", "Start van de begeleiding"),
    ):
        given = date_of(material, question)
        if given:
            yield _moment(material, "start", what, "", given)
    for row, cells in _rows(material, "vt_start"):
        if row.get("eerste_keer"):
            detail = joined((cells("activiteit"), cells("met_wie")))
            yield _moment(material, "start", "Vrije tijd", detail, row["eerste_keer"])


def _aftercare(material: Material) -> Iterator[Moment]:
    rows = tuple(_rows(material, "naz_momenten"))
    for row, cells in rows:
        detail = joined((cells("wie"), cells("hoe")))
        done = row.get("gedaan")
        yield _moment(material, "aftercare", "Nazorg", detail, row.get("datum"), done)
    if not rows and _is_asked(material, "naz_momenten"):
        yield _undated("aftercare", "Nazorg")


# -- how a moment is made --


def _moment(
    material: Material, kind: Kind, what: str, detail: str, given: Any, done: object = None
) -> Moment:
    """`done` None: nobody writes down whether this was done, so what has passed was."""
    day = _day(given)
    if day is None:
        when = given if isinstance(given, str) and given.strip() else NO_DATE
        return Moment(kind, what, detail, when, None, "done" if done is True else "undated")
    today = material.view.today
    state: State = "coming" if last_day(given) >= today else "open" if done is False else "done"
    return Moment(kind, what, detail, written_date(given), day, "done" if done is True else state)


def _undated(kind: Kind, what: str) -> Moment:
    return Moment(kind, what, "", NO_DATE, None, "undated")


def _is_asked(material: Material, question: str) -> bool:
    """True when this recipient may know of the question, and nobody said that it does not apply."""
    answers = _said(material, question)
    if question not in material.view.readable or question not in material.outline.feeds:
        return False
    return not answers or any(a.status is not AnswerStatus.NOT_APPLICABLE for a in answers)


def _said(material: Material, question: str) -> tuple[Answer, ...]:
    """What was answered, as far as this kind of plan shows it: a picture tells nothing else."""
    return material.answers(question) if question in material.outline.feeds else ()


class _Cells:
    """The cells of one row as text."""

    def __init__(self, material: Material, question: str, row: Row) -> None:
        asked = material.question(question)
        self._columns = {column.id: column for column in asked.columns} if asked else {}
        self._row = row

    def __call__(self, name: str) -> str:
        return cell(self._columns, name, self._row)


def _rows(material: Material, question: str) -> Iterator[tuple[Row, _Cells]]:
    for answer in _said(material, question):
        for row in rows_of(answer):
            yield row, _Cells(material, question, row)


def _day(given: Any) -> date | None:
    """The first day that a date can mean; None for what is no date of somebody's life."""
    try:
        return first_day(check_date(given)) if isinstance(given, str) else None
    except AnswerNotAccepted:
        return None
