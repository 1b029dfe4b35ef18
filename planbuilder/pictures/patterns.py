"""Fills that have a pattern beside their colour, so that colour is never the only sign."""

from __future__ import annotations

from dataclasses import dataclass

from planbuilder.pictures.elements import element
from planbuilder.pictures.palette import INK, Pattern


@dataclass(frozen=True, slots=True)
class Fill:
    """A colour, with a pattern in another colour that says the same without colour."""

    colour: str
    pattern: Pattern = "plain"
    ink: str = INK


class Patterns:
    """The patterns that a picture uses, each with its own id in the page."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._ids: dict[Fill, str] = {}

    def paint(self, fill: str | Fill | None) -> str:
        """What stands in a `fill` attribute."""
        if fill is None:
            return "none"
        if isinstance(fill, str):
            return fill
        if fill.pattern == "plain":
            return fill.colour
        found = self._ids.setdefault(fill, f"{self._prefix}-{fill.pattern}{len(self._ids) + 1}")
        return f"url(#{found})"

    def xml(self) -> str:
        """The definitions of all patterns that were asked for."""
        return "".join(_pattern(fill, name) for fill, name in self._ids.items())


_TILES = {
    "stripes": '<path d="M-1 1 L1 -1 M0 3 L3 0 M2 4 L4 2" {s}/>',
    "backslash": '<path d="M-1 2 L1 4 M0 0 L3 3 M2 -1 L4 1" {s}/>',
    "dots": '<circle cx="1.5" cy="1.5" r="0.45" fill="{c}"/>',
    "grid": '<path d="M0 1.5 H3 M1.5 0 V3" {s}/>',
    "waves": '<path d="M0 1.5 Q0.75 0.3 1.5 1.5 T3 1.5" fill="none" {s}/>',
}


def _pattern(fill: Fill, name: str) -> str:
    stroke = f'stroke="{fill.ink}" stroke-width="0.3"'
    drawn = _TILES[fill.pattern].format(s=stroke, c=fill.ink)
    sizes: dict[str, str | float] = {
        "id": name,
        "width": 3,
        "height": 3,
        "patternUnits": "userSpaceOnUse",
    }
    return element("pattern", sizes, drawn)
