"""Mijn mensen: everybody stands where the youth put them, nobody is merged by guess, a gap shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from plan.made import UP
from plan.pictures.compiled import material
from small_dossiers import FATHER, MENTOR, MOTHER, SAM, SCHOOL, TOWN, dossier_of, said

from planbuilder.dossier.events import (
    ConsentDecided,
    PartyUnknown,
    PersonLeft,
    PhaseChanged,
)
from planbuilder.plan.pictures.people import Close, Member, People, compile_people
from planbuilder.questionnaire.terms import Party, Phase

EXIT = PhaseChanged(phase=Phase.EXIT, date="2026-05-01", responsible="Noor")


def people(*payloads, whom="sam", kind=None) -> People:
    dossier = dossier_of(*payloads)
    made = compile_people(material(dossier, whom, *([kind] if kind else [])))
    assert made is not None
    return made


def row(name: str, who: str = "", ring: str = "") -> dict[str, str]:
    given = {"naam": name, "wie_is_het": who, "hoe_dichtbij": ring}
    return {key: value for key, value in given.items() if value}


def circle(*rows: dict[str, str]) -> tuple[str, object]:
    return said("sam", "net_belangrijk", list(rows))


MA = circle(row("ma", "moeder", "1"))


def test_everybody_stands_in_the_circle_that_the_youth_chose() -> None:
    made = people(circle(row("opa", "opa", "3"), row("ma", "moeder", "1"), row("Bo", "maat", "2")))
    assert [(one.name, one.who, one.ring) for one in made.close] == [
        ("ma", "moeder", 1),
        ("Bo", "maat", 2),
        ("opa", "opa", 3),
    ]
    assert "Heel dichtbij: ma (moeder)." in made.alternative


def test_who_is_always_there_is_pointed_out_and_not_drawn_twice() -> None:
    made = people(circle(row("ma", "moeder", "1")), said("sam", "net_altijd", {"name": "ma"}))
    assert made.close == (Close("ma", "moeder", 1, always=True),)
    assert "ma (moeder, is er altijd)" in made.alternative


def test_a_name_that_is_written_otherwise_is_never_taken_for_the_same_person() -> None:
    made = people(circle(row("ma", "moeder", "1")), said("sam", "net_altijd", {"name": "Ma"}))
    assert [one.name for one in made.close] == ["ma", "Ma"]


def test_two_people_of_one_name_stay_two_and_nobody_guesses_which_is_meant() -> None:
    made = people(
        circle(row("Sam", "vriend", "1"), row("Sam", "neef", "2")),
        said("sam", "net_altijd", {"name": "Sam"}),
    )
    assert [(one.who, one.always) for one in made.close] == [
        ("vriend", False),
        ("neef", False),
        ("", True),
    ]


def test_whom_a_parent_names_is_not_put_in_the_youths_own_circle() -> None:
    named = said("moeder", "net_belangrijk", [row("dominee")])
    made = people(circle(row("ma", "", "1")), named, whom="mentor")
    assert [one.name for one in made.close] == ["ma"]


def test_everybody_who_takes_part_stands_with_their_party_and_who_left_does_not() -> None:
    made = people(MA, PersonLeft(person="school", reason="andere baan"))
    names = {group.title: [one.name for one in group.members] for group in made.groups}
    assert names["ouders of verzorgers"] == [MOTHER.name, FATHER.name]
    assert names["jeugdhulp van de gemeente"] == [TOWN.name]
    assert "stamschool" not in names
    assert SAM.name not in [name for found in names.values() for name in found]


def test_who_helps_after_leaving_is_new_or_stays_and_where_nobody_knows_neither() -> None:
    made = people(
        EXIT,
        circle(row("Ans", "baas", "2")),
        said("mentor", "oz_wie", {"name": MENTOR.name}),
        said("mentor", "oo_wie", {"name": "Karin Mulder"}),
        said("mentor", "naz_coordinator", {"name": "Ans de Graaf"}),
        kind=UP,
    )
    assert made.after is not None
    assert made.after.members == (
        Member(MENTOR.name, "overstap in de zorg", stays=True),
        Member("Karin Mulder", "overstap op school of werk", is_new=True),
        Member("Ans de Graaf", "nazorg"),
    )
    assert "Karin Mulder (overstap op school of werk, nieuw)" in made.alternative


def test_one_person_of_the_dossier_stands_once_with_all_that_they_do() -> None:
    made = people(
        said("mentor", "oz_wie", {"name": TOWN.name}),
        said("mentor", "naz_coordinator", {"name": TOWN.name}),
        said("mentor", "oo_wie", {"name": "Karin"}),
        said("mentor", "sw_richting", None, status="unknown"),
        kind=UP,
    )
    assert made.after is not None
    assert made.after.members[0] == Member(TOWN.name, "overstap in de zorg, nazorg", is_new=True)


def test_two_strangers_of_one_name_stay_two() -> None:
    made = people(
        said("mentor", "oz_wie", {"name": "Karin"}),
        said("mentor", "naz_coordinator", {"name": "Karin"}),
        kind=UP,
    )
    assert made.after is not None
    assert [one.role for one in made.after.members] == ["overstap in de zorg", "nazorg"]


def test_an_empty_place_is_said_as_a_gap() -> None:
    made = people(
        EXIT,
        circle(row("ma", "moeder", "1")),
        said("sam", "net_jim", "ja, ik weet nog niemand"),
        PartyUnknown(party=Party.GUARDIAN, who_finds_out="Noor", by_date="2026-06-01"),
    )
    assert "Nog niemand die er altijd is" in made.gaps
    assert "Nog geen vrienden genoemd" in made.gaps
    assert "Zoekt een eigen vaste mentor (JIM)" in made.gaps
    assert "Voogd: nog niemand" in made.gaps
    assert all(gap in made.alternative for gap in made.gaps)


def test_nobody_after_leaving_is_a_gap_from_the_time_of_leaving() -> None:
    assert "Na het vertrek: nog niemand" not in people(MA).gaps
    assert "Na het vertrek: nog niemand" in people(EXIT, MA, kind=UP).gaps


def test_who_is_missing_is_known_from_the_plan_of_before_too() -> None:
    dossier = dossier_of(EXIT, MA, said("sam", "net_missen", "Opa."))
    now, earlier = material(dossier, kind=UP), material(dossier)
    alone, both = compile_people(now), compile_people(now, earlier)
    assert alone is not None
    assert both is not None
    assert (alone.missed, both.missed) == ("", "Opa.")
    assert "Nog geen vrienden genoemd" not in alone.gaps
    assert "Nog geen vrienden genoemd" in both.gaps
    assert both.close == alone.close
    assert len(set(both.gaps)) == len(both.gaps)


def test_as_long_as_nobody_was_named_there_is_no_picture() -> None:
    assert compile_people(material(dossier_of())) is None


def test_a_friend_or_an_adult_who_is_named_is_no_gap() -> None:
    made = people(
        circle(row("Bo", "vriend van voetbal", "2")), said("sam", "net_altijd", {"name": "oma"})
    )
    assert "Nog niemand die er altijd is" not in made.gaps
    assert "Nog geen vrienden genoemd" not in made.gaps


def test_what_the_youth_declined_leaves_no_empty_place() -> None:
    made = people(
        MA,
        said("sam", "net_altijd", None, status="declined"),
        said("sam", "vt_vrienden", None, status="declined"),
    )
    assert "Nog niemand die er altijd is" not in made.gaps
    assert "Nog geen vrienden genoemd" not in made.gaps


def test_with_whom_the_youth_wants_no_contact_is_in_no_picture() -> None:
    for kind in (None, UP):
        made = people(MA, said("sam", "net_liever_niet", "Piet"), whom="mentor", kind=kind)
        assert "Piet" not in repr(made)


def test_a_school_sees_nobody_whom_it_may_not_know_of() -> None:
    dossier = dossier_of(
        circle(row("ma", "moeder", "1")), said("sam", "net_altijd", {"name": "Mies"})
    )
    assert compile_people(material(dossier, "school")) is None
    assert compile_people(material(dossier, "moeder")) is None
    # It may know to whom Sam can turn, but circles without people would say that there are none.
    known = dossier_of(MA, said("sam", "net_terecht", {"name": "Noor"}))
    assert compile_people(material(known, "school")) is None
    yes = ConsentDecided(decider="sam", party=Party.PARENT, decision="yes")
    adult = said("mentor", "basis_geboortedatum", "2009-01-01")
    opened = dossier_of(circle(row("ma", "moeder", "1")), adult, ("sam", yes))
    shown = compile_people(material(opened, "moeder"))
    assert shown is not None
    assert [one.name for one in shown.close] == ["ma"]


@given(st.lists(st.tuples(st.text(min_size=1), st.sampled_from(["", "1", "2", "3"])), max_size=12))
def test_every_name_is_there_as_typed_and_as_often_as_typed(rows) -> None:
    named = [("ma", "1"), *((name, ring) for name, ring in rows if name.strip())]
    made = people(circle(*(row(name, "", ring) for name, ring in named)))
    assert sorted(one.name for one in made.close) == sorted(name for name, _ in named)
    assert all(name in made.alternative for name, _ in named)


def test_the_mentor_of_the_school_is_a_member_and_never_somebody_close() -> None:
    made = people(MA)
    assert [one.name for one in made.close] == ["ma"]
    assert SCHOOL.name in made.alternative
