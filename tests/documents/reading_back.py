"""How a reader gets the texts out of a finished document, per format."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser

from docx import Document as WordDocument
from lxml import etree

from planbuilder.documents.words import holdable, unbroken

TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
SVG = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def as_kept(text: str) -> str:
    """What a document that keeps everything holds of a text."""
    return unbroken(holdable(text))


def read_docx(content: bytes) -> str:
    """All paragraphs by python-docx, an empty line between two; tables and cells in their order.

    Of a picture the words that a screen reader says instead.
    """
    document = WordDocument(io.BytesIO(content))
    parts = [document.element.body]
    parts += [section.footer._element for section in document.sections]
    from docx.text.paragraph import Paragraph

    return "\n\n".join(
        Paragraph(p, document).text  # type: ignore[arg-type]
        + "".join(picture.get("descr", "") for picture in p.iter(_PICTURE))
        for part in parts
        for p in part.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    )


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.tags: list[str] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in {"style", "title"}:
            self._silent = True
        if tag == "p" and self.pieces:
            self.pieces.append("\n\n")
        if tag == "br":
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"style", "title"}:
            self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data)


def read_html(content: bytes) -> str:
    """The text of the page as a reader sees it: <br> is a line break, <p> an empty line before it."""
    page = _Page()
    page.feed(content.decode("utf-8"))
    return "".join(page.pieces)


def tags_of(content: bytes) -> set[str]:
    """Every tag that the page holds."""
    page = _Page()
    page.feed(content.decode("utf-8"))
    return set(page.tags)


def read_odt(content: bytes) -> str:
    """The text of an OpenDocument file with the words of its pictures; an empty line between two."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("content.xml"))
    paragraphs = root.iter(f"{{{TEXT}}}p", f"{{{TEXT}}}h")
    told = [one.text or "" for one in root.iter(f"{{{SVG}}}title", f"{{{SVG}}}desc")]
    return "\n\n".join(["".join(_odt_pieces(paragraph)) for paragraph in paragraphs] + told)


def _odt_pieces(node: etree._Element) -> list[str]:
    pieces = [node.text or ""]
    for child in node:
        name = etree.QName(child).localname
        if name == "s":
            pieces.append(" " * int(child.get(f"{{{TEXT}}}c", "1")))
        elif name == "tab":
            pieces.append("\t")
        elif name == "line-break":
            pieces.append("\n")
        else:
            pieces += _odt_pieces(child)
        pieces.append(child.tail or "")
    return pieces


def squeezed(text: str) -> str:
    """The text without anything that a page layout may add or leave out: white space."""
    return re.sub(r"[\s\u200b\ufeff\u00ad]+", "", text)
