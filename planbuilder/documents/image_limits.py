"""What an image may be: how large as a file, and how many pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planbuilder.errors import InputInvalid

# A logo is some kilobytes, a photo over a full page a few megabytes.
LARGEST_FILE = 8 * 1024 * 1024
# An A4 at 300 dots to the inch is 8.7 million; whoever opens the plan must hold four bytes for each.
MOST_PIXELS = 24_000_000
LONGEST_SIDE = 10_000


class ImageRefused(InputInvalid):
    """An image can't be used; `name` is added to its parameters where the name of the file is known."""


@dataclass(frozen=True, slots=True)
class Image:
    """A safe image: its bytes, and its size in pixels (of an SVG: in CSS pixels, at most whole ones)."""

    content: bytes
    kind: Literal["png", "jpeg", "svg"]
    width: int
    height: int


def refuse_pixels(width: int, height: int) -> None:
    """Raise ImageRefused where an image of this size takes more memory than a reader should need."""
    if width < 1 or height < 1:
        raise ImageRefused("image_damaged")
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise ImageRefused(
            "image_too_many_pixels", width=width, height=height, megapixels=MOST_PIXELS // 10**6
        )
