"""Lint finds what a working group would trip over, and is silent about what is all right."""

from __future__ import annotations

from typing import Any

import pytest

from planbuilder.questionnaire.lint import lint
from planbuilder.questionnaire.model import Question, Questionnaire, Sitting, Visibility
from planbuilder.questionnaire.terms import (
    AnswerType,
    DataClass,
    Party,
    Phase,
    Sensitivity,
    Voice,
)


def asked(name: str, **changes: Any) -> Question:
    """A question to a youth that has nothing wrong with it."""
    fields: dict[str, Any] = {
        "id": name,
        "text": {Voice.YOUTH: "Wat vind jij leuk?"},
        "type": AnswerType.TEXT,
        "phase": Phase.INTAKE,
        "asked": (Voice.YOUTH,),
        "data_class": DataClass.STRENGTHS,
        "sensitivity": Sensitivity.PERSONAL,
        "visibility": Visibility(reads=(Party.YOUTH,)),
        "source": "test",
    }
    return Question.model_validate(fields | changes)


def findings(*questions: Question, order: tuple[str, ...] | None = None) -> list[str]:
    """The codes of all findings, with every question in one sitting and in use."""
    by_id = {question.id: question for question in questions}
    sitting = Sitting(
        id="s", voice=Voice.YOUTH, title="T", order=tuple(by_id) if order is None else order
    )
    questionnaire = Questionnaire(questions=by_id, sittings=(sitting,))
    return [problem.code for problem in lint(questionnaire, by_id)]


def test_a_good_question_is_left_alone() -> None:
    assert findings(asked("a"), asked("b", condition="filled(a)")) == []


CHOICE = {"type": AnswerType.CHOICE, "options": ("thuis", "bij familie")}
SCALE = {"type": AnswerType.SCALE, "scale": ("slecht", "goed")}


@pytest.mark.parametrize(
    ("condition", "first", "expected"),
    [
        ("a = 'thuis'", CHOICE, []),
        ("a = 'thus'", CHOICE, ["condition_unknown_option_near"]),
        ("a in ('thuis', 'elders')", CHOICE, ["condition_unknown_option"]),
        ("a starts_with 'bij'", CHOICE, []),
        ("a starts_with 'naar'", CHOICE, ["condition_unknown_option"]),
        ("a > 3", CHOICE, ["condition_not_a_number"]),
        ("a = 'ja'", {"type": AnswerType.YES_NO}, []),
        ("a = 'misschien'", {"type": AnswerType.YES_NO}, ["condition_unknown_option"]),
        ("a >= 8", SCALE, []),
        ("a > 10", SCALE, ["condition_off_scale"]),
        ("phase = 'exit'", {}, []),
        ("phase = 'uitstroom'", {}, ["condition_unknown_option"]),
        ("phase > 3", {}, ["condition_not_a_number"]),
        ("age = 'zestien'", {}, ["condition_needs_a_number"]),
        ("age >= 16 and age < 18", {}, []),
        ("age < 5 and age > 6", {}, ["condition_never"]),
        ("age < 0", {}, ["condition_never"]),
        ("phase = 'exit' and phase = 'intake'", {}, ["condition_never"]),
        ("phase != 'exit' and phase in ('exit')", {}, ["condition_never"]),
        ("filled(a) and not filled(a)", {}, ["condition_never"]),
        ("chosen or (age < 5 and age > 6)", {}, []),
        ("(age < 5 or chosen) and (age > 6 and not chosen)", {}, ["condition_never"]),
        ("not (age > 5 or not age > 5)", {}, ["condition_never"]),
        # Two people may answer one question differently, so this may well hold.
        ("a = 'thuis' and a = 'bij familie'", CHOICE, []),
        ("filled(nergens)", {}, ["condition_unknown_question"]),
    ],
)
def test_a_condition_that_can_never_hold_is_found(
    condition: str, first: dict[str, Any], expected: list[str]
) -> None:
    assert findings(asked("a", **first), asked("b", condition=condition)) == expected


def test_a_very_large_condition_is_looked_at_in_a_moment() -> None:
    text = " and ".join(f"(age > {n} or age < {n})" for n in range(60))

    assert findings(asked("a", condition=text)) == []


def test_questions_that_wait_for_each_other_are_found_once() -> None:
    circle = [
        asked("a", condition="filled(c)"),
        asked("b", condition="filled(a)"),
        asked("c", condition="filled(b)"),
    ]

    assert (
        findings(*circle, asked("d", condition="filled(a)"), order=()).count("condition_circle")
        == 1
    )


def test_a_long_row_of_conditions_is_no_circle() -> None:
    row = [asked("q0"), *(asked(f"q{n}", condition=f"filled(q{n - 1})") for n in range(1, 2000))]

    assert findings(*row) == []


def test_missing_and_needless_wordings_are_found() -> None:
    assert findings(asked("a", text={Voice.PROFESSIONAL: "Interesses"})) == ["wording_missing"]
    assert findings(asked("a", text={Voice.YOUTH: " "})) == ["wording_missing"]
    extra = {Voice.YOUTH: "Wat vind jij leuk?", Voice.PARENT: "Wat vindt u?"}
    assert findings(asked("a", text=extra)) == ["wording_for_nobody"]
    assert findings(asked("a", help={Voice.PARENT: "Kies rustig."})) == ["help_for_nobody"]


def test_a_school_may_read_the_wording_of_the_professional() -> None:
    question = asked("a", text={Voice.PROFESSIONAL: "Niveau"}, asked=(Voice.SCHOOL,))
    sitting = Sitting(id="s", voice=Voice.SCHOOL, title="T", order=("a",))

    assert lint(Questionnaire(questions={"a": question}, sittings=(sitting,)), ("a",)) == []


def test_a_question_that_nothing_uses_is_found() -> None:
    used = asked("used")
    by_condition = asked("by_condition")
    waiting = asked("waiting", condition="filled(by_condition)", plans={"monitoring": "feeds"})
    loose = asked("loose")
    questions = {q.id: q for q in (used, by_condition, waiting, loose)}

    found = lint(Questionnaire(questions=questions, sittings=()), ["used"])

    assert [(p.code, p.parameters["name"]) for p in found] == [("question_not_used", "loose")]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (("light", "heavy", "other", "heavy_too", "last"), []),
        (("light", "heavy", "heavy_too", "other", "last"), ["two_heavy"]),
        (("light", "heavy", "other", "last", "heavy_too"), ["heavy_at_the_end"]),
    ],
)
def test_heavy_questions_need_light_ones_after_them(
    order: tuple[str, ...], expected: list[str]
) -> None:
    questions = [asked(n, heavy=n.startswith("heavy")) for n in sorted(order)]

    assert findings(*questions, order=order) == expected


def test_a_sitting_asks_what_is_needed_first() -> None:
    questions = [asked("a"), asked("b", condition="filled(a)")]

    assert findings(*questions, order=("b", "a")) == ["asked_before_its_condition"]


def test_a_question_is_in_one_sitting_of_each_voice() -> None:
    assert findings(asked("a"), asked("b"), order=("a",)) == ["in_no_sitting"]
    core = asked("core", core=(Voice.YOUTH,), sittings=(2,))
    number_two = Sitting(id="t", voice=Voice.YOUTH, title="T", number=2, order=("core",))
    number_one = Sitting(id="s", voice=Voice.YOUTH, title="S", number=1, order=("core",))

    twice = Questionnaire(questions={"core": core}, sittings=(number_one, number_two))
    elsewhere = Questionnaire(questions={"core": core}, sittings=(number_one,))

    assert {p.code for p in lint(twice, ["core"])} == {"in_two_sittings", "in_another_sitting"}
    assert [p.code for p in lint(elsewhere, ["core"])] == ["in_another_sitting"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Waarom ging je niet naar school?", "language_why"),
        ("Wat is jouw perspectief?", "language_jargon"),
        ("Er wordt gevraagd wat je wilt.", "language_passive"),
        ("Wat vindt u?", "language_formal"),
        (
            "Kies. Schrijf op wat je leuk vindt om te doen als je een dag vrij bent.",
            "language_long_sentence",
        ),
    ],
)
def test_language_that_does_not_suit_a_youth_is_found(text: str, code: str) -> None:
    assert findings(asked("a", text={Voice.YOUTH: text})) == [code]
    assert findings(asked("a", help={Voice.YOUTH: text})) == [code]


def test_an_exception_with_a_reason_keeps_a_finding_back() -> None:
    why = {Voice.YOUTH: "Waarom ben je trots?"}
    reason = {"language_why": "vastgestelde tekst"}

    assert findings(asked("a", text=why, exceptions=reason)) == []
    assert findings(asked("a", exceptions=reason)) == ["exception_not_needed"]


def test_a_sign_is_a_hint_and_a_mistake_is_a_problem() -> None:
    hard = (
        "Toekomstverwachtingsbeschrijving identificeren organisatorisch verantwoordelijkheidsgevoel"
    )
    questions = {"a": asked("a", text={Voice.YOUTH: hard}), "b": asked("b", condition="age < 0")}

    found = lint(Questionnaire(questions=questions, sittings=()), questions)

    assert {p.code: p.parameters["severity"] for p in found} == {
        "language_hard_to_read": "hint",
        "condition_never": "problem",
    }
