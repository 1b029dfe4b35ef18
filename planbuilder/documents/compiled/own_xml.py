"""XML that a value brings along: whole and of known kinds, or it is left to docxtpl itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planbuilder.documents.compiled.texts import REPLACEMENT, TextPlace
from planbuilder.documents.compiled.values import OtherWay

if TYPE_CHECKING:
    from collections.abc import Callable

# What XML has no place for, without the two that docxtpl gives a meaning: a new paragraph, a new page.
_NOT_IN_XML = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NEVER_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAME = r"[\w.-]+:[\w.-]+"
_TAG = re.compile(
    rf"<(/?)({_NAME})((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(/?)>|[^<]+", re.DOTALL
)
_PREFIX = re.compile(r"([\w.-]+):[\w.-]+\s*=")
_NO_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)")
_NUMBER = re.compile("&#(?:([0-9]+)|x([0-9A-Fa-f]+));")
_LAST_CHARACTER = 0x10FFFF
_LAYS_OUT = re.compile("[\t\n\a\f]").search
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_PARAGRAPH_PROPERTIES = re.compile(r"<w:pPr>.*?</w:pPr>")
_RUN = re.compile(r"<w:r(?: [^>]*)?>.*?</w:r>", re.DOTALL)
_RUN_PROPERTIES = re.compile(r"<w:rPr>.*?</w:rPr>")
_RUN_TEXT = re.compile(r"<w:t(?: [^>]*)?>.*?</w:t>", re.DOTALL)
# Drawn or laid out by docxtpl after it was printed.
_NEEDS_MORE = ("wp:docPr", "w:tbl", "w:tr", "w:tc")


def own_xml(
    xml: str,
    kind: str,
    prefixes: frozenset[str],
    paragraph: str | None,
    laid_out: Callable[[str], str],
) -> str:
    """The XML as it goes into a place of this kind, with its lines and tabs as Word's own.

    `prefixes` are those that the part knows, `paragraph` the properties around runs, `laid_out` what
    the place makes of a text with lines. Raises OtherWay for what is not whole or needs more of docxtpl.
    """
    xml = without_what_xml_can_not_hold(xml)
    if _NO_ENTITY.search(xml):
        raise OtherWay("XML with an entity")
    if "<" in xml:
        _refuse_parts(xml, kind, prefixes)
        if not _LAYS_OUT(xml):
            return xml
        if kind == "runs":
            return _runs_laid_out(xml, paragraph)
        if kind == "xml" and "<w:p" in xml:
            return _PARAGRAPH.sub(_paragraph_laid_out, xml)
        raise OtherWay("a line break or tab in XML")
    if kind == "attribute":
        if _LAYS_OUT(xml) or '"' in xml or "'" in xml:
            raise OtherWay("XML in an attribute")
        return xml
    if _LAYS_OUT(xml):
        return laid_out(xml)
    return xml


def without_what_xml_can_not_hold(xml: str) -> str:
    """The XML with U+FFFD for what XML has no place for, and no end of a CDATA in a text."""
    return _NUMBER.sub(_allowed, _NOT_IN_XML.sub(REPLACEMENT, xml)).replace("]]>", "]]&gt;")


def _allowed(number: re.Match[str]) -> str:
    """A character by its number as it stands, or the replacement where XML has no place for it."""
    decimal, hexadecimal = number.groups()
    # More digits than any character has would take long to read.
    digits = (decimal or hexadecimal).lstrip("0")[:8] or "0"
    code = int(digits, 10 if decimal else 16)
    held = code <= _LAST_CHARACTER and not _NEVER_IN_XML.match(chr(code))
    return number[0] if held else REPLACEMENT


def _refuse_parts(xml: str, kind: str, prefixes: frozenset[str]) -> None:
    if kind == "attribute" or any(word in xml for word in _NEEDS_MORE):
        raise OtherWay("XML with tables or pictures")
    open_names: list[str] = []
    at = 0
    while at < len(xml):
        tag = _TAG.match(xml, at)
        if tag is None:
            raise OtherWay("XML that is not whole")
        at = tag.end()
        if tag[2] is None:
            continue
        used = {tag[2].partition(":")[0], *_PREFIX.findall(tag[3])}
        if "r" in used:
            raise OtherWay("XML with a link")
        if not used <= prefixes | {"xml"}:
            raise OtherWay("XML of an unknown kind")
        if tag[1]:
            if not open_names or open_names.pop() != tag[2]:
                raise OtherWay("XML that is not whole")
        elif not tag[4]:
            open_names.append(tag[2])
    if open_names:
        raise OtherWay("XML that is not whole")


def _paragraph_laid_out(paragraph: re.Match[str]) -> str:
    found = _PARAGRAPH_PROPERTIES.search(paragraph[0])
    return _runs_laid_out(paragraph[0], found[0] if found else "")


def _runs_laid_out(xml: str, paragraph: str | None) -> str:
    """The runs with their lines and tabs as Word's own, with the properties of each run."""

    def run(part: re.Match[str]) -> str:
        found = _RUN_PROPERTIES.search(part[0])
        place = TextPlace(found[0] if found else "", paragraph)

        def text(piece: re.Match[str]) -> str:
            told = place.laid_out(piece[0])
            if told is None:
                raise OtherWay("a new paragraph in XML")
            return told

        return _RUN_TEXT.sub(text, part[0])

    return _RUN.sub(run, xml)
