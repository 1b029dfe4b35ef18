"""Lines of text in a picture: as wide as was measured, each run in a font that has its characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from xml.sax.saxutils import escape

from planbuilder.pictures.elements import element
from planbuilder.pictures.measure import Run, runs, width_of
from planbuilder.pictures.palette import INK
from planbuilder.pictures.patterns import Patterns
from planbuilder.pictures.shapes import Box
from planbuilder.pictures.wrapping import Wrapped
from planbuilder.text_direction import is_right_to_left

Anchor = Literal["start", "middle", "end"]
# From one base line to the next, and from the top of a line to its base line, at size 1.
LINE_HEIGHT = 1.3
ASCENT = 0.95
DESCENT = 0.3


@dataclass(frozen=True)
class Text:
    """One line of text; `y` is its base line. A line from right to left turns start and end around."""

    x: float
    y: float
    words: str
    size: float
    fill: str = INK
    bold: bool = False
    anchor: Anchor = "start"

    @property
    def box(self) -> Box:
        """The line with what hangs below it."""
        top, bottom = self.y - ASCENT * self.size, self.y + DESCENT * self.size
        return Box(self.left, top, self.left + self.width, bottom)

    @cached_property
    def width(self) -> float:
        """How wide it is."""
        return width_of(self.words, self.size, self.bold)

    @property
    def left(self) -> float:
        """Where its left side is."""
        return self.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.width

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Its pieces of one font."""
        return runs(self.words, self.size, self.bold)

    def xml(self, patterns: Patterns) -> str:
        """It as one `text` element for each run, as wide as was measured in whatever font is there."""
        written = "".join(self._run(run) for run in self.runs)
        return written if len(self.runs) <= 1 else f"<g>{written}</g>"

    def _run(self, run: Run) -> str:
        look: dict[str, str | float] = {
            "x": self.left + run.at,
            "y": self.y,
            "font-size": self.size,
            "font-family": f"{run.family}, sans-serif",
            "fill": self.fill,
        }
        if run.bold:
            look["font-weight"] = "bold"
        if run.width > 0 and len(run.text) > 1:
            look |= {"textLength": run.width, "lengthAdjust": "spacingAndGlyphs"}
        return element("text", {**look, "xml:space": "preserve"}, escape(run.written))


def lines_of(
    x: float,
    top: float,
    wrapped: Wrapped | Sequence[str],
    size: float,
    fill: str = INK,
    bold: bool = False,
    anchor: Anchor = "start",
    width: float | None = None,
) -> tuple[Text, ...]:
    """Lines of text under one another from `top`; with a `width`, right-to-left ones stand right."""
    lines = wrapped.lines if isinstance(wrapped, Wrapped) else wrapped
    found = []
    for at, words in enumerate(lines):
        base = top + (ASCENT + at * LINE_HEIGHT) * size
        if width is not None and anchor == "start" and is_right_to_left(words):
            found.append(Text(x + width, base, words, size, fill, bold, "end"))
        else:
            found.append(Text(x, base, words, size, fill, bold, anchor))
    return tuple(found)


def height_of(wrapped: Wrapped | Sequence[str], size: float) -> float:
    """How high these lines are together."""
    count = len(wrapped.lines if isinstance(wrapped, Wrapped) else wrapped)
    return ((count - 1) * LINE_HEIGHT + ASCENT + DESCENT) * size if count else 0.0
