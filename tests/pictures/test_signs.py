"""What a sign says by its filling is said without colour too."""

from __future__ import annotations

from typing import get_args

import pytest

from planbuilder.pictures.palette import NIGHT
from planbuilder.pictures.shapes import Circle, Polyline
from planbuilder.pictures.signs import Form, sign


@pytest.mark.parametrize("form", get_args(Form))
def test_what_was_done_has_a_tick_in_every_form(form: Form) -> None:
    done, coming = (sign(form, 5, 5, 4, NIGHT, filling).shapes for filling in ("full", "hollow"))
    assert len(done) == len(coming) + 1
    tick = done[-1]
    assert isinstance(tick, Polyline)
    assert tick.stroke != NIGHT


@pytest.mark.parametrize("filling", ["full", "alarm"])
def test_of_two_who_meet_the_one_in_front_carries_the_sign(filling) -> None:
    _, front, *marks = sign("pair", 5, 5, 4, NIGHT, filling).shapes
    assert isinstance(front, Circle)
    assert marks
    for mark in marks:
        assert front.box.holds(mark.box)
