"""For which characters the PDF's fonts have a picture; what has none is shown as U+FFFD and reported."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import Any

from planbuilder.documents.words import REPLACEMENT, Words

FONTS = Path(__file__).resolve().parent / "fonts"


def drawable(data: Any) -> tuple[Any, tuple[str, ...]]:
    """The plan's data with only what the fonts can draw, and the places where a character was replaced."""
    replaced: list[str] = []

    def walk(value: Any) -> Any:
        if isinstance(value, Words):
            # The same thing without width, in the form that PDF/UA allows.
            joined = value.replace("\ufeff", "\N{WORD JOINER}")
            drawn = "".join(c if _can_be_drawn(c) else REPLACEMENT for c in joined)
            if drawn != joined:
                replaced.append(value.path)
            return Words(drawn, value.path)
        if isinstance(value, dict):
            return {key: walk(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [walk(inner) for inner in value]
        return value

    return walk(data), tuple(dict.fromkeys(replaced))


def _can_be_drawn(character: str) -> bool:
    if character in "\n\r\t":
        return True
    starts, ends = _runs()
    at = bisect_right(starts, ord(character)) - 1
    return at >= 0 and ord(character) <= ends[at] and unicodedata.category(character) != "Cc"


@cache
def _runs() -> tuple[list[int], list[int]]:
    pairs = [
        line.split()
        for line in (FONTS / "coverage.txt").read_text(encoding="ascii").splitlines()
        if not line.startswith("#")
    ]
    return [int(first, 16) for first, _ in pairs], [int(last, 16) for _, last in pairs]
