"""Whatever somebody does in an interview, it can be finished and no answer is ever lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbuilder.errors import AnswerNotAccepted, NotFound
from planbuilder.interview import flow
from planbuilder.interview.answers import Answer
from planbuilder.interview.facts import Circumstances
from planbuilder.interview.interview import Interview
from planbuilder.interview.progress import progress
from planbuilder.interview.review import change, no_longer_applies, review, shown_answers
from planbuilder.questionnaire.model import Question, Questionnaire, Sitting
from planbuilder.questionnaire.terms import (
    AnswerStatus,
    AnswerType,
    DataClass,
    Phase,
    Role,
    Sensitivity,
    Voice,
)

YOUTH = Voice.YOUTH
ROLES = {"sam": Role.YOUTH, "mo": Role.PARENT, "anna": Role.CARE_PROVIDER}


def asked(name: str, kind: str = "text", condition: str = "", **more: Any) -> Question:
    return Question(
        id=name,
        text={YOUTH: f"{name}?"},
        type=AnswerType(kind),
        phase=Phase.INTAKE,
        asked=(YOUTH,),
        core=more.pop("core", (YOUTH,)),
        condition=condition or None,
        data_class=DataClass.STORY,
        sensitivity=Sensitivity.PERSONAL,
        visibility={"reads": ("1a",)},
        source="eigen",
        **more,
    )


QUESTIONS = [
    asked("naam"),
    asked("start_snap", "yes_no"),
    asked("school", "yes_no"),
    asked("welke", condition="school = 'ja'"),
    asked("mentor", condition="welke contains 'college'"),
    asked("geld", "scale"),
    asked("schuld", "long_text", condition="geld < 5"),
    asked("weg", "choice", options=("thuis", "kamer"), other="anders"),
    asked("deel_akkoord", "yes_no", condition="plan_versions > 0"),
    asked("extra", core=()),
    asked("gevoelig", condition="chosen", core=()),
    asked("check", "scale", core=(), check_in=True),
    asked("ouder_vraag").model_copy(update={"asked": (Voice.PARENT,), "core": (Voice.PARENT,)}),
]
QUESTIONNAIRE = Questionnaire(
    questions={question.id: question for question in QUESTIONS},
    sittings=(
        Sitting(
            id="1",
            voice=YOUTH,
            title="Wie ik ben",
            order=("naam", "start_snap", "school", "welke", "mentor"),
        ),
        Sitting(id="2", voice=YOUTH, title="Geld", order=("geld", "schuld", "deel_akkoord")),
        Sitting(
            id="3", voice=YOUTH, title="Vertrek", phase=Phase.EXIT, order=("weg", "deel_akkoord")
        ),
        Sitting(id="check", voice=YOUTH, title="Even kijken", order=("check",)),
    ),
)
VALUES: dict[str, list[Any]] = {
    "start_snap": [True, False],
    "school": [True, False],
    "deel_akkoord": [True, False],
    "geld": [2, 9],
    "check": [5],
    "weg": ["thuis", {"other": "de boot"}],
    "welke": ["Het College", "weet ik veel"],
}


def around(phase: Phase = Phase.INTAKE, **more: Any) -> Circumstances:
    return Circumstances(
        today=date(2026, 3, 14), phase=phase, roles=ROLES, may_see=lambda answer: True, **more
    )


def begin(answers: Any = (), sitting: str = "", **more: Any) -> Interview:
    given = {(answer.question, answer.voice): answer for answer in answers}
    return flow.start(QUESTIONNAIRE, YOUTH, "sam", given, around(**more), sitting)


def stored(given_: flow.Given, seq: int) -> Answer:
    return Answer(
        question=given_.question,
        voice=given_.voice,
        status=given_.status,
        value=given_.value,
        note=given_.note,
        answered_at=datetime(2026, 3, 14, tzinfo=UTC),
        answered_by=given_.voice,
        mode=given_.mode,
        seq=seq,
    )


def say(interview: Interview, value: Any = None, seq: int = 1, **more: Any) -> Interview:
    """Answered and moved on, as a face does it."""
    recorded = stored(flow.answer(interview, value, **more), seq)
    return flow.next_question(flow.with_answer(interview, recorded))


def said(question: str, value: Any, voice: str = "sam", seq: int = 1) -> Answer:
    status = AnswerStatus.ANSWERED if value is not None else AnswerStatus.DECLINED
    return stored(flow.Given(question, voice, status, value, "", "self"), seq)  # type: ignore[arg-type]


def test_an_interview_begins_at_the_first_question_of_the_first_sitting() -> None:
    interview = begin()
    assert (interview.sitting, interview.position) == ("1", "naam")


def test_a_condition_decides_what_is_asked_next() -> None:
    interview = begin([said("naam", "Sam"), said("start_snap", True)])
    assert interview.position == "school"
    assert say(interview, True).position == "welke"
    assert say(interview, False).position == "geld"


def test_who_comes_back_goes_on_in_the_sitting_of_the_last_answer() -> None:
    answers = [said("naam", "Sam", seq=1), said("geld", 2, seq=2)]
    assert begin(answers).position == "schuld"


def test_who_finished_a_sitting_goes_on_with_the_next() -> None:
    answers = [said("naam", None), said("start_snap", True), said("school", False, seq=5)]
    assert begin(answers).position == "geld"


def test_a_sitting_whose_phase_has_not_come_is_not_expected_but_may_be_chosen() -> None:
    done = [said("naam", "Sam"), said("start_snap", True), said("school", None), said("geld", 9)]
    assert begin(done).position is None
    assert [sitting.id for sitting in flow.later_sittings(begin(done))] == ["3", "check"]
    assert begin(done, phase=Phase.EXIT).position == "weg"
    assert begin(done, sitting="3").position == "weg"
    assert begin(done, sitting="check").position == "check"


def test_a_sitting_of_somebody_else_is_not_there() -> None:
    with pytest.raises(NotFound, match="unknown_sitting"):
        begin(sitting="ouders")


def test_nobody_goes_past_the_explanation_without_a_yes() -> None:
    interview = say(begin(), "Sam")
    assert interview.position == "start_snap"
    assert flow.skip(interview).position == "start_snap"
    assert say(interview, False).position == "start_snap"
    assert say(interview, status=AnswerStatus.DECLINED).position == "start_snap"
    assert say(interview, True).position == "school"


def test_a_skipped_question_stays_open_and_can_be_taken_up_again() -> None:
    interview = flow.skip(begin())
    assert interview.position == "start_snap"
    assert flow.put_off(interview) == ("naam",)
    assert flow.take_up(interview).position == "naam"
    assert begin(interview.answers.values()).position == "naam"


def test_back_goes_to_the_question_before_and_stops_at_the_first() -> None:
    interview = say(say(begin(), "Sam"), True)
    assert interview.position == "school"
    assert flow.back(interview).position == "start_snap"
    assert flow.back(flow.back(flow.back(interview))).position == "naam"


def test_jumping_opens_any_own_question_in_its_sitting() -> None:
    there = flow.jump(begin(), "geld")
    assert (there.sitting, there.position) == ("2", "geld")
    chosen = flow.jump(begin(), "gevoelig")
    assert chosen.position == "gevoelig"
    assert chosen.applies(QUESTIONNAIRE["gevoelig"])
    for strange in ("ouder_vraag", "bestaat_niet"):
        with pytest.raises(NotFound, match="question_not_for_you"):
            flow.jump(begin(), strange)


def test_optional_questions_and_check_ins_are_offered_and_not_expected() -> None:
    interview = begin()
    assert flow.offered_questions(interview) == ("extra", "gevoelig", "check")
    expected = {
        q for sitting in QUESTIONNAIRE.sittings for q in flow.expected_questions(interview, sitting)
    }
    assert expected.isdisjoint({"extra", "gevoelig", "check"})


def test_a_wrong_value_is_refused_and_nothing_is_recorded() -> None:
    interview = flow.jump(begin(), "geld")
    with pytest.raises(AnswerNotAccepted, match="not_on_scale"):
        flow.answer(interview, 11)
    with pytest.raises(AnswerNotAccepted, match="value_without_answer"):
        flow.answer(interview, 5, status=AnswerStatus.DECLINED)


def test_an_answer_that_stops_applying_is_kept_and_marked_with_all_that_hung_on_it() -> None:
    before = begin(
        [
            said("school", True),
            said("welke", "Het College"),
            said("mentor", "Jan"),
            said("naam", "Sam"),
        ]
    )
    after = flow.with_answer(before, said("school", False, seq=9))
    assert [answer.question for answer in no_longer_applies(after)] == ["welke", "mentor"]
    assert after.own("welke") == before.own("welke")
    assert [line.answer.question for line in review(after)] == ["naam", "school", "welke", "mentor"]
    assert [answer.question for answer in change(before, after).no_longer] == ["welke", "mentor"]
    assert [answer.question for answer in change(after, before).again] == ["welke", "mentor"]
    assert change(begin([said("school", False)]), begin([said("school", True)])).came_up == (
        "welke",
    )


def test_an_answer_to_a_question_that_is_gone_stays_in_the_review() -> None:
    assert [
        line.answer.question for line in review(begin([said("vroeger", "x"), said("naam", "y")]))
    ] == [
        "naam",
        "vroeger",
    ]


def test_agreement_is_asked_anew_for_every_plan_version() -> None:
    agreed = [said("geld", 9, seq=1), said("deel_akkoord", True, seq=5)]
    assert begin(agreed, plan_versions=1, latest_plan_seq=4).position != "deel_akkoord"
    assert begin(agreed, sitting="2", plan_versions=2, latest_plan_seq=8).position == "deel_akkoord"
    assert begin(agreed, sitting="2").position is None


def test_what_others_said_is_shown_only_when_they_agreed() -> None:
    interview = begin(
        [said("naam", "Samuel", "mo"), said("naam", "S.", "anna"), said("school", None, "mo")]
    )
    everyone = shown_answers(interview, "naam", lambda voice, question: True)
    assert [answer.voice for answer in everyone] == ["anna", "mo"]
    only = shown_answers(interview, "naam", lambda voice, question: voice == "mo")
    assert [answer.value for answer in only] == ["Samuel"]
    assert shown_answers(interview, "school", lambda voice, question: True) == ()


def test_progress_counts_statuses_and_proposes_to_stop_after_twenty_minutes() -> None:
    interview = begin([said("naam", None)])
    now = progress(interview, elapsed_seconds=1199)
    assert (now.title, now.answered, now.expected, now.minutes_left) == ("Wie ik ben", 1, 3, 1)
    assert (now.total_answered, now.total_expected) == (1, 4)
    assert not now.proposes_pause
    assert progress(interview, elapsed_seconds=1200).proposes_pause


def test_after_a_heavy_question_comes_a_light_one() -> None:
    names = ["licht", "zwaar", "zwaarder", "lucht"]
    questions = {name: asked(name, heavy=name.startswith("zwaar")) for name in names}
    sitting = Sitting(id="1", voice=YOUTH, title="Zwaar", order=tuple(names))
    questionnaire = Questionnaire(questions=questions, sittings=(sitting,))
    interview = flow.jump(flow.start(questionnaire, YOUTH, "sam", {}, around()), "zwaar")
    asked_in_order = []
    while interview.position is not None:
        asked_in_order.append(interview.position)
        interview = say(interview, "iets")
    assert asked_in_order == ["zwaar", "lucht", "licht", "zwaarder"]


# -- whatever happens --

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.integers(0, 7)),
        st.tuples(
            st.just("status"), st.sampled_from(["unknown", "declined", "prefer_conversation"])
        ),
        st.tuples(st.just("jump"), st.sampled_from([q.id for q in QUESTIONS if YOUTH in q.asked])),
        st.tuples(st.sampled_from(["back", "skip", "pause", "take_up"]), st.none()),
    ),
    max_size=40,
)


def walk(
    steps: list[tuple[str, Any]], circumstances: Circumstances
) -> tuple[Interview, dict[str, Answer]]:
    """The interview after these steps, and apart from it the last thing said to each question."""
    interview = flow.start(QUESTIONNAIRE, YOUTH, "sam", {}, circumstances)
    last: dict[str, Answer] = {}
    for seq, (step, how) in enumerate(steps, 1):
        question = interview.question
        if step == "jump":
            interview = flow.jump(interview, how)
        elif step == "pause":
            interview = flow.start(QUESTIONNAIRE, YOUTH, "sam", interview.answers, circumstances)
        elif step in ("back", "skip", "take_up"):
            interview = getattr(flow, step)(interview)
        elif question is not None:
            values = VALUES.get(question.id, ["iets", "iets anders"])
            given_ = (
                flow.answer(interview, values[how % len(values)])
                if step == "answer"
                else flow.answer(interview, status=AnswerStatus(how))
            )
            last[question.id] = stored(given_, seq)
            interview = flow.next_question(flow.with_answer(interview, last[question.id]))
        check_progress(interview)
    return interview, last


def check_progress(interview: Interview) -> None:
    now = progress(interview)
    assert 0 <= now.answered <= now.expected
    assert 0 <= now.total_answered <= now.total_expected
    assert now.minutes_left >= 0
    assert now.is_done == (not flow.open_questions(interview))
    assert interview.position is None or interview.position in QUESTIONNAIRE


@settings(max_examples=300, deadline=None)
@given(STEPS, st.sampled_from(list(Phase)), st.integers(0, 30))
def test_any_interview_can_still_be_finished_and_loses_nothing(
    steps: list[tuple[str, Any]], phase: Phase, plan_seq: int
) -> None:
    circumstances = around(phase, plan_versions=min(plan_seq, 1), latest_plan_seq=plan_seq)
    interview, last = walk(steps, circumstances)
    assert {answer.question: answer for answer in interview.answers.values()} == last
    assert {line.answer.question for line in review(interview)} == set(last)

    interview = flow.start(QUESTIONNAIRE, YOUTH, "sam", interview.answers, circumstances)
    for seq in range(100, 100 + 3 * len(QUESTIONS)):
        if interview.position is None:
            break
        first = VALUES.get(interview.position, ["iets"])[0]
        interview = say(interview, first, seq=seq)
    assert interview.position is None
    assert progress(interview).total_answered == progress(interview).total_expected
    assert set(last) <= {question for question, _ in interview.answers}


@settings(max_examples=200, deadline=None)
@given(
    st.permutations(["naam", "start_snap", "school", "welke", "geld", "weg", "extra"]), st.data()
)
def test_the_order_of_answering_does_not_change_what_was_said(order: list[str], data: Any) -> None:
    values = {q: data.draw(st.sampled_from(VALUES.get(q, ["een", "twee"]))) for q in order}

    def after(questions: list[str]) -> Interview:
        interview = begin()
        for seq, question in enumerate(questions, 1):
            interview = say(flow.jump(interview, question), values[question], seq=seq)
        return interview

    straight, mixed = after(sorted(order)), after(order)

    def words(interview: Interview) -> dict[tuple[str, str], tuple[Any, ...]]:
        return {key: (a.status, a.value, a.note) for key, a in interview.answers.items()}

    assert words(straight) == words(mixed)
    assert [line.applies for line in review(straight)] == [line.applies for line in review(mixed)]
    same = replace(straight, position=None, sitting="", chosen=mixed.chosen)
    for sitting in QUESTIONNAIRE.sittings:
        assert flow.open_questions(same, sitting) == flow.open_questions(mixed, sitting)
