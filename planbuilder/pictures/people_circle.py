"""The circles of Mijn mensen: the youth in the middle, everybody at a free place in their circle."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from planbuilder.pictures.measure import width_of
from planbuilder.pictures.palette import NIGHT, PAPER, SOFT
from planbuilder.pictures.people_tags import Tag, person_tag
from planbuilder.pictures.shapes import Box, Group, Path, Rect, Shape
from planbuilder.pictures.text import Text
from planbuilder.pictures.wrapping import wrap
from planbuilder.plan.pictures.people import RINGS, Close, People

# How wide each circle is beside the others: empty, and with people in it.
_BAND = {1: (0.45, 0.85), 2: (0.19, 0.42), 3: (0.19, 0.42)}
_TINTS = {1: "#fbe6b8", 2: "#fdf2d9", 3: "#fefaf1"}
_NAME, _SMALL = 3.4, 2.4
_AIR = 0.7
_PLACES = 48
# How far into a circle the middle of a tag may stand: in the middle one, and in those around it.
_SHARES = {False: (0.62, 0.72, 0.5, 0.4), True: (0.5, 0.62, 0.38)}
# Standing inside one's own circle matters more than standing free: it says how close somebody is.
_STRAY = 5.0
# From a whole tag to the shortest: how wide the words may be, and how many lines.
_SIZES = ((27.0, 3), (27.0, 2), (20.0, 2), (15.0, 1), (11.0, 1))
# How a circle of four arcs is drawn with curves.
_BEND = 0.5523


def circle(data: People, width: float, height: float) -> tuple[list[Shape], int]:
    """The circles with everybody in them, and how many found no place."""
    sheet = Box(0.3, 0.3, width - 0.3, height - 0.3)
    middle = (width / 2, height / 2)
    reach = (width / 2 - 0.5, height / 2 - 0.5)
    far = _reaches(data)
    shapes: list[Shape] = [
        _oval(middle, (reach[0] * far[ring], reach[1] * far[ring]), _TINTS[ring])
        for ring in sorted(RINGS, reverse=True)
    ]
    taken: list[Box] = []
    for ring in RINGS:
        y = middle[1] - reach[1] * far[ring] + 2.6
        label = Text(middle[0], y, RINGS[ring], _SMALL, SOFT, anchor="middle")
        shapes.append(label)
        taken.append(_wider(label.box, 0.3))
    youth, box = _youth(data.name, middle)
    shapes += youth
    taken.append(_wider(box, _AIR))
    on = _Sheet(sheet, middle, reach, far, taken, [])
    left_out = 0
    for ring in RINGS:
        inside = [one for one in data.close if one.ring == ring]
        for number, one in enumerate(inside):
            turn = (number + (0.5 if ring == 2 else 0.12)) / len(inside)
            placed = on.place(one, turn)
            left_out += placed is None
            shapes += [placed] if placed else []
    return shapes, left_out


def _reaches(data: People) -> dict[int, float]:
    """How far each circle reaches, as a share of the whole: one without people takes little room."""
    wide = {r: _BAND[r][any(one.ring == r for one in data.close)] for r in RINGS}
    whole = sum(wide.values())
    return {0: 0.0, **{ring: sum(list(wide.values())[:ring]) / whole for ring in RINGS}}


def _youth(name: str, middle: tuple[float, float]) -> tuple[list[Shape], Box]:
    words = wrap(name, _NAME, 20, bold=True, most_lines=1).lines or ("",)
    half = max(width_of(words[0], _NAME, True) / 2 + 2, 6.0)
    x, y = middle
    rect = Rect(x - half, y - 3.2, 2 * half, 6.4, NIGHT, PAPER, 0.6, radius=3.2)
    return [rect, Text(x, y + 1.2, words[0], _NAME, PAPER, bold=True, anchor="middle")], rect.box


@dataclass(frozen=True)
class _Sheet:
    """What lies where: the circles, what is taken, and the people so far."""

    whole: Box
    middle: tuple[float, float]
    reach: tuple[float, float]
    far: dict[int, float]
    taken: list[Box]
    people: list[Box]

    def place(self, one: Close, turn: float) -> Group | None:
        """The widest tag that finds a free place in its circle, as near as can be to its own turn."""
        for widest, lines in _SIZES:
            tag = person_tag(one, widest, lines)
            free = [
                (cost, box)
                for box, cost in self._places(tag, one.ring, turn)
                if self.whole.holds(box) and not any(box.touches(other) for other in self.taken)
            ]
            if free:
                _, box = min(free, key=lambda found: found[0])
                self.taken.append(_wider(box, _AIR))
                self.people.append(box)
                return Group(tag.shapes, box.left, box.top)
        return None

    def _places(self, tag: Tag, ring: int, turn: float) -> Iterator[tuple[Box, float]]:
        """Places for this tag around the circle, each with how little it is wanted."""
        inner, outer = self.far[ring - 1], self.far[ring]
        for share in _SHARES[ring > 1]:
            far = inner + (outer - inner) * share
            for step in range(_PLACES):
                angle = math.tau * (turn + step / _PLACES) - math.pi / 2
                x = self.middle[0] + self.reach[0] * far * math.cos(angle)
                y = self.middle[1] + self.reach[1] * far * math.sin(angle)
                half, tall = tag.width / 2, tag.height / 2
                box = Box(x - half, y - tall, x + half, y + tall)
                away = min(step, _PLACES - step) / _PLACES
                out = _outside(box, inner, outer, self.middle, self.reach)
                yield box, 0.6 * away + _STRAY * out + self._crowd(box)

    def _crowd(self, box: Box) -> float:
        """How near the others are."""
        found = 0.0
        for other in self.people:
            across = (box.left + box.right - other.left - other.right) / 2 / self.reach[0]
            down = (box.top + box.bottom - other.top - other.bottom) / 2 / self.reach[1]
            found += max(0.0, 0.8 - math.hypot(across, down)) * 0.5
        return found


def _outside(
    box: Box, inner: float, outer: float, middle: tuple[float, float], reach: tuple[float, float]
) -> float:
    """How far the corners stick out of their circle on either side, as a share of the whole."""
    found = 0.0
    for x, y in (
        (box.left, box.top),
        (box.right, box.top),
        (box.left, box.bottom),
        (box.right, box.bottom),
    ):
        away = math.hypot((x - middle[0]) / reach[0], (y - middle[1]) / reach[1])
        found += max(0.0, away - outer) * 2 + max(0.0, inner - away)
    return found


def _oval(middle: tuple[float, float], across: tuple[float, float], fill: str) -> Path:
    (x, y), (a, b) = middle, across
    p, q = a * _BEND, b * _BEND
    return Path(
        (
            ("M", (x, y - b)),
            ("C", (x + p, y - b, x + a, y - q, x + a, y)),
            ("C", (x + a, y + q, x + p, y + b, x, y + b)),
            ("C", (x - p, y + b, x - a, y + q, x - a, y)),
            ("C", (x - a, y - q, x - p, y - b, x, y - b)),
            ("Z", ()),
        ),
        fill,
        "#d9b978",
        0.35,
    )


def _wider(box: Box, air: float) -> Box:
    return Box(box.left - air, box.top - air, box.right + air, box.bottom + air)
