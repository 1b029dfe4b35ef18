"""A plan is complete when everything was asked and settled; what a youth won't say is settled too."""

from __future__ import annotations

import pytest
from check.cases import MP, OO, PP, TODAY, UP, agree, appoint, found, ids, rather_not, reach, say
from check.scenes import born, everything_asked, leaves, phase, rows

from planbuilder.check.check import as_data, incomplete_plans, is_complete
from planbuilder.dossier.events import JointAnswerConfirmed, JointAnswerProposed
from planbuilder.questionnaire.terms import PlanState

NAMES = ("start_naam", "basis_naam", "basis_geboortedatum")


def my_plan(*more: object) -> tuple[object, ...]:
    return (
        say("tk_titel", "Vooruit", "noor"),
        say("start_naam", "Noor", "noor"),
        say("tk_droom", "een eigen zaak", "noor"),
        say("va_stap", "bellen", "noor"),
        say("va_helpt", "muziek", "noor"),
        say("net_terecht", {"name": "Karim"}, "noor"),
        *more,
    )


def test_a_plan_with_an_open_finding_that_blocks_is_not_complete() -> None:
    assert is_complete(found(*my_plan(), plan=MP), MP)
    without_step = [h for h in my_plan() if "va_stap" not in str(h)]
    findings = found(*without_step, plan=MP)
    assert not is_complete(findings, MP)
    assert incomplete_plans(findings) == (MP,)


@pytest.mark.parametrize("status", ["declined", "prefer_conversation", "not_applicable"])
def test_what_a_youth_does_not_want_to_say_is_finished(status: str) -> None:
    assert "mp_first_step" not in ids(found(rather_not("va_stap", status=status), plan=MP))


@pytest.mark.parametrize("status", ["unknown", "pending"])
def test_not_knowing_yet_is_not_finished(status: str) -> None:
    assert "mp_first_step" in ids(found(rather_not("va_stap", status=status), plan=MP))


def test_a_name_and_the_order_of_calling_can_not_be_declined() -> None:
    asked = (phase("exit"), rather_not("start_naam"), rather_not("veil_bel"))
    assert {"mp_title", "mp_call"} <= ids(
        found(*asked, say("tk_titel", "Vooruit", "noor"), plan=MP)
    )


def test_every_question_that_must_be_filled_is_named_when_it_is_declined() -> None:
    asked = [rather_not(question, "mentor") for question in NAMES]
    named = {q for f in found(*asked, plan=OO) if f.rule == "oo_pupil" for q in f.questions}
    assert set(NAMES) <= named


def test_required_questions_are_told_per_block_and_listed_one_by_one() -> None:
    required = [f for f in found(plan=PP) if f.rule == "pp_required"]
    assert 5 < len(required) < 20
    assert sum(len(f.questions) for f in required) > 50
    for finding in required:
        assert f"({len(finding.questions)} open)" in finding.what
    listed = {q for entry in as_data(required) for q in entry["settled_by"]["questions"]}
    assert {"tk_droom", "sup_nu", "basis_naam"} <= listed


def missing(*happenings: object) -> set[str]:
    return {q for f in found(*happenings, plan=PP) if f.rule == "pp_required" for q in f.questions}


def test_a_mothers_answer_does_not_count_for_the_youth() -> None:
    assert "sup_nu" in missing(say("sup_nu", 6, "moeder"))
    assert "sup_nu" in missing(say("sup_nu", 6, "noor"))
    assert "sup_nu" not in missing(say("sup_nu", 6, "moeder"), say("sup_nu", 4, "noor"))


def test_a_plain_fact_needs_one_voice() -> None:
    assert "ond_stamschool" in missing()
    assert "ond_stamschool" not in missing(say("ond_stamschool", "De Wissel", "moeder"))


def test_a_joint_answer_counts_for_everybody() -> None:
    together = JointAnswerProposed(
        question="sup_wil", together_with=("noor", "moeder"), value="vaker bellen"
    )
    confirmed = ("noor", JointAnswerConfirmed(question="sup_wil"), TODAY)
    assert "sup_wil" in missing()
    assert "sup_wil" not in missing(together, confirmed)


def test_a_question_that_does_not_apply_is_not_missed() -> None:
    assert "ond_leerjaar" not in missing()
    assert "ond_leerjaar" in missing(say("ond_niveau", "vmbo-b"))


def test_agreements_settle_the_question_for_agreements() -> None:
    assert "vt_afspraken" in missing()
    assert "vt_afspraken" not in missing(agree("leisure"))


def test_questions_of_a_later_phase_are_not_missed_yet() -> None:
    listed = {q for f in found(plan=UP) for q in f.questions if f.rule == "up_required"}
    assert "wo_gesprek" in listed
    assert "eval_doelen" not in listed
    after = {
        q
        for f in found(phase("aftercare"), plan=UP)
        for q in f.questions
        if f.rule == "up_required"
    }
    assert "wo_gesprek" in after
    assert "naz_afsluiten" not in after


def test_education_data_may_be_unknown_but_stay_a_signal() -> None:
    unknown = [
        rather_not(question, "mentor", "unknown")
        for question in ("ond_stamschool", "ond_swv", "ond_niveau")
    ]
    named = {q for f in found(*unknown, plan=PP) if f.rule == "pp_education" for q in f.questions}
    assert "ond_stamschool" not in named
    assert "sig_no_school_data" in ids(found(*unknown))


def test_everything_asked_leaves_nothing_required() -> None:
    assert "pp_required" not in ids(found(*everything_asked(PP), plan=PP))


def test_the_exit_plan_is_not_asked_for_before_leaving_is_in_sight() -> None:
    assert not any(rule.startswith(("up_", "oo_")) for rule in ids(found()))
    assert any(rule.startswith("up_") for rule in ids(found(leaves(42))))
    assert any(rule.startswith("up_") for rule in ids(found(reach(UP, PlanState.DRAFT))))


def test_with_only_the_basics_a_school_gets_no_strengths_and_none_are_missed() -> None:
    basics = say("deel_school", "alleen de basis", "noor")
    silent = {"oo_strengths", "oo_destination", "oo_learning", "oo_support", "oo_voice"}
    assert silent <= ids(found(plan=OO))
    assert not silent & ids(found(basics, plan=OO))
    assert "oo_education" in ids(found(basics, plan=OO))


def test_money_and_wellbeing_may_never_be_empty() -> None:
    asked = [
        rather_not(f"{area}_{part}", status="unknown")
        for area in ("ink", "wel", "vt")
        for part in ("nu", "wil")
    ]
    areas = {f.life_area for f in found(*asked, plan=PP) if f.rule == "pp_life_areas"}
    assert {"income", "wellbeing"} <= areas
    assert "leisure" not in areas


def test_an_agreement_misses_who_when_or_how_we_see_it() -> None:
    for gap in ({"who": ""}, {"due": None}, {"evidence": ""}):
        findings = found(agree("leisure", **gap), plan=PP)
        assert "leisure" in {f.life_area for f in findings if f.rule == "pp_agreements"}, gap
    whole = found(agree("leisure"), plan=PP)
    assert "leisure" not in {f.life_area for f in whole if f.rule == "pp_agreements"}


def test_from_16_the_authorities_need_not_be_asked_to_agree() -> None:
    asked = (say("deel_akkoord", "ja", "noor"), rows("eval_moment", {"datum": "2026-09-01"}))
    assert "pp_consent" in ids(found(born("2012-01-01"), *asked, plan=PP))
    assert "pp_consent" not in ids(found(born("2010-01-01"), *asked, plan=PP))


def test_the_boundary_names_the_question_and_never_the_words() -> None:
    findings = found(
        say("sw_niet_school", "Niets over Zwolle zeggen.", "noor"),
        say("oo_leerling", "Zwolle was moeilijk.", "leraar"),
        say("va_leuk", "zwemmen", "noor"),
        plan=OO,
    )
    touched = [f for f in findings if f.rule == "oo_boundary"]
    assert [f.questions for f in touched] == [("oo_leerling", "sw_niet_school")]
    assert touched[0].blocks
    assert "zwolle" not in str(as_data(touched)).casefold()
    assert "zwolle" not in repr(touched).casefold()


def test_words_that_everybody_uses_are_no_boundary() -> None:
    findings = found(
        say("sw_niet_school", "Ik wil niet dat school dingen vertelt.", "noor"),
        say("oo_leerling", "De school helpt met dingen, en vertelt.", "leraar"),
        plan=OO,
    )
    assert "oo_boundary" not in ids(findings)


def test_findings_never_repeat_what_somebody_answered() -> None:
    secret = "xyzzy"
    answers = [
        say("tk_droom", secret, "noor"),
        say("sw_niet_school", secret, "noor"),
        say("oo_leerling", f"over {secret}", "leraar"),
        say("va_leuk", secret, "noor"),
        rows("net_belangrijk", {"naam": secret}, voice="noor"),
        say("net_terecht", {"name": secret}, "noor"),
        appoint(),
        say("reg_regisseur", {"name": secret}),
    ]
    for plan in (PP, UP, OO, MP, None):
        findings = found(*answers, phase("exit"), plan=plan)
        assert findings
        assert secret not in str(as_data(findings))


def test_from_18_the_youth_says_whether_the_parents_take_part() -> None:
    actions = rows("a18_actie", {"onderwerp": "DigiD", "wie": "Karim"})
    assert "up_age18" not in ids(found(born("2008-12-01"), actions, plan=UP))
    assert "up_age18" in ids(found(born("2008-01-01"), actions, plan=UP))
    said = say("a18_ouders", "nee", "noor")
    assert "up_age18" not in ids(found(born("2008-01-01"), actions, said, plan=UP))


def test_under_16_a_youths_yes_waits_for_the_authorities() -> None:
    yes = (born("2012-01-01"), phase("exit"), say("deel_gemeente", "het uitstroomplan", "noor"))
    others = [rather_not(question) for question in ("deel_school", "deel_ouders")]
    waiting = [f for f in found(*yes, *others, plan=UP) if f.rule == "sig_consent_missing"]
    assert [(f.parties, f.people) for f in waiting] == [(("7",), ("moeder",))]
    agreed = say("deel_gemeente", "het uitstroomplan", "moeder")
    assert "sig_consent_missing" not in ids(found(*yes, *others, agreed, plan=UP))


def test_an_empty_exit_plan_is_no_matter_before_leaving_is_in_sight() -> None:
    assert "sig_money_missing" not in ids(found())
    assert "sig_money_missing" in ids(found(phase("exit")))
