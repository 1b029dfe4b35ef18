"""Every symbol and colour that a youth can choose is drawn, and each is another drawing."""

from __future__ import annotations

import field
import pytest

from planbuilder.pictures.palette import INK
from planbuilder.pictures.patterns import Patterns
from planbuilder.pictures.room_colours import CHOSEN
from planbuilder.pictures.shapes import Box
from planbuilder.pictures.symbols import SYMBOLS, area_sign, steps, symbol
from planbuilder.questionnaire.terms import LifeArea


def test_the_options_of_the_question_are_exactly_what_is_drawn() -> None:
    questionnaire = field.questionnaire()
    columns = {column.id: column for column in questionnaire["tk_teken"].columns}
    assert columns["teken"].options == SYMBOLS
    assert questionnaire["tk_kleur"].options == tuple(CHOSEN)
    room = {column.id: column for column in questionnaire["tk_kamer"].columns}
    assert columns["hoort_bij"].options == room["hoort_bij"].options


@pytest.mark.parametrize("name", SYMBOLS)
def test_a_symbol_stays_in_its_square(name: str) -> None:
    drawn = symbol(name, 20, 30, 10, INK)
    assert drawn is not None
    # A curve is pulled by points that lie outside it.
    assert Box(20, 30, 30, 40).holds(drawn.box, slack=0.6)


def test_no_two_symbols_are_the_same_drawing() -> None:
    drawn = [symbol(name, 0, 0, 10, INK) for name in SYMBOLS]
    assert len({one.xml(Patterns("x")) for one in drawn if one}) == len(SYMBOLS) == 14


def test_every_life_area_has_a_sign_of_its_own() -> None:
    drawn = {area_sign(area, 0, 0, 10, INK).xml(Patterns("x")) for area in LifeArea}
    assert len(drawn) == 6


def test_a_name_without_a_drawing_draws_nothing() -> None:
    assert symbol("eenhoorn", 0, 0, 10, INK) is None
    assert symbol("", 0, 0, 10, INK) is None


def test_steps_are_enlarged_and_moved() -> None:
    assert steps("M1 2 L3 4 Z", 10, 20, 2) == (("M", (12, 24)), ("L", (16, 28)), ("Z", ()))
