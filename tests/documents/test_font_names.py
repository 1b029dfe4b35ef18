"""A font that is not there never costs a plan, and somebody is told."""

from __future__ import annotations

import io
import random
import shutil
from pathlib import Path

import pytest
from documents.sample_plans import perspective_plan
from fontTools.ttLib import TTFont

from planbuilder.documents import make_document
from planbuilder.documents.coverage import FONTS
from planbuilder.documents.font_names import font_problems


def own(folder: Path, *fonts: str) -> Path:
    (folder / "shared" / "fonts").mkdir(parents=True)
    lines = "\n".join(
        f'{key} = "{font}"' for key, font in zip(("text", "headings"), fonts, strict=False)
    )
    (folder / "shared" / "house_style.toml").write_text(f"[fonts]\n{lines}\n")
    return folder


def names(templates: Path | None) -> list[object]:
    return [problem.parameters["name"] for problem in font_problems(templates)]


def test_our_own_fonts_are_there() -> None:
    assert names(None) == []


def test_a_font_that_is_not_there_is_named_once_and_plans_are_made(tmp_path: Path) -> None:
    templates = own(tmp_path, "Niet Bestaand")
    assert names(templates) == ["Niet Bestaand"]
    for wanted in ("pdf", "docx", "html"):
        assert make_document(perspective_plan(), wanted, templates).content  # type: ignore[arg-type]
    assert names(own(tmp_path / "two", "noto sans", "Ook Niet")) == ["Ook Niet"]


def test_a_font_of_the_organisation_is_found_and_a_broken_file_is_no_font(tmp_path: Path) -> None:
    templates = own(tmp_path, "Unifont", "Kapot")
    fonts = templates / "shared" / "fonts"
    shutil.copy(FONTS / "unifont.otf", fonts / "huis.otf")
    whole = (FONTS / "NotoSans-Bold.ttf").read_bytes()
    for number, broken in enumerate((b"", b"geen lettertype", whole[:400], whole[:40_000])):
        (fonts / f"kapot{number}.ttf").write_bytes(broken)
    assert names(templates) == ["Kapot"]
    assert make_document(perspective_plan(), "pdf", templates).content


def renamed(font: bytes, name: str) -> bytes:
    """The font under another name, so that ours does not stand in for it."""
    target = io.BytesIO()
    with TTFont(io.BytesIO(font)) as read:
        for one in read["name"].names:
            if one.nameID in (1, 4, 16):
                one.string = name
        read.save(target)
    return target.getvalue()


def damaged(font: bytes, table: str) -> bytes:
    """The font with one of its tables overwritten; its name can still be read."""
    told = TTFont(io.BytesIO(font)).reader.tables[table]
    noise = random.Random(told.length).randbytes(told.length)
    return font[: told.offset] + noise + font[told.offset + told.length :]


@pytest.mark.parametrize("table", ["glyf", "loca"])
def test_a_damaged_font_is_named_and_the_pdf_is_made_with_ours(tmp_path: Path, table: str) -> None:
    # typst remembers what it drew: each case has a font of its own name.
    templates = own(tmp_path, f"Huis {table}")
    whole = renamed((FONTS / "NotoSans-Regular.ttf").read_bytes(), f"Huis {table}")
    (templates / "shared" / "fonts" / "huis.ttf").write_bytes(damaged(whole, table))
    assert [one.code for one in font_problems(templates)] == ["house_style_font_damaged"]
    assert make_document(perspective_plan(), "pdf", templates).pages > 1


def test_a_whole_font_of_the_organisation_is_not_named(tmp_path: Path) -> None:
    templates = own(tmp_path, "Ander Huis")
    whole = renamed((FONTS / "NotoSans-Regular.ttf").read_bytes(), "Ander Huis")
    (templates / "shared" / "fonts" / "huis.ttf").write_bytes(whole)
    assert font_problems(templates) == ()
