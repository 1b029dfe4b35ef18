"""The first page says for whom the plan is, on whose yes, and whom to turn to; the file name says no name."""

from __future__ import annotations

import re

from plan.made import MP, OO, PP, UP, everything, facts_of, plan
from small_dossiers import EVERYBODY, dossier_of, said

from planbuilder.dossier.events import (
    ConsentDecided,
    DirectionAccepted,
    DirectionOffered,
    DirectorAppointed,
    PersonChanged,
    PlanStateChanged,
)
from planbuilder.plan.model import OpenPoint
from planbuilder.questionnaire.terms import DataClass, Party, PlanKind, PlanState

BORN = said("mentor", "basis_geboortedatum", "2009-02-14")


def test_the_youths_own_title_is_the_title() -> None:
    dossier = dossier_of(said("sam", "tk_titel", "Op naar buiten!", note="van een liedje"))
    for kind in (PP, MP):
        made = plan(dossier, "sam", kind)
        assert made.title == "Op naar buiten!"
        assert "van een liedje" in everything(made)
    assert plan(dossier_of(), "sam", PP).title == "Mijn perspectiefplan"


def test_it_says_for_whom_and_on_whose_yes_and_when() -> None:
    yes = ConsentDecided(decider="sam", party=Party.MUNICIPAL_YOUTH_CARE, decision="yes")
    dossier = dossier_of(BORN, said("sam", "won_wil", "een kamer"), ("sam", yes))
    found = facts_of(plan(dossier, "wijkteam"))
    assert found["Voor wie"] == "Anouk (jeugdhulp van de gemeente)"
    assert found["Mag dit lezen vanwege"] == "ja van Sam, 2 maart 2026"


def test_a_yes_of_two_people_names_both() -> None:
    young = said("mentor", "basis_geboortedatum", "2012-02-14")
    yes = ConsentDecided(decider="sam", party=Party.MUNICIPAL_YOUTH_CARE, decision="yes")
    fine = ConsentDecided(
        decider="moeder", party=Party.MUNICIPAL_YOUTH_CARE, decision="no_objection"
    )
    dossier = dossier_of(young, said("sam", "won_wil", "x"), ("sam", yes), ("moeder", fine))
    ground = facts_of(plan(dossier, "wijkteam"))["Mag dit lezen vanwege"]
    assert ground == "ja van Sam, 2 maart 2026; geen bezwaar van Ria (moeder), 2 maart 2026"


def test_without_a_yes_it_says_what_holds_by_default() -> None:
    dossier = dossier_of(said("mentor", "basis_geboortedatum", "2012-02-14"))
    grounds = {
        who: facts_of(plan(dossier, who))["Mag dit lezen vanwege"] for who in ("sam", "mentor")
    }
    assert grounds == {"sam": "eigen plan", "mentor": "de hulp die deze lezer geeft"}
    assert facts_of(plan(dossier, "moeder"))["Mag dit lezen vanwege"].startswith("gezag")


def test_the_regisseur_stands_there_with_a_phone_number() -> None:
    with_phone = EVERYBODY[3].model_copy(update={"phone": "06-00000004"})
    dossier = dossier_of(
        PersonChanged(person=with_phone), DirectorAppointed(person="mentor", since="2026-03")
    )
    assert (
        facts_of(plan(dossier, "sam"))["Regisseur (zorgt dat alles doorgaat)"]
        == "Noor (mentor leefgroep), 06-00000004"
    )


def test_after_a_handover_the_earlier_regisseur_is_not_named_as_regisseur() -> None:
    dossier = dossier_of(
        said("mentor", "reg_regisseur", {"name": "Noor", "phone": "06-00000004"}),
        DirectorAppointed(person="mentor", since="2026-03"),
        DirectionOffered(to="wijkteam", date="2026-04-01", reason="naar huis"),
        ("wijkteam", DirectionAccepted(person="wijkteam")),
    )
    found = facts_of(plan(dossier, "sam"))["Regisseur (zorgt dat alles doorgaat)"]
    assert "Anouk" in found
    assert "Noor" not in found


def test_until_the_receiver_confirms_the_regisseur_stays_and_the_next_one_is_named() -> None:
    dossier = dossier_of(
        DirectorAppointed(person="mentor", since="2026-03"),
        DirectionOffered(to="wijkteam", date="2026-04-01", reason="naar huis"),
    )
    found = facts_of(plan(dossier, "sam", UP))
    assert found["Regisseur nu"] == "Noor (mentor leefgroep), sinds maart 2026"
    assert found["Regisseur straks"].startswith("Anouk")


def test_without_a_regisseur_it_says_that_nobody_is_known() -> None:
    assert (
        facts_of(plan(dossier_of(), "sam"))["Regisseur (zorgt dat alles doorgaat)"]
        == "nog niet bekend"
    )


def test_the_state_is_that_of_this_version() -> None:
    dossier = dossier_of(PlanStateChanged(plan=PP, version=1, state=PlanState.AGREED))
    assert plan(dossier, "sam").state == "akkoord"


def test_the_file_name_holds_no_name_and_differs_per_dossier_and_reader() -> None:
    stems = {
        plan(dossier_of(), person.id, kind).file_stem for person in EVERYBODY for kind in PlanKind
    }
    assert len(stems) == len(EVERYBODY) * len(PlanKind)
    for stem in stems:
        assert re.fullmatch(r"[a-z-]+_v1_voor-[a-z-]+_2026-11-22_[a-z2-7]{6}", stem)
        assert not any(person.name.lower() in re.split(r"[_-]", stem) for person in EVERYBODY)


def test_a_plan_ends_with_its_open_points_except_on_one_page() -> None:
    point = OpenPoint("Wie is de huisarts?", "Noor")
    assert plan(dossier_of(), "sam", PP, (point,)).open_points == (point,)
    assert plan(dossier_of(), "sam", MP, (point,)).open_points == ()


def test_help_numbers_are_always_there() -> None:
    for kind in (PP, UP, OO, MP):
        lines = " ".join(plan(dossier_of(), "sam", kind).help_lines)
        assert all(number in lines for number in ("112", "113", "0800-0432", "088-5551000"))


def test_a_parents_yes_about_their_own_words_is_named() -> None:
    yes = ConsentDecided(
        decider="moeder", party=Party.YOUTH, data_classes=(DataClass.PARENT_OWN,), decision="yes"
    )
    dossier = dossier_of(said("moeder", "won_wil", "dichtbij"), ("moeder", yes))
    assert facts_of(plan(dossier, "sam"))["Mag dit lezen vanwege"] == (
        "eigen plan; ja van Ria (moeder), 2 maart 2026"
    )
