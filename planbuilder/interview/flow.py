"""The steps of an interview: which question comes next for this voice, back, jump, skip, answer.

Pure: every step returns a new `Interview`; a face records what `answer` gives and passes the stored
answer to `with_answer`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from planbuilder.errors import AnswerNotAccepted, NotFound
from planbuilder.interview.answers import Answer, check_value
from planbuilder.interview.facts import Answers, Circumstances
from planbuilder.interview.interview import Interview
from planbuilder.questionnaire.model import Question, Questionnaire, Sitting
from planbuilder.questionnaire.terms import AnswerStatus, Mode, Phase, Voice


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it is about to be recorded: checked, but not yet anybody's history."""

    question: str
    voice: str
    status: AnswerStatus
    value: Any
    note: str
    mode: Mode


def start(
    questionnaire: Questionnaire,
    voice: Voice,
    person: str,
    answers: Answers,
    circumstances: Circumstances,
    sitting: str = "",
) -> Interview:
    """The interview at the place where this voice left, or at its very first question.

    `sitting` chooses one, also one that is not due yet or has only optional questions; without it,
    the sitting of this voice's latest answer goes on, else the first that has something open.
    Raises NotFound for a sitting that this voice does not have.
    """
    begun = Interview(questionnaire, voice, person, circumstances, MappingProxyType(dict(answers)))
    sittings = questionnaire.sittings_of(voice)
    if sitting:
        if all(sitting != one.id for one in sittings):
            raise NotFound("unknown_sitting", sitting=sitting)
        begun = _choose_sitting(begun, sitting)
        return _move_to(begun, open_questions(begun))
    for candidate in _in_order_of_resuming(begun):
        found = replace(begun, sitting=candidate.id)
        if left := open_questions(found):
            return _move_to(found, left)
    return begun


def due_sittings(interview: Interview) -> tuple[Sitting, ...]:
    """The sittings of this voice whose phase has come."""
    phases = list(Phase)
    now = phases.index(interview.circumstances.phase)
    sittings = interview.questionnaire.sittings_of(interview.voice)
    return tuple(s for s in sittings if s.phase is None or phases.index(s.phase) <= now)


def later_sittings(interview: Interview) -> tuple[Sitting, ...]:
    """The sittings that are not due yet, or have only optional questions, with something open."""
    due = {
        sitting.id for sitting in due_sittings(interview) if not _is_optional(interview, sitting)
    }
    sittings = interview.questionnaire.sittings_of(interview.voice)
    return tuple(
        sitting
        for sitting in sittings
        if sitting.id not in due and open_questions(_choose_sitting(interview, sitting.id))
    )


def expected_questions(interview: Interview, sitting: Sitting | None = None) -> tuple[str, ...]:
    """What this sitting (the current one when None) expects of this voice, in order."""
    sitting = sitting or interview.current_sitting
    if sitting is None:
        return ()
    found = (interview.questionnaire.questions.get(question) for question in sitting.order)
    return tuple(q.id for q in found if q is not None and interview.is_expected(q))


def open_questions(interview: Interview, sitting: Sitting | None = None) -> tuple[str, ...]:
    """The expected questions of a sitting that have no status yet; skipped ones are open too."""
    expected = expected_questions(interview, sitting)
    return tuple(q for q in expected if not interview.has_status(q) or interview.holds_up(q))


def offered_questions(interview: Interview) -> tuple[str, ...]:
    """What this voice may answer as well: optional questions and check-ins, in file order."""
    in_sittings = {
        question
        for sitting in interview.questionnaire.sittings_of(interview.voice)
        for question in expected_questions(interview, sitting)
    }
    return tuple(
        question.id
        for question in interview.questionnaire.questions.values()
        if question.id not in in_sittings
        and question.is_for(interview.voice)
        and interview.voice not in question.core
        and not interview.has_status(question.id)
        and _would_apply(interview, question)
    )


def next_question(interview: Interview) -> Interview:
    """At the next expected question without a status: further on in this sitting, then what was
    left open earlier in it, then the next sitting that is due; position None when nothing is open.

    Questions that were skipped in this run stay open, but do not come back by themselves.
    """
    left = open_questions(interview)
    blocking = next((q for q in left if interview.holds_up(q)), None)
    order = expected_questions(interview)
    here = order.index(interview.position) if interview.position in order else -1
    if blocking is not None and (here < 0 or order.index(blocking) <= here):
        return replace(interview, position=blocking)
    left = tuple(q for q in left if q not in interview.skipped)
    further = tuple(q for q in left if order.index(q) > here) + left
    if further:
        return replace(interview, position=_light_after_heavy(interview, further))
    for sitting in due_sittings(interview):
        other = tuple(q for q in open_questions(interview, sitting) if q not in interview.skipped)
        if other:
            return replace(interview, sitting=sitting.id, position=other[0])
    return replace(interview, position=None)


def skip(interview: Interview) -> Interview:
    """At the next question; this one stays without a status and keeps counting as open."""
    if interview.position is None or interview.holds_up(interview.position):
        return interview
    return next_question(replace(interview, skipped=interview.skipped | {interview.position}))


def put_off(interview: Interview) -> tuple[str, ...]:
    """What was skipped in this run and is still open, in the order of the sittings."""
    found: dict[str, None] = {}
    for sitting in interview.questionnaire.sittings_of(interview.voice):
        for question in open_questions(interview, sitting):
            if question in interview.skipped:
                found[question] = None
    return tuple(found)


def take_up(interview: Interview) -> Interview:
    """At the first of the questions that were put off; they are asked again."""
    left = put_off(interview)
    again = replace(interview, skipped=frozenset())
    return jump(again, left[0]) if left else next_question(again)


def back(interview: Interview) -> Interview:
    """At the question before this one in the sitting, answered or not; the first one stays."""
    order = expected_questions(interview)
    if interview.position not in order:
        return replace(interview, position=order[-1]) if order else interview
    here = order.index(interview.position)
    return replace(interview, position=order[max(here - 1, 0)])


def jump(interview: Interview, question: str) -> Interview:
    """At any question that this voice may answer, in its own sitting if it has one.

    An optional question counts as chosen from here on. Raises NotFound for a question that is not
    there, or not for this voice.
    """
    found = interview.questionnaire.questions.get(question)
    if found is None or not found.is_for(interview.voice):
        raise NotFound("question_not_for_you", question=question)
    if interview.voice not in found.core or not interview.applies(found):
        interview = replace(interview, chosen=interview.chosen | {question})
    sitting = _sitting_of(interview, question)
    return replace(
        interview,
        position=question,
        sitting=sitting.id if sitting else interview.sitting,
        skipped=interview.skipped - {question},
    )


def answer(
    interview: Interview,
    value: Any = None,
    status: AnswerStatus = AnswerStatus.ANSWERED,
    note: str = "",
    mode: Mode = Mode.SELF,
) -> Given:
    """What to record for the question that is being asked; raises AnswerNotAccepted."""
    question = interview.question
    if question is None:
        raise AnswerNotAccepted("nothing_asked")
    if status is AnswerStatus.ANSWERED:
        value = check_value(question, value)
    elif value is not None:
        raise AnswerNotAccepted("value_without_answer", question=question.id)
    return Given(question.id, interview.person, status, value, note, mode)


def with_answer(interview: Interview, recorded: Answer) -> Interview:
    """The interview with an answer that was recorded, of this voice or another; the place stays."""
    key = (recorded.question, recorded.voice)
    answers = MappingProxyType({**interview.answers, key: recorded})
    skipped = interview.skipped
    if recorded.voice == interview.person:
        skipped = skipped - {recorded.question}
    return replace(interview, answers=answers, skipped=skipped)


def _light_after_heavy(interview: Interview, left: tuple[str, ...]) -> str:
    """The first of these, but after a heavy question a light one as long as there is one."""
    here = interview.question
    if here is not None and here.heavy:
        light = (question for question in left if not interview.questionnaire[question].heavy)
        return next(light, left[0])
    return left[0]


def _would_apply(interview: Interview, question: Question) -> bool:
    return replace(interview, chosen=interview.chosen | {question.id}).applies(question)


def _is_optional(interview: Interview, sitting: Sitting) -> bool:
    questions = interview.questionnaire.questions
    return not any(
        interview.voice in questions[question].core
        for question in sitting.order
        if question in questions
    )


def _choose_sitting(interview: Interview, sitting: str) -> Interview:
    """In this sitting; where it has only optional questions, all of them count as chosen."""
    chosen = replace(interview, sitting=sitting)
    current = chosen.current_sitting
    if current is not None and _is_optional(chosen, current):
        chosen = replace(chosen, chosen=chosen.chosen | set(current.order))
    return chosen


def _sitting_of(interview: Interview, question: str) -> Sitting | None:
    current = interview.current_sitting
    if current is not None and question in current.order:
        return current
    sittings = interview.questionnaire.sittings_of(interview.voice)
    return next((sitting for sitting in sittings if question in sitting.order), None)


def _in_order_of_resuming(interview: Interview) -> list[Sitting]:
    """The sittings that are due, that of the latest own answer first."""
    due = list(due_sittings(interview))
    own = [found for found in interview.answers.values() if found.voice == interview.person]
    if own:
        latest = max(own, key=lambda found: found.seq).question
        due.sort(key=lambda sitting: latest not in sitting.order)
    return due


def _move_to(interview: Interview, questions: tuple[str, ...]) -> Interview:
    return replace(interview, position=questions[0] if questions else None)
