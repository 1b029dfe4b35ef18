"""Marks of a docxtpl template -> its program: what a text becomes where, which ids and tables change."""

from __future__ import annotations

import re
from typing import Any

from planbuilder.documents.compiled.grids import (
    ends_with_paragraph,
    grid_of,
    is_plain,
    table_is_fixed,
)
from planbuilder.documents.compiled.marks import Place
from planbuilder.documents.compiled.statements import Node, NotSayable
from planbuilder.documents.compiled.texts import TextPlace

_ID = re.compile(r"""\s(id)\s*=\s*("[^"]*"|'[^']*')""")
# What stands in a paragraph around runs.
_HOLDS_RUNS = frozenset(
    f"w:{name}" for name in "hyperlink ins moveTo smartTag sdtContent customXml fldSimple".split()
)
_LINES = re.compile("[\t\n\a\f]")


class Places:
    """Rewrites the marks of one part; `table` are the places that its prints refer to by number."""

    def __init__(self, *, is_body: bool, drops_blanks: bool) -> None:
        self._is_body = is_body
        self._drops_blanks = drops_blanks
        self.table: list[list[Any]] = []
        self._numbers: dict[str, int] = {}

    def program(self, marks: list[Node]) -> list[Node]:
        """The statements that render these marks."""
        found: list[Node] = []
        at = 0
        while at < len(marks):
            mark = marks[at]
            if mark[0] == "<" and mark[2] == "w:tbl" and self._is_body:
                at = self._table(marks, at, found)
                continue
            end = self._cell(marks, at, found)
            if not end:
                self._one(mark, found)
            at = end or at + 1
        return merged(found)

    def _one(self, mark: Node, found: list[Node]) -> None:
        match mark[0]:
            case "<" | "=" if mark[2] == "wp:docPr" and self._is_body:
                found += _numbered(mark[1])
            case "<{" if mark[2] == "wp:docPr" and self._is_body:
                # Its number stands before what is printed, or it can't be given another.
                if _ID.search(mark[1]) is None:
                    raise NotSayable("a picture without a number before what is printed")
                found += _numbered(mark[1])
            case "<{" if mark[2] == "w:tbl":
                raise NotSayable("something printed in the tag of a table")
            case "p":
                found.append(["p", mark[1], self._place(mark[2])])
            case "if":
                branches = [[test, self.program(body)] for test, body in mark[1]]
                found.append(["if", branches, self.program(mark[2])])
            case "for":
                body, other = self.program(mark[3]), self.program(mark[4])
                found.append(["for", mark[1], mark[2], body, other, *mark[5:]])
            case "set":
                found.append(mark)
            case "x":
                found += self._literal(mark)
            case _:
                found.append(["t", mark[1]])

    def _literal(self, mark: Node) -> list[Node]:
        """Text of the template; a blank between elements goes where python-docx drops it too."""
        text = mark[1]
        place: Place = mark[2]
        in_text = place.attribute is None and place.names()[-1:] == ("w:t",)
        if self._drops_blanks and text.isspace() and not in_text and place.attribute is None:
            return []
        if in_text and _LINES.search(text):
            laid = _text_place(place)
            told = None if laid is None else TextPlace(laid[1], laid[2]).laid_out(text)
            if told is None:
                raise NotSayable("a tab or line break in a text of the template")
            text = told
        return [["t", text]]

    def _place(self, place: Place) -> int:
        return self._number(_place_of(place))

    def _number(self, told: list[Any]) -> int:
        """The number of this place in `table`."""
        key = repr(told)
        if key not in self._numbers:
            self._numbers[key] = len(self.table)
            self.table.append(told)
        return self._numbers[key]

    def _table(self, marks: list[Node], at: int, found: list[Node]) -> int:
        """Take a whole table; one of which the columns depend on the data is looked at each time."""
        end = end_of(marks, at, "w:tbl")
        inside = marks[at:end]
        start: list[Node] = [["t", inside[0][1]]]
        if table_is_fixed(inside):
            found += start + self.program(grid_of(inside)[1:])
        else:
            word = "grid" if is_plain(inside) else "tbl"
            found.append([word, merged(start + self.program(inside[1:]))])
        return end

    def _cell(self, marks: list[Node], at: int, found: list[Node]) -> int:
        """Take a cell that may turn out without a paragraph at its end; 0 where none starts here."""
        if marks[at][0] != "<" or marks[at][2] != "w:tc":
            return 0
        end = end_of(marks, at, "w:tc", sure=False)
        inside = marks[at + 1 : end - 1]
        if not end or ends_with_paragraph(inside):
            return 0
        body = merged([["t", marks[at][1]], *self.program(inside)])
        found += [["cell", body], ["t", marks[end - 1][1]]]
        return end


def end_of(marks: list[Node], at: int, name: str, *, sure: bool = True) -> int:
    """Where the element that starts here has ended; 0 (or NotSayable) where that is in another branch."""
    depth = 0
    for index in range(at, len(marks)):
        mark = marks[index]
        if (mark[0] == "<" and mark[2] == name) or (
            mark[0] == "}>" and mark[2] == name and not mark[3]
        ):
            depth += 1
        elif mark[0] == "/" and mark[2] == name:
            depth -= 1
            if depth == 0:
                return index + 1
    if sure:
        raise NotSayable("an element that starts in one branch and ends in another")
    return 0


def _numbered(raw: str) -> list[Node]:
    """The tag of a picture, with a number of its own in this document."""
    told = _ID.search(raw)
    if told is None:
        end = len(raw) - (2 if raw.endswith("/>") else 1)
        return [["t", raw[:end] + ' id="'], ["id"], ["t", '"' + raw[end:]]]
    return [["t", raw[: told.start(2) + 1]], ["id"], ["t", raw[told.end(2) - 1 :]]]


def _text_place(place: Place) -> list[Any] | None:
    """["text", run properties, paragraph properties or None] where lines and tabs can be Word's own."""
    names = place.names()
    if names[-2:] != ("w:r", "w:t") or names.count("w:p") != 1 or names.count("w:r") != 1:
        return None
    run, paragraph = place.stack[-2].properties, place.nearest("w:p")
    if run is None or "\n" in run or paragraph is None:
        return None
    properties = paragraph.properties
    if names[-3] != "w:p" or properties is None or "\n" in properties:
        properties = None
    return ["text", run, properties]


def _place_of(place: Place) -> list[Any]:
    if place.attribute is not None:
        return ["attribute"]
    names = place.names()
    if names[-1:] == ("w:t",):
        return _text_place(place) or ["loose"]
    if names[-1:] == ("w:p",) and names.count("w:p") == 1:
        properties = place.stack[-1].properties
        return ["runs", None if properties is None or "\n" in properties else properties]
    if names[-1:] and names[-1] in _HOLDS_RUNS and names.count("w:p") == 1:
        return ["runs", None]
    return ["xml"]


def merged(nodes: list[Node]) -> list[Node]:
    """The same statements with constants that follow each other as one."""
    found: list[Node] = []
    for node in nodes:
        if node[0] == "t" and found and found[-1][0] == "t":
            found[-1] = ["t", found[-1][1] + node[1]]
        elif node[0] != "t" or node[1]:
            found.append(node)
    return found
