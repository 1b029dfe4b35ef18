"""The pen that the objects of the Toekomstkamer are drawn with: whole, or faded for an empty place."""

from __future__ import annotations

from dataclasses import dataclass

from planbuilder.pictures.palette import INK, SOFT
from planbuilder.pictures.room_colours import Colours
from planbuilder.pictures.shapes import Circle, Path, Rect, Shape
from planbuilder.pictures.symbols import steps, symbol

_LINE = 0.55


@dataclass(frozen=True)
class Pen:
    """Draws on the field of one object; faded: only dashed outlines, for a place without words."""

    x: float
    y: float
    scale: float
    colours: Colours
    faded: bool = False

    def path(
        self, told: str, fill: str | None = None, width: float = _LINE, stroke: str = INK
    ) -> Shape:
        """Lines and curves, closed where a `Z` says so."""
        placed = steps(told, self.x, self.y, self.scale)
        ink = self._ink(stroke)
        return Path(placed, self._fill(fill), ink, width * self.scale, self._dash)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str | None = None,
        radius: float = 0.6,
        line: float = _LINE,
    ) -> Shape:
        """A rectangle with slightly round corners."""
        k = self.scale
        return Rect(
            self.x + x * k,
            self.y + y * k,
            width * k,
            height * k,
            self._fill(fill),
            self._ink(INK) if line else None,
            line * k,
            radius * k,
            self._dash,
        )

    def disc(
        self, x: float, y: float, radius: float, fill: str | None = None, line: float = _LINE
    ) -> Shape:
        """A circle."""
        k = self.scale
        return Circle(
            self.x + x * k,
            self.y + y * k,
            radius * k,
            self._fill(fill),
            self._ink(INK) if line or self.faded else None,
            line * k or _LINE * k,
            self._dash,
        )

    def sign(
        self, name: str, x: float, y: float, size: float, ink: str, ground: str
    ) -> list[Shape]:
        """A symbol as a part of an object; none where the object is faded."""
        k = self.scale
        drawn = symbol(name, self.x + x * k, self.y + y * k, size * k, ink, ground)
        return [drawn] if drawn and not self.faded else []

    @property
    def _dash(self) -> str:
        return f"{1.6 * self.scale:.2f} {1.2 * self.scale:.2f}" if self.faded else ""

    def _fill(self, fill: str | None) -> str | None:
        return None if self.faded else fill

    def _ink(self, ink: str) -> str:
        return SOFT if self.faded else ink
