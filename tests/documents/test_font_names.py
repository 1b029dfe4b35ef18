"""A font that is not there never costs a plan, and somebody is told."""

from __future__ import annotations

import shutil
from pathlib import Path

from documents.sample_plans import perspective_plan

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
