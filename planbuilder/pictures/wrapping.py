"""Where a text breaks into lines that fit, and how it is shortened where they do not; in millimetres."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planbuilder.language import MONTHS
from planbuilder.pictures.measure import advance_of, drawable, joins, width_of

ELLIPSIS = "…"
# How many characters go in the width of one letter at most, and how many more may be invisible.
_NARROWEST, _SPARE = 12, 400
_LINE_ENDS = re.compile("\r\n|[\r\n\u2028\u2029]")
_NO_BREAK = "\N{NO-BREAK SPACE}"
_DATE = re.compile(rf"(?:\b\d{{1,2}} )?\b(?:{'|'.join(MONTHS)})\b(?: \d{{4}}\b)?")


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A text in lines; `whole` is False where it was shortened, which its last line shows with "…"."""

    lines: tuple[str, ...]
    whole: bool


def wrap(
    text: str, size: float, width: float, bold: bool = False, most_lines: int | None = None
) -> Wrapped:
    """The text in lines no wider than `width`: broken at spaces, and inside a word that fits nowhere.

    With `most_lines` what does not fit is left out, visibly. No line is empty at the end or the start.
    """
    whole = True
    if most_lines is not None:
        # What surely does not fit need not be measured: people paste whole books.
        room = _SPARE + round(most_lines * width / size * _NARROWEST)
        whole, text = len(text) <= room, text[:room]
    lines: list[str] = []
    for given in _LINE_ENDS.split(text):
        for line in _broken(drawable(given), size, width, bold):
            if line or lines:
                lines.append(line)
            # Empty lines at the end take no room.
            if most_lines is not None and line and len(lines) > most_lines:
                return _shortened(lines[:most_lines], size, width, bold)
    while lines and not lines[-1]:
        lines.pop()
    if not whole:
        return _shortened(lines or [""], size, width, bold)
    return Wrapped(tuple(lines), whole=True)


def wrap_dates(
    text: str, size: float, width: float, bold: bool = False, most_lines: int | None = None
) -> Wrapped:
    """The same for words of planbuilder with dates in them: a date that fits on a line stays on one."""
    kept = _DATE.sub(lambda found: found[0].replace(" ", _NO_BREAK), text)
    if kept == text or _NO_BREAK in text:
        return wrap(text, size, width, bold, most_lines)
    wrapped = wrap(kept, size, width, bold, most_lines)
    return Wrapped(tuple(line.replace(_NO_BREAK, " ") for line in wrapped.lines), wrapped.whole)


def _broken(line: str, size: float, width: float, bold: bool) -> Iterator[str]:
    """One line of a text as lines that fit; spaces at a break are left out."""
    current, used = "", 0.0
    for word in _words(line, size, width, bold):
        wide = width_of(word, size, bold)
        if used + wide <= width or not word.strip():
            current, used = current + word, used + wide
            continue
        if current.strip():
            yield current.strip()
        *full, current = _cut(word, size, width, bold) if wide > width else [word]
        yield from full
        used = width_of(current, size, bold)
    yield current.strip()


def _words(line: str, size: float, width: float, bold: bool) -> Iterator[str]:
    """The words and the spaces of a line; a no-break space is one of them only where it must be."""
    for word in re.findall("(?:\\S|\u00a0)+|[^\\S\u00a0]+", line):
        if _NO_BREAK in word and width_of(word, size, bold) > width:
            yield from re.findall(r"\S+|\s+", word)
        else:
            yield word


def _cut(word: str, size: float, width: float, bold: bool) -> list[str]:
    """A word in pieces that fit, each at least one character with what belongs to it."""
    pieces: list[str] = []
    start, used = 0, 0.0
    for at, character in enumerate(word):
        wide = 0.0 if joins(word, at) else size * advance_of(character, bold)
        if used + wide > width and at > start and wide:
            pieces.append(word[start:at])
            start, used = at, 0.0
        used += wide
    return [*pieces, word[start:]]


def _shortened(lines: list[str], size: float, width: float, bold: bool) -> Wrapped:
    room = width - width_of(ELLIPSIS, size, bold)
    last = lines[-1].rstrip()
    if width_of(last, size, bold) > room:
        last = _cut(last, size, max(room, 0), bold)[0].rstrip()
    lines[-1] = last + ELLIPSIS
    return Wrapped(tuple(lines), whole=False)
