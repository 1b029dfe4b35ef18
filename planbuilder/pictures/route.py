"""Mijn route, drawn: a road of four stretches with its signs, and under each what happens when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from planbuilder.pictures.drawing import PAGE_WIDTH, Drawing
from planbuilder.pictures.legend import Entry, legend
from planbuilder.pictures.palette import (
    BRICK,
    EARTH,
    INK,
    LINE,
    NIGHT,
    PALE,
    PAPER,
    SEA,
    SOFT,
    text_on,
)
from planbuilder.pictures.road import Flag, Place, road
from planbuilder.pictures.shapes import Group, Polyline, Rect, Shape, line
from planbuilder.pictures.signs import Filling, Form, sign
from planbuilder.pictures.text import height_of, lines_of
from planbuilder.pictures.wrapping import wrap, wrap_dates
from planbuilder.plan.pictures.moments import Kind, Moment, State
from planbuilder.plan.pictures.route import KIND, STANDING, Route, Standing, Stretch, since
from planbuilder.plan.wording import PICTURE

# A sheet narrower than this has the stretches under one another.
_NARROW = 120.0
# More than this in one stretch would make the picture longer than a page.
_MOST = 16
MORE = "… en nog {number}. Lees verder in het plan."
_TODAY = "vandaag"
_GAP = 1.8
# From so many moments on a stretch may have two columns.
_LONG = 6
# What stands in a list: a moment, today in words, or how many more there are.
_Item = Moment | str | int

_SIGN: Mapping[Kind, tuple[Form, str]] = MappingProxyType(
    {
        "arrival": ("flag", NIGHT),
        "leaving": ("flag", NIGHT),
        "order": ("hexagon", BRICK),
        "birthday": ("star", BRICK),
        "deadline": ("square", SEA),
        "meeting": ("pair", SEA),
        "step": ("triangle", NIGHT),
        "talk": ("speech", SEA),
        "start": ("pentagon", NIGHT),
        "aftercare": ("ring", BRICK),
    }
)
_FILLING: Mapping[State, Filling] = MappingProxyType(
    {"done": "full", "coming": "hollow", "open": "alarm", "undated": "dashed"}
)
_FILLING_WORD: Mapping[Filling, str] = MappingProxyType(
    {
        "full": "geweest of gehaald",
        "hollow": "komt nog",
        "alarm": "nog niet gedaan",
        "dashed": "nog geen datum",
    }
)


@dataclass(frozen=True, slots=True)
class _Sizes:
    """What is how large on this sheet, in millimetres."""

    title: float
    words: float
    sign: float
    pad: float


_ON_PAPER = _Sizes(title=3.6, words=2.75, sign=4.2, pad=1.6)
_ON_PHONE = _Sizes(title=4.6, words=3.7, sign=5.2, pad=2.0)


def draw_route(data: Route, width: float = PAGE_WIDTH) -> Drawing:
    """The route on a sheet of this width (mm), as high as it needs."""
    is_narrow = width < _NARROW
    shapes, height = (_under_one_another if is_narrow else _side_by_side)(data, width)
    sizes = _ON_PHONE if is_narrow else _ON_PAPER
    signs, below = legend(list(_legend(data)), width, sizes.words * 0.9, sizes.sign * 0.85)
    shapes.append(Group(signs, 0, height + sizes.pad))
    return Drawing(width, height + sizes.pad + below, PICTURE["route"], data.alternative, shapes)


def _side_by_side(data: Route, width: float) -> tuple[list[Shape], float]:
    """On paper: the road across, and a column of moments under each stretch."""
    places = _places(data, width)
    track, top = road(data.stretches, places, _flags(data))
    shapes: list[Shape] = [*track]
    heads = [
        _head(one, place.width, _ON_PAPER)
        for one, place in zip(data.stretches, places, strict=True)
    ]
    high = max(height for _, height in heads)
    under = top + high + _ON_PAPER.pad
    lowest = under
    for place, (head, _), stretch in zip(places, heads, data.stretches, strict=True):
        shapes.append(Group((_chevron(stretch, place.width, high),), place.left, top))
        shapes.append(Group(head, place.left, top))
        column = (place.width - _GAP * (place.columns - 1)) / place.columns
        for at, part in enumerate(_parts(data, stretch, place.columns)):
            listed, below = _list(part, column, _ON_PAPER)
            shapes.append(Group(listed, place.left + at * (column + _GAP), under))
            lowest = max(lowest, under + below)
    return shapes, lowest


def _places(data: Route, width: float) -> list[Place]:
    """The stretches across the sheet; the one in which by far the most happens is twice as wide."""
    counts = [len(_items(data, stretch)) for stretch in data.stretches]
    longest = counts.index(max(counts))
    others = max(count for at, count in enumerate(counts) if at != longest)
    wide = counts[longest] > _LONG and counts[longest] > 1.25 * others
    columns = [2 if wide and at == longest else 1 for at in range(len(counts))]
    unit = (width - _GAP * (sum(columns) - 1)) / sum(columns)
    found: list[Place] = []
    left = 0.0
    for count in columns:
        whole = count * unit + (count - 1) * _GAP
        found.append(Place(left, whole, count))
        left += whole + _GAP
    return found


def _under_one_another(data: Route, width: float) -> tuple[list[Shape], float]:
    """On a phone: each stretch with its moments, from top to bottom."""
    shapes: list[Shape] = []
    top = 0.0
    for stretch in data.stretches:
        head, high = _head(stretch, width, _ON_PHONE)
        shapes.append(Group((_plate(stretch, width, high), *head), 0, top))
        listed, below = _list(_items(data, stretch), width, _ON_PHONE)
        shapes.append(Group(listed, 0, top + high + _ON_PHONE.pad))
        top += high + _ON_PHONE.pad + below + _ON_PHONE.pad
    return shapes, top


# -- the head of a stretch --


_GROUND: Mapping[Standing, tuple[str, str, str]] = MappingProxyType(
    # Its colour, its border, and how the border is dashed.
    {"been": (PALE, SOFT, ""), "now": (NIGHT, NIGHT, ""), "coming": (PAPER, SOFT, "1 0.8")}
)
_POINT = 2.0


def _chevron(stretch: Stretch, width: float, height: float) -> Polyline:
    """A piece of road that points to the next."""
    colour, border, dash = _GROUND[stretch.standing]
    end = width + _POINT - 0.6
    points: tuple[tuple[float, float], ...] = (
        (0.0, 0.0), (width - 0.6, 0.0), (end, height / 2), (width - 0.6, height), (0.0, height),
        (_POINT, height / 2),
    )  # fmt: skip
    if stretch.phase.value == "aftercare":
        points = ((0, 0), (width, 0), (width, height), (0, height), (_POINT, height / 2))
    return Polyline(points, border, 0.35, colour, dash, closed=True)


def _plate(stretch: Stretch, width: float, height: float) -> Rect:
    colour, border, dash = _GROUND[stretch.standing]
    return Rect(0.2, 0.2, width - 0.4, height - 0.4, colour, border, 0.35, 1.2, dash)


def _head(stretch: Stretch, width: float, sizes: _Sizes) -> tuple[list[Shape], float]:
    """Title, since when, and whether this is now; with how high they are."""
    ink = text_on(_GROUND[stretch.standing][0])
    soft = ink if stretch.standing == "now" else SOFT
    left, room = sizes.pad + _POINT, width - 2 * sizes.pad - _POINT
    word = STANDING[stretch.standing]
    title = wrap(stretch.title, sizes.title, room, bold=True)
    told = wrap_dates(since(stretch), sizes.words, room)
    top = sizes.pad
    shapes: list[Shape] = [*lines_of(left, top, title, sizes.title, ink, bold=True)]
    top += height_of(title, sizes.title) + 0.4
    shapes += lines_of(left, top, told, sizes.words, ink)
    top += height_of(told, sizes.words) + 0.2
    shapes += lines_of(left, top, (word,), sizes.words, soft, bold=stretch.standing == "now")
    return shapes, top + height_of((word,), sizes.words) + sizes.pad


# -- what happens in it --


def _items(data: Route, stretch: Stretch) -> list[_Item]:
    """The moments with today between what was and what comes, and how many were left out."""
    kept, left_out = _kept(stretch.moments)
    found: list[_Item] = list(kept)
    if stretch.standing == "now":
        past = sum(moment.day is not None and moment.day < data.today for moment in kept)
        found.insert(past, data.today_in_words)
    if left_out:
        found.append(left_out)
    return found


def _parts(data: Route, stretch: Stretch, columns: int) -> list[list[_Item]]:
    """The same in columns that are about as long."""
    items = _items(data, stretch)
    most = -(-len(items) // columns)
    return [items[at * most : (at + 1) * most] for at in range(columns)]


def _list(items: Sequence[_Item], width: float, sizes: _Sizes) -> tuple[list[Shape], float]:
    """The moments under one another on a line, and how high they are."""
    shapes: list[Shape] = []
    top = 0.0
    middles = []
    for item in items:
        if isinstance(item, Moment):
            drawn, height = _moment(item, width, sizes)
            middles.append(top + sizes.sign / 2)
        elif isinstance(item, str):
            drawn, height = _today(item, width, sizes)
        else:
            drawn, height = _left_out(item, width, sizes)
        shapes.append(Group(drawn, 0, top))
        top += height
    if len(middles) > 1:
        middle = sizes.sign / 2 + 0.4
        shapes.insert(0, line(middle, middles[0], middle, middles[-1], LINE, 0.5))
    return shapes, top


def _kept(found: Sequence[Moment]) -> tuple[list[Moment], int]:
    """As many as fit: what was done first makes room for what still comes."""
    kept = list(found)
    while len(kept) > _MOST:
        done = next((moment for moment in kept if moment.state == "done"), kept[-1])
        kept.remove(done)
    return kept, len(found) - len(kept)


def _moment(moment: Moment, width: float, sizes: _Sizes) -> tuple[list[Shape], float]:
    form, colour = _SIGN[moment.kind]
    left = sizes.sign + sizes.pad
    room = width - left - 0.4
    size = sizes.words
    when = wrap_dates(moment.when, size, room, bold=True, most_lines=2)
    what = wrap(moment.what, size, room, most_lines=4)
    detail = wrap(moment.detail, size, room, most_lines=3)
    shapes: list[Shape] = [
        sign(form, sizes.sign / 2 + 0.4, sizes.sign / 2, sizes.sign, colour, _FILLING[moment.state])
    ]
    top = 0.2
    for words, bold, ink in ((when, True, INK), (what, False, INK), (detail, False, SOFT)):
        shapes += lines_of(left, top, words, size, ink, bold=bold, width=room)
        top += len(words.lines) * size * 1.3
    return shapes, max(top, sizes.sign) + sizes.pad * 0.8


def _left_out(number: int, width: float, sizes: _Sizes) -> tuple[list[Shape], float]:
    left = sizes.sign + sizes.pad
    told = wrap(MORE.format(number=number), sizes.words, width - left)
    words = lines_of(left, 0, told, sizes.words, SOFT)
    return [*words], height_of(told, sizes.words) + sizes.pad


def _today(today: str, width: float, sizes: _Sizes) -> tuple[list[Shape], float]:
    told = wrap_dates(today, sizes.words, width - 2 * sizes.pad, bold=True)
    high = height_of(told, sizes.words) + 1.2
    ground = Rect(0, 0, width - 0.4, high, EARTH, radius=0.8)
    words = lines_of(sizes.pad, 0.5, told, sizes.words, INK, bold=True)
    return [ground, *words], high + sizes.pad * 0.8


# -- around it --


def _flags(data: Route) -> list[Flag]:
    """What everybody looks for on the road: today, turning 18, the order, leaving."""
    found = [Flag(data.today, _TODAY, EARTH)]
    for stretch in data.stretches:
        for moment in stretch.moments:
            if moment.kind in ("birthday", "order", "leaving") and moment.day is not None:
                found.append(Flag(moment.day, moment.what, _SIGN[moment.kind][1]))
    return found


def _legend(data: Route) -> Iterator[Entry]:
    shown = [moment for stretch in data.stretches for moment in _kept(stretch.moments)[0]]
    for kind, (form, colour) in _SIGN.items():
        alike = [k for k, look in _SIGN.items() if look == (form, colour)]
        if kind == alike[0] and any(moment.kind in alike for moment in shown):
            words = " of ".join(KIND[k] for k in alike if any(m.kind == k for m in shown))
            yield Entry(form, colour, "hollow", words)
    for filling in dict.fromkeys(_FILLING[moment.state] for moment in shown):
        yield Entry("square", INK, filling, _FILLING_WORD[filling])
