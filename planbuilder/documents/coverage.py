"""For which characters the PDF's fonts have a picture; what has none is shown as U+FFFD and reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from planbuilder.documents.words import REPLACEMENT, Words

# Unicode's category Cc.
_CONTROLS = ((0x00, 0x1F), (0x7F, 0x9F))
# Letters, signs and line ends that the first font has: most texts need no closer look.
_ORDINARY = re.compile(
    "[\n\r\t -~\u00a0-\u024f\u2010-\u2014\u2018-\u201e\u2020-\u2022\u2026\u20ac]*"
)
FONTS = Path(__file__).resolve().parent / "fonts"


def drawable(data: Any) -> tuple[Any, tuple[str, ...]]:
    """The plan's data with only what the fonts can draw, and the places where a character was replaced."""
    replaced: list[str] = []

    def walk(value: Any) -> Any:
        if isinstance(value, Words):
            if _ORDINARY.fullmatch(value):
                return value
            # The same thing without width, in the form that PDF/UA allows.
            joined = value.replace("\ufeff", "\N{WORD JOINER}")
            drawn = _undrawable().sub(REPLACEMENT, joined)
            if drawn != joined:
                replaced.append(value.path)
            return Words(drawn, value.path)
        if isinstance(value, dict):
            return {key: walk(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [walk(inner) for inner in value]
        return value

    return walk(data), tuple(dict.fromkeys(replaced))


@cache
def _undrawable() -> re.Pattern[str]:
    """Matches one character that no font has; line ends and tabs are no pictures."""
    runs = "".join(f"{_written(first)}-{_written(last)}" for first, last in _drawable_runs())
    return re.compile(f"[^\n\r\t{runs}]")


def _drawable_runs() -> Iterator[tuple[int, int]]:
    """The first and last character of each run that the fonts have, without control characters."""
    for line in (FONTS / "coverage.txt").read_text(encoding="ascii").splitlines():
        if line.startswith("#"):
            continue
        first, last = (int(word, 16) for word in line.split())
        for control_first, control_last in _CONTROLS:
            if first <= control_last and last >= control_first:
                if first < control_first:
                    yield first, control_first - 1
                first = control_last + 1
        if first <= last:
            yield first, last


def _written(character: int) -> str:
    return f"\\U{character:08x}"
