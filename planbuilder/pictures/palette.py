"""The colours of pictures: apart in grey and for who sees colours differently, never the only sign.

The hues keep apart what people with the common kinds of colour blindness mix up (blue against
orange, no red against green); the lightness goes up in steps, so that a photocopy tells them apart too.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

INK = "#22303a"
SOFT = "#55636e"
PAPER = "#ffffff"
LINE = "#c9d3d8"
PALE = "#f3f6f7"

# From dark to light.
NIGHT = "#14213d"
BRICK = "#8f2d14"
SEA = "#0f6fae"
EARTH = "#d9822b"
SKY = "#8cc5ec"
SAND = "#f7dfa5"
TONES: tuple[str, ...] = (NIGHT, BRICK, SEA, EARTH, SKY, SAND)

# EARTH for lines and signs on paper.
UMBER = "#7a4a10"

# Patterns that say the same as a colour.
Pattern = Literal["plain", "stripes", "dots", "grid", "waves", "backslash"]
PATTERNS: tuple[Pattern, ...] = ("plain", "stripes", "dots", "grid", "waves", "backslash")


def text_on(colour: str) -> str:
    """The colour of text that reads best on this colour: ink or paper."""
    return max((INK, PAPER), key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, from 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=256)
def luminance(colour: str) -> float:
    """The relative luminance of "#rrggbb", from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lightness(colour: str) -> float:
    """How light a colour looks in grey, from 0 to 100 (L* of CIELAB)."""
    light = luminance(colour)
    return 903.3 * light if light <= 0.008856 else 116 * light ** (1 / 3) - 16


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
