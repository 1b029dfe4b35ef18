"""Our lint of Word documents finds each fault that it promises to find, and nothing where nothing is."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from documents.own_templates import BODY, FOOTER, of, own_folder, paragraph
from documents.sample_plans import of_kind, perspective_plan, plan_with

from planbuilder.documents import make_document
from planbuilder.documents.binding import Binding
from planbuilder.documents.verify import verify_document
from planbuilder.documents.word_lint import lint_word
from planbuilder.documents.zip_bytes import read_zip, write_zip
from planbuilder.language import problem_line
from planbuilder.plan.model import Block, Fact, Facts, Section, Table
from planbuilder.questionnaire.terms import PlanKind

STYLES = "word/styles.xml"
LINKS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
CONTROL = (
    '<w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="{id}"/></w:sdtPr><w:sdtContent><w:r/>'
    "</w:sdtContent></w:sdt>"
)
PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:docPr id="{id}" name="x" {words}/></wp:inline></w:drawing></w:r>'
)
START = '<w:bookmarkStart w:id="{id}" w:name="{name}"/>'
END = '<w:bookmarkEnd w:id="{id}"/>'
FIRST_RUN = r"(<w:r>)"


def broken(part: str, pattern: str, put: str) -> bytes:
    """A document of ours with the first match of a pattern replaced ("\\1" is its first group)."""
    files = read_zip(make_document(perspective_plan(), "docx").content)
    text, times = re.subn(pattern, put, files[part].decode(), count=1, flags=re.DOTALL)
    assert times == 1
    files[part] = text.encode()
    return write_zip(files)


def without(*parts: str) -> bytes:
    files = read_zip(make_document(perspective_plan(), "docx").content)
    return write_zip({name: raw for name, raw in files.items() if name not in parts})


@pytest.mark.parametrize("kind", PlanKind)
@pytest.mark.parametrize("text", ["kort", "een\n\n\n\ntwee\n\n", "\n", "שלום Sam", "x" * 3000])
def test_nothing_is_found_in_a_document_of_ours(kind: PlanKind, text: str) -> None:
    for plan in (of_kind(kind), plan_with(text)):
        assert lint_word(make_document(plan, "docx").content) == []


@pytest.mark.parametrize(
    ("code", "part", "pattern", "put"),
    [
        ("word_control_twice", BODY, FIRST_RUN, CONTROL.format(tag="a", id=7) * 2 + r"\1"),
        ("word_tag_too_long", BODY, FIRST_RUN, CONTROL.format(tag="a" * 65, id=7) + r"\1"),
        ("word_bookmark_twice", BODY, FIRST_RUN,
         "".join(START.format(id=i, name=n) + END.format(id=i) for i, n in ((901, "a"), (902, "A"))) + r"\1"),
        ("word_bookmark_id_twice", BODY, FIRST_RUN,
         "".join(START.format(id=901, name=n) + END.format(id=901) for n in "ab") + r"\1"),
        ("word_bookmark_open", BODY, FIRST_RUN, START.format(id=901, name="a") + r"\1"),
        ("word_bookmark_open", BODY, FIRST_RUN, END.format(id=901) + r"\1"),
        ("word_bookmark_open", BODY, FIRST_RUN, END.format(id=901) + START.format(id=901, name="a") + r"\1"),
        ("word_bookmark_too_long", BODY, FIRST_RUN,
         START.format(id=901, name="a" * 41) + END.format(id=901) + r"\1"),
        ("word_picture_twice", BODY, FIRST_RUN, PICTURE.format(id=901, words='descr="een huis"') * 2 + r"\1"),
        ("word_picture_without_words", BODY, FIRST_RUN, PICTURE.format(id=901, words='descr=" "') + r"\1"),
        ("word_cell_without_paragraph", BODY, r"(</w:tcPr>)<w:p>.*?</w:p>(?=</w:tc>)", r"\1"),
        ("word_row_without_cells", BODY, r"(<w:tr>.*?)<w:tc>.*?</w:tc>(?=</w:tr>)", "<w:tr>"),
        ("word_table_without_rows", BODY, r"(</w:tblGrid>)<w:tr>.*?(?=</w:tbl>)", r"\1"),
        ("word_head_missing", BODY, r"<w:tblHeader/>", ""),
        ("word_table_without_title", BODY, r'(firstRow="1"[^>]*/>)<w:tblCaption w:val="[^"]*"/>', r"\1"),
        ("word_heading_skips", BODY, r'w:val="Heading1"', 'w:val="Heading2"'),
        ("word_heading_empty", BODY, r'(w:val="Heading1"/></w:pPr>).*?(?=</w:p>)', r"\1"),
        ("word_empty_paragraph", BODY, r'(<w:p><w:pPr><w:pStyle w:val="Heading1")',
         r'<w:p><w:pPr><w:pStyle w:val="Leeg"/></w:pPr></w:p>\1'),
        ("word_direction_missing", BODY, r"<w:bidi/>", ""),
        ("word_direction_missing", BODY, r"<w:rtl/>", ""),
        ("word_language_of_text", BODY, r'<w:lang w:bidi="he-IL"/>', ""),
        ("word_language_of_text", BODY, r'w:bidi="ar-SA"', 'w:bidi="he-IL"'),
        ("word_language_missing", STYLES, r"<w:lang [^>]*/>", ""),
        ("word_title_missing", "docProps/core.xml", r"<dc:title>.*?</dc:title>", "<dc:title/>"),
        ("word_link_dangling", BODY, r'r:id="rId\d+"', 'r:id="rId999"'),
        ("word_link_dangling", LINKS, r'Target="styles.xml"', 'Target="stijlen.xml"'),
        ("word_link_twice", LINKS, r'Id="rId2"', 'Id="rId1"'),
        ("word_part_without_type", TYPES, r'<Default Extension="rels" [^>]*/>', ""),
        ("word_part_not_xml", FOOTER, r"</w:ftr>", ""),
    ],
)  # fmt: skip
def test_each_fault_is_found(code: str, part: str, pattern: str, put: str) -> None:
    found = lint_word(broken(part, pattern, put))
    assert code in {problem.code for problem in found}
    assert all(code not in problem_line(problem, "nl") for problem in found)


BOUND = Binding("proef", 1, "1a", b"k" * 32)


@pytest.mark.parametrize("kind", PlanKind)
@pytest.mark.parametrize(
    "block",
    [
        # The first letter is no sign: these are read from right to left.
        Facts((Fact("Feit", "<שלום> & &", "q.sam"),)),
        # An empty line that somebody typed first stands in front of the style of that field.
        Facts((Fact("Feit", "\n\nDaarna", "q.sam"),)),
        Table("Mensen", ("Naam", "Rol"), (("Bo", ""), ("", "buurvrouw"), ("Noor", "mentor"))),
        Table("Mensen", ("Naam", "Rol", "Sinds"), (("", "buurvrouw", "2020"), ("", "", ""))),
    ],
    ids=["right to left", "empty line first", "one cell", "no first cell"],
)
def test_nothing_is_found_where_a_text_starts_oddly_or_a_cell_is_empty(
    kind: PlanKind, block: Block
) -> None:
    plan = replace(of_kind(kind), sections=(Section("een", 1, "Een", (block,)),))
    document = make_document(plan, "docx", binding=BOUND)
    assert lint_word(document.content) == []
    verify_document(document, plan)


def test_a_cell_of_an_own_template_in_which_nothing_is_left_does_no_harm(tmp_path: Path) -> None:
    cell = "".join(
        map(paragraph, ("{%p for line in plan.help_lines %}", "{{ line }}", "{%p endfor %}"))
    )
    table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"
    own = own_folder(tmp_path, of(table, "{{ plan.title }}"))
    plan = replace(of_kind(PlanKind.PERSPECTIVE_PLAN), help_lines=())
    assert lint_word(make_document(plan, "docx", own).content) == []


def test_a_part_that_is_named_but_missing_is_found() -> None:
    assert "word_type_without_part" in {p.code for p in lint_word(without("docProps/app.xml"))}
    assert [p.code for p in lint_word(without(TYPES))] == ["word_no_content_types"]


def test_what_is_no_package_is_told_and_no_crash() -> None:
    document = make_document(perspective_plan(), "docx").content
    for raw in (b"", b"PK\x03\x04", document[:-100], b"een brief"):
        assert [problem.code for problem in lint_word(raw)] == ["word_not_a_package"]


def test_a_decorative_picture_needs_no_words() -> None:
    decorative = (
        '<a:ext xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<d:decorative xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
    )
    picture = PICTURE.format(id=901, words='descr=""').replace(
        'descr=""/>', f">{decorative}</wp:docPr>"
    )
    assert lint_word(broken(BODY, FIRST_RUN, picture + r"\1")) == []


def test_no_problem_repeats_what_somebody_typed() -> None:
    document = read_zip(make_document(plan_with("Zqgeheimx"), "docx").content)
    text = document[BODY].decode().replace("<w:tblHeader/>", "").replace('"Heading1"', '"Heading2"')
    document[BODY] = text.encode()
    found = lint_word(write_zip(document))
    assert len(found) > 2
    assert "Zqgeheimx" not in str(found)
