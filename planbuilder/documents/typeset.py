"""A template for typst and its data -> PDF/UA-1, with the fonts of this package and of the organisation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import local
from typing import Any

from planbuilder.documents.coverage import FONTS
from planbuilder.errors import DocumentNotMade

# What Rust raises where it stops in the middle: no Exception, and with no name to import.
STOPPED = "PanicException"
# Any fixed moment: the same data gives the same bytes.
_NO_TIME = 0


class PdfNotMade(DocumentNotMade):
    """The template for PDF does not hold for this plan: a mistake of ours, told without any text."""

    def __init__(self) -> None:
        super().__init__("document_not_made", format="pdf")


class _Compilers(local):
    """The compilers of one thread: each can do one thing at a time, and the second document sooner."""

    def __init__(self) -> None:
        self.kept: dict[tuple[Path, tuple[Path, ...]], Any] = {}


_compilers = _Compilers()


def typeset(template: Path, data: Mapping[str, object], own_fonts: tuple[Path, ...] = ()) -> bytes:
    """The PDF of a template that reads each of `data` as JSON from `sys.inputs`.

    `own_fonts` are folders with fonts that are looked at before those of the package.
    Raises PdfNotMade, which quotes nothing of the data.
    """
    import typst

    inputs = {name: json.dumps(value, ensure_ascii=True) for name, value in data.items()}
    try:
        document: bytes = _compiler(template, own_fonts).compile(
            format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=_NO_TIME
        )
    except typst.TypstError:
        # Its message quotes what stands in the plan.
        raise PdfNotMade from None
    except BaseException as error:
        if type(error).__name__ == STOPPED:
            _compilers.kept.clear()
            raise PdfNotMade from None
        raise
    return document


def _compiler(template: Path, own_fonts: tuple[Path, ...]) -> Any:
    import typst

    key = template, own_fonts
    if key not in _compilers.kept:
        _compilers.kept[key] = typst.Compiler(
            input=template, root=template.parent, font_paths=_fonts(own_fonts)
        )
    return _compilers.kept[key]


@cache
def _fonts(own: tuple[Path, ...]) -> Any:
    """The fonts of the organisation and of this package and no others, found and read once."""
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[*own, FONTS]
    )
