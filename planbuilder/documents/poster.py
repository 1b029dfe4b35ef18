"""A picture on a sheet of its own, A4 or A3, as a PDF to print and hang up (PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

from planbuilder.documents.template_files import shared_file
from planbuilder.documents.typeset import PdfNotMade, typeset
from planbuilder.pictures.draw import draw
from planbuilder.pictures.drawing import PAGE_WIDTH, Drawing
from planbuilder.pictures.elements import holdable
from planbuilder.pictures.png import image_svg
from planbuilder.plan.model import Picture

Paper = Literal["a4", "a3"]
PAPERS: tuple[Paper, ...] = get_args(Paper)
# The long and the short side, in millimetres.
_SIDES: Mapping[Paper, tuple[float, float]] = MappingProxyType(
    {"a4": (297.0, 210.0), "a3": (420.0, 297.0)}
)
# What most printers leave white.
_MARGIN = 5.0


def poster_drawing(picture: Picture, paper: Paper = "a4") -> Drawing:
    """The picture as it stands on this paper; only the room has a layout of its own for a sheet."""
    long, _ = _SIDES[paper]
    return draw(picture, long - 2 * _MARGIN if picture.name == "room" else PAGE_WIDTH)


def poster(picture: Picture, paper: Paper = "a4") -> bytes:
    """The PDF: one page, lying down where the picture does, the picture as large as fits.

    Raises PdfNotMade, which quotes nothing of what was typed.
    """
    drawing = poster_drawing(picture, paper)
    long, short = _SIDES[paper]
    lies = drawing.width_mm >= drawing.height_mm
    width, height = (long, short) if lies else (short, long)
    share = min(
        (width - 2 * _MARGIN) / drawing.width_mm, (height - 2 * _MARGIN) / drawing.height_mm
    )
    data = {
        "title": holdable(drawing.title),
        "alternative": holdable(drawing.alternative),
        "svg": drawing.svg(),
        "width_mm": width,
        "height_mm": height,
        "margin_mm": _MARGIN,
        # Rounding must not push it to a second page.
        "image_mm": drawing.width_mm * share - 0.01,
    }
    template = shared_file("poster.typ")
    try:
        return typeset(template, {"poster": data})
    except PdfNotMade:
        # PDF/UA takes no sign that a font draws without saying which letter it is.
        return typeset(template, {"poster": {**data, "svg": image_svg(drawing)}})
