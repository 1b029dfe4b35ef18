"""How a plan is laid out: widths of columns, boxes of Mijn plan, the web page, OpenDocument."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

from documents.reading_back import read_html, tags_of
from documents.sample_plans import my_plan, perspective_plan, plan_with
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.documents import make_document, template_data
from planbuilder.documents.column_widths import column_widths
from planbuilder.documents.to_html import own_markdown
from planbuilder.plan.model import Paragraph, Plan, Section
from planbuilder.text_direction import is_right_to_left, stretches


def test_a_column_with_much_to_read_gets_more_room_but_not_all() -> None:
    narrow, wide = column_widths([["Stand", "Wat"], ["klaar", "Elke vrijdag halen we op. " * 4]])
    assert wide > 2 * narrow
    # No word is broken for it.
    assert narrow > 75


@given(
    st.integers(1, 6).flatmap(
        lambda n: st.lists(st.lists(st.text(), min_size=n, max_size=n), min_size=1, max_size=4)
    )
)
def test_the_widths_of_columns_fill_the_table(rows: list[list[str]]) -> None:
    widths = column_widths(rows)
    assert sum(widths) == 1000
    assert all(width > 0 for width in widths)


@given(st.text())
def test_stretches_of_one_direction_are_the_whole_text(text: str) -> None:
    assert "".join(stretch for stretch, _ in stretches(text)) == text


def test_the_first_letter_decides_which_way_a_text_is_read() -> None:
    assert is_right_to_left("12 – שלום Sam")
    assert not is_right_to_left("12 – Sam שלום")
    assert stretches("Sam שלום, hoi") == [("Sam ", False), ("שלום, ", True), ("hoi", False)]


def boxes_of(plan: Plan) -> list[tuple[str, int, list[str]]]:
    spreads = template_data(plan)[0]["spreads"]
    return [
        (s["title"], s["columns"], [box["title"] for row in s["rows"] for box in row])
        for s in spreads
    ]


def test_mijn_plan_is_boxes_and_the_six_areas_are_six_boxes() -> None:
    assert boxes_of(my_plan()) == [
        ("", 2, ["Dit kan ik goed. Dit vind ik leuk.", "Hier wil ik heen"]),
        ("", 1, ["Mijn eerste stap"]),
        (
            "Zes dingen, zes afspraken",
            3,
            [
                "Mijn mensen",
                "Wonen",
                "School en werk",
                "Vrije tijd",
                "Geld",
                "Hoe het met mij gaat",
            ],
        ),
        ("", 2, ["Als het moeilijk is", "Die bel ik", "Mijn eerste week", "Wie mag dit lezen"]),
    ]


def test_no_block_gets_lost_in_the_boxes() -> None:
    for plan in (my_plan(), perspective_plan()):
        data, _ = template_data(plan)
        boxes = [box for s in data["spreads"] for row in s["rows"] for box in row]
        in_boxes = sum(len(box["blocks"]) for box in boxes)
        headings = sum(
            block["type"] == "heading" for s in data["sections"] for block in s["blocks"]
        )
        assert in_boxes == sum(len(s["blocks"]) for s in data["sections"]) - headings


def test_the_web_page_stands_alone_and_can_be_read_aloud() -> None:
    page = make_document(perspective_plan(), "html").content.decode()
    assert '<html lang="nl">' in page
    assert not re.search(r"(src|href)=[\"'](?!#)|@import|url\(", page)
    assert "default-src 'none'" in page
    assert "@media print" in page
    tags = tags_of(page.encode())
    assert {
        "main",
        "header",
        "footer",
        "h1",
        "h2",
        "h3",
        "table",
        "th",
        "caption",
        "blockquote",
    } <= tags
    assert "script" not in tags
    assert page.count("<h1") == 1
    assert 'scope="col"' in page


def test_markdown_is_for_our_own_texts_and_never_for_what_people_said() -> None:
    page = make_document(plan_with("**niet vet** [x](http://y)"), "html").content
    assert "**niet vet** [x](http://y)" in read_html(page)
    assert b'href="http' not in page
    assert "<strong>wel vet</strong>" in own_markdown("**wel vet**")
    assert "<script>" not in own_markdown("<script>alert(1)</script>\n\ntekst <script>x</script>")


def test_a_plan_without_anything_optional_still_makes_every_document() -> None:
    bare = replace(
        perspective_plan(),
        first_page=(),
        sections=(Section("a", 1, "Leeg", (Paragraph("Nog niet besproken.", style="empty"),)),),
        open_points=(),
        help_lines=(),
    )
    assert make_document(bare, "docx").content
    assert make_document(bare, "pdf").content
    assert "Nog niet besproken." in read_html(make_document(bare, "html").content)
    assert b"Nog niet besproken" in make_document(bare, "md").content


def test_an_opendocument_text_is_dutch_and_names_no_other_author() -> None:
    with zipfile.ZipFile(io.BytesIO(make_document(perspective_plan(), "odt").content)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        metadata = archive.read("meta.xml").decode()
        styles = archive.read("styles.xml").decode()
    assert "<dc:title>Op naar mijn eigen kamer</dc:title>" in metadata
    assert "<dc:creator>planbuilder</dc:creator>" in metadata
    assert "<dc:language>nl-NL</dc:language>" in metadata
    assert 'fo:language="nl"' in styles
