"""Reads the XML that stands between a template's statements, so that the result is XML whatever the data.

Each constant is cut into marks: ["<", raw, name] opens an element, ["/", raw, name] closes it, ["=", raw,
name] is an empty one, ["x", raw, place] is text. A tag with something printed in an attribute is ["<{", raw,
name, attribute], what is printed, ["}{", raw, attribute] … and ["}>", raw, name, is empty]. Statements stay
where they are. Every branch and round must leave as many elements open as it found, with the same names.
"""

from __future__ import annotations

import re
from typing import Any

from planbuilder.documents.compiled.statements import Node, NotSayable

_NAME = r"[\w.-]+(?::[\w.-]+)?"
_ATTRIBUTES = rf"(?:\s+{_NAME}\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*\s*"
_TOKEN = re.compile(
    rf"(?P<skip><!--.*?-->|<\?.*?\?>)|</(?P<end>{_NAME})\s*>|<(?P<start>{_NAME}){_ATTRIBUTES}(?P<empty>/?)>"
    rf"|(?P<text>[^<]+)",
    re.DOTALL,
)
_HALF = re.compile(
    rf"<(?P<name>{_NAME}){_ATTRIBUTES}\s(?P<attribute>{_NAME})\s*=\s*(?P<quote>[\"'])[^\"'<]*\Z"
)
_REST = re.compile(rf"[^<>\"']*(?P<quote>[\"']){_ATTRIBUTES}(?P<empty>/?)>")
_NEXT = re.compile(
    rf"[^<>\"']*(?P<quote>[\"']){_ATTRIBUTES}\s(?P<attribute>{_NAME})\s*=\s*(?P<open>[\"'])[^\"'<]*\Z"
)
_IN_VALUE = re.compile(r"[^<>\"']*\Z")
# Elements of which the place of a text needs to know what they hold.
_KEPT = frozenset({"w:pPr", "w:rPr"})
RAW = frozenset({"<", "/", "=", "x"})


class Element:
    """An open element; `properties` is the XML of its w:pPr or w:rPr, None where that is not fixed."""

    __slots__ = ("at", "holder", "name", "properties")

    def __init__(self, name: str, holder: list[Node], at: int) -> None:
        self.name = name
        self.holder = holder
        self.at = at
        self.properties: str | None = ""

    @property
    def mark(self) -> Node | None:
        """The mark that opened it; None where two ways came together."""
        return self.holder[self.at] if self.at >= 0 else None


class Place:
    """Where something is printed: the open elements, and the attribute if it is in one."""

    __slots__ = ("attribute", "stack")

    def __init__(self, stack: tuple[Element, ...], attribute: tuple[str, str] | None) -> None:
        self.stack = stack
        self.attribute = attribute

    def names(self) -> tuple[str, ...]:
        """The names of the open elements, the innermost last."""
        return tuple(one.name for one in self.stack)

    def nearest(self, name: str) -> Element | None:
        """The innermost open element of this name."""
        return next((one for one in reversed(self.stack) if one.name == name), None)


class Marks:
    """The marks of one part of a Word document; each print gets its Place as last item.

    Raises NotSayable where the XML would not be whole for some data.
    """

    def __init__(self, body: list[Node]) -> None:
        self._stack: list[Element] = []
        self._tag: tuple[str, str, str] | None = None
        self.body = self._walk(body)
        if self._stack or self._tag:
            raise NotSayable("the XML is not whole")

    def _walk(self, body: list[Node]) -> list[Node]:
        marks: list[Node] = []
        for node in body:
            match node[0]:
                case "t":
                    self._constant(node[1], marks)
                case "p":
                    marks.append(["p", node[1], self._place()])
                case "set":
                    marks.append(node)
                case "if":
                    marks.append(self._if(node))
                case "for":
                    marks.append(self._for(node))
        return marks

    def _place(self) -> Place:
        return Place(tuple(self._stack), self._tag[:2] if self._tag else None)

    def _if(self, node: Node) -> Node:
        before, tag = list(self._stack), self._tag
        branches, ends = [], []
        for test, body in (*node[1], (None, node[2])):
            self._stack, self._tag = list(before), tag
            branches.append((test, self._walk(body)))
            ends.append((self._stack, self._tag))
        self._stack, self._tag = ends[0]
        for stack, end in ends[1:]:
            self._meet(stack, end)
        return ["if", [[test, body] for test, body in branches[:-1]], branches[-1][1]]

    def _for(self, node: Node) -> Node:
        before, tag = list(self._stack), self._tag
        body = self._walk(node[3])
        self._meet(before, tag)
        if any(a is not b for a, b in zip(self._stack, before, strict=True)):
            # A round starts where the one before it ended: what differs is known now.
            body = self._walk(node[3])
            self._meet(before, tag)
        other = self._walk(node[4])
        self._meet(before, tag)
        return ["for", node[1], node[2], body, other, *node[5:]]

    def _meet(self, stack: list[Element], tag: tuple[str, str, str] | None) -> None:
        """Go on from two ways that come together here; they must have the same elements open."""
        if tag != self._tag or [e.name for e in stack] != [e.name for e in self._stack]:
            raise NotSayable("a branch opens what another one does not")
        for at, (one, other) in enumerate(zip(self._stack, stack, strict=True)):
            if one is not other:
                met = Element(one.name, [], -1)
                met.properties = one.properties if one.properties == other.properties else None
                self._stack[at] = met

    def _constant(self, text: str, marks: list[Node]) -> None:
        at = 0
        if self._tag is not None:
            at = self._leave_tag(text, marks)
        while at < len(text):
            token = _TOKEN.match(text, at)
            if token is None:
                half = _HALF.match(text, at)
                if half is None:
                    raise NotSayable("a tag that is not whole")
                self._tag = (half["name"], half["attribute"], half["quote"])
                marks.append(["<{", half[0], half["name"], half["attribute"]])
                return
            at = token.end()
            self._token(token, marks)

    def _leave_tag(self, text: str, marks: list[Node]) -> int:
        """Read what follows something printed in an attribute; returns where the tag ends."""
        assert self._tag is not None  # noqa: S101 - told by the caller
        name, _, quote = self._tag
        if _IN_VALUE.match(text):
            marks.append(["x", text, self._place()])
            return len(text)
        following = _NEXT.match(text)
        if following is not None and following["quote"] == quote:
            self._tag = (name, following["attribute"], following["open"])
            marks.append(["}{", text, following["attribute"]])
            return len(text)
        rest = _REST.match(text)
        if rest is None or rest["quote"] != quote:
            raise NotSayable("a tag that is not whole")
        self._tag = None
        marks.append(["}>", rest[0], name, bool(rest["empty"])])
        if not rest["empty"]:
            self._stack.append(Element(name, marks, -1))
        return rest.end()

    def _token(self, token: re.Match[str], marks: list[Node]) -> None:
        raw = token[0]
        if token["end"]:
            self._close(raw, token["end"], marks)
        elif token["start"] and token["empty"]:
            marks.append(["=", raw, token["start"]])
        elif token["start"]:
            self._stack.append(Element(token["start"], marks, len(marks)))
            marks.append(["<", raw, token["start"]])
        else:
            if token["text"] and "]]>" in raw:
                raise NotSayable("]]>")
            marks.append(["x", raw, self._place()])

    def _close(self, raw: str, name: str, marks: list[Node]) -> None:
        if not self._stack or self._stack[-1].name != name:
            raise NotSayable("an element is closed that is not open")
        element = self._stack.pop()
        marks.append(["/", raw, name])
        if name in _KEPT and self._stack:
            inside = marks[element.at :] if element.holder is marks and element.at >= 0 else [["p"]]
            fixed = all(mark[0] in RAW for mark in inside)
            self._stack[-1].properties = "".join(m[1] for m in inside) if fixed else None


def raw_text(marks: list[Any]) -> str:
    """The XML of marks that hold no statement."""
    return "".join(mark[1] for mark in marks)
