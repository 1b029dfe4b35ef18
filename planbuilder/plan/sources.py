"""From what in the dossier a text of a plan came, as a short key: so that an edit can find its way back.

One text, one thing in the dossier. The keys:

    <question>.<voice>                the answer, as it is shown: its value, and its note under it
    <question>.<voice>.note           the note alone
    <question>.<voice>.<row>          one row of a table in one text; rows count from 0
    <question>.<voice>.<row>.<column> one cell
    @agreement.<id>                   an agreement in one text
    @agreement.<id>.<part>            what, who (with the person's name), start, due, evidence, state
    @person.<id>                      a person's record (name, role, organisation, phone) in one text
    @party.<party>.does               what this party does
    @party.<party>.state              that it takes no part, or who finds out
    @direction.current, .offered      the regisseur, and who was asked to take over
    @vote.<plan>.<version>.<person>   the remark with a vote

Voice is the id of a person or "joint". Where several said the same in the same words, their keys are
joined by "+". A text made of several things, or by planbuilder itself, has "". A key may hold the id
of a person, which may be a name of before: it never leaves for a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from planbuilder.dossier.events import Person
from planbuilder.interview.answers import Answer
from planbuilder.questionnaire.terms import Role

# A column of an earlier questionnaire can have any name; such a cell is not traced.
_PART = re.compile(r"[A-Za-z0-9_-]+")


def answer_source(answer: Answer, *parts: str | int) -> str:
    """The key of this answer, or of one part of it: a row, a cell, the note."""
    if not all(_PART.fullmatch(str(part)) for part in parts):
        return ""
    return ".".join((answer.question, answer.voice, *map(str, parts)))


def shown_source(answer: Answer) -> str:
    """The key of what is shown of this answer: all of it, or its note where there is no value."""
    return answer_source(answer) if answer.has_content or not answer.note else note_source(answer)


def note_source(answer: Answer) -> str:
    """The key of the answer's note."""
    return answer_source(answer, "note")


def same_words(sources: Iterable[str]) -> str:
    """One source for a text that stands for all of these; "" where one of them is not known."""
    found = list(dict.fromkeys(sources))
    return "+".join(found) if all(found) else ""


def person_source(person: Person) -> str:
    """The key of this person's record; "" for the youth, whose name comes from an answer."""
    return "" if person.role is Role.YOUTH else f"@person.{person.id}"
