"""A docxtpl template as docxtpl prepares it: parts that stay as they are, Jinja sources of the others."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jinja2 import Environment, nodes

from planbuilder.documents.compiled.statements import NotSayable

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# The properties that docxtpl renders.
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
_CORE = "docProps/core.xml"
_PARAGRAPH = re.compile(r"<w:p([ >])")
_NAMESPACE = re.compile(r"(\sxmlns(?::[\w.-]+)?=\"([^\"]*)\")")
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_NO_TIME = datetime(1980, 1, 1)  # noqa: DTZ001 - python-docx keeps times without a zone


@dataclass(frozen=True, slots=True)
class Source:
    """The Jinja source of one part; `before` and `after` stand around what it renders."""

    text: str
    before: str = ""
    after: str = ""
    is_body: bool = False
    drops_blanks: bool = False


@dataclass(slots=True)
class Prepared:
    """All parts of the package by name, and the sources of those that are rendered.

    `properties` are the sources of document properties by the mark that stands in `core` for each.
    """

    parts: dict[str, bytes]
    body: str = ""
    sources: dict[str, Source] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)


def prepared(template: bytes, environment: Environment, *, exact: bool = True) -> Prepared:
    """Open the template as docxtpl does and let it prepare the XML of each part.

    Raises what python-docx and docxtpl raise for a file that they can't read; with `exact` also
    NotSayable for one of which lxml would rename a prefix.
    """
    from docx.oxml import parse_xml
    from docxtpl import DocxTemplate

    tpl = DocxTemplate(io.BytesIO(template))
    tpl.render_init()
    document = tpl.docx
    core_was_there = any(part.partname == f"/{_CORE}" for part in document.part.package.parts)
    core = document.core_properties
    if not core_was_there:
        core.modified = _NO_TIME
    marks: dict[str, str] = {}
    for number, name in enumerate(PROPERTIES):
        initial = getattr(core, name)
        told = _constant(initial, environment)
        if told is None:
            marks[mark := f"pbproperty{number}x"] = initial
            setattr(core, name, mark)
        else:
            setattr(core, name, told)
    sources: dict[str, Source] = {}
    name = document.part.partname.lstrip("/")
    sources[name] = _body(tpl, exact)
    for uri in (tpl.HEADER_URI, tpl.FOOTER_URI):
        for _, part in tpl.get_headers_footers(uri):
            xml = tpl.xml_to_string(parse_xml(part.blob))
            text = _with_lines(tpl.patch_xml(xml))
            sources[part.partname.lstrip("/")] = Source(text, _DECLARATION, drops_blanks=True)
    for part in document.part.package.parts if document.sections else ():
        if part.content_type == _FOOTNOTES:
            text = _with_lines(tpl.patch_xml(part.blob.decode("utf-8")))
            sources[part.partname.lstrip("/")] = Source(text)
    return Prepared(_saved(document), name, sources, marks)


def _constant(text: str, environment: Environment) -> str | None:
    """What a property without any field is for Jinja; None for one with fields."""
    outputs = environment.parse(text).body
    found = []
    for output in outputs:
        if not isinstance(output, nodes.Output):
            return None
        for one in output.nodes:
            if not isinstance(one, nodes.TemplateData):
                return None
            found.append(one.data)
    return "".join(found)


def _with_lines(xml: str) -> str:
    # As docxtpl has it: Jinja's `-` also takes these line breaks.
    return _PARAGRAPH.sub(r"\n<w:p\1", xml)


def _body(tpl: Any, exact: bool) -> Source:
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml import OxmlElement

    root = tpl.docx._element
    xml = tpl.patch_xml(tpl.get_xml())
    body = root.body
    empty = OxmlElement("w:body")
    root.replace(body, empty)
    around = serialize_part_xml(root).decode("utf-8")
    root.replace(empty, body)
    before, mark, after = around.partition("<w:body/>")
    if not mark:
        raise NotSayable("a document without a body of Word's own")
    declared = dict(_NAMESPACE.findall(before))
    everywhere = declared | dict(_NAMESPACE.findall(xml))
    if exact and len(set(everywhere.values())) < len(everywhere):
        # lxml then writes one of the two prefixes for both.
        raise NotSayable("two prefixes for one namespace")
    start, rest = xml.split(">", 1)
    for one in declared:
        start = start.replace(one, "")
    return Source(_with_lines(f"{start}>{rest}"), before, after, is_body=True)


def _saved(document: Any) -> dict[str, bytes]:
    from planbuilder.documents.zip_bytes import read_zip

    target = io.BytesIO()
    document.save(target)
    return read_zip(target.getvalue())
