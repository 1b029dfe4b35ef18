"""Columns of a rendered table as docxtpl sets them right: as many as the longest row has cells."""

from __future__ import annotations

import re

from planbuilder.documents.compiled.values import OtherWay

_TAG = re.compile(r"<(/?)w:(tbl|tblGrid|tr|tc|gridSpan|tcPr|sdt|customXml)(?=[ />])([^>]*)>")
_WIDTH = re.compile(r"""\sw:w\s*=\s*["']([^"']*)["']""")
_SPAN = re.compile(r"""\sw:val\s*=\s*["']([^"']*)["']""")
_COLUMN = re.compile(
    r"<w:gridCol(?=[ />])[^>]*?/>|<w:gridCol(?=[ >])[^>]*>.*?</w:gridCol>", re.DOTALL
)


def fixed(xml: str) -> str:
    """The XML of a whole table with as many columns in its grid as its longest row has cells."""
    return Table(xml).fixed()


def columns_of(grid: str) -> list[str]:
    """Each w:gridCol of a grid, as it is written."""
    return _COLUMN.findall(grid)


class Table:
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
        """The XML of the table with its grid set right. Raises OtherWay where it has none."""
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
