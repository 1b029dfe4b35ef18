"""Small docxtpl templates made here, docxtpl's own rendering of them, and how two Word files differ."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from documents.own_templates import paragraph
from docx import Document as WordDocument
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from planbuilder.documents.zip_bytes import read_zip, write_zip

BODY = "word/document.xml"
_NAMESPACES = "".join(
    f' xmlns:{prefix}="http://schemas.openxmlformats.org/{path}"'
    for prefix, path in {
        "w": "wordprocessingml/2006/main",
        "r": "officeDocument/2006/relationships",
        "wp": "drawingml/2006/wordprocessingDrawing",
    }.items()
)


def word_template(*pieces: str, edit: Callable[[Any], None] | None = None) -> bytes:
    """A Word file with these paragraphs (or pieces of XML); `edit` may change it with python-docx."""
    document = WordDocument()
    if edit is not None:
        edit(document)
    target = io.BytesIO()
    document.save(target)
    files = read_zip(target.getvalue())
    inside = "".join(one if one.startswith("<w:") else paragraph(one) for one in pieces)
    section = files[BODY].decode("utf-8")
    section = section[section.index("<w:sectPr") : section.index("</w:sectPr>")] + "</w:sectPr>"
    files[BODY] = (
        f"<w:document{_NAMESPACES}><w:body>{inside}{section}</w:body></w:document>".encode()
    )
    return write_zip(files)


def by_docxtpl(
    template: bytes,
    context: Mapping[str, Any],
    filters: Mapping[str, Callable[..., Any]] | None = None,
) -> bytes:
    """What docxtpl itself makes of it, with every text escaped."""
    environment = ImmutableSandboxedEnvironment(autoescape=True)
    environment.filters.update(filters or {})
    tpl = DocxTemplate(io.BytesIO(template))
    tpl.render(dict(context), environment)
    target = io.BytesIO()
    tpl.save(target)
    return target.getvalue()


def canonical(document: bytes) -> dict[str, bytes]:
    """Each part of a Word file; XML in its canonical form."""
    return {
        name: etree.tostring(etree.fromstring(raw), method="c14n", exclusive=True)
        if name.endswith((".xml", ".rels"))
        else raw
        for name, raw in read_zip(document).items()
    }


NOTES = "word/footnotes.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def with_footnotes(template: bytes, text: str) -> bytes:
    """The template with one footnote that holds this text."""
    files = read_zip(template)
    files[NOTES] = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph(text)}</w:footnote></w:footnotes>'
    ).encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    types = files["[Content_Types].xml"].decode()
    files["[Content_Types].xml"] = types.replace(
        "</Types>", f'<Override PartName="/{NOTES}" ContentType="{kind}"/></Types>'
    ).encode()
    relations = "word/_rels/document.xml.rels"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    link = f'<Relationship Id="rIdN" Type="{office}" Target="footnotes.xml"/></Relationships>'
    files[relations] = files[relations].decode().replace("</Relationships>", link).encode()
    return write_zip(files)
