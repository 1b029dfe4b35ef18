"""The example dossiers are whole, consistent and fictitious, and together they show everything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

import pytest

from planbuilder.check.check import check, incomplete_plans
from planbuilder.dossier.consent import age_on, birth_date
from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.dossier_file import (
    DossierFile,
    check_answers,
    decode,
    read_dossier_file,
    write_dossier_file,
)
from planbuilder.dossier.events import KINDS, AnswerGiven
from planbuilder.dossier.fold import fold
from planbuilder.interview.values import check_value
from planbuilder.questionnaire.conditions import Condition
from planbuilder.questionnaire.terms import (
    AnswerStatus,
    AnswerType,
    LifeArea,
    Mode,
    PlanKind,
    Voice,
)
from planbuilder.services.content import load_content

TODAY = date(2026, 11, 22)
CONTENT = load_content()
TEXTS = {
    entry.name.removesuffix(".yaml"): decode(entry.read_bytes(), entry.name)
    for entry in sorted((files("planbuilder") / "examples").iterdir(), key=lambda item: item.name)
    if entry.name.endswith(".yaml")
}
FILES: dict[str, DossierFile] = {
    name: read_dossier_file(text, f"{name}.yaml") for name, text in TEXTS.items()
}
WHOLE = ("dewi", "imane", "martijn", "milan")

every_example = pytest.mark.parametrize("name", TEXTS)
every_whole_case = pytest.mark.parametrize("name", WHOLE)


def dossier(name: str) -> Dossier:
    return fold(FILES[name].dossier_id, FILES[name].events)


def findings(name: str, plan: PlanKind | None = None) -> set[str]:
    found = check(
        dossier(name), CONTENT.questionnaire, CONTENT.settings, CONTENT.rules, TODAY, plan
    )
    return {finding.rule for finding in found}


def values(name: str) -> Iterator[AnswerGiven]:
    for event in FILES[name].events:
        if isinstance(event.payload, AnswerGiven):
            yield event.payload


def test_there_are_the_cases_that_the_readme_names() -> None:
    readme = (files("planbuilder") / "examples" / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)\.yaml`", readme, re.MULTILINE)) == set(TEXTS)
    assert len(TEXTS) == 5


@every_example
def test_it_is_written_as_planbuilder_itself_writes_it(name) -> None:
    found = FILES[name]
    assert write_dossier_file(found.dossier_id, found.events) == TEXTS[name]
    assert found.dossier_id == name


@every_example
def test_every_answer_fits_its_question_and_every_person_exists(name) -> None:
    assert check_answers(FILES[name], CONTENT.questionnaire) == []
    assert dossier(name).length == len(FILES[name].events)


@every_example
def test_every_value_stands_there_in_its_canonical_shape(name) -> None:
    seen = 0
    for payload in values(name):
        if payload.status is AnswerStatus.ANSWERED:
            asked = CONTENT.questionnaire[payload.question]
            assert check_value(asked, payload.value) == payload.value
            assert asked.is_for(dossier(name).people[payload.voice].role.voice)
            seen += 1
    assert seen > 150


@every_example
def test_nothing_happens_in_the_future_or_out_of_order(name) -> None:
    moments = [event.at for event in FILES[name].events]
    assert moments == sorted(moments)
    assert moments[-1].date() <= TODAY


@every_whole_case
def test_all_nine_parties_are_named_or_absent_with_a_reason_or_being_found_out(name) -> None:
    assert [party for party, state in dossier(name).parties.items() if not state.is_settled] == []


def test_the_examples_show_each_way_in_which_a_party_can_stand() -> None:
    assert {state.status for name in WHOLE for state in dossier(name).parties.values()} == {
        "named",
        "not_applicable",
        "unknown",
    }


@every_whole_case
def test_there_is_exactly_one_regisseur(name) -> None:
    assert dossier(name).direction.current is not None
    assert "sig_no_director" not in findings(name)


def test_somebody_took_over_the_direction_and_somebody_declined_it() -> None:
    assert dossier("imane").direction.earlier == (("marloes", "2026-08-17"),)
    assert dossier("imane").direction.current == "nadia"
    assert dossier("dewi").direction.earlier


@every_whole_case
def test_there_are_agreements_in_all_six_life_areas(name) -> None:
    assert {agreed.life_area for agreed in dossier(name).agreements.values()} == set(LifeArea)


@every_whole_case
def test_the_youth_was_asked_nearly_all_core_questions_of_the_sittings_held(name) -> None:
    found = dossier(name)
    youth = found.youth
    assert youth is not None
    held = 3 if found.phase in ("exit", "aftercare") else 2
    expected = [
        question
        for sitting in CONTENT.questionnaire.sittings_of(Voice.YOUTH)
        if sitting.number and sitting.number <= held
        for question in sitting.order
        if not isinstance(CONTENT.questionnaire[question].condition, Condition)
    ]
    asked = [question for question in expected if (question, youth.id) in found.answers]
    assert len(expected) > 50
    assert len(asked) >= 0.95 * len(expected)


def test_the_ages_are_those_of_the_stories() -> None:
    ages = {}
    for name in WHOLE:
        born = birth_date(dossier(name))
        assert born is not None
        ages[name] = age_on(born, TODAY)
    assert ages == {"martijn": 17, "imane": 14, "dewi": 18, "milan": 10}


def test_together_they_use_every_kind_of_event() -> None:
    assert {event.kind for found in FILES.values() for event in found.events} == set(KINDS)


def test_together_they_use_every_status_mode_and_type_of_answer_that_is_asked() -> None:
    every = [payload for name in TEXTS for payload in values(name)]
    assert {payload.status for payload in every} == set(AnswerStatus)
    assert {payload.mode for payload in every} == set(Mode)
    types = {CONTENT.questionnaire[payload.question].type for payload in every}
    asked = {question.type for question in CONTENT.questionnaire.questions.values()}
    assert types == asked
    assert asked | {AnswerType.AMOUNT} == set(AnswerType)


def test_together_they_hold_answers_of_every_voice_joint_ones_and_changed_ones() -> None:
    voices = set()
    for name in TEXTS:
        found = dossier(name)
        voices |= {
            person.role.voice for _, voice in found.answers if (person := found.people.get(voice))
        }
        assert any(voice == "joint" for _, voice in found.answers)
        assert found.history
    assert voices == set(Voice)


def test_the_plan_of_martijn_has_the_gaps_of_the_factsheet_until_they_are_filled() -> None:
    gaps = {"gap_money", "gap_care", "gap_daytime", "sig_no_director", "sig_money_missing"}
    assert gaps <= findings("martijn_gaps")
    assert not gaps & findings("martijn")


def test_martijn_is_the_case_with_gaps_carried_on() -> None:
    before = FILES["martijn_gaps"].events
    assert FILES["martijn"].events[: len(before)] == before
    assert len(FILES["martijn"].events) > len(before)


def test_the_cases_differ_in_what_keeps_their_plans_from_being_complete() -> None:
    open_plans = {}
    for name in WHOLE:
        found = check(dossier(name), CONTENT.questionnaire, CONTENT.settings, CONTENT.rules, TODAY)
        open_plans[name] = set(incomplete_plans(found))
    assert open_plans["martijn"] == set()
    assert PlanKind.EXIT_PLAN in open_plans["imane"]
    assert open_plans["milan"] == {PlanKind.PERSPECTIVE_PLAN}
    assert open_plans["dewi"] != open_plans["imane"]


@every_example
def test_nothing_in_it_can_belong_to_a_real_person(name) -> None:
    text = TEXTS[name]
    assert "@" not in text
    # Every number to call is one that nobody has.
    numbers = set(re.findall(r"(?<![\d-])0\d{1,3}-\d+", text))
    assert numbers
    assert all(re.fullmatch(r"06-000000\d\d|088-00000\d\d", number) for number in numbers)
    # Nine digits in a row could be read as a citizen service number.
    assert not re.search(r"(?<!\d)\d{9}(?!\d)", text)
