"""LibreOffice opens the documents as they are, and shows what was typed."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from documents.nasty_texts import NASTY
from documents.reading_back import as_kept, read_docx, squeezed
from documents.sample_plans import my_plan, of_kind, plan_with

from planbuilder.documents import make_document
from planbuilder.documents.writing import write_document
from planbuilder.plan.model import Plan
from planbuilder.questionnaire.terms import PlanKind

pytestmark = [pytest.mark.needs_libreoffice, pytest.mark.slow]

# Of an A4, in points: what runs off the page is not read.
ON_THE_PAGE = "-r 72 -x 0 -y 0 -W 595 -H 842".split()


def converted(libreoffice: str, folder: Path, plan: Plan, wanted: str, to: str) -> Path:
    """The plan's document as LibreOffice saves it again in another format."""
    made = write_document(make_document(plan, wanted), folder, "plan")  # type: ignore[arg-type]
    subprocess.run(
        [
            libreoffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            folder / "out",
            made,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    (result,) = (folder / "out").iterdir()
    return result


def without_what_nobody_sees(text: str) -> str:
    """LibreOffice leaves out some characters without a width or a meaning; a reader misses nothing."""
    return "".join(c for c in squeezed(text) if unicodedata.category(c) not in {"Cc", "Cf", "Co"})


def test_what_was_typed_is_shown_in_word(libreoffice: str, tmp_path: Path) -> None:
    text = "\n\n".join(f"{number}: {one}" for number, one in enumerate(NASTY))
    again = converted(libreoffice, tmp_path, plan_with(text), "docx", "docx")
    read = without_what_nobody_sees(read_docx(again.read_bytes()))
    for one in NASTY:
        assert without_what_nobody_sees(as_kept(one)) in read, ascii(one[:30])


@pytest.mark.parametrize("wanted", ["docx", "odt"])
def test_line_breaks_tabs_and_paragraphs_stay(
    libreoffice: str, tmp_path: Path, wanted: str
) -> None:
    text = "een\ntwee\t drie\n\nvier & <vijf>   zes {{ zeven }}"
    again = converted(libreoffice, tmp_path, plan_with(text), wanted, "docx")
    assert read_docx(again.read_bytes()).count(text) >= 10


@pytest.mark.parametrize("kind", PlanKind)
def test_every_text_of_a_plan_is_on_a_page(
    libreoffice: str, needs: Callable[[str], str], tmp_path: Path, kind: PlanKind
) -> None:
    plan = of_kind(kind)
    pdf = converted(libreoffice, tmp_path, plan, "docx", "pdf")
    told = subprocess.run([needs("pdftotext"), "-raw", pdf, "-"], capture_output=True, check=True)
    read = re.sub(r"\s", "", told.stdout.decode())
    # What a picture says in words is said by a screen reader.
    said = {picture.alternative for picture in plan.pictures()}
    texts = [text for text in plan.texts() if text not in said]
    plain = [text for text in texts if not re.search(r"[\u0590-\u06ff]|🐕", text)]
    assert len(plain) > 40
    assert [text for text in plain if re.sub(r"\s", "", text) not in read] == []


def test_a_row_longer_than_a_page_loses_nothing(
    libreoffice: str, needs: Callable[[str], str], tmp_path: Path
) -> None:
    long = "\n".join(f"regel {number} van een lang verhaal" for number in range(150))
    pdf = converted(libreoffice, tmp_path, plan_with(long), "docx", "pdf")
    told = subprocess.run(
        [needs("pdftotext"), "-raw", *ON_THE_PAGE, pdf, "-"], capture_output=True, check=True
    )
    assert told.stdout.decode().count("regel 149 van een lang verhaal") >= 10


def test_my_plan_is_one_page(libreoffice: str, needs: Callable[[str], str], tmp_path: Path) -> None:
    pdf = converted(libreoffice, tmp_path, my_plan(), "docx", "pdf")
    told = subprocess.run([needs("pdftotext"), pdf, "-"], capture_output=True, check=True)
    assert told.stdout.count(b"\f") == 1
