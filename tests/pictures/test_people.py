"""Mijn mensen, drawn: everybody in their own circle, a gap as a gap, nobody over anybody else."""

from __future__ import annotations

import math

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pictures.hostile import check_drawing, drawn_words, names, texts

from planbuilder.pictures.drawing import PAGE_WIDTH, PHONE_CLOSE, PHONE_WIDTH, Drawing
from planbuilder.pictures.people import draw_people
from planbuilder.pictures.shapes import Box, Path, Rect
from planbuilder.pictures.text import Text
from planbuilder.plan.pictures.people import NOT_KNOWN, Close, Group, Member, People

WIDTHS = (PAGE_WIDTH, PHONE_WIDTH, PHONE_CLOSE)
close = st.builds(
    Close, names, texts, st.integers(0, 3), st.booleans(), st.booleans(), st.booleans(), texts
)
members = st.lists(st.builds(Member, names, texts, st.booleans(), st.booleans()), max_size=6)
groups = st.builds(Group, names, members.filter(bool).map(tuple))


@st.composite
def people(draw: st.DrawFn) -> People:
    return People(
        draw(names),
        tuple(draw(st.lists(close, max_size=14))),
        tuple(draw(st.lists(groups, max_size=9))),
        draw(st.none() | groups),
        draw(texts),
        tuple(draw(st.lists(names, max_size=6))),
    )


def ordinary(*found: Close, **more) -> People:
    given = {"groups": (), "after": None, "missed": "", "gaps": (), **more}
    return People("Sam", found, **given)


def place(drawing: Drawing, words: str) -> tuple[float, float]:
    (box,) = [b for s, b in drawing.placed() if isinstance(s, Text) and s.words == words]
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


@settings(suppress_health_check=list(HealthCheck))
@given(people(), st.sampled_from(WIDTHS))
def test_whatever_was_typed_nothing_leaves_the_sheet_or_covers_another(data, width) -> None:
    check_drawing(draw_people(data, width))


@settings(suppress_health_check=list(HealthCheck))
@given(people())
def test_every_word_is_whole_in_the_alternative(data) -> None:
    told = draw_people(data).alternative
    named = [
        *(m for g in data.groups for m in g.members),
        *(data.after.members if data.after else ()),
    ]
    for words in (*(c.name for c in data.close), *(m.name for m in named), data.missed, *data.gaps):
        assert words in told


def test_what_is_drawn_is_said_too() -> None:
    drawing = draw_people(
        ordinary(
            Close("ma", "moeder", 1, always=True),
            Close("Wim", "buurman", 2, welcome=True, guide=True, later="bellen"),
            Close("Femke", "mentor", 0),
            groups=(Group("ouders", (Member("Ria", "moeder"),)),),
            after=Group("Na het vertrek", (Member("Karin", "nazorg", False, True),)),
            missed="Opa.",
            gaps=("Nog geen vrienden genoemd",),
        )
    )
    told = drawing.alternative.casefold()
    for words in drawn_words(drawing).splitlines():
        assert words == "?" or words.casefold() in told, words


def test_who_is_closer_is_drawn_nearer_to_the_youth() -> None:
    drawing = draw_people(ordinary(Close("ma", "", 1), Close("Bo", "", 2), Close("opa", "", 3)))
    x, y = place(drawing, "Sam")
    far = [
        math.hypot((a - x) / 1.4, b - y)
        for a, b in (place(drawing, n) for n in ("ma", "Bo", "opa"))
    ]
    assert far == sorted(far)


def test_whoever_is_very_close_stands_inside_the_inner_circle() -> None:
    inner = [Close("ma", "moeder", 1), Close("Nicole", "zusje", 1)]
    inner.append(Close("ome Douwe", "broer van ma", 1))
    beside = [Close("Gerben", "stiefvader", 2), Close("Femke Dijkstra", "mentor", 0)]
    drawing = draw_people(ordinary(*inner, *beside, missed="Mijn vader."))
    oval = [box for shape, box in drawing.placed() if isinstance(shape, Path)][2]
    x, y = (oval.left + oval.right) / 2, (oval.top + oval.bottom) / 2
    across, down = (oval.right - oval.left) / 2, (oval.bottom - oval.top) / 2
    tags = [box for shape, box in drawing.placed() if isinstance(shape, Rect) and shape.width > 8]
    names = {one.name: place(drawing, one.name) for one in inner}
    for name, (a, b) in names.items():
        (tag,) = [box for box in tags if box.holds(Box(a, b, a, b))]
        for left in (tag.left, tag.right):
            for top in (tag.top, tag.bottom):
                assert math.hypot((left - x) / across, (top - y) / down) <= 1, name


def test_twelve_people_are_all_in_the_picture() -> None:
    many = [Close(f"Naam{n}", "neef", 1 + n % 3) for n in range(12)]
    drawing = draw_people(ordinary(*many))
    assert all(f"Naam{n}" in drawn_words(drawing) for n in range(12))


def test_whoever_finds_no_place_is_counted_and_stands_in_the_words() -> None:
    many = [Close(f"Iemand met een lange naam {n}", "vriend", 1) for n in range(40)]
    drawing = draw_people(ordinary(*many))
    assert "en nog " in drawn_words(drawing)
    assert all(one.name in drawing.alternative for one in many)


def test_a_gap_is_an_empty_dashed_place_with_words() -> None:
    drawing = draw_people(ordinary(Close("ma", "", 1), gaps=("Nog niemand die er altijd is",)))
    assert "Nog niemand die er altijd is" in drawn_words(drawing)
    assert any(isinstance(s, Rect) and s.dash for s, _ in drawing.placed())
    assert not any(isinstance(s, Rect) and s.dash for s, _ in draw_people(ordinary()).placed())


def test_who_is_always_there_has_a_sign_that_is_explained() -> None:
    drawing = draw_people(ordinary(Close("ma", "moeder", 1, always=True)))
    assert "is er altijd" in drawn_words(drawing)
    assert "is er altijd" not in drawn_words(draw_people(ordinary(Close("ma", "moeder", 1))))


def test_who_is_new_after_leaving_is_told_from_who_stays() -> None:
    after = Group(
        "Na het vertrek", (Member("Noor", "nazorg", stays=True), Member("Karin", "", False, True))
    )
    words = drawn_words(draw_people(ordinary(after=after)))
    assert {"Noor", "Karin", "blijft", "nieuw"} <= set(words.split("\n"))


def test_what_a_sign_means_stands_on_the_line_of_the_title_and_not_among_the_names() -> None:
    after = Group(
        "Na het vertrek", (Member("Noor", "nazorg", stays=True), Member("Karin", "", False, True))
    )
    for width in WIDTHS:
        drawing = draw_people(ordinary(after=after), width)
        _, title = place(drawing, "Na het vertrek")
        for meaning in ("blijft", "nieuw"):
            _, low = place(drawing, meaning)
            assert abs(low - title) < 1 < place(drawing, "Noor")[1] - low


def test_that_nobody_can_tell_who_is_new_has_a_sign_that_is_explained() -> None:
    members = (Member("Noor", stays=True), Member("Karin", is_new=True), Member("Bo"))
    after = Group("Na het vertrek", members)
    for width in (*WIDTHS, 90.0):
        drawing = draw_people(ordinary(after=after), width)
        assert NOT_KNOWN in drawn_words(drawing)
        assert NOT_KNOWN in drawing.alternative
        assert place(drawing, "Na het vertrek")[1] < place(drawing, "Noor")[1]
        assert place(drawing, NOT_KNOWN)[1] < place(drawing, "Noor")[1] - 1
    known = Group("Na het vertrek", members[:2])
    assert NOT_KNOWN not in drawn_words(draw_people(ordinary(after=known)))


def test_a_page_is_at_most_eighty_five_millimetres_high() -> None:
    groups = tuple(
        Group(f"partij {n}", (Member("Annet Wiersma-Hoekstra", "moeder"), Member("Bo", "vader")))
        for n in range(9)
    )
    after = Group("Na het vertrek", tuple(Member(f"Helper {n}", "nazorg") for n in range(6)))
    gaps = tuple(f"Nog niemand voor plek {n}" for n in range(6))
    data = ordinary(Close("ma", "", 1), groups=groups, after=after, missed="Opa. " * 40, gaps=gaps)
    drawing = draw_people(data)
    assert drawing.height_mm <= 85
    assert "en nog " in drawn_words(drawing)


def test_what_somebody_does_stands_there_whole_where_there_is_room_under_the_name() -> None:
    roles = "overstap op school of werk, school na het vertrek"
    after = Group("Na het vertrek", (Member("Bart Veenstra", roles, is_new=True),))
    known = Close("Mies", "vroeger mijn pleegmoeder", 1, always=True, later="beslist mee")
    for width in WIDTHS:
        words = " ".join(drawn_words(draw_people(ordinary(known, after=after), width)).split("\n"))
        assert roles in words
        assert "vroeger mijn pleegmoeder" in words
        assert "…" not in words
