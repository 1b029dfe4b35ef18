"""Which way a text is read: by its first letter that has a direction (rule P2 of Unicode's UAX 9)."""

from __future__ import annotations

import unicodedata

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_STRONG = _RIGHT_TO_LEFT | {"L"}


def is_right_to_left(text: str) -> bool:
    """True where the first letter with a direction is read from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in _STRONG:
            return direction in _RIGHT_TO_LEFT
    return False


def language_of(text: str) -> str:
    """The language that a text from right to left is read aloud in: "he", else "ar"; "" for any other.

    Its letters decide, so what is in Persian or Urdu is taken for Arabic: a voice reads them alike.
    """
    if not is_right_to_left(text):
        return ""
    first = next(c for c in text if unicodedata.bidirectional(c) in _RIGHT_TO_LEFT)
    return "he" if unicodedata.name(first, "").startswith("HEBREW") else "ar"


def stretches(text: str) -> list[tuple[str, bool]]:
    """The text cut into stretches of one direction, each with True for right to left.

    What has no direction of its own (spaces, digits, emoji) stays with what stands before it.
    """
    found: list[tuple[str, bool]] = []
    start = 0
    current = is_right_to_left(text)
    for at, character in enumerate(text):
        direction = unicodedata.bidirectional(character)
        if direction in _STRONG and (direction in _RIGHT_TO_LEFT) != current:
            if at > start:
                found.append((text[start:at], current))
            start, current = at, not current
    if start < len(text):
        found.append((text[start:], current))
    return found
