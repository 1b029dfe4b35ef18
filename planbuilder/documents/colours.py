"""Colours that can be read: contrast as WCAG 2 measures it, and a whole palette out of one colour."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

Palette = Mapping[str, str]

# WCAG 2.2, success criterion 1.4.3: text against what is behind it.
READABLE = 4.5
WHITE = "ffffff"
_BLACK = "000000"
_HEX = re.compile(r"#?([0-9a-fA-F]{6})")
_TINT, _LINE, _DARKER = 0.1, 0.25, 0.65

# What the youth can choose (question tk_kleur); each can be read on white and on its own tint.
CHOSEN: Palette = MappingProxyType(
    {
        "blauw": "1f5f99",
        "groen": "2c6e3f",
        "geel": "7a5c00",
        "oranje": "a1460f",
        "rood": "a62b35",
        "paars": "6a3d9a",
        "grijs": "4a545e",
    }
)


def is_colour(text: object) -> bool:
    """True for a colour as "#1f6f78"."""
    return isinstance(text, str) and _HEX.fullmatch(text) is not None


def plain(colour: str) -> str:
    """The colour as six lower-case digits, without "#"."""
    found = _HEX.fullmatch(colour)
    if found is None:
        raise ValueError(colour)
    return found[1].lower()


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1.0 to 21.0 (WCAG 2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, with_: str, share: float) -> str:
    """`share` of the colour and the rest of the other."""
    pairs = zip(_parts(colour), _parts(with_), strict=True)
    return "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def palette(accent: str, text: str, quiet: str, youth: str) -> Palette:
    """Every colour of a document: text, soft, line, accent, dark, tint, youth and youth_tint."""
    return MappingProxyType(
        {
            "text": text,
            "soft": quiet,
            "line": mixed(quiet, WHITE, _LINE),
            "accent": accent,
            "dark": mixed(accent, _BLACK, _DARKER),
            "tint": mixed(accent, WHITE, _TINT),
            "youth": youth,
            "youth_tint": mixed(youth, WHITE, _TINT * 0.8),
        }
    )


def worst_contrast(colour: str) -> float:
    """The contrast of this colour as text, on white or on its own tint, whichever is worse."""
    return min(contrast(colour, WHITE), contrast(colour, mixed(colour, WHITE, _TINT)))


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[0:2], 16), int(colour[2:4], 16), int(colour[4:6], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
