"""The PDF is tagged for screen readers, looks the same everywhere, and shows all that was typed."""

from __future__ import annotations

import re
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from documents.sample_plans import my_plan, perspective_plan, plan_with

from planbuilder.documents import make_document, template_data
from planbuilder.documents.coverage import FONTS
from planbuilder.documents.to_pdf import to_pdf
from planbuilder.documents.typeset import PdfNotMade
from planbuilder.plan.model import Quote, Section

# Of an A4, in points: what runs off the page is not read.
ON_THE_PAGE = "-r 72 -x 0 -y 0 -W 595 -H 842".split()


def opened(pdf: bytes) -> bytes:
    """The PDF with the streams that are packed unpacked, so that its dictionaries can be read."""
    found = [pdf]
    for match in re.finditer(rb"stream\r?\n", pdf):
        unpack = zlib.decompressobj()
        try:
            found.append(unpack.decompress(pdf[match.end() :]))
        except zlib.error:
            continue
    return b"\n".join(found)


def test_the_fonts_come_from_the_package_with_their_licence() -> None:
    fonts = sorted(path.name for path in FONTS.iterdir() if path.suffix in {".ttf", ".otf"})
    licence = (FONTS / "LICENSES.txt").read_text()
    assert len(fonts) == 11
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    for font in fonts:
        assert font.partition("-")[0].removesuffix(".ttf") in licence
    assert sum((FONTS / font).stat().st_size for font in fonts) < 12_000_000
    pdf = opened(make_document(plan_with("abc שלום سلام 🐕 中"), "pdf").content)
    used = {name.decode() for name in re.findall(rb"/FontName\s*/[A-Z]{6}\+([\w-]+)", pdf)}
    assert {"NotoSans-Regular", "NotoSansHebrew-Regular", "NotoSansArabic-Regular"} <= used


def test_what_no_font_can_draw_is_reported_and_what_can_is_not() -> None:
    assert make_document(plan_with("中文 🐕 👩🏽‍🚀 שלום ﷺ ✓ ½"), "pdf").replaced == ()
    assert "title" in make_document(plan_with("\U000e0fff"), "pdf").replaced
    assert make_document(plan_with("\U000e0fff"), "docx").replaced == ()
    # A mark at the start of pasted text has no width and no meaning.
    assert make_document(plan_with("\ufeffhallo"), "pdf").replaced == ()


def test_my_plan_is_one_page_and_a_long_one_is_never_cut(
    needs: Callable[[str], str], tmp_path: Path
) -> None:
    def pages(content: bytes) -> list[str]:
        file = tmp_path / "plan.pdf"
        file.write_bytes(content)
        told = subprocess.run([needs("pdftotext"), file, "-"], capture_output=True, check=True)
        return told.stdout.decode().split("\f")[:-1]

    assert len(pages(make_document(my_plan(), "pdf").content)) == 1
    story = " ".join(f"woord{number}" for number in range(3000))
    long = replace(my_plan(), sections=(Section("x", 1, "Lang", (Quote("", story, "Sam"),)),))
    text = pages(make_document(long, "pdf").content)
    assert len(text) > 1
    assert all(f"woord{number}" in "".join(text) for number in range(3000))


def test_a_long_row_runs_on_over_the_page(needs: Callable[[str], str], tmp_path: Path) -> None:
    long = "\n".join(f"regel {number} van een lang verhaal" for number in range(150))
    file = tmp_path / "plan.pdf"
    file.write_bytes(make_document(plan_with(long), "pdf").content)
    told = subprocess.run(
        [needs("pdftotext"), "-raw", *ON_THE_PAGE, file, "-"], capture_output=True, check=True
    )
    read = told.stdout.decode()
    assert [read.count(f"regel {number} van een lang verhaal") for number in (0, 75, 149)] == [
        14
    ] * 3


def test_a_mistake_in_the_template_tells_no_text(tmp_path: Path) -> None:
    broken = tmp_path / "plan.typ"
    broken.write_text("#panic(json(bytes(sys.inputs.plan)).title)")
    with pytest.raises(PdfNotMade) as told:
        to_pdf(template_data(perspective_plan(), "pdf")[0], broken)
    assert "kamer" not in f"{told.value}{told.value.__cause__}{told.value.__suppress_context__}"
    assert told.value.__suppress_context__
