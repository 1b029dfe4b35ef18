"""One plan template in the tag language of each Word engine, so that all make the same document.

Only what every engine can do: loops over paragraphs and rows, and "show this if …". Tables with
another number of columns are branches of their own, because most peers can't repeat a column.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from planbuilder.resources import shipped_path

MOST_COLUMNS = 7
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = "http://schemas.openxmlformats.org/package/2006"
_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1247" w:bottom="1134" w:left="1247" w:header="567" '
    'w:footer="567" w:gutter="0"/>'
)


@dataclass(frozen=True)
class Text:
    """A paragraph: plain words, with a field's name between « and »."""

    style: str
    words: str


@dataclass(frozen=True)
class Rows:
    """A table of which the last row is repeated for each item of a list."""

    style: str
    item: str
    of: str
    cells: tuple[tuple[str, str], ...]
    head: tuple[str, ...] = ()


@dataclass(frozen=True)
class Each:
    """What is repeated for each item of a list."""

    item: str
    of: str
    inside: tuple[Element, ...]


@dataclass(frozen=True)
class When:
    """What is only there when a field is true."""

    field: str
    inside: tuple[Element, ...]


Element = Text | Rows | Each | When


def _table(columns: int) -> When:
    names = [f"c{number + 1}" for number in range(columns)]
    rows = Rows(
        "Plantabel",
        "row",
        "block.rows",
        tuple(("Tabeltekst", f"«row.{name}»") for name in names),
        tuple(f"«block.head_{name}»" for name in names),
    )
    return When(f"block.is_table{columns}", (Text("Blokkop", "«block.label»"), rows))


def _facts(item: str, of: str) -> Rows:
    cells = (("FeitNaam", f"«{item}.label»"), ("FeitInhoud", f"«{item}.text»"))
    return Rows("Feitentabel", item, of, cells)


BLOCK: tuple[Element, ...] = (
    When("block.is_empty", (Text("NogLeeg", "«block.text»"),)),
    When("block.is_note", (Text("Toelichting", "«block.text»"),)),
    When("block.is_body", (Text("BodyText", "«block.text»"),)),
    When("block.is_heading", (Text("Heading2", "«block.text»"),)),
    When(
        "block.is_quote",
        (Text("CitaatJongereKop", "«block.who»"), Text("CitaatJongere", "“«block.text»”")),
    ),
    When("block.is_remark", (Text("BijdrageKop", "«block.who»"), Text("Bijdrage", "«block.text»"))),
    When("block.is_facts", (_facts("fact", "block.facts"),)),
    *(_table(columns) for columns in range(2, MOST_COLUMNS + 1)),
    When("block.is_bullets", (Each("item", "block.items", (Text("ListBullet", "«item.text»"),)),)),
)
_TOP: tuple[Element, ...] = (
    Text("Bovenregel", "«plan.subtitle» van «plan.youth_name»"),
    Text("Title", "«plan.title»"),
    Text("Subtitle", "Versie «plan.version», «plan.state», «plan.date». Voor: «plan.recipient»"),
    _facts("first", "plan.first_page"),
)
_BOTTOM: tuple[Element, ...] = (
    Text("Heading1", "Wat nog open staat"),
    Rows(
        "Plantabel",
        "point",
        "plan.open_points",
        tuple(("Tabeltekst", f"«point.{name}»") for name in ("text", "who", "haste")),
        ("Wat", "Wie kan dit oplossen", "Haast"),
    ),
    Text("Hulpkop", "Hulp, voor nu of later"),
    Each("line", "plan.help_lines", (Text("Hulpregel", "«line.text»"),)),
)
_NUMBERED = Text("Heading1", "«section.number». «section.title»")
# As our own templates: each block of a section says what it is, and the template chooses.
CHOOSING = (
    *_TOP,
    Each("section", "plan.sections", (_NUMBERED, Each("block", "section.blocks", BLOCK))),
    *_BOTTOM,
)
# Loops only, as templates for forms are: what all engines do best.
LOOPING: tuple[Element, ...] = (
    *_TOP,
    Each(
        "section",
        "plan.sections",
        (
            _NUMBERED,
            Each("note", "section.notes", (Text("BodyText", "«note.text»"),)),
            Each(
                "said",
                "section.said",
                (Text("BijdrageKop", "«said.who»"), Text("Bijdrage", "“«said.text»”")),
            ),
            Rows(
                "Plantabel",
                "row",
                "section.rows",
                tuple(("Tabeltekst", f"«row.c{number}»") for number in (1, 2, 3)),
                ("Wat", "Wie of wanneer", "Verder"),
            ),
        ),
    ),
    *_BOTTOM,
)
FOOTER = "«plan.subtitle» van «plan.youth_name», versie «plan.version», «plan.state», «plan.date»"


class Jinja:
    """docxtpl's language, and ours."""

    def field(self, name: str) -> str:
        return "{{ " + name + " }}"

    def each(self, item: str, of: str, what: str = "p") -> tuple[str, str]:
        return f"{{%{what} for {item} in {of} %}}", f"{{%{what} endfor %}}"

    def when(self, field: str) -> tuple[str, str]:
        return f"{{%p if {field} %}}", "{%p endif %}"

    def row(self, item: str, of: str, cells: Sequence[tuple[str, str]]) -> str:
        begin, end = self.each(item, of, "tr")
        return _row([("", begin)]) + self._cells(cells) + _row([("", end)])

    def _cells(self, cells: Sequence[tuple[str, str]]) -> str:
        return _row([(style, self.filled(words)) for style, words in cells])

    def filled(self, words: str) -> str:
        return re.sub("«([^»]+)»", lambda found: self.field(found[1]), words)


class Braces(Jinja):
    """The language of docxtemplater and easy-template-x: an item's fields are in reach by name."""

    def field(self, name: str) -> str:
        rest = name.partition(".")[2]
        return "{" + rest + "}"

    def each(self, item: str, of: str, what: str = "p") -> tuple[str, str]:
        name = of.partition(".")[2]
        return f"{{#{name}}}", f"{{/{name}}}"

    def when(self, field: str) -> tuple[str, str]:
        return self.each("", field)

    def row(self, item: str, of: str, cells: Sequence[tuple[str, str]]) -> str:
        begin, end = self.each(item, of)
        filled = [(style, self.filled(words)) for style, words in cells]
        filled[0] = (filled[0][0], begin + filled[0][1])
        filled[-1] = (filled[-1][0], filled[-1][1] + end)
        return _row(filled)


class Commands(Jinja):
    """The language of docx-templates: JavaScript with the items as variables."""

    def field(self, name: str) -> str:
        return "{{" + self._variable(name) + "}}"

    def each(self, item: str, of: str, what: str = "p") -> tuple[str, str]:
        return "{{FOR " + item + " IN " + self._variable(of) + "}}", "{{END-FOR " + item + "}}"

    def when(self, field: str) -> tuple[str, str]:
        return "{{IF " + self._variable(field) + "}}", "{{END-IF}}"

    @staticmethod
    def _variable(name: str) -> str:
        return name.removeprefix("plan.") if name.startswith("plan.") else f"${name}"


class Paths(Jinja):
    """carbone's language: each field by its whole path, and the second item shows what repeats."""

    def __init__(self) -> None:
        self._paths = {"plan": "d"}

    def field(self, name: str) -> str:
        return "{" + self._path(name) + ":convCRLF}"

    def each(self, item: str, of: str, what: str = "p") -> tuple[str, str]:
        path = self._path(of)
        self._paths[item] = f"{path}[i]"
        return "", "{" + path + "[i+1]}"

    def when(self, field: str) -> tuple[str, str]:
        path = self._path(field)
        return "{" + path + ":ifEQ(true):showBegin}", "{" + path + ":showEnd}"

    def row(self, item: str, of: str, cells: Sequence[tuple[str, str]]) -> str:
        _, end = self.each(item, of)
        return self._cells(cells) + _row([(cells[0][0], end), *((s, "") for s, _ in cells[1:])])

    def _path(self, name: str) -> str:
        item, _, rest = name.partition(".")
        return f"{self._paths[item]}.{rest}"


def plan_template(elements: Sequence[Element], language: Jinja) -> bytes:
    """The template as a Word file in this language, with the styles of the shipped plan."""
    shipped = zipfile.ZipFile(shipped_path("templates", "perspective_plan/plan.docx"))
    body = "".join(_written(element, language) for element in elements)
    footer = _paragraph("Footer", language.filled(FOOTER))
    space = f'xmlns:w="{_MAIN}" xmlns:r="{_LINKS}"'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    page = f'<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>{_PAGE}</w:sectPr>'
    parts = {
        "[Content_Types].xml": head + _content_types(),
        "_rels/.rels": head + _relations([("officeDocument", "word/document.xml")]),
        "word/document.xml": f"{head}<w:document {space}><w:body>{body}{page}</w:body></w:document>",
        "word/_rels/document.xml.rels": head
        + _relations(
            [(n, f"{n}.xml") for n in ("styles", "numbering")] + [("footer", "footer.xml")]
        ),
        "word/footer.xml": f"{head}<w:ftr {space}>{footer}</w:ftr>",
        "word/styles.xml": shipped.read("word/styles.xml").decode(),
        "word/numbering.xml": shipped.read("word/numbering.xml").decode(),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def _written(element: Element, language: Jinja) -> str:
    match element:
        case Text(style, words):
            return _paragraph(style, language.filled(words))
        case Rows(style, item, of, cells, head):
            titles = _row([("Tabelkop", language.filled(words)) for words in head]) if head else ""
            # Word wants a paragraph between two tables.
            return _whole_table(style, len(cells), titles + language.row(item, of, cells)) + (
                _paragraph("Tussenruimte", "")
            )
        case Each(item, of, inside):
            begin, end = language.each(item, of)
        case When(field, inside):
            begin, end = language.when(field)
    middle = "".join(_written(one, language) for one in inside)
    around = [_paragraph("Sjabloonregel", tag) if tag else "" for tag in (begin, end)]
    return around[0] + middle + around[1]


def _paragraph(style: str, text: str) -> str:
    # The quotes in runs of their own: easy-template-x puts what follows a field before its line breaks.
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
        for part in re.split("([“”])", text)
        if part
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _row(cells: Sequence[tuple[str, str]]) -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{_paragraph(style or "Normal", text)}</w:tc>'
        for style, text in cells
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inside}</w:tr>"


def _whole_table(style: str, columns: int, rows: str) -> str:
    grid = f'<w:gridCol w:w="{9412 // columns}"/>' * columns
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _content_types() -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {
        "document": "document.main",
        "styles": "styles",
        "numbering": "numbering",
        "footer": "footer",
    }
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{word}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PARTS}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PARTS}/relationships">{links}</Relationships>'


LANGUAGES = {"jinja": Jinja, "braces": Braces, "commands": Commands, "paths": Paths}
