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
from documents.reading_back import as_kept, read_docx, read_html, read_odt, squeezed, tags_of
from documents.sample_plans import of_kind, plan_with
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
@given(text=ANY_TEXT)
def test_any_text_arrives(wanted: Format, text: str) -> None:
    assert as_kept(text) in READ[wanted](make_document(plan_with(text), wanted).content)


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


@settings(max_examples=40)
@given(ANY_TEXT)
def test_markdown_reads_back_as_what_was_typed_but_for_spaces(text: str) -> None:
    read = words_of_markdown(make_document(plan_with(text), "md").content)
    # The reader of this test writes letters in their composed form.
    assert unicodedata.normalize("NFC", squeezed(as_kept(text))) in squeezed(read)


LEFT_TO_RIGHT = st.characters(
    codec="utf-8", categories=["Lu", "Ll", "Lo", "Nd", "Po", "Sm", "Sc"], max_codepoint=0x58F
) | st.sampled_from("中文日本語한국어\n\t&<{#*_@$\\`~")


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


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(LEFT_TO_RIGHT, min_size=1, max_size=30))
def test_any_text_can_be_read_from_the_pdf(
    needs: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    document = make_document(plan_with(text), "pdf")
    read = words_of_pdf(document.content, needs("pdftotext"), tmp_path_factory.mktemp("pdf"))
    assert squeezed(unicodedata.normalize("NFC", text)) in squeezed(
        unicodedata.normalize("NFC", read)
    )


@settings(max_examples=100)
@given(ANY_TEXT)
def test_a_pdf_can_be_made_of_any_text(text: str) -> None:
    document = make_document(plan_with(text), "pdf")
    assert document.content.startswith(b"%PDF-1.7")


@given(ANY_TEXT)
def test_no_text_becomes_a_part_of_the_page(text: str) -> None:
    usual = tags_of(make_document(plan_with("gewoon\nzo"), "html").content)
    assert "br" in usual
    # A heading that nobody could see is a paragraph.
    found = tags_of(make_document(plan_with(text), "html").content) | {"br", "h3"}
    assert found == usual


@pytest.mark.parametrize("wanted", FORMATS)
def test_what_no_file_can_hold_is_reported_with_its_place(wanted: Format) -> None:
    document = make_document(plan_with("bel\a"), wanted)
    assert "sections[0].blocks[4].text" in document.replaced
    assert make_document(plan_with("bel"), wanted).replaced == ()


@pytest.mark.parametrize("wanted", FORMATS)
@pytest.mark.parametrize("kind", PlanKind)
def test_the_same_plan_gives_the_same_bytes(kind: PlanKind, wanted: Format) -> None:
    assert make_document(of_kind(kind), wanted) == make_document(of_kind(kind), wanted)
