"""A finished document opened again: whole, holding every text of its plan, and readable aloud."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from pathlib import Path

from planbuilder.documents import Document, template_data
from planbuilder.documents.template_files import word_template, word_template_name
from planbuilder.documents.web_page import Page, read_page
from planbuilder.documents.words import holdable, unbroken
from planbuilder.errors import DocumentNotMade, Problem, TemplateInvalid
from planbuilder.plan.model import Plan

_STREAM = re.compile(rb"stream\r?\n")
# What makes a PDF one that can be read aloud, as it stands in the file.
_IN_A_PDF = {
    "tags": re.compile(rb"/StructTreeRoot"),
    "marked": re.compile(rb"/Marked\s+true"),
    "language": re.compile(rb"/Lang\s*\([a-z]{2}(-[A-Z]{2})?\)"),
    "title": re.compile(rb"/DisplayDocTitle\s+true"),
    "PDF/UA-1": re.compile(rb"pdfuaid:part(>\s*1<|=.1.)"),
}
_ODF_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


class DocumentFaulty(DocumentNotMade):
    """A document was made and is not right; `problems` say what, never with a text of the plan."""

    def __init__(self, format: str, problems: list[Problem]) -> None:  # noqa: A002
        super().__init__("document_faulty", format=format)
        self.problems = tuple(problems)


def verify_document(document: Document, plan: Plan, templates: Path | None = None) -> None:
    """Open a document of this plan again and look it through.

    Raises DocumentFaulty with everything that is wrong, TemplateInvalid where it was made with a
    template of the organisation (in `templates`).
    """
    match document.suffix:
        case ".docx":
            _verify_word(document.content, plan, templates)
            return
        case ".html":
            problems = _of_page(read_page(document.content), plan)
        case ".pdf":
            problems = _of_pdf(document.content)
        case ".odt":
            problems = _of_odt(document.content, plan)
        case _:
            problems = _of_markdown(document.content)
    if problems:
        raise DocumentFaulty(document.suffix.lstrip("."), problems)


def _verify_word(content: bytes, plan: Plan, templates: Path | None) -> None:
    from planbuilder.documents.isolation import lost_apart
    from planbuilder.documents.word_lint import lint_word
    from planbuilder.documents.word_proof import lost_texts

    template, is_ours = word_template(plan.kind.value, templates)
    data, _ = template_data(plan)
    problems = lint_word(content)
    if not any(one.code in {"word_not_a_package", "word_part_not_xml"} for one in problems):
        lost = (
            lost_texts(data, template, content)
            if is_ours
            else lost_apart(data, template, content, word_template_name(plan.kind.value))
        )
        problems += _lost(lost)
    if not problems:
        return
    if is_ours:
        raise DocumentFaulty("docx", problems)
    raise TemplateInvalid("document_faulty", problems, file=word_template_name(plan.kind.value))


def _lost(places: list[str]) -> list[Problem]:
    return [Problem("document_lost_text", parameters={"place": place}) for place in places]


def _missing(whole: str, plan: Plan) -> list[Problem]:
    """A problem for each text of the plan that is not in the whole text of a document."""
    gone = {text for text in plan.texts() if unbroken(holdable(text)) not in whole}
    data, _ = template_data(plan)
    return _lost(sorted({place for text, place in _places(data) if text in gone}) if gone else [])


def _places(value: object) -> list[tuple[str, str]]:
    found = []
    if isinstance(value, dict):
        value = [inner for key, inner in value.items() if key != "spreads"]
    if isinstance(value, list):
        for inner in value:
            found += _places(inner)
    elif isinstance(value, str):
        found.append((str(value), getattr(value, "path", "") or "-"))
    return found


def _of_page(page: Page, plan: Plan) -> list[Problem]:
    needed = {
        "lang": page.language == plan.language,
        "title": bool(page.title.strip()),
        "main": page.tags["main"] == 1,
        "h1": page.tags["h1"] == 1,
        "alt": not page.pictures_without_words,
        "th scope": not page.heads_without_scope,
        "h2": not page.skipped_headings,
    }
    problems = [
        Problem("page_without", parameters={"what": what})
        for what, there in needed.items()
        if not there
    ]
    problems += [Problem("page_with_script", parameters={"what": what}) for what in page.running]
    return problems + _missing(page.text, plan)


def _of_pdf(content: bytes) -> list[Problem]:
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-1024:]:
        return [Problem("document_unreadable")]
    unpacked = [content]
    for stream in _STREAM.finditer(content):
        try:
            unpacked.append(zlib.decompressobj().decompress(content[stream.end() :]))
        except zlib.error:
            continue
    whole = b"\n".join(unpacked)
    return [
        Problem("pdf_without", parameters={"what": what})
        for what, pattern in _IN_A_PDF.items()
        if not pattern.search(whole)
    ]


def _of_odt(content: bytes, plan: Plan) -> list[Problem]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            roots = {
                name: etree.fromstring(package.read(name), parser)
                for name in package.namelist()
                if name.endswith(".xml")
            }
        body = roots["content.xml"]
    except (zipfile.BadZipFile, EOFError, KeyError, etree.XMLSyntaxError):
        return [Problem("document_unreadable")]
    paragraphs = body.iter(f"{_ODF_TEXT}p", f"{_ODF_TEXT}h")
    return _missing("\n\n".join(_odf_text(one) for one in paragraphs), plan)


def _odf_text(node: object) -> str:
    pieces = [getattr(node, "text", "") or ""]
    for child in node:  # type: ignore[attr-defined]
        name = child.tag.removeprefix(_ODF_TEXT)
        if name == "s":
            pieces.append(" " * int(child.get(f"{_ODF_TEXT}c", "1")))
        else:
            pieces.append({"tab": "\t", "line-break": "\n"}.get(name) or _odf_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _of_markdown(content: bytes) -> list[Problem]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return [Problem("document_unreadable")]
    whole = any(unicodedata.category(character)[0] == "L" for character in text)
    return [] if whole else [Problem("document_unreadable")]
