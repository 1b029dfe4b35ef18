"""Who reads what: the matrix, the age, the yes and the no, told as promises."""

from __future__ import annotations

from datetime import date

import field
import pytest
from small_dossiers import MOTHER, dossier_of, said

from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import (
    Agreement,
    AgreementMade,
    CapacityNoted,
    ConsentDecided,
    DocumentIssued,
    Payload,
    Person,
    PersonAdded,
    PersonChanged,
    PlanStateChanged,
)
from planbuilder.dossier.view import DossierView, next_version, view_for
from planbuilder.questionnaire.terms import DataClass, LifeArea, Party, PlanKind, PlanState, Role

TODAY = date(2026, 11, 22)
YOUTH = Recipient(Party.YOUTH, "sam")
PARENT = Recipient(Party.PARENT, "moeder")
OTHER_PARENT = Recipient(Party.PARENT, "vader")
CARE = Recipient(Party.CARE_PROVIDER, "mentor")
SCHOOL = Recipient(Party.HOME_SCHOOL, "school")
TOWN = Recipient(Party.MUNICIPAL_YOUTH_CARE, "wijkteam")
AUNT = Recipient(Party.NETWORK, "tante")


def aged(age: int) -> tuple[str, Payload]:
    return said("mentor", "basis_geboortedatum", f"{TODAY.year - age}-01-15")


def see(
    dossier: Dossier, recipient: Recipient, plan: PlanKind | None = None, on: date = TODAY
) -> DossierView:
    return view_for(dossier, recipient, field.questionnaire(), field.settings(), on, plan)


def reads(
    dossier: Dossier, recipient: Recipient, question: str, plan: PlanKind | None = None
) -> bool:
    return any(asked == question for asked, _ in see(dossier, recipient, plan).answers)


def decide(
    decider: str, party: Party, word: str, *classes: DataClass, **more: object
) -> tuple[str, Payload]:
    made = ConsentDecided(decider=decider, party=party, decision=word, data_classes=classes, **more)  # type: ignore[arg-type]
    return decider, made


STORY = said("sam", "va_gebeurd", "dat van toen")
FUN = said("sam", "va_leuk", "koken")


def test_the_youth_reads_everything_that_is_theirs() -> None:
    assert reads(dossier_of(aged(15), STORY), YOUTH, "va_gebeurd")


def test_the_care_team_reads_the_story_without_asking_and_a_school_never() -> None:
    dossier = dossier_of(
        aged(15),
        STORY,
        decide("sam", Party.HOME_SCHOOL, "yes"),
        decide("moeder", Party.HOME_SCHOOL, "no_objection"),
    )
    assert reads(dossier, CARE, "va_gebeurd")
    assert not reads(dossier, SCHOOL, "va_gebeurd")


def test_special_data_never_reach_a_school_version_or_my_plan_even_for_the_youth() -> None:
    dossier = dossier_of(aged(15), STORY)
    assert reads(dossier, YOUTH, "va_gebeurd", PlanKind.PERSPECTIVE_PLAN)
    assert not reads(dossier, YOUTH, "va_gebeurd", PlanKind.SCHOOL_TRANSFER)
    assert not reads(dossier, YOUTH, "va_gebeurd", PlanKind.MY_PLAN)


def test_at_thirteen_a_yes_of_the_youth_is_not_enough() -> None:
    alone = dossier_of(aged(13), FUN, decide("sam", Party.MUNICIPAL_YOUTH_CARE, "yes"))
    assert not reads(alone, TOWN, "va_leuk")
    both = dossier_of(
        aged(13), FUN, decide("sam", Party.MUNICIPAL_YOUTH_CARE, "yes"),
        decide("moeder", Party.MUNICIPAL_YOUTH_CARE, "no_objection"),
    )  # fmt: skip
    assert reads(both, TOWN, "va_leuk")


def test_an_organisation_can_let_a_thirteen_year_old_decide_alone() -> None:
    settings = field.settings().model_copy(update={"consent_mode_12_15": "youth"})
    dossier = dossier_of(aged(13), FUN, decide("sam", Party.MUNICIPAL_YOUTH_CARE, "yes"))
    view = view_for(dossier, TOWN, field.questionnaire(), settings, TODAY)
    assert ("va_leuk", "sam") in view.answers


def test_an_objection_of_who_has_authority_keeps_the_door_shut_until_sixteen() -> None:
    made = (
        FUN,
        decide("sam", Party.MUNICIPAL_YOUTH_CARE, "yes"),
        decide("moeder", Party.MUNICIPAL_YOUTH_CARE, "no"),
    )
    assert not reads(dossier_of(aged(15), *made), TOWN, "va_leuk")
    assert reads(dossier_of(aged(16), *made), TOWN, "va_leuk")


def test_a_parent_without_authority_has_no_say_and_reads_nothing_by_itself() -> None:
    dossier = dossier_of(
        aged(13), FUN, decide("sam", Party.MUNICIPAL_YOUTH_CARE, "yes"),
        decide("vader", Party.MUNICIPAL_YOUTH_CARE, "no_objection"),
    )  # fmt: skip
    assert not reads(dossier, TOWN, "va_leuk")
    assert reads(dossier, PARENT, "va_leuk")
    assert not reads(dossier, OTHER_PARENT, "va_leuk")


def test_a_guardian_with_authority_takes_the_parents_place() -> None:
    guardian = Person(id="voogd", name="Els", role=Role.GUARDIAN, has_custody=True)
    dossier = dossier_of(
        aged(10),
        FUN,
        PersonAdded(person=guardian),
        decide("voogd", Party.MUNICIPAL_YOUTH_CARE, "yes"),
    )
    assert reads(dossier, TOWN, "va_leuk")
    assert not reads(dossier, PARENT, "va_leuk")


def test_a_childs_no_counts_where_a_parent_says_yes() -> None:
    yes = decide("moeder", Party.MUNICIPAL_YOUTH_CARE, "yes")
    assert reads(dossier_of(aged(10), FUN, yes), TOWN, "va_leuk")
    no = decide("sam", Party.MUNICIPAL_YOUTH_CARE, "no")
    assert not reads(dossier_of(aged(10), FUN, yes, no), TOWN, "va_leuk")


@pytest.mark.parametrize(("age", "reads_it"), [(15, True), (16, False), (17, False), (18, False)])
def test_parents_read_along_until_sixteen(age: int, reads_it: bool) -> None:
    assert reads(dossier_of(aged(age), FUN), PARENT, "va_leuk") is reads_it


def test_from_sixteen_parents_still_know_the_plain_facts_and_from_eighteen_not_even_those() -> None:
    assert reads(dossier_of(aged(17)), PARENT, "basis_geboortedatum")
    assert not reads(dossier_of(aged(18)), PARENT, "basis_geboortedatum")


def test_a_yes_about_parents_of_before_eighteen_ends_at_eighteen() -> None:
    yes = said("sam", "deel_ouders", "alles")
    dossier = dossier_of(said("mentor", "basis_geboortedatum", "2008-06-01"), FUN, yes)
    q, s = field.questionnaire(), field.settings()
    before = view_for(dossier, PARENT, q, s, date(2026, 5, 31))
    after = view_for(dossier, PARENT, q, s, date(2026, 6, 1))
    assert ("va_leuk", "sam") in before.answers
    assert ("va_leuk", "sam") not in after.answers
    renewed = dossier_of(
        said("mentor", "basis_geboortedatum", "2008-06-01"),
        FUN,
        yes,
        said("sam", "a18_ouders", "ja"),
    )
    assert ("va_leuk", "sam") in view_for(renewed, PARENT, q, s, date(2026, 6, 1)).answers
    assert ("va_leuk", "sam") in view_for(renewed, PARENT, q, s, date(2026, 5, 1)).answers


def test_an_unknown_age_is_treated_as_the_strictest() -> None:
    assert not reads(dossier_of(FUN), PARENT, "va_leuk")
    assert not reads(
        dossier_of(FUN, decide("sam", Party.MUNICIPAL_YOUTH_CARE, "yes")), TOWN, "va_leuk"
    )


def test_a_withdrawn_consent_closes_the_door_again() -> None:
    yes = decide("sam", Party.MUNICIPAL_YOUTH_CARE, "yes")
    assert reads(dossier_of(aged(17), FUN, yes), TOWN, "va_leuk")
    assert not reads(
        dossier_of(aged(17), FUN, yes, decide("sam", Party.MUNICIPAL_YOUTH_CARE, "withdrawn")),
        TOWN,
        "va_leuk",
    )
    again = (yes, decide("sam", Party.MUNICIPAL_YOUTH_CARE, "withdrawn"), yes)
    assert reads(dossier_of(aged(17), FUN, *again), TOWN, "va_leuk")


def test_a_consent_until_a_day_ends_after_that_day() -> None:
    yes = decide("sam", Party.MUNICIPAL_YOUTH_CARE, "yes", until="2026-11-21")
    assert not reads(dossier_of(aged(17), FUN, yes), TOWN, "va_leuk")


def test_a_yes_for_one_class_opens_that_class_only() -> None:
    yes = decide("sam", Party.MUNICIPAL_YOUTH_CARE, "yes", DataClass.LIFE_AREA)
    dossier = dossier_of(aged(17), FUN, said("sam", "won_wil", "een kamer"), yes)
    assert reads(dossier, TOWN, "won_wil")
    assert not reads(dossier, TOWN, "va_leuk")


def test_a_yes_for_one_person_is_not_a_yes_for_their_whole_party() -> None:
    friend = Person(id="vriend", name="Bo", role=Role.INFORMAL_NETWORK)
    yes = decide("sam", Party.NETWORK, "yes", person="tante")
    dossier = dossier_of(aged(17), FUN, PersonAdded(person=friend), yes)
    assert reads(dossier, AUNT, "va_leuk")
    assert not reads(dossier, Recipient(Party.NETWORK, "vriend"), "va_leuk")
    assert not reads(dossier, Recipient(Party.NETWORK), "va_leuk")


def test_the_youth_can_close_what_the_care_team_reads_by_default() -> None:
    no = decide("sam", Party.CARE_PROVIDER, "no", DataClass.STORY)
    dossier = dossier_of(aged(15), STORY, FUN, no)
    assert not reads(dossier, CARE, "va_gebeurd")
    assert reads(dossier, CARE, "va_leuk")


def test_a_parents_words_are_for_that_parent_and_the_care_team_until_that_parent_says_yes() -> None:
    worry = said("moeder", "va_richting", "dat hij rust vindt")
    dossier = dossier_of(aged(13), worry)
    assert reads(dossier, PARENT, "va_richting")
    assert reads(dossier, CARE, "va_richting")
    assert not reads(dossier, YOUTH, "va_richting")
    assert not reads(dossier, OTHER_PARENT, "va_richting")
    shared = dossier_of(aged(13), worry, decide("moeder", Party.YOUTH, "yes", DataClass.PARENT_OWN))
    assert reads(shared, YOUTH, "va_richting")


def test_what_came_from_care_needs_a_yes_before_the_home_school_reads_it() -> None:
    level = said("mentor", "sw_wat_werkt", "korte taken")
    assert not reads(dossier_of(aged(17), level), SCHOOL, "sw_wat_werkt")
    assert reads(
        dossier_of(aged(17), level, said("sam", "deel_school", "de schoolversie")),
        SCHOOL,
        "sw_wat_werkt",
    )


def test_a_sitting_that_was_not_released_stays_with_the_youth_and_the_mentor() -> None:
    held = dossier_of(aged(13), FUN, said("sam", "deel_1", "alleen mijn mentor"))
    assert not reads(held, PARENT, "va_leuk")
    assert reads(held, CARE, "va_leuk")
    free = dossier_of(aged(13), FUN, said("sam", "deel_1", "zoals het nu staat"))
    assert reads(free, PARENT, "va_leuk")


def test_boundaries_stay_between_the_youth_and_the_care_team() -> None:
    boundary = said("sam", "sw_niet_school", "dat van vroeger")
    dossier = dossier_of(
        aged(17), boundary, *(decide("sam", p, "yes") for p in Party if p is not Party.YOUTH)
    )
    readers = {
        r.party
        for r in (YOUTH, PARENT, CARE, SCHOOL, TOWN, AUNT)
        if reads(dossier, r, "sw_niet_school")
    }
    assert readers == {Party.YOUTH, Party.CARE_PROVIDER}


def test_an_experience_expert_reads_only_while_engaged() -> None:
    expert = Person(
        id="ed",
        name="Lot",
        role=Role.EXPERIENCE_EXPERT,
        engaged_from="2026-03",
        engaged_until="2026-11",
    )
    dossier = dossier_of(
        aged(17), FUN, PersonAdded(person=expert), decide("sam", Party.NETWORK, "yes")
    )
    her = Recipient(Party.NETWORK, "ed")
    assert ("va_leuk", "sam") in see(dossier, her).answers
    assert not see(dossier, her, on=date(2026, 12, 1)).answers
    assert not see(dossier, her, on=date(2026, 2, 28)).answers


def test_who_does_an_agreement_reads_it_without_further_sight() -> None:
    doing = Agreement(id="fiets", life_area=LifeArea.HOUSING, what="fiets regelen", person="tante")
    dossier = dossier_of(aged(17), AgreementMade(agreement=doing))
    assert [a.id for a in see(dossier, AUNT).agreements] == ["fiets"]
    assert not see(dossier, TOWN).agreements


def test_somebody_else_decides_only_after_that_was_noted() -> None:
    yes = decide("mentor", Party.MUNICIPAL_YOUTH_CARE, "yes")
    noted = CapacityNoted(decider="mentor", reason="kan het nu niet overzien")
    assert reads(dossier_of(aged(17), FUN, noted, yes), TOWN, "va_leuk")


def test_phone_numbers_of_people_around_the_youth_are_not_passed_on() -> None:
    dossier = dossier_of(aged(17), decide("sam", Party.MUNICIPAL_YOUTH_CARE, "yes"))
    assert see(dossier, CARE).people["tante"].phone == "06-00000007"
    assert see(dossier, TOWN).people["tante"].phone == ""
    assert "tante" not in see(dossier, SCHOOL).people
    mother = MOTHER.model_copy(update={"phone": "06-00000009"})
    yes = decide("sam", Party.NETWORK, "yes")
    called = dossier_of(aged(17), PersonChanged(person=mother), yes)
    assert see(called, CARE).people["moeder"].phone == "06-00000009"
    assert see(called, AUNT).people["moeder"].phone == ""


def test_a_party_that_is_not_theirs_to_know_looks_the_same_whether_or_not_it_is_there() -> None:
    with_aunt = see(dossier_of(aged(17)), SCHOOL)
    people = [p for p in dossier_of().people.values() if p.id != "tante"]
    without = see(dossier_of(aged(17), people=people), SCHOOL)
    assert with_aunt.parties[-1] == without.parties[-1]
    assert not with_aunt.parties[-1].is_open


def test_the_school_version_needs_a_yes_or_is_only_the_basics() -> None:
    def version(*payloads: tuple[str, Payload]) -> str:
        return see(dossier_of(aged(17), *payloads), SCHOOL, PlanKind.SCHOOL_TRANSFER).school_version

    assert version() == "none"
    assert version(said("sam", "deel_school", "de schoolversie")) == "whole"
    assert version(said("sam", "deel_school", "alleen de basis")) == "basic"
    assert version(said("sam", "deel_school", "niets")) == "none"


def test_the_view_tells_on_whose_yes_it_rests() -> None:
    view = see(dossier_of(aged(17), FUN, decide("sam", Party.MUNICIPAL_YOUTH_CARE, "yes")), TOWN)
    assert {decision.decider for decision in view.grounds} == {"sam"}
    assert not see(dossier_of(aged(17), FUN), CARE).grounds


def test_a_new_version_begins_when_something_changed_since_the_last_document() -> None:
    made = DocumentIssued(
        plan=PlanKind.EXIT_PLAN, version=1, party=Party.YOUTH, formats=("docx",), basis="default"
    )
    agreed = PlanStateChanged(plan=PlanKind.EXIT_PLAN, version=1, state=PlanState.AGREED)
    assert next_version(dossier_of(FUN), PlanKind.EXIT_PLAN) == 1
    assert next_version(dossier_of(FUN, made, agreed), PlanKind.EXIT_PLAN) == 1
    assert next_version(dossier_of(FUN, made, agreed, STORY), PlanKind.EXIT_PLAN) == 2
    assert next_version(dossier_of(FUN, made, agreed), PlanKind.MY_PLAN) == 1


def test_who_reads_an_answer_reads_what_stood_there_before_until_it_was_taken_back() -> None:
    changed = [said("sam", "won_nu", mark) for mark in (2, 4, 8)]
    view = see(dossier_of(aged(17), *changed), CARE)
    assert [answer.value for answer in view.history["won_nu", "sam"]] == [2, 4]
    assert see(dossier_of(aged(17), *changed), SCHOOL).history == {}
    back = said("sam", "won_nu", None, status="declined")
    again = dossier_of(aged(17), *changed, back, said("sam", "won_nu", 5))
    assert see(again, CARE).history["won_nu", "sam"] == ()
    assert see(dossier_of(aged(17), *changed, back), CARE).history == {}
