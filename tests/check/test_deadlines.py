"""Deadlines count calendar days, are announced, and follow the organisation's own numbers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from check.cases import (
    PP,
    TODAY,
    UP,
    agree,
    appoint,
    dossier_of,
    found,
    rather_not,
    reach,
    say,
    shipped,
)
from check.scenes import born, came, leaves, left, rows

from planbuilder.check.calendar import months_after, partial_end, working_days_after
from planbuilder.check.check import Finding, check
from planbuilder.questionnaire.settings import Deadline
from planbuilder.questionnaire.terms import PlanState


def one(rule: str, *happenings: object, today: date = TODAY, **more: object) -> Finding | None:
    findings = [f for f in found(*happenings, today=today, **more) if f.rule == rule]
    assert len(findings) <= 1
    return findings[0] if findings else None


@pytest.mark.parametrize(
    ("days_ago", "timing", "severity"),
    [
        (27, None, None),
        (28, "coming", "info"),
        (41, "coming", "info"),
        (42, "today", "action"),
        (43, "passed", "action"),
    ],
)
def test_a_deadline_is_announced_two_weeks_ahead_and_then_stays(
    days_ago: int, timing: str | None, severity: str | None
) -> None:
    finding = one("dl_plan_6w", came(days_ago))
    assert (finding.timing if finding else None) == timing
    assert (finding.severity if finding else None) == severity


def test_a_deadline_that_comes_says_when_and_one_that_passed_since_when() -> None:
    coming = one("dl_plan_6w", came(40))
    passed = one("dl_plan_6w", came(50))
    assert coming is not None
    assert passed is not None
    assert coming.what.startswith("Komt eraan op 17 juni 2026: ")
    assert passed.what.startswith("Sinds 7 juni 2026: ")
    assert (coming.due, passed.due) == (date(2026, 6, 17), date(2026, 6, 7))


def test_weekends_and_holidays_count() -> None:
    # 21 days after 14 December is 4 January, Christmas or not.
    finding = one("dl_perspective_3w", say("basis_instroom", "2025-12-14"), today=date(2026, 1, 4))
    assert finding is not None
    assert finding.due == date(2026, 1, 4)


def test_an_organisation_may_choose_other_days() -> None:
    questionnaire, settings, rules = shipped()
    ours = settings.model_copy(
        update={
            "deadlines": settings.deadlines
            | {"dl_perspective_3w": Deadline(what="sneller", start="intake", days=(7,))}
        }
    )
    dossier = dossier_of(came(8))
    found_here = check(dossier, questionnaire, ours, rules, TODAY, PP)
    assert [f.timing for f in found_here if f.rule == "dl_perspective_3w"] == ["passed"]
    usual = check(dossier, questionnaire, settings, rules, TODAY, PP)
    assert [f.timing for f in usual if f.rule == "dl_perspective_3w"] == ["coming"]


def test_without_an_expected_day_of_leaving_the_end_of_the_order_counts() -> None:
    finding = one("dl_exit_plan", say("basis_mgj_eind", "2026-06-20"))
    assert finding is not None
    assert finding.due == date(2026, 6, 6)
    assert finding.rests_on == (("basis_mgj_eind", "mentor"),)
    expected = one("dl_exit_plan", say("basis_mgj_eind", "2026-06-20"), leaves(20))
    assert expected is not None
    assert expected.due == TODAY + timedelta(days=6)


def test_leaving_is_not_in_sight_in_the_first_weeks() -> None:
    assert one("dl_exit_visible", came(5), leaves(30)) is None
    finding = one("dl_exit_visible", came(25), leaves(30))
    assert finding is not None
    assert finding.due == TODAY + timedelta(days=3)


def test_the_end_of_the_order_is_told_three_times_and_each_time_stronger() -> None:
    ends = [(70, "info"), (56, "info"), (28, "action"), (14, "urgent")]
    for days, severity in ends:
        day = (TODAY + timedelta(days=days)).isoformat()
        finding = one("dl_mandate_end", say("basis_mgj_eind", day))
        assert finding is not None, days
        assert finding.severity == severity, days


def test_for_a_child_under_12_a_long_stay_only_informs() -> None:
    young = one("dl_stay_6m", came(200), born("2016-01-01"))
    older = one("dl_stay_6m", came(200), born("2011-01-01"))
    assert young is not None
    assert older is not None
    assert (young.severity, older.severity) == ("info", "action")


def test_in_an_emergency_the_explanation_may_come_with_the_plan() -> None:
    assert one("dl_explain_before", came(10), say("basis_spoed", True)) is None
    assert one("dl_explain_before", came(10), say("basis_spoed", False)) is not None


def test_who_requests_the_permit_follows_the_table_of_the_settings() -> None:
    needed = (leaves(50), say("ond_tlv", "nodig, nog niet aangevraagd"))
    enrolled = one("dl_tlv", *needed, say("ond_inschrijving_tijdens", "stamschool"))
    not_enrolled = one("dl_tlv", *needed, say("ond_inschrijving_tijdens", "uitgeschreven"))
    assert enrolled is not None
    assert not_enrolled is not None
    assert "De school waar de jongere ingeschreven staat vraagt de TLV aan" in enrolled.what
    assert "Ouders melden aan bij de nieuwe school" in not_enrolled.what


def test_a_permit_that_stops_before_leaving_is_needed_again() -> None:
    valid = (leaves(50), say("ond_tlv", "geldig"))
    assert one("dl_tlv", *valid, rows("ond_tlv_wie", {"geldig_tot": "2027-08-01"})) is None
    assert one("dl_tlv", *valid, rows("ond_tlv_wie", {"geldig_tot": "2026-07-01"})) is not None


def test_only_the_latest_aftercare_moment_is_asked_for() -> None:
    after = [f.rule for f in found(*left(60)) if f.rule.startswith("dl_after")]
    assert after == ["dl_after_w6"]


def test_a_contact_in_week_one_is_not_a_contact_in_week_two() -> None:
    week_one = rows("naz_momenten", {"datum": "2026-06-02", "gedaan": True})
    assert one("dl_after_w2", *left(20), week_one) is not None
    week_two = rows("naz_momenten", {"datum": "2026-06-09", "gedaan": True})
    assert one("dl_after_w2", *left(20), week_two) is None


def test_a_planned_contact_that_was_not_made_is_no_contact() -> None:
    planned = rows("naz_momenten", {"datum": "2026-06-09", "gedaan": False})
    assert one("dl_after_w2", *left(20), planned) is not None


def test_an_appointment_that_is_late_is_told_first_and_asks_to_act_later() -> None:
    just = one("sig_appointment_late", agree("leisure", due="2026-06-10"))
    long = one("sig_appointment_late", agree("leisure", due="2026-05-10"))
    assert just is not None
    assert long is not None
    assert (just.severity, long.severity) == ("info", "action")
    assert just.what == "Afspraak over datum: samen bellen, Karim."
    assert just.youth == "Karim moet dit nog doen: samen bellen"


def test_a_score_that_drops_by_two_is_no_signal() -> None:
    assert one("sig_score_drop", say("won_nu", 8, "noor"), say("won_nu", 6, "noor")) is None
    drop = one("sig_score_drop", say("won_nu", 8, "noor"), say("won_nu", 4, "noor"))
    assert drop is not None
    assert drop.what == "Score wonen daalt van 8 naar 4; bespreek met jongere."


def test_words_in_a_text_never_give_a_safety_signal() -> None:
    typed = say("veil_oranje", [{"other": "slechte gedachten"}], "noor")
    assert one("sig_safety_words", typed) is None
    by_a_parent = say("veil_oranje", ["slechte gedachten"], "moeder")
    assert one("sig_safety_words", by_a_parent) is None


def test_two_missed_contacts_in_a_row_are_two() -> None:
    missed = say("naz_contact_status", "gemist 1x")
    reached = say("naz_contact_status", "gelukt")
    assert one("sig_contact_missed", missed) is None
    assert one("sig_contact_missed", missed, missed) is not None
    assert one("sig_contact_missed", missed, reached, missed) is None


def test_the_youth_is_asked_another_thing_about_moving_than_the_professional() -> None:
    # Noor: still at the same address? Karim: moved?
    assert one("sig_move", *left(30), say("naz_verhuisd", True, "noor")) is None
    assert one("sig_move", *left(30), say("naz_verhuisd", False, "noor")) is not None
    assert one("sig_move", *left(30), say("naz_verhuisd", True)) is not None


def test_another_municipality_is_a_move_too() -> None:
    before = say("basis_gemeente", "Delft")
    assert one("sig_move", before) is None
    assert one("sig_move", before, say("basis_gemeente", "Gouda")) is not None


def test_a_second_name_for_the_regisseur_is_told_and_a_short_form_is_not() -> None:
    assert one("sig_no_director", appoint(), say("reg_regisseur", {"name": "Karim"})) is None
    assert one("sig_no_director", appoint(), say("reg_regisseur", {"name": "Fatma"})) is not None


def test_a_wait_between_leaving_and_a_place_is_counted_in_days() -> None:
    finding = one("sig_wait_place", leaves(10), say("sw_vanaf", "2026-07-05"))
    assert finding is not None
    assert finding.what == "Wachttijd tussen vertrek en school en werk: 10 dagen."


def test_waiting_is_over_when_the_place_is_there() -> None:
    place = say("sw_vanaf", "2026-06-10")
    assert one("sig_wait_place", *left(30), place, today=date(2026, 6, 9)) is not None
    assert one("sig_wait_place", *left(30), place, today=date(2026, 6, 10)) is None


def test_deadlines_and_signals_do_not_wait_for_their_plan_to_be_in_play() -> None:
    early = found(leaves(56), say("ond_tlv", "afgewezen"))
    assert "dl_tlv" in {f.rule for f in early}
    assert not any(f.rule.startswith("up_") for f in early)


def test_a_finished_plan_stops_its_deadlines() -> None:
    assert one("dl_handover", leaves(0), reach(UP, PlanState.HANDED_OVER)) is None
    assert one("sig_no_plan", came(50), reach(PP, PlanState.AGREED)) is None


def test_a_half_known_date_passes_at_its_last_day() -> None:
    assert partial_end("2026-02") == date(2026, 2, 28)
    assert partial_end("2026") == date(2026, 12, 31)
    assert partial_end("binnenkort") is None
    assert partial_end(["2026"]) is None


def test_months_and_working_days_are_counted_as_people_do() -> None:
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2008, 2, 29), 216) == date(2026, 2, 28)
    # From Friday: Monday is the first working day.
    assert working_days_after(date(2026, 6, 12), 5) == date(2026, 6, 19)


def test_nothing_is_asked_about_parents_after_18_before_that_is_near() -> None:
    assert one("dl_18_consent", born("2009-01-01")) is None
    assert one("dl_18_consent", born("2008-06-20")) is not None
    assert one("dl_18_consent", born("2008-06-20"), rather_not("a18_ouders")) is None
