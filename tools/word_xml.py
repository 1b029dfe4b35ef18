"""Pieces of Word XML for the templates: paragraphs, instructions, tables and styles by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'


def run(text: str, style: str = "") -> str:
    """One run; a style of characters where one is named."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(style: str, *runs: str) -> str:
    """A paragraph in this style; a run may be given as its text."""
    made = "".join(one if one.startswith("<w:r>") else run(one) for one in runs if one)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{made}</w:p>'


def do(instruction: str) -> str:
    """An instruction to docxtpl for whole paragraphs: it never stands in a plan."""
    return p("Sjabloonregel", f"{{%p {instruction} %}}")


def when(condition: str, then: str, otherwise: str = "") -> str:
    """`then` where the condition holds."""
    other = do("else") + otherwise if otherwise else ""
    return do(f"if {condition}") + then + other + do("endif")


def choose(*cases: tuple[str, str]) -> str:
    """The first case of which the condition holds ("" for all that is left)."""
    made = ""
    for at, (condition, then) in enumerate(cases):
        word = "if" if at == 0 else "elif"
        made += do(f"{word} {condition}" if condition else "else") + then
    return made + do("endif")


def each(name: str, of: str, body: str) -> str:
    """`body` for each item."""
    return do(f"for {name} in {of}") + body + do("endfor")


def quoted(style: str, field: str) -> str:
    """A person's words between quotation marks that are no part of the field."""
    return p(style, run("“"), run(f"{{{{ {field} }}}}"), run("”"))


def cell(width: int, body: str, span: int = 1) -> str:
    """A cell over `span` columns; a width of 0 leaves it to the content."""
    size = f'w:w="{width}" w:type="dxa"' if width else 'w:w="0" w:type="auto"'
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f"<w:tc><w:tcPr><w:tcW {size}/>{over}</w:tcPr>{body}</w:tc>"


def row(cells: Iterable[str], head: bool = False, whole: bool = True, height: int = 0) -> str:
    """A row that stays on one page; `head` is repeated on the next."""
    flags = (
        ("<w:cantSplit/>" if whole else "")
        + (f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else "")
        + ("<w:tblHeader/>" if head else "")
    )
    return f"<w:tr>{f'<w:trPr>{flags}</w:trPr>' if flags else ''}{''.join(cells)}</w:tr>"


def do_row(instruction: str, widths: Sequence[int]) -> str:
    """An instruction to docxtpl for whole rows."""
    first = p("Sjabloonregel", f"{{%tr {instruction} %}}")
    rest = [cell(width, p("Sjabloonregel")) for width in widths[1:]]
    return f"<w:tr>{cell(widths[0], first)}{''.join(rest)}</w:tr>"


def choose_rows(widths: Sequence[int], *cases: tuple[str, str]) -> str:
    """The rows of the first case of which the condition holds ("" for all that is left)."""
    made = ""
    for at, (condition, then) in enumerate(cases):
        word = "if" if at == 0 else "elif"
        made += do_row(f"{word} {condition}" if condition else "else", widths) + then
    return made + do_row("endif", widths)


def rows_for(name: str, of: str, widths: Sequence[int], body: str) -> str:
    """`body` (rows) for each item."""
    return do_row(f"for {name} in {of}", widths) + body + do_row("endfor", widths)


def table(
    style: str, widths: Sequence[int], rows: str, title: str, head: bool = False, fixed: bool = True
) -> str:
    """A table; `title` is what a screen reader says of it."""
    look = (
        f'<w:tblLook w:val="{"0620" if head else "0680"}" w:firstRow="{int(head)}" w:lastRow="0" '
        f'w:firstColumn="{int(not head)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="{"fixed" if fixed else "autofit"}"/>{look}'
        f'<w:tblCaption w:val="{escape(title, {chr(34): "&quot;"})}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def by_columns(style: str, widest: int, title: str, columns: str, row_of: str) -> str:
    """A table of as many columns as there are: `columns` are the heads, `row_of` the rows."""

    def cells(name: str, of: str, look: str, body: str) -> list[str]:
        start, end = f"{{%tc for {name} in {of} %}}", "{%tc endfor %}"
        return [cell(0, p(look, start)), cell(0, body), cell(0, p(look, end))]

    text = when(
        "one.is_youth", quoted("TabelCitaat", "one.text"), p("Tabeltekst", "{{ one.text }}")
    )
    headings = row(cells("column", columns, "Tabelkop", p("Tabelkop", "{{ column }}")), head=True)
    texts = row(cells("one", "row", "Tabeltekst", text))
    start = f"<w:tr>{cell(0, p('Sjabloonregel', f'{{%tr for row in {row_of} %}}'))}</w:tr>"
    end = f"<w:tr>{cell(0, p('Sjabloonregel', '{%tr endfor %}'))}</w:tr>"
    return table(style, [widest], headings + start + texts + end, title, head=True, fixed=False)
