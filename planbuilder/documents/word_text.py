"""The texts in Word's XML: which a person reads, and what they are together."""

from __future__ import annotations

from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# Attributes that hold words for a reader: what a picture or a table shows.
_READ_ATTRIBUTES = frozenset({"descr", "title"})
_READ_ELEMENTS = frozenset({f"{{{W}}}tblCaption", f"{{{W}}}tblDescription"})


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def is_read_by_people(element: etree._Element, attribute: str) -> bool:
    """True for an attribute that holds words for a reader: what a picture or a table shows."""
    return attribute in _READ_ATTRIBUTES or element.tag in _READ_ELEMENTS


def read_text(root: Any) -> str:
    """All text below `root` as a reader gets it: "\\n" for a break, an empty line between paragraphs."""
    paragraphs = []
    for paragraph in root.iter(w("p")):
        pieces = []
        for node in paragraph.iter(w("t"), w("br"), w("tab")):
            if next(node.iterancestors(w("p"))) is not paragraph:
                continue  # Of a text box, which has paragraphs of its own.
            if node.tag == w("t"):
                pieces.append(node.text or "")
            elif node.getparent().tag == w("r"):
                pieces.append("\n" if node.tag == w("br") else "\t")
        paragraphs.append("".join(pieces))
    return "\n\n".join(paragraphs)
