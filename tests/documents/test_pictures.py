"""A picture is in every kind of document, with all of it in words, and nothing that was typed breaks it."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from documents.nasty_texts import ANY_TEXT
from documents.reading_back import as_kept, read_odt
from documents.reading_pdf import words
from documents.sample_plans import ROUTE, perspective_plan
from hypothesis import example, given, settings
from lxml import etree, html
from pictures.hostile import WORST

from planbuilder.documents import make_document
from planbuilder.documents.drawn import Svg
from planbuilder.documents.to_html import drawn
from planbuilder.pictures.draw import draw
from planbuilder.pictures.text import Text
from planbuilder.plan.model import Picture, Plan, Section
from planbuilder.plan.pictures.moments import Moment
from planbuilder.plan.pictures.route import Route


def with_picture(said: str) -> Plan:
    """A small plan with one picture in which somebody typed this."""
    moment = Moment("meeting", "Kennismaken", said, "nog geen datum", None, "undated")
    stretches = (replace(ROUTE.stretches[0], moments=(moment,)), *ROUTE.stretches[1:])
    route = Route("Sam", ROUTE.today, stretches)
    picture = Picture("route", "Mijn route", route.alternative, route)
    return replace(perspective_plan(), sections=(Section("route", 1, "Weg", (picture,)),))


def test_the_web_page_shows_it_wide_and_narrow_and_says_it_in_words() -> None:
    page = html.fromstring(make_document(with_picture("Bo & Noor"), "html").content)
    (figure,) = page.xpath("//figure[@class='picture']")
    svgs = figure.xpath(".//*[local-name()='svg']")
    assert [svg.get("role") for svg in svgs] == ["img", "img"]
    for svg in svgs:
        named = [svg.get("aria-labelledby"), svg.get("aria-describedby")]
        told = [page.get_element_by_id(name).text for name in named]
        assert told[0] == "Mijn route"
        assert "Bo & Noor" in told[1]
    ids = [node.get("id") for node in page.iter() if isinstance(node.tag, str) and node.get("id")]
    assert len(ids) == len(set(ids))
    assert "Bo & Noor" in figure.xpath("string(.//details)")


@given(ANY_TEXT)
def test_a_web_page_with_a_picture_keeps_what_was_typed_as_text(text: str) -> None:
    page = html.fromstring(make_document(with_picture(text), "html").content)
    (words,) = page.xpath("//figure[@class='picture']/details")
    assert not page.xpath("//script | //*[local-name()='image'] | //*[@onload] | //*[@href]")[1:]
    usual = {
        node.tag
        for node in html.fromstring(make_document(with_picture("a"), "html").content).iter()
    }
    assert {node.tag for node in page.iter()} <= usual | {"br"}
    assert len(words.text_content()) > len("Dit plaatje in woorden")


def test_only_our_own_drawings_are_put_in_a_page_as_they_are() -> None:
    assert str(drawn("<svg onload=alert(1)>")) == "&lt;svg onload=alert(1)&gt;"
    from planbuilder.pictures.route import draw_route

    assert str(drawn(Svg(draw_route(ROUTE), "p"))).startswith("<svg ")


def test_the_pdf_has_it_with_its_words_as_alternative() -> None:
    plan = with_picture("Bo")
    with pikepdf.open(io.BytesIO(make_document(plan, "pdf").content)) as document:
        told = [
            str(one.Alt)
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        ]
    assert told == [plan.pictures()[0].alternative]


def test_the_words_in_a_picture_of_a_pdf_can_be_found_where_they_are_drawn(
    needs: Callable[[str], str], tmp_path: Path
) -> None:
    plan = with_picture("Bo")
    (picture,) = plan.pictures()
    drawing = draw(picture)
    placed = [(one.words, box.top) for one, box in drawing.placed() if isinstance(one, Text)]
    seen, _ = words(make_document(plan, "pdf").content, needs("pdftotext"), tmp_path)
    often = Counter([text for text, _ in placed]), Counter([word.text for word in seen])
    tops = {word.text: word.top for word in seen}
    drawn_at = dict(placed)
    alone = [text for text in drawn_at if all(found[text] == 1 for found in often)]
    assert len(alone) >= 3
    highest = min(alone, key=lambda text: drawn_at[text])
    for text in alone:
        points = (drawn_at[text] - drawn_at[highest]) * 72 / 25.4
        assert tops[text] - tops[highest] == pytest.approx(points, abs=3)


@settings(max_examples=60)
@given(ANY_TEXT)
@example("é\u0301\u0301")
@example("\u17c6")
@example("👨\u200d👩\u200d👧 en \u200d")
@example(WORST[11])
def test_a_pdf_with_a_picture_can_be_made_of_any_text(text: str) -> None:
    assert make_document(with_picture(text), "pdf").content.startswith(b"%PDF-1.7")


def test_word_holds_it_as_an_image_that_fits_the_page_with_its_words() -> None:
    plan = with_picture('Bo & <Noor> "x"')
    with zipfile.ZipFile(io.BytesIO(make_document(plan, "docx").content)) as archive:
        (name,) = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert archive.read(name).startswith(b"\x89PNG")
        root = etree.fromstring(archive.read("word/document.xml"))
    space = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
    (told,) = root.iter(f"{space}docPr")
    assert told.get("descr") == plan.pictures()[0].alternative
    (extent,) = root.iter(f"{space}extent")
    width, height = (int(extent.get(side, "0")) / 36_000 for side in ("cx", "cy"))
    assert 100 < width <= 170
    # Words stand on the same page.
    assert height <= 150


def test_open_document_holds_it_as_an_image_with_its_words() -> None:
    plan = with_picture("Bo & <Noor>")
    content = make_document(plan, "odt").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (name,) = [name for name in archive.namelist() if name.startswith("Pictures/")]
        assert archive.read(name).startswith(b"\x89PNG")
        root = etree.fromstring(archive.read("content.xml"))
    (frame,) = root.iter("{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}frame")
    assert [etree.QName(one).localname for one in frame] == ["image", "title", "desc"]
    assert as_kept(plan.pictures()[0].alternative) in read_odt(content)


def test_markdown_says_it_in_words() -> None:
    text = make_document(with_picture("Bo"), "md").content.decode()
    assert "Kennismaken, Bo" in text
    assert "Mijn route" in text


def test_the_word_template_of_each_kind_has_a_place_for_a_picture() -> None:
    from planbuilder.resources import shipped_folder

    templates = sorted(Path(shipped_folder("templates")).glob("*/plan.docx"))
    assert len(templates) == 4
    for template in templates:
        with zipfile.ZipFile(template) as archive:
            assert b".image }}" in archive.read("word/document.xml")


@pytest.mark.parametrize("wanted", ["html", "pdf", "odt", "md", "docx"])
def test_the_same_picture_gives_the_same_bytes(wanted: str) -> None:
    plan = with_picture("Bo")
    assert make_document(plan, wanted) == make_document(plan, wanted)  # type: ignore[arg-type]
