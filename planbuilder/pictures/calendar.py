"""Wie doet wat wanneer, drawn: per party a lane on a calendar, and apart what has no day yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from planbuilder.pictures.drawing import PAGE_WIDTH, Drawing
from planbuilder.pictures.legend import Entry, legend
from planbuilder.pictures.measure import width_of
from planbuilder.pictures.palette import EARTH, INK, LINE, PALE, PAPER, SOFT
from planbuilder.pictures.parties import PARTY_SIGN
from planbuilder.pictures.patterns import Fill
from planbuilder.pictures.shapes import Group, Rect, Shape, line
from planbuilder.pictures.signs import Filling, sign
from planbuilder.pictures.text import Text, height_of, lines_of
from planbuilder.pictures.time_axis import Axis, axis_for
from planbuilder.pictures.wrapping import wrap
from planbuilder.plan.pictures.calendar import STATE, Calendar, Lane, State, Task, party_title
from planbuilder.plan.pictures.moments import NO_DATE
from planbuilder.plan.wording import PICTURE

_NARROW = 120.0
# More than this would make the picture longer than a page.
_MOST = 16
_MORE = "… en nog {number}. Lees verder in het plan."
_PAD = 1.6
_SIGN = 4.4
_BAR = 2.6

_FILLING: Mapping[State, Filling] = MappingProxyType(
    {"open": "hollow", "late": "alarm", "done": "full", "stopped": "dashed"}
)


def draw_calendar(data: Calendar, width: float = PAGE_WIDTH) -> Drawing:
    """The agreements on a sheet of this width (mm), as high as it needs."""
    is_narrow = width < _NARROW
    size = 3.6 if is_narrow else 2.7
    shown, left_out = _shown(data)
    shapes, top = (_listed if is_narrow else _on_axis)(shown, width, size)
    if shown.undated:
        drawn, high = _undated(shown, width, size)
        shapes.append(Group(drawn, 0, top + _PAD))
        top += _PAD + high
    if left_out:
        more = wrap(_MORE.format(number=left_out), size, width)
        shapes += lines_of(0, top + _PAD, more, size, SOFT)
        top += _PAD + height_of(more, size)
    signs, below = legend(list(_legend(shown)), width, size * 0.9, _SIGN * 0.8)
    shapes.append(Group(signs, 0, top + _PAD))
    return Drawing(width, top + _PAD + below, PICTURE["calendar"], data.alternative, shapes)


def _shown(data: Calendar) -> tuple[Calendar, int]:
    """As many as fit on a page: what was done or stopped first makes room for what still runs."""
    tasks = list(data.tasks)
    while len(tasks) > _MOST:
        over = next((t for t in tasks if t.state in ("done", "stopped")), tasks[-1])
        tasks.remove(over)
    lanes = [
        Lane(lane.party, lane.title, tuple(task for task in lane.tasks if task in tasks))
        for lane in data.lanes
    ]
    kept = tuple(lane for lane in lanes if lane.tasks)
    undated = tuple(task for task in data.undated if task in tasks)
    shown = Calendar(data.name, data.today, kept, undated)
    return shown, len(data.tasks) - len(shown.tasks)


# -- on paper: text on the left, the calendar on the right --


def _on_axis(data: Calendar, width: float, size: float) -> tuple[list[Shape], float]:
    dated = [task for lane in data.lanes for task in lane.tasks]
    if not dated:
        return [], 0.0
    left = width * 0.5
    days = [day for task in dated for day in (task.first, task.last) if day is not None]
    axis = axis_for([*days, data.today], left, width - left)
    head, top = _head(axis, size)
    begin = top
    rows: list[Shape] = []
    for number, lane in enumerate(data.lanes):
        drawn, high = _lane(lane, axis, left - _PAD, size)
        if number % 2 == 0:
            rows.append(Rect(0, top, width, high, PALE))
        rows.append(Group(drawn, 0, top))
        top += high
    grid: list[Shape] = [line(x, begin, x, top, LINE, 0.25) for x in axis.edges()]
    ground = [shape for shape in rows if isinstance(shape, Rect)]
    drawn_rows = [shape for shape in rows if not isinstance(shape, Rect)]
    today = _today(data, axis, begin, top, size)
    return [*ground, *grid, *today[:1], *drawn_rows, *head, *today[1:]], top


def _head(axis: Axis, size: float) -> tuple[list[Shape], float]:
    """Years and months above the columns, and where the rows begin; under the flag of today."""
    small = size * 0.9
    shapes: list[Shape] = []
    edges = axis.edges()
    flag = size * 1.9
    last = -1.0
    for column, start, end in zip(axis.columns, edges, edges[1:], strict=False):
        if column.above and column.above != column.name and start > last:
            shapes.append(Text(start + 0.6, flag + size, column.above, small, SOFT, bold=True))
            last = start + 0.6 + width_of(column.above, small, bold=True)
        if width_of(column.name, small) <= end - start - 0.8:
            shapes.append(Text(start + 0.6, flag + size * 2.3, column.name, small, INK))
    return shapes, flag + size * 2.8


def _today(data: Calendar, axis: Axis, begin: float, end: float, size: float) -> list[Shape]:
    """The line of today under everything, and its flag on top."""
    x = axis.at(data.today)
    wide = width_of(data.today_in_words, size, bold=True) + 2 * 0.9
    left = min(max(x - wide / 2, 0), axis.left + axis.width - wide)
    flag = Rect(left, 0, wide, size * 1.6, EARTH, radius=0.6)
    words = Text(left + 0.9, size * 1.14, data.today_in_words, size, INK, bold=True)
    return [line(x, size * 1.6, x, end, EARTH, 0.8), flag, words]


def _lane(lane: Lane, axis: Axis, room: float, size: float) -> tuple[list[Shape], float]:
    shapes, top = _party(lane, room, size)
    for task in lane.tasks:
        drawn, high = _words(task, room - _PAD, size)
        shapes.append(Group(drawn, _PAD, top))
        shapes += _bar(task, axis, top + high / 2 - _PAD / 2)
        top += high
    return shapes, top + 0.4


def _party(lane: Lane, room: float, size: float) -> tuple[list[Shape], float]:
    """Sign and name of a party."""
    form, colour = PARTY_SIGN[lane.party]
    title = f"{lane.title[:1].upper()}{lane.title[1:]}"
    name = wrap(title, size * 1.12, room - _SIGN - 2 * _PAD, bold=True)
    shapes: list[Shape] = [sign(form, _PAD + _SIGN / 2, _PAD + _SIGN / 2, _SIGN, colour, "hollow")]
    start = _PAD + max(0.0, (_SIGN - height_of(name, size * 1.12)) / 2)
    shapes += lines_of(_PAD * 2 + _SIGN, start, name, size * 1.12, INK, bold=True)
    return shapes, _PAD * 1.6 + max(_SIGN, height_of(name, size * 1.12))


def _words(task: Task, room: float, size: float) -> tuple[list[Shape], float]:
    """What, who and when; a long text is shortened, and the whole stands in the plan."""
    shapes: list[Shape] = []
    top = 0.0
    for words, ink, most in (
        (task.what, INK, 3),
        (task.details, SOFT, 3),
    ):
        lines = wrap(words, size, room, most_lines=most)
        shapes += lines_of(0, top, lines, size, ink, width=room)
        top += len(lines.lines) * size * 1.3
    return shapes, top + _PAD


def _bar(task: Task, axis: Axis, middle: float) -> list[Shape]:
    """From the first day to the last, in the look of the party, with how it stands at its end."""
    _, colour = PARTY_SIGN[task.party]
    start = axis.at(task.first) if task.first else axis.left
    end = axis.at(task.last) if task.last else start
    radius = _SIGN / 2
    centre = min(max(end, axis.left + radius), axis.left + axis.width - radius)
    fill: str | Fill = PAPER
    if task.state == "done":
        fill = colour
    elif task.state == "stopped":
        fill = Fill(PAPER, "stripes", colour)
    shapes: list[Shape] = []
    if centre - start > radius:
        dash = "1.2 0.8" if task.state == "stopped" else ""
        wide = centre - start
        shapes.append(Rect(start, middle - _BAR / 2, wide, _BAR, fill, colour, 0.4, _BAR / 3, dash))
    shapes.append(sign("square", centre, middle, _SIGN, colour, _FILLING[task.state]))
    return shapes


# -- on a phone: under one another --


def _listed(data: Calendar, width: float, size: float) -> tuple[list[Shape], float]:
    shapes: list[Shape] = []
    told = wrap(data.today_in_words, size, width - 2 * _PAD, bold=True)
    high = height_of(told, size) + 1.6
    shapes.append(Rect(0, 0, width, high, EARTH, radius=0.8))
    shapes += lines_of(_PAD, 0.8, told, size, INK, bold=True)
    top = high + _PAD
    for lane in data.lanes:
        drawn, below = _party(lane, width, size)
        for task in lane.tasks:
            _, colour = PARTY_SIGN[task.party]
            where = _PAD + _SIGN / 2
            drawn.append(
                sign("square", where, below + _SIGN / 2, _SIGN, colour, _FILLING[task.state])
            )
            left = _SIGN + 2 * _PAD
            words, tall = _words(task, width - left - _PAD, size)
            drawn.append(Group(words, left, below))
            below += max(tall, _SIGN + _PAD)
        shapes += [Rect(0, top, width, below, PALE, radius=1.2), Group(drawn, 0, top)]
        top += below + _PAD
    return shapes, top - _PAD


def _undated(data: Calendar, width: float, size: float) -> tuple[list[Shape], float]:
    """Apart, so that nobody takes them for planned: what has no day yet."""
    shapes: list[Shape] = []
    title = f"{NO_DATE[:1].upper()}{NO_DATE[1:]}"
    shapes += lines_of(_PAD, _PAD, (title,), size * 1.12, INK, bold=True)
    top = _PAD * 1.6 + size * 1.4
    left = _SIGN + 2 * _PAD
    for task in data.undated:
        form, colour = PARTY_SIGN[task.party]
        shapes.append(
            sign(form, _PAD + _SIGN / 2, top + _SIGN / 2, _SIGN, colour, _FILLING[task.state])
        )
        room = width - left - _PAD
        what = wrap(task.what, size, room, most_lines=3)
        who = wrap(task.who or party_title(task.party), size, room, most_lines=2)
        shapes += lines_of(left, top, what, size, INK, width=room)
        below = top + len(what.lines) * size * 1.3
        shapes += lines_of(left, below, who, size, SOFT, width=room)
        top = max(below + len(who.lines) * size * 1.3, top + _SIGN) + _PAD
    border = Rect(0.2, 0.2, width - 0.4, top, None, SOFT, 0.35, 1.2, dash="1.4 1")
    return [border, *shapes], top + 0.4


def _legend(data: Calendar) -> Iterator[Entry]:
    for state in dict.fromkeys(task.state for task in data.tasks):
        yield Entry("square", INK, _FILLING[state], STATE[state])
