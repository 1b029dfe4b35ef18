"""A Drawing: shapes on a sheet in millimetres, with a title and the same said in words; as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from planbuilder.pictures.elements import element, holdable
from planbuilder.pictures.palette import PAPER
from planbuilder.pictures.patterns import Patterns
from planbuilder.pictures.shapes import Box, Rect, Shape, flat
from planbuilder.pictures.text import Text

# The text width of an A4 page, and of a phone's screen (375 CSS pixels less the margins).
PAGE_WIDTH = 170.0
PHONE_WIDTH = 90.0
# For pictures with small letters, which a phone shows larger when they are drawn on less.
PHONE_CLOSE = 76.0


@dataclass(frozen=True)
class Drawing:
    """One picture. `alternative` says in words all that it shows; `paper` is drawn under it."""

    width_mm: float
    height_mm: float
    title: str
    alternative: str
    shapes: Sequence[Shape]
    paper: str | None = PAPER

    def svg(self, prefix: str = "picture") -> str:
        """A standalone SVG without script or anything from elsewhere.

        `prefix` starts every id in it: another one for each picture on a page.
        """
        patterns = Patterns(prefix)
        ground = Rect(0, 0, self.width_mm, self.height_mm, self.paper)
        drawn = "".join(shape.xml(patterns) for shape in (*self._ground(ground), *self.shapes))
        width, height = round(self.width_mm, 2), round(self.height_mm, 2)
        defined = patterns.xml()
        return element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "width": f"{width:g}mm",
                "height": f"{height:g}mm",
                "viewBox": f"0 0 {width:g} {height:g}",
                "role": "img",
                "lang": "nl",
                "aria-labelledby": f"{prefix}-title",
                "aria-describedby": f"{prefix}-desc",
            },
            element("title", {"id": f"{prefix}-title"}, _text(self.title))
            + element("desc", {"id": f"{prefix}-desc"}, _text(self.alternative))
            + (f"<defs>{defined}</defs>" if defined else "")
            + drawn,
        )

    def texts(self) -> tuple[Text, ...]:
        """Every line of text in it, in the order of drawing."""
        return tuple(shape for shape, _ in self.placed() if isinstance(shape, Text))

    def placed(self) -> Iterator[tuple[Shape, Box]]:
        """Every shape with the box that it takes up."""
        return flat(self.shapes)

    def fonts(self) -> frozenset[tuple[str, bool]]:
        """The font families in use, each with whether it is the bold one."""
        return frozenset((run.family, run.bold) for text in self.texts() for run in text.runs)

    def _ground(self, ground: Rect) -> tuple[Rect, ...]:
        return (ground,) if self.paper else ()


def _text(words: str) -> str:
    return escape(holdable(words)) or " "
