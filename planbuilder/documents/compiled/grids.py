"""Columns of a table as docxtpl sets them right: as many as the longest row has cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from planbuilder.documents.compiled.linking import OtherWay

Node = list[Any]
_TAG = re.compile(r"<(/?)w:(tbl|tblGrid|tr|tc|gridSpan|tcPr|sdt|customXml)(?=[ />])([^>]*)>")
_WIDTH = re.compile(r"""\sw:w\s*=\s*["']([^"']*)["']""")
_SPAN = re.compile(r"""\sw:val\s*=\s*["']([^"']*)["']""")
_COLUMN = re.compile(
    r"<w:gridCol(?=[ />])[^>]*?/>|<w:gridCol(?=[ >])[^>]*>.*?</w:gridCol>", re.DOTALL
)
_SHAPE = frozenset(
    f"w:{name}" for name in "tbl tr tc gridSpan gridCol tblGrid tcPr sdt customXml".split()
)
_STATEMENTS = frozenset({"p", "if", "for", "set"})


def fixed(xml: str) -> str:
    """The XML of a whole table with as many columns in its grid as its longest row has cells."""
    return _Table(xml).fixed()


def fixed_plain(xml: str) -> str:
    """As `fixed`, for a table without tables, wide cells or controls around cells in it."""
    start = xml.find("<w:tblGrid>") + len("<w:tblGrid>")
    end = xml.find("</w:tblGrid>", start)
    if end < 0:
        return fixed(xml)
    cells = max((row.count("</w:tc>") for row in xml.split("</w:tr>")), default=0)
    if xml.count("<w:gridCol ", start, end) == cells:
        return xml
    columns = _COLUMN.findall(xml, start, end)
    wanted = fixed_grid(columns, cells, cells)
    if wanted is None or not columns:
        return xml
    return xml[:start] + "".join(wanted) + xml[end:]


def is_plain(marks: list[Node]) -> bool:
    """True for a table of which each row ends as <w:tr> with cells that end as <w:tc>, each a column."""
    seen = Counter(mark[2] for mark in _all_tags(marks) if mark[0] in ("<", "=", "<{", "}>"))
    empty = any(mark[0] == "=" and mark[2] in ("w:tr", "w:tc") for mark in _all_tags(marks))
    others = ("w:gridSpan", "w:sdt", "w:customXml")
    return seen["w:tbl"] == 1 and not empty and not any(seen[name] for name in others)


def _all_tags(marks: list[Node]) -> Iterator[Node]:
    for mark in marks:
        if mark[0] in ("<", "=", "<{", "}>"):
            yield mark
        for body in _bodies(mark):
            yield from _all_tags(body)


class _Table:
    """Counts the cells of each row; rows of tables inside count too, as they do in docxtpl."""

    def __init__(self, xml: str) -> None:
        self._xml = xml
        self._grid: tuple[int, int] | None = None
        self.cells = 0
        self.spans = 0
        open_names: list[str] = []
        rows: list[list[int]] = []
        grid_start = -1
        for tag in _TAG.finditer(xml):
            closes, name, rest = tag.groups()
            if closes:
                while open_names and open_names.pop() != name:
                    pass
                if name == "tr":
                    self._row(rows.pop())
                elif name == "tblGrid" and open_names == ["tbl"] and self._grid is None:
                    self._grid = (grid_start, tag.start())
                continue
            if name == "tc" and open_names[-1:] == ["tr"]:
                rows[-1][0] += 1
                rows[-1][1] += 1
            elif name == "gridSpan" and open_names[-2:] == ["tc", "tcPr"]:
                rows[-1][1] += int(_value(_SPAN, rest)) - 1
            elif name == "tblGrid":
                grid_start = tag.end()
            if rest.endswith("/"):
                if name == "tr":
                    self._row([0, 0])
                elif name == "tblGrid" and open_names == ["tbl"] and self._grid is None:
                    self._grid = (tag.end(), tag.end())
                continue
            if name == "tr":
                rows.append([0, 0])
            open_names.append(name)

    def _row(self, row: list[int]) -> None:
        self.cells = max(self.cells, row[0])
        self.spans = max(self.spans, row[1])

    def fixed(self) -> str:
        if self._grid is None:
            raise OtherWay("a table without columns")
        start, end = self._grid
        inside = self._xml[start:end]
        columns = _COLUMN.findall(inside)
        wanted = fixed_grid(columns, self.cells, self.spans)
        if wanted is None:
            return self._xml
        if not columns:
            return self._xml
        return self._xml[:start] + "".join(wanted) + self._xml[end:]


def fixed_grid(columns: list[str], cells: int, spans: int) -> list[str] | None:
    """The columns of a grid for rows of at most so many cells; None where nothing changes."""
    to_add = cells - len(columns)
    if columns and to_add > 0:
        widths = [_width(column) for column in columns]
        total = float(sum(widths))
        if total > 0:
            old, new = total / len(columns), total / (len(columns) + to_add)
            columns = [
                _with_width(column, int(width * new / old))
                for column, width in zip(columns, widths, strict=True)
            ] + [f'<w:gridCol w:w="{int(new)}"/>'] * to_add
    elif to_add <= 0 and len(columns) <= spans:
        return None
    surplus = len(columns) - spans
    if surplus > 0:
        removed = sum(_width(column) for column in columns[len(columns) - surplus :])
        columns = columns[: len(columns) - surplus]
        extra = int(removed / len(columns)) if columns else 0
        columns = [_with_width(column, int(_width(column) + extra)) for column in columns]
    return columns


def _value(pattern: re.Pattern[str], attributes: str) -> str:
    found = pattern.search(attributes)
    if found is None:
        raise OtherWay("a table that says less than Word's own do")
    return found[1]


def _width(column: str) -> float:
    return float(_value(_WIDTH, column))


def _with_width(column: str, width: int) -> str:
    found = _WIDTH.search(column)
    assert found is not None  # noqa: S101 - _width has read it
    return column[: found.start(1)] + str(width) + column[found.end(1) :]


def table_is_fixed(marks: list[Node]) -> bool:
    """True where the columns of this table come out the same for every context."""
    always: list[str] = []
    whole: list[str] = []
    if not _skeleton(marks, always, whole, sure=True):
        return False
    try:
        sure, all_rows = _Table("".join(always)), _Table("".join(whole))
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
    counted = _Table("".join(whole))
    start = next(i for i, m in enumerate(marks) if m[0] in ("<", "=") and m[2] == "w:tblGrid")
    if marks[start][0] == "=":
        return marks
    end = next(i for i, m in enumerate(marks) if m[0] == "/" and m[2] == "w:tblGrid")
    inside = "".join(mark[1] for mark in marks[start + 1 : end])
    wanted = fixed_grid(_COLUMN.findall(inside), counted.cells, counted.spans)
    if wanted is None:
        return marks
    made = [["=", column, "w:gridCol"] for column in wanted]
    return marks[: start + 1] + made + marks[end:]
