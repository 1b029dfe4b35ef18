"""One voice in conversation, at one moment: what is known, what applies, and where we are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from planbuilder.interview.answers import Answer
from planbuilder.interview.facts import (
    Answers,
    Circumstances,
    Seen,
    key_dates,
    known_facts,
    seen_answers,
)
from planbuilder.questionnaire.conditions import Facts
from planbuilder.questionnaire.model import Question, Questionnaire, Sitting
from planbuilder.questionnaire.terms import AnswerStatus, Voice

# The one question that holds up the rest: nobody goes on before knowing who reads the answers.
EXPLAINED = "start_snap"
# Asked anew for each version of a plan.
PER_PLAN_VERSION = frozenset({"deel_akkoord"})


@dataclass(frozen=True, slots=True)
class Interview:
    """One voice in conversation: what is known, in which sitting, at which question.

    `person` is whose words are asked for; `answers` holds everybody's, by (question, person);
    `position` None: everything that is expected now has a status. `chosen` are questions that
    this voice opened by own choice, `skipped` those that were put off in this run.
    """

    questionnaire: Questionnaire
    voice: Voice
    person: str
    circumstances: Circumstances
    answers: Answers = field(default_factory=lambda: MappingProxyType({}))
    sitting: str = ""
    position: str | None = None
    chosen: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    _by_question: Mapping[str, tuple[Answer, ...]] = field(init=False, repr=False, compare=False)
    _known: Mapping[str, int | str | bool] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Conditions ask for the answers per question many times a step.
        grouped: dict[str, tuple[Answer, ...]] = {}
        for (question, _), answer in self.answers.items():
            grouped[question] = (*grouped.get(question, ()), answer)
        object.__setattr__(self, "_by_question", grouped)
        dates = key_dates(self.answers, self.circumstances.roles)
        object.__setattr__(self, "_known", known_facts(self.circumstances, dates))

    @property
    def question(self) -> Question | None:
        """The question that is being asked, or None when nothing is expected any more."""
        return self.questionnaire[self.position] if self.position else None

    @property
    def current_sitting(self) -> Sitting | None:
        """The sitting that is going on, or None outside all sittings."""
        sittings = self.questionnaire.sittings_of(self.voice)
        return next((sitting for sitting in sittings if sitting.id == self.sitting), None)

    def own(self, question: str) -> Answer | None:
        """What this voice said to a question, or None."""
        return self.answers.get((question, self.person))

    def applies(self, question: Question) -> bool:
        """True when its condition holds for this voice as things are now."""
        return self._applies(question, frozenset())

    def _applies(self, question: Question, asking: frozenset[str]) -> bool:
        """`asking` are the questions on the way here, so that a circle of conditions ends."""
        if question.condition is None or question.id in asking:
            return True
        chosen = question.id in self.chosen or self.has_status(question.id)

        def seen(other: str) -> Seen:
            return self._seen(other, asking | {question.id})

        facts = Facts(known={**self._known, "chosen": chosen}, answers=seen)
        return question.condition.holds(facts)

    def _seen(self, question: str, asking: frozenset[str]) -> Seen:
        """The answers that count; an own one that no longer applies does not, and opens nothing."""
        found = self.questionnaire.questions.get(question)
        answers = self._by_question.get(question, ())
        counting = seen_answers(answers, self.person, self.circumstances.may_see)
        return tuple(
            (answer.status, answer.value)
            for answer in counting
            if answer.voice != self.person or found is None or self._applies(found, asking)
        )

    def has_status(self, question: str) -> bool:
        """True when this voice said something to it that still counts as said."""
        own = self.own(question)
        if own is None or own.status is AnswerStatus.PENDING:
            return False
        if question in PER_PLAN_VERSION:
            return own.seq > self.circumstances.latest_plan_seq
        return True

    def holds_up(self, question: str) -> bool:
        """True while the explanation was not understood yet, so that nothing else is asked."""
        own = self.own(question)
        return question == EXPLAINED and not (own is not None and own.value is True)

    def is_expected(self, question: Question) -> bool:
        """True when a sitting asks it of this voice: a core question, or one it chose itself."""
        if not question.is_for(self.voice):
            return False
        return (self.voice in question.core or question.id in self.chosen) and self.applies(
            question
        )
