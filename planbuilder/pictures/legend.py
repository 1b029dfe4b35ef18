"""What the signs of a picture mean: a sign and a word each, in as many rows as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planbuilder.pictures.measure import width_of
from planbuilder.pictures.palette import SOFT
from planbuilder.pictures.shapes import Shape
from planbuilder.pictures.signs import Filling, Form, sign
from planbuilder.pictures.text import height_of, lines_of
from planbuilder.pictures.wrapping import wrap

_BETWEEN = 3.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One sign with what it means."""

    form: Form
    colour: str
    filling: Filling
    words: str


def legend(
    entries: Sequence[Entry], width: float, size: float, sign_size: float
) -> tuple[list[Shape], float]:
    """The signs with their words from left to right, and how high they are together."""
    shapes: list[Shape] = []
    left = top = high = 0.0
    for entry in entries:
        words = wrap(entry.words, size, width - sign_size - 1)
        widest = max((width_of(line, size) for line in words.lines), default=0.0)
        wide = sign_size + 1 + widest
        if left and left + wide > width:
            left, top = 0.0, top + high + 0.8
            high = 0.0
        tall = max(sign_size, height_of(words, size))
        middle = top + tall / 2
        shapes.append(
            sign(entry.form, left + sign_size / 2, middle, sign_size, entry.colour, entry.filling)
        )
        start = middle - height_of(words, size) / 2
        shapes += lines_of(left + sign_size + 1, start, words, size, SOFT)
        left += wide + _BETWEEN
        high = max(high, tall)
    return shapes, top + high
