"""Zes leefgebieden, drawn: a row per area with the marks on a line from 1 to 10, and the wish."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from planbuilder.pictures.areas_voices import (
    ENDS,
    NARROW,
    Voice,
    legend,
    letter_of,
    voice_sign,
    voices_of,
)
from planbuilder.pictures.drawing import PAGE_WIDTH, Drawing
from planbuilder.pictures.palette import INK, LINE, NIGHT, PALE, PAPER, SOFT
from planbuilder.pictures.shapes import Circle, Group, Rect, Shape, line
from planbuilder.pictures.symbols import area_sign
from planbuilder.pictures.text import Text, height_of, lines_of
from planbuilder.pictures.wrapping import wrap
from planbuilder.plan.pictures.areas import HIGHEST, LOWEST, Area, Areas, Mark

TITLE = "Zes leefgebieden"
NOT_YET = "nog niet besproken"
_NO_MARK = "nog geen cijfer"
_WISH = "Wens"
# Text sizes: the title of an area, what was said, and everything beside it.
_TITLE, _WORDS, _SMALL = 3.3, 2.8, 2.5
_PAD = 1.2
_TOP = 0.8
_SIGN = 6.0
# Most voices of one mark that stand beside each other, and how far apart their middles are at most.
_BESIDE, _STEP = 2, 4.2
# Half of a sign that has room.
_HALF = 1.45
# Of how many others the wish stands under the first one.
_OTHERS = 4


def draw_areas(data: Areas, width: float = PAGE_WIDTH) -> Drawing:
    """The areas on a sheet of this width (mm), as high as it needs.

    With a mark of everybody and the youth's wish alone it is 90 mm high at most on a page.
    """
    voices = voices_of(data)
    shapes: list[Shape] = []
    is_narrow = width < NARROW
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
    signs, height = legend(data, voices, width)
    shapes.append(Group(signs, 0, top + 1.2))
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
        Text(columns.track - 1, 3.6, ENDS, _SMALL, SOFT, anchor="end"),
    ]
    for mark in range(LOWEST, HIGHEST + 1):
        x = columns.track + (mark - LOWEST + 0.5) * columns.cell
        found.append(Text(x, 3.6, str(mark), _SMALL, SOFT, anchor="middle"))
    found.append(Text(columns.wish, 3.6, _WISH, _SMALL, SOFT))
    return found


def _row(area: Area, voices: list[Voice], width: float) -> tuple[list[Shape], float]:
    """One area on a page: what it is, the line with the marks, the wish."""
    columns = _Columns.of(width)
    shapes: list[Shape] = [area_sign(area.area, 1.4, 2.8, _SIGN, NIGHT, PALE)]
    words, low = _name(area, columns.words, columns.track - columns.words - 2, 2)
    shapes += words
    track, below = _track(area, voices, columns.track, columns.cell)
    shapes += track
    wish, under = _wish(area, columns.wish, columns.end - columns.wish, 3)
    shapes += wish
    # Under the line and the first wish, where there is room for a whole sentence.
    x, under = columns.track, max(below, under) if area.wishes else under
    others, under = _wishes(area, voices, x, columns.end - x, under, 1)
    shapes += others
    return shapes, max(11.4, low, below, under) + 0.3


def _stacked(area: Area, voices: list[Voice], width: float) -> tuple[list[Shape], float]:
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
    if area.wish:
        wish = [Text(_PAD, _TOP + 2.4, _WISH, _SMALL, SOFT), Group(wish, 0, 3.0)]
        height += 3.0
    others, height = _wishes(area, voices, _PAD, width - 2 * _PAD, height, 2)
    said = [*wish, *others]
    drawn = [*shapes, *words, *numbers, Group(track, 0, low), Group(said, 0, low + below)]
    return drawn, low + below + height + 1.2


def _name(area: Area, x: float, width: float, most: int) -> tuple[list[Shape], float]:
    """The area's name and what there is now, and where that ends."""
    title = wrap(area.title, _TITLE, width, bold=True, most_lines=2)
    shapes: list[Shape] = [*lines_of(x, _TOP, title, _TITLE, INK, bold=True, width=width)]
    top = _TOP + height_of(title, _TITLE) + 0.3
    if not area.now:
        return shapes, top
    said = f"{area.now} ({area.now_by})" if area.now_by else area.now
    said = f"{area.now_label}: {said}" if area.now_label else said
    # Beside the wishes of others there is room anyway.
    room = most if area.wishes else max(1, most + 1 - len(title.lines))
    lines = wrap(said, _WORDS, width, most_lines=room)
    shapes += lines_of(x, top, lines, _WORDS, INK, width=width)
    return shapes, top + height_of(lines, _WORDS)


def _track(area: Area, voices: list[Voice], x: float, cell: float) -> tuple[list[Shape], float]:
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
    marks: list[Mark], voices: list[Voice], x: float, y: float, cell: float
) -> Iterator[Shape]:
    """The marks of all others in a lane of their own, each under its number."""
    for value in range(LOWEST, HIGHEST + 1):
        here = [mark for mark in marks if mark.value == value]
        middle = x + (value - LOWEST + 0.5) * cell
        shown = here if len(here) <= _BESIDE else here[: _BESIDE - 1]
        step = min(_STEP, cell / max(1, min(len(here), _BESIDE)))
        half = min(_HALF, step / 2.2)
        left = middle - step * (min(len(here), _BESIDE) - 1) / 2
        for number, mark in enumerate(shown):
            yield from voice_sign(mark.side, letter_of(mark, voices), left + number * step, y, half)
        if len(here) > len(shown):
            rest = f"+{len(here) - len(shown)}"
            yield Text(left + step, y + 0.8, rest, _SMALL, INK, bold=True, anchor="middle")


def _wish(area: Area, x: float, width: float, most: int) -> tuple[list[Shape], float]:
    """What is wished for, in the words in which it was said, and where that ends."""
    if not area.wish:
        said = [] if area.is_empty or area.wishes else ["nog geen wens"]
        return [*lines_of(x, 2.4, said, _SMALL, SOFT)], 2.4 + height_of(said, _SMALL)
    whose = wrap(f"wens van {area.wish_by}", _SMALL, width, most_lines=1) if area.wish_by else None
    lines = wrap(f"“{area.wish}”", _WORDS, width, most_lines=most - (1 if whose else 0))
    shapes: list[Shape] = [*lines_of(x, _TOP, lines, _WORDS, INK, width=width)]
    low = _TOP + height_of(lines, _WORDS)
    if whose:
        shapes += lines_of(x, low, whose, _SMALL, SOFT, width=width)
        low += height_of(whose, _SMALL)
    return shapes, low


def _wishes(
    area: Area, voices: list[Voice], x: float, width: float, top: float, most: int
) -> tuple[list[Shape], float]:
    """What others wish for, each behind the sign of who said it, and where that ends."""
    shapes: list[Shape] = []
    for wish in area.wishes[:_OTHERS]:
        lines = wrap(f"wens: “{wish.words}”", _SMALL, width - 4.4, most_lines=most)
        shapes += voice_sign(wish.side, letter_of(wish, voices), x + 1.7, top + 2.2, 1.4)
        shapes += lines_of(x + 4.4, top + 0.4, lines, _SMALL, INK, width=width - 4.4)
        top += max(4.0, 0.4 + height_of(lines, _SMALL))
    left = len(area.wishes) - _OTHERS
    if left > 0:
        rest = [f"en nog {left} (staat in de woorden bij dit plaatje)"]
        shapes += lines_of(x, top, rest, _SMALL, SOFT)
        top += height_of(rest, _SMALL)
    return shapes, top
