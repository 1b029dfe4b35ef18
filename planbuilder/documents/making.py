"""A plan -> a finished document, in each format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from planbuilder.documents.boxes import spreads
from planbuilder.documents.condensed import condensed
from planbuilder.documents.sheet import letter_size_in_word, panels, sides
from planbuilder.documents.tables_apart import tell_tables_apart
from planbuilder.documents.template_files import (
    font_folder,
    shared_file,
    shared_text,
    word_template,
    word_template_name,
)
from planbuilder.documents.words import as_words
from planbuilder.errors import NotFound
from planbuilder.questionnaire.terms import PlanKind

if TYPE_CHECKING:
    from planbuilder.documents.binding import Binding
    from planbuilder.documents.house_style import HouseStyle
    from planbuilder.plan.model import Plan

Format = Literal["docx", "html", "pdf", "odt", "md"]
FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True, slots=True)
class Document:
    """A finished document.

    `suffix` is the end of its file name (".docx"). `replaced` are the places in the plan, such as
    "sections[2].blocks[0].text", where a character that this format can't hold became U+FFFD.
    `token` stands for the manifest in it (see manifest.py), "" where there is none. `pages` is how
    many pages a PDF has; of other formats the program that shows them decides.
    """

    content: bytes
    suffix: str
    replaced: tuple[str, ...] = ()
    token: str = ""
    pages: int = 0


def make_document(
    plan: Plan,
    format: Format,  # noqa: A002
    templates: Path | None = None,
    binding: Binding | None = None,
    cache: Path | None = None,
) -> Document:
    """The plan as "docx", "html", "pdf", "odt" or "md": the same bytes for the same plan.

    With a `binding` each field of a Word document can be traced to its answer when it comes back.

    A template of the organisation (its own `templates`) goes before ours; `cache` is a folder for
    compiled Word templates (None: they are kept in memory only). Raises
    TemplateInvalid where it can't be used, NotFound for another format.
    """
    from planbuilder.documents.house_style import house_style

    house = house_style(templates)
    data, replaced = template_data(plan, format, house)
    token, pages = "", 0
    match format:
        case "docx":
            content, token = _docx(plan, data, templates, house, binding, cache)
        case "html":
            content = _html(data, templates, house)
        case "pdf":
            from planbuilder.documents.to_pdf import pages_of, to_pdf

            content, undrawn = to_pdf(data, shared_file("plan.typ"), house, font_folder(templates))
            replaced = tuple(dict.fromkeys(replaced + undrawn))
            pages = pages_of(content)
        case "odt" | "md":
            from planbuilder.documents.through_pandoc import to_markdown, to_odt

            content = (
                to_odt(data, shared_file("plan.odt")) if format == "odt" else to_markdown(data)
            )
        case _:
            raise NotFound("unknown_format", name=format, known=", ".join(FORMATS))
    return Document(content, f".{format}", replaced, token, pages)


def template_data(
    plan: Plan,
    format: Format = "docx",  # noqa: A002
    house: HouseStyle | None = None,
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What a template sees as `plan`, and the places where a character was replaced."""
    # Drawings know plans and dossiers; whoever renders a template of their own needs none of that.
    from planbuilder.documents.drawn import put_drawings_in

    data, replaced = as_words(plan.as_data(), plan.sources())
    put_drawings_in(data, plan, format)
    if house is None:
        from planbuilder.documents.house_style import house_style

        house = house_style()
    data["house"] = {
        "name": house.name,
        "address": house.address,
        "footer": house.footer,
        "logo": "",
    }
    return arranged(data, format), replaced


def arranged(data: dict[str, Any], wanted: Format) -> dict[str, Any]:
    """The plan's data with its content in the arrangements that templates of this format can choose from.

    Our template for PDF is the only one there is: what it does not show is not arranged.
    """
    if wanted == "pdf":
        for section in data["sections"]:
            section["parts"] = condensed(section["blocks"])
        return {**data, "spreads": [], "panels": [], "sides": []}
    for section in data["sections"]:
        tell_tables_apart(section["blocks"], section["title"])
        section["parts"] = condensed(section["blocks"])
        tell_tables_apart(section["parts"], section["title"])
    data["spreads"] = spreads(data["sections"])
    data["panels"] = panels(data["sections"], data["youth_name"])
    is_sheet = data["kind"] == PlanKind.MY_PLAN
    data["sides"] = sides(data["sections"], data["youth_name"]) if is_sheet else [data["panels"]]
    return data


def _docx(
    plan: Plan,
    data: dict[str, Any],
    own: Path | None,
    house: HouseStyle,
    binding: Binding | None,
    cache: Path | None,
) -> tuple[bytes, str]:
    """The Word document, and the token of its manifest ("" without a binding)."""
    kind = plan.kind.value
    template, is_ours = word_template(kind, own)
    bound = None
    if binding:
        from planbuilder.documents.bound_plan import BoundPlan

        bound = BoundPlan(plan, binding)
    marks, finish = (bound.marks, bound.finish) if bound else (None, None)
    if is_ours:
        from planbuilder.documents.to_docx import to_docx
        from planbuilder.documents.word_house_style import in_house_style

        styled = in_house_style(
            template, house, kind, plan.colour, letter_size_in_word(data["sides"])
        )
        content = to_docx(data, styled, marks, finish, cache=cache)
    else:
        from planbuilder.documents.isolation import render_apart

        name = word_template_name(plan.kind.value)
        content = render_apart(data, template, name, marks, finish, cache=cache)
    return content, bound.token if bound else ""


def _html(data: dict[str, Any], own: Path | None, house: HouseStyle) -> bytes:
    from planbuilder.documents.to_html import to_html

    page = to_html(
        data,
        shared_file("plan.html").read_text(encoding="utf-8"),
        shared_text("plan.css", own),
        shared_text("about.md", own),
        house,
    )
    return page.encode("utf-8")
