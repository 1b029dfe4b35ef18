"""Any text in any place comes back exactly as it was typed, and nothing else comes with it."""

from __future__ import annotations

import io
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from documents.nasty_texts import ANY_TEXT
from documents.places import PLACES, expected, plan_of
from documents.reading_back import as_kept, read_docx, read_html, read_odt, tags_of
from docx import Document as WordDocument
from how_many import OF_A_DOCUMENT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from planbuilder.documents import Format, make_document
from planbuilder.documents.coverage import drawable
from planbuilder.documents.words import Words
from planbuilder.questionnaire.terms import PlanKind

many = settings(max_examples=OF_A_DOCUMENT)
READ: dict[Format, Callable[[bytes], str]] = {
    "docx": read_docx,
    "html": read_html,
    "odt": read_odt,
}
KIND = st.sampled_from([PlanKind.PERSPECTIVE_PLAN, PlanKind.MY_PLAN])
# A long text is laid out otherwise; that it arrives is promised in test_texts_survive.
SOME_TEXTS = st.lists(ANY_TEXT.filter(lambda text: len(text) < 300), min_size=1, max_size=7)


def visible(texts: list[str]) -> list[str]:
    """The texts, each with a letter: without one it is no heading, and shown as a paragraph."""
    return [t if any(unicodedata.category(c)[0] not in "CZ" for c in t) else f"{t}z" for t in texts]


@pytest.mark.slow
@pytest.mark.parametrize("wanted", READ)
@many
@given(texts=SOME_TEXTS, kind=KIND)
def test_any_text_in_any_place_comes_back_and_nothing_with_it(
    wanted: Format, texts: list[str], kind: PlanKind
) -> None:
    if wanted == "html":
        texts = visible(texts)
    document = make_document(plan_of(texts, kind), wanted).content
    assert READ[wanted](document) == expected(READ[wanted], wanted, texts, kind)


@cache
def usual_tags(kind: PlanKind) -> set[str]:
    return tags_of(make_document(plan_of(["gewoon\nzo\n\nmeer"], kind), "html").content)


@pytest.mark.slow
@many
@given(texts=SOME_TEXTS, kind=KIND)
def test_no_text_becomes_an_element_of_the_page(texts: list[str], kind: PlanKind) -> None:
    found = tags_of(make_document(plan_of(visible(texts), kind), "html").content)
    assert found | {"br"} == usual_tags(kind)


@given(title=ANY_TEXT)
def test_the_title_in_the_properties_is_what_was_typed(title: str) -> None:
    document = make_document(plan_of([title]), "docx").content
    assert WordDocument(io.BytesIO(document)).core_properties.title == as_kept(title)


# Read back from a PDF, a text has no white space of its own (a reader makes it from places on the
# page), nothing without a width, and its letters in whichever form the font draws them.
def as_seen(text: str) -> str:
    drawn, _ = drawable(Words(text, ""))
    kept = (c for c in drawn if unicodedata.category(c) not in {"Zs", "Zl", "Zp", "Cc", "Cf"})
    return unicodedata.normalize("NFC", "".join(kept))


def is_turned(text: str) -> bool:
    """True where the order on the page is another than that in which the text was typed."""
    return any(
        unicodedata.bidirectional(c) in {"R", "AL", "AN", "RLO", "RLE", "LRO", "LRE", "RLI"}
        for c in text
    )


def stands_on_lines(text: str) -> bool:
    """True where a cell takes more than one line: pdftotext mixes them with those of the next cell."""
    return len(text) > 20 or "\n" in as_kept(text)


FOOT = ("Zqplanz", "Sam")
FOOT_OF_A_PAGE = "ZqplanzvanSam,versie2,besproken,3maart2025Bladzijde{}van{}"


@cache
def pdf_reader(pdftotext: str, folder: Path) -> Callable[[bytes], str]:
    """Reads the words of a PDF in the order in which they are drawn, without their foot; "\\f" between pages."""

    def read(content: bytes) -> str:
        file = folder / "any.pdf"
        file.write_bytes(content)
        told = subprocess.run([pdftotext, "-raw", file, "-"], capture_output=True, check=True)
        *pages, _ = told.stdout.decode("utf-8", "replace").split("\f")
        return "\f".join(
            as_seen(page).replace(FOOT_OF_A_PAGE.format(number, len(pages)), "")
            for number, page in enumerate(pages, 1)
        )

    return read


@pytest.mark.slow
@settings(many, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=SOME_TEXTS, kind=KIND)
def test_any_text_in_any_place_can_be_read_from_the_pdf(
    needs: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
    texts: list[str],
    kind: PlanKind,
) -> None:
    read = pdf_reader(needs("pdftotext"), tmp_path_factory.getbasetemp())
    texts = visible(texts)
    seen = read(make_document(plan_of(texts, kind, FOOT), "pdf").content)
    wanted = as_seen(expected(read, "pdf", texts, kind, FOOT))
    if "\f" in seen:
        # The cells of a row go on side by side on the next page, where the head is repeated.
        assert Counter(wanted) - Counter(seen) == Counter()
        return
    if any(is_turned(text) or stands_on_lines(text) for text in texts):
        seen, wanted = "".join(sorted(seen)), "".join(sorted(wanted))
    assert seen == wanted


@pytest.mark.parametrize("kind", [PlanKind.PERSPECTIVE_PLAN, PlanKind.MY_PLAN])
def test_every_text_on_the_page_is_read_in_its_own_direction(kind: PlanKind) -> None:
    words = [f"Zq{number:03}x" for number in range(PLACES)]
    page = html.fromstring(make_document(plan_of(words, kind), "html").content)
    seen = 0
    for element in page.body.iter():
        for text, around in ((element.text, element), (element.tail, element.getparent())):
            if not text or "Zq" not in text:
                continue
            seen += 1
            above = [around, *around.iterancestors()]
            assert any(one.get("dir") == "auto" or one.tag == "bdi" for one in above), text
    assert seen > 25
