"""Texts in Markdown: every character that could mean something there is made to mean itself.

Why: pandoc's own Markdown writer leaves `&amp;` and a line that begins with "- " as they are, and a
reader of the file would then see something else than was typed.
"""

from __future__ import annotations

import re
from typing import Any

Node = dict[str, Any]

_ALWAYS = re.compile(r"([\\`*_\[\]<>&~^$|#{}])")
# A list, a heading's underline or a line across, but only at the start of a line.
_AT_START = re.compile(r"^([-+=:])|^(\d{1,9})(?=[.)])")
# Dashes, dots and names of emoji that some readers turn into a character.
_IN_A_ROW = re.compile(r"(?<=-)-|-(?=-)|(?<=\.)\.|\.(?=\.)|:(?=[\w+-]+:)")


def for_markdown(node: Any) -> Any:
    """The same tree with texts that any reader of CommonMark reads as they were typed.

    In a cell of a table, where Markdown has one line only, breaks and paragraphs become <br>.
    """
    if isinstance(node, list):
        return _inlines(node)
    if not isinstance(node, dict) or "c" not in node:
        return node
    if node["t"] == "Header":
        level, attributes, inlines = node["c"]
        return {**node, "c": [level, attributes, _inlines(inlines, at_start=False)]}
    if node["t"] == "Table":
        attributes, caption, columns, head, bodies, foot = node["c"]
        return {
            **node,
            "c": [attributes, caption, columns, _rows(head), [_rows(b) for b in bodies], foot],
        }
    return {**node, "c": for_markdown(node["c"])}


def _inlines(nodes: list[Any], at_start: bool = True) -> list[Any]:
    made = []
    for at, node in enumerate(nodes):
        if isinstance(node, dict) and node.get("t") == "Str":
            first, last = _on_edge(nodes, at)
            made.append(_raw(_escaped(node["c"], at_start and first, first, last)))
        else:
            made.append(for_markdown(node))
        at_start = at_start or _is_break(node)
    return made


def _is_break(node: Any) -> bool:
    return isinstance(node, dict) and node.get("t") == "LineBreak"


def _on_edge(nodes: list[Any], at: int) -> tuple[bool, bool]:
    """Whether this node begins, and whether it ends, a line (or what is strong or quoted)."""
    first = at == 0 or _is_break(nodes[at - 1])
    last = at == len(nodes) - 1 or _is_break(nodes[at + 1])
    return first, last


def _rows(node: Any) -> Any:
    """A part of a table in which every cell holds one line."""
    if isinstance(node, list):
        if (
            len(node) == 5
            and isinstance(node[1], dict)
            and node[1].get("t", "").startswith("Align")
        ):
            attributes, align, height, width, blocks = node
            return [attributes, align, height, width, [{"t": "Plain", "c": _one_line(blocks)}]]
        return [_rows(inner) for inner in node]
    return node


def _one_line(blocks: list[Node]) -> list[Node]:
    line: list[Node] = []
    for number, block in enumerate(blocks):
        if number:
            line.append(_raw("<br><br>"))
        for at, node in enumerate(block["c"]):
            if node["t"] == "LineBreak":
                line.append(_raw("<br>"))
            elif node["t"] == "Str":
                first, last = _on_edge(block["c"], at)
                line.append(_raw(_escaped(node["c"], False, first, last)))
            else:
                line.append(for_markdown(node))
    return line


def _raw(text: str) -> Node:
    return {"t": "RawInline", "c": ["markdown", text]}


def _escaped(text: str, at_start: bool, first: bool, last: bool) -> str:
    body = text.strip(" \t")
    if not body:
        return _spaces(text) if first or last else text
    before, after = text[: text.index(body[0])], text[len(text.rstrip(" \t")) :]
    marked = set()
    for pattern in (_ALWAYS, _IN_A_ROW, *([_AT_START] if at_start else [])):
        for match in pattern.finditer(body):
            # A number at the start of a line: what stands after it is what makes it a list.
            marked.add(match.end() if match.lastindex == 2 else match.start())
    shown = "".join(f"\\{c}" if at in marked else c for at, c in enumerate(body))
    return (_spaces(before) if first else before) + shown + (_spaces(after) if last else after)


def _spaces(text: str) -> str:
    # At the edge of a line Markdown leaves out a space, or makes a block of code of four.
    return text.replace(" ", "&#32;").replace("\t", "&#9;")
