"""Every rule speaks when it should, and is silent again when what it asks for is there."""

from __future__ import annotations

import json

import pytest
from check.cases import found, ids, shipped
from check.scenes import Scene
from check.scenes_in_time import SCENES

from planbuilder.check.functions import FUNCTIONS
from planbuilder.check.rules import read_rules, rules_as_data
from planbuilder.errors import InputInvalid
from planbuilder.language import problem_line, sentences

PROMISED = """
dl_perspective_3w dl_plan_4w dl_plan_6w dl_explain_before dl_school_informed dl_stay_10w dl_stay_6m
dl_exit_visible dl_exit_know dl_exit_plan dl_handover dl_mandate_end dl_school_route_3w dl_tlv dl_opp_6w
dl_double_enrol dl_truancy dl_after_w1 dl_after_w2 dl_after_w6 dl_after_m3 dl_after_m6 dl_after_m12
dl_after_m18 dl_after_m24 dl_18_start dl_18_core dl_18_consent dl_half_year
sig_no_plan sig_no_school_data sig_no_home_school sig_unenrolled sig_contact_stalled sig_no_treatment
sig_no_adult sig_wait_place sig_no_intro sig_money_missing sig_no_director sig_director_unconfirmed
sig_handover_unconfirmed sig_appointment_late sig_contact_missed sig_out_of_sight sig_score_drop
sig_safety_words sig_move sig_18 sig_measure_end sig_consent_missing
pp_cover pp_who_i_am pp_direction pp_story pp_parents pp_life_areas pp_education pp_people pp_agreements
pp_direction_of_case pp_consent pp_order
up_head up_short up_life_areas up_care_support up_school_support up_alignment up_acclimatise
up_early_warning up_people up_direction up_handover up_first_week up_aftercare up_age18 up_order
up_parties up_evaluation
oo_pupil oo_strengths oo_destination oo_education oo_learning oo_support oo_start oo_formal oo_voice
oo_sharing
mp_title mp_direction mp_first_step mp_helps mp_call
tp_youth_central tp_future_oriented tp_empowerment tp_life_areas tp_social_context tp_goals_planning
tp_fitting_help
""".split()


def test_every_promised_rule_is_there() -> None:
    assert len(PROMISED) > 90
    listed = {rule["id"] for rule in rules_as_data(shipped()[2])}
    assert set(PROMISED) <= listed


def test_every_rule_has_a_scene() -> None:
    assert set(SCENES) == {rule.id for rule in shipped()[2]}


@pytest.mark.parametrize("rule", SCENES)
def test_a_rule_speaks_when_something_is_open(rule: str) -> None:
    scene = SCENES[rule]
    here = found(*scene.before, plan=scene.plan, today=scene.today, people=scene.people)
    assert rule in ids(here)


@pytest.mark.parametrize("rule", SCENES)
def test_a_rule_is_silent_when_it_is_settled(rule: str) -> None:
    scene: Scene = SCENES[rule]
    after = found(
        *scene.before, *scene.settled, plan=scene.plan, today=scene.today, people=scene.people
    )
    assert rule not in ids(after), [f for f in after if f.rule == rule]


@pytest.mark.parametrize("rule", SCENES)
def test_a_finding_says_what_why_and_who_settles_it(rule: str) -> None:
    scene = SCENES[rule]
    here = [
        finding
        for finding in found(*scene.before, plan=scene.plan, today=scene.today, people=scene.people)
        if finding.rule == rule
    ]
    for finding in here:
        assert finding.what
        assert "…" not in finding.what + finding.youth
        assert "{" not in finding.what + finding.youth
        assert finding.why
        assert finding.settled_by
        assert finding.questions or finding.parties


def test_every_function_is_used_by_a_rule() -> None:
    assert {rule.function for rule in shipped()[2]} == set(FUNCTIONS)


def test_the_list_of_rules_is_plain_data() -> None:
    data = rules_as_data(shipped()[2])
    assert json.loads(json.dumps(data)) == data
    assert all(rule["source"] and rule["status"] and rule["text"] for rule in data)


def test_every_deadline_gets_its_days_from_the_settings() -> None:
    _, settings, rules = shipped()
    deadlines = [rule.id for rule in rules if rule.kind == "deadline"]
    assert len(deadlines) > 25
    assert set(deadlines) <= set(settings.deadlines)


def test_youths_are_told_in_short_plain_sentences() -> None:
    told = [(rule.id, rule.youth) for rule in shipped()[2] if rule.youth]
    assert len(told) > 60
    for rule, text in told:
        assert "waarom" not in text.casefold(), rule
        for sentence in text.replace("?", ".").split("."):
            assert len(sentence.split()) <= 15, (rule, sentence)


GOOD = """
rules:
  my_rule:
    kind: signal
    source: eigen
    status: proposal
    severity: info
    to: [4]
    text: Let op.
    why: Omdat het helpt.
    questions: [tk_droom]
    function: any_said
"""


def problems_of(text: str) -> list[tuple[str, int]]:
    with pytest.raises(InputInvalid) as caught:
        read_rules({"rules_ours.yaml": text}, shipped()[0])
    return [(problem.code, problem.line) for problem in caught.value.problems]


def test_an_organisations_own_rule_can_be_read() -> None:
    assert [rule.id for rule in read_rules({"rules_ours.yaml": GOOD}, shipped()[0])] == ["my_rule"]


def test_all_problems_of_a_file_of_rules_are_told_at_once_with_their_line() -> None:
    text = (
        GOOD.replace("tk_droom", "tk_drom")
        .replace("any_said", "any_sad")
        .replace("Let op.", '"{wei}"')
    )
    assert problems_of(text) == [
        ("rule_slot_unknown", 9),
        ("rule_question_unknown", 11),
        ("rule_function_unknown", 12),
    ]


def test_a_rule_that_goes_outside_needs_words_without_answers() -> None:
    assert problems_of(GOOD.replace("to: [4]", "to: [4, 7]")) == [("rule_outside_missing", 3)]
    leaky = GOOD.replace("to: [4]", "to: [4, 7]\n    outside: Wat is er met {wat}?")
    assert problems_of(leaky) == [("rule_slot_unknown_alone", 9)]


def test_a_lone_brace_in_a_wording_is_a_problem_and_no_crash() -> None:
    assert problems_of(GOOD.replace("Let op.", '"Let { op."')) == [("rule_slot_unknown_alone", 9)]


def test_a_key_that_rules_do_not_have_is_named() -> None:
    assert 7 in {line for _, line in problems_of(GOOD.replace("severity:", "ernst:"))}


def test_the_same_rule_twice_is_refused() -> None:
    with pytest.raises(InputInvalid) as caught:
        read_rules({"rules_a.yaml": GOOD, "rules_b.yaml": GOOD}, shipped()[0])
    assert [p.code for p in caught.value.problems] == ["rule_twice"]
    assert caught.value.problems[0].file == "rules_b.yaml"


@pytest.mark.parametrize(
    "text", ["", "rules: 3", "- a", "rules:\n  x: 3", "timing: 3", "needs_content: 7"]
)
def test_a_file_with_something_else_gives_problems_not_errors(text: str) -> None:
    assert problems_of(text)


def test_every_problem_has_its_sentence_in_both_languages() -> None:
    wrong = GOOD.replace("tk_droom", "zzz").replace("any_said", "zzz").replace("Let op.", '"{zzz}"')
    for text in (
        wrong,
        GOOD.replace("any_said", "any_sad"),
        "rulez: 3",
        "timing: 3",
        "- a",
        "zzz: 3",
    ):
        with pytest.raises(InputInvalid) as caught:
            read_rules({"rules_ours.yaml": text}, shipped()[0])
        for problem in caught.value.problems:
            assert {"nl", "en"} <= set(sentences()[problem.code])
            assert "?" not in problem_line(problem, "en") or problem.parameters["suggestion"]
