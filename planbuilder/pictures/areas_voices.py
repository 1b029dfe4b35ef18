"""The voices of Zes leefgebieden beside the youth: a shape and a letter each, and the legend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from planbuilder.pictures.measure import width_of
from planbuilder.pictures.palette import EARTH, INK, NIGHT, PALE, PAPER, SAND, SKY, SOFT
from planbuilder.pictures.shapes import Circle, Group, Polyline, Shape
from planbuilder.pictures.text import Text
from planbuilder.pictures.wrapping import wrap
from planbuilder.plan.pictures.areas import Areas, Mark, Side, Wish

ENDS = "1 = slecht, 10 = heel goed"
# A sheet narrower than this has the wish under the line instead of beside it.
NARROW = 120.0
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WORDS, _SMALL = 2.8, 2.5
# Half of the smallest sign that holds a letter of full size.
_LETTER_FITS = 1.4
# How many lines the legend has at most, and how high each is.
_LEGEND, _LEGEND_LINE = 6, 4.6

_COLOUR: Mapping[Side, str] = MappingProxyType(
    {"parent": SAND, "care": SKY, "school": EARTH, "together": PALE, "other": PAPER}
)

# A voice other than the youth's: what distinguishes it in the legend.
Voice = tuple[str, Side]


def voices_of(data: Areas) -> list[Voice]:
    """Every voice but the youth's, in the order in which they appear."""
    found: list[Voice] = []
    for area in data.areas:
        found += [(mark.speaker, mark.side) for mark in area.marks]
        found += [(wish.speaker, wish.side) for wish in area.wishes]
    return list(dict.fromkeys(voice for voice in found if voice[1] != "youth"))


def letter_of(mark: Mark | Wish, voices: list[Voice]) -> str:
    """The letter of the voice that gave this mark or said this wish."""
    at = voices.index((mark.speaker, mark.side))
    return _LETTERS[at] if at < len(_LETTERS) else "…"


def voice_sign(side: Side, letter: str, x: float, y: float, half: float) -> Iterator[Shape]:
    """The shape that says which side speaks, with the letter of the voice in it."""
    size = min(_SMALL, _SMALL * half / _LETTER_FITS)
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
    drop = 0.34 if side != "school" else 0.38
    yield Text(x, y + drop * size, letter, size, INK, bold=True, anchor="middle")


def legend(data: Areas, voices: list[Voice], width: float) -> tuple[list[Shape], float]:
    """What each sign means: as many lines as it takes, three at most."""
    entries: list[tuple[list[Shape], float]] = []
    if any(mark.side == "youth" for area in data.areas for mark in area.marks):
        entries.append(_entry([Circle(1.7, 2.2, 1.5, NIGHT)], data.name, width))
    if any(area.earlier for area in data.areas):
        entries.append(_entry([Circle(1.7, 2.2, 1.3, PAPER, NIGHT, 0.5)], "eerder", width))
    for at, (speaker, side) in enumerate(voices):
        letter = _LETTERS[at] if at < len(_LETTERS) else "…"
        entries.append(_entry([*voice_sign(side, letter, 1.9, 2.2, 1.5)], speaker, width))
    if entries and width < NARROW:
        entries.append(([Text(0, 3.1, ENDS, _WORDS, SOFT)], width_of(ENDS, _WORDS)))
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


def _entry(sign: list[Shape], words: str, width: float) -> tuple[list[Shape], float]:
    # Beside the longest there is room to say how many are left.
    told = wrap(words, _WORDS, min(66, width - 24), most_lines=1).lines
    text = told[0] if told else ""
    return [*sign, Text(4.4, 3.1, text, _WORDS)], 4.4 + width_of(text, _WORDS)
