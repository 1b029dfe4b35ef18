"""The shipped questions can be asked from the first to the last, for every voice and in every phase."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from planbuilder import resources
from planbuilder.interview import flow
from planbuilder.interview.answers import Answer
from planbuilder.interview.facts import Circumstances
from planbuilder.interview.interview import Interview
from planbuilder.interview.progress import progress
from planbuilder.questionnaire.model import Question, Questionnaire
from planbuilder.questionnaire.reader import read_questionnaire
from planbuilder.questionnaire.terms import Phase, Role, Voice

ROLES = {
    "sam": Role.YOUTH,
    "ria": Role.PARENT,
    "noor": Role.CARE_PROVIDER,
    "juf": Role.INSTITUTION_SCHOOL,
    "ed": Role.EXPERIENCE_EXPERT,
}
NOT_QUESTIONS = ("settings", "plan_", "rules_")


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    files = resources.read_shipped("questionnaires")
    return read_questionnaire({n: t for n, t in files.items() if not n.startswith(NOT_QUESTIONS)})


def circumstances(phase: Phase) -> Circumstances:
    return Circumstances(
        today=date(2026, 3, 14),
        phase=phase,
        roles=ROLES,
        may_see=lambda answer: True,
        plan_versions=1,
        latest_plan_seq=0,
    )


def something(question: Question, cells: bool = True) -> Any:
    """An answer that fits; where there is a choice the first."""
    options = question.options[:1]
    values: dict[str, Any] = {
        "text": "iets",
        "long_text": "iets meer",
        "yes_no": True,
        "choice": options[0] if options else None,
        "multi_choice": list(options),
        "scale": 5,
        "date": "2010-03-14",
        "person": {"name": "Bep"},
        "amount": "12.50",
    }
    if question.type != "table":
        return values[question.type.value]
    return [
        {
            column.id: column.options[0] if column.type == "choice" else values[column.type.value]
            for column in question.columns
            if column.type != "multi_choice"
        }
    ]


def finish(interview: Interview) -> Interview:
    for seq in range(1, 400):
        if interview.position is None:
            return interview
        given = flow.answer(interview, something(interview.questionnaire[interview.position]))
        answer = Answer(
            question=given.question,
            voice=given.voice,
            status=given.status,
            value=given.value,
            note="",
            answered_at=datetime(2026, 3, 14, tzinfo=UTC),
            answered_by=given.voice,
            mode=given.mode,
            seq=seq,
        )
        interview = flow.next_question(flow.with_answer(interview, answer))
    raise AssertionError(f"never done, at {interview.position}")


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("person", list(ROLES))
def test_every_voice_can_finish_in_every_phase(
    questionnaire: Questionnaire, person: str, phase: Phase
) -> None:
    voice = ROLES[person].voice
    assert voice is not None
    done = finish(flow.start(questionnaire, voice, person, {}, circumstances(phase)))
    now = progress(done)
    assert now.total_answered == now.total_expected
    for sitting in flow.later_sittings(done):
        again = flow.start(
            questionnaire, voice, person, done.answers, done.circumstances, sitting.id
        )
        assert finish(again).position is None


def test_the_youth_gets_three_sittings_in_the_order_that_the_field_agreed(
    questionnaire: Questionnaire,
) -> None:
    sittings = questionnaire.sittings_of(Voice.YOUTH)[:3]
    assert [len(sitting.order) for sitting in sittings] == [24, 38, 27]
    assert (sittings[0].order[0], sittings[0].order[-1]) == ("start_naam", "deel_1")
    interview = flow.start(questionnaire, Voice.YOUTH, "sam", {}, circumstances(Phase.EXIT))
    assert interview.position == "start_naam"
    done = finish(interview)
    core = [q.id for q in questionnaire.questions.values() if Voice.YOUTH in q.core]
    asked = {question for question, _ in done.answers}
    assert asked <= set(core)
    assert len(asked) > 80
