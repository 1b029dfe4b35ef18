"""The pictures of a plan as documents hold them: SVG beside the words, PNG where Word needs it."""

from __future__ import annotations

from typing import Any

from planbuilder.pictures.draw import draw
from planbuilder.pictures.drawing import PAGE_WIDTH, PHONE_WIDTH, Drawing
from planbuilder.plan.model import Plan


class Svg(str):
    """An SVG that planbuilder drew: the only text that a page takes as it is."""

    __slots__ = ()


def put_drawings_in(data: dict[str, Any], plan: Plan) -> None:
    """Give each picture in the data of this plan its SVG (for paper and for a phone) and size.

    `image` is "" and gets what a format needs: a picture for Word, an address for OpenDocument.
    """
    pictures = [
        block
        for section in data["sections"]
        for block in section["blocks"]
        if block["type"] == "picture"
    ]
    for number, (block, picture) in enumerate(zip(pictures, plan.pictures(), strict=True), 1):
        wide, phone = draw(picture, PAGE_WIDTH), draw(picture, PHONE_WIDTH)
        block["svg"] = Svg(wide.svg(f"picture-{number}"))
        block["svg_phone"] = Svg(phone.svg(f"picture-{number}-phone"))
        block["width_mm"], block["height_mm"] = _size(wide)
        block["image"] = ""


def _size(drawing: Drawing) -> tuple[float, float]:
    return round(drawing.width_mm, 2), round(drawing.height_mm, 2)
