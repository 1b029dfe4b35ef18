"""Agreements stand in one table: what, who, when, how we see it, and how it stands."""

from __future__ import annotations

from plan.made import MP, PP, UP, blocks, everything, has_section, plan
from small_dossiers import dossier_of, said

from planbuilder.dossier.events import Agreement, AgreementChanged, AgreementMade
from planbuilder.plan.agreements import COLUMNS
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


def agreements_in(made) -> list[Table]:
    """The tables with agreements, one per life area, as the uitstroomplan has them."""
    return [t for t in blocks(made, Table, "life_areas") if t.columns == COLUMNS]


def test_an_agreement_has_all_six_cells() -> None:
    (table,) = agreements_in(made_of(CALL, kind=UP))
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
    (table,) = agreements_in(made_of(stopped, ROOM, done, kind=UP))
    assert [row[-1] for row in table.rows] == ["klaar", "loopt", "gestopt"]


def test_a_row_that_became_an_agreement_stands_there_once_with_its_newest_state() -> None:
    row = {"what": CALL.what, "who": "ik en mama", "due": "2026-04-01", "state": "open"}
    done = CALL.model_copy(update={"state": "done"})
    dossier = dossier_of(
        said("sam", "sup_afspraken", [row], note="dit wil ik echt"),
        AgreementMade(agreement=CALL),
        AgreementChanged(agreement=done),
    )
    made = plan(dossier, "sam", UP)
    (table,) = agreements_in(made)
    assert len(table.rows) == 1
    assert table.rows[0][-1] == "klaar"
    assert "dit wil ik echt" in [b.text for b in blocks(made, Quote, "life_areas")]


def test_a_row_without_an_agreement_is_shown_with_all_its_words() -> None:
    row = {"what": "Fietsen", "executor": "jongere", "due": "2026-05", "afgesproken_bij": "oma"}
    (table,) = agreements_in(plan(dossier_of(said("sam", "vt_afspraken", [row])), "sam", UP))
    assert table.rows == (
        ("Fietsen\nafgesproken_bij: oma", "jongere", "", "mei 2026", "", "loopt"),
    )


def test_in_the_perspectiefplan_the_agreements_of_all_areas_stand_together() -> None:
    stopped = CALL.model_copy(update={"id": "stop", "what": "Brieven.", "state": "stopped"})
    done = ROOM.model_copy(update={"id": "klaar", "what": "Klaar.", "state": "done"})
    home = ROOM.model_copy(update={"id": "huis", "life_area": LifeArea.HOUSING})
    tables = blocks(made_of(CALL, home, stopped, done), Table, "agreements")
    assert [(t.label, [(row[0], row[1]) for row in t.rows]) for t in tables] == [
        ("Dit is gelukt", [("Mijn mensen", "Klaar.")]),
        ("Dit is gestopt", [("Mijn mensen", "Brieven.")]),
        ("Dit doen we nu", [("Mijn mensen", CALL.what), ("Wonen", ROOM.what)]),
    ]
    # That they run is what the label says; what is settled needs no dates.
    assert tables[-1].columns == ("Waarover", *COLUMNS[:-1])
    assert tables[0].columns == ("Waarover", "Wat", "Wie", "Waaraan zien we het")
    assert all(len(t.sources) == len(t.rows) and t.sources[0][1] for t in tables)


def test_a_state_of_their_own_words_stays_with_the_agreement() -> None:
    row = {"what": "Fietsen", "state": "even niet"}
    dossier = dossier_of(AgreementMade(agreement=CALL), said("sam", "vt_afspraken", [row]))
    (table,) = blocks(plan(dossier, "sam"), Table, "agreements")
    assert [cells[-1] for cells in table.rows] == ["loopt", "even niet"]


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
