"""LibreOffice opens the documents as they are, and shows what was typed."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from documents.nasty_texts import ANY_TEXT, NASTY
from documents.reading_back import as_kept, read_docx, read_odt
from documents.sample_plans import my_plan, of_kind, perspective_plan, plan_with
from how_many import OF_A_DOCUMENT
from hypothesis import HealthCheck, Phase, given, settings

from planbuilder.documents import make_document
from planbuilder.plan.model import Bullets, Fact, Facts, Plan, Quote, Section, Table
from planbuilder.questionnaire.terms import PlanKind

pytestmark = [pytest.mark.needs_libreoffice, pytest.mark.slow]

# Of an A4, in points: what runs off the page is not read.
ON_THE_PAGE = "-r 72 -x 0 -y 0 -W 595 -H 842".split()


def converted(libreoffice: str, folder: Path, plan: Plan, wanted: str, to: str) -> Path:
    """The plan's document as LibreOffice saves it again in another format."""
    document = make_document(plan, wanted)  # type: ignore[arg-type]
    made = folder / f"plan{document.suffix}"
    folder.mkdir(parents=True, exist_ok=True)
    made.write_bytes(document.content)
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


def any_texts() -> list[str]:
    """As many texts as a property of documents is tried on; all that hypothesis thinks of."""
    texts: list[str] = []

    @settings(
        max_examples=OF_A_DOCUMENT,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(ANY_TEXT.filter(lambda text: len(text) < 1000))
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    return [*NASTY, *texts]


def plan_of_many(texts: list[str]) -> Plan:
    """One plan that holds all these texts: quotes, cells of a table, points of a list, facts."""
    four = [texts[start::4] for start in range(4)]
    blocks = (
        *(Quote(str(number), text, "Sam") for number, text in enumerate(four[0])),
        Table("Tabel", ("Nummer", "Tekst"), tuple((str(n), t) for n, t in enumerate(four[1]))),
        Bullets(tuple(four[2])),
        Facts(tuple(Fact(str(number), text) for number, text in enumerate(four[3]))),
    )
    return replace(perspective_plan(), sections=(Section("all", 1, "Alles", blocks),))


def as_read_again(text: str) -> str:
    """Without the foot of the page, which is filled in again, and without soft hyphens.

    In a .docx LibreOffice writes those as an element of its own, which python-docx leaves out.
    """
    return re.sub(r"\n\nPerspectiefplan van Sam, versie 2[^\n]*$", "", text).replace("\u00ad", "")


READ = {"docx": read_docx, "odt": read_odt}


@pytest.mark.parametrize(("wanted", "to"), [("docx", "docx"), ("docx", "odt"), ("odt", "odt")])
def test_any_text_is_the_same_after_libreoffice_saved_it(
    libreoffice: str, tmp_path: Path, wanted: str, to: str
) -> None:
    texts = any_texts()
    plan = plan_of_many(texts)
    again = READ[to](converted(libreoffice, tmp_path, plan, wanted, to).read_bytes())
    ours = READ[wanted](make_document(plan, wanted).content)  # type: ignore[arg-type]
    assert all(as_kept(text) in ours for text in texts)
    ours, again = as_read_again(ours), as_read_again(again)
    different = [
        (o, a) for o, a in zip(ours.split("\n\n"), again.split("\n\n"), strict=True) if o != a
    ]
    assert different == []


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
