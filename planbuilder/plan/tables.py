"""A table that somebody filled in, as a table of the plan, cell by cell as it was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from planbuilder.interview.answers import Answer
from planbuilder.interview.display import display_cell, display_value
from planbuilder.plan.material import Material, Speaker
from planbuilder.plan.model import Block, Quote, Remark, Table
from planbuilder.plan.outline import Feed
from planbuilder.plan.sources import answer_source, note_source
from planbuilder.plan.wording import NOTE_WITH
from planbuilder.questionnaire.model import Column, Question
from planbuilder.questionnaire.terms import AnswerStatus

Row = Mapping[str, Any]


def table_blocks(
    material: Material, question: Question, feed: Feed, answers: Iterable[Answer]
) -> Iterator[Block]:
    """A table per voice, each with its note under it; columns in which nothing stands are left out."""
    label = material.label(question, feed)
    for answer in answers:
        if answer.status in (AnswerStatus.DECLINED, AnswerStatus.PENDING):
            continue
        speaker = material.speaker(answer)
        rows = rows_of(answer)
        if rows:
            yield _table(label, question, rows, speaker, answer)
        elif answer.has_content:
            # From when the question was of another type.
            text = display_value(question, answer.value)
            yield words(speaker, label, text, answer_source(answer))
        if answer.note:
            yield words(speaker, f"{NOTE_WITH}: {label}", answer.note, note_source(answer))


def rows_of(answer: Answer) -> list[Row]:
    """The rows of the answer's table; empty when its value is no table."""
    value = answer.value
    if not answer.has_content or not isinstance(value, list | tuple):
        return []
    return list(value) if all(isinstance(row, Mapping) for row in value) else []


def cell(columns: Mapping[str, Column], name: str, row: Row) -> str:
    """One cell as text; also of a column that the question does not have any more."""
    value = row.get(name)
    if name in columns:
        return display_cell(columns[name], value)
    return "" if value is None else str(value)


def words(speaker: Speaker, label: str, text: str, source: str = "") -> Block:
    """Somebody's words on their own."""
    if speaker.is_youth:
        return Quote(label, text, speaker.name, source)
    return Remark(label, text, speaker.name, speaker.role, source)


def _table(
    label: str, question: Question, rows: list[Row], speaker: Speaker, answer: Answer
) -> Table:
    columns = {column.id: column for column in question.columns}
    names = [*columns, *dict.fromkeys(name for row in rows for name in row if name not in columns)]
    cells = [{name: cell(columns, name, row) for name in names} for row in rows]
    used = [name for name in names if any(row[name] for row in cells)] or names[:1]
    return Table(
        label=label,
        columns=tuple(_heading(columns, name) for name in used),
        rows=tuple(tuple(row[name] for name in used) for row in cells),
        speaker=speaker.in_one,
        sources=tuple(
            tuple(answer_source(answer, at, name) if row[name] else "" for name in used)
            for at, row in enumerate(cells)
        ),
    )


def _heading(columns: Mapping[str, Column], name: str) -> str:
    # What stands in brackets explains how to fill it in.
    text = columns[name].text.partition(" (")[0] if name in columns else name
    return text[:1].upper() + text[1:]
