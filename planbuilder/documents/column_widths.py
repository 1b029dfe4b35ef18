"""How wide the columns of a table are: as few lines in all as can be, and no word broken without need."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from math import ceil

from planbuilder.documents.long_words import width

# A line of a page holds about this many letters, each so wide (as a part of its size); a column has
# white space beside its words.
_LETTERS = 100
_LETTER = 0.554
_PADDING = 3
_LONGEST_WORD = 24
_NARROWEST = 5
# So many rows tell enough about a long table, and so many steps about the best widths.
ROWS_LOOKED_AT = 40
_STEPS = 12

# A line may end after a hyphen.
_WORD = re.compile(r"[^\s-]+-?")

# How long the lines of one text are, in letters.
Lines = tuple[int, ...]


def column_widths(rows: Sequence[Sequence[str]], total: int = 1000) -> list[int]:
    """The width of each column as whole parts of `total`; the rows (the header too) are equally long.

    Room goes to the column that it saves most lines, until every letter of the line is given away.
    """
    if not rows or not rows[0]:
        return []
    looked_at = list(islice(rows, ROWS_LOOKED_AT))
    widths = _squeezed([_narrowest(column) for column in zip(*looked_at, strict=True)])
    lines = [[_lines(text) for text in column] for column in zip(*looked_at, strict=True)]
    heights = list(map(_heights, lines, widths))
    room = max(_LETTERS - sum(widths), 0)
    for step in (room // _STEPS,) * _STEPS + (room % _STEPS,):
        if step:
            neediest = _neediest(heights, widths)
            widths[neediest] += step
            heights[neediest] = _heights(lines[neediest], widths[neediest])
    whole = sum(widths)
    shares = [width * total // whole for width in widths]
    shares[0] += total - sum(shares)
    return shares


def _narrowest(texts: Sequence[str]) -> int:
    """Room for the longest word, and no more than a text needs."""
    words = [word for text in texts for word in _WORD.findall(text)]
    longest = max(map(len, words), default=0)
    # A long word may be narrower than one that is almost as long.
    widest = max((width(word) for word in words if len(word) > 0.7 * longest), default=0.0)
    return max(min(ceil(widest / _LETTER), _LONGEST_WORD), _NARROWEST) + _PADDING


def _squeezed(widths: list[int]) -> list[int]:
    """Where the longest words do not fit side by side, the widest columns give way."""
    while sum(widths) > _LETTERS and max(widths) > _NARROWEST + _PADDING:
        widths[widths.index(max(widths))] -= 1
    return widths


def _lines(text: str) -> Lines:
    return tuple(len(line) for line in text.split("\n"))


def _neediest(heights: Sequence[Sequence[float]], widths: Sequence[int]) -> int:
    """The column in which one letter more saves most; the one with most to read where none saves."""
    lowest = [max(row) - 1 for row in zip(*heights, strict=True)]
    needs = []
    for column, letters in zip(heights, widths, strict=True):
        # A cell that is lower than its row, or one line, gains nothing from more room.
        need = 0.0
        for height, low in zip(column, lowest, strict=True):
            if height > low and height > 1.0:
                need += height
        needs.append((need / letters, -letters))
    return needs.index(max(needs))


def _heights(column: Sequence[Lines], width: int) -> list[float]:
    """In how many lines each text of a column fits, with the part of the last one that it fills."""
    room = width - _PADDING
    return [sum(1.0 if length < room else length / room for length in cell) for cell in column]
