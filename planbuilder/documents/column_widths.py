"""How wide the columns of a table are: a column with much to read gets more room."""

from __future__ import annotations

from collections.abc import Sequence

_SHORTEST, _LONGEST = 6, 70
_LONGEST_WORD = 18
# White space beside a word, in letters.
_PADDING = 3
# Twice the text needs less than twice the width: it also gets more lines.
_GROWTH = 0.55


def column_widths(rows: Sequence[Sequence[str]], total: int = 1000) -> list[int]:
    """The width of each column as whole parts of `total`; the rows (the header too) are equally long."""
    wishes = [max(_wish(text) for text in column) for column in zip(*rows, strict=True)]
    whole = sum(wishes)
    widths = [int(wish * total / whole) for wish in wishes]
    if widths:
        widths[0] += total - sum(widths)
    return widths


def _wish(text: str) -> float:
    longest_line = max((len(line) for line in text.split("\n")), default=0)
    longest_word = max((len(word) for word in text.split()), default=0)
    room: float = min(max(longest_line, _SHORTEST), _LONGEST) ** _GROWTH
    return max(room, (min(longest_word, _LONGEST_WORD) + _PADDING) * 0.6)
