"""The checklist of a life area: a row per statement, a column per voice, what is arranged first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planbuilder.interview.answers import Answer
from planbuilder.plan.material import Material, words_of
from planbuilder.plan.model import Block, Table
from planbuilder.plan.sources import shown_source
from planbuilder.plan.wording import joined
from planbuilder.questionnaire.model import Question
from planbuilder.questionnaire.terms import AnswerStatus, Voice

_LABEL = "Wat is geregeld?"
_FIRST_COLUMN = "Dit klopt"
_UNKNOWN = "weet ik nog niet"
_YES = ("ja", "geen schulden", "er is een plan")
_NO = ("nee", "nog geen plan")


def checklist_blocks(material: Material, checks: Sequence[str]) -> Iterator[Block]:
    """One table with the statements that somebody answered; nothing when nobody did."""
    rows: list[tuple[Question, dict[str, Answer]]] = []
    voices: dict[str, str] = {}
    for name in checks:
        question = material.question(name)
        if question is None:
            continue
        said = {
            answer.voice: answer for answer in material.answers(name) if _cell(question, answer)
        }
        if said:
            rows.append((question, said))
            voices |= {voice: _column(material, answer) for voice, answer in said.items()}
    if not rows:
        return
    rows.sort(key=lambda row: _place(list(row[1].values())))
    ordered = sorted(voices, key=lambda voice: not _is_youth(material, voice))
    yield Table(
        label=_LABEL,
        columns=(_FIRST_COLUMN, *(voices[voice] for voice in ordered)),
        rows=tuple(
            (
                question.wording(Voice.YOUTH),
                *(_cell(question, said[v]) if v in said else "" for v in ordered),
            )
            for question, said in rows
        ),
        sources=tuple(
            ("", *(shown_source(said[v]) if v in said else "" for v in ordered)) for _, said in rows
        ),
    )


def _is_youth(material: Material, voice: str) -> bool:
    return material.view.youth is not None and voice == material.view.youth.id


def _column(material: Material, answer: Answer) -> str:
    speaker = material.speaker(answer)
    return (
        speaker.name if speaker.is_youth or not speaker.role else f"{speaker.name} ({speaker.role})"
    )


def _cell(question: Question, answer: Answer) -> str:
    if answer.status is AnswerStatus.UNKNOWN:
        return joined((_UNKNOWN, answer.note), "\n")
    if answer.status in (AnswerStatus.ANSWERED, AnswerStatus.PREFER_CONVERSATION):
        return words_of(question, answer)
    return ""


def _place(answers: Sequence[Answer]) -> int:
    """Arranged first, then what is nearly so, then what is not yet."""
    values = [answer.value for answer in answers if answer.has_content]
    if any(value in _NO for value in values):
        return 2
    return 0 if values and all(value in _YES for value in values) else 1
