"""Tables of a plan after their texts are known: columns share the width, and a long row may run on."""

from __future__ import annotations

import re

from planbuilder.documents.column_widths import ROWS_LOOKED_AT, column_widths

# A row with more than this may run on over the page.
_LONG_ROW = 900
_MANY_LINES = 20
_TOKEN = re.compile(r"<(/?)w:(tbl|tr|tc|tcW|p|t)(?=[ />])([^>]*)>([^<]*)")
_COLUMN = re.compile(r"<w:gridCol(?=[ />])[^>]*/>")
_WIDTH = re.compile(r'\sw:w="(\d+)"')
_TYPE = re.compile(r'\sw:type="([^"]*)"')
_ROW_PROPERTIES = re.compile(r"<w:trPr>(.*?)</w:trPr>", re.DOTALL)
_KEPT_WHOLE = re.compile(r"<w:(?:cantSplit|tblHeader)(?: [^>]*)?/>")
_TEXTS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)")


def let_a_long_row_split(xml: str) -> str:
    """The row without the wish to stay whole, where it would not fit on a page.

    LibreOffice cuts off a row that must stay whole and can't.
    """
    if len(xml) <= _LONG_ROW:
        return xml
    lines = xml.count("<w:br/>") + xml.count("<w:br ") + xml.count("</w:p>") + xml.count("<w:p/>")
    if lines <= _MANY_LINES and sum(map(len, _TEXTS.findall(xml))) <= _LONG_ROW:
        return xml
    found = _ROW_PROPERTIES.search(xml)
    if found is None:
        return xml
    inside = _KEPT_WHOLE.sub("", found[1])
    return f"{xml[: found.start(1)]}{inside}{xml[found.end(1) :]}"


def shared(xml: str) -> str:
    """The table with more room for columns with much to read, if it leaves its widths to its content."""
    table = _Table(xml)
    grid, rows = table.grid, table.rows
    if table.is_fixed or len(grid) < 2 or any(len(row) != len(grid) for row in rows):
        return xml
    return _with_widths(xml, grid, [[_as_read(cell) for cell in row] for row in rows])


def shared_plain(xml: str) -> str:
    """As `shared`, for a table without tables in it of which no width is fixed."""
    grid = list(_COLUMN.finditer(xml, 0, xml.find("</w:tblGrid>") + 1))
    rows = xml.split("</w:tr>")[:-1]
    if len(grid) < 2 or any(row.count("</w:tc>") != len(grid) for row in rows):
        return xml
    texts = [
        [
            _as_read(["".join(_TEXTS.findall(piece)) for piece in cell.split("</w:p>")[:-1]])
            for cell in row.split("</w:tc>")[:-1]
        ]
        for row in rows[:ROWS_LOOKED_AT]
    ]
    return _with_widths(xml, grid, texts)


class _Table:
    """What a table holds: its columns, the paragraphs of each cell, and whether a width is fixed.

    Tables inside it are only text of their cell.
    """

    def __init__(self, xml: str) -> None:
        self.grid = list(_COLUMN.finditer(xml, 0, xml.find("</w:tblGrid>") + 1))
        self.rows: list[list[list[str]]] = []
        self.is_fixed = False
        self._depth = 0
        self._in_cell = False
        for token in _TOKEN.finditer(xml):
            name = token[2]
            if name == "t":
                if self._in_cell and token[4] and not token[1] and not token[3].endswith("/"):
                    self.rows[-1][-1][-1] += token[4]
            elif name == "p":
                if self._in_cell and not token[1]:
                    self.rows[-1][-1].append("")
            elif name == "tbl":
                self._depth += -1 if token[1] else 1
            elif self._depth == 1:
                self._shape(token)

    def _shape(self, token: re.Match[str]) -> None:
        closes, name, rest, _ = token.groups()
        if name == "tc":
            self._in_cell = not closes
            if self._in_cell:
                self.rows[-1].append([])
        elif closes:
            return
        elif name == "tr":
            self.rows.append([])
        elif name == "tcW":
            kind = _TYPE.search(rest)
            self.is_fixed = self.is_fixed or kind is None or kind[1] != "auto"


def _as_read(paragraphs: list[str]) -> str:
    text = "\n".join(paragraphs)
    if "&" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return text


def _with_widths(xml: str, grid: list[re.Match[str]], texts: list[list[str]]) -> str:
    found = [_WIDTH.search(column[0]) for column in grid]
    total = sum(int(width[1]) if width else 0 for width in found)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in column_widths(texts, total))
    return xml[: grid[0].start()] + columns + xml[grid[-1].end() :]
