"""Words that are wider than their place: where they may go on below, without a sign that nobody typed."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# No text holds this character: what no file can hold was replaced before.
MAY_BREAK = "\x01"

# The bold letters of Noto Sans by their width, as parts of the size; others are at most so wide.
_WIDTHS = {
    0.3: " !',.:;",
    0.35: "()-J[]ijl",
    0.4: "I`f{}",
    0.45: "/\\_t",
    0.5: '"?rsz',
    0.55: "*Fc",
    0.6: "$+0123456789<=>ELSTZ^evxy|~",
    0.65: "#CPVYabdgkopq",
    0.7: "ABKRXhnu",
    0.75: "&DG",
    0.8: "HOQU",
    0.85: "N",
    0.9: "@w",
    0.95: "%M",
    1.0: "Wm",
}
_LETTERS = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_LATIN, _OTHER = 0.9, 1.3
# Between the signs of Chinese and Japanese a line ends where their readers expect it.
_WORD = re.compile(r"[^ \t\r\n\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
# Where a reader expects a long word to end first.
_PART = re.compile(r"[^-/\u00a0\u2010\u2013]*[-/\u00a0\u2010\u2013]|[^-/\u00a0\u2010\u2013]+")
_STEP = 3
# What belongs to the letter before it: marks, joiners, variants of emoji and their skin.
_BELONGS = frozenset("\u200c\u200d\ufe0e\ufe0f")
_JOINS_NEXT = "\u200d"
_FEWEST = 6


def cut(text: str, room: float, size: float) -> str:
    """The text with `MAY_BREAK` in each word that is wider than `room`; both in points, as `size` is."""
    # So many letters fit, even of the widest kind.
    fitting = room / 1.3 / size
    if len(text) < _FEWEST or max(map(len, text.split(" "))) < fitting:
        return text
    if max(map(len, _WORD.findall(text)), default=0) < fitting:
        return text
    most = room / size - 0.3
    return _WORD.sub(lambda word: _cut_word(word[0], most), text)


def width(text: str) -> float:
    """How wide a text is at most, as a multiple of the size of its letters."""
    return sum(map(_width, text))


@cache
def _width(letter: str) -> float:
    found = _LETTERS.get(letter)
    if found is not None:
        return found
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    return _LATIN if letter < "\u0530" else _OTHER


def _cut_word(word: str, most: float) -> str:
    if width(word) <= most:
        return word
    parts = _PART.findall(word)
    cut_parts = (part if width(part) <= most else MAY_BREAK.join(_pieces(part)) for part in parts)
    return MAY_BREAK.join(cut_parts)


def _pieces(word: str) -> list[str]:
    pieces: list[str] = []
    for letter in word:
        may_start = not (
            letter in _BELONGS
            or unicodedata.category(letter).startswith("M")
            or "\U0001f3fb" <= letter <= "\U0001f3ff"
        )
        full = not pieces or (may_start and _is_full(pieces[-1]))
        if full:
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces


def _is_full(piece: str) -> bool:
    return len(piece) >= _STEP and piece[-1] != _JOINS_NEXT
