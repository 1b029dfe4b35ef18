"""Which texts the PDF's template sets as they are, and what it has to know of all others.

Looking into a text in typst takes longer than setting it, and nearly every text is one plain line.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from planbuilder.documents.long_words import MAY_BREAK
from planbuilder.documents.words import unbroken
from planbuilder.text_direction import language_of

# A plain text, or each of its paragraphs with its language ("" for that of the plan).
Apart = str | list[tuple[str, str]]
# A plain text that can be a heading, or what to know of it: "parts", "language", "is_heading".
Heading = str | dict[str, Any]

# Line ends, tabs, places to break, what turns the direction, and every block with letters from
# right to left.
_SPECIAL = re.compile(
    f"[\n\r\t{MAY_BREAK}\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# A longer heading may fit on no page.
_MOST_LETTERS, _MOST_LINES = 500, 8


def set_apart(text: str) -> Apart:
    """The text itself where it is one plain paragraph, else its paragraphs with their languages."""
    if text and (_is_ordinary(text) or not _SPECIAL.search(text)):
        return text
    return [(part, language_of(part)) for part in unbroken(text).split("\n\n")]


def heading_apart(text: str) -> Heading:
    """As `set_apart`, for a text that may stand as a heading."""
    parts, is_heading = set_apart(text), _can_be_heading(text)
    if is_heading and isinstance(parts, str):
        return parts
    return {"parts": parts, "language": language_of(text), "is_heading": is_heading}


def _is_ordinary(text: str) -> bool:
    """True of most texts, and told without looking for each sign that is special."""
    return text.isascii() and text.isprintable()


def can_be_seen(text: str) -> bool:
    """True where there is more in the text than spaces and what is invisible."""
    return any(unicodedata.category(character)[0] not in "CZ" for character in text)


def _can_be_heading(text: str) -> bool:
    """What can't be seen would be none for a screen reader, and what fits on no page is cut off."""
    return (
        len(text.replace(MAY_BREAK, "")) < _MOST_LETTERS
        and text.count("\n") + text.count("\r") < _MOST_LINES
        and can_be_seen(text)
    )
