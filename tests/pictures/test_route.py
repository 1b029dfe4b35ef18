"""Mijn route, drawn: labels that never meet, today in its place, all of it in words, on page and phone."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pictures.hostile import check_drawing, drawn_words, texts

from planbuilder.pictures.drawing import PAGE_WIDTH, PHONE_WIDTH
from planbuilder.pictures.measure import drawable
from planbuilder.pictures.road import Flag, Place, road
from planbuilder.pictures.route import KIND, MORE, draw_route
from planbuilder.pictures.shapes import Rect
from planbuilder.plan.pictures.moments import NO_DATE, Moment
from planbuilder.plan.pictures.route import Route, Stretch
from planbuilder.questionnaire.terms import Phase

TODAY = date(2026, 11, 22)
days = st.dates(date(2026, 1, 1), date(2029, 1, 1))
moments = st.builds(
    Moment,
    st.sampled_from(sorted(KIND)),
    texts,
    texts,
    st.sampled_from(["22 november 2026", NO_DATE, "september 2027"]),
    st.none() | days,
    st.sampled_from(["done", "coming", "open", "undated"]),
)


@st.composite
def routes(draw: st.DrawFn) -> Route:
    now = draw(st.integers(0, 3))
    stretches = []
    for at, phase in enumerate(Phase):
        first, last = draw(st.none() | days), draw(st.none() | days)
        standing = "been" if at < now else "now" if at == now else "coming"
        found = tuple(draw(st.lists(moments, max_size=20 if at == now else 4)))
        stretches.append(
            Stretch(phase, "1 mei 2026" if first else "", first, last, standing, found)
        )
    return Route("Sam", TODAY, tuple(stretches))


def ordinary(*found: Moment) -> Route:
    first = [date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1), date(2027, 1, 15)]
    last = [*first[1:], None]
    standing = ["been", "been", "now", "coming"]
    told = ["1 september 2026", "1 oktober 2026", "1 november 2026", "15 januari 2027"]
    parts = zip(Phase, told, first, last, standing, strict=True)
    return Route(
        "Sam",
        TODAY,
        tuple(
            Stretch(phase, begins, begin, end, how, found if phase is Phase.EXIT else ())  # type: ignore[arg-type]
            for phase, begins, begin, end, how in parts
        ),
    )


def done(day: date, what: str = "Overleg", state: str = "done") -> Moment:
    return Moment("talk", what, "", f"{day.day} november 2026", day, state)  # type: ignore[arg-type]


@settings(suppress_health_check=list(HealthCheck))
@given(routes(), st.sampled_from([PAGE_WIDTH, PHONE_WIDTH]))
def test_whatever_was_typed_nothing_leaves_the_sheet_or_covers_another(
    data: Route, width: float
) -> None:
    check_drawing(draw_route(data, width))


@settings(suppress_health_check=list(HealthCheck))
@given(routes())
def test_every_word_is_whole_in_the_alternative(data: Route) -> None:
    told = data.alternative
    for stretch in data.stretches:
        assert stretch.title in told
        for moment in stretch.moments:
            assert all(words in told for words in (moment.what, moment.detail, moment.when))


def test_what_is_drawn_is_said_too() -> None:
    data = ordinary(done(date(2026, 11, 3)), done(date(2026, 12, 4), "Wennen: verlof", "coming"))
    told = drawable(data.alternative.replace("\n", " "))
    for words in drawn_words(draw_route(data, PHONE_WIDTH)).splitlines():
        if words not in {*KIND.values(), "geweest of gehaald", "begin of vertrek"}:
            assert words.casefold() in told.casefold(), words


def test_today_stands_between_what_was_and_what_comes() -> None:
    data = ordinary(done(date(2026, 11, 3), "Eerst"), done(date(2026, 12, 4), "Later", "coming"))
    lines = drawn_words(draw_route(data, PHONE_WIDTH)).splitlines()
    assert lines.index("Eerst") < lines.index("vandaag, 22 november 2026") < lines.index("Later")


def test_a_stretch_with_more_than_fits_keeps_what_still_comes() -> None:
    past = [done(date(2026, 11, 1) + timedelta(days=at), f"Was {at}") for at in range(20)]
    ahead = [
        done(date(2026, 12, 1) + timedelta(days=at), f"Komt {at}", "coming") for at in range(5)
    ]
    data = ordinary(*past, *ahead)
    words = drawn_words(draw_route(data, PHONE_WIDTH))
    assert all(f"Komt {at}" in words for at in range(5))
    assert MORE.format(number=9) in words
    assert all(f"Was {at} " in data.alternative for at in range(20))


def test_the_longest_stretch_gets_the_most_room() -> None:
    data = ordinary(*(done(date(2026, 11, at), f"Dag {at}") for at in range(1, 15)))
    assert draw_route(data).height_mm < 150


PLACES = [Place(at * 43.0, 41.0) for at in range(4)]


@settings(suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(days, st.sampled_from(["vandaag", "18 jaar", "Einde van de machtiging"])),
        max_size=6,
    )
)
def test_flags_on_the_road_never_cover_each_other(planted: list[tuple[date, str]]) -> None:
    flags = [Flag(day, words, "#14213d") for day, words in planted]
    shapes, height = road(ordinary().stretches, PLACES, flags)
    cloths = [shape.box for shape in shapes if isinstance(shape, Rect)]
    assert len(cloths) == len(flags)
    for at, one in enumerate(cloths):
        assert one.left >= 0
        assert one.right <= 170 + 0.01
        assert one.bottom < height
        assert not any(one.touches(other) for other in cloths[at + 1 :])


def test_a_later_day_stands_further_along_the_road() -> None:
    found = []
    for day in (date(2026, 9, 2), date(2026, 9, 29), date(2026, 10, 5), TODAY, date(2027, 2, 1)):
        shapes, _ = road(ordinary().stretches, PLACES, [Flag(day, "x", "#14213d")])
        (cloth,) = [shape.box for shape in shapes if isinstance(shape, Rect)]
        found.append(cloth.left)
    assert found == sorted(found)
    assert len(set(found)) == len(found)
