"""Toekomstkamer, drawn: a room with an object for each life area, and the youth's words on a card."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planbuilder.pictures.drawing import PAGE_WIDTH, Drawing
from planbuilder.pictures.measure import width_of
from planbuilder.pictures.palette import INK, PAPER, SOFT
from planbuilder.pictures.room_colours import Colours, colours_of
from planbuilder.pictures.room_objects import CARD, FIELD, room_object
from planbuilder.pictures.room_pen import Pen
from planbuilder.pictures.shapes import Polyline, Rect, Shape
from planbuilder.pictures.symbols import area_sign, symbol
from planbuilder.pictures.text import ASCENT, DESCENT, LINE_HEIGHT, Text, height_of, lines_of
from planbuilder.pictures.wrapping import Wrapped, wrap
from planbuilder.plan.pictures.room import INVITATION, Room, Spot
from planbuilder.questionnaire.terms import LifeArea

TITLE = "Mijn toekomstkamer"
# Left, top, width, height.
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Letters:
    """How large the sign, the title and the words of a card are."""

    sign: float
    title: float
    largest: float
    smallest: float


_POSTER = _Letters(sign=6.2, title=4.3, largest=5.6, smallest=3.3)
_DREAM = _Letters(sign=0, title=0, largest=5.4, smallest=3.3)
_PHONE = _Letters(sign=4.4, title=3.0, largest=3.2, smallest=2.5)
# The sheet lying down, and how high it is for its width: like A4 and A3.
_WIDE, _RATIO = 297.0, 210 / 297
_NARROW = 120.0
# A picture has no room for white lines; the alternative keeps them.
_EMPTY_LINES = re.compile(r"(?:\s*[\r\n\u2028\u2029]\s*)+")
# How much wider than its field an object is, on both sides.
_WIDER = {LifeArea.LEISURE: 10.0}
# However small the sheet is, no letter is smaller than this (mm).
_READABLE = 2.3
# By how much letters shrink until the words fit.
_STEP = 0.3
# Where each object stands in the room: the left top corner of its field.
_PLACES = {
    LifeArea.SUPPORT: (30.0, 26.0),
    LifeArea.WELLBEING: (110.5, 26.0),
    LifeArea.INCOME: (191.0, 26.0),
    LifeArea.SCHOOL_WORK: (12.0, 93.0),
    LifeArea.LEISURE: (110.5, 96.0),
    LifeArea.HOUSING: (209.0, 93.0),
}
_FLOOR = "#e9cfa6"
_BOARD = "#d3b184"


def draw_room(data: Room, width: float = PAGE_WIDTH) -> Drawing:
    """The room on a sheet of this width (mm), lying down like A4; on a phone it is a column."""
    if width < _NARROW:
        return _column(data, width)
    k = width / _WIDE
    colours = colours_of(data.colour)
    shapes = [*_walls(colours, k)]
    shapes += _banner(data, _WIDE / 2, 6.5, 250, colours, k)
    for spot in data.spots:
        x, y = _PLACES[spot.area]
        shapes += _station(spot, Pen(x * k, y * k, k, colours, spot.is_empty), k)
    shapes += _dream(data, (9.0, 169.0, 279.0, 35.0), colours, k)
    return Drawing(width, width * _RATIO, TITLE, data.alternative, shapes)


# -- the room itself --


def _walls(colours: Colours, k: float) -> Iterator[Shape]:
    """Back wall, side walls and a floor of boards that run to one point."""
    left, right, edge, top, low = 26.0, 271.0, 113.0, 5.0, 166.0
    out, over = 5.0, 292.0
    yield _area(((left, top), (right, top), (right, edge), (left, edge)), colours.wall, k)
    yield _area(((out, top), (left, top), (left, edge), (out, 143)), colours.side, k)
    yield _area(((over, top), (right, top), (right, edge), (over, 143)), colours.side, k)
    yield _area(
        ((left, edge), (right, edge), (over, 143), (over, low), (out, low), (out, 143)), _FLOOR, k
    )
    middle, far = _WIDE / 2, 40.0
    for number in range(-9, 10):
        x = middle + number * 13.6
        slope = (x - middle) / (edge - far)
        end = x + slope * (low - edge)
        stop = low
        if not out <= end <= over:
            end = min(max(end, out), over)
            stop = edge + (end - x) / slope
        yield _line((x, edge), (end, stop), _BOARD, 0.4, k)
    for y in (120.0, 130.5, 145.0):
        inset = max(0.0, (143 - y) / 30 * 21)
        yield _line((out + inset, y), (over - inset, y), _BOARD, 0.3, k)
    yield _area(((left, 110.4), (right, 110.4), (right, edge), (left, edge)), PAPER, k)
    yield _area(((left, 110.4), (left, edge), (out, 143), (out, 139.4)), PAPER, k)
    yield _area(((right, 110.4), (right, edge), (over, 143), (over, 139.4)), PAPER, k)
    for x in (left, right):
        yield _line((x, top), (x, edge), SOFT, 0.4, k)


def _area(points: Sequence[tuple[float, float]], fill: str, k: float) -> Polyline:
    placed = tuple((x * k, y * k) for x, y in points)
    return Polyline(placed, None, fill=fill, closed=True)


def _line(
    start: tuple[float, float], end: tuple[float, float], ink: str, width: float, k: float
) -> Polyline:
    return Polyline(((start[0] * k, start[1] * k), (end[0] * k, end[1] * k)), ink, width * k)


def _banner(
    data: Room, middle: float, top: float, widest: float, colours: Colours, k: float
) -> Iterator[Shape]:
    """The youth's own title on a ribbon."""
    words = data.title or f"De kamer van {data.name}"
    size = next((s for s in (9.5, 8.0, 6.8, 5.6) if width_of(words, s, True) <= widest - 20), 4.8)
    line = wrap(words, size, widest - 20, bold=True, most_lines=1).lines or (TITLE,)
    half = width_of(line[0], size, True) / 2 + 8
    high = 13.5
    for side in (-1, 1):
        near, far = middle + side * (half - 3), middle + side * (half + 9)
        tail = middle + side * (half + 5)
        upper, lower = top + 2.6, top + 2.6 + high
        ribbon = (
            (near, upper), (far, upper), (tail, (upper + lower) / 2), (far, lower), (near, lower)
        )  # fmt: skip
        yield _area(ribbon, colours.cloth, k)
    yield Rect(
        (middle - half) * k, top * k, 2 * half * k, high * k, colours.accent, PAPER, 0.6 * k, 1 * k
    )
    base = top + high / 2 + 0.36 * size
    yield Text(middle * k, base * k, line[0], size * k, PAPER, bold=True, anchor="middle")


# -- an object with its card --


def _station(spot: Spot, pen: Pen, k: float) -> list[Shape]:
    left, top, wide, high = CARD
    card = (pen.x / k + left * pen.scale / k, pen.y / k + top * pen.scale / k, wide, high)
    return [*room_object(spot.area, pen), *_card(spot, card, pen.colours, k)]


def _card(
    spot: Spot, box: _Box, colours: Colours, k: float, letters: _Letters = _POSTER
) -> list[Shape]:
    """The name of the area, the symbol that the youth chose, and the words as large as they can be."""
    x, y, wide, high = box
    shapes: list[Shape] = []
    if spot.is_empty:
        frame = Rect(x * k, y * k, wide * k, high * k, PAPER, SOFT, 0.5 * k, 1.6 * k, _dash(k))
    else:
        frame = Rect(x * k, y * k, wide * k, high * k, PAPER, INK, 0.45 * k, 1.6 * k)
    shapes.append(frame)
    sign, title_size = letters.sign, letters.title
    chosen = symbol(spot.symbol, (x + 2) * k, (y + 1.6) * k, sign * k, colours.accent)
    plain = area_sign(spot.area, (x + 2) * k, (y + 1.6) * k, sign * k, colours.accent)
    shapes.append(chosen or plain)
    title = wrap(spot.title, title_size, wide - sign - 5, bold=True, most_lines=1)
    top = y + 1.6 + (sign - height_of(title, title_size)) / 2
    shapes += _at(lines_of(x + sign + 3.6, top, title, title_size, colours.accent, bold=True), k)
    words = INVITATION if spot.is_empty else spot.words
    ink = SOFT if spot.is_empty else INK
    low = y + sign + 2.4
    shapes += _words(words, (x + 2.6, low, wide - 5.2, y + high - low - 1.2), ink, k, letters)
    return shapes


def _words(words: str, box: _Box, ink: str, k: float, letters: _Letters) -> list[Shape]:
    """The words in this box: as large as they fit whole, else shortened visibly."""
    x, y, wide, high = box
    words = _EMPTY_LINES.sub("\n", words)
    smallest = max(letters.smallest, _READABLE / k)
    size = letters.largest + _STEP
    wrapped = Wrapped((), whole=False)
    while size > smallest and not wrapped.whole:
        size = max(size - _STEP, smallest)
        most = max(1, math.floor((high / size - ASCENT - DESCENT) / LINE_HEIGHT) + 1)
        wrapped = wrap(words, size, wide, most_lines=most)
    return _at(lines_of(x, y, wrapped, size, ink, width=wide), k)


def _at(lines: Sequence[Text], k: float) -> list[Shape]:
    return [Text(t.x * k, t.y * k, t.words, t.size * k, t.fill, t.bold, t.anchor) for t in lines]


def _dash(k: float) -> str:
    return f"{1.6 * k:.2f} {1.2 * k:.2f}"


def _dream(data: Room, box: _Box, colours: Colours, k: float) -> Iterator[Shape]:
    """What the youth dreams of, under the room."""
    x, y, wide, high = box
    loose = "\n".join(": ".join(filter(None, (t.where, t.what))) for t in data.loose)
    told = data.dream + (f"\nOok in mijn kamer: {loose}" if loose else "")
    yield Rect(x * k, y * k, wide * k, high * k, PAPER, colours.accent, 0.6 * k, 2 * k)
    heading = "Over drie jaar" if data.dream else "Ook in mijn kamer"
    yield from _at((Text(x + 5, y + 7, heading, 4.6, colours.accent, bold=True),), k)
    named = wrap(f"de droom van {data.name}", 3.8, 110, most_lines=1).lines
    if named:
        yield from _at((Text(x + wide - 5, y + 7, named[0], 3.8, SOFT, anchor="end"),), k)
    if not data.dream:
        told = loose or INVITATION
    yield from _words(told, (x + 5, y + 9.4, wide - 10, high - 11), INK, k, _DREAM)


# -- on a phone --


def _column(data: Room, width: float) -> Drawing:
    """The same room as two columns of objects, with the dream under them."""
    colours = colours_of(data.colour)
    gap = 2.0
    wide = (width - 3 * gap) / 2
    scale = wide / FIELD[0]
    rows = (len(data.spots) + 1) // 2
    art, card = CARD[1] * scale, 25.0
    high = art + card + 4
    top = 13.0
    low = top + rows * high + 3
    shapes: list[Shape] = [Rect(0, 0, width, low, colours.wall, radius=2)]
    shapes += _heading(data, width, colours)
    for number, spot in enumerate(data.spots):
        x = gap + (number % 2) * (wide + gap)
        y = top + (number // 2) * high + 2
        over = _WIDER.get(spot.area, 0.0)
        small = wide / (FIELD[0] + 2 * over)
        pen = Pen(x + over * small, y + art - CARD[1] * small, small, colours, spot.is_empty)
        shapes += room_object(spot.area, pen)
        shapes += _card(spot, (x, y + art, wide, card), colours, 1.0, _PHONE)
    loose = "\n".join(": ".join(filter(None, (t.where, t.what))) for t in data.loose)
    told = "\n".join(filter(None, (data.dream, loose))) or INVITATION
    heading = "Over drie jaar" if data.dream else "Ook in mijn kamer"
    shapes += lines_of(1, low + 2, (heading,), 3.6, colours.accent, bold=True)
    lines = wrap(told, 3.2, width - 2, most_lines=14)
    shapes += lines_of(1, low + 7, lines, 3.2, INK, width=width - 2)
    return Drawing(width, low + 8 + height_of(lines, 3.2), TITLE, data.alternative, shapes)


def _heading(data: Room, width: float, colours: Colours) -> list[Shape]:
    words = data.title or f"De kamer van {data.name}"
    line = wrap(words, 4.4, width - 8, bold=True, most_lines=1).lines or (TITLE,)
    return [
        Rect(1.5, 1.5, width - 3, 8.5, colours.accent, radius=1.4),
        Text(width / 2, 7.4, line[0], 4.4, PAPER, bold=True, anchor="middle"),
    ]
