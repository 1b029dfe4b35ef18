"""`--verify`: what is not right in a finished document is found, told by its place, and not handed out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from documents.example_plans import DOSSIERS, example_plan
from documents.nasty_texts import NASTY
from documents.own_templates import BODY, changed, own_folder
from documents.sample_plans import of_kind, perspective_plan, plan_with

from planbuilder.documents import FORMATS, Document, Format, make_document
from planbuilder.documents.verify import DocumentFaulty, verify_document
from planbuilder.documents.zip_bytes import read_zip, write_zip
from planbuilder.errors import TemplateInvalid
from planbuilder.language import problem_line
from planbuilder.questionnaire.terms import PlanKind


@pytest.mark.parametrize("kind", PlanKind)
def test_nothing_is_wrong_with_what_planbuilder_makes(kind: PlanKind) -> None:
    plans = [example_plan(name, kind) for name in DOSSIERS[:2]]
    plans += [of_kind(kind), replace(plan_with("\n\n".join(NASTY)), kind=kind)]
    for plan in plans:
        if plan is not None:
            for wanted in FORMATS:
                verify_document(make_document(plan, wanted), plan)


def with_changed(wanted: Format, pattern: str, put: str, part: str = "") -> Document:
    """A document of the sample plan with the first match of a pattern replaced."""
    document = make_document(perspective_plan(), wanted)
    raw = read_zip(document.content)[part] if part else document.content
    text, times = re.subn(pattern.encode(), put.encode(), raw, count=1, flags=re.DOTALL)
    assert times == 1
    if part:
        text = write_zip({**read_zip(document.content), part: text})
    return replace(document, content=text)


@pytest.mark.parametrize(
    ("wanted", "pattern", "put", "part", "code", "told"),
    [
        ("docx", "eerlijk", "eerlyk", BODY, "document_lost_text", "sections[0].blocks[1].text"),
        ("docx", "Bilal Yilmaz", "Bilal", BODY, "document_lost_text", "first_page[4].text"),
        ("docx", "<w:tblHeader/>", "", BODY, "word_head_missing", ""),
        ("docx", "</w:body>", "", BODY, "word_part_not_xml", ""),
        ("odt", "eerlijk", "eerlyk", "content.xml", "document_lost_text", "sections[0].blocks[1].text"),
        ("odt", "</office:body>", "", "content.xml", "document_unreadable", ""),
        ("html", "eerlijk", "eerlyk", "", "document_lost_text", "sections[0].blocks[1].text"),
        ("html", "</main>", "<script>alert(1)</script></main>", "", "page_with_script", "script"),
        ("html", "<main", '<img alt="" src="http://voorbeeld.test/x"><main', "", "page_with_script", "img src"),
        ("html", "<h1", "<h1 onclick='x()'", "", "page_with_script", "h1 onclick"),
        ("html", ' lang="nl"', "", "", "page_without", "lang"),
        ("html", '<th scope="col"', "<th", "", "page_without", "th scope"),
        ("html", "<h2", "<h4", "", "page_without", "h2"),
        ("html", "<title>.*?</title>", "<title> </title>", "", "page_without", "title"),
        ("pdf", "pdfuaid:part", "pdfuaid:deel", "", "pdf_without", "PDF/UA-1"),
        ("pdf", "%%EOF", "", "", "document_unreadable", ""),
        ("md", "ij", "\xff", "", "", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found(
    wanted: Format, pattern: str, put: str, part: str, code: str, told: str
) -> None:
    document = with_changed(wanted, pattern, put, part)
    if not code:
        document = replace(document, content=document.content.replace(put.encode(), b"\xff"))
        code = "document_unreadable"
    with pytest.raises(DocumentFaulty) as faulty:
        verify_document(document, perspective_plan())
    assert faulty.value.code == "document_faulty"
    found = [problem for problem in faulty.value.problems if problem.code == code]
    assert found
    assert told in "".join(str(one) for one in found[0].parameters.values())
    assert all(code not in problem_line(problem, "nl") for problem in found)


@pytest.mark.parametrize("wanted", FORMATS)
def test_half_a_document_is_never_handed_out(wanted: Format) -> None:
    document = make_document(perspective_plan(), wanted)
    for share in (0, 1, len(document.content) // 2):
        if wanted == "md" and share > 1:
            continue  # Half a text is a text.
        with pytest.raises(DocumentFaulty):
            verify_document(replace(document, content=document.content[:share]), perspective_plan())


@pytest.mark.parametrize("wanted", FORMATS)
def test_what_is_wrong_is_told_without_a_word_of_the_plan(wanted: Format) -> None:
    document = make_document(plan_with("Zqgeheimx"), wanted)
    other = plan_with("Zqanders")
    try:
        verify_document(document, other)
    except DocumentFaulty as faulty:
        told = f"{faulty} {faulty.parameters} {faulty.problems}"
        assert "Zqgeheimx" not in told
        assert "Zqanders" not in told
        assert "title" in told
    else:
        # The words of a PDF and of Markdown are read back in tests, not here.
        assert wanted in {"pdf", "md"}


def test_a_template_of_the_organisation_that_leaves_texts_out_is_right(tmp_path: Path) -> None:
    templates = own_folder(tmp_path, changed("{{ plan.title }}", "Plan"))
    document = make_document(perspective_plan(), "docx", templates)
    verify_document(document, perspective_plan(), templates)
    assert b"Op naar mijn" not in read_zip(document.content)[BODY]


def test_a_template_of_the_organisation_that_can_not_be_read_aloud_is_named(tmp_path: Path) -> None:
    template = changed("<w:cantSplit/><w:tblHeader/>", "<w:cantSplit/>")
    templates = own_folder(tmp_path, template)
    document = make_document(perspective_plan(), "docx", templates)
    with pytest.raises(TemplateInvalid) as invalid:
        verify_document(document, perspective_plan(), templates)
    assert {problem.code for problem in invalid.value.problems} == {"word_head_missing"}


def test_a_text_that_an_own_template_prints_and_the_document_lost_is_named(tmp_path: Path) -> None:
    templates = own_folder(tmp_path, changed("{{ plan.title }}", "{{ plan.title }}!"))
    document = make_document(perspective_plan(), "docx", templates)
    files = read_zip(document.content)
    files[BODY] = files[BODY].replace(b"Op naar mijn", b"Op naar een")
    with pytest.raises(TemplateInvalid) as invalid:
        verify_document(replace(document, content=write_zip(files)), perspective_plan(), templates)
    assert [problem.parameters for problem in invalid.value.problems] == [{"place": "title"}]
