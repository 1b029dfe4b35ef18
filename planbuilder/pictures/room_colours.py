"""The colours of the Toekomstkamer: a set for each colour that a youth can choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from planbuilder.pictures.palette import NIGHT


@dataclass(frozen=True, slots=True)
class Colours:
    """The back wall, the side walls, cloth (curtains, blanket, rug), and the dark one for letters."""

    wall: str
    side: str
    cloth: str
    accent: str


PLAIN = Colours("#faf1de", "#efe0c2", "#e3bd84", NIGHT)
CHOSEN: Mapping[str, Colours] = MappingProxyType(
    {
        "blauw": Colours("#e3eff8", "#cbdfef", "#8db9dc", "#0d4f80"),
        "groen": Colours("#e3f1e4", "#cbe2cf", "#93c3a0", "#1d5c3d"),
        "geel": Colours("#fdf3cf", "#f5e3a6", "#edc75a", "#6e4e00"),
        "oranje": Colours("#fdebdb", "#f6d6b9", "#eea86a", "#8a3c0a"),
        "rood": Colours("#fae3df", "#f0cac3", "#dc8f84", "#8c271c"),
        "paars": Colours("#efe8f7", "#dccfec", "#b59ad6", "#4d2f7d"),
        "grijs": Colours("#eef0f2", "#d9dee1", "#aab4bb", "#2f3a43"),
    }
)


def colours_of(label: str) -> Colours:
    """The colours for what the youth chose; a set of our own where nothing was chosen."""
    return CHOSEN.get(label, PLAIN)
