"""Questionnaire, Question, Sitting: frozen, strict, and without any answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from planbuilder.questionnaire.conditions import Condition
from planbuilder.questionnaire.terms import (
    AnswerType,
    DataClass,
    LifeArea,
    Party,
    Phase,
    PlanKind,
    Sensitivity,
    Voice,
)

# Seconds that an answer takes, per type (an estimate, to be measured with real youths).
SECONDS: Mapping[AnswerType, int] = {
    AnswerType.SCALE: 12,
    AnswerType.YES_NO: 8,
    AnswerType.CHOICE: 15,
    AnswerType.MULTI_CHOICE: 25,
    AnswerType.TEXT: 45,
    AnswerType.LONG_TEXT: 90,
    AnswerType.PERSON: 35,
    AnswerType.DATE: 10,
    AnswerType.AMOUNT: 10,
    AnswerType.TABLE: 120,
}

Use = Literal["required", "feeds"]


class Strict(BaseModel):
    """A frozen value in which an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Column(Strict):
    """One column of a table question."""

    id: str
    text: str
    type: AnswerType = AnswerType.TEXT
    options: tuple[str, ...] = ()


class Visibility(Strict):
    """Who reads an answer: `reads` by default, `after_yes` after an explicit yes, others never."""

    reads: tuple[Party, ...]
    after_yes: tuple[Party, ...] = ()


class Question(Strict):
    """One question as it may be put to each voice.

    `asked` are the voices to whom it is put, `may_answer` those who may answer it if they wish.
    `core` are the voices for whom it is a core question; `sittings` says in which of the three
    sittings a youth gets it. `plans` tells per plan kind (or "monitoring") whether the question
    must have a status there ("required") or only feeds it. `exceptions` names what `lint` would
    say about it and why it may stay so.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    text: dict[Voice, str]
    type: AnswerType
    help: dict[Voice, str] = {}
    example: str = ""
    options: tuple[str, ...] = ()
    other: str = ""
    columns: tuple[Column, ...] = ()
    scale: tuple[str, str] | None = None
    phase: Phase
    asked: tuple[Voice, ...]
    may_answer: tuple[Voice, ...] = ()
    core: tuple[Voice, ...] = ()
    sittings: tuple[int, ...] = ()
    check_in: bool = False
    plans: dict[PlanKind | Literal["monitoring"], Use] = {}
    condition: Condition | None = None
    data_class: DataClass
    sensitivity: Sensitivity
    visibility: Visibility
    life_area: LifeArea | None = None
    agreements: bool = False
    heavy: bool = False
    intake_data: bool = False
    max_choices: int | None = None
    max_words: int | None = None
    exceptions: dict[str, str] = {}
    source: str
    block: str = ""
    file: str = ""
    line: int = 0

    @property
    def optional(self) -> bool:
        """True when it is neither a core question nor a check-in."""
        return not self.core and not self.check_in

    @property
    def seconds(self) -> int:
        """How long answering takes, in seconds (an estimate)."""
        return SECONDS[self.type]

    def is_for(self, voice: Voice) -> bool:
        """True when this voice may answer it."""
        return voice in self.asked or voice in self.may_answer

    def wording(self, voice: Voice) -> str:
        """The question in this voice's words; the professional's where it has none of its own."""
        for candidate in (voice, Voice.PROFESSIONAL, Voice.SCHOOL, *self.text):
            if candidate in self.text:
                return self.text[candidate]
        return self.id


class Sitting(Strict):
    """One conversation of one voice: which questions, in which order."""

    id: str
    voice: Voice
    title: str
    moment: str = ""
    number: int = 0
    phase: Phase | None = None
    order: tuple[str, ...]
    file: str = ""
    line: int = 0


class Block(Strict):
    """A group of questions that belong together; `id` as in `Question.block`."""

    id: str
    title: str
    intro: str = ""


class Questionnaire(Strict):
    """All questions by id in the order of the files, and what belongs to them.

    `sittings`: in which conversations they are asked; `visibility`: who reads each class of data;
    `blocks`: the groups in which the questions stand.
    """

    questions: dict[str, Question]
    sittings: tuple[Sitting, ...]
    visibility: dict[DataClass, Visibility] = {}
    blocks: tuple[Block, ...] = ()

    def __getitem__(self, question: str) -> Question:
        return self.questions[question]

    def __contains__(self, question: object) -> bool:
        return question in self.questions

    def sittings_of(self, voice: Voice) -> tuple[Sitting, ...]:
        """The sittings of this voice, in their order."""
        return tuple(sitting for sitting in self.sittings if sitting.voice is voice)

    @cached_property
    def by_life_area(self) -> Mapping[LifeArea, tuple[Question, ...]]:
        """The questions of each life area, in the order of the files."""
        return {
            area: tuple(q for q in self.questions.values() if q.life_area is area)
            for area in LifeArea
        }
