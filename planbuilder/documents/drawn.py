"""The pictures of a plan as documents hold them: SVG beside the words, PNG where a format needs it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from typing import Any

from planbuilder.documents.word_picture import WordPicture
from planbuilder.pictures.draw import draw, draw_for_phone, draw_png
from planbuilder.pictures.drawing import PAGE_WIDTH, Drawing
from planbuilder.pictures.lettering import Letters, lettering_apart
from planbuilder.pictures.png import image_svg
from planbuilder.plan.model import PictureName, Plan

# What fits between the margins of our Word templates, and leaves room for words on the same page;
# many agreements need a page of their own to be read.
_COLUMN, _PAGE, _WHOLE_PAGE = 170.0, 150.0, 210.0


class Svg(str):
    """An SVG that planbuilder drew: the only text that a page takes as it is.

    `drawing` is the whole picture, `shown` what of it is in the SVG.
    """

    __slots__ = ("drawing",)
    drawing: Drawing

    def __new__(cls, drawing: Drawing, prefix: str, shown: Drawing | None = None) -> Svg:
        """The SVG of a drawing or of what is `shown` of it; `prefix` starts the ids in it."""
        svg = super().__new__(cls, (shown or drawing).svg(prefix))
        svg.drawing = drawing
        return svg

    @property
    def as_image(self) -> str:
        """An SVG that shows the same without any text in it."""
        return image_svg(self.drawing)


def put_drawings_in(data: dict[str, Any], plan: Plan, wanted: str) -> None:
    """Give each picture in the data of this plan what this kind of document shows of it.

    `svg` is for paper, `svg_phone` for a phone, `image` a picture for Word or an address
    for OpenDocument; each is "" where the format has no use for it. Over the `svg` in a PDF stand
    the lines of `letters`, each as its left side, base line, size, colour, boldness and words.
    """
    blocks = _picture_blocks(data)
    for number, (block, picture) in enumerate(zip(blocks, plan.pictures(), strict=True), 1):
        wide = draw(picture, PAGE_WIDTH)
        block["width_mm"], block["height_mm"] = round(wide.width_mm, 2), round(wide.height_mm, 2)
        block["svg"] = block["svg_phone"] = block["image"] = ""
        if wanted == "pdf":
            shapes, letters = lettering_apart(wide)
            block["svg"] = Svg(wide, f"picture-{number}", shapes)
            block["letters"] = [_placed(one) for one in letters]
        if wanted == "html":
            block["svg"] = Svg(wide, f"picture-{number}")
            block["svg_phone"] = Svg(draw_for_phone(picture), f"picture-{number}-phone")
        if wanted == "docx":
            block["image"] = WordPicture(
                draw_png(picture), *_on_page(wide, picture.name), block["alternative"]
            )
        if wanted == "odt":
            block["width_mm"], block["height_mm"] = _on_page(wide, picture.name)
            content = b64encode(draw_png(picture)).decode("ascii")
            block["image"] = f"data:image/png;base64,{content}"


def _placed(one: Letters) -> list[float | str | bool]:
    # Steps of a thousandth of a millimetre, as in the SVG.
    place = [round(value, 3) for value in (one.left, one.base, one.size)]
    return [*place, one.fill, one.bold, one.words]


def _on_page(drawing: Drawing, name: PictureName) -> tuple[float, float]:
    """Width and height on a page of a word processor, which cuts off what is too large."""
    highest = _WHOLE_PAGE if name == "calendar" else _PAGE
    share = min(1.0, _COLUMN / drawing.width_mm, highest / drawing.height_mm)
    return round(drawing.width_mm * share, 2), round(drawing.height_mm * share, 2)


def without_text_in_pictures(data: dict[str, Any]) -> bool:
    """Make images of the SVGs in this data for PDF; False where there was none to make one of."""
    changed = False
    for block in _arranged_pictures(data):
        if isinstance(block["svg"], Svg):
            block["svg"], block["letters"] = block["svg"].as_image, []
            changed = True
    return changed


def _picture_blocks(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each picture, as it stands in the sections."""
    for section in data["sections"]:
        for block in section["blocks"]:
            if block["type"] == "picture":
                yield block


def _arranged_pictures(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each picture in the arrangements of the PDF: the parts of sections, and the sides of the sheet."""
    shown = [part for section in data["sections"] for part in section["parts"]]
    panels = [panel for sheet in data["sheets"] for side in sheet for panel in side]
    shown += [line for panel in panels for box in panel for line in box["lines"]]
    return (one for one in shown if one["type"] == "picture")
