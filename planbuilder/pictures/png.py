"""A drawing as PNG: the same bytes each time, with the fonts of the package and nothing else."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache

from planbuilder.pictures.drawing import Drawing
from planbuilder.pictures.elements import element, number
from planbuilder.pictures.measure import font_files

# Sharp enough on paper, small in a document, and quick: the time goes up with the square.
DOTS_PER_INCH = 150
_MM_PER_INCH = 25.4
# A picture that grew long with what was typed is drawn coarser rather than not at all.
_MOST_PIXELS = 40_000_000


def image_svg(drawing: Drawing, dots_per_inch: float = DOTS_PER_INCH) -> str:
    """An SVG that shows the drawing as an image: for a program that fails on a script or a sign in it."""
    content = b64encode(png(drawing, dots_per_inch)).decode("ascii")
    width, height = number(drawing.width_mm), number(drawing.height_mm)
    size: dict[str, str | float] = {"width": f"{width}mm", "height": f"{height}mm"}
    image = element(
        "image",
        {"width": width, "height": height, "href": f"data:image/png;base64,{content}"},
    )
    space = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width} {height}"}
    return element("svg", {**space, **size}, image)


def png(drawing: Drawing, dots_per_inch: float = DOTS_PER_INCH) -> bytes:
    """The drawing as PNG, in colour, at this many dots per inch or fewer where it is huge."""
    per_mm = dots_per_inch / _MM_PER_INCH
    pixels = drawing.width_mm * drawing.height_mm * per_mm**2
    if pixels > _MOST_PIXELS:
        per_mm *= (_MOST_PIXELS / pixels) ** 0.5
    families = drawing.fonts() | {("Noto Sans", False)}
    files = tuple(str(path) for path in font_files(families))
    return _rendered(drawing.svg(), files, max(1, round(drawing.width_mm * per_mm)), drawing.paper)


@lru_cache(maxsize=32)
def _rendered(svg: str, files: tuple[str, ...], width: int, paper: str | None) -> bytes:
    """The same picture stands in several plans of a dossier."""
    import resvg_py

    content: bytes = resvg_py.svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=list(files),
        font_family="Noto Sans",
        sans_serif_family="Noto Sans",
        background=paper,
        dpi=96,
        width=width,
    )
    return content
