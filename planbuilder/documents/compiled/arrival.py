"""Whether each text that was printed stands in the finished XML."""

from __future__ import annotations

import re

from planbuilder.documents.compiled.plan_printing import right_to_left, special
from planbuilder.documents.compiled.texts import escaped, escaped_attribute
from planbuilder.text_direction import stretches

_LINES_AND_TABS = re.compile("[\n\t]+")


def lost(xml: str, printed: list[tuple[str, bool]]) -> str | None:
    """The first of these texts that is not in the XML where it should be; None where all are.

    Texts are looked for in their order, each after the one before it.
    """
    at = 0
    for text, is_attribute in printed:
        if not is_attribute and special(text) is None:
            at = xml.find(text, at)
            if at < 0:
                return text
            at += len(text)
            continue
        for piece in _pieces(text, is_attribute):
            at = xml.find(piece, at)
            if at < 0:
                return text
            at += len(piece)
    return None


def _pieces(text: str, is_attribute: bool) -> list[str]:
    if is_attribute:
        return [escaped_attribute(text)]
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    cut = stretches(whole) if right_to_left(whole) else [(whole, False)]
    return [
        escaped(piece) for stretch, _ in cut for piece in _LINES_AND_TABS.split(stretch) if piece
    ]
