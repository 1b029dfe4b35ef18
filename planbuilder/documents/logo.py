"""The organisation's logo as each format needs it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planbuilder.documents.image_limits import ImageRefused
from planbuilder.errors import InputInvalid, NotFound, Problem, StorageFailed

# Sharp enough at the largest size that a house style may ask for.
_PIXELS_HIGH = 600
_WIDEST_MM = 70.0


@dataclass(frozen=True, slots=True)
class Logo:
    """A safe image with its size on paper; `kind` is "png", "jpeg" or "svg".

    `for_word` is the same as PNG or JPEG, with its kind: Word shows no plain SVG.
    """

    content: bytes
    kind: str
    for_word: tuple[bytes, str]
    alternative: str
    width_mm: float
    height_mm: float


def read_logo(
    folder: Path, name: str, alternative: str, height_mm: float
) -> Logo | tuple[str, dict[str, object]]:
    """The logo, or the code and parameters of why it can't be used; it stands in this folder."""
    # Most houses have no logo, and reading pictures is slow to load.
    from planbuilder.documents.images import read_image

    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        return "logo_elsewhere", {"name": name}
    try:
        image = read_image(path)
    except (ImageRefused, InputInvalid, NotFound, StorageFailed) as refused:
        return refused.code, dict(refused.parameters)
    width = height_mm * image.width / image.height
    if width > _WIDEST_MM:
        width, height_mm = _WIDEST_MM, _WIDEST_MM * image.height / image.width
    for_word = (image.content, str(image.kind))
    if image.kind == "svg":
        drawn = _drawn(image.content)
        if drawn is None:
            return "image_damaged", {"name": name}
        for_word = (drawn, "png")
    return Logo(
        image.content, image.kind, for_word, alternative, round(width, 2), round(height_mm, 2)
    )


def problem_with(file: str, line: int, wrong: tuple[str, dict[str, object]]) -> Problem:
    """What is told about a logo that is left out."""
    code, parameters = wrong
    return Problem(code, file, line, parameters)


def _drawn(svg: bytes) -> bytes | None:
    import resvg_py

    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=svg.decode("utf-8"), height=_PIXELS_HIGH))
    except (ValueError, RuntimeError):
        return None
