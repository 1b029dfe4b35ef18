"""Agreements as a table: what, who, from when, until when, how we see it, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from planbuilder.dossier.events import Agreement
from planbuilder.interview.answers import Answer
from planbuilder.interview.display import display_value
from planbuilder.language import written_date
from planbuilder.plan.material import Material
from planbuilder.plan.model import Block, Table
from planbuilder.plan.outline import Feed
from planbuilder.plan.sources import answer_source, note_source, same_words
from planbuilder.plan.tables import Row, cell, rows_of, words
from planbuilder.plan.wording import AGREEMENT_STATE, NOTE_WITH, joined
from planbuilder.questionnaire.model import Column, Question
from planbuilder.questionnaire.terms import AnswerStatus, AnswerType, LifeArea

COLUMNS = ("Wat", "Wie", "Begint", "Klaar op", "Waaraan zien we het", "Stand")
# First what went well, then what runs, then what was stopped.
_ORDER = ("klaar", "loopt", "gestopt")
_SHOWN = ("what", "who", "executor", "start", "due", "evidence", "state")
# In the words of the question's options.
_STATES = {"open": "loopt", "klaar": "klaar", "gestopt": "gestopt"}


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One agreement in words; `due` as it is stored, to put them in order."""

    what: str
    who: str
    start: str
    due: str
    evidence: str
    state: str
    by_youth: bool = False
    # Who does it: the person's id, else the group that somebody filled in.
    person: str = field(default="", compare=False)
    executor: str = field(default="", compare=False)
    # The keys of what this line shows, as a whole; and per cell the name of its part, "" where the
    # cell is made of more than one.
    origins: tuple[str, ...] = field(default=(), compare=False)
    parts: tuple[str, ...] = field(default=(), compare=False)

    @property
    def sources(self) -> tuple[str, ...]:
        """The source of each cell."""
        return tuple(
            same_words(f"{origin}.{part}" for origin in self.origins) if part and text else ""
            for part, text in zip(self.parts, self.cells, strict=True)
        )

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells under `COLUMNS`."""
        start, due = written_date(self.start), written_date(self.due)
        return (self.what, self.who, start, due, self.evidence, self.state)

    @property
    def in_one(self) -> str:
        """What, and on a line of its own who and until when."""
        when = f"klaar op {written_date(self.due)}" if self.due else ""
        return joined((self.what, joined((self.who, when))), "\n")


def is_agreements(question: Question) -> bool:
    """True for the question in which the agreements of a life area are made."""
    return question.agreements and question.type is AnswerType.TABLE


def agreement_blocks(
    material: Material, question: Question, feed: Feed, answers: Iterable[Answer]
) -> Iterator[Block]:
    """The agreements of the question's life area in one table, and what was noted with them."""
    told = [a for a in answers if a.status not in (AnswerStatus.DECLINED, AnswerStatus.PENDING)]
    lines = agreement_lines(material, question, told)
    label = material.label(question, feed)
    if lines:
        cells = tuple(line.cells for line in lines)
        yield Table(label, COLUMNS, cells, sources=tuple(line.sources for line in lines))
    for answer in told:
        if answer.has_content and not rows_of(answer):
            text = display_value(question, answer.value)
            yield words(material.speaker(answer), label, text, answer_source(answer))
        if answer.note:
            about = f"{NOTE_WITH}: {label}"
            yield words(material.speaker(answer), about, answer.note, note_source(answer))


def agreement_lines(
    material: Material, question: Question, answers: Iterable[Answer]
) -> tuple[AgreementLine, ...]:
    """The agreements that stand, and rows of tables that did not become one; what is done first.

    A row with the words of an agreement that stands is that agreement, which may be newer.
    """
    area = question.life_area
    standing = [a for a in material.view.agreements if a.life_area is area]
    known = {agreement.what for agreement in standing}
    lines = [_from_agreement(material, agreement) for agreement in standing]
    columns = {column.id: column for column in question.columns}
    for answer in answers:
        for at, row in enumerate(rows_of(answer)):
            if row.get("what") not in known:
                lines.append(_from_row(columns, row, answer_source(answer, at)))
    return tuple(sorted(_once(lines), key=_place))


def first_to_do(lines: Sequence[AgreementLine]) -> AgreementLine | None:
    """The one that a youth looks at first: their own, else the one that is due first."""
    running = [line for line in lines if line.state == _ORDER[1]]
    return min(running, key=lambda line: (not line.by_youth, line.due or "9"), default=None)


def agreements_question(material: Material, area: LifeArea) -> Question | None:
    """The question in which the agreements of this area are made."""
    found = material.questionnaire.by_life_area[area]
    return next((question for question in found if is_agreements(question)), None)


def _once(lines: Iterable[AgreementLine]) -> list[AgreementLine]:
    """Each line once; what several filled in in the same words comes from all of them."""
    found: dict[AgreementLine, list[AgreementLine]] = {}
    for line in lines:
        found.setdefault(line, []).append(line)
    merged = []
    for line, same in found.items():
        origins = tuple(origin for one in same for origin in one.origins)
        # From the same column everywhere, or not traced.
        columns = zip(*(one.parts for one in same), strict=True)
        parts = tuple(names[0] if len(set(names)) == 1 else "" for names in columns)
        merged.append(replace(line, origins=origins, parts=parts))
    return merged


def _place(line: AgreementLine) -> tuple[int, str]:
    return (_ORDER.index(line.state) if line.state in _ORDER else 1, line.due or "9")


def _from_agreement(material: Material, agreement: Agreement) -> AgreementLine:
    person = material.view.people.get(agreement.person or "")
    youth = material.view.youth
    is_youth = youth is not None and agreement.person == youth.id
    name = material.name if is_youth else person.name if person else ""
    is_named = name.casefold().split(" ")[0] in agreement.who.casefold()
    who = agreement.who if is_named else f"{agreement.who} ({name})" if agreement.who else name
    return AgreementLine(
        what=agreement.what,
        who=who,
        start=agreement.start or "",
        due=agreement.due or "",
        evidence=agreement.evidence,
        state=AGREEMENT_STATE[agreement.state],
        by_youth=is_youth or agreement.executor == "youth",
        person=agreement.person or "",
        executor=agreement.executor,
        origins=(f"@agreement.{agreement.id}",),
        parts=("what", "who", "start", "due", "evidence", "state"),
    )


def _from_row(columns: Mapping[str, Column], row: Row, origin: str) -> AgreementLine:
    found = {name: cell(columns, name, row) for name in _SHOWN}
    # A column of an earlier questionnaire stays with what was agreed.
    rest = [f"{name}: {cell(columns, name, row)}" for name in row if name not in _SHOWN]
    return AgreementLine(
        what=joined((found["what"], *rest), "\n"),
        who=found["who"] or found["executor"],
        start=_stored(row, "start"),
        due=_stored(row, "due"),
        evidence=found["evidence"],
        state=_STATES.get(found["state"], found["state"] or "loopt"),
        by_youth=found["executor"] == "jongere",
        executor=found["executor"],
        origins=(origin,),
        parts=(
            "" if rest else "what",
            "who" if found["who"] else "executor",
            "start",
            "due",
            "evidence",
            "state",
        ),
    )


def _stored(row: Row, name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value)
