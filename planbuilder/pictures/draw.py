"""Every picture by its name: from what a plan compiled to a drawing of a width."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from planbuilder.pictures.areas import draw_areas
from planbuilder.pictures.calendar import draw_calendar
from planbuilder.pictures.drawing import PAGE_WIDTH, PHONE_CLOSE, PHONE_WIDTH, Drawing
from planbuilder.pictures.people import draw_people
from planbuilder.pictures.png import png
from planbuilder.pictures.room import draw_room
from planbuilder.pictures.route import draw_route
from planbuilder.plan.model import Picture, PictureName

# What is drawn from the data of each picture, as wide as it is told.
_DRAW: Mapping[PictureName, Callable[[Any, float], Drawing]] = MappingProxyType(
    {
        "route": draw_route,
        "people": draw_people,
        "areas": draw_areas,
        "room": draw_room,
        "calendar": draw_calendar,
    }
)

_SMALL_LETTERS: frozenset[PictureName] = frozenset({"people", "areas"})


def draw(picture: Picture, width_mm: float = PAGE_WIDTH) -> Drawing:
    """The drawing of this picture, this wide and as high as it needs to be."""
    return _drawn(picture.name, picture.data, width_mm)


def draw_for_phone(picture: Picture) -> Drawing:
    """The drawing of this picture for a screen as narrow as a phone's."""
    return draw(picture, PHONE_CLOSE if picture.name in _SMALL_LETTERS else PHONE_WIDTH)


def draw_png(picture: Picture, width_mm: float = PAGE_WIDTH) -> bytes:
    """The same drawing as PNG."""
    return _as_png(picture.name, picture.data, width_mm)


@lru_cache(maxsize=32)
def _drawn(name: PictureName, data: Any, width_mm: float) -> Drawing:
    """The same picture stands in several plans of a dossier, and in each format of a plan."""
    return _DRAW[name](data, width_mm)


@lru_cache(maxsize=32)
def _as_png(name: PictureName, data: Any, width_mm: float) -> bytes:
    return png(_drawn(name, data, width_mm))
