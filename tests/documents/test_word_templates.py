"""The Word templates that ship: restyled in Word by name, readable by everyone, complete."""

from __future__ import annotations

import io
from typing import Any

import pytest
from documents.own_templates import BODY, our_template
from documents.sample_plans import of_kind, plan_with
from docx import Document as WordDocument
from docx.text.paragraph import Paragraph
from lxml import etree

from planbuilder.documents import make_document
from planbuilder.documents.fields import check_template
from planbuilder.documents.word_text import w
from planbuilder.documents.zip_bytes import read_zip
from planbuilder.plan.model import SideBySide
from planbuilder.questionnaire.terms import PlanKind

KINDS = [kind.value for kind in PlanKind]
STRUCTURE = {
    "pPr": {"pStyle"},
    "rPr": {"rStyle"},
    # The height is where the sheet is folded.
    "trPr": {"cantSplit", "tblHeader", "trHeight"},
    "tcPr": {"tcW", "gridSpan"},
    "tblPr": {"tblStyle", "tblW", "tblLayout", "tblLook", "tblCaption"},
}


def parts(content: bytes, *names: str) -> list[Any]:
    files = read_zip(content)
    return [etree.fromstring(files[name]) for name in names]


@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_formatted_by_named_styles_only(kind: str) -> None:
    seen = 0
    used: set[str] = set()
    for root in parts(our_template(kind), BODY, "word/footer1.xml"):
        for name, allowed in STRUCTURE.items():
            for properties in root.iter(w(name)):
                seen += 1
                found = {etree.QName(child).localname for child in properties}
                assert found <= allowed, (name, found)
        used |= {s.get(w("val")) for s in root.iter(w("pStyle"), w("rStyle"), w("tblStyle"))}
    (styles,) = parts(our_template(kind), "word/styles.xml")
    assert seen > 50
    assert len(used) > 10
    assert used <= {style.get(w("styleId")) for style in styles.iter(w("style"))}


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_of_ours_has_nothing_wrong(kind: str) -> None:
    assert check_template(our_template(kind), "plan.docx") == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_is_dutch_titled_and_names_no_other_author(kind: str) -> None:
    document = make_document(of_kind(PlanKind(kind)), "docx").content
    properties = WordDocument(io.BytesIO(document)).core_properties
    assert properties.title == "Op naar mijn eigen kamer"
    assert properties.language == "nl-NL"
    assert properties.author == "planbuilder"
    (core,) = parts(document, "docProps/core.xml")
    # python-docx itself can't find this one where docxcompose was loaded, which gives "cp" another meaning.
    assert core.findtext("{*}lastModifiedBy") == "planbuilder"
    (styles,) = parts(document, "word/styles.xml")
    assert {lang.get(w("val")) for lang in styles.iter(w("lang"))} == {"nl-NL"}


@pytest.mark.parametrize("kind", ["perspective_plan", "exit_plan", "school_transfer"])
def test_headings_rows_and_headers_hold_together_over_pages(kind: str) -> None:
    document = make_document(of_kind(PlanKind(kind)), "docx").content
    (body, styles) = parts(document, BODY, "word/styles.xml")
    headings = [s.get(w("val")) for s in body.iter(w("pStyle"))]
    assert headings.count("Heading1") == 6
    assert headings.count("Heading2") == 4
    tables = [t for t in body.iter(w("tbl")) if t.find(f".//{w('tblHeader')}") is not None]
    assert len(tables) == 3
    rows = list(body.iter(w("tr")))
    assert len(rows) > 15
    assert all(row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in rows)
    by_id = {style.get(w("styleId")): style for style in styles.iter(w("style"))}
    for name in ("Heading1", "Heading2", "Woordspreker", "BijdrageKop", "Blokkop", "Hulpkop"):
        assert by_id[name].find(f"{w('pPr')}/{w('keepNext')}") is not None, name


def test_the_page_number_and_the_kind_of_plan_are_in_the_footer() -> None:
    (footer,) = parts(
        make_document(of_kind(PlanKind.EXIT_PLAN), "docx").content, "word/footer1.xml"
    )
    text = "".join(footer.itertext())
    assert "Uitstroomplan van Sam, versie 2" in text
    assert [code.text.strip() for code in footer.iter(w("instrText"))] == ["PAGE", "NUMPAGES"]


def paragraphs_of(row: Any) -> list[Paragraph]:
    """What stands in a row; python-docx gives a cell over several columns once for each."""
    return [p for cell in dict.fromkeys(row.cells) for p in cell.paragraphs]


def test_the_youth_speaks_first_and_in_a_style_of_her_own() -> None:
    document = WordDocument(io.BytesIO(make_document(of_kind(PlanKind.EXIT_PLAN), "docx").content))
    said = [
        [(p.style.name, p.text) for p in paragraphs_of(row) if p.style]
        for table in document.tables
        if table.style is not None and table.style.name == "Woorden"
        for row in table.rows
    ]
    label, words = said[0]
    assert label == ("Woordlabel", "Wat ik leuk vind")
    assert words[0] == "Citaat jongere"
    assert words[1].startswith("“Tekenen & muziek.")
    assert ("Woordspreker", "Bilal Yilmaz (mentor op de groep)") in [p for row in said for p in row]


def test_who_is_compared_stands_beside_the_others_in_the_order_of_the_plan() -> None:
    found = [
        (label, [(one.speaker, one.text) for one in block.perspectives], block)
        for section in of_kind(PlanKind.EXIT_PLAN).sections
        for block in section.blocks
        if isinstance(block, SideBySide) and (label := block.label)
    ]
    assert found
    document = WordDocument(io.BytesIO(make_document(of_kind(PlanKind.EXIT_PLAN), "docx").content))
    rows = [
        [cell.text for cell in dict.fromkeys(row.cells)]
        for table in document.tables
        for row in table.rows
    ]
    for label, voices, _ in found:
        (row,) = [row for row in rows if row[0] == label]
        for told, (speaker, text) in zip(row[1:], voices, strict=True):
            who, said = told.split("\n", 1)
            assert who.startswith(speaker)
            assert said.strip("“”") == text


def test_a_label_never_stands_in_one_paragraph_with_what_a_person_said() -> None:
    (body,) = parts(make_document(plan_with("Zq woorden"), "docx").content, BODY)
    texts = ["".join(p.itertext(w("t"))) for p in body.iter(w("p"))]
    spoken = [text for text in texts if "Zq woorden" in text]
    assert len(spoken) >= 12
    assert {text.strip("“”") for text in spoken} == {"Zq woorden"}


def test_a_row_that_fits_on_no_page_may_run_on() -> None:
    def whole_rows(text: str) -> int:
        (body,) = parts(make_document(plan_with(text), "docx").content, BODY)
        return len(list(body.iter(w("cantSplit"))))

    assert whole_rows("kort") > whole_rows("lang " * 300) > 0
    assert whole_rows("lang " * 300) == whole_rows("regel\n" * 80)


def test_no_line_of_the_template_itself_is_left_in_a_plan() -> None:
    for kind in PlanKind:
        for root in parts(make_document(of_kind(kind), "docx").content, BODY, "word/footer1.xml"):
            text = "".join(root.itertext())
            assert "{" not in text
            assert "Sjabloonregel" not in {s.get(w("val")) for s in root.iter(w("pStyle"))}


def test_a_right_to_left_text_is_marked_as_such() -> None:
    (body,) = parts(make_document(plan_with("שלום Sam"), "docx").content, BODY)
    quotes = [
        p for p in body.iter(w("p")) if p.find(f"{w('pPr')}/{w('pStyle')}") is not None
        and p.find(f"{w('pPr')}/{w('pStyle')}").get(w("val")) == "CitaatJongere"
    ]  # fmt: skip
    # On its own, and beside what somebody else said.
    assert len(quotes) == 2
    assert quotes[0].find(f"{w('pPr')}/{w('bidi')}") is not None
    marked = [
        "".join(run.itertext())
        for run in quotes[0].iter(w("r"))
        if run.find(f"{w('rPr')}/{w('rtl')}") is not None
    ]
    assert marked == ["שלום "]
    (plain,) = parts(make_document(plan_with("hallo"), "docx").content, BODY)
    assert plain.find(f".//{w('bidi')}") is None


def test_an_empty_line_makes_a_paragraph_but_never_a_second_bullet_or_heading() -> None:
    (body,) = parts(make_document(plan_with("een\n\ntwee"), "docx").content, BODY)
    styles = [s.get(w("val")) for s in body.iter(w("pStyle"))]
    assert styles.count("CitaatJongere") == 4
    assert styles.count("ListBullet") == 1
    assert styles.count("Heading2") == 1


@pytest.mark.parametrize(("text", "language"), [("Sam שלום", "he-IL"), ("سلام Sam", "ar-SA")])
def test_a_text_in_another_writing_says_its_language(text: str, language: str) -> None:
    (body,) = parts(make_document(plan_with(text), "docx").content, BODY)
    told = {
        run.find(f"{w('rPr')}/{w('lang')}").get(w("bidi"))
        for run in body.iter(w("r"))
        if run.find(f"{w('rPr')}/{w('rtl')}") is not None
    }
    # Of the sample plan itself, two texts are in Hebrew and Arabic.
    assert language in told
    page = make_document(plan_with(text), "html").content.decode()
    assert (f'lang="{language[:2]}"' in page) == (text[0] != "S")
