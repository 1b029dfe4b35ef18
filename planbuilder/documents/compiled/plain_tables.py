"""What is set right in the tables that most templates have: their columns, and cells that stayed empty."""

from __future__ import annotations

import re
from functools import lru_cache

WIDE_CELL = re.compile(r'<w:gridSpan w:val="(\d{1,4})"/>')


def fixed_plain(xml: str) -> str:
    """As `fixed`, for a table without tables in it or controls around cells."""
    start = xml.find("<w:tblGrid>") + len("<w:tblGrid>")
    end = xml.find("</w:tblGrid>", start)
    if end < 0:
        return fixed(xml)
    rows = xml.split("</w:tr>")
    spans = cells = max([row.count("</w:tc>") for row in rows])
    if "<w:gridSpan " in xml:
        spans = max([row.count("</w:tc>") + _more_columns(row) for row in rows])
    if cells <= xml.count("<w:gridCol ", start, end) <= spans:
        return xml
    return xml[:start] + _grid(xml[start:end], cells, spans) + xml[end:]


def _more_columns(row: str) -> int:
    """How many columns the cells of a row have beyond one each."""
    return sum([int(columns) - 1 for columns in WIDE_CELL.findall(row)])


@lru_cache(maxsize=256)
def _grid(grid: str, cells: int, spans: int) -> str:
    """The columns of a grid for rows of so many cells; a template has few, and its tables many."""
    from planbuilder.documents.compiled.columns import columns_of, fixed_grid

    columns = columns_of(grid)
    wanted = fixed_grid(columns, cells, spans)
    return grid if wanted is None or not columns else "".join(wanted)


def ending_with_paragraph(cell: str) -> str:
    """A cell up to its closing tag, with a paragraph at its end: without one Word calls the file damaged."""
    last = cell.rstrip()
    if last.endswith(("</w:p>", "</w:sdt>")):
        return cell
    tag = last[last.rfind("<") :]
    is_empty_paragraph = tag.startswith(("<w:p/", "<w:p ")) and tag.endswith("/>")
    return cell if is_empty_paragraph else cell + "<w:p/>"


def fixed(xml: str) -> str:
    """As `columns.fixed`, which only tables with something unusual wait for."""
    from planbuilder.documents.compiled import columns

    return columns.fixed(xml)


# What is done to each part of a table, by the word that a program has for it, when all of it is there.
AFTERWARDS = {"tbl": fixed, "grid": fixed_plain, "cell": ending_with_paragraph}
