"""What a person typed arrives in every kind of document as it was typed."""

from __future__ import annotations

import json
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypandoc
import pytest
from documents.nasty_texts import ANY_TEXT, NASTY
from documents.reading_back import as_kept, read_docx, read_html, read_odt, squeezed
from documents.sample_plans import of_kind, plan_with
from how_many import OF_A_DOCUMENT
from hypothesis import given, settings

from planbuilder.documents import FORMATS, Format, make_document
from planbuilder.questionnaire.terms import PlanKind

READ: dict[Format, Callable[[bytes], str]] = {
    "docx": read_docx,
    "html": read_html,
    "odt": read_odt,
}
# In how many places `plan_with` puts the text, at least.
PLACES = 13


@pytest.mark.parametrize("wanted", READ)
@pytest.mark.parametrize("text", NASTY, ids=[ascii(text[:20]) for text in NASTY])
def test_a_text_that_documents_are_known_to_lose_arrives(text: str, wanted: Format) -> None:
    read = READ[wanted](make_document(plan_with(text), wanted).content)
    assert read.count(as_kept(text)) >= PLACES


@pytest.mark.parametrize("wanted", READ)
@pytest.mark.parametrize("kind", PlanKind)
def test_every_text_of_a_plan_is_in_its_document(kind: PlanKind, wanted: Format) -> None:
    plan = of_kind(kind)
    read = READ[wanted](make_document(plan, wanted).content)
    missing = [text for text in plan.texts() if as_kept(text) not in read]
    assert len(plan.texts()) > 40
    assert missing == []


def words_of_markdown(content: bytes) -> str:
    """The text that a Markdown reader finds, by pandoc's own reader."""
    told = subprocess.run(
        [pypandoc.get_pandoc_path(), "--sandbox", "--from=commonmark+pipe_tables", "--to=json"],
        input=content,
        capture_output=True,
        check=True,
    ).stdout
    pieces: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if node["t"] in {"Str", "Code", "CodeBlock", "RawBlock"}:
                content = node["c"]
                pieces.append(content if node["t"] == "Str" else content[-1])
            elif node["t"] == "RawInline":
                assert node["c"] in (["html", "<br>"], ["html", "<br><br>"])
            elif "c" in node:
                walk(node["c"])
            if node["t"] in {"Para", "Plain", "Space", "SoftBreak", "LineBreak"}:
                pieces.append(" ")
        elif isinstance(node, list):
            for inner in node:
                walk(inner)

    walk(json.loads(told)["blocks"])
    return "".join(pieces)


@pytest.mark.slow
@settings(max_examples=OF_A_DOCUMENT)
@given(ANY_TEXT)
def test_markdown_reads_back_as_what_was_typed_but_for_spaces(text: str) -> None:
    read = words_of_markdown(make_document(plan_with(text), "md").content)
    # The reader of this test writes letters in their composed form.
    assert unicodedata.normalize("NFC", squeezed(as_kept(text))) in squeezed(read)


def has_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text)


def words_of_pdf(content: bytes, pdftotext: str, folder: Path) -> str:
    """The text on the pages, and the words that stand for its pictures."""
    file = folder / "plan.pdf"
    file.write_bytes(content)
    read = subprocess.run(
        [pdftotext, "-raw", file, "-"], capture_output=True, check=True
    ).stdout.decode()
    with pikepdf.open(file) as document:
        told = [
            str(one.Alt)
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        ]
    return "\n".join([read, *told])


def test_the_texts_of_a_plan_can_be_read_from_the_pdf(
    needs: Callable[[str], str], tmp_path: Path
) -> None:
    for kind in PlanKind:
        plan = of_kind(kind)
        read = squeezed(
            words_of_pdf(make_document(plan, "pdf").content, needs("pdftotext"), tmp_path)
        )
        # The tool gives right-to-left text in the order of the page.
        texts = [text for text in plan.texts() if not has_right_to_left(text)]
        assert len(texts) > 40
        assert [text for text in texts if squeezed(text) not in read] == []


@pytest.mark.slow
@settings(max_examples=OF_A_DOCUMENT)
@given(ANY_TEXT)
def test_a_pdf_can_be_made_of_any_text(text: str) -> None:
    document = make_document(plan_with(text), "pdf")
    assert document.content.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("wanted", FORMATS)
def test_what_no_file_can_hold_is_reported_with_its_place(wanted: Format) -> None:
    document = make_document(plan_with("bel\a"), wanted)
    assert "sections[0].blocks[4].text" in document.replaced
    assert make_document(plan_with("bel"), wanted).replaced == ()
