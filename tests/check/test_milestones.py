"""The deadlines on somebody's way: the day on which each falls, met or not, and only for whom it is."""

from __future__ import annotations

from datetime import date

from plan.made import TODAY, UP, view
from small_dossiers import EVERYBODY, dossier_of, said

from planbuilder.check.milestones import Milestone, milestones, milestones_for
from planbuilder.dossier.events import ConsentDecided, Person, PhaseChanged, PlanStateChanged
from planbuilder.questionnaire.terms import DataClass, Party, Phase, PlanKind, PlanState, Role
from planbuilder.services.content import load_content

CONTENT = load_content()
ARRIVED = said("mentor", "basis_instroom", "2026-09-01")
LEAVES = said("mentor", "basis_uitstroom_verwacht", "2027-01-15")
SIXTEEN = said("mentor", "basis_geboortedatum", "2010-02-14")
LEFT = said("mentor", "basis_uitstroom", "2026-10-01")


def found(*payloads) -> dict[str, Milestone]:
    told = milestones(
        dossier_of(*payloads), CONTENT.questionnaire, CONTENT.settings, CONTENT.rules, TODAY
    )
    return {one.rule: one for one in told}


def agreed(plan: PlanKind) -> PlanStateChanged:
    return PlanStateChanged(plan=plan, version=1, state=PlanState.AGREED)


def test_each_day_is_counted_from_coming_in_or_from_leaving() -> None:
    told = found(ARRIVED, LEAVES)
    assert told["dl_plan_6w"].due == date(2026, 10, 13)
    assert told["dl_exit_plan"].due == date(2027, 1, 1)
    assert told["dl_after_m3"].due == date(2027, 4, 15)
    assert [one.due for one in told.values()] == sorted(one.due for one in told.values())


def test_without_a_day_to_count_from_there_is_no_deadline() -> None:
    assert found() == {}
    assert set(found(ARRIVED)) == {"dl_perspective_3w", "dl_plan_6w"}


def test_a_plan_that_is_agreed_meets_its_deadline() -> None:
    assert not found(ARRIVED, LEAVES)["dl_plan_6w"].met
    told = found(ARRIVED, LEAVES, agreed(PlanKind.PERSPECTIVE_PLAN))
    assert told["dl_plan_6w"].met
    assert not told["dl_exit_plan"].met
    assert found(ARRIVED, LEAVES, agreed(PlanKind.EXIT_PLAN))["dl_exit_plan"].met


def test_a_moment_of_aftercare_is_met_by_contact_around_it_and_not_by_that_of_another() -> None:
    rows = [
        {"datum": "2026-10-08", "wie": "Noor", "gedaan": True},
        {"datum": "2026-10-15", "wie": "Noor", "gedaan": False},
        {"datum": "2026-11-12", "wie": "Noor", "gedaan": True},
    ]
    leave = PhaseChanged(phase=Phase.AFTERCARE, date="2026-10-01", responsible="Noor")
    told = found(ARRIVED, LEFT, leave, said("mentor", "naz_momenten", rows))
    met = {rule: one.met for rule, one in told.items() if rule.startswith("dl_after")}
    assert met["dl_after_w1"]
    assert not met["dl_after_w2"]
    assert met["dl_after_w6"]
    assert not met["dl_after_m3"]


def test_a_deadline_goes_to_whom_it_is_for_and_to_no_one_who_may_not_know_its_day() -> None:
    dossier = dossier_of(ARRIVED, LEAVES)
    told = tuple(found(ARRIVED, LEAVES).values())
    assert len(told) > 8
    assert milestones_for(told, view(dossier, "sam", UP)) == told
    assert milestones_for(told, view(dossier, "mentor", UP)) == told
    assert milestones_for(told, view(dossier, Party.SCHOOL_ALLIANCE, UP)) == ()
    assert milestones_for(told, view(dossier, "tante", UP)) == ()


SHARED = (DataClass.STRENGTHS, DataClass.SELF_REPORT, DataClass.LIFE_AREA)


def decided(party: Party, decision: str, *classes: DataClass) -> tuple[str, ConsentDecided]:
    return "sam", ConsentDecided(
        decider="sam", party=party, decision=decision, data_classes=classes
    )


def test_parents_and_a_guardian_are_told_by_when_the_plans_they_make_along_are_there() -> None:
    guardian = Person(id="voogd", name="Hetty", role=Role.GUARDIAN)
    yes = [decided(party, "yes", *SHARED) for party in (Party.PARENT, Party.GUARDIAN)]
    dossier = dossier_of(SIXTEEN, ARRIVED, LEAVES, *yes, people=(*EVERYBODY, guardian))
    told = tuple(found(ARRIVED, LEAVES).values())
    plans = {"dl_perspective_3w", "dl_plan_6w", "dl_exit_know", "dl_exit_plan", "dl_handover"}
    for whom in ("moeder", "voogd"):
        assert {one.rule for one in milestones_for(told, view(dossier, whom, UP))} == plans


def test_parents_are_not_told_whether_something_was_done_that_they_may_not_read() -> None:
    without_dream = decided(Party.PARENT, "yes", *SHARED[1:])
    told = tuple(found(ARRIVED, LEAVES).values())
    seen = milestones_for(
        told, view(dossier_of(SIXTEEN, ARRIVED, LEAVES, without_dream), "moeder", UP)
    )
    assert {one.rule for one in seen} == {
        "dl_plan_6w", "dl_exit_know", "dl_exit_plan", "dl_handover"
    }  # fmt: skip


def test_a_day_that_comes_from_the_order_is_not_told_to_who_may_not_know_the_order() -> None:
    ends = said("mentor", "basis_mgj_eind", "2027-02-01")
    told = found(ARRIVED, ends)
    assert told["dl_exit_plan"].rests_on == (("basis_mgj_eind", "mentor"),)
    everything = tuple(told.values())
    seen = milestones_for(everything, view(dossier_of(ARRIVED, ends), "wijkteam", UP))
    assert not any(one.rests_on == (("basis_mgj_eind", "mentor"),) for one in seen)
