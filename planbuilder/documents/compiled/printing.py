"""What a docxtpl template prints: texts escaped for their place, and values that bring XML of their own."""

from __future__ import annotations

from planbuilder.documents.compiled.linking import Linker
from planbuilder.documents.compiled.pictures import PictureBox, refused
from planbuilder.documents.compiled.plain_tables import AFTERWARDS
from planbuilder.documents.compiled.texts import (
    TextPlace,
    escaped,
    escaped_attribute,
    special,
    special_in_attribute,
)
from planbuilder.documents.compiled.values import DICT_NAMES, OtherWay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from planbuilder.documents.compiled.linking import Put, Statement
    from planbuilder.documents.compiled.manner import Manner
    from planbuilder.documents.word_picture import WordPicture

_FIRST_PICTURE = 1000


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


def linker_of(manner: Manner, places: list[list[Any]], prefixes: frozenset[str]) -> Linker:
    """What makes functions of the program of a part with these places and XML prefixes."""
    shown = [_Shown(place, prefixes) for place in places]

    def special_statement(node: list[Any], linker: Linker) -> Statement:
        if node[0] == "id":
            return lambda v, put: put(v[0].next_number())
        if node[0] in AFTERWARDS:
            body, work = linker.block(node[1]), AFTERWARDS[node[0]]

            def afterwards(v: list[Any], put: Put) -> None:
                pieces: list[str] = []
                body(v, pieces.append)
                put(work("".join(pieces)))

            return afterwards
        value, place = linker.value(node[1]), shown[node[2]]
        check = place.check
        if node[1][0] == "a" and node[1][1][0] == "s" and node[1][2] not in DICT_NAMES:
            # By far the most frequent: a key of what a loop goes over.
            slot, name = node[1][1][1] + 1, node[1][2]

            def write_key(v: list[Any], put: Put) -> None:
                item = v[slot]
                found = item[name] if type(item) is dict and name in item else value(v)
                if type(found) is str and not check(found):
                    put(found)
                else:
                    put(place.xml_of(found, v[0]))

            return write_key

        def write(v: list[Any], put: Put) -> None:
            found = value(v)
            if type(found) is str and not check(found):
                put(found)
            else:
                put(place.xml_of(found, v[0]))

        return write

    return Linker(manner, special_statement)


def _is_picture(value: Any) -> bool:
    if not isinstance(value, tuple):
        return False
    from planbuilder.documents.word_picture import WordPicture

    return isinstance(value, WordPicture)


class _Shown:
    """One place where something is printed."""

    def __init__(self, place: list[Any], prefixes: frozenset[str]) -> None:
        self._kind = place[0]
        self._prefixes = prefixes
        self._text = TextPlace(place[1], place[2]) if place[0] == "text" else None
        self._paragraph = place[1] if place[0] == "runs" else None
        self._run = place[1] if place[0] == "text" else ""
        self.check = special_in_attribute() if place[0] == "attribute" else special

    def xml_of(self, value: Any, rendering: Rendering) -> str:
        """The XML that stands for this value here."""
        if type(value) is str:
            return self._written(value)
        if _is_picture(value):
            return self._picture(value, rendering)
        if hasattr(value, "__html__"):
            return self._own_xml(value)
        # Of a kind of text too, such as that of an enum: what it says of itself, as Jinja has it.
        return self._written(str(value))

    def _written(self, text: str) -> str:
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
        if hasattr(value, "tpl"):
            raise OtherWay("an image or document of docxtpl's own")
        from planbuilder.documents.compiled.own_xml import own_xml

        xml = str(value.__html__())
        return own_xml(xml, self._kind, self._prefixes, self._paragraph, self._laid_out)
