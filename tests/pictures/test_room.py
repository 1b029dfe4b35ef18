"""Toekomstkamer, drawn: six objects with the youth's words on them, fit for a wall on A4 and A3."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pictures.hostile import check_drawing, drawn_words, names, texts

from planbuilder.pictures.drawing import PAGE_WIDTH, PHONE_WIDTH
from planbuilder.pictures.palette import contrast, lightness
from planbuilder.pictures.room import draw_room
from planbuilder.pictures.room_colours import CHOSEN, PLAIN, colours_of
from planbuilder.pictures.shapes import Rect
from planbuilder.pictures.symbols import SYMBOLS
from planbuilder.pictures.text import Text
from planbuilder.plan.pictures.areas import AREAS
from planbuilder.plan.pictures.room import INVITATION, Room, Spot, Thing
from planbuilder.questionnaire.terms import LifeArea

A4, A3 = 297.0, 420.0
WIDTHS = (PAGE_WIDTH, PHONE_WIDTH, A4, A3)
things = st.builds(Thing, names, texts)


@st.composite
def rooms(draw: st.DrawFn) -> Room:
    spots = tuple(
        Spot(
            area,
            title,
            tuple(draw(st.lists(things, max_size=3))),
            draw(texts),
            draw(st.sampled_from(["", "onbekend", *SYMBOLS])),
        )
        for area, (_, title) in AREAS.items()
    )
    colour = draw(st.sampled_from(["", "beige", *CHOSEN]))
    loose = tuple(draw(st.lists(things, max_size=2)))
    return Room(draw(names), draw(texts), draw(texts), colour, spots, loose)


def room(**words: str) -> Room:
    spots = tuple(
        Spot(area, title, wish=words.get(area.value, "")) for area, (_, title) in AREAS.items()
    )
    return Room("Sam", words.get("title", "Plan Henk"), words.get("dream", "Een hond."), "", spots)


@settings(suppress_health_check=list(HealthCheck))
@given(rooms(), st.sampled_from(WIDTHS))
def test_whatever_was_typed_nothing_leaves_the_sheet_or_covers_another(data, width) -> None:
    check_drawing(draw_room(data, width))


@settings(suppress_health_check=list(HealthCheck))
@given(rooms())
def test_every_word_is_whole_in_the_alternative(data) -> None:
    told = draw_room(data).alternative
    for spot in data.spots:
        assert spot.words in told
    for thing in (*data.loose, *(t for spot in data.spots for t in spot.things)):
        assert thing.what in told
        assert thing.where in told
    assert data.dream in told
    assert data.title in told


def test_the_words_title_and_dream_of_the_youth_are_on_the_poster() -> None:
    words = drawn_words(draw_room(room(housing="Een eigen deur."), A4))
    for said in ("Plan Henk", "Een eigen deur.", "Een hond."):
        assert said in words


def test_an_empty_place_is_dashed_and_invites() -> None:
    drawing = draw_room(room(housing="Een eigen deur."), A4)
    assert drawn_words(drawing).replace("\n", " ").count(INVITATION) == 5
    dashed = [s for s, _ in drawing.placed() if getattr(s, "dash", "")]
    assert dashed
    full = draw_room(room(**{area.value: "ja" for area in LifeArea}), A4)
    assert not [s for s, _ in full.placed() if getattr(s, "dash", "")]


def test_short_words_are_written_larger_than_long_ones() -> None:
    def size(words: str) -> float:
        drawing = draw_room(room(housing=words), A4)
        return max(t.size for t in drawing.texts() if t.words and words.startswith(t.words))

    assert size("Thuis.") > size("Thuis. " + "En dan een kamer met een slot op de deur. " * 3)


def test_white_lines_of_a_dream_take_no_room_on_the_poster() -> None:
    drawing = draw_room(room(dream="Een hond.\n\n\nEen kat."), A4)
    lines = {t.words: t for t in drawing.texts()}
    apart = lines["Een kat."].y - lines["Een hond."].y
    assert apart == pytest.approx(1.3 * lines["Een hond."].size)
    assert "Een hond.\n\n\nEen kat." in drawing.alternative


def test_long_words_are_shortened_visibly_and_whole_in_the_alternative() -> None:
    wish = "Ik wil een huis met een tuin. " * 40
    drawing = draw_room(room(housing=wish), A4)
    assert "…" in drawn_words(drawing)
    assert wish in drawing.alternative


def test_the_poster_has_the_shape_of_the_paper_and_only_grows_with_it() -> None:
    small, large = draw_room(room(), A4), draw_room(room(), A3)
    assert small.height_mm == pytest.approx(210, abs=0.5)
    assert large.height_mm == pytest.approx(297, abs=0.5)
    assert small.svg().count("<path") == large.svg().count("<path")
    assert drawn_words(small) == drawn_words(large)


def test_letters_on_a_page_of_a_plan_stay_readable() -> None:
    long = "Motorcross kijken, of mee helpen in zo'n crossteam. " * 4
    drawing = draw_room(room(leisure=long, dream=long * 3), PAGE_WIDTH)
    assert min(text.size for text in drawing.texts()) >= 2.17


def test_the_youths_colour_colours_the_room_and_every_colour_can_be_read_in_grey() -> None:
    assert colours_of("paars") != colours_of("groen") != PLAIN
    assert colours_of("beige") == PLAIN
    for colours in (*CHOSEN.values(), PLAIN):
        assert contrast(colours.accent, "#ffffff") >= 7
        assert lightness(colours.wall) - lightness(colours.accent) > 50
        assert lightness(colours.wall) > lightness(colours.side) > lightness(colours.cloth)


def test_every_chosen_symbol_is_drawn_on_its_card() -> None:
    plain = draw_room(room(housing="Een deur."), A4).svg()
    for name in SYMBOLS:
        spots = (Spot(LifeArea.HOUSING, "Wonen", wish="Een deur.", symbol=name),)
        drawn = draw_room(Room("Sam", "Plan Henk", "Een hond.", "", spots), A4).svg()
        assert drawn != plain
        assert f"met als teken: {name}" in drawn


def test_a_reader_who_may_know_of_one_area_sees_one_object() -> None:
    spots = (Spot(LifeArea.LEISURE, "Vrije tijd", wish="Voetbal."),)
    words = drawn_words(draw_room(Room("Sam", "", "", "", spots), A4))
    assert "Wonen" not in words
    assert "De kamer van Sam" in words
    assert isinstance(draw_room(Room("Sam", "", "", "", spots), PHONE_WIDTH).shapes[0], Rect)


def test_no_card_covers_another() -> None:
    drawing = draw_room(room(), A4)
    titles = {title for _, title in AREAS.values()}
    cards = [
        b
        for s, b in drawing.placed()
        if isinstance(s, Rect) and b.right - b.left == pytest.approx(64)
    ]
    assert len(cards) == 6
    for number, one in enumerate(cards):
        assert not any(one.touches(other) for other in cards[number + 1 :])
    inside = [b for s, b in drawing.placed() if isinstance(s, Text) and s.words in titles]
    assert len(inside) == 6
    assert all(any(card.holds(box) for card in cards) for box in inside)
