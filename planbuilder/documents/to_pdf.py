"""Plan -> PDF (PDF/UA-1), typeset by typst with the fonts of this package; texts are data, not markup."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from planbuilder.documents.coverage import drawable
from planbuilder.documents.house_style import HouseStyle, house_style
from planbuilder.documents.pdf_layout import lay_out
from planbuilder.documents.sheet import sheets
from planbuilder.documents.typeset import PdfNotMade, typeset
from planbuilder.questionnaire.terms import PlanKind

_PAGE = re.compile(rb"/Type\s*/Page\b")


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
    drawn, replaced = drawable(_shown(plan))
    lay_out(drawn, has_logo=house.logo is not None)
    drawn["house"] = _house(house, plan["kind"], plan["colour"])
    try:
        document = typeset(template, {"plan": drawn}, fonts)
    except PdfNotMade:
        # PDF/UA takes no picture with a sign that does not say which letter it is.
        # Seldom needed, and it knows all that can be drawn.
        from planbuilder.documents.drawn import without_text_in_pictures

        if not without_text_in_pictures(drawn):
            raise
        document = typeset(template, {"plan": drawn}, fonts)
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
