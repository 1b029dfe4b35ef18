"""What a Word document's styles say about an empty line in a text: a new paragraph, or two breaks."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from planbuilder.documents.word_text import w


def splitting(styles: etree._Element | None) -> Callable[[str], bool]:
    """A function that tells of a style id whether its paragraphs may be split in two.

    Not where that would make a second bullet or a second heading.
    """
    found = {} if styles is None else {s.get(w("styleId")): s for s in styles.iter(w("style"))}

    def may_split(style_id: str) -> bool:
        seen: set[str] = set()
        while style_id in found and style_id not in seen:
            seen.add(style_id)
            style = found[style_id]
            properties = style.find(w("pPr"))
            if properties is not None and (
                properties.find(w("numPr")) is not None
                or properties.find(w("outlineLvl")) is not None
            ):
                return False
            parent = style.find(w("basedOn"))
            style_id = "" if parent is None else parent.get(w("val"), "")
        return True

    return may_split
