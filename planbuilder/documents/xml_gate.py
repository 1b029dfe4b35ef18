"""Looks at XML from outside before anything else reads it: no declarations of its own, nothing too deep.

Why: a DOCTYPE can name files and multiply texts, and another encoding can hide one from a search. Only
expat reads here; it tells of a declaration before it acts on it.
"""

from __future__ import annotations

from typing import NoReturn
from xml.parsers import expat

from planbuilder.errors import TemplateInvalid

# Word nests about eight deep, and six more for each table in a table; libxml2 stops at 256.
DEEPEST = 200
# The root of a part by Word has some forty.
MOST_ATTRIBUTES = 256
# Each drawing may name its own again, some ten at a time.
MOST_NAMESPACES = 20_000
# A thousand pages hold about half of this.
MOST_ELEMENTS = 400_000
LARGEST_PART = 12 * 1024 * 1024
_PLAIN = ("utf-8", "us-ascii", "ascii")
_WIDE = ("utf-16", "utf-16le", "utf-16be")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_SEPARATOR = " "


class XmlGate:
    """Looks at the parts of one file; what they hold is counted over all of them."""

    def __init__(self) -> None:
        self._elements = 0

    def look_at(self, part: str, raw: bytes, may_be_wide: bool = False) -> None:
        """Nothing, when this is plain XML in UTF-8 (or UTF-16 where that may be).

        Raises TemplateInvalid: template_doctype, template_encoding, template_xml_heavy or
        template_damaged, each with the part.
        """
        if len(raw) > LARGEST_PART:
            raise TemplateInvalid("template_xml_heavy", part=part)
        if raw.startswith(_WIDE_MARKS) and not may_be_wide:
            raise TemplateInvalid("template_encoding", part=part)
        try:
            self._parser(part, may_be_wide).Parse(raw, True)
        except (expat.ExpatError, ValueError, LookupError):
            # ValueError and LookupError: an encoding that Python does not know, or not as one byte.
            raise TemplateInvalid("template_damaged", part=part) from None

    def _parser(self, part: str, may_be_wide: bool) -> expat.XMLParserType:
        depth = namespaces = 0

        def refuse(code: str) -> NoReturn:
            raise TemplateInvalid(code, part=part)

        def declared(_version: str, encoding: str | None, _standalone: int) -> None:
            allowed = _PLAIN + _WIDE if may_be_wide else _PLAIN
            if encoding is not None and encoding.lower() not in allowed:
                refuse("template_encoding")

        def started(_name: str, attributes: list[str]) -> None:
            nonlocal depth
            depth += 1
            self._elements += 1
            if (
                depth > DEEPEST
                or len(attributes) > 2 * MOST_ATTRIBUTES
                or self._elements > MOST_ELEMENTS
            ):
                refuse("template_xml_heavy")

        def named(_prefix: str | None, _uri: str | None) -> None:
            nonlocal namespaces
            namespaces += 1
            if namespaces > MOST_NAMESPACES:
                refuse("template_xml_heavy")

        def ended(_name: str) -> None:
            nonlocal depth
            depth -= 1

        parser = expat.ParserCreate(None, _SEPARATOR)
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.XmlDeclHandler = declared
        parser.StartDoctypeDeclHandler = lambda *_: refuse("template_doctype")
        parser.EntityDeclHandler = lambda *_: refuse("template_doctype")
        parser.StartNamespaceDeclHandler = named
        parser.StartElementHandler = started
        parser.EndElementHandler = ended
        return parser
