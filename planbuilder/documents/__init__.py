"""A plan through a template: Word, HTML, PDF, ODT and Markdown. Knows plans, never dossiers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from planbuilder.plan.model import Plan

Format = Literal["docx", "html", "pdf", "odt", "md"]
FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True, slots=True)
class Document:
    """A finished document: its bytes, its file ending and where a character became U+FFFD.

    `replaced` are places in the plan ("sections[2].blocks[0].text"), never texts.
    """

    content: bytes
    suffix: str
    replaced: tuple[str, ...] = ()


def make_document(plan: Plan, format: Format, templates: Path | None = None) -> Document:
    """The plan in this format; `templates` is an organisation's own folder, laid over the shipped one.

    Raises TemplateInvalid where a template can't be used, NotFound for an unknown format.
    """
    from planbuilder.documents.boxes import spreads
    from planbuilder.documents.words import as_words

    data, replaced = as_words(plan.as_data())
    # Mijn plan is laid out as boxes; every template may use them.
    data["spreads"] = spreads(data["sections"])
    return Document(_made(plan, data, format, templates), f".{format}", replaced)


def _made(plan: Plan, data: dict[str, Any], format: Format, templates: Path | None) -> bytes:
    if format == "docx":
        from planbuilder.documents.isolation import docx_through_template

        return docx_through_template(data, plan.kind, templates)
    if format == "html":
        from planbuilder.documents.to_html import to_html

        return to_html(data, templates)
    if format == "pdf":
        from planbuilder.documents.to_pdf import to_pdf

        return to_pdf(data, templates)
    from planbuilder.documents.to_pandoc import to_pandoc

    return to_pandoc(data, format)
