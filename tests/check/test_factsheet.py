"""The case of the inspectorates' factsheet: what was left out of the plan is found, filled in it is not.

Housing at home and a school at a travelling distance were its pillars; the money and the approach
to care were missing, nobody was clearly in charge, and in the end there was nothing to do by day.
"""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest
from check.cases import TODAY, UP, Person, agree, appoint, found, ids, say, shipped
from check.scenes import born, phase

from planbuilder.check.check import check, is_complete
from planbuilder.dossier.dossier_file import read_dossier_file
from planbuilder.dossier.fold import fold
from planbuilder.questionnaire.terms import Role

MARTIJN = Person(id="noor", name="Martijn", role=Role.YOUTH)
PEOPLE = (
    MARTIJN,
    Person(id="moeder", name="moeder", role=Role.PARENT, has_custody=True),
    Person(id="mentor", name="Karim", role=Role.CARE_PROVIDER, phone="06-00000001"),
    Person(id="wijkteam", name="Fatma", role=Role.MUNICIPAL_YOUTH_CARE, phone="06-00000002"),
)
PILLARS = (
    born("2008-09-01"),
    phase("aftercare"),
    say("basis_uitstroom", "2026-03-01"),
    say("won_er", "thuis bij (één) ouder", "noor"),
    say("won_wil", "thuis wonen", "noor"),
    agree("housing"),
    say("sw_richting", ["school"], "noor"),
    say("sw_wil", "een andere opleiding, in een andere stad", "noor"),
    say("naz_actief", ["niets"], "noor"),
)
GAPS = {
    "gap_money": (say("ink_helper", {"name": "Fatma", "phone": "06-00000002"}), agree("income")),
    "gap_care": (
        say("wel_er", ["hulp bij blowen, drinken of gamen"], "noor"),
        say("oz_wie", {"name": "Fatma", "phone": "06-00000002"}),
        agree("wellbeing"),
    ),
    "gap_daytime": (say("sw_vanaf", "2026-08-31"),),
    "sig_no_director": (appoint("wijkteam"),),
    "sig_money_missing": (say("ink_wil", "sparen", "noor"), say("wel_wil", "stoppen", "noor")),
}


@pytest.mark.parametrize("plan", [UP, None])
def test_the_gaps_of_the_factsheet_are_found(plan: object) -> None:
    findings = found(*PILLARS, plan=plan, people=PEOPLE)
    assert set(GAPS) <= ids(findings)
    assert not is_complete(findings, UP)


@pytest.mark.parametrize("plan", [UP, None])
def test_none_of_the_gaps_is_found_once_they_are_filled(plan: object) -> None:
    filled = [happening for happenings in GAPS.values() for happening in happenings]
    assert not set(GAPS) & ids(found(*PILLARS, *filled, plan=plan, people=PEOPLE))


@pytest.mark.parametrize("left_out", GAPS)
def test_each_gap_is_found_by_itself(left_out: str) -> None:
    filled = [h for gap, happenings in GAPS.items() if gap != left_out for h in happenings]
    here = set(GAPS) & ids(found(*PILLARS, *filled, plan=UP, people=PEOPLE))
    if left_out == "sig_money_missing":
        # Filling in who helps with money already says something about it.
        assert not here
    else:
        assert here == {left_out}


def test_a_plan_without_a_date_is_no_daytime_activity() -> None:
    wish = say("sw_wil", "binnenkort een nieuwe opleiding", "noor")
    past = say("sw_vanaf", "2026-04-01")
    assert "gap_daytime" in ids(found(*PILLARS, wish, plan=UP, people=PEOPLE))
    assert "gap_daytime" in ids(found(*PILLARS, past, plan=UP, people=PEOPLE))
    soon = agree("school_work", start=date.fromordinal(TODAY.toordinal() + 7).isoformat())
    assert "gap_daytime" not in ids(found(*PILLARS, soon, plan=UP, people=PEOPLE))


def test_what_the_youth_does_this_week_counts_more_than_what_it_was_before() -> None:
    before = say("sw_er", "school buiten", "noor")
    assert "gap_daytime" in ids(found(*PILLARS, before, plan=UP, people=PEOPLE))
    works = say("naz_actief", ["werk"], "noor")
    assert "gap_daytime" not in ids(found(*PILLARS, works, plan=UP, people=PEOPLE))


def test_needing_nothing_is_an_approach_too() -> None:
    nothing = (say("ink_nodig", ["niets"], "noor"), say("wel_nodig", ["niets"], "noor"))
    assert not {"gap_money", "gap_care"} & ids(found(*PILLARS, *nothing, plan=UP, people=PEOPLE))


def example(name: str) -> set[str]:
    """The rules that find something in a shipped example, some months after Martijn left."""
    text = (files("planbuilder") / "examples" / name).read_text(encoding="utf-8")
    read = read_dossier_file(text, name)
    questionnaire, settings, rules = shipped()
    dossier = fold(read.dossier_id, read.events)
    return ids(check(dossier, questionnaire, settings, rules, date(2026, 11, 23)))


def test_the_shipped_example_with_gaps_shows_what_the_inspectors_saw() -> None:
    assert set(GAPS) <= example("martijn_gaps.yaml")


def test_the_shipped_example_that_is_filled_in_has_none_of_these_gaps() -> None:
    assert not set(GAPS) & example("martijn.yaml")
