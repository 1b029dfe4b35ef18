"""The road of Mijn route: four pieces as long on the sheet, days in their place, flags that never meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planbuilder.pictures.measure import width_of
from planbuilder.pictures.palette import INK, PAPER, SOFT, text_on
from planbuilder.pictures.shapes import Circle, Rect, Shape, line
from planbuilder.pictures.text import Text
from planbuilder.pictures.wrapping import wrap
from planbuilder.plan.pictures.route import Stretch

_SIZE = 2.5
_LANE = 4.6
_PAD = 0.9
_THICK = 1.6
_LONGEST = 60.0


@dataclass(frozen=True, slots=True)
class Flag:
    """A day that everybody looks for, with what it is."""

    day: date
    words: str
    colour: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch is on the sheet, and in how many columns its moments stand."""

    left: float
    width: float
    columns: int = 1


def road(
    stretches: Sequence[Stretch], places: Sequence[Place], flags: Sequence[Flag]
) -> tuple[list[Shape], float]:
    """The road with its flags above it, and how high they are together."""
    planted = sorted(
        ((_place(flag.day, stretches, places), _short(flag)) for flag in flags),
        key=lambda pair: pair[0],
    )
    whole = places[-1].left + places[-1].width
    boxes = [_cloth(x, flag, whole) for x, flag in planted]
    lanes = _lanes([x for x, _ in planted], boxes)
    ground = (max(lanes, default=0) + 1) * _LANE + 1.5
    shapes: list[Shape] = []
    ends = [place.left for place in places[1:]] + [whole]
    for stretch, place, end in zip(stretches, places, ends, strict=True):
        # Dashed where nobody knows yet from when to when.
        dash = "" if stretch.first is not None else "1.6 1.2"
        shapes.append(line(place.left, ground, end, ground, SOFT, _THICK, dash))
    for stretch, place in zip(stretches, places, strict=True):
        for moment in stretch.moments:
            if moment.day is not None:
                x = _place(moment.day, (stretch,), (place,))
                shapes.append(Circle(x, ground, 0.75, PAPER, INK, 0.3))
    for (x, flag), (left, right), lane in zip(planted, boxes, lanes, strict=True):
        top = ground - 1.5 - (lane + 1) * _LANE
        shapes.append(line(x, top + 1, x, ground, flag.colour, 0.5))
        shapes.append(Rect(left, top, right - left, _LANE - 0.6, flag.colour, radius=0.6))
        base = top + (_LANE - 0.6) / 2 + _SIZE * 0.36
        ink = text_on(flag.colour)
        shapes.append(Text(left + _PAD, base, flag.words, _SIZE, ink, bold=True))
    return shapes, ground + _THICK / 2 + 1.4


def _short(flag: Flag) -> Flag:
    lines = wrap(flag.words, _SIZE, _LONGEST, bold=True, most_lines=1).lines
    return Flag(flag.day, lines[0] if lines else "", flag.colour)


def _cloth(x: float, flag: Flag, whole: float) -> tuple[float, float]:
    """Left and right of a flag: to the right of its pole where there is room."""
    wide = width_of(flag.words, _SIZE, bold=True) + 2 * _PAD
    left = max(0.0, min(x - 0.25, whole - wide))
    return left, left + wide


def _lanes(poles: Sequence[float], boxes: Sequence[tuple[float, float]]) -> list[int]:
    """A lane for each flag, 0 the lowest: none over another, and no pole through a lower one."""
    lanes = [0] * len(boxes)
    for at in reversed(range(len(boxes))):
        left, right = boxes[at]
        right = max(right, poles[at])
        over = [
            lanes[other]
            for other in range(at + 1, len(boxes))
            if boxes[other][0] - 0.6 < right and left < boxes[other][1] + 0.6
        ]
        lanes[at] = max(over, default=-1) + 1
    return lanes


def _place(day: date, stretches: Sequence[Stretch], places: Sequence[Place]) -> float:
    """Where a day is on the road: in its stretch, as far along as it is between begin and end."""
    known = [at for at, stretch in enumerate(stretches) if stretch.first is not None]
    begun = [at for at in known if (stretches[at].first or day) <= day]
    at = begun[-1] if begun else 0
    stretch, left = stretches[at], places[at].left
    days = [moment.day for moment in stretch.moments if moment.day is not None]
    first = stretch.first or min([*days, day])
    last = stretch.last or max([*days, day, first])
    room = places[at].width - 2.4
    if last <= first:
        return left + 1.2 + room / 2
    share = min(max((day - first).days / (last - first).days, 0.0), 1.0)
    return left + 1.2 + share * room
