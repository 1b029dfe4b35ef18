"""What a docxtpl template prints: texts escaped for their place, and values that bring XML of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from planbuilder.documents.compiled.grids import fixed, fixed_plain
from planbuilder.documents.compiled.linking import Linker, OtherWay
from planbuilder.documents.compiled.pictures import PictureBox, refused
from planbuilder.documents.compiled.texts import (
    TextPlace,
    escaped,
    escaped_attribute,
    held,
    special,
    special_in_attribute,
)
from planbuilder.documents.word_picture import WordPicture

if TYPE_CHECKING:
    from planbuilder.documents.compiled.linking import Put, Statement

_FIRST_PICTURE = 1000
_NAME = r"[\w.-]+:[\w.-]+"
_TAG = re.compile(
    rf"<(/?)({_NAME})((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(/?)>|[^<]+", re.DOTALL
)
_PREFIX = re.compile(r"([\w.-]+):[\w.-]+\s*=")
_NO_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)")
_LAYS_OUT = re.compile("[\t\n\a\f]").search
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_PARAGRAPH_PROPERTIES = re.compile(r"<w:pPr>.*?</w:pPr>")
_RUN = re.compile(r"<w:r(?: [^>]*)?>.*?</w:r>", re.DOTALL)
_RUN_PROPERTIES = re.compile(r"<w:rPr>.*?</w:rPr>")
_RUN_TEXT = re.compile(r"<w:t(?: [^>]*)?>.*?</w:t>", re.DOTALL)
# Drawn or laid out by docxtpl after it was printed.
_NEEDS_MORE = ("wp:docPr", "w:tbl", "w:tr", "w:tc")


class Rendering:
    """One document that is being made: its context, and what its parts count and collect."""

    __slots__ = ("box", "context", "number")

    def __init__(self, context: Mapping[str, Any], box: PictureBox) -> None:
        self.context = context
        self.number = _FIRST_PICTURE
        self.box = box

    def next_number(self) -> str:
        """The next number for a picture, as docxtpl counts them."""
        self.number += 1
        return str(self.number)


def prints(
    places: list[list[Any]], prefixes: frozenset[str]
) -> Callable[[list[Any], Linker], Statement]:
    """What makes functions of "p", "id" and "tbl" in a part with these places and XML prefixes."""
    shown = [_Shown(place, prefixes) for place in places]

    def special_statement(node: list[Any], linker: Linker) -> Statement:
        if node[0] == "id":
            return lambda v, put: put(v[0].next_number())
        if node[0] in ("tbl", "grid"):
            body = linker.block(node[1])
            work = fixed if node[0] == "tbl" else fixed_plain

            def table(v: list[Any], put: Put) -> None:
                pieces: list[str] = []
                body(v, pieces.append)
                put(work("".join(pieces)))

            return table
        value, place = linker.value(node[1]), shown[node[2]]
        check = place.check

        def write(v: list[Any], put: Put) -> None:
            found = value(v)
            if type(found) is str and not check(found):
                put(found)
            else:
                put(place.xml_of(found, v[0]))

        return write

    return special_statement


class _Shown:
    """One place where something is printed."""

    def __init__(self, place: list[Any], prefixes: frozenset[str]) -> None:
        self._kind = place[0]
        self._prefixes = prefixes
        self._text = TextPlace(place[1], place[2]) if place[0] == "text" else None
        self._paragraph = place[1] if place[0] == "runs" else None
        self._run = place[1] if place[0] == "text" else ""
        self.check = special_in_attribute if place[0] == "attribute" else special

    def xml_of(self, value: Any, rendering: Rendering) -> str:
        """The XML that stands for this value here."""
        if isinstance(value, WordPicture):
            return self._picture(value, rendering)
        if hasattr(value, "__html__"):
            return self._own_xml(value)
        text = value if isinstance(value, str) else str(value)
        if self._kind == "attribute":
            return escaped_attribute(text)
        xml = escaped(text)
        if self._kind in ("text", "loose") and ("\n" in xml or "\t" in xml):
            return self._laid_out(xml)
        return xml

    def _laid_out(self, xml: str) -> str:
        told = None if self._text is None else self._text.laid_out(xml)
        if told is None:
            raise OtherWay("a line break or tab in an unusual place")
        return told

    def _picture(self, picture: WordPicture, rendering: Rendering) -> str:
        if self._kind == "runs":
            return f"<w:r>{rendering.box.drawing(picture, rendering.next_number())}</w:r>"
        if self._kind != "text":
            raise refused("picture_misplaced")
        drawing = rendering.box.drawing(picture, rendering.next_number())
        again = f'<w:r>{self._run}<w:t xml:space="preserve">'
        return f"</w:t></w:r><w:r>{drawing}</w:r>{again}"

    def _own_xml(self, value: Any) -> str:
        """XML as it is, where it is whole; what needs more of docxtpl is left to it."""
        if hasattr(value, "tpl"):
            raise OtherWay("an image or document of docxtpl's own")
        xml = held(str(value.__html__()))
        if _NO_ENTITY.search(xml):
            raise OtherWay("XML with an entity")
        if "<" in xml:
            self._refuse_parts(xml)
            if not _LAYS_OUT(xml):
                return xml
            if self._kind == "runs":
                return _runs_laid_out(xml, self._paragraph)
            if self._kind == "xml":
                return _PARAGRAPH.sub(_paragraph_laid_out, xml)
            raise OtherWay("a line break or tab in XML")
        if self._kind == "attribute":
            if _LAYS_OUT(xml) or '"' in xml or "'" in xml:
                raise OtherWay("XML in an attribute")
            return xml
        if _LAYS_OUT(xml):
            return self._laid_out(xml)
        return xml

    def _refuse_parts(self, xml: str) -> None:
        if self._kind == "attribute" or any(word in xml for word in _NEEDS_MORE):
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
            if not used <= self._prefixes | {"xml"}:
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
