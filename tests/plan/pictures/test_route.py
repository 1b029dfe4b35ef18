"""Mijn route: real days in their own stretch, what has no day shown as a gap, nothing that was not readable."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plan.made import TODAY, UP, content, view
from plan.pictures.compiled import material
from small_dossiers import dossier_of, said

from planbuilder.dossier.events import PhaseChanged
from planbuilder.plan.deadlines import WORDS, Deadline
from planbuilder.plan.material import Material
from planbuilder.plan.pictures.moments import NO_DATE, Moment
from planbuilder.plan.pictures.route import Route, Stretch, compile_route
from planbuilder.questionnaire.terms import AnswerStatus, Party, Phase

ARRIVED = said("mentor", "basis_instroom", "2026-09-01")
LEAVES = said("mentor", "basis_uitstroom_verwacht", "2027-01-15")
BORN = said("mentor", "basis_geboortedatum", "2009-12-24")


def phase(name: Phase, day: str) -> PhaseChanged:
    return PhaseChanged(phase=name, date=day, responsible="Noor")


def route(*payloads, whom="sam", deadlines=()) -> Route:
    questionnaire, _, outlines = content()
    dossier = dossier_of(*payloads)
    made = compile_route(
        Material(view(dossier, whom, UP), outlines[UP], questionnaire, tuple(deadlines))
    )
    assert made is not None
    return made


def stretch(made: Route, name: Phase) -> Stretch:
    return next(one for one in made.stretches if one.phase is name)


def moment(made: Route, what: str) -> Moment:
    (found,) = [m for one in made.stretches for m in one.moments if m.what == what]
    return found


def test_the_four_stretches_are_always_there_in_their_order() -> None:
    made = route(ARRIVED)
    assert [one.title for one in made.stretches] == ["Instroom", "Verblijf", "Uitstroom", "Nazorg"]


def test_coming_in_and_leaving_stand_where_they_belong_with_their_days() -> None:
    made = route(ARRIVED, LEAVES)
    assert moment(made, "Binnengekomen").when == "1 september 2026"
    assert moment(made, "Binnengekomen") in stretch(made, Phase.INTAKE).moments
    assert moment(made, "Vertrek (verwacht)").state == "coming"
    assert moment(made, "Vertrek (verwacht)") in stretch(made, Phase.EXIT).moments
    assert stretch(made, Phase.AFTERCARE).begins == "15 januari 2027"


def test_who_has_left_has_left() -> None:
    made = route(ARRIVED, LEAVES, said("mentor", "basis_uitstroom", "2026-11-01"))
    assert moment(made, "Vertrek").state == "done"


def test_nobody_is_still_expected_to_leave_who_is_in_aftercare() -> None:
    made = route(ARRIVED, LEAVES, phase(Phase.AFTERCARE, "2026-11-10"))
    assert moment(made, "Vertrek").when == "15 januari 2027"
    assert "verwacht" not in made.alternative


def test_a_phase_begins_when_it_was_recorded_and_else_has_no_date() -> None:
    made = route(ARRIVED, phase(Phase.PLACEMENT, "2026-09-20"))
    assert stretch(made, Phase.PLACEMENT).begins == "20 september 2026"
    assert [one.standing for one in made.stretches] == ["been", "now", "coming", "coming"]
    assert stretch(made, Phase.EXIT).begins == ""
    assert f"Uitstroom, {NO_DATE}: komt nog." in made.alternative


def test_turning_18_is_on_the_day_and_as_exact_as_the_date_of_birth() -> None:
    assert moment(route(ARRIVED, BORN), "18 jaar").when == "24 december 2027"
    month = said("mentor", "basis_geboortedatum", "2009-12")
    assert moment(route(ARRIVED, month), "18 jaar").when == "december 2027"
    leap = said("mentor", "basis_geboortedatum", "2008-02-29")
    assert moment(
        route(said("mentor", "basis_instroom", "2026-01-05"), leap), "18 jaar"
    ).day == date(2026, 3, 1)


def test_the_end_of_the_order_is_there_until_there_is_no_order_any_more() -> None:
    ends = said("mentor", "basis_mgj_eind", "2027-02-01")
    assert moment(route(ARRIVED, ends), "Einde van de machtiging").when == "1 februari 2027"
    without = route(ARRIVED, ends, said("mentor", "basis_mgj_type", "geen machtiging meer"))
    assert "machtiging" not in without.alternative


@pytest.mark.parametrize(
    ("done", "day", "state"),
    [(True, "2026-11-02", "done"), (False, "2026-11-02", "open"), (False, "2026-12-02", "coming")],
)
def test_a_meeting_is_done_still_to_come_or_was_not_done_in_time(
    done: bool, day: str, state: str
) -> None:
    row = {"leefgebied": "wonen", "met_wie": "Bo van de woongroep", "datum": day, "gedaan": done}
    made = moment(route(ARRIVED, said("mentor", "wo_kennismaking", [row])), "Kennismaken: wonen")
    assert (made.state, made.detail) == (state, "Bo van de woongroep")


def test_steps_to_get_used_to_it_are_there_with_leave_and_trial_days() -> None:
    steps = [{"leefgebied": "wonen", "stap": "verlof", "datum": "2026-12-05", "met_wie": "ma"}]
    made = moment(route(ARRIVED, said("mentor", "wo_gewenning", steps)), "Wennen: verlof, wonen")
    assert (made.when, made.detail) == ("5 december 2026", "ma")


def test_what_has_no_date_is_a_gap_and_what_does_not_apply_is_none() -> None:
    made = route(ARRIVED)
    for what in ("Vertrek", "Kennismaken", "Wennen", "Nazorg", "Einde van de machtiging"):
        assert (moment(made, what).when, moment(made, what).state) == (NO_DATE, "undated")
    settled = said("mentor", "wo_kennismaking", None, status=AnswerStatus.NOT_APPLICABLE)
    assert "Kennismaken" not in route(ARRIVED, settled).alternative
    row = [{"leefgebied": "school", "met_wie": "juf"}]
    undated = moment(route(ARRIVED, said("mentor", "wo_kennismaking", row)), "Kennismaken: school")
    assert undated.state == "undated"


def test_a_deadline_is_met_open_or_still_to_come() -> None:
    made = route(
        ARRIVED,
        deadlines=[
            Deadline("dl_perspective_3w", date(2026, 9, 22), met=True),
            Deadline("dl_plan_6w", date(2026, 10, 13), met=False),
            Deadline("dl_exit_plan", date(2027, 1, 1), met=False),
        ],
    )
    assert "22 september 2026: Eerste plan over waar ik heen wil (gehaald)" in made.alternative
    assert "13 oktober 2026: Perspectiefplan klaar (nog open)" in made.alternative
    assert "1 januari 2027: Uitstroomplan klaar (komt nog)" in made.alternative


def test_a_moment_of_aftercare_that_was_agreed_stands_there_once() -> None:
    rows = [{"datum": "2027-01-22", "wie": "Noor", "hoe": "bellen", "gedaan": False}]
    made = route(
        ARRIVED,
        LEAVES,
        said("mentor", "naz_momenten", rows),
        deadlines=[
            Deadline("dl_after_w1", date(2027, 1, 22), met=False),
            Deadline("dl_after_m3", date(2027, 4, 15), met=False),
        ],
    )
    told = [m.what for m in stretch(made, Phase.AFTERCARE).moments if m.day]
    assert told == ["Nazorg", "Nazorg na 3 maanden"]


def test_every_deadline_that_is_counted_has_words() -> None:
    from planbuilder.check import milestones
    from planbuilder.check.aftercare import MOMENTS

    assert set(WORDS) == {*milestones._FROM_INTAKE, *milestones._UNTIL_LEAVING, *MOMENTS}


def test_a_date_that_is_none_stays_as_it_was_typed() -> None:
    row = [{"leefgebied": "wonen", "met_wie": "Bo", "datum": "ergens in mei"}]
    made = moment(route(ARRIVED, said("mentor", "wo_kennismaking", row)), "Kennismaken: wonen")
    assert (made.when, made.state) == ("ergens in mei", "undated")


def test_who_may_know_no_day_gets_no_picture() -> None:
    assert compile_route(material(dossier_of(ARRIVED, BORN), Party.SCHOOL_ALLIANCE, UP)) is None
    assert compile_route(material(dossier_of(BORN), "sam", UP)) is None


ROWS = {
    "wo_kennismaking": ("leefgebied", "met_wie", "datum", "gedaan"),
    "wo_gewenning": ("leefgebied", "stap", "datum", "met_wie"),
    "eval_moment": ("datum", "volgend_moment", "wie_erbij"),
    "naz_momenten": ("datum", "wie", "hoe", "gedaan"),
    "vt_start": ("activiteit", "eerste_keer", "met_wie"),
}
ANYTHING = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["2026", "2026-13", "2026-11-31", "0000", "9999-12-31", "2026-11-02", "²026"]),
    st.booleans(),
    st.none(),
    st.integers(),
    st.lists(st.text(max_size=3), max_size=2),
)


@settings(suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_value_that_a_dossier_can_hold_gives_a_route_or_none(data: st.DataObject) -> None:
    payloads = [
        said("mentor", question, data.draw(ANYTHING.map(lambda value: value or "leeg")))
        for question in (
            "basis_instroom",
            "basis_uitstroom",
            "basis_mgj_eind",
            "basis_geboortedatum",
        )
    ]
    for question, columns in ROWS.items():
        row = {name: data.draw(ANYTHING) for name in columns}
        payloads.append(said("mentor", question, [row]))
    made = compile_route(material(dossier_of(ARRIVED, *payloads), "sam", UP))
    if made:
        days = [[m.day for m in one.moments if m.day] for one in made.stretches]
        assert all(found == sorted(found) for found in days)
        assert made.today == TODAY
