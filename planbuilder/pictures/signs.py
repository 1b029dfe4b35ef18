"""Signs that say by their form what something is, and by their filling how it stands with it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

from planbuilder.pictures.palette import INK, PAPER, text_on
from planbuilder.pictures.shapes import Circle, Group, Polyline, Rect, Shape

Form = Literal[
    "circle", "square", "diamond", "triangle", "star", "cross", "pentagon", "hexagon", "flag",
    "speech", "pair", "ring",
]  # fmt: skip
# Filled, with a tick in it: it was done; hollow: it is still to come; with "!" in it: its day has passed.
Filling = Literal["full", "hollow", "alarm", "dashed"]
_STROKE = 0.4
_Points = tuple[tuple[float, float], ...]


def sign(
    form: Form, x: float, y: float, size: float, colour: str = INK, filling: Filling = "full"
) -> Group:
    """A sign of this form around a point, `size` high and wide."""
    fill = colour if filling == "full" else PAPER
    dash = "0.7 0.5" if filling == "dashed" else ""
    drawn = _FORMS[form](x, y, size / 2, fill, colour, dash)
    if form == "pair":
        # In the circle in front: over both, no sign can be read.
        x, size = x + 0.19 * size, 0.75 * size
    if filling == "alarm":
        drawn = (*drawn, *_exclamation(x, y, size, colour))
    if filling == "full":
        drawn = (*drawn, _tick(x, y, size, text_on(colour)))
    return Group(drawn)


def _tick(x: float, y: float, size: float, colour: str) -> Shape:
    s = size
    points = (
        (x - 0.2 * s, y + 0.02 * s),
        (x - 0.05 * s, y + 0.17 * s),
        (x + 0.2 * s, y - 0.15 * s),
    )
    return Polyline(points, colour, size * 0.1)


def _exclamation(x: float, y: float, size: float, colour: str) -> tuple[Shape, ...]:
    wide = size * 0.12
    return (
        Rect(x - wide / 2, y - size * 0.24, wide, size * 0.28, colour),
        Circle(x, y + size * 0.18, wide * 0.62, colour),
    )


def _polygon(points: _Points, fill: str, colour: str, dash: str) -> Polyline:
    return Polyline(points, colour, _STROKE, fill, dash, closed=True)


def _around(x: float, y: float, radius: float, corners: int, turn: float = -90.0) -> _Points:
    angles = [math.radians(turn + 360 * at / corners) for at in range(corners)]
    return tuple((x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles)


def _star(x: float, y: float, r: float, fill: str, colour: str, dash: str) -> tuple[Shape, ...]:
    outer, inner = _around(x, y, r, 5), _around(x, y, r * 0.5, 5, -54.0)
    points = tuple(point for pair in zip(outer, inner, strict=True) for point in pair)
    return (_polygon(points, fill, colour, dash),)


def _regular(corners: int, turn: float = -90.0) -> Callable[..., tuple[Shape, ...]]:
    def draw(x: float, y: float, r: float, fill: str, colour: str, dash: str) -> tuple[Shape, ...]:
        return (_polygon(_around(x, y, r, corners, turn), fill, colour, dash),)

    return draw


def _circle(x: float, y: float, r: float, fill: str, colour: str, dash: str) -> tuple[Shape, ...]:
    return (Circle(x, y, r * 0.9, fill, colour, _STROKE, dash),)


def _ring(x: float, y: float, r: float, fill: str, colour: str, dash: str) -> tuple[Shape, ...]:
    outer = Circle(x, y, r * 0.95, PAPER, colour, _STROKE, dash)
    return (outer, Circle(x, y, r * 0.65, fill, colour, _STROKE, dash))


def _square(x: float, y: float, r: float, fill: str, colour: str, dash: str) -> tuple[Shape, ...]:
    side = r * 1.6
    return (Rect(x - side / 2, y - side / 2, side, side, fill, colour, _STROKE, dash=dash),)


def _flag(x: float, y: float, r: float, fill: str, colour: str, dash: str) -> tuple[Shape, ...]:
    cloth = ((x - 0.7 * r, y - r), (x + r, y - r), (x + 0.6 * r, y - 0.3 * r), (x + r, y + 0.5 * r))
    points = (*cloth, (x - 0.7 * r, y + 0.5 * r))
    pole = Polyline(((x - 0.7 * r, y - r), (x - 0.7 * r, y + r)), colour, _STROKE * 1.5)
    return (_polygon(points, fill, colour, dash), pole)


def _speech(x: float, y: float, r: float, fill: str, colour: str, dash: str) -> tuple[Shape, ...]:
    left, right, top, bottom = x - r, x + r, y - 0.8 * r, y + 0.5 * r
    points = (
        (left, top), (right, top), (right, bottom), (x, bottom), (x - 0.5 * r, y + r),
        (x - 0.5 * r, bottom), (left, bottom),
    )  # fmt: skip
    return (_polygon(points, fill, colour, dash),)


def _cross(x: float, y: float, r: float, fill: str, colour: str, dash: str) -> tuple[Shape, ...]:
    a, b = r * 0.42, r * 0.95
    points = (
        (x - a, y - b), (x + a, y - b), (x + a, y - a), (x + b, y - a), (x + b, y + a),
        (x + a, y + a), (x + a, y + b), (x - a, y + b), (x - a, y + a), (x - b, y + a),
        (x - b, y - a), (x - a, y - a),
    )  # fmt: skip
    return (_polygon(points, fill, colour, dash),)


def _pair(x: float, y: float, r: float, fill: str, colour: str, dash: str) -> tuple[Shape, ...]:
    return (
        Circle(x - 0.38 * r, y, r * 0.58, fill, colour, _STROKE, dash),
        Circle(x + 0.38 * r, y, r * 0.58, fill, PAPER if fill == colour else colour, _STROKE, dash),
    )


_FORMS: Mapping[Form, Callable[..., tuple[Shape, ...]]] = MappingProxyType(
    {
        "circle": _circle,
        "square": _square,
        "diamond": _regular(4),
        "triangle": _regular(3),
        "star": _star,
        "cross": _cross,
        "pentagon": _regular(5),
        "hexagon": _regular(6, 0.0),
        "flag": _flag,
        "speech": _speech,
        "pair": _pair,
        "ring": _ring,
    }
)
