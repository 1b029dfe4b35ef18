"""Agreements stand in one table: what, who, when, how we see it, and how it stands."""

from __future__ import annotations

from plan.made import MP, PP, UP, blocks, everything, has_section, plan
from small_dossiers import dossier_of, said

from planbuilder.dossier.events import Agreement, AgreementChanged, AgreementMade
from planbuilder.plan.model import Bullets, Quote, Table
from planbuilder.questionnaire.terms import LifeArea

CALL = Agreement(
    id="bellen",
    life_area=LifeArea.SUPPORT,
    what="Elke zondag bellen we.",
    who="ik en mama",
    person="moeder",
    start="2026-03",
    due="2026-04-01",
    evidence="acht van de tien keer",
)
ROOM = Agreement(id="kamer", life_area=LifeArea.SUPPORT, what="Kamer bekijken.", who="Noor")


def made_of(*agreements: Agreement, whom: str = "sam", kind=PP):
    return plan(dossier_of(*(AgreementMade(agreement=a) for a in agreements)), whom, kind)


def test_an_agreement_has_all_six_cells() -> None:
    (table,) = blocks(made_of(CALL), Table, "agreements")
    assert table.columns == ("Wat", "Wie", "Begint", "Klaar op", "Waaraan zien we het", "Stand")
    assert table.rows == (
        (
            "Elke zondag bellen we.",
            "ik en mama (Ria)",
            "maart 2026",
            "1 april 2026",
            "acht van de tien keer",
            "loopt",
        ),
    )


def test_what_went_well_stands_first_and_what_was_stopped_last() -> None:
    stopped = CALL.model_copy(update={"state": "stopped"})
    done = ROOM.model_copy(update={"id": "klaar", "what": "Klaar.", "state": "done"})
    (table,) = blocks(made_of(stopped, ROOM, done), Table, "agreements")
    assert [row[-1] for row in table.rows] == ["klaar", "loopt", "gestopt"]


def test_a_row_that_became_an_agreement_stands_there_once_with_its_newest_state() -> None:
    row = {"what": CALL.what, "who": "ik en mama", "due": "2026-04-01", "state": "open"}
    done = CALL.model_copy(update={"state": "done"})
    dossier = dossier_of(
        said("sam", "sup_afspraken", [row], note="dit wil ik echt"),
        AgreementMade(agreement=CALL),
        AgreementChanged(agreement=done),
    )
    made = plan(dossier, "sam")
    (table,) = blocks(made, Table, "agreements")
    assert len(table.rows) == 1
    assert table.rows[0][-1] == "klaar"
    assert [b.text for b in blocks(made, Quote, "agreements")] == ["dit wil ik echt"]


def test_a_row_without_an_agreement_is_shown_with_all_its_words() -> None:
    row = {"what": "Fietsen", "executor": "jongere", "due": "2026-05", "afgesproken_bij": "oma"}
    (table,) = blocks(
        plan(dossier_of(said("sam", "vt_afspraken", [row])), "sam"), Table, "agreements"
    )
    assert table.rows == (
        ("Fietsen\nafgesproken_bij: oma", "jongere", "", "mei 2026", "", "loopt"),
    )


def test_who_does_it_reads_it_also_without_any_other_view() -> None:
    school_does = CALL.model_copy(update={"what": "De school belt.", "person": "school", "who": ""})
    made = made_of(school_does, ROOM, whom="school", kind=UP)
    assert "De school belt." in everything(made)
    assert "Joris" in everything(made)
    assert "Kamer bekijken." not in everything(made)


def test_a_life_area_without_any_words_shows_in_the_exit_plan_when_something_is_agreed() -> None:
    made = made_of(CALL, whom="moeder", kind=UP)
    assert has_section(made, "life_areas")
    assert "Elke zondag bellen we." in everything(made)


def test_mijn_plan_shows_one_agreement_per_box_the_youths_own_first() -> None:
    own = ROOM.model_copy(update={"id": "ik", "what": "Ik bel oma.", "person": "sam", "who": "ik"})
    later = CALL.model_copy(update={"person": None})
    made = made_of(later, own, kind=MP)
    assert [b.items for b in blocks(made, Bullets, "areas")] == [("Ik bel oma.\nik (Sam)",)]


def test_a_box_without_an_agreement_says_so() -> None:
    assert everything(made_of(kind=MP)).count("Nog geen afspraak.") == 6
