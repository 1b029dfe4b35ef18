"""The small signs of our own drawing: those a youth can choose, and one for each life area."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal, cast

from planbuilder.pictures.palette import PAPER
from planbuilder.pictures.shapes import Circle, Group, Path, Polyline, Shape, Step
from planbuilder.questionnaire.terms import LifeArea

# Every sign is drawn on a square of ten by ten.
_SIDE = 10.0
_STEP = re.compile(r"([MLCQZ])([^MLCQZ]*)")


def steps(told: str, x: float = 0.0, y: float = 0.0, scale: float = 1.0) -> tuple[Step, ...]:
    """A path as SVG writes it (absolute M, L, C, Q and Z only), enlarged and moved to (x, y)."""
    found: list[Step] = []
    for letter, given in _STEP.findall(told):
        numbers = [float(number) for number in given.split()]
        placed = tuple(value * scale + (y if at % 2 else x) for at, value in enumerate(numbers))
        found.append((cast('Literal["M", "L", "C", "Q", "Z"]', letter), placed))
    return tuple(found)


class _Square:
    """A square to draw a sign on: ten by ten, wherever and however large it is on the sheet."""

    def __init__(self, x: float, y: float, size: float, ink: str, ground: str) -> None:
        self.x, self.y, self.k = x, y, size / _SIDE
        self.ink, self.ground = ink, ground

    def filled(self, told: str, fill: str = "") -> Path:
        return Path(steps(told, self.x, self.y, self.k), fill or self.ink)

    def drawn(self, told: str, width: float, stroke: str = "") -> Path:
        return Path(steps(told, self.x, self.y, self.k), None, stroke or self.ink, width * self.k)

    def disc(self, x: float, y: float, radius: float, fill: str = "") -> Circle:
        return Circle(self.x + x * self.k, self.y + y * self.k, radius * self.k, fill or self.ink)

    def ring(self, x: float, y: float, radius: float, width: float, stroke: str = "") -> Circle:
        return Circle(
            self.x + x * self.k,
            self.y + y * self.k,
            radius * self.k,
            None,
            stroke or self.ink,
            width * self.k,
        )

    def star(self, corners: int, outer: float, inner: float) -> Polyline:
        points = []
        for at in range(2 * corners):
            angle = math.pi * at / corners - math.pi / 2
            reach = inner if at % 2 else outer
            points.append(
                (
                    self.x + (5 + reach * math.cos(angle)) * self.k,
                    self.y + (5 + reach * math.sin(angle)) * self.k,
                )
            )
        return Polyline(tuple(points), None, fill=self.ink, closed=True)


_Drawn = tuple[Shape, ...]


def _heart(on: _Square) -> _Drawn:
    return (
        on.filled(
            "M5 9.2 C1.6 6.4 0.3 4.6 0.6 2.9 C1 0.7 3.9 0.3 5 2.6"
            " C6.1 0.3 9 0.7 9.4 2.9 C9.7 4.6 8.4 6.4 5 9.2 Z"
        ),
    )


def _star(on: _Square) -> _Drawn:
    return (on.star(5, 4.9, 2.1),)


def _sun(on: _Square) -> _Drawn:
    return (on.star(12, 4.9, 3.3), on.disc(5, 5, 2.7, on.ground), on.disc(5, 5, 2.1))


def _moon(on: _Square) -> _Drawn:
    return (
        on.filled(
            "M6.8 0.7 C3 0.4 0.8 3.2 1.2 6 C1.6 8.9 5 10.2 8.4 8.4"
            " C5.4 8.2 3.8 6.4 4 4.3 C4.1 2.8 5 1.5 6.8 0.7 Z"
        ),
    )


def _house(on: _Square) -> _Drawn:
    return (
        on.filled("M0.4 5.2 L5 0.8 L9.6 5.2 L8.3 5.2 L8.3 9.3 L1.7 9.3 L1.7 5.2 Z"),
        on.filled("M4 9.3 L4 6 L6 6 L6 9.3 Z", on.ground),
    )


def _key(on: _Square) -> _Drawn:
    return (
        on.ring(3, 3.2, 1.9, 1.2),
        on.drawn("M4.3 4.5 L9.2 9.2", 1.2),
        on.drawn("M7 7 L8.5 5.6 M8.3 8.3 L9.6 7", 1.1),
    )


def _book(on: _Square) -> _Drawn:
    return (
        on.filled(
            "M5 2.6 C3.6 1.5 1.9 1.3 0.5 1.6 L0.5 8.2 C1.9 7.9 3.6 8.1 5 9.2"
            " C6.4 8.1 8.1 7.9 9.5 8.2 L9.5 1.6 C8.1 1.3 6.4 1.5 5 2.6 Z"
        ),
        on.drawn("M5 2.9 L5 8.8", 0.5, on.ground),
        on.drawn("M1.7 3.4 C2.6 3.3 3.4 3.5 4 3.9 M1.7 5.2 C2.6 5.1 3.4 5.3 4 5.7", 0.5, on.ground),
        on.drawn("M8.3 3.4 C7.4 3.3 6.6 3.5 6 3.9 M8.3 5.2 C7.4 5.1 6.6 5.3 6 5.7", 0.5, on.ground),
    )


def _music(on: _Square) -> _Drawn:
    return (
        on.disc(2.4, 8, 1.6),
        on.disc(7.6, 7, 1.6),
        on.drawn("M3.6 8 L3.6 2 M8.8 7 L8.8 1", 0.8),
        on.filled("M3.2 1.9 L9.2 0.6 L9.2 2.6 L3.2 3.9 Z"),
    )


def _ball(on: _Square) -> _Drawn:
    seams = "M5 3.2 L5 0.8 M6.8 4.5 L9 3.6 M6.1 6.6 L7.5 8.5 M3.9 6.6 L2.5 8.5 M3.2 4.5 L1 3.6"
    return (
        on.disc(5, 5, 4.7),
        on.disc(5, 5, 4, on.ground),
        on.filled("M5 2.9 L7 4.4 L6.2 6.8 L3.8 6.8 L3 4.4 Z"),
        on.drawn(seams, 0.7),
    )


def _coin(on: _Square) -> _Drawn:
    return (
        on.disc(5, 5, 4.7),
        on.ring(5, 5, 3.7, 0.4, on.ground),
        on.drawn("M6.9 3.3 C5.6 2.3 3.9 3 3.8 5 C3.9 7 5.6 7.7 6.9 6.7", 0.8, on.ground),
        on.drawn("M2.9 4.5 L5.9 4.5 M2.9 5.6 L5.6 5.6", 0.6, on.ground),
    )


def _leaf(on: _Square) -> _Drawn:
    return (
        on.filled("M1.7 8.3 C0.3 3.8 3.4 0.7 9.4 0.8 C9.6 6.6 6.3 9.7 1.7 8.3 Z"),
        on.drawn("M0.5 9.5 L6.6 3.6", 0.6),
        on.drawn("M2.4 7.6 L6.6 3.6 M4.3 5.9 L4.4 3.8 M4.6 5.6 L6.8 5.6", 0.5, on.ground),
    )


def _flower(on: _Square) -> _Drawn:
    petals = [
        on.disc(5 + 2.7 * math.cos(angle), 5 + 2.7 * math.sin(angle), 2)
        for angle in (math.tau * at / 5 - math.pi / 2 for at in range(5))
    ]
    return (*petals, on.disc(5, 5, 1.5, on.ground))


def _paw(on: _Square) -> _Drawn:
    return (
        on.filled(
            "M5 4.9 C6.9 4.9 8.4 6.7 8.2 8.1 C8 9.5 6.4 9 5 9 C3.6 9 2 9.5 1.8 8.1"
            " C1.6 6.7 3.1 4.9 5 4.9 Z"
        ),
        on.disc(1.5, 4.4, 1.1),
        on.disc(3.6, 2.3, 1.2),
        on.disc(6.4, 2.3, 1.2),
        on.disc(8.5, 4.4, 1.1),
    )


def _lightning(on: _Square) -> _Drawn:
    return (on.filled("M6.2 0.4 L1.6 5.7 L4.6 5.7 L3.4 9.7 L8.5 3.9 L5.4 3.9 Z"),)


def _people(on: _Square) -> _Drawn:
    return (
        on.disc(3.3, 2.7, 1.7),
        on.filled("M0.4 9 C0.4 6 1.6 4.9 3.3 4.9 C5 4.9 6.2 6 6.2 9 Z"),
        on.disc(7.4, 3.7, 1.4),
        on.filled("M6.8 9 C6.8 7.3 6.5 6.3 6 5.7 C6.4 5.5 6.9 5.4 7.4 5.4 C9 5.4 9.8 6.6 9.8 9 Z"),
    )


_DRAWN: Mapping[str, Callable[[_Square], _Drawn]] = MappingProxyType(
    {
        "hart": _heart,
        "ster": _star,
        "zon": _sun,
        "maan": _moon,
        "huis": _house,
        "sleutel": _key,
        "boek": _book,
        "muzieknoot": _music,
        "bal": _ball,
        "munt": _coin,
        "blad": _leaf,
        "bloem": _flower,
        "pootje": _paw,
        "bliksem": _lightning,
    }
)
SYMBOLS: tuple[str, ...] = tuple(_DRAWN)
_AREA: Mapping[LifeArea, Callable[[_Square], _Drawn]] = MappingProxyType(
    {
        LifeArea.SUPPORT: _people,
        LifeArea.HOUSING: _house,
        LifeArea.SCHOOL_WORK: _book,
        LifeArea.LEISURE: _ball,
        LifeArea.INCOME: _coin,
        LifeArea.WELLBEING: _leaf,
    }
)


def symbol(
    name: str, x: float, y: float, size: float, ink: str, ground: str = PAPER
) -> Group | None:
    """The sign with this name in a square of `size` at (x, y); None for a name that has no drawing.

    `ground` is the colour of what lies under it, for the lines inside.
    """
    drawn = _DRAWN.get(name)
    return Group(drawn(_Square(x, y, size, ink, ground))) if drawn else None


def area_sign(
    area: LifeArea, x: float, y: float, size: float, ink: str, ground: str = PAPER
) -> Group:
    """The sign of a life area in a square of `size` at (x, y)."""
    return Group(_AREA[area](_Square(x, y, size, ink, ground)))
