"""Which sections a reader gets, for whom a plan is made, and when it can't be."""

from __future__ import annotations

import pytest
from plan.made import (
    MP,
    OO,
    PP,
    UP,
    blocks,
    content,
    everything,
    facts_of,
    has_section,
    plan,
    possible,
)
from small_dossiers import EVERYBODY, SAM, SCHOOL, dossier_of, said

from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.events import ConsentDecided, Person
from planbuilder.language import sentences
from planbuilder.plan.compile import recipients_for
from planbuilder.plan.model import Heading
from planbuilder.questionnaire.terms import DataClass, LifeArea, Party, PlanKind, Role

SIXTEEN = said("mentor", "basis_geboortedatum", "2010-02-14")
FOURTEEN = said("mentor", "basis_geboortedatum", "2012-02-14")


def yes(party: Party, *classes: DataClass):
    return "sam", ConsentDecided(decider="sam", party=party, data_classes=classes, decision="yes")


def test_a_section_of_which_nothing_may_be_read_is_not_there_and_the_numbers_run_on() -> None:
    dossier = dossier_of(SIXTEEN, said("sam", "va_leuk", "gamen"), said("sam", "sw_wil", "koken"))
    made = plan(dossier, "school", UP)
    assert not has_section(made, "early_warning")
    assert [part.number for part in made.sections] == list(range(1, len(made.sections) + 1))


def test_the_youth_reads_the_youths_own_titles() -> None:
    dossier = dossier_of(said("sam", "ink_wil", "sparen"))
    assert [h.text for h in blocks(plan(dossier, "sam"), Heading)][4] == "Geld"
    assert [h.text for h in blocks(plan(dossier, "mentor"), Heading)][4] == "Geld (inkomen)"


def test_all_six_life_areas_are_there_even_when_one_was_talked_about() -> None:
    made = plan(dossier_of(said("sam", "won_wil", "een kamer")), "mentor")
    assert len(blocks(made, Heading, "life_areas")) == len(LifeArea)


def test_the_section_about_eighteen_is_there_from_sixteen() -> None:
    answer = said("sam", "a18_klaar", ["DigiD"])
    assert has_section(plan(dossier_of(SIXTEEN, answer), "sam", UP), "age18")
    assert not has_section(plan(dossier_of(FOURTEEN, answer), "sam", UP), "age18")
    assert not has_section(plan(dossier_of(answer), "sam", UP), "age18")


def test_who_may_not_know_of_an_order_reads_no_word_of_it_in_a_title() -> None:
    dossier = dossier_of(
        SIXTEEN,
        said("mentor", "basis_mgj_eind", "2026-12-01"),
        said("sam", "oz_vrijwillig", "Karin wil ik houden."),
        yes(Party.MUNICIPAL_YOUTH_CARE, DataClass.SUPPORT_PLAN),
    )
    told = everything(plan(dossier, "wijkteam", UP))
    assert told.count("Karin wil ik houden.") == 1
    assert "achtiging" not in told
    assert "Machtiging (besluit van de rechter) en hulp daarna" in everything(
        plan(dossier, "sam", UP)
    )


def test_a_school_gets_the_school_version_after_a_yes_only() -> None:
    asked = dossier_of(SIXTEEN, said("mentor", "sw_vanaf", "2026-12-01"))
    assert possible(asked, "school", OO) == "plan_no_school_yes"
    for answer in ("niets", "eerst samen kijken"):
        dossier = dossier_of(SIXTEEN, said("sam", "deel_school", answer))
        assert possible(dossier, "school", OO) == "plan_no_school_yes"
    dossier = dossier_of(
        SIXTEEN, said("sam", "va_sterk", ["humor"]), said("sam", "deel_school", "de schoolversie")
    )
    assert possible(dossier, "school", OO) is None
    assert "humor" in everything(plan(dossier, "school", OO))


def test_only_the_basics_are_chapters_1_4_7_and_8() -> None:
    told = [
        said("school", "ond_niveau", "havo"),
        said("school", "sw_vanaf", "2026-12-01"),
        said("school", "ond_tlv", "niet nodig"),
        said("sam", "va_sterk", ["humor"]),
        said("sam", "sw_school_weten", "ik loop soms weg"),
    ]
    dossier = dossier_of(SIXTEEN, *told, said("sam", "deel_school", "alleen de basis"))
    assert possible(dossier, "school", OO) is None
    for whom in ("school", "sam"):
        made = plan(dossier, whom, OO)
        assert [part.id for part in made.sections] == ["pupil", "education", "start", "formal"]
    made = plan(dossier, "school", OO)
    assert "humor" not in everything(made)
    assert facts_of(made)["Mag dit lezen vanwege"] == "de keuze van Sam: alleen de basis"


def test_the_school_version_begins_with_what_goes_well_and_never_holds_the_boundary() -> None:
    dossier = dossier_of(
        SIXTEEN,
        said("sam", "va_sterk", ["humor"]),
        said("sam", "sw_niet_school", "niets over mijn vader"),
        said("sam", "wel_er", ["medicijnen"]),
        said("sam", "deel_school", "de schoolversie"),
    )
    made = plan(dossier, "school", OO)
    assert [part.id for part in made.sections][:2] == ["pupil", "strengths"]
    assert "vader" not in everything(made)
    assert "medicijnen" not in everything(made)


def test_the_youth_and_the_mentor_may_always_look_at_it_first() -> None:
    dossier = dossier_of(SIXTEEN, said("sam", "va_sterk", ["humor"]))
    assert {possible(dossier, who, OO) for who in ("sam", "mentor")} == {None}


def test_who_may_not_know_whom_it_is_about_gets_no_plan() -> None:
    assert possible(dossier_of(SIXTEEN), "tante", MP) == "plan_no_consent"


def test_who_may_read_nothing_gets_no_plan() -> None:
    dossier = dossier_of(said("sam", "va_gebeurd", "iets"), people=(SAM, EVERYBODY[5]))
    assert possible(dossier, "wijkteam", PP) == "plan_nothing_to_read"


def test_a_dossier_without_a_youth_has_no_plan() -> None:
    dossier = dossier_of(people=(EVERYBODY[3],))
    assert possible(dossier, "mentor", PP) == "plan_nobody_yet"


def test_mijn_plan_is_always_there_for_the_youth() -> None:
    dossier = dossier_of(people=(SAM,))
    assert possible(dossier, "sam", MP) is None
    assert plan(dossier, "sam", MP).sections


def test_mijn_plan_holds_nobody_elses_scores_and_only_the_youths_own_words() -> None:
    dossier = dossier_of(
        said("sam", "va_sterk", ["humor"]),
        said("mentor", "va_sterk", ["doorzetten"]),
        said("mentor", "sup_nu", 2),
        said("mentor", "basis_mgj_eind", "2026-12-01"),
        said("sam", "wel_er", ["medicijnen"]),
    )
    told = everything(plan(dossier, "sam", MP))
    assert "humor" in told
    assert all(word not in told for word in ("doorzetten", "achtiging", "medicijnen"))


def test_in_mijn_plan_the_youths_own_choice_of_whom_to_call_goes_first() -> None:
    dossier = dossier_of(
        said("sam", "net_terecht", {"name": "Femke"}),
        said("mentor", "net_terecht", {"name": "Noor"}),
    )
    assert facts_of(plan(dossier, "sam", MP))["Altijd"] == "Femke"


def test_every_reason_has_a_sentence_without_gaps() -> None:
    codes = ("plan_no_consent", "plan_nothing_to_read", "plan_no_school_yes", "plan_nobody_yet")
    assert all("{" not in sentences()[code]["nl"] for code in codes)


def test_parents_and_network_get_their_own_copy_and_other_parties_one() -> None:
    second = Person(id="mentor2", name="Tom", role=Role.CARE_PROVIDER)
    dossier = dossier_of(people=(*EVERYBODY, second))
    found = recipients_for(dossier, UP, content()[1])
    assert [(r.party.value, r.person) for r in found] == [
        ("1a", "sam"),
        ("1b", "moeder"),
        ("1b", "vader"),
        ("4", None),
        ("6", "school"),
        ("7", "wijkteam"),
        ("9", "tante"),
    ]
    assert recipients_for(dossier, MP, content()[1]) == (Recipient(Party.YOUTH, "sam"),)


@pytest.mark.parametrize("kind", PlanKind)
def test_an_almost_empty_plan_is_short(kind: PlanKind) -> None:
    made = plan(dossier_of(SIXTEEN, people=(SAM, EVERYBODY[3], SCHOOL)), "mentor", kind)
    assert len(everything(made).split()) < 700
