"""The objects of the Toekomstkamer, one for each life area, each on a field of 76 by 68."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from planbuilder.pictures.palette import EARTH, INK, PAPER, SAND, SKY, SOFT
from planbuilder.pictures.room_pen import Pen
from planbuilder.pictures.shapes import Shape
from planbuilder.pictures.symbols import area_sign, symbol
from planbuilder.questionnaire.terms import LifeArea

FIELD = (76.0, 68.0)
# Where on the field the card with the words lies: left, top, width, height.
CARD = (6.0, 30.0, 64.0, 30.0)
WOOD, DARK_WOOD = "#dcae74", "#b98550"
_SKIN, _HAIR = "#e9c3a0", "#5a4130"
_CHINA = "#f0a9a4"
_MEADOW, _LEAF = "#a9cfa6", "#5d9468"
_GLASS = "#d8ecfa"


def room_object(area: LifeArea, pen: Pen) -> list[Shape]:
    """The object of this life area, behind the place of its card."""
    return _OBJECTS[area](pen)


def _photos(pen: Pen) -> list[Shape]:
    """Photos on a string: the people."""
    shapes = [pen.path("M2 3 Q38 13 74 3", None, 0.5)]
    for number, x in enumerate((6.0, 23.0, 40.0, 57.0)):
        middle = (x + 6.5 - 2) / 72
        y = 3 + 4 * middle * (1 - middle) * 5
        shapes += [
            pen.rect(x, y + 1.2, 13, 16.5, PAPER, 0.4),
            pen.rect(x + 1.2, y + 2.4, 10.6, 11, (SKY, SAND, _GLASS, SAND)[number], 0.2, 0.3),
            *_photo(pen, number, x + 1.2, y + 2.4),
            pen.rect(x + 5.6, y - 0.6, 1.8, 3.4, WOOD, 0.2, 0.35),
        ]
    return shapes


def _photo(pen: Pen, number: int, x: float, y: float) -> list[Shape]:
    if number == 1:
        return pen.sign("hart", x + 2.1, y + 2.2, 6.4, "#b5382c", SAND)
    if number == 3:
        return pen.sign("pootje", x + 2.1, y + 2.4, 6.4, _HAIR, SAND)
    if pen.faded:
        return []
    people = [(x + 5.3, 2.5, "#5d7f4e")]
    if number == 0:
        people = [(x + 3.4, 2.1, "#2f6f9f"), (x + 7.4, 1.8, "#c2672a")]
    found: list[Shape] = []
    for middle, size, shirt in people:
        head = y + 5.2 - size * 0.2
        found += [
            pen.path(
                f"M{middle - size * 1.3} {y + 11} C{middle - size * 1.3} {head + size * 1.2}"
                f" {middle + size * 1.3} {head + size * 1.2} {middle + size * 1.3} {y + 11} Z",
                shirt,
                0.3,
            ),
            pen.disc(middle, head, size, _SKIN, 0.3),
            pen.path(
                f"M{middle - size} {head - size * 0.1} C{middle - size} {head - size * 1.5}"
                f" {middle + size} {head - size * 1.5} {middle + size} {head - size * 0.1}"
                f" C{middle + size * 0.4} {head - size * 0.6} {middle - size * 0.4} {head - size * 0.6}"
                f" {middle - size} {head - size * 0.1} Z",
                _HAIR,
                0.25,
            ),
        ]
    return found


def _window(pen: Pen) -> list[Shape]:
    """A window with sun, and a plant on the sill: how somebody feels."""
    tint = pen.colours.cloth
    rays = " ".join(
        f"M{28 + 6.2 * math.cos(a):.2f} {10 + 6.2 * math.sin(a):.2f}"
        f" L{28 + 8 * math.cos(a):.2f} {10 + 8 * math.sin(a):.2f}"
        for a in (math.tau * at / 10 for at in range(10))
    )
    return [
        pen.rect(13, 0, 50, 25, PAPER, 0.5),
        pen.rect(15, 2, 46, 21, _GLASS, 0.2, 0.4),
        pen.path("M15 18 C24 12 32 18 40 15 C48 12 55 14 61 17 L61 23 L15 23 Z", _MEADOW, 0.4),
        pen.disc(28, 10, 4.6, "#f6c445", 0.4),
        pen.path(rays, None, 0.6),
        pen.path(
            "M44 7 C44 5 47 4.4 48 6 C50 4.6 53 6 52.4 8 C53.6 9.6 51.6 10.8 50.4 10.4"
            " L45 10.4 C42.6 10.6 42 7.6 44 7 Z",
            PAPER,
            0.4,
        ),
        pen.path("M38 2 L38 23", None, 1.0, PAPER if not pen.faded else SOFT),
        pen.path("M38 2 L38 23", None, 0.25),
        pen.path("M9 -1.5 L22 -1.5 C21 8 17 16 12 24 L9 24 Z", tint),
        pen.path("M67 -1.5 L54 -1.5 C55 8 59 16 64 24 L67 24 Z", tint),
        pen.path("M5 -1.8 L71 -1.8", None, 1.3),
        pen.rect(7, 24.5, 62, 2.6, WOOD),
        pen.path("M47.5 19 C44 17 44.5 13 46 11 C48.5 13 49.5 16 48.6 19 Z", _LEAF, 0.4),
        pen.path("M49 19 C49 14 52 11.5 54.6 11.6 C55 15 53 18 50 19 Z", _LEAF, 0.4),
        pen.path("M45.5 18.6 L52.5 18.6 L51.4 24.5 L46.6 24.5 Z", "#c8794a"),
    ]


def _shelf(pen: Pen) -> list[Shape]:
    """A shelf with a piggy bank: money."""
    coins = [pen.rect(11, 21.4 - 2.1 * n, 8.5, 2.1, "#e7bd4a", 0.9, 0.4) for n in range(4)]
    return [
        pen.path("M14 26.4 L14 30 L18.5 26.4 M62 26.4 L62 30 L57.5 26.4", None, 0.8),
        pen.rect(5, 23.8, 66, 2.8, WOOD),
        *coins,
        pen.path("M31 23.8 L31 18 L35 18 L35 23.8 Z M43 23.8 L43 18 L47 18 L47 23.8 Z", _CHINA),
        pen.path(
            "M27 13.5 C27 8 33 5.6 39.5 5.6 C46 5.6 51.5 9 51.5 14 C51.5 19 46 21.6 39.5 21.6"
            " C33 21.6 27 19 27 13.5 Z",
            _CHINA,
        ),
        pen.path("M27.6 11 L24.2 10.6 L24.2 16.4 L27.6 16 Z", _CHINA),
        pen.path("M31 7.6 L30 3.4 L35 6 Z", _CHINA),
        pen.path("M51 12 C53.6 11.4 54.4 9 53 8.2 C51.6 7.6 51.4 10 53.6 10.6", None, 0.5),
        pen.disc(32, 11.5, 0.7, INK, 0.2),
        pen.path("M25.2 12.4 L25.2 13.2 M25.2 14.2 L25.2 15", None, 0.5),
        pen.rect(38, 6.4, 6, 1.1, "#7a3f3b", 0.4, 0.2),
        pen.disc(41, 2, 2.9, "#e7bd4a", 0.4),
        pen.path("M41 0.6 L41 3.4", None, 0.6),
        pen.path(
            "M58.5 10 L67.5 10 L67.5 13 C68.6 14 68.6 15 68.6 16 L68.6 23.8 L57.4 23.8"
            " L57.4 16 C57.4 15 57.4 14 58.5 13 Z",
            _GLASS,
        ),
        pen.rect(58, 8, 10, 2.4, WOOD, 0.4),
        *[pen.disc(60 + 3 * (n % 3), 22 - 2.6 * (n // 3), 1.5, "#e7bd4a", 0.3) for n in range(6)],
    ]


def _desk(pen: Pen) -> list[Shape]:
    """A desk with a lamp, a laptop and books: school or work."""
    screen = area_sign(
        LifeArea.SCHOOL_WORK,
        pen.x + 33.5 * pen.scale,
        pen.y + 11.5 * pen.scale,
        8 * pen.scale,
        INK,
        _GLASS,
    )
    return [
        pen.rect(4, 30, 68, 33, DARK_WOOD),
        pen.rect(2, 61, 5, 7, DARK_WOOD, 0.3),
        pen.rect(69, 61, 5, 7, DARK_WOOD, 0.3),
        pen.rect(0, 26, 76, 4, WOOD),
        pen.path("M26.5 8 L48.5 8 L48.5 23.6 L26.5 23.6 Z", "#4a5661"),
        pen.rect(28, 9.4, 19, 12.8, _GLASS, 0.2, 0.3),
        *([screen] if not pen.faded else []),
        pen.path("M23.5 23.6 L51.5 23.6 L53 26 L22 26 Z", "#c9d3d8"),
        pen.path("M6 26 C6 24 14 24 14 26 Z", pen.colours.accent),
        pen.path("M10 24.4 L7 13 L14 4.6", None, 1.1),
        pen.path("M10.6 4.4 L17 0 C20.4 2.4 21.6 5.4 21 8.6 Z", pen.colours.accent),
        pen.path("M17.4 6.6 C18.6 8 20 8.6 20.8 8.4 L15.8 6 Z", "#f6c445", 0.3),
        pen.rect(55, 22.4, 18, 3.6, "#2f6f9f", 0.4),
        pen.rect(57, 18.8, 15, 3.6, EARTH, 0.4),
        pen.rect(56, 15.2, 15.5, 3.6, _LEAF, 0.4),
        pen.path("M59 24.2 L63 24.2 M61 20.6 L65 20.6 M60 17 L64 17", None, 0.5, PAPER),
        pen.disc(64.5, 12.2, 3, "#c0392b", 0.45),
        pen.path("M64.5 9.4 C64.4 8.2 65 7.4 66 7.2", None, 0.6),
    ]


def _bed(pen: Pen) -> list[Shape]:
    """A bed with a blanket: a place to live."""
    cloth = pen.colours.cloth
    return [
        pen.path("M65 4 C65 1.4 76 1.4 76 4 L76 66 L65 66 Z", DARK_WOOD),
        pen.path("M67.6 7 L67.6 27 M70.5 6.4 L70.5 27 M73.4 7 L73.4 27", None, 0.5),
        pen.rect(5, 20, 62, 12, PAPER, 1.6),
        pen.path(
            "M44 20 C42 14 44 10.6 48 11.4 C54 9.6 60 9.8 64 11.4 C67 12 66.6 18 65.6 20.6"
            " C60 22.4 50 22.6 44 20 Z",
            PAPER,
        ),
        pen.path("M48 17.6 C52 19.2 58 19.2 62 17.4", None, 0.35),
        pen.path(
            "M4 23 C16 17.6 32 18.4 44 21.4 C54 23.4 62 22.6 68 24 L68 62 C48 64.6 22 64.6 4 62 Z",
            cloth,
        ),
        pen.path(
            "M4 27.4 C18 22 32 23 44 26 C54 28 62 27.2 68 28.4",
            None,
            1.6,
            PAPER if not pen.faded else SOFT,
        ),
        pen.path("M0 16 C0 14 6 14 6 16 L6 68 L0 68 Z", DARK_WOOD),
        pen.rect(68.5, 64, 5, 4, DARK_WOOD, 0.3),
        *_bear(pen),
    ]


def _bear(pen: Pen) -> list[Shape]:
    if pen.faded:
        return []
    fur, pale = "#c08a52", "#ecd2ab"
    return [
        pen.path("M24 20.6 C22.6 15 25 12 28.6 12 C32.2 12 34.6 15 33.2 20.6 Z", fur, 0.4),
        pen.disc(25, 4.4, 1.9, fur, 0.4),
        pen.disc(32.2, 4.4, 1.9, fur, 0.4),
        pen.disc(28.6, 8, 4.9, fur, 0.4),
        pen.disc(28.6, 9.6, 2.2, pale, 0.3),
        pen.disc(26.9, 7, 0.55, INK, 0.1),
        pen.disc(30.3, 7, 0.55, INK, 0.1),
        pen.disc(28.6, 9, 0.7, INK, 0.1),
        pen.disc(28.6, 17, 2.4, pale, 0.3),
    ]


def _play(pen: Pen) -> list[Shape]:
    """A rug with a guitar and a ball: free time."""
    ball = symbol("bal", pen.x + 55 * pen.scale, pen.y + 12 * pen.scale, 15 * pen.scale, INK)
    return [
        pen.path(
            "M-10 47 C-10 32 12 25 38 25 C64 25 86 32 86 47 C86 62 64 69 38 69 C12 69 -10 62 -10 47 Z",
            pen.colours.cloth,
        ),
        pen.path(
            "M-5 47 C-5 35 15 29 38 29 C61 29 81 35 81 47 C81 59 61 65 38 65 C15 65 -5 59 -5 47 Z",
            None,
            1.4,
            PAPER if not pen.faded else SOFT,
        ),
        pen.path("M26.4 8.6 L45.8 -3.6 L47.6 -0.8 L28.2 11.4 Z", DARK_WOOD),
        pen.path("M45.4 -4.6 L50 -7.4 L52 -3.8 L47.8 -0.4 Z", DARK_WOOD),
        pen.path(
            "M46.6 -6.4 L45.6 -7.8 M49 -8 L48 -9.4 M49.6 -1.4 L50.6 0 M52 -3 L53 -1.6", None, 0.8
        ),
        pen.path(
            "M29.4 8.4 C32.6 11.6 31.4 15 28.4 16.4 C25.6 17.8 26.4 20.4 25.4 23.6"
            " C23.8 28.6 16.6 30.6 11.4 27 C6.4 23.6 6.2 16.6 10.4 13.6 C13.2 11.6 15.8 13.2 18 11"
            " C20.2 8.6 20 5.6 23.4 5 C26 4.6 28 6.8 29.4 8.4 Z",
            EARTH,
        ),
        pen.disc(19.6, 17.2, 3.5, "#4a2f1b", 0.5),
        pen.path("M12.6 20.4 L16 25.4", None, 1.3),
        pen.path("M13.8 22 L46.4 -2.6 M14.8 23.6 L47.2 -1.4", None, 0.3),
        *([pen.disc(62.5, 19.5, 7.2, PAPER, 0.1), ball] if ball and not pen.faded else []),
        *([pen.disc(62.5, 19.5, 7.2)] if pen.faded else []),
    ]


_OBJECTS: Mapping[LifeArea, Callable[[Pen], list[Shape]]] = MappingProxyType(
    {
        LifeArea.SUPPORT: _photos,
        LifeArea.HOUSING: _bed,
        LifeArea.SCHOOL_WORK: _desk,
        LifeArea.LEISURE: _play,
        LifeArea.INCOME: _shelf,
        LifeArea.WELLBEING: _window,
    }
)
