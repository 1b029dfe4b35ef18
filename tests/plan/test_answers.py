"""The youth's words come first and quoted, others with name and role, and nothing is changed or lost."""

from __future__ import annotations

import pytest
from plan.made import PP, UP, block_with, blocks, everything, facts_of, plan, section
from small_dossiers import dossier_of, said

from planbuilder.dossier.events import JointAnswerConfirmed, JointAnswerProposed
from planbuilder.plan.model import Facts, Quote, Remark, SideBySide, Table
from planbuilder.questionnaire.terms import AnswerStatus

ODD = "  <b>Ik</b> & {{jij}}\n\nnieuwe regel  🐸 \u202egekeerd"


def test_the_youths_words_are_quoted_exactly_as_typed() -> None:
    made = plan(dossier_of(said("sam", "va_leuk", ODD)), "sam")
    assert block_with(made, "nieuwe regel") == Quote("Wat ik leuk vind", ODD, "Sam")


def test_somebody_elses_words_stand_with_name_and_role() -> None:
    dossier = dossier_of(said("mentor", "tk_faciliteren", "Een proefles kan in mei."))
    found = block_with(plan(dossier, "sam"), "proefles")
    assert found == Remark("Wat nu al kan", "Een proefles kan in mei.", "Noor", "mentor leefgroep")


def test_different_views_stand_side_by_side_with_the_youth_first() -> None:
    dossier = dossier_of(
        said("mentor", "va_richting", "Entree techniek."), said("sam", "va_richting", "Naar huis.")
    )
    found = block_with(plan(dossier, "mentor"), "Naar huis.")
    assert isinstance(found, SideBySide)
    assert [(p.speaker, p.text, p.is_youth) for p in found.perspectives] == [
        ("Sam", "Naar huis.", True),
        ("Noor", "Entree techniek.", False),
    ]


def test_scores_of_several_people_stand_next_to_each_other() -> None:
    dossier = dossier_of(said("sam", "sup_nu", 4, note="het is druk"), said("mentor", "sup_nu", 7))
    (found,) = blocks(plan(dossier, "mentor"), SideBySide, "life_areas")
    assert [p.text for p in found.perspectives] == ["4\nhet is druk", "7"]


def test_a_joint_answer_says_that_the_youth_said_yes_to_it() -> None:
    together = JointAnswerProposed(
        question="won_wil", together_with=("sam", "mentor"), value="Een eigen kamer."
    )
    dossier = dossier_of(together, ("sam", JointAnswerConfirmed(question="won_wil")))
    found = block_with(plan(dossier, "sam"), "Een eigen kamer.")
    assert isinstance(found, Remark)
    assert (found.speaker, found.role) == ("Samen besproken", "Sam zei ja")


def test_a_name_that_the_youth_chose_is_used_everywhere_and_shown_whole() -> None:
    dossier = dossier_of(
        said("sam", "start_naam", "Sammie. Geen Samuel."), said("sam", "va_leuk", "gamen")
    )
    made = plan(dossier, "sam")
    assert made.youth_name == "Sammie"
    assert block_with(made, "gamen") == Quote("Wat ik leuk vind", "gamen", "Sammie")
    assert facts_of(made)["Roepnaam"] == "Sammie. Geen Samuel."


def test_a_sentence_instead_of_a_name_does_not_become_the_name() -> None:
    made = plan(dossier_of(said("sam", "start_naam", "noem me maar hoe je wilt")), "sam")
    assert made.youth_name == "Sam"


def test_plain_facts_become_a_list_and_dates_are_written_out() -> None:
    dossier = dossier_of(
        said("mentor", "basis_geboortedatum", "2010-02-14"),
        said("mentor", "basis_instroom", "2026-03"),
    )
    (found,) = blocks(plan(dossier, "mentor"), Facts, "cover")
    assert [(f.label, f.text) for f in found.facts] == [
        ("Geboortedatum", "14 februari 2010"),
        ("Dag van aankomst", "maart 2026"),
    ]


def test_the_same_fact_from_two_people_stands_there_once() -> None:
    dossier = dossier_of(
        said("moeder", "ond_stamschool", "De Vliet"), said("mentor", "ond_stamschool", "De Vliet")
    )
    assert everything(plan(dossier, "mentor")).count("De Vliet") == 1


def test_facts_that_differ_stand_side_by_side() -> None:
    dossier = dossier_of(
        said("moeder", "ond_stamschool", "De Brug"), said("mentor", "ond_stamschool", "De Wissel")
    )
    found = block_with(plan(dossier, "mentor"), "De Brug")
    assert isinstance(found, SideBySide)
    assert {p.speaker for p in found.perspectives} == {"Ria", "Noor"}


def test_a_table_keeps_every_cell_and_leaves_out_empty_columns() -> None:
    rows = [
        {"naam": "oma", "wie_is_het": "oma", "wat_doet": "luistert\nen lacht"},
        {"naam": "Bo", "wie_is_het": "hond"},
    ]
    made = plan(dossier_of(said("sam", "net_belangrijk", rows, note="Bo telt mee")), "sam")
    (found,) = blocks(made, Table, "people")
    assert found.columns == ("Naam", "Wie is het", "Wat doet die persoon voor jou")
    assert found.rows == (("oma", "oma", "luistert\nen lacht"), ("Bo", "hond", ""))
    assert found.speaker == "Sam"
    assert block_with(made, "Bo telt mee") == Quote(
        "Toelichting: Wie belangrijk is voor mij", "Bo telt mee", "Sam"
    )


def test_words_of_a_question_that_became_a_table_later_are_kept() -> None:
    made = plan(dossier_of(said("sam", "net_belangrijk", "oma en Bo")), "sam")
    assert block_with(made, "oma en Bo") == Quote("Wie belangrijk is voor mij", "oma en Bo", "Sam")


def test_a_column_that_a_question_lost_is_still_shown() -> None:
    made = plan(
        dossier_of(said("sam", "net_belangrijk", [{"naam": "oma", "kleur": "rood"}])), "sam"
    )
    (found,) = blocks(made, Table, "people")
    assert found.columns == ("Naam", "Kleur")


def test_the_checklist_shows_all_voices_and_begins_with_what_is_arranged() -> None:
    dossier = dossier_of(
        said("sam", "won_chk_passend", "nee"),
        said("sam", "won_chk_langer", "ja"),
        said("mentor", "won_chk_langer", "ja", note="contract is er"),
    )
    (found,) = [t for t in blocks(plan(dossier, "mentor", UP), Table) if "geregeld" in t.label]
    assert found.columns == ("Dit klopt", "Sam", "Noor (mentor leefgroep)")
    assert found.rows == (
        ("Ik kan er lang blijven.", "ja", "ja\ncontract is er"),
        ("Mijn woonplek past bij mij.", "nee", ""),
    )


def test_an_answer_of_somebody_who_may_not_be_named_stands_without_a_name() -> None:
    from planbuilder.dossier.events import Person
    from planbuilder.questionnaire.terms import Role

    guardian = Person(id="voogd", name="Vera", role=Role.GUARDIAN)
    school = Person(id="klas", name="Wim", role=Role.INSTITUTION_SCHOOL)
    from small_dossiers import SAM

    dossier = dossier_of(
        said("voogd", "sw_wil", "Een klas van zes."), people=(SAM, guardian, school)
    )
    made = plan(dossier, "klas", UP)
    assert "Een klas van zes." in everything(made)
    assert "Vera" not in everything(made)


@pytest.mark.parametrize("status", [AnswerStatus.UNKNOWN, AnswerStatus.PREFER_CONVERSATION])
def test_what_planbuilder_says_about_the_youth_is_never_quoted_as_the_youths_words(status) -> None:
    open_one = ("sam", said("sam", "won_wie", None, status=status)[1])
    other = said("mentor", "won_wie", {"name": "Els Molenaar"})
    found = block_with(plan(dossier_of(open_one, other), "mentor"), "Els Molenaar")
    assert isinstance(found, SideBySide)
    assert not any(p.is_youth for p in found.perspectives)
    assert found.perspectives[0].speaker == "Sam"


def test_parents_own_worries_stand_in_their_own_copy_only() -> None:
    dossier = dossier_of(said("moeder", "va_ouder_zorg", "Ik slaap niet."))
    assert "Ik slaap niet." in everything(plan(dossier, "moeder", PP))
    assert "Ik slaap niet." not in everything(plan(dossier, "mentor", PP))


def test_what_parents_need_stands_with_their_name() -> None:
    dossier = dossier_of(said("moeder", "va_ouder_nodig", ["rust"]))
    found = section(plan(dossier, "mentor"), "parents").blocks[0]
    assert found == Remark("Wat ouders nodig hebben", "rust", "Ria", "moeder")


def test_of_several_tables_the_youths_own_comes_first() -> None:
    dossier = dossier_of(
        said("mentor", "wo_eerste_week", [{"dag": "maandag", "wat": "gesprek"}]),
        said("sam", "wo_eerste_week", [{"dag": "maandag", "wat": "uitslapen"}]),
    )
    found = blocks(plan(dossier, "mentor", UP), Table, "first_week")
    assert [table.speaker for table in found] == ["Sam", "Noor, mentor leefgroep"]
