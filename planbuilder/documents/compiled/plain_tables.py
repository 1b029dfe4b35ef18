"""What is set right in the tables that most templates have: their columns, and cells that stayed empty."""

from __future__ import annotations

from functools import lru_cache


def fixed_plain(xml: str) -> str:
    """As `fixed`, for a table without tables, wide cells or controls around cells in it."""
    start = xml.find("<w:tblGrid>") + len("<w:tblGrid>")
    end = xml.find("</w:tblGrid>", start)
    if end < 0:
        return fixed(xml)
    cells = max([row.count("</w:tc>") for row in xml.split("</w:tr>")])
    if xml.count("<w:gridCol ", start, end) == cells:
        return xml
    return xml[:start] + _grid(xml[start:end], cells) + xml[end:]


@lru_cache(maxsize=256)
def _grid(grid: str, cells: int) -> str:
    """The columns of a grid for rows of so many cells; a template has few, and its tables many."""
    from planbuilder.documents.compiled.columns import columns_of, fixed_grid

    columns = columns_of(grid)
    wanted = fixed_grid(columns, cells, cells)
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
