"""Wie doet wat wanneer, drawn: every agreement with its bar, its sign and its words, on page and phone."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pictures.hostile import check_drawing, drawn_words, names, texts

from planbuilder.pictures.calendar import draw_calendar
from planbuilder.pictures.drawing import PAGE_WIDTH, PHONE_WIDTH
from planbuilder.pictures.shapes import Rect
from planbuilder.pictures.time_axis import axis_for
from planbuilder.plan.pictures.calendar import Calendar, Lane, Task, party_title
from planbuilder.questionnaire.terms import Party

TODAY = date(2026, 11, 22)
days = st.dates(date(2025, 1, 1), date(2031, 1, 1)).map(date.isoformat)
tasks = st.builds(
    Task,
    st.text("abc", min_size=1, max_size=8),
    names,
    texts,
    texts,
    st.none() | st.sampled_from(Party),
    st.just(""),
    st.just("") | days,
    st.just("") | days,
    st.sampled_from(["open", "late", "done", "stopped"]),
)


def calendar_of(found: list[Task]) -> Calendar:
    dated = [task for task in found if task.first]
    lanes = [
        Lane(party, party_title(party), tuple(t for t in dated if t.party is party))
        for party in (*Party, None)
    ]
    undated = tuple(task for task in found if not task.first)
    return Calendar("Sam", TODAY, tuple(lane for lane in lanes if lane.tasks), undated)


def task(name: str, start: str = "", due: str = "", party: Party | None = Party.YOUTH) -> Task:
    return Task(name, name, "Sam", "", party, "", start, due, "open")


@settings(suppress_health_check=list(HealthCheck))
@given(st.lists(tasks, min_size=1, max_size=22), st.sampled_from([PAGE_WIDTH, PHONE_WIDTH]))
def test_whatever_was_typed_nothing_leaves_the_sheet_or_covers_another(
    found: list[Task], width: float
) -> None:
    check_drawing(draw_calendar(calendar_of(found), width))


@settings(suppress_health_check=list(HealthCheck))
@given(st.lists(tasks, min_size=1, max_size=12))
def test_every_word_is_whole_in_the_alternative(found: list[Task]) -> None:
    told = calendar_of(found).alternative
    assert all(words in told for one in found for words in (one.what, one.who, one.when))


def test_a_bar_runs_from_the_first_day_to_the_last() -> None:
    data = calendar_of([task("a", "2026-10-01", "2027-03-31")])
    bars = [s for s, _ in draw_calendar(data).placed() if isinstance(s, Rect) and s.height == 2.6]
    axis = axis_for([date(2026, 10, 1), date(2027, 3, 31), TODAY], 85, 85)
    (bar,) = bars
    assert abs(bar.x - axis.at(date(2026, 10, 1))) < 0.01
    assert bar.width > 60


def test_what_has_no_day_stands_apart_below() -> None:
    data = calendar_of([task("met dag", due="2026-12-01"), task("zonder dag")])
    for width in (PAGE_WIDTH, PHONE_WIDTH):
        lines = drawn_words(draw_calendar(data, width)).splitlines()
        assert lines.index("met dag") < lines.index("Nog geen datum") < lines.index("zonder dag")


def test_only_undated_agreements_need_no_calendar() -> None:
    drawing = draw_calendar(calendar_of([task("ooit")]))
    assert "ooit" in drawn_words(drawing)
    assert "jan" not in drawn_words(drawing)


@given(st.lists(st.dates(), min_size=1, max_size=6))
def test_any_days_fit_on_an_axis_whose_columns_follow_each_other(found: list[date]) -> None:
    axis = axis_for(found, 10, 100)
    edges = axis.edges()
    assert len(edges) <= 16
    assert all(one < other or one == other == 110 for one, other in pairwise(edges))
    assert all(10 <= axis.at(day) <= 110 for day in found)
    assert all(axis.columns[0].first <= day for day in found)


def test_a_short_time_is_shown_in_weeks_and_a_long_one_in_quarters() -> None:
    weeks = axis_for([date(2026, 11, 2), date(2026, 11, 27)], 0, 100)
    assert [column.name for column in weeks.columns] == ["2 nov", "9 nov", "16 nov", "23 nov"]
    months = axis_for([date(2026, 9, 4), date(2027, 1, 27)], 0, 100)
    assert [column.name for column in months.columns] == ["sep", "okt", "nov", "dec", "jan"]
    assert [column.above for column in months.columns] == ["2026", "", "", "", "2027"]
    quarters = axis_for([date(2026, 2, 4), date(2027, 12, 27)], 0, 100)
    assert [column.name for column in quarters.columns][:4] == ["jan", "apr", "jul", "okt"]
