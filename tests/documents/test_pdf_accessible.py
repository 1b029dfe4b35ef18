"""The PDF can be read aloud as PDF/UA-1 asks: tags, language, title, headings, tables, pictures, order."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from documents.example_plans import DOSSIERS, example_plan
from documents.reading_back import squeezed
from documents.reading_pdf import opened, read_aloud, tags
from documents.sample_plans import of_kind, plan_with

from planbuilder.documents import make_document
from planbuilder.plan.model import Plan
from planbuilder.questionnaire.terms import PlanKind

EXAMPLES = [(name, kind) for name in DOSSIERS for kind in PlanKind]


def an_example(dossier: str, kind: PlanKind) -> Plan:
    return example_plan(dossier, kind) or of_kind(kind)


@cache
def pdf_of(plan: Plan) -> bytes:
    return make_document(plan, "pdf").content


@pytest.mark.parametrize(("dossier", "kind"), EXAMPLES)
def test_a_pdf_is_made_for_screen_readers(dossier: str, kind: PlanKind) -> None:
    plan = an_example(dossier, kind)
    pdf = opened(pdf_of(plan))
    root = pdf.Root
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang) == "nl-NL"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["{http://purl.org/dc/elements/1.1/}title"] == plan.title
    found = tags(pdf)
    headings = [int(tag.name[1]) for tag in found if tag.name in {"H1", "H2", "H3", "H4"}]
    assert len(headings) >= 5
    assert [b for a, b in zip([0, *headings], headings, strict=False) if b > a + 1] == []
    heads = [tag for tag in found if tag.name == "TH"]
    assert all(tag.scope in {"/Column", "/Row", "/Both"} for tag in heads)
    assert all({"TR", "Table"} <= set(tag.above) for tag in found if tag.name in {"TH", "TD"})
    assert all(tag.alternative for tag in found if tag.name in {"Figure", "Formula"})
    assert bool(heads) == any(tag.name == "Table" for tag in found)


@pytest.mark.parametrize("kind", PlanKind)
def test_each_sort_of_content_has_its_tag(kind: PlanKind) -> None:
    names = {tag.name for tag in tags(opened(pdf_of(of_kind(kind))))}
    assert {"Document", "H1", "P", "BlockQuote", "L", "LI"} <= names
    if kind is not PlanKind.MY_PLAN:
        assert {"H2", "Table", "THead", "TR", "TH", "TD"} <= names


def in_reading_order(plan: Plan) -> Iterator[str]:
    """What is read of a plan one after the other: facts first, and then section by section."""
    if plan.kind is not PlanKind.MY_PLAN:
        for fact in plan.first_page:
            yield from (fact.label, fact.text)
    for section in plan.sections:
        yield section.title
        for block in section.blocks:
            match block.type:
                case "paragraph" | "heading" | "quote" | "remark":
                    yield block.text
                case "side_by_side":
                    yield from (one.text for one in block.perspectives)
                case "facts":
                    for fact in block.facts:
                        yield from (fact.label, fact.text)
                case "table":
                    for row in block.rows:
                        yield from row
                case "bullets":
                    yield from block.items
    for point in plan.open_points:
        yield from (point.text, point.who)
    yield from plan.help_lines


@pytest.mark.parametrize(("dossier", "kind"), EXAMPLES)
def test_the_order_of_reading_is_the_order_of_the_plan(
    needs: Callable[[str], str], tmp_path: Path, dossier: str, kind: PlanKind
) -> None:
    plan = an_example(dossier, kind)
    heard = read_aloud(pdf_of(plan), needs("pdfinfo"), tmp_path)
    at = 0
    texts = [squeezed(text) for text in in_reading_order(plan)]
    assert len(texts) > 15
    for text in texts:
        found = heard.find(text, at)
        assert found >= 0, f"{text[:60]!a} is not read after {heard[max(0, at - 60) : at]!a}"
        at = found + len(text)


@pytest.mark.parametrize(("text", "language"), [("שלום Sam", "he"), ("السلام عليكم", "ar")])
def test_a_text_in_another_writing_says_its_language(text: str, language: str) -> None:
    told = {tag.language for tag in tags(opened(pdf_of(plan_with(text))))}
    assert told == {"", "nl-NL", language}
    assert {tag.language for tag in tags(opened(pdf_of(plan_with("hallo"))))} == {""}


@pytest.mark.slow
@pytest.mark.parametrize("kind", PlanKind)
def test_verapdf_agrees(needs: Callable[[str], str], tmp_path: Path, kind: PlanKind) -> None:
    tool = needs("verapdf")
    files = []
    for dossier in DOSSIERS:
        file = tmp_path / f"{dossier}.pdf"
        file.write_bytes(pdf_of(an_example(dossier, kind)))
        files.append(file)
    told = subprocess.run(
        [tool, "--flavour", "ua1", "--format", "text", *files], capture_output=True
    )
    lines = told.stdout.decode().strip().split("\n")
    assert len(lines) == len(files)
    assert [line for line in lines if not line.startswith("PASS ")] == []
