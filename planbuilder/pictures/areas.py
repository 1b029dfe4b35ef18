"""Zes leefgebieden, drawn: a row per area with the marks on a line from 1 to 10, and the wish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from planbuilder.pictures.drawing import PAGE_WIDTH, Drawing
from planbuilder.pictures.measure import width_of, wrap
from planbuilder.pictures.palette import (
    EARTH,
    INK,
    LINE,
    NIGHT,
    PALE,
    PAPER,
    SAND,
    SKY,
    SOFT,
)
from planbuilder.pictures.shapes import Circle, Group, Polyline, Rect, Shape, line
from planbuilder.pictures.symbols import area_sign
from planbuilder.pictures.text import Text, height_of, lines_of
from planbuilder.plan.pictures.areas import HIGHEST, LOWEST, Area, Areas, Mark, Side

TITLE = "Zes leefgebieden"
NOT_YET = "nog niet besproken"
_NO_MARK = "nog geen cijfer"
_ENDS = "1 = slecht, 10 = heel goed"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Text sizes: the title of an area, what was said, and everything beside it.
_TITLE, _WORDS, _SMALL = 3.3, 2.8, 2.5
_PAD = 1.2
_TOP = 0.8
# A sheet narrower than this has the wish under the line instead of beside it.
_NARROW = 120.0
_SIGN = 6.0
# How many lines the legend has at most, and how high each is.
_LEGEND, _LEGEND_LINE = 3, 4.6
# Most voices of one mark that stand beside each other.
_BESIDE = 2

_COLOUR: Mapping[Side, str] = MappingProxyType(
    {"parent": SAND, "care": SKY, "school": EARTH, "together": PALE, "other": PAPER}
)

# A voice other than the youth's: what distinguishes it in the legend.
_Voice = tuple[str, Side]


def draw_areas(data: Areas, width: float = PAGE_WIDTH) -> Drawing:
    """The areas on a sheet of this width (mm), as high as it needs: 90 mm at most on a page."""
    voices = _voices(data)
    shapes: list[Shape] = []
    is_narrow = width < _NARROW
    top = 0.0
    if not is_narrow:
        shapes += _head(_Columns.of(width))
        top = 4.6
    for number, area in enumerate(data.areas):
        row, height = (_stacked if is_narrow else _row)(area, voices, width)
        if number % 2 == 0:
            shapes.append(Rect(0, top, width, height, PALE, radius=1.2))
        shapes.append(Group(row, 0, top))
        top += height
    legend, height = _legend(data, voices, width)
    shapes.append(Group(legend, 0, top + 1.2))
    return Drawing(width, top + 1.2 + height, TITLE, data.alternative, shapes)


class _Columns:
    """Where the columns of a page begin."""

    def __init__(self, words: float, track: float, wish: float, end: float) -> None:
        self.words, self.track, self.wish, self.end = words, track, wish, end

    @staticmethod
    def of(width: float) -> _Columns:
        """Columns in proportion to the width of the sheet."""
        return _Columns(_SIGN + 3.2, width * 0.30, width * 0.675, width - _PAD)

    @property
    def cell(self) -> float:
        """How wide the place of one mark is."""
        return (self.wish - self.track - 5) / (HIGHEST - LOWEST + 1)


def _head(columns: _Columns) -> list[Shape]:
    found: list[Shape] = [
        Text(columns.words, 3.6, "Nu", _SMALL, SOFT),
        Text(columns.track - 1, 3.6, _ENDS, _SMALL, SOFT, anchor="end"),
    ]
    for mark in range(LOWEST, HIGHEST + 1):
        x = columns.track + (mark - LOWEST + 0.5) * columns.cell
        found.append(Text(x, 3.6, str(mark), _SMALL, SOFT, anchor="middle"))
    found.append(Text(columns.wish, 3.6, "Wens", _SMALL, SOFT))
    return found


def _row(area: Area, voices: list[_Voice], width: float) -> tuple[list[Shape], float]:
    """One area on a page: what it is, the line with the marks, the wish."""
    columns = _Columns.of(width)
    shapes: list[Shape] = [area_sign(area.area, 1.4, 2.8, _SIGN, NIGHT, PALE)]
    words, low = _name(area, columns.words, columns.track - columns.words - 2, 2)
    shapes += words
    track, below = _track(area, voices, columns.track, columns.cell)
    shapes += track
    wish, under = _wish(area, columns.wish, columns.end - columns.wish, 3)
    shapes += wish
    return shapes, max(11.4, low, below, under) + 0.3


def _stacked(area: Area, voices: list[_Voice], width: float) -> tuple[list[Shape], float]:
    """One area on a phone: everything under one another."""
    shapes: list[Shape] = [area_sign(area.area, 1.4, 1.6, _SIGN, NIGHT, PALE)]
    words, low = _name(area, _SIGN + 3.2, width - _SIGN - 4.4, 2)
    cell = (width - 2 * _PAD) / (HIGHEST - LOWEST + 1)
    track, below = _track(area, voices, _PAD, cell)
    numbers = [
        Text(_PAD + (n - LOWEST + 0.5) * cell, low + 2.4, str(n), _SMALL, SOFT, anchor="middle")
        for n in (range(LOWEST, HIGHEST + 1) if area.marks else ())
    ]
    low += 2.8 if numbers else 0
    wish, height = _wish(area, _PAD, width - 2 * _PAD, 5)
    drawn = [*shapes, *words, *numbers, Group(track, 0, low), Group(wish, 0, low + below)]
    return drawn, low + below + height + 1.2


def _name(area: Area, x: float, width: float, most: int) -> tuple[list[Shape], float]:
    """The area's name and what there is now, and where that ends."""
    title = wrap(area.title, _TITLE, width, bold=True, most_lines=2)
    shapes: list[Shape] = [*lines_of(x, _TOP, title, _TITLE, INK, bold=True, width=width)]
    top = _TOP + height_of(title, _TITLE) + 0.3
    if not area.now:
        return shapes, top
    said = f"{area.now} ({area.now_by})" if area.now_by else area.now
    lines = wrap(said, _WORDS, width, most_lines=max(1, most + 1 - len(title.lines)))
    shapes += lines_of(x, top, lines, _WORDS, INK, width=width)
    return shapes, top + height_of(lines, _WORDS)


def _track(area: Area, voices: list[_Voice], x: float, cell: float) -> tuple[list[Shape], float]:
    """The line from 1 to 10 with every voice's mark on it, and where it ends."""
    middle = 3.4
    end = x + (HIGHEST - LOWEST + 1) * cell
    dash = "" if area.marks else "1 1"
    shapes: list[Shape] = [line(x, middle, end, middle, SOFT if dash else LINE, 0.5, dash)]
    if not area.marks:
        said = _NO_MARK if area.now or area.wish else NOT_YET
        shapes.append(Text((x + end) / 2, middle + 4.6, said, _SMALL, SOFT, anchor="middle"))
        return shapes, middle + 5.6
    shapes += [
        Circle(x + (mark + 0.5) * cell, middle, 0.45, LINE) for mark in range(HIGHEST - LOWEST + 1)
    ]
    own = [mark for mark in area.marks if mark.side == "youth"]
    shapes += _own(area, own, x, middle, cell)
    others = [mark for mark in area.marks if mark.side != "youth"]
    shapes += _others(others, voices, x, middle + 4.2, cell)
    low = middle + (6.4 if others else 3)
    if area.earlier and own:
        steps = [*area.earlier, *own[:1]]
        told = wrap(
            ", ".join(f"{step.moment} {step.value}" for step in steps),
            _SMALL,
            end - x,
            most_lines=1,
        )
        shapes += lines_of(x, low, told, _SMALL, SOFT)
        low += height_of(told, _SMALL)
    return shapes, low


def _at(mark: Mark, x: float, cell: float) -> float:
    return x + (mark.value - LOWEST + 0.5) * cell


def _own(area: Area, own: list[Mark], x: float, y: float, cell: float) -> Iterator[Shape]:
    """The youth's marks: a full disc for the latest, open ones for before, a line in between."""
    for latest in own[:1]:
        steps = [*area.earlier, latest]
        for before, after in pairwise(steps):
            yield line(_at(before, x, cell), y, _at(after, x, cell), y, NIGHT, 0.9)
        for before in {mark.value: mark for mark in area.earlier}.values():
            if before.value != latest.value:
                yield Circle(_at(before, x, cell), y, 2.0, PAPER, NIGHT, 0.5)
                yield _number(_at(before, x, cell), y, before.value, 2.5, NIGHT)
        yield Circle(_at(latest, x, cell), y, 2.6, NIGHT)
        yield _number(_at(latest, x, cell), y, latest.value, 3.1, PAPER)


def _number(x: float, y: float, value: int, size: float, ink: str) -> Text:
    return Text(x, y + 0.36 * size, str(value), size, ink, bold=True, anchor="middle")


def _others(
    marks: list[Mark], voices: list[_Voice], x: float, y: float, cell: float
) -> Iterator[Shape]:
    """The marks of all others in a lane of their own, each under its number."""
    for value in range(LOWEST, HIGHEST + 1):
        here = [mark for mark in marks if mark.value == value]
        middle = x + (value - LOWEST + 0.5) * cell
        shown = here if len(here) <= _BESIDE else here[: _BESIDE - 1]
        step = min(3.5, cell / max(1, min(len(here), _BESIDE)))
        left = middle - step * (min(len(here), _BESIDE) - 1) / 2
        for number, mark in enumerate(shown):
            yield from _sign(mark.side, _letter(mark, voices), left + number * step, y)
        if len(here) > len(shown):
            rest = f"+{len(here) - len(shown)}"
            yield Text(left + step, y + 0.8, rest, _SMALL, INK, bold=True, anchor="middle")


def _letter(mark: Mark, voices: list[_Voice]) -> str:
    at = voices.index((mark.speaker, mark.side))
    return _LETTERS[at] if at < len(_LETTERS) else "…"


def _sign(side: Side, letter: str, x: float, y: float, half: float = 1.65) -> Iterator[Shape]:
    """The shape that says which side speaks, with the letter of the voice in it."""
    colour = _COLOUR.get(side, PAPER)
    corners: tuple[tuple[float, float], ...]
    if side == "parent":
        reach = half * 1.25
        corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
    elif side == "school":
        corners = ((x, y - 1.35 * half), (x + 1.25 * half, y + half), (x - 1.25 * half, y + half))
    elif side == "together":
        yield Circle(x, y, half * 1.05, colour, INK, 0.35)
        corners = ()
    else:
        corners = (
            (x - half, y - half),
            (x + half, y - half),
            (x + half, y + half),
            (x - half, y + half),
        )
    if corners:
        yield Polyline(corners, INK, 0.35, fill=colour, closed=True)
    drop = 0.85 if side != "school" else 0.95
    yield Text(x, y + drop, letter, _SMALL, INK, bold=True, anchor="middle")


def _wish(area: Area, x: float, width: float, most: int) -> tuple[list[Shape], float]:
    """What is wished for, in the words in which it was said, and where that ends."""
    if not area.wish:
        said = [] if area.is_empty else ["nog geen wens"]
        return [*lines_of(x, 2.4, said, _SMALL, SOFT)], 2.4 + height_of(said, _SMALL)
    whose = wrap(f"wens van {area.wish_by}", _SMALL, width, most_lines=1) if area.wish_by else None
    lines = wrap(f"“{area.wish}”", _WORDS, width, most_lines=most - (1 if whose else 0))
    shapes: list[Shape] = [*lines_of(x, _TOP, lines, _WORDS, INK, width=width)]
    low = _TOP + height_of(lines, _WORDS)
    if whose:
        shapes += lines_of(x, low, whose, _SMALL, SOFT, width=width)
        low += height_of(whose, _SMALL)
    return shapes, low


def _voices(data: Areas) -> list[_Voice]:
    """Every voice but the youth's, in the order in which they appear."""
    found = [(m.speaker, m.side) for area in data.areas for m in area.marks if m.side != "youth"]
    return list(dict.fromkeys(found))


def _legend(data: Areas, voices: list[_Voice], width: float) -> tuple[list[Shape], float]:
    """What each sign means: as many lines as it takes, three at most."""
    entries: list[tuple[list[Shape], float]] = []
    if any(mark.side == "youth" for area in data.areas for mark in area.marks):
        entries.append(_entry([Circle(1.7, 2.2, 1.5, NIGHT)], data.name))
    if any(area.earlier for area in data.areas):
        entries.append(_entry([Circle(1.7, 2.2, 1.3, PAPER, NIGHT, 0.5)], "eerder"))
    for at, (speaker, side) in enumerate(voices):
        letter = _LETTERS[at] if at < len(_LETTERS) else "…"
        entries.append(_entry([*_sign(side, letter, 1.9, 2.2, 1.5)], speaker))
    if entries and width < _NARROW:
        entries.append(([Text(0, 3.1, _ENDS, _WORDS, SOFT)], width_of(_ENDS, _WORDS)))
    shapes: list[Shape] = []
    x, y, last = 0.0, 0.0, (_LEGEND - 1) * _LEGEND_LINE
    for number, (drawn, wide) in enumerate(entries):
        rest = len(entries) - number
        # On the last line there must be room to say how many are left, and for the gap before it.
        end = width - (18 if y >= last and rest > 1 else 0)
        if x and x + wide > end and y >= last:
            shapes.append(Text(x, y + 3.1, f"en nog {rest}", _SMALL, SOFT))
            break
        if x and x + wide > end:
            x, y = 0.0, y + _LEGEND_LINE
        shapes.append(Group(drawn, x, y))
        x += wide + 4
    return shapes, y + _LEGEND_LINE if entries else 0.0


def _entry(sign: list[Shape], words: str) -> tuple[list[Shape], float]:
    told = wrap(words, _WORDS, 66, most_lines=1).lines
    text = told[0] if told else ""
    return [*sign, Text(4.4, 3.1, text, _WORDS)], 4.4 + width_of(text, _WORDS)
