"""Mijn mensen, drawn: the youth in the middle, people in their circles, and beside it who takes part."""

from __future__ import annotations

from planbuilder.pictures.drawing import PAGE_WIDTH, Drawing
from planbuilder.pictures.palette import INK, SOFT
from planbuilder.pictures.people_circle import circle
from planbuilder.pictures.people_parties import parties
from planbuilder.pictures.people_tags import GAP, flow, gap_tag, legend, person_tag
from planbuilder.pictures.shapes import Group, Shape
from planbuilder.pictures.text import height_of, lines_of
from planbuilder.pictures.wrapping import wrap
from planbuilder.plan.pictures.people import People

TITLE = "Mijn mensen"
# A sheet narrower than this has the parties under the circles instead of beside them.
_NARROW = 120.0
_SHARE = 0.62
_HIGHEST = 85.0
_WORDS, _SMALL = 2.7, 2.4
# How high all tags under the circles are at most, and the circles at least.
_TAGS_PAGE, _TAGS_PHONE = 20.0, 60.0
_LOWEST, _ROOMY = 44.0, 58.0


def draw_people(data: People, width: float = PAGE_WIDTH) -> Drawing:
    """The people on a sheet of this width (mm): 85 mm high at most on a page, higher on a phone."""
    if width < _NARROW:
        shapes, low = _around(data, width, width * 1.06)
        beside, height = parties(data, width, None)
        return Drawing(
            width, low + 2 + height, TITLE, data.alternative, [*shapes, Group(beside, 0, low + 2)]
        )
    left = width * _SHARE
    beside, right_low = parties(data, width - left - 4, _HIGHEST)
    shapes, low = _around(data, left, max(72.0, right_low))
    height = max(low, right_low)
    return Drawing(width, height, TITLE, data.alternative, [*shapes, Group(beside, left + 4, 0)])


def _around(data: People, width: float, height: float) -> tuple[list[Shape], float]:
    """The circles and all that stands under them, about this high together."""
    under, used = _under(data, width)
    # With much under them the circles still get room, as far as the page has it.
    height = max(height, min(_HIGHEST, used + _ROOMY))
    drawn, crowded = circle(data, width, max(_LOWEST, height - used - GAP))
    if crowded:
        under, used = _under(data, width, crowded)
        drawn, _ = circle(data, width, max(_LOWEST, height - used - GAP))
    top = max(_LOWEST, height - used - GAP) + GAP
    return [*drawn, Group(under, 0, top)], top + used


def _under(data: People, width: float, crowded: int = 0) -> tuple[list[Shape], float]:
    """Who has no place in a circle, where somebody is missing, whom the youth misses; its height."""
    tags = [person_tag(one) for one in data.close if not one.ring]
    tags += [gap_tag(gap, width - 8) for gap in data.gaps]
    highest = _TAGS_PHONE if width < PAGE_WIDTH * _SHARE else _TAGS_PAGE
    shapes, low, left = flow(tags, width, highest)
    if left + crowded:
        said = wrap(f"en nog {left + crowded} (staat in de woorden bij dit plaatje)", _SMALL, width)
        shapes += lines_of(0, low, said, _SMALL, SOFT)
        low += height_of(said, _SMALL) + GAP
    if data.missed:
        told = wrap(f"{data.name} mist: “{data.missed}”", _WORDS, width, most_lines=2)
        shapes += lines_of(0, low, told, _WORDS, INK, width=width)
        low += height_of(told, _WORDS) + GAP
    signs, height = legend(data, width)
    shapes.append(Group(signs, 0, low))
    return shapes, low + height
