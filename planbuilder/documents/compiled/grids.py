"""What is known of the columns and cells of a table before it is rendered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from planbuilder.documents.compiled.columns import Table, columns_of, fixed_grid
from planbuilder.documents.compiled.plain_tables import WIDE_CELL
from planbuilder.documents.compiled.values import OtherWay

Node = list[Any]
_SHAPE = frozenset(
    f"w:{name}" for name in "tbl tr tc gridSpan gridCol tblGrid tcPr sdt customXml".split()
)
_STATEMENTS = frozenset({"p", "if", "for", "set"})


def is_plain(marks: list[Node]) -> bool:
    """True for a table of which each row ends as <w:tr> with cells that end as <w:tc>.

    A cell over several columns says so in the very words that `plain_tables` looks for.
    """
    tags = list(_all_tags(marks))
    seen = Counter(mark[2] for mark in tags)
    empty = any(mark[0] == "=" and mark[2] in ("w:tr", "w:tc") for mark in tags)
    unusual = any(mark[2] == "w:gridSpan" and not WIDE_CELL.fullmatch(mark[1]) for mark in tags)
    others = ("w:sdt", "w:customXml")
    return seen["w:tbl"] == 1 and not (empty or unusual or any(seen[name] for name in others))


def _all_tags(marks: list[Node]) -> Iterator[Node]:
    for mark in marks:
        if mark[0] in ("<", "=", "<{", "}>"):
            yield mark
        for body in _bodies(mark):
            yield from _all_tags(body)


def ends_with_paragraph(cell: list[Node]) -> bool:
    """True where what stands in a cell ends with a paragraph for every context."""
    for mark in reversed(cell):
        if mark[0] == "set" or (mark[0] == "x" and mark[1].isspace()):
            continue
        if mark[0] not in ("if", "for"):
            return mark[0] in ("/", "=") and mark[2] in ("w:p", "w:sdt")
        bodies = [body for body in _bodies(mark) if body]
        if not all(map(ends_with_paragraph, bodies)):
            return False
        if len(bodies) == len(_bodies(mark)):
            return True
        # Nothing may come of it: what stands before it is the end then.
    return False


def table_is_fixed(marks: list[Node]) -> bool:
    """True where the columns of this table come out the same for every context."""
    always: list[str] = []
    whole: list[str] = []
    if not _skeleton(marks, always, whole, sure=True):
        return False
    try:
        sure, all_rows = Table("".join(always)), Table("".join(whole))
    except (OtherWay, ValueError, IndexError):
        return False
    return (sure.cells, sure.spans) == (all_rows.cells, all_rows.spans)


def _skeleton(marks: list[Node], always: list[str], whole: list[str], *, sure: bool) -> bool:
    """Collect the tags of a table that are always there, and all; False where rows have no fixed length."""
    open_rows = 0
    open_cells = 0
    for mark in marks:
        kind = mark[0]
        if kind in _STATEMENTS:
            if kind == "set" or (kind == "p" and mark[2].attribute is None):
                continue
            inner = _bodies(mark)
            if not any(_shapes(body) for body in inner):
                if kind == "p" and mark[2].stack and _in_shape(mark[2]):
                    return False
                continue
            if open_rows > open_cells:
                return False
            for body in inner:
                if not _skeleton(body, [], whole, sure=False):
                    return False
            continue
        if kind in ("<{", "}{", "}>"):
            if (kind == "<{" and mark[2] in _SHAPE) or (kind == "}>" and mark[2] in _SHAPE):
                return False
            continue
        if kind == "x" or mark[2] not in _SHAPE:
            continue
        step = {"<": 1, "/": -1}.get(kind, 0)
        open_rows += step * (mark[2] == "w:tr")
        open_cells += step * (mark[2] == "w:tc")
        whole.append(mark[1])
        if sure:
            always.append(mark[1])
    return True


def _in_shape(place: Any) -> bool:
    return place.attribute[0] in _SHAPE


def _bodies(mark: Node) -> list[list[Node]]:
    if mark[0] == "if":
        return [body for _, body in mark[1]] + [mark[2]]
    if mark[0] == "for":
        return [mark[3], mark[4]]
    return []


def _shapes(marks: list[Node]) -> bool:
    """True where these marks hold anything that gives a table its shape."""
    return any(
        (mark[0] in ("<", "/", "=", "<{", "}>") and mark[2] in _SHAPE)
        or any(_shapes(body) for body in _bodies(mark))
        for mark in marks
    )


def grid_of(marks: list[Node]) -> list[Node]:
    """The marks of a fixed table, with the columns of its grid set right."""
    whole: list[str] = []
    _skeleton(marks, [], whole, sure=True)
    counted = Table("".join(whole))
    start = next(i for i, m in enumerate(marks) if m[0] in ("<", "=") and m[2] == "w:tblGrid")
    if marks[start][0] == "=":
        return marks
    end = next(i for i, m in enumerate(marks) if m[0] == "/" and m[2] == "w:tblGrid")
    inside = "".join(mark[1] for mark in marks[start + 1 : end])
    wanted = fixed_grid(columns_of(inside), counted.cells, counted.spans)
    if wanted is None:
        return marks
    made = [["=", column, "w:gridCol"] for column in wanted]
    return marks[: start + 1] + made + marks[end:]
