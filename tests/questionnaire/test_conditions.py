"""The condition language says what it seems to say, and refuses everything else with a place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from planbuilder.questionnaire.conditions import (
    Condition,
    ConditionError,
    Facts,
    parse_condition,
)
from planbuilder.questionnaire.terms import AnswerStatus

ANSWERED = AnswerStatus.ANSWERED


def holds(text: str, known: dict | None = None, **answers: object) -> bool:
    """Whether a condition holds when each question has this one value."""
    seen = {question: ((ANSWERED, value),) for question, value in answers.items()}
    return parse_condition(text).holds(Facts(known or {}, seen))


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("age >= 16", {"age": 16}, True),
        ("age >= 16", {"age": 15}, False),
        ("age > 16", {"age": 16}, False),
        ("age <= 16", {"age": 17}, False),
        ("age < 17", {"age": 16}, True),
        ("age = 16", {"age": 16}, True),
        ("age != 16", {"age": 16}, False),
        ("phase = 'exit'", {"phase": "exit"}, True),
        ("phase in ('exit', 'aftercare')", {"phase": "intake"}, False),
        ("days_from_exit_to_18 <= 183", {"days_from_exit_to_18": -40}, True),
        ("days_from_exit_to_18 >= -10", {"days_from_exit_to_18": -40}, False),
        ("chosen", {"chosen": True}, True),
        ("chosen", {"chosen": False}, False),
        ("age >= 16 or chosen", {"age": 12, "chosen": True}, True),
        ("not chosen", {"chosen": False}, True),
        ("age > 12 and not (age > 14 or chosen)", {"age": 13, "chosen": False}, True),
    ],
)
def test_facts_are_compared_as_they_read(text: str, known: dict, expected: bool) -> None:
    assert holds(text, known) is expected


@pytest.mark.parametrize("text", ["age = 16", "age != 16", "age > 1", "x = 'a'", "x != 'a'"])
def test_a_comparison_with_what_is_not_known_is_false(text: str) -> None:
    assert not holds(text)


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("x = 'thuis'", "thuis", True),
        ("x = 'Thuis'", "thuis", True),
        ("x != 'thuis'", "elders", True),
        ("x starts_with 'voogd'", "voogd (persoon)", True),
        ("x starts_with 'voogd'", "geen voogd", False),
        ("x contains 'meren'", "Het Meren College", True),
        ("x = 'ja'", True, True),
        ("x = 'nee'", True, False),
        ("x >= 7", 7, True),
        ("x > 100", "12.50", False),
        ("x > 12", "12.50", True),
        # A multiple choice is asked for a whole option...
        ("x contains 'werk'", ["leren en werken"], False),
        ("x in ('werk', 'leren en werken')", ["school", "leren en werken"], True),
        ("x = 'school'", ["school", "werk"], True),
        ("x != 'school'", ["school", "werk"], False),
        # ...and what somebody typed there for any piece of text.
        ("x contains 'hond'", ["sport", {"other": "met de honden wandelen"}], True),
        ("x contains 'hond'", {"other": "HONDEN"}, True),
        ("x contains 'verlof'", [{"stap": "verlof", "datum": "2026-03"}], True),
        ("x contains 'verlof'", [{"stap": "proefdag"}], False),
        ("x contains 'ilse'", {"name": "Ilse Bakker", "phone": ""}, True),
    ],
)
def test_answers_of_every_type_can_be_compared(text: str, value: object, expected: bool) -> None:
    assert holds(text, x=value) is expected


def test_any_answer_that_is_seen_may_make_it_true() -> None:
    seen = {"won_er": ((ANSWERED, "gezinshuis"), (ANSWERED, "pleeggezin"))}

    assert parse_condition("won_er = 'pleeggezin'").holds(Facts({}, seen))
    assert not parse_condition("won_er = 'thuis'").holds(Facts({}, seen))


@pytest.mark.parametrize(
    ("status", "value", "filled", "answered", "not_applicable"),
    [
        (AnswerStatus.ANSWERED, "ja", True, True, False),
        (AnswerStatus.ANSWERED, "  ", False, True, False),
        (AnswerStatus.ANSWERED, [], False, True, False),
        (AnswerStatus.ANSWERED, False, True, True, False),
        (AnswerStatus.DECLINED, None, False, True, False),
        (AnswerStatus.UNKNOWN, None, False, True, False),
        (AnswerStatus.NOT_APPLICABLE, None, False, True, True),
        (AnswerStatus.PENDING, None, False, False, False),
    ],
)
def test_a_status_can_be_asked_for(
    status: AnswerStatus, value: object, filled: bool, answered: bool, not_applicable: bool
) -> None:
    facts = Facts({}, {"x": ((status, value),)})

    assert parse_condition("filled(x)").holds(facts) is filled
    assert parse_condition("answered(x)").holds(facts) is answered
    assert parse_condition("not_applicable(x)").holds(facts) is not_applicable


def test_answers_may_come_from_a_function() -> None:
    facts = Facts({}, lambda question: ((ANSWERED, question),))

    assert parse_condition("vt_er = 'vt_er'").holds(facts)


def test_a_condition_tells_what_it_looks_at() -> None:
    condition = parse_condition("(age > 5 or filled(va_sterk)) and not won_er = 'thuis' or chosen")

    assert condition.references == {"va_sterk", "won_er"}
    assert condition.facts == {"age", "chosen"}
    assert str(condition) == condition.text


def test_a_model_takes_a_condition_as_text() -> None:
    class Holder(BaseModel):
        condition: Condition | None = None

    assert Holder.model_validate({"condition": "age > 3"}).condition == parse_condition("age > 3")
    assert Holder(condition=parse_condition("chosen")).model_dump(mode="json") == {
        "condition": "chosen"
    }


@pytest.mark.parametrize(
    ("text", "code", "position", "suggestion"),
    [
        ("", "condition_ends_early", 0, ""),
        ("age >", "condition_ends_early", 5, ""),
        ("age ~ 3", "condition_strange_sign", 4, ""),
        ("won_er = 'thuis", "condition_open_quote", 9, ""),
        ("won_er", "condition_needs_operator", 0, "filled(won_er)"),
        ("won_er contain 'x'", "condition_needs_operator", 7, "contains"),
        ("phase = exit", "condition_needs_quotes", 8, "'exit'"),
        ("age > 'x'", "condition_needs_number", 6, ""),
        ("x in 'a'", "condition_needs_sign", 5, "("),
        ("x in ('a' 'b')", "condition_needs_sign", 10, ")"),
        ("chosen = 'ja'", "condition_stands_alone", 0, ""),
        ("x = 'a' andd y = 'b'", "condition_unexpected", 8, "and"),
        ("filled('x')", "condition_needs_name", 7, ""),
        ("x = 3a", "condition_strange_sign", 4, ""),
        ("(" * 500 + "chosen", "condition_too_deep", 31, ""),
        ("not " * 400 + "chosen", "condition_too_deep", 124, ""),
        ("x = '" + "a" * 3000 + "'", "condition_too_long", 2000, ""),
    ],
)
def test_what_can_not_be_read_is_told_with_its_place(
    text: str, code: str, position: int, suggestion: str
) -> None:
    with pytest.raises(ConditionError) as caught:
        parse_condition(text)

    assert (caught.value.code, caught.value.position, caught.value.suggestion) == (
        code,
        position,
        suggestion,
    )


_PIECES = st.sampled_from(
    "age phase chosen va_sterk and or not in contains starts_with filled ( ) , = != <= > 'a' 3 '".split()
)


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=25).map(" ".join)))
def test_arbitrary_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        position, held = 0, parse_condition(text).holds(Facts({}, {}))
    except ConditionError as error:
        position, held = error.position, False

    assert 0 <= position <= max(len(text), 1)
    assert held in (True, False)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    _VALUES,
    st.sampled_from(
        ["x = 'a'", "x != 3", "x > 3", "x contains 'a'", "x starts_with ''", "x in (1, 'b')"]
    ),
)
def test_a_value_of_any_shape_is_compared_without_trouble(value: object, text: str) -> None:
    facts = Facts({}, {"x": ((ANSWERED, value),)})

    assert parse_condition(text).holds(facts) in (True, False)
