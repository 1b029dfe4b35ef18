"""Very long texts and very long words: nothing runs off the page, nothing stands on something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from documents.reading_back import squeezed
from documents.reading_pdf import Word, printed_over_each_other, words
from documents.sample_plans import of_kind
from documents.test_libreoffice import converted

from planbuilder.documents import make_document
from planbuilder.plan.model import (
    Bullets,
    Fact,
    Facts,
    Paragraph,
    Perspective,
    Plan,
    Quote,
    Remark,
    Section,
    SideBySide,
    Table,
)
from planbuilder.questionnaire.terms import PlanKind

pytestmark = pytest.mark.slow

# Four millimetres, in points: a printer prints nothing closer to the edge.
EDGE = 11.3
STORY = " ".join(f"woord{number}" for number in range(2200))
LONG = {
    "a story of 20,000 characters": STORY,
    "a word of 3,000 letters": "zeerlangwoord" * 230,
    "an address": "https://voorbeeld.test/" + "map/" * 40 + "?vraag=" + "a1b2" * 60,
    "a hundred and fifty lines": "\n".join(f"regel {number}" for number in range(150)),
    "one long Arabic word": "كلمة" * 200,
}


def long_plan(kind: PlanKind, text: str) -> Plan:
    """A plan with this text in every place where somebody tells something."""
    blocks = (
        Paragraph(text),
        Quote("Vraag", text, "Sam"),
        Remark("Vraag", text, "Karin", "moeder"),
        SideBySide("Samen", (Perspective("Sam", "", text, True), Perspective("Karin", "moeder", "kort"))),
        Facts((Fact("Naam", text),)),
        Table("Tabel", ("Een", "Twee", "Drie"), (("kort", text, "kort"),)),
        Bullets((text,), label="Lijst"),
    )  # fmt: skip
    return replace(of_kind(kind), sections=(Section("all", 1, "Alles", blocks),))


def wrong_on_the_page(found: list[Word], pages: list[tuple[float, float]]) -> list[str]:
    """What stands outside the margins of a printer or on something else."""
    outside = [
        f"{word.text[:30]} outside page {word.page + 1}"
        for word in found
        if word.left < EDGE
        or word.top < EDGE
        or word.right > pages[word.page][0] - EDGE
        or word.bottom > pages[word.page][1] - EDGE
    ]
    over = [f"{one} stands on {other}" for one, other in printed_over_each_other(found)]
    return [*outside[:5], *over[:5]]


@pytest.mark.parametrize("kind", PlanKind)
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_text_stays_within_the_pages_of_the_pdf(
    needs: Callable[[str], str], tmp_path: Path, kind: PlanKind, text: str
) -> None:
    document = make_document(long_plan(kind, text), "pdf").content
    found, pages = words(document, needs("pdftotext"), tmp_path)
    assert wrong_on_the_page(found, pages) == []
    if text is STORY:
        # Each word as often as there are places.
        times = [
            sum(word.text.strip("“”•") == f"woord{n}" for word in found) for n in (0, 1000, 2199)
        ]
        assert times == [7, 7, 7]


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("kind", [PlanKind.PERSPECTIVE_PLAN, PlanKind.MY_PLAN])
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_text_stays_within_the_pages_of_a_word_processor(
    libreoffice: str, needs: Callable[[str], str], tmp_path: Path, kind: PlanKind, text: str
) -> None:
    pdf = converted(libreoffice, tmp_path, long_plan(kind, text), "docx", "pdf").read_bytes()
    found, pages = words(pdf, needs("pdftotext"), tmp_path)
    assert wrong_on_the_page(found, pages) == []
    seen = Counter(squeezed("".join(word.text for word in found)))
    # Seven places, and whatever the order in which the letters of a line are read back.
    places = Counter(squeezed(text) * 7)
    assert places - seen == Counter()
