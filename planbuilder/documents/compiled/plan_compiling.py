"""A plan's Word template -> its compiled form, by the rules of `templating`."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from typing import Any

from planbuilder.documents.compiled.compiling import program_of
from planbuilder.documents.compiled.form import Form, Program, kept
from planbuilder.documents.compiled.marks import Marks
from planbuilder.documents.compiled.plan_places import PlanPlaces
from planbuilder.documents.compiled.preparing import Source, prepared
from planbuilder.documents.compiled.statements import NotSayable
from planbuilder.documents.zip_bytes import read_zip, write_zip
from planbuilder.errors import TemplateInvalid

CORE = "docProps/core.xml"
STYLES = "word/styles.xml"
_EMPTY_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"/>'
)
_IDS = re.compile(r"""<w:(?:bookmarkStart\b[^>]*?\sw:id|id\b[^>]*?\sw:val)\s*=\s*["'](\d+)["']""")


def compiled_plan(template: bytes) -> Form:
    """The compiled form of a template for plans.

    Raises TemplateInvalid for one that can't be used, or that prints a text where no reader sees it.
    """
    from jinja2.exceptions import TemplateError
    from lxml import etree

    from planbuilder.documents.templating import PlanEnvironment
    from planbuilder.documents.word_styles import splitting

    try:
        # The properties of a plan are its own.
        source = prepared(_without_properties(template), PlanEnvironment())
        raw_styles = source.parts.get(STYLES)
        styles = None if raw_styles is None else etree.fromstring(raw_styles)
        may_split = splitting(styles)
        programs = {name: _program(one, may_split) for name, one in source.sources.items()}
    except NotSayable as told:
        raise TemplateInvalid("template_not_fillable", what=str(told)) from None
    except (
        zipfile.BadZipFile, LookupError, ValueError, TypeError, RuntimeError, TemplateError,
        etree.XMLSyntaxError,
    ):  # fmt: skip
        raise TemplateInvalid("template_not_usable") from None
    parts = tuple(
        kept(name, b"" if name in programs else content) for name, content in source.parts.items()
    )
    body = source.sources[source.body]
    ids = [int(number) for number in _IDS.findall(body.before + body.text + body.after)]
    plan = {
        "last_id": max(ids, default=0),
        "has_styles": int(styles is not None),
        "default_style": _default_of(styles),
    }
    return Form(parts, programs, "", source.body, plan)


def _program(source: Source, may_split: Callable[[str], bool]) -> Program:
    from planbuilder.documents.templating import PlanEnvironment

    def places(marks: Marks) -> PlanPlaces:
        return PlanPlaces(
            marks.body,
            may_split,
            is_body=source.is_body,
            drops_blanks=source.drops_blanks,
        )

    return program_of(source, PlanEnvironment(), places)


def _without_properties(template: bytes) -> bytes:
    files = read_zip(template)
    if CORE in files:
        files[CORE] = _EMPTY_CORE
    return write_zip(files)


def _default_of(styles: Any) -> str:
    """The style of a paragraph that names none; '' where the document has none."""
    from planbuilder.documents.word_text import w

    for style in () if styles is None else styles.findall(w("style")):
        is_default = style.get(w("default")) in ("1", "true", "on")
        if style.get(w("type")) == "paragraph" and is_default:
            return str(style.get(w("styleId"), ""))
    return ""
