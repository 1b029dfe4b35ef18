"""Most tables are set right with a look at what they count alone: with the same columns as by reading them whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planbuilder.documents.compiled import columns
from planbuilder.documents.compiled.plain_tables import ending_with_paragraph, fixed_plain

SPANS = st.lists(st.lists(st.integers(1, 4), max_size=6), max_size=5)
WIDTHS = st.lists(st.integers(0, 3000), min_size=1, max_size=8)


def cell(span: int) -> str:
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="9"/>{wide}</w:tcPr><w:p/></w:tc>'


@given(SPANS, WIDTHS)
def test_columns_are_as_many_as_the_longest_row_has_whichever_way_they_are_counted(
    rows: list[list[int]], widths: list[int]
) -> None:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    inside = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    table = f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{inside}</w:tbl>"
    assert fixed_plain(table) == columns.fixed(table)


def test_a_cell_gets_a_paragraph_only_where_it_does_not_end_with_one() -> None:
    for whole in ("<w:tc><w:p/>", "<w:p a='b'/>", "<w:p>x</w:p> \n", "<w:sdt><w:p/></w:sdt>"):
        assert ending_with_paragraph(whole) == whole
    for bare in ("<w:tc>", "<w:tc><w:tcPr/>", "<w:p/></w:tbl>", "<w:pict/>"):
        assert ending_with_paragraph(bare) == f"{bare}<w:p/>"
