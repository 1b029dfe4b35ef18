"""Zes leefgebieden, drawn: every mark at its number, apart without colour, whatever was typed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pictures.hostile import check_drawing, drawn_words, names, texts

from planbuilder.pictures.areas import draw_areas
from planbuilder.pictures.drawing import PAGE_WIDTH, PHONE_CLOSE, PHONE_WIDTH
from planbuilder.pictures.palette import NIGHT
from planbuilder.pictures.shapes import Circle
from planbuilder.pictures.text import Text
from planbuilder.plan.pictures.areas import AREAS, Area, Areas, Mark, Wish
from planbuilder.questionnaire.terms import LifeArea

WIDTHS = (PAGE_WIDTH, PHONE_WIDTH, PHONE_CLOSE)
MOMENTS = ("bij binnenkomst", "bij vertrek")
sides = st.sampled_from(["together", "parent", "care", "school", "other"])
marks = st.builds(Mark, st.integers(1, 10), names, sides)
wishes = st.builds(Wish, texts, names, sides)


def own(value: int, moment: str = "") -> Mark:
    return Mark(value, "Sam", "youth", moment)


@st.composite
def areas(draw: st.DrawFn) -> Areas:
    found = []
    for area, (_, title) in AREAS.items():
        mine = draw(st.lists(st.integers(1, 10).map(own), max_size=1))
        before = [own(draw(st.integers(1, 10)), m) for m in MOMENTS[: draw(st.integers(0, 2))]]
        found.append(
            Area(
                area,
                title,
                (*mine, *draw(st.lists(marks, max_size=6))),
                tuple(before) if mine else (),
                *(draw(texts) for _ in range(4)),
                wishes=tuple(draw(st.lists(wishes, max_size=6))),
            )
        )
    return Areas(draw(names), tuple(found))


@settings(suppress_health_check=list(HealthCheck))
@given(areas(), st.sampled_from(WIDTHS))
def test_whatever_was_typed_nothing_leaves_the_sheet_or_covers_another(data, width) -> None:
    check_drawing(draw_areas(data, width))


@settings(suppress_health_check=list(HealthCheck))
@given(areas())
def test_every_word_is_in_the_picture_or_whole_in_its_alternative(data) -> None:
    drawing = draw_areas(data)
    for area in data.areas:
        for words in (area.now, area.wish, *(mark.speaker for mark in area.marks)):
            assert words in drawing.alternative
        for wish in area.wishes:
            assert f"{wish.speaker}: “{wish.words}”" in drawing.alternative


def one_area(*given: Mark, earlier: tuple[Mark, ...] = (), **words: str) -> Areas:
    return Areas("Sam", (Area(LifeArea.HOUSING, "Wonen", given, earlier, **words),))


def discs(data: Areas) -> list[tuple[float, float]]:
    drawing = draw_areas(data)
    found = [(s, b) for s, b in drawing.placed() if isinstance(s, Circle) and s.fill == NIGHT]
    return [((b.left + b.right) / 2, s.radius) for s, b in found if s.radius > 2]


def test_a_higher_mark_stands_further_to_the_right_under_its_own_number() -> None:
    places = [discs(one_area(own(value)))[0][0] for value in range(1, 11)]
    assert places == sorted(places)
    numbers = {t.words: b for t in [] for b in t}
    drawing = draw_areas(one_area(own(4)))
    numbers = {
        shape.words: (box.left + box.right) / 2
        for shape, box in drawing.placed()
        if hasattr(shape, "words") and shape.words.isdigit() and box.top < 2
    }
    assert places[3] == pytest.approx(numbers["4"])
    assert len(numbers) == 10


def test_the_youths_number_stands_in_the_disc_and_the_others_have_shape_letter_and_legend() -> None:
    data = one_area(own(3), Mark(7, "Ria (moeder)", "parent"), Mark(7, "Noor (mentor)", "care"))
    words = drawn_words(draw_areas(data)).split("\n")
    assert words.count("3") == 2
    assert words.count("A") == words.count("B") == 2
    assert {"Sam", "Ria (moeder)", "Noor (mentor)"} <= set(words)


def test_what_was_before_is_drawn_open_and_told_with_its_moment() -> None:
    data = one_area(own(8, "na vertrek"), earlier=(own(3, "bij binnenkomst"),))
    drawing = draw_areas(data)
    assert "bij binnenkomst 3, na vertrek 8" in drawn_words(drawing)
    assert "eerder" in drawn_words(drawing)
    open_discs = [s for s, _ in drawing.placed() if isinstance(s, Circle) and s.radius == 2.0]
    assert len(open_discs) == 1


def test_many_voices_of_one_mark_are_counted_and_nobody_is_lost() -> None:
    voices = [Mark(6, f"Stem {n}", "care") for n in range(5)]
    drawing = draw_areas(one_area(*voices))
    assert "+4" in drawn_words(drawing)
    assert all(f"Stem {n} geeft een 6" in drawing.alternative for n in range(5))


@pytest.mark.parametrize("width", WIDTHS)
def test_two_voices_of_one_mark_never_cover_each_others_letter(width: float) -> None:
    all_sides = ("parent", "care", "school", "together", "other")
    everybody = [Mark(9, f"Stem {n}", side) for n, side in enumerate(all_sides * 5)]
    for one in everybody:
        for other in everybody:
            if one is other:
                continue
            # All others give their voices a letter, up to the widest.
            first = Area(LifeArea.HOUSING, "Wonen", tuple(everybody))
            pair = (Mark(1, one.speaker, one.side), Mark(1, other.speaker, other.side))
            second = Area(LifeArea.INCOME, "Geld", pair)
            check_drawing(draw_areas(Areas("Sam", (first, second)), width))


def test_on_a_phone_too_a_wish_is_called_a_wish() -> None:
    data = one_area(own(3), wish="Een eigen sleutel.")
    assert all("Wens" in drawn_words(draw_areas(data, width)) for width in WIDTHS)
    silent = draw_areas(one_area(own(3)), PHONE_WIDTH)
    assert "Wens" not in drawn_words(silent)


def test_without_numbers_the_words_stand_there_and_without_words_that_too() -> None:
    said = draw_areas(one_area(wish="Een eigen sleutel."))
    assert "“Een eigen sleutel.”" in drawn_words(said)
    assert "nog geen cijfer" in drawn_words(said)
    silent = draw_areas(Areas("Sam", (Area(LifeArea.INCOME, "Geld"),)))
    assert "nog niet besproken" in drawn_words(silent)


def test_a_wish_that_is_too_long_is_shortened_visibly_and_whole_in_the_words() -> None:
    wish = "Ik wil graag " + "heel " * 200 + "rustig wonen."
    drawing = draw_areas(one_area(wish=wish))
    assert "…" in drawn_words(drawing)
    assert wish in drawing.alternative


def test_the_wish_of_everybody_stands_behind_their_own_letter() -> None:
    others = (Mark(6, "Ria (moeder)", "parent"), Mark(7, "Noor (mentor)", "care"))
    wished = (
        Wish("Thuis, op zijn eigen kamer.", "Ria (moeder)", "parent"),
        Wish("Terug naar huis in stappen.", "Noor (mentor)", "care"),
    )
    area = Area(LifeArea.HOUSING, "Wonen", (own(4), *others), wish="Een slot.", wishes=wished)
    for width in WIDTHS:
        drawing = draw_areas(Areas("Sam", (area,)), width)
        height = {t.words: box.top for t, box in drawing.placed() if isinstance(t, Text)}
        words = drawn_words(drawing).split("\n")
        # With the mark, with the wish, and in the legend.
        assert words.count("A") == words.count("B") == 3
        assert height["“Een slot.”"] < height["wens: “Thuis, op zijn eigen kamer.”"]
        assert height["wens: “Thuis, op zijn eigen kamer.”"] < height["Sam"]


def test_who_only_wishes_stands_in_the_legend_too_and_a_fifth_wish_is_counted() -> None:
    wished = tuple(Wish(f"Wens {n}", f"Stem {n}", "care") for n in range(6))
    area = Area(LifeArea.HOUSING, "Wonen", (own(4),), wish="Een slot.", wishes=wished)
    drawing = draw_areas(Areas("Sam", (area,)))
    assert "Stem 0" in drawn_words(drawing)
    assert "en nog 2 (staat in de woorden bij dit plaatje)" in drawn_words(drawing)
    assert "Wens volgens Stem 5: “Wens 5”" in drawing.alternative


def test_six_areas_with_ordinary_answers_fit_in_ninety_millimetres() -> None:
    wish = "Motorcross kijken, of mee helpen in zo'n crossteam. Dat bestaat echt hier in de buurt."
    others = (Mark(6, "Ria (moeder)", "parent"), Mark(7, "Noor (mentor op de groep)", "care"))
    full = [
        Area(
            area,
            title,
            (own(5, "bij vertrek"), *others),
            (own(3, MOMENTS[0]),),
            "gamen; sport",
            "",
            wish,
        )
        for area, (_, title) in AREAS.items()
    ]
    drawing = draw_areas(Areas("Sam", tuple(full)))
    assert drawing.width_mm == PAGE_WIDTH
    assert drawing.height_mm <= 90
