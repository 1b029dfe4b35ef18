"""Looking back: all answers of a voice, what stopped applying, and what others let be seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planbuilder.interview.answers import Answer
from planbuilder.interview.facts import rank_of_role
from planbuilder.interview.flow import expected_questions
from planbuilder.interview.interview import Interview
from planbuilder.questionnaire.terms import AnswerStatus


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One line of the review; `applies` False: it no longer counts, but it is kept."""

    answer: Answer
    applies: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What an answer did to the rest: answers that stopped applying, answers that count again, and
    questions that came up.
    """

    no_longer: tuple[Answer, ...]
    again: tuple[Answer, ...]
    came_up: tuple[str, ...]


def review(interview: Interview) -> tuple[Reviewed, ...]:
    """Everything that this voice said: in the order of the sittings, then of the questionnaire;
    answers to questions that the questionnaire no longer has come last. Nothing is left out.
    """
    order: dict[str, None] = {}
    for sitting in interview.questionnaire.sittings_of(interview.voice):
        order.update(dict.fromkeys(sitting.order))
    order.update(dict.fromkeys(interview.questionnaire.questions))
    order.update(dict.fromkeys(sorted(question for question, _ in interview.answers)))
    found = (interview.own(question) for question in order)
    return tuple(
        Reviewed(answer, _applies(interview, answer.question))
        for answer in found
        if answer is not None and answer.status is not AnswerStatus.PENDING
    )


def no_longer_applies(interview: Interview) -> tuple[Answer, ...]:
    """Answers of this voice whose question no longer applies: kept and marked, never dropped."""
    return tuple(reviewed.answer for reviewed in review(interview) if not reviewed.applies)


def change(before: Interview, after: Interview) -> Change:
    """What differs between two moments of the same interview, apart from the answers themselves."""
    stopped = {answer.question: answer for answer in no_longer_applies(before)}
    stops = {answer.question: answer for answer in no_longer_applies(after)}
    expected = set(_all_expected(before))
    return Change(
        no_longer=tuple(stops[question] for question in stops if question not in stopped),
        again=tuple(stopped[question] for question in stopped if question not in stops),
        came_up=tuple(
            question
            for question in _all_expected(after)
            if question not in expected and not after.has_status(question)
        ),
    )


def shown_answers(
    interview: Interview, question: str, agreed: Callable[[str, str], bool]
) -> tuple[Answer, ...]:
    """What other voices said to a question, as far as `agreed(voice, question)` says that they let
    it be seen; only answers with content: 'I would rather not say' is nobody else's business.
    """
    others = (
        answer
        for (asked, voice), answer in interview.answers.items()
        if asked == question
        and voice != interview.person
        and answer.has_content
        and agreed(voice, question)
    )
    roles = interview.circumstances.roles
    return tuple(sorted(others, key=lambda a: (rank_of_role(roles.get(a.voice)), a.voice)))


def _applies(interview: Interview, question: str) -> bool:
    found = interview.questionnaire.questions.get(question)
    return found is not None and interview.applies(found)


def _all_expected(interview: Interview) -> list[str]:
    found: dict[str, None] = {}
    for sitting in interview.questionnaire.sittings_of(interview.voice):
        found.update(dict.fromkeys(expected_questions(interview, sitting)))
    return list(found)
