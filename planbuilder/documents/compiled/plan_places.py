"""Marks of a plan's template -> its program: each text in runs of its own, each paragraph ready for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from planbuilder.documents.compiled.grids import is_plain
from planbuilder.documents.compiled.marks import RAW, Element, Place, raw_text
from planbuilder.documents.compiled.places import Places, end_of, merged
from planbuilder.documents.compiled.properties import from_right_to_left, paragraph_parts
from planbuilder.documents.compiled.statements import Node
from planbuilder.errors import TemplateInvalid

TEXT = '<w:t xml:space="preserve">'
# Attributes that hold words for a reader: what a picture or a table shows.
_READ_ATTRIBUTES = frozenset({"descr", "title"})
_READ_ELEMENTS = frozenset({"w:tblCaption", "w:tblDescription"})
_KEPT_WHOLE = re.compile(r"<w:(?:cantSplit|tblHeader)(?=[ />])")
_FIXED_WIDTH = re.compile(r'<w:tcW(?=[ />])(?![^>]*w:type="auto")')


class PlanPlaces(Places):
    """Rewrites the marks of one part of a plan's template.

    `may_split` tells of a paragraph style whether an empty line in a text starts a new paragraph
    there. Raises TemplateInvalid where a text is printed in a place that no reader sees.
    """

    def __init__(self, marks: list[Node], may_split: Callable[[str], bool], **kind: bool) -> None:
        super().__init__(**kind)
        self._may_split = may_split
        # The marks that open a paragraph in which a text is printed, each with a number.
        self._paragraphs: dict[int, int] = {}
        self._find_paragraphs(marks)

    def _find_paragraphs(self, marks: list[Node]) -> None:
        for mark in marks:
            if mark[0] == "p" and mark[2].attribute is None:
                paragraph = mark[2].nearest("w:p")
                if paragraph is not None and paragraph.mark is not None:
                    self._paragraphs.setdefault(id(paragraph.mark), len(self._paragraphs))
            elif mark[0] == "if":
                for body in (*(body for _, body in mark[1]), mark[2]):
                    self._find_paragraphs(body)
            elif mark[0] == "for":
                self._find_paragraphs(mark[3])
                self._find_paragraphs(mark[4])

    def program(self, marks: list[Node]) -> list[Node]:
        """The statements that render these marks."""
        return merged(self._some(marks, 0, len(marks)))

    def _some(self, marks: list[Node], at: int, end: int) -> list[Node]:
        found: list[Node] = []
        while at < end:
            at = self._next(marks, at, found)
        return found

    def _next(self, marks: list[Node], at: int, found: list[Node]) -> int:
        """Take what starts here; returns where it ends."""
        mark = marks[at]
        if mark[0] == "<":
            match mark[2]:
                case "w:tbl" if self._is_body:
                    return self._shared_table(marks, at, found)
                case "w:p" if id(mark) in self._paragraphs:
                    return self._paragraph(marks, at, found)
                case "w:tc":
                    end = self._cell(marks, at, found)
                    if end:
                        return end
                case "w:tr":
                    end = end_of(marks, at, "w:tr", sure=False)
                    if end and _KEPT_WHOLE.search(_first_row_properties(marks, at, end)):
                        body = [["t", mark[1]], *self._some(marks, at + 1, end)]
                        found.append(["row", merged(body)])
                        return end
                case "w:r":
                    end = end_of(marks, at, "w:r", sure=False)
                    if end and self._run(marks[at:end], found):
                        return end
                case "w:t" if "xml:space" not in mark[1]:
                    found.append(["t", TEXT])
                    return at + 1
        self._one(mark, found)
        return at + 1

    def _paragraph(self, marks: list[Node], at: int, found: list[Node]) -> int:
        number = self._paragraphs[id(marks[at])]
        end = at + 1
        properties = ""
        if end < len(marks) and marks[end][0] in ("<", "=") and marks[end][2] == "w:pPr":
            inside = end_of(marks, end, "w:pPr", sure=False) if marks[end][0] == "<" else end + 1
            if inside and all(mark[0] in RAW for mark in marks[end:inside]):
                properties, end = raw_text(marks[end:inside]), inside
        found += [["t", marks[at][1]], ["par", number, paragraph_parts(properties)]]
        return end

    def _run(self, run: list[Node], found: list[Node]) -> bool:
        """Take a run with nothing but text in it: each text in a run of its own. False for others."""
        at = 1
        if len(run) > 1 and run[1][0] in ("<", "=") and run[1][2] == "w:rPr":
            at = end_of(run, 1, "w:rPr", sure=False) if run[1][0] == "<" else 2
        properties, inside = run[1:at], run[at:-1]
        if len(inside) < 3 or inside[0][0] != "<" or inside[0][2] != "w:t" or inside[-1][0] != "/":
            return False
        texts = inside[1:-1]
        if not all(mark[0] in ("p", "x") for mark in texts) or not any(m[0] == "p" for m in texts):
            return False
        if not all(mark[0] in RAW for mark in properties):
            return False
        start = f"<w:r>{raw_text(properties)}{TEXT}"
        for mark in texts:
            if mark[0] == "x":
                found.append(["t", f"{start}{mark[1]}</w:t></w:r>"])
            else:
                found.append(["p", mark[1], self._number(self._field(mark[2], owns_run=True))])
        return True

    def _shared_table(self, marks: list[Node], at: int, found: list[Node]) -> int:
        made: list[Node] = []
        end = self._table(marks, at, made)
        if _FIXED_WIDTH.search(_all_raw(marks[at:end])):
            found += made
        else:
            word = "shares" if is_plain(marks[at:end]) else "widths"
            found.append([word, merged(made)])
        return end

    def _place(self, place: Place) -> int:
        if place.attribute is not None:
            element, attribute = place.attribute
            if attribute not in _READ_ATTRIBUTES and element not in _READ_ELEMENTS:
                raise TemplateInvalid("template_field_misplaced")
            return self._number(["attribute"])
        return self._number(self._field(place, owns_run=False))

    def _field(self, place: Place, *, owns_run: bool) -> list[Any]:
        names = place.names()
        if names[-2:] != ("w:r", "w:t"):
            raise TemplateInvalid("template_field_misplaced")
        run = place.stack[-2].properties
        if run is None:
            raise TemplateInvalid("template_not_usable")
        paragraph = place.nearest("w:p")
        number, is_split = -1, False
        is_direct = names[-3:-2] == ("w:p",)
        if paragraph is not None:
            number = self._paragraphs.get(id(paragraph.mark), -1)
            is_split = is_direct and number >= 0 and self._may_split(_style_of(paragraph))
        return [
            "field",
            {
                "run": run,
                "rtl": from_right_to_left(run),
                "par": number,
                "split": int(is_split),
                "direct": int(is_direct and number >= 0),
                "owns": int(owns_run),
            },
        ]


def _all_raw(marks: list[Node]) -> str:
    """The XML of these marks and of those in statements, without what is printed."""
    pieces = []
    for mark in marks:
        if mark[0] == "if":
            pieces += [_all_raw(body) for body in (*(body for _, body in mark[1]), mark[2])]
        elif mark[0] == "for":
            pieces += [_all_raw(mark[3]), _all_raw(mark[4])]
        elif mark[0] not in ("p", "set"):
            pieces.append(mark[1])
    return "".join(pieces)


def _style_of(paragraph: Element) -> str:
    return str(paragraph_parts(paragraph.properties or "")[1])


def _first_row_properties(marks: list[Node], at: int, end: int) -> str:
    """The w:trPr of a row that starts here; '' without one."""
    if at + 1 < end and marks[at + 1][0] == "<" and marks[at + 1][2] == "w:trPr":
        inside = end_of(marks, at + 1, "w:trPr", sure=False)
        return "".join(str(mark[1]) for mark in marks[at + 1 : inside] if mark[0] in RAW)
    return ""
