"""The plain texts of a picture, set apart from its shapes: none is lost, and each stands where it stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from pictures.hostile import texts

from planbuilder.pictures.drawing import Drawing
from planbuilder.pictures.lettering import lettering_apart
from planbuilder.pictures.measure import drawable
from planbuilder.pictures.palette import EARTH, INK
from planbuilder.pictures.shapes import Group, Rect
from planbuilder.pictures.text import Text


@given(texts)
def test_every_text_is_in_the_letters_or_still_in_the_drawing(text: str) -> None:
    words = (drawable(text[:60]), "Wonen", "שלום")
    lines = [Text(5, 10.0 * at, line, 3) for at, line in enumerate(words, 1)]
    drawing = Drawing(100, 60, "Titel", "woorden", (Group(lines[:2], 2, 3), lines[2]))
    shapes, letters = lettering_apart(drawing)
    left = [one.words for one in shapes.texts()]
    assert sorted([*left, *(one.words for one in letters)]) == sorted(words)
    assert "Wonen" not in left
    assert "שלום" in left
    assert (shapes.title, shapes.alternative) == (drawing.title, drawing.alternative)


def test_letters_stand_where_the_text_stood() -> None:
    inside = Group((Text(10, 20, "mens", 4, EARTH, bold=True, anchor="middle"),), 1, 2)
    drawing = Drawing(100, 60, "", "", (Rect(0, 0, 9, 9, INK), Group((inside,), 30, 10)))
    shapes, (letters,) = lettering_apart(drawing)
    ((_, box),) = [(one, box) for one, box in drawing.placed() if isinstance(one, Text)]
    assert letters.left == pytest.approx(box.left)
    assert letters.base == 32
    assert (letters.size, letters.fill, letters.bold, letters.words) == (4, EARTH, True, "mens")
    assert list(shapes.shapes) == [Rect(0, 0, 9, 9, INK)]
