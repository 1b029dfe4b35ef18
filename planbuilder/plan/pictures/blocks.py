"""The pictures of a section as blocks: compiled for this recipient, none where nothing is to be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol

from planbuilder.plan.material import Material
from planbuilder.plan.model import Picture, PictureName
from planbuilder.plan.outline import SectionOutline
from planbuilder.plan.pictures.areas import compile_areas, compile_areas_beside_words
from planbuilder.plan.pictures.calendar import compile_calendar
from planbuilder.plan.pictures.people import compile_people
from planbuilder.plan.pictures.room import compile_room
from planbuilder.plan.pictures.route import compile_route
from planbuilder.plan.wording import PICTURE


class Shown(Protocol):
    """What a picture shows; `alternative` says all of it in words."""

    @property
    def alternative(self) -> str:
        """All that the picture shows, in words."""


Compile = Callable[[Material], Shown | None]
_COMPILE: Mapping[PictureName, Compile] = MappingProxyType(
    {
        "route": compile_route,
        "people": compile_people,
        "areas": compile_areas,
        "room": compile_room,
        "calendar": compile_calendar,
    }
)
# What stands in words right under a picture in a plan is not in the picture again.
_IN_PLAN: Mapping[PictureName, Compile] = MappingProxyType(
    {**_COMPILE, "areas": compile_areas_beside_words}
)


def picture(
    material: Material, name: PictureName, earlier: Material | None = None
) -> Picture | None:
    """The picture with this name, by itself; None where it would show nothing.

    `earlier`: what the same reader may know from a plan of before, for who is missing in "people".
    """
    if name == "people" and earlier is not None:
        return _picture(material, name, lambda now: compile_people(now, earlier))
    return _picture(material, name, _COMPILE[name])


def _picture(material: Material, name: PictureName, compiled: Compile) -> Picture | None:
    shown = compiled(material)
    return Picture(name, PICTURE[name], shown.alternative, shown) if shown else None


def picture_blocks(material: Material, section: SectionOutline) -> Iterator[Picture]:
    """The pictures that the outline names for this section; the title of the section is not repeated."""
    title = section.title_for(material.view.recipient.party)
    for name in section.pictures:
        found = _picture(material, name, _IN_PLAN[name])
        if found:
            yield replace(found, label="") if found.label == title else found
