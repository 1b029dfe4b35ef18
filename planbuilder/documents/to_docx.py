"""Plan -> Word document, through a Word template."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from typing import Any
from xml.sax.saxutils import escape

from planbuilder.documents.binding import Marks
from planbuilder.documents.placeholders import Placeholders, Printed
from planbuilder.documents.words import unbroken
from planbuilder.documents.zip_bytes import read_zip, write_zip
from planbuilder.errors import DocumentNotMade, TemplateInvalid

_TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_BODY = "word/document.xml"
_STYLES = "word/styles.xml"
_PROPERTIES = "docProps/core.xml"
# What python-docx and docxtpl raise for a file that is not, or not quite, a Word document.
_UNUSABLE = (zipfile.BadZipFile, KeyError, ValueError, TypeError, RuntimeError)
_NOTHING_YET = {"title": "", "language": "nl"}
_LIBRARIES = (
    "docxtpl",
    "lxml.etree",
    "planbuilder.documents.bound_text",
    "planbuilder.documents.templating",
    "planbuilder.documents.word_styles",
    "planbuilder.documents.word_text",
)
_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}


class TextLost(DocumentNotMade):
    """A text did not arrive in the document; `path` is its place in the plan, never the text."""

    def __init__(self, path: str) -> None:
        super().__init__("document_text_lost", format="docx", place=path or "-")
        self.path = path


def to_docx(
    plan: dict[str, Any],
    template: bytes,
    marks: Marks | None = None,
    finish: Callable[[dict[str, bytes]], None] | None = None,
) -> bytes:
    """The Word document of a plan (data as `words.as_words` makes it): the same bytes each time.

    With `marks` each field gets its names (see binding.py); `finish` may add to the files of the
    document once they are known. Raises TemplateInvalid where the
    template can't be used, TextLost where a text did not arrive.
    """
    placeholders = Placeholders()
    files = read_zip(_render(plan, template, placeholders))
    printed = _put_texts_in(files, placeholders, marks)
    files[_PROPERTIES] = _properties(plan)
    if finish is not None:
        finish(files)
    document = write_zip(files)
    _prove(read_zip(document), printed)
    return document


def _render(plan: dict[str, Any], template: bytes, placeholders: Placeholders) -> bytes:
    from docxtpl import DocxTemplate
    from jinja2.exceptions import TemplateError
    from lxml.etree import XMLSyntaxError

    from planbuilder.documents.templating import PlanEnvironment, TooHeavy

    target = io.BytesIO()
    try:
        rendered = DocxTemplate(io.BytesIO(_without_properties(template)))
        rendered.render({"plan": plan}, PlanEnvironment(finalize=placeholders.stand_in))
        rendered.save(target)
    except TooHeavy:
        raise TemplateInvalid("template_too_heavy") from None
    except (*_UNUSABLE, TemplateError, XMLSyntaxError):
        # What went wrong may name a text: `template_check` finds the place without any plan.
        raise TemplateInvalid("template_not_usable") from None
    return target.getvalue()


def _without_properties(template: bytes) -> bytes:
    """The template with empty document properties: those of a plan are its own."""
    files = read_zip(template)
    if _PROPERTIES in files:
        files[_PROPERTIES] = _properties(_NOTHING_YET)
    return write_zip(files)


def _properties(plan: dict[str, Any]) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{escape(plan['title'])}</dc:title><dc:creator>planbuilder</dc:creator>"
        "<cp:lastModifiedBy>planbuilder</cp:lastModifiedBy>"
        f"<dc:language>{_LANGUAGES[plan['language']]}</dc:language></cp:coreProperties>"
    ).encode()


def _put_texts_in(
    files: dict[str, bytes], placeholders: Placeholders, marks: Marks | None
) -> dict[str, list[Printed]]:
    """Replace the stand-ins in all parts; returns per part which texts it must hold."""
    from lxml import etree

    from planbuilder.documents.bound_text import Binder, put_styles_in
    from planbuilder.documents.word_styles import splitting
    from planbuilder.documents.word_text import put_texts_in

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    raw_styles = files.get(_STYLES)
    styles = None if raw_styles is None else etree.fromstring(raw_styles, parser)
    may_split = splitting(styles)
    printed: dict[str, list[Printed]] = {}
    for name, raw in files.items():
        if not placeholders.are_in(raw) or name == _PROPERTIES:
            continue
        if not _TEXT_PARTS.fullmatch(name):
            raise TemplateInvalid("template_field_misplaced")
        root = etree.fromstring(raw, parser)
        visible = "".join(root.itertext())
        printed[name] = [
            placeholders.printed(number) for number in placeholders.pattern.findall(visible)
        ]
        if marks is None or name != _BODY:
            put_texts_in(root, placeholders, may_split)
        else:
            binder = Binder(root, marks, has_styles=styles is not None)
            put_texts_in(root, placeholders, may_split, binder.bind)
            if styles is not None:
                put_styles_in(styles, binder.styles)
                files[_STYLES] = _written(styles)
        files[name] = _written(root)
    return printed


def _written(root: Any) -> bytes:
    from lxml import etree

    raw: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return raw


def _prove(files: dict[str, bytes], printed: dict[str, list[Printed]]) -> None:
    """Read the finished document again and find each printed text as often as it was printed."""
    from lxml import etree

    from planbuilder.documents.word_text import read_text

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    for name, texts in printed.items():
        whole = read_text(etree.fromstring(files[name], parser))
        expected = Counter(unbroken(one.text) for one in texts)
        for one in texts:
            text = unbroken(one.text)
            # A short text also stands inside longer ones, and that is not where it was printed.
            if _count(whole, text) < sum(_count(of, text) * n for of, n in expected.items()):
                raise TextLost(one.path)


def _count(whole: str, text: str) -> int:
    """How often the text stands in the whole, also where it overlaps itself."""
    times, at = 0, whole.find(text)
    while at >= 0:
        times, at = times + 1, whole.find(text, at + 1)
    return times


def load_libraries() -> None:
    """Import what `to_docx` needs, for a process that has limits from then on."""
    for name in _LIBRARIES:
        import_module(name)
