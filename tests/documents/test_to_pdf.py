"""Nothing runs off a page of the PDF: no long word, no tall row, no box full of short lines."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from documents.sample_plans import my_plan, perspective_plan, plan_with
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planbuilder.documents import make_document
from planbuilder.plan.model import (
    Bullets,
    Facts,
    Heading,
    Paragraph,
    Perspective,
    Plan,
    Quote,
    Remark,
    Section,
    SideBySide,
    Table,
)

# A4 in points, and the smallest margin that the page has.
WIDTH, HEIGHT, MARGIN = 595, 842, 24

WORDS = {
    "letters": "x" * 3000,
    "capitals": "W" * 300,
    "digits": "1234567890" * 50,
    "an address": "https://www.voorbeeld.nl/" + "pad/" * 60,
    "no space between": "a_b.c" * 60,
    "hyphens": "1-1-" * 200,
    "no-break spaces": "woord\u00a0" * 200,
    "Arabic": "سلام" * 200,
    "Hebrew": "שלום" * 200,
    "Chinese": "中文" * 300,
}


@pytest.fixture
def read(needs: Callable[[str], str], tmp_path: Path) -> Callable[[Plan, bool], str]:
    """The text of the PDF; with True only what stands between the margins."""

    def read_(plan: Plan, inside: bool) -> str:
        file = tmp_path / "plan.pdf"
        file.write_bytes(make_document(plan, "pdf").content)
        crop = f"-x {MARGIN} -y 0 -W {WIDTH - 2 * MARGIN} -H {HEIGHT}" if inside else ""
        command = [needs("pdftotext"), "-raw", "-r", "72", *crop.split(), str(file), "-"]
        told = subprocess.run(command, capture_output=True, check=True).stdout
        return re.sub(r"\s+", "", told.decode("utf-8", "replace"))

    return read_


def beyond_the_margin(plan: Plan, read: Callable[[Plan, bool], str]) -> int:
    """How many characters stand off the page or in its margin."""
    return len(read(plan, False)) - len(read(plan, True))


def sheet_with(text: str) -> Plan:
    """Mijn plan with this text in every box."""
    return replace(
        my_plan(),
        sections=tuple(
            replace(
                section,
                blocks=tuple(
                    replace(block, text=text) if isinstance(block, Quote | Paragraph) else block
                    for block in section.blocks
                ),
            )
            for section in my_plan().sections
        ),
    )


def many_columns(text: str, columns: int) -> Plan:
    """A table with this text in each of its columns."""
    table = Table("Tabel", ("Kolom",) * columns, ((text,) * columns,) * 2)
    return replace(perspective_plan(), sections=(Section("t", 1, "Tabel", (table,)),))


@pytest.mark.parametrize("make", [plan_with, sheet_with, lambda text: many_columns(text, 6)])
@pytest.mark.parametrize("word", WORDS)
def test_a_word_that_is_wider_than_its_place_goes_on_below(
    word: str, make: Callable[[str], Plan], read: Callable[[Plan, bool], str]
) -> None:
    plan = make(WORDS[word])
    assert len(read(plan, True)) > 12 * 300
    assert beyond_the_margin(plan, read) == 0


def test_a_long_word_takes_no_room_of_the_next_column(
    needs: Callable[[str], str], tmp_path: Path
) -> None:
    file = tmp_path / "plan.pdf"
    table = Table("Tabel", ("Een", "Twee"), (("W" * 120, "buurman"),))
    plan = replace(perspective_plan(), sections=(Section("t", 1, "Tabel", (table,)),))
    file.write_bytes(make_document(plan, "pdf").content)
    told = subprocess.run(
        [needs("pdftotext"), "-bbox", file, "-"], capture_output=True, check=True
    ).stdout.decode()
    words = re.findall(r'xMin="([\d.]+)".*?xMax="([\d.]+)".*?>(.*?)</word>', told)
    neighbour = next(float(left) for left, _, word in words if word == "buurman")
    ends = [float(right) for _, right, word in words if set(word) == {"W"}]
    assert len(ends) > 1
    assert max(ends) < neighbour


def test_a_word_that_fits_is_not_broken(needs: Callable[[str], str], tmp_path: Path) -> None:
    word = "arbeidsongeschiktheidsverzekering"
    plan = plan_with(f"Het gaat om een {word}. " * 40)
    file = tmp_path / "plan.pdf"
    file.write_bytes(make_document(plan, "pdf").content)
    told = subprocess.run(
        [needs("pdftotext"), "-layout", file, "-"], capture_output=True, check=True
    )
    # In the title (25 points, bold) it fits on a line as well.
    assert told.stdout.decode().count(word) >= 40 * 6


@pytest.mark.parametrize("columns", [1, 3, 6, 8])
def test_a_row_that_is_taller_than_a_page_runs_on(
    columns: int, read: Callable[[Plan, bool], str]
) -> None:
    text = " ".join(f"w{number}" for number in range(170))
    assert len(text) < 900
    shown = read(many_columns(text, columns), True)
    assert shown.count("w100") == shown.count("w169") == 2 * columns


@pytest.mark.parametrize("lines", [5, 19, 60, 200])
def test_many_short_lines_are_all_there(lines: int, read: Callable[[Plan, bool], str]) -> None:
    text = "\n".join(f"r{number}" for number in range(1000, 1000 + lines))
    for plan in (plan_with(text), sheet_with(text), many_columns(text, 2)):
        shown = read(plan, True)
        assert shown.count("r1000") > 3
        assert shown.count(f"r{999 + lines}") == shown.count("r1000")


def test_a_box_that_fits_on_no_page_runs_on(read: Callable[[Plan, bool], str]) -> None:
    areas = []
    for area in range(6):
        text = " ".join(f"a{area}w{number}" for number in range(280))
        areas += [Heading(f"Gebied {area}"), Quote("", text, "Sam")]
    plan = replace(my_plan(), sections=(Section("areas", 1, "Zes dingen", tuple(areas)),))
    shown = read(plan, True)
    assert [area for area in range(6) if f"a{area}w279" not in shown] == []


def test_empty_lines_stay_empty(needs: Callable[[str], str], tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"

    def between(text: str) -> float:
        blocks = (Paragraph(text),)
        plan = replace(perspective_plan(), sections=(Section("a", 1, "A", blocks),))
        file.write_bytes(make_document(plan, "pdf").content)
        told = subprocess.run(
            [needs("pdftotext"), "-bbox", file, "-"], capture_output=True, check=True
        ).stdout.decode()
        first, second = (
            float(re.search(rf'yMin="([\d.]+)"[^>]*>{word}</word>', told)[1])  # type: ignore[index]
            for word in ("boven", "onder")
        )
        return second - first

    heights = [between("boven" + "\n" * number + "onder") for number in (1, 2, 3, 4, 6)]
    assert heights == sorted(heights)
    assert len(set(heights)) == 5


TEXTS = st.lists(
    st.sampled_from([*"abcW\n\n\t -/_.é", "woord ", "x" * 50, "W" * 40, "\u00a0", "\n" * 30]),
    min_size=1,
    max_size=25,
).map("".join)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.integers(1, 5))
def test_no_mix_of_words_and_lines_leaves_the_page(
    read: Callable[[Plan, bool], str], text: str, columns: int
) -> None:
    blocks = (
        Paragraph(text),
        Heading(text),
        Quote(text, text, "Sam"),
        Remark(text, text, text or "x", text),
        SideBySide(text, tuple(Perspective("Sam", text, text) for _ in range(columns))),
        Facts(()),
        Table(text, ("Kop",) * columns, ((text,) * columns,) * 3),
        Bullets((text, text), label=text),
    )
    plan = replace(perspective_plan(), title=text, sections=(Section("a", 1, "A", blocks),))
    letters = len(re.findall(r"[abcWéxword]", text))
    shown = read(plan, True)
    assert beyond_the_margin(plan, read) == 0
    # Title, paragraph, heading, twice in the quote, four times in the remark and so on.
    places = 14 + 2 * columns + 3 * columns
    assert len(re.findall(r"[abcWéxword]", shown)) >= letters * (places - 1)
