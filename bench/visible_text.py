"""What a reader sees of a Word document, to prove that every engine made the same."""

from __future__ import annotations

import io
import zipfile

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def visible_text(document: bytes) -> list[str]:
    """The text of each paragraph with something in it, of the body and then of headers and footers."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(document)) as file:
        names = [name for name in file.namelist() if name.startswith("word/")]
        around = sorted(
            n for n in names if n.removeprefix("word/").startswith(("header", "footer"))
        )
        roots = [etree.fromstring(file.read(name)) for name in ("word/document.xml", *around)]
    found = ["".join(map(_shown, p.iter())) for root in roots for p in root.iter(f"{_MAIN}p")]
    return [text for text in found if text.strip()]


def shape(document: bytes) -> dict[str, int]:
    """How many tables, rows and cells with text the body has."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(document)) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    full = [cell for cell in root.iter(f"{_MAIN}tc") if "".join(cell.itertext()).strip()]
    rows = {cell.getparent() for cell in full}
    return {
        "tables": len({row.getparent() for row in rows}),
        "rows": len(rows),
        "cells": len(full),
    }


def _shown(node: object) -> str:
    tag = getattr(node, "tag", "")
    if tag == f"{_MAIN}t":
        return getattr(node, "text", "") or ""
    return {f"{_MAIN}br": "\n", f"{_MAIN}tab": "\t"}.get(tag, "")
