"""What is known for sure, whoever answered first, and what stays unknown."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import permutations
from typing import Any

import pytest

from planbuilder.interview.answers import Answer
from planbuilder.interview.facts import (
    Circumstances,
    age_on,
    birthday,
    key_dates,
    known_facts,
    seen_answers,
)
from planbuilder.questionnaire.terms import AnswerStatus, Mode, Phase, Role

ROLES = {"sam": Role.YOUTH, "mo": Role.PARENT, "anna": Role.CARE_PROVIDER, "vera": Role.GUARDIAN}


def said(question: str, voice: str, value: Any, status: str = "answered") -> Answer:
    return Answer(
        question=question,
        voice=voice,
        status=AnswerStatus(status),
        value=value,
        note="",
        answered_at=datetime(2026, 3, 1, tzinfo=UTC),
        answered_by=voice,
        mode=Mode.SELF,
        seq=1,
    )


def facts(today: str = "2026-03-14", **dates: str) -> dict[str, Any]:
    answers = [said(question, "anna", value) for question, value in dates.items()]
    circumstances = Circumstances(
        today=date.fromisoformat(today),
        phase=Phase.PLACEMENT,
        roles=ROLES,
        may_see=lambda answer: False,
        plan_versions=2,
    )
    return known_facts(circumstances, key_dates({(a.question, a.voice): a for a in answers}, ROLES))


def test_without_answers_only_phase_and_versions_are_known() -> None:
    assert facts() == {"phase": "placement", "plan_versions": 2}


def test_the_days_are_counted_from_the_key_dates() -> None:
    known = facts(
        basis_geboortedatum="2009-01-31",
        basis_instroom="2026-03-01",
        basis_uitstroom_verwacht="2026-06-14",
    )
    assert known["age"] == 17
    assert known["stay_days"] == 13
    assert known["days_to_exit"] == 92
    assert known["days_from_exit_to_18"] == (date(2027, 1, 31) - date(2026, 6, 14)).days


def test_the_real_exit_date_comes_before_the_expected_one() -> None:
    known = facts(
        basis_instroom="2026-01-01",
        basis_uitstroom_verwacht="2026-09-01",
        basis_uitstroom="2026-03-04",
    )
    assert known["days_to_exit"] == -10
    assert known["stay_days"] == 62


def test_of_a_partial_birth_date_the_lowest_age_counts() -> None:
    assert facts(basis_geboortedatum="2008")["age"] == 17
    assert facts(basis_geboortedatum="2008-03")["age"] == 17
    assert facts(basis_geboortedatum="2008-02")["age"] == 18


@pytest.mark.parametrize(("today", "age"), [("2026-02-28", 17), ("2026-03-01", 18)])
def test_who_is_born_on_a_leap_day_turns_18_on_the_first_of_march(today: str, age: int) -> None:
    born = date(2008, 2, 29)
    assert age_on(born, date.fromisoformat(today)) == age
    assert birthday(born, 18) == date(2026, 3, 1)


def test_the_role_decides_whose_date_counts_and_not_who_answered_first() -> None:
    answers = [said("basis_instroom", who, f"2026-0{n}-01") for n, who in enumerate(ROLES, 1)]
    for order in permutations(answers):
        given = {(answer.question, answer.voice): answer for answer in order}
        assert key_dates(given, ROLES).arrival == "2026-03-01"


def test_an_answer_without_content_gives_no_date() -> None:
    unknown = said("basis_instroom", "anna", None, "unknown")
    parent = said("basis_instroom", "mo", "2026-02")
    given = {(answer.question, answer.voice): answer for answer in (unknown, parent)}
    assert key_dates(given, ROLES).arrival == "2026-02"


def test_an_own_answer_counts_alone_and_others_only_when_they_may_be_seen() -> None:
    own, other = said("x", "sam", "a"), said("x", "mo", "b")
    asked = said("x", "vera", None, "pending")
    assert seen_answers([other, own], "sam", lambda answer: True) == (own,)
    assert seen_answers([other, asked], "sam", lambda answer: True) == (other,)
    assert seen_answers([other, asked], "sam", lambda answer: answer.voice != "mo") == ()
