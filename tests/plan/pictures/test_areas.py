"""Zes leefgebieden: every voice keeps its own mark, the youth first, and what was before stays before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from plan.made import block_with, plan
from plan.pictures.compiled import material
from small_dossiers import EVERYBODY, SAM, START, dossier_of, said

from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import DossierOpened, Event, PersonAdded, PhaseChanged
from planbuilder.dossier.fold import fold
from planbuilder.plan.pictures.areas import AREAS, Area, Areas, Mark, Wish, compile_areas
from planbuilder.questionnaire.terms import LifeArea, Party, Phase, PlanKind


def over_time(*moments: tuple[int, object]) -> Dossier:
    """A dossier in which each thing happens so many days after the start."""
    entries = [(0, DossierOpened()), *((0, PersonAdded(person=one)) for one in EVERYBODY)]
    events = []
    for number, (day, entry) in enumerate([*entries, *moments], start=1):
        by, payload = entry if isinstance(entry, tuple) else ("mentor", entry)
        at = START + timedelta(days=day, minutes=number)
        events.append(Event(seq=number, at=at, by=by, payload=payload))
    return fold("sam", events)


def phase(name: Phase, day: int) -> PhaseChanged:
    on = (START + timedelta(days=day)).date().isoformat()
    return PhaseChanged(phase=name, date=on, responsible="Noor")


def areas(dossier: Dossier, whom: str | Party = "sam") -> Areas:
    made = compile_areas(material(dossier, whom))
    assert made is not None
    return made


def housing(dossier: Dossier, whom: str | Party = "sam") -> Area:
    return next(one for one in areas(dossier, whom).areas if one.area is LifeArea.HOUSING)


def test_every_voice_has_its_own_mark_and_the_youth_comes_first() -> None:
    dossier = dossier_of(
        said("mentor", "won_nu", 7), said("moeder", "won_nu", 6), said("sam", "won_nu", 3)
    )
    marks = housing(dossier, "mentor").marks
    assert [(m.value, m.speaker, m.side) for m in marks] == [
        (3, "Sam", "youth"),
        (6, "Ria (moeder)", "parent"),
        (7, "Noor (mentor leefgroep)", "care"),
    ]


def test_over_time_the_youths_last_mark_of_each_moment_counts() -> None:
    dossier = over_time(
        (0, phase(Phase.INTAKE, 0)),
        (1, said("sam", "won_nu", 2)),
        (5, said("sam", "won_nu", 4)),
        (50, phase(Phase.EXIT, 50)),
        (51, said("sam", "won_nu", 3)),
        (90, phase(Phase.AFTERCARE, 90)),
        (91, said("sam", "won_nu", 6)),
        (99, said("sam", "won_nu", 8)),
    )
    area = housing(dossier)
    assert [(m.moment, m.value) for m in area.earlier] == [
        ("bij binnenkomst", 4),
        ("bij vertrek", 3),
    ]
    assert [(m.moment, m.value) for m in area.marks] == [("na vertrek", 8)]


def test_a_mark_that_was_taken_back_takes_what_came_before_along() -> None:
    dossier = over_time(
        (0, phase(Phase.INTAKE, 0)),
        (1, said("sam", "won_nu", 2)),
        (2, said("sam", "won_nu", None, status="declined")),
        (50, phase(Phase.EXIT, 50)),
        (51, said("sam", "won_nu", 8)),
    )
    assert housing(dossier).earlier == ()


def test_where_nobody_knows_the_phases_nothing_is_said_about_time() -> None:
    dossier = over_time((1, said("sam", "won_nu", 2)), (80, said("sam", "won_nu", 8)))
    area = housing(dossier)
    assert area.earlier == ()
    assert area.marks == (Mark(8, "Sam", "youth"),)


def test_the_wish_is_the_youths_own_word_for_word() -> None:
    dossier = dossier_of(
        said("moeder", "won_wil", "Thuis."), said("sam", "won_wil", "  Eigen   sleutel!\n\nKat. ")
    )
    area = housing(dossier, "mentor")
    assert (area.wish, area.wish_by) == ("  Eigen   sleutel!\n\nKat. ", "")
    assert area.wish in areas(dossier, "mentor").alternative


def test_somebody_elses_wish_stands_there_only_with_their_name() -> None:
    area = housing(dossier_of(said("moeder", "won_wil", "Thuis.")), "mentor")
    assert (area.wish, area.wish_by) == ("Thuis.", "Ria (moeder)")


def test_beside_the_youths_wish_stands_that_of_everybody_who_said_one() -> None:
    wished = dossier_of(
        said("moeder", "won_wil", "Thuis."),
        said("sam", "won_wil", "Eigen sleutel!"),
        said("mentor", "won_wil", "Stap voor stap."),
        said("vader", "won_wil", None, status="declined"),
    )
    area = housing(wished, "mentor")
    assert area.wish == "Eigen sleutel!"
    assert area.wishes == (
        Wish("Thuis.", "Ria (moeder)", "parent"),
        Wish("Stap voor stap.", "Noor (mentor leefgroep)", "care"),
    )
    assert housing(dossier_of(said("moeder", "won_wil", "Thuis.")), "mentor").wishes == ()


def test_in_a_plan_the_wishes_of_others_stand_once_in_the_words_under_the_picture() -> None:
    dossier = dossier_of(
        said("sam", "won_wil", "Slot!"), said("mentor", "won_wil", "Stap voor stap.")
    )
    made = plan(dossier, "mentor", PlanKind.EXIT_PLAN)
    (drawn,) = [one for one in made.pictures() if one.name == "areas"]
    assert "Slot!" in drawn.alternative
    assert "Stap voor stap." not in drawn.alternative
    assert block_with(made, "Stap voor stap.")


def test_an_area_that_nobody_talked_about_says_so() -> None:
    made = areas(dossier_of(said("sam", "won_nu", 3)))
    assert [one.area for one in made.areas] == list(AREAS)
    assert "Geld: nog niet besproken." in made.alternative


def test_who_only_hears_the_words_knows_what_a_bare_yes_is_about() -> None:
    made = areas(dossier_of(said("sam", "sup_er", "soms"), said("sam", "won_er", "thuis")))
    assert "Altijd iemand voor mij: soms." in made.alternative
    assert "Nu: thuis." in made.alternative


def test_an_area_that_the_youth_declined_leaves_no_trace() -> None:
    silent = [said("sam", f"ink_{what}", None, status="declined") for what in ("nu", "er", "wil")]
    made = areas(dossier_of(said("sam", "won_nu", 3), *silent))
    assert LifeArea.INCOME not in [one.area for one in made.areas]
    assert "Geld" not in made.alternative


def test_without_any_word_there_is_no_picture() -> None:
    assert compile_areas(material(dossier_of(people=(SAM,)))) is None


def test_an_area_that_a_reader_may_not_know_of_is_not_there_at_all() -> None:
    dossier = dossier_of(said("sam", "wel_nu", 2), said("sam", "sw_nu", 6))
    shown = compile_areas(material(dossier, "school"))
    assert shown is not None
    assert LifeArea.WELLBEING not in [one.area for one in shown.areas]
    assert "2" not in shown.alternative.replace("1 (slecht) tot 10", "")


def test_a_mark_from_when_the_question_was_another_is_not_drawn_as_one() -> None:
    dossier = dossier_of(said("sam", "won_nu", 3))
    key = ("won_nu", "sam")
    odd = replace(dossier.answers[key], value=True)
    strange = replace(dossier, answers={**dossier.answers, key: odd})
    assert compile_areas(material(strange)) is None


@given(st.dictionaries(st.sampled_from(["sam", "moeder", "vader", "mentor"]), st.integers(1, 10)))
def test_every_mark_and_its_speaker_are_in_the_words_beside_the_picture(given_marks) -> None:
    dossier = dossier_of(*(said(voice, "vt_nu", mark) for voice, mark in given_marks.items()))
    made = compile_areas(material(dossier, "mentor"))
    if made is None:
        assert not any(voice in ("sam", "mentor") for voice in given_marks)
        return
    area = next(one for one in made.areas if one.area is LifeArea.LEISURE)
    assert len(area.marks) == len(given_marks)
    for mark in area.marks:
        assert f"{mark.speaker} geeft een {mark.value}" in made.alternative
