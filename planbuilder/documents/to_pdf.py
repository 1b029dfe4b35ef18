"""Plan -> PDF (PDF/UA-1), typeset by typst with the fonts of this package; texts are data, not markup."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from planbuilder.documents.coverage import FONTS, drawable
from planbuilder.documents.house_style import HouseStyle, house_style
from planbuilder.documents.pdf_layout import lay_out
from planbuilder.documents.sheet import sheets
from planbuilder.errors import DocumentNotMade
from planbuilder.questionnaire.terms import PlanKind

# Any fixed moment: the same plan gives the same bytes.
_NO_TIME = 0
STOPPED = "PanicException"
_PAGE = re.compile(rb"/Type\s*/Page\b")


class PdfNotMade(DocumentNotMade):
    """The template for PDF does not hold for this plan: a mistake of ours, told without any text."""

    def __init__(self) -> None:
        super().__init__("document_not_made", format="pdf")


def to_pdf(
    plan: dict[str, Any],
    template: Path,
    house: HouseStyle | None = None,
    fonts: tuple[Path, ...] = (),
) -> tuple[bytes, tuple[str, ...]]:
    """The PDF of a plan (data as `template_data` makes it for "pdf") and where a character is not drawn.

    `fonts` are folders with fonts of the organisation, looked at before those of the package; where one
    of them is damaged, the package's own are taken (see font_names.py).
    Raises PdfNotMade where it is not a text of the plan that stands in the way.
    """
    house = house or house_style()
    try:
        return _made(plan, template, house, fonts)
    except PdfNotMade:
        if fonts:
            return to_pdf(plan, template, house)
        # Seldom: a row of characters that each can be drawn, and together can't be set.
        from planbuilder.documents.pdf_anyhow import sayable, without_texts

        def can_be_made(trial: dict[str, Any]) -> bool:
            try:
                return bool(_made(trial, template, house, fonts))
            except PdfNotMade:
                return False

        if not can_be_made(without_texts(plan)):
            raise
    plainer, places = sayable(plan, can_be_made)
    document, replaced = _made(plainer, template, house, fonts)
    return document, tuple(dict.fromkeys(places + replaced))


def _made(
    plan: dict[str, Any], template: Path, house: HouseStyle, fonts: tuple[Path, ...]
) -> tuple[bytes, tuple[str, ...]]:
    import typst

    drawn, replaced = drawable(_shown(plan))
    lay_out(drawn, has_logo=house.logo is not None)
    drawn["house"] = _house(house, plan["kind"], plan["colour"])
    try:
        try:
            document = _compiled(drawn, template, fonts)
        except typst.TypstError:
            # PDF/UA takes no picture with a sign that does not say which letter it is.
            # Seldom needed, and it knows all that can be drawn.
            from planbuilder.documents.drawn import without_text_in_pictures

            if not without_text_in_pictures(drawn):
                raise
            document = _compiled(drawn, template, fonts)
    except typst.TypstError:
        # Its message quotes what stands in the plan.
        raise PdfNotMade from None
    return document, replaced


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF that was made here has."""
    return len(_PAGE.findall(pdf))


def _shown(plan: dict[str, Any]) -> dict[str, Any]:
    """What this template shows of the plan: the sheet's panels, or the sections' parts."""
    is_sheet = plan["kind"] == PlanKind.MY_PLAN
    sections = [] if is_sheet else plan["sections"]
    return {
        **plan,
        "spreads": [],
        "panels": [],
        "sides": [],
        "sheets": sheets(plan["sections"], plan["youth_name"]) if is_sheet else [],
        "sections": [{**section, "blocks": []} for section in sections],
    }


def _house(house: HouseStyle, kind: str, chosen: str) -> dict[str, Any]:
    logo = house.logo
    return {
        "colours": {name: f"#{value}" for name, value in house.palette(kind, chosen).items()},
        "fonts": {"text": [house.text_font], "headings": [house.heading_font]},
        "footer": house.footer,
        "logo": logo
        and {
            "content": logo.content.decode("utf-8") if logo.kind == "svg" else list(logo.content),
            "format": "jpg" if logo.kind == "jpeg" else logo.kind,
            "alternative": logo.alternative or house.name or "Logo",
            "height_mm": logo.height_mm,
        },
    }


def _compiled(plan: dict[str, Any], template: Path, fonts: tuple[Path, ...]) -> bytes:
    import typst

    try:
        document: bytes = typst.compile(
            template,
            root=template.parent,
            format="pdf",
            font_paths=_fonts(fonts),
            sys_inputs={"plan": json.dumps(plan, ensure_ascii=True)},
            pdf_standards=["ua-1"],
            timestamp=_NO_TIME,
        )
    except BaseException as error:
        # What Rust raises where it stops in the middle is no Exception, and has no name to import.
        if type(error).__name__ == STOPPED:
            raise PdfNotMade from None
        raise
    return document


@cache
def _fonts(own: tuple[Path, ...]) -> Any:
    """The fonts of the organisation and of this package and no others, found and read once."""
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[*own, FONTS]
    )
