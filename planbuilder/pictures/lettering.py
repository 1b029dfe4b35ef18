"""The plain lines of text of a drawing apart from its shapes, for a program that sets text faster than SVG.

No shape is ever drawn over a text, so what comes last is on top in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planbuilder.pictures.drawing import Drawing
from planbuilder.pictures.measure import is_plain
from planbuilder.pictures.shapes import Group, Shape
from planbuilder.pictures.text import Text


@dataclass(frozen=True, slots=True)
class Letters:
    """A line of plain text in "Noto Sans"; `left` and `base` (its base line) in millimetres."""

    left: float
    base: float
    size: float
    fill: str
    bold: bool
    words: str


def lettering_apart(drawing: Drawing) -> tuple[Drawing, tuple[Letters, ...]]:
    """The drawing without its lines of plain text, and those; any other text stays in the drawing."""
    letters: list[Letters] = []
    shapes = tuple(_without_letters(drawing.shapes, 0.0, 0.0, letters))
    return replace(drawing, shapes=shapes), tuple(letters)


def _without_letters(
    shapes: Sequence[Shape], dx: float, dy: float, letters: list[Letters]
) -> list[Shape]:
    kept: list[Shape] = []
    for shape in shapes:
        if isinstance(shape, Group):
            inner = _without_letters(shape.shapes, dx + shape.dx, dy + shape.dy, letters)
            if inner:
                kept.append(Group(inner, shape.dx, shape.dy))
        elif isinstance(shape, Text) and is_plain(shape.words):
            left, base = shape.left + dx, shape.y + dy
            letters.append(Letters(left, base, shape.size, shape.fill, shape.bold, shape.words))
        else:
            kept.append(shape)
    return kept
