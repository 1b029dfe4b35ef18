"""Plan -> PDF (PDF/UA-1), typeset by typst with the fonts of this package; texts are data, not markup."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from planbuilder.documents.coverage import FONTS, drawable

# Any fixed moment: the same plan gives the same bytes.
_NO_TIME = 0


def to_pdf(plan: dict[str, Any], template: Path) -> tuple[bytes, tuple[str, ...]]:
    """The PDF of a plan (data as `words.as_words` makes it) and where a character could not be drawn."""
    import typst

    drawn, replaced = drawable(plan)
    document = typst.compile(
        template,
        root=template.parent,
        format="pdf",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"plan": json.dumps(drawn, ensure_ascii=True)},
        pdf_standards=["ua-1"],
        timestamp=_NO_TIME,
    )
    return document, replaced
