"""All nine parties stand in one table; what is not this reader's to know always looks the same."""

from __future__ import annotations

from plan.made import PP, UP, blocks, everything, plan
from small_dossiers import AUNT, EVERYBODY, MENTOR, SAM, SCHOOL, TOWN, dossier_of, said

from planbuilder.dossier.events import (
    PartyNotApplicable,
    PartyTaskDescribed,
    PartyUnknown,
    PersonLeft,
    PlanRead,
    PlanStateChanged,
    PlanVoted,
)
from planbuilder.interview.facts import BIRTH
from planbuilder.plan.model import Fact, Facts, Paragraph, Quote, Remark, Table
from planbuilder.questionnaire.terms import PARTIES, Party, PlanState


def table(made) -> Table:
    (found,) = [t for t in blocks(made, Table) if t.label.startswith("De negen partijen")]
    return found


def in_short(dossier, whom: str) -> list[Fact]:
    """The lines of the perspectiefplan about who read it and agreed."""
    found = [b.facts for b in blocks(plan(dossier, whom, PP), Facts, "consent")]
    return [fact for facts in found for fact in facts if fact.label[:1].isdigit()]


def row(made, party: Party) -> tuple[str, ...]:
    (found,) = [r for r in table(made).rows if r[0].startswith(f"{party.value} ")]
    return found


def test_all_nine_parties_are_there_party_one_as_two() -> None:
    codes = [party.value for party in PARTIES]
    assert [r[0].split(" ")[0] for r in table(plan(dossier_of(), "mentor", UP)).rows] == codes


def test_a_party_stands_with_role_contact_and_what_it_does() -> None:
    dossier = dossier_of(PartyTaskDescribed(party=Party.NETWORK, does="Elke week samen koken."))
    assert row(plan(dossier, "sam", UP), Party.NETWORK) == (
        "9 eigen netwerk en ervaringsdeskundigen",
        "Mies (eigen netwerk)\n06-00000007",
        "Elke week samen koken.",
        "",
    )


def test_a_party_that_is_not_there_says_why_or_who_finds_out() -> None:
    dossier = dossier_of(
        PartyNotApplicable(party=Party.GUARDIAN, reason="Moeder heeft het gezag."),
        PartyUnknown(party=Party.SCHOOL_ALLIANCE, who_finds_out="Noor", by_date="2026-12-01"),
    )
    made = plan(dossier, "mentor", UP)
    assert row(made, Party.GUARDIAN)[1] == "Niet betrokken: Moeder heeft het gezag."
    assert row(made, Party.SCHOOL_ALLIANCE)[1] == (
        "Nog niet bekend. Wie zoekt dit uit: Noor, vóór 1 december 2026."
    )
    assert row(made, Party.REFERRER)[1] == "Nog niet bekend."


def test_who_read_and_agreed_stands_with_the_remark_under_it() -> None:
    dossier = dossier_of(
        PlanStateChanged(plan=UP, version=1, state=PlanState.DISCUSSED),
        ("sam", PlanRead(plan=UP, version=1, person="sam")),
        ("sam", PlanVoted(plan=UP, version=1, person="sam", vote="yes", remark="Nu klopt ie.")),
        (
            "moeder",
            PlanVoted(plan=UP, version=1, person="moeder", vote="discuss", remark="Bel mij."),
        ),
    )
    made = plan(dossier, "mentor", UP)
    assert row(made, Party.YOUTH)[-1] == "gelezen op 2 maart 2026, akkoord: ja"
    assert "Ria: akkoord: wil dit bespreken" in row(made, Party.PARENT)[-1]
    assert Quote("Opmerking bij het plan", "Nu klopt ie.", "Sam") in blocks(made, Quote)
    assert Remark("Opmerking bij het plan", "Bel mij.", "Ria", "moeder") in blocks(made, Remark)


def test_agreement_with_an_older_version_is_told_as_such() -> None:
    dossier = dossier_of(
        PlanStateChanged(plan=PP, version=1, state=PlanState.AGREED),
        ("sam", PlanVoted(plan=PP, version=1, person="sam", vote="yes")),
        said("sam", "va_leuk", "iets nieuws"),
    )
    made = plan(dossier, "sam")
    assert made.version == 2
    assert made.state == "concept"
    note = Paragraph("Gelezen en akkoord gaan over versie 1.", style="note")
    assert note in blocks(made, Paragraph, "consent")
    assert in_short(dossier, "sam") == [Fact("1a jongere", "Sam: akkoord: ja")]


def test_the_perspectiefplan_names_only_who_said_something_about_it() -> None:
    assert in_short(dossier_of(), "sam") == []


def test_a_party_that_is_not_this_readers_to_know_looks_the_same_whether_anybody_is_there() -> None:
    with_aunt = dossier_of(said("sam", "sw_wil", "koken"), people=EVERYBODY)
    alone = dossier_of(
        said("sam", "sw_wil", "koken"), people=tuple(p for p in EVERYBODY if p is not AUNT)
    )
    rows = {row(plan(d, "school", UP), Party.NETWORK) for d in (with_aunt, alone)}
    assert rows == {("9 eigen netwerk en ervaringsdeskundigen", "Hierover gaat Sam zelf.", "", "")}
    assert "Mies" not in everything(plan(with_aunt, "school", UP))


def test_of_a_child_under_twelve_nobody_says_that_the_child_decides() -> None:
    said_of = {
        born: row(plan(dossier_of(said("sam", BIRTH, born)), "school", UP), Party.NETWORK)[1]
        for born in ("2015-05-01", "2014-11-22")
    }
    assert said_of == {
        "2015-05-01": "Hierover gaan de ouders of de voogd van Sam.",
        "2014-11-22": "Hierover gaat Sam zelf.",
    }


def test_who_left_does_not_stand_there_any_more() -> None:
    dossier = dossier_of(PersonLeft(person="wijkteam"), people=(SAM, MENTOR, TOWN, SCHOOL))
    assert row(plan(dossier, "mentor", UP), Party.MUNICIPAL_YOUTH_CARE)[1] == "Nog niet bekend."
