"""Plan -> PDF (PDF/UA-1), typeset by typst with the fonts of this package; texts are data, not markup."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from planbuilder.documents.column_widths import column_widths
from planbuilder.documents.coverage import FONTS, drawable
from planbuilder.errors import DocumentNotMade

# Any fixed moment: the same plan gives the same bytes.
_NO_TIME = 0


class PdfNotMade(DocumentNotMade):
    """The template for PDF does not hold for this plan: a mistake of ours, told without any text."""

    def __init__(self) -> None:
        super().__init__("document_not_made", format="pdf")


def to_pdf(plan: dict[str, Any], template: Path) -> tuple[bytes, tuple[str, ...]]:
    """The PDF of a plan (data as `words.as_words` makes it) and where a character could not be drawn."""
    import typst

    drawn, replaced = drawable(plan)
    for section in drawn["sections"]:
        for block in section["blocks"]:
            if block["type"] == "table":
                block["widths"] = column_widths([block["columns"], *block["rows"]])
    try:
        try:
            document = _compiled(drawn, template)
        except typst.TypstError:
            # PDF/UA takes no picture with a sign that does not say which letter it is.
            # Seldom needed, and it knows all that can be drawn.
            from planbuilder.documents.drawn import without_text_in_pictures

            if not without_text_in_pictures(drawn):
                raise
            document = _compiled(drawn, template)
    except typst.TypstError:
        # Its message quotes what stands in the plan.
        raise PdfNotMade from None
    return document, replaced


def _compiled(plan: dict[str, Any], template: Path) -> bytes:
    import typst

    return typst.compile(
        template,
        root=template.parent,
        format="pdf",
        font_paths=_fonts(),
        sys_inputs={"plan": json.dumps(plan, ensure_ascii=True)},
        pdf_standards=["ua-1"],
        timestamp=_NO_TIME,
    )


@cache
def _fonts() -> Any:
    """The fonts of this package and no others, found and read once."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
