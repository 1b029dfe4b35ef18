"""Reads a Word template without any plan and finds what would go wrong, each with its place."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from planbuilder.documents.field_tree import FieldReader
from planbuilder.documents.templating import PlanEnvironment
from planbuilder.documents.word_text import w
from planbuilder.documents.zip_bytes import read_zip

Found = tuple[str, dict[str, object]]
_PART = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_DUTCH = {
    "document": "alinea",
    "header": "koptekst, alinea",
    "footer": "voettekst, alinea",
    "footnotes": "voetnoten, alinea",
}
_TAG = re.compile(r"\{[{%#].*?[}%#]\}")
_LONGEST_WORDS = 80


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    text: str


def problems_in(template: bytes) -> list[Found]:
    """Code and parameters of each problem: {place, words, field or what, suggestion}."""
    from lxml import etree

    try:
        files = read_zip(template)
        _open_as_word(template)
    except (zipfile.BadZipFile, KeyError, ValueError, RuntimeError):
        return [("template_not_word", {})]
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    found: list[Found] = []
    for name, raw in files.items():
        part = _PART.fullmatch(name)
        if part:
            try:
                root = etree.fromstring(raw, parser)
            except etree.XMLSyntaxError:
                return [("template_not_word", {})]
            found += _problems_of_part(root, re.sub(r"\d", "", part[1]))
    return found


def _open_as_word(template: bytes) -> None:
    from docx import Document

    Document(io.BytesIO(template))


def _problems_of_part(root: Any, part: str) -> list[Found]:
    from docxtpl import DocxTemplate

    docxtpl = DocxTemplate(io.BytesIO())
    # The line breaks make the line numbers of Jinja count paragraphs.
    source = re.sub(r"<w:p([ >])", r"\n<w:p\1", docxtpl.patch_xml(docxtpl.xml_to_string(root)))
    places = _places(root, part)
    try:
        tree = PlanEnvironment().parse(source)
    except TemplateSyntaxError as error:
        return [_syntax_problem(error, source, places)]
    return _unknown_fields(tree, places)


def _syntax_problem(error: TemplateSyntaxError, source: str, places: list[_Place]) -> Found:
    lines = source.split("\n")
    near = lines[min(error.lineno, len(lines)) - 1]
    around = re.sub("<[^>]*>", "", near).strip()
    message = error.message or ""
    what = message.removeprefix("not allowed in a template: ")
    code = "template_not_allowed" if message != what else "template_syntax_wrong"
    place = next(
        (p for p in reversed(places) if p.text.strip() and p.text.strip() in around), places[0]
    )
    if code == "template_not_allowed":
        mentioned = [p for p in places if what.strip(".|[]… ") in "".join(_TAG.findall(p.text))]
        place = mentioned[0] if mentioned else place
    return code, {"place": place.name, "words": _words(place, ""), "what": what}


def _unknown_fields(tree: nodes.Template, places: list[_Place]) -> list[Found]:
    found: list[Found] = []
    for unknown in FieldReader().unknown_in(tree):
        pattern = re.compile(rf"(?<![\w.]){re.escape(unknown.written)}(?!\w)")
        here = [p for p in places if any(pattern.search(tag) for tag in _TAG.findall(p.text))]
        for place in here or places[:1]:
            found.append(
                (
                    "template_field_unknown",
                    {
                        "place": place.name,
                        "words": _words(place, unknown.written),
                        "field": unknown.written,
                        "suggestion": unknown.nearest,
                    },
                )
            )
    return found


def _places(root: Any, part: str) -> list[_Place]:
    found = []
    tables = {table: at for at, table in enumerate(root.iter(w("tbl")), 1)}
    for number, paragraph in enumerate(root.iter(w("p")), 1):
        name = f"{_DUTCH[part]} {number}"
        table = next(paragraph.iterancestors(w("tbl")), None)
        if table is not None:
            name += f" (in tabel {tables[table]})"
        found.append(_Place(name, "".join(paragraph.itertext(w("t")))))
    return found or [_Place(f"{_DUTCH[part]} 1", "")]


def _words(place: _Place, around: str) -> str:
    """A piece of the paragraph, with what is wrong in it."""
    at = max(place.text.find(around) - _LONGEST_WORDS // 2, 0)
    return place.text[at : at + _LONGEST_WORDS].strip()
