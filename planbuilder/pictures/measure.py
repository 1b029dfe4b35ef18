"""How wide a text is in the fonts of the package, and which font draws what of it.

A line becomes runs of one font each: a program that draws SVG may fail on a text with two fonts in
it, and no font holds every script. Sizes and widths are in millimetres.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from planbuilder.text_direction import is_right_to_left, stretches

FONTS = Path(__file__).resolve().parent.parent / "documents" / "fonts"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_RIGHT_TO_LEFT_MARK = "\N{RIGHT-TO-LEFT MARK}"

# Tried in this order; the second file is the bold one.
_FAMILIES = (
    ("Noto Sans", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("Noto Sans Arabic", "NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
    ("Noto Sans Hebrew", "NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"),
    ("Noto Color Emoji", "NotoColorEmoji.ttf", ""),
    ("Noto Sans Symbols2", "NotoSansSymbols2-Regular.ttf", ""),
    ("Unifont", "unifont.otf", ""),
    ("Unifont Upper", "unifont_upper.otf", ""),
)
_EMOJI = 3
# What joins a picture of several characters, or colours it: stays in the font of what it follows.
_JOINING = re.compile("[\u200c\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
# An emoji after a joiner, and a colour of skin after anything.
_JOINED = re.compile("\u200d.|.[\U0001f3fb-\U0001f3ff]", re.DOTALL)
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
# What XML has no place for, and C1 controls, which no font draws.
_NOT_HOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Marks that turn the direction of what follows; each run has a direction of its own already.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_STRONG = frozenset({"L", "R", "AL"})
_NEUTRAL = frozenset({"WS", "ON", "CS", "ES", "B", "S"})
# Letters from left to right and signs that the first font draws, each on its own: most texts are no more.
_PLAIN = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2014\u2018-\u201e\u2020-\u2022\u2026\u20ac]*"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one font; `at` is how far its left side is from that of the line."""

    text: str
    family: str
    bold: bool
    at: float
    width: float
    right_to_left: bool = False

    @property
    def written(self) -> str:
        """The text with marks around it that keep its full stops on the right side."""
        if not self.right_to_left:
            return self.text
        return f"{_RIGHT_TO_LEFT_MARK}{self.text}{_RIGHT_TO_LEFT_MARK}"


def width_of(text: str, size: float, bold: bool = False) -> float:
    """The width of a text on one line."""
    return size * _width(drawable(text), bold)


def runs(text: str, size: float, bold: bool = False) -> tuple[Run, ...]:
    """One line as runs of one font and one direction, from left to right as they stand on the page."""
    if _PLAIN.fullmatch(text):
        if not text.strip():
            return ()
        return (Run(text, _FAMILIES[0][0], bold, 0.0, size * _width(text, bold)),)
    pieces = [
        (piece, font, right_to_left)
        for stretch, right_to_left in _in_order(drawable(text))
        for piece, font in _by_font(stretch, bold, backwards=right_to_left)
    ]
    found: list[Run] = []
    at = 0.0
    for piece, font, right_to_left in pieces:
        family, _, bold_file = _FAMILIES[font]
        width = size * _width(piece, bold)
        if _is_visible(piece):
            found.append(Run(piece, family, bold and bool(bold_file), at, width, right_to_left))
        at += width
    return tuple(found)


def drawable(text: str) -> str:
    """The text on one line with U+FFFD for each character that can't be drawn."""
    if _PLAIN.fullmatch(text):
        return text
    return "".join(_drawn(c) for c in _TURNING.sub("", _NOT_HOLDABLE.sub(REPLACEMENT, text)))


def is_plain(text: str) -> bool:
    """True for words that are one run of the first font, without spaces at their ends."""
    return bool(text) and text == text.strip() and _PLAIN.fullmatch(text) is not None


def font_files(families: frozenset[tuple[str, bool]]) -> tuple[Path, ...]:
    """The files of these (family, bold) pairs, in a fixed order."""
    return tuple(
        FONTS / file
        for name, regular, heavy in _FAMILIES
        for file, bold in ((regular, False), (heavy, True))
        if file and (name, bold) in families
    )


def _drawn(character: str) -> str:
    if character in "\t\n\r\u2028\u2029":
        return " "
    return character if _font_of(character) is not None else REPLACEMENT


def _is_visible(text: str) -> bool:
    return any(not c.isspace() and not _INVISIBLE.match(c) for c in text)


def _width(text: str, bold: bool) -> float:
    """How wide a text is at size 1: emoji that are joined into one count once."""
    if _PLAIN.fullmatch(text):
        return sum(map(_plain_advances(bold).__getitem__, map(ord, text)))
    return sum(
        advance_of(character, bold) for at, character in enumerate(text) if not joins(text, at)
    )


def joins(text: str, at: int) -> bool:
    """True for an emoji that only changes the one before it."""
    if not at or not _JOINED.match(text[at - 1] + text[at]):
        return False
    return _font_of(text[at]) == _EMOJI


def _in_order(line: str) -> list[tuple[str, bool]]:
    """The stretches of one direction, in the order in which they stand from left to right."""
    backwards = is_right_to_left(line)
    found = _ends_outside(stretches(line), backwards)
    return found[::-1] if backwards else found


def _ends_outside(stretches: list[tuple[str, bool]], backwards: bool) -> list[tuple[str, bool]]:
    """The spaces and marks after words of the other direction belong to the line around them."""
    found: list[tuple[str, bool]] = []
    carried = ""
    for text, right_to_left in stretches:
        whole, carried = carried + text, ""
        if right_to_left != backwards:
            end = len(whole)
            while end and unicodedata.bidirectional(whole[end - 1]) in _NEUTRAL:
                end -= 1
            whole, carried = whole[:end], whole[end:]
        found.append((whole, right_to_left))
    return [*found, (carried, backwards)] if carried else found


def _by_font(stretch: str, bold: bool, backwards: bool) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for at, character in enumerate(stretch):
        font = _font_of(character) or 0
        if found and _stays(stretch, at, found[-1][1]):
            font = found[-1][1]
        if found and found[-1][1] == font:
            found[-1] = (found[-1][0] + character, font)
        else:
            found.append((character, font))
    return found[::-1] if backwards else found


def _stays(stretch: str, at: int, font: int) -> bool:
    """True where a character is drawn best in the font of the one before it."""
    character = stretch[at]
    if _INVISIBLE.match(character):
        return True
    if ord(character) not in _characters(font):
        return False
    if _JOINING.match(character) or stretch[at - 1] == "\u200d":
        return True
    # A space or a digit does not end a word in another script; an emoji font draws neither.
    return font != _EMOJI and unicodedata.bidirectional(character) not in _STRONG


@lru_cache(maxsize=8192)
def _font_of(character: str) -> int | None:
    """The number of the first font that has this character, None where no font has it."""
    if _INVISIBLE.match(character):
        return 0
    for font in range(len(_FAMILIES)):
        # An emoji font has digits too, and they would stand apart from the text.
        if ord(character) in _characters(font) and (font != _EMOJI or ord(character) > 0x200):
            return font
    return None


@lru_cache(maxsize=8192)
def advance_of(character: str, bold: bool) -> float:
    """The width of one character at size 1."""
    if _INVISIBLE.match(character) or unicodedata.combining(character):
        return 0.0
    font = _font_of(character) or 0
    _, regular, heavy = _FAMILIES[font]
    return _widths(heavy if bold and heavy else regular).get(ord(character), 1.0)


def _plain_advances(bold: bool) -> dict[int, float]:
    _, regular, heavy = _FAMILIES[0]
    return _widths(heavy if bold else regular)


def _characters(font: int) -> dict[int, float]:
    return _widths(_FAMILIES[font][1])


@cache
def _widths(file: str) -> dict[int, float]:
    """Character -> width at size 1, of everything that this font draws."""
    from fontTools.ttLib import TTFont

    with TTFont(FONTS / file, lazy=True) as font:
        # Where the head table keeps the size of its square; reading all of it warns about dates.
        per_em = int.from_bytes(font.reader["head"][18:20], "big")
        metrics = font["hmtx"].metrics
        return {code: metrics[name][0] / per_em for code, name in font.getBestCmap().items()}
