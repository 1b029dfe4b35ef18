"""A drawing is a whole SVG by itself: texts are texts, nothing comes from elsewhere, PNG is always the same."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from lxml import etree
from pictures.hostile import check_drawing, texts
from PIL import Image

from planbuilder.pictures.drawing import Drawing
from planbuilder.pictures.palette import EARTH, INK, NIGHT, PAPER
from planbuilder.pictures.patterns import Fill
from planbuilder.pictures.png import png
from planbuilder.pictures.shapes import Box, Circle, Group, Path, Polyline, Rect, line
from planbuilder.pictures.text import Text, lines_of

SVG = "{http://www.w3.org/2000/svg}"


def drawing(*shapes: object, said: str = "woorden") -> Drawing:
    return Drawing(100, 40, "Titel", said, shapes)  # type: ignore[arg-type]


@given(texts)
def test_whatever_was_typed_the_svg_holds_it_as_text(text: str) -> None:
    shapes = lines_of(2, 2, (text[:40],), 3)
    root = etree.fromstring(drawing(*shapes, said=text).svg().encode())
    written = "".join(node.text or "" for node in root.iter(f"{SVG}text"))
    assert {etree.QName(node).localname for node in root.iter()} <= {
        "svg", "title", "desc", "rect", "text", "g",
    }  # fmt: skip
    expected = "".join(run.written for shape in shapes for run in shape.runs)
    assert written == expected.replace("\r", "\n")


def test_it_names_itself_and_says_what_it_shows() -> None:
    root = etree.fromstring(drawing(said="alles <in> woorden").svg("weg").encode())
    assert root.get("role") == "img"
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == ("weg-title", "weg-desc")
    assert root.findtext(f"{SVG}title") == "Titel"
    assert root.findtext(f"{SVG}desc") == "alles <in> woorden"
    assert (root.get("width"), root.get("viewBox")) == ("100mm", "0 0 100 40")


def test_ids_begin_with_what_the_page_chose_for_it() -> None:
    root = etree.fromstring(
        drawing(Rect(0, 0, 9, 9, Fill(PAPER, "dots", INK)), Circle(5, 5, 2, EARTH))
        .svg("p7")
        .encode()
    )
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == 3
    assert all(name.startswith("p7-") for name in ids)


def test_every_shape_says_how_much_room_it_takes() -> None:
    star = Polyline(((0, 0), (4, 6)), INK)
    curve = Path((("M", (1.0, 1.0)), ("C", (2.0, 9.0, 3.0, 3.0, 5.0, 5.0)), ("Z", ())))
    group = Group((star, curve), 10, 20)
    assert star.box == Box(0, 0, 4, 6)
    assert curve.box == Box(1, 1, 5, 9)
    assert group.box == Box(10, 20, 15, 29)
    placed = [box for _, box in drawing(group, line(1, 2, 3, 4)).placed()]
    assert placed == [Box(10, 20, 14, 26), Box(11, 21, 15, 29), Box(1, 2, 3, 4)]


def test_a_shape_outside_the_sheet_is_found() -> None:
    with pytest.raises(AssertionError):
        check_drawing(drawing(Rect(90, 0, 20, 10, NIGHT)))
    with pytest.raises(AssertionError):
        check_drawing(drawing(Text(2, 10, "een", 4), Text(3, 10, "twee", 4)))


def test_the_png_is_the_same_each_time_and_as_large_as_asked() -> None:
    made = drawing(Rect(10, 10, 20, 10, NIGHT), Text(40, 20, "Hoi 🐕", 5))
    content = png(made, 127)
    assert png(made, 127) == content
    with Image.open(io.BytesIO(content)) as image:
        assert image.size == (500, 200)
        assert image.convert("RGB").getpixel((100, 75)) == (0x14, 0x21, 0x3D)
        assert image.convert("RGB").getpixel((2, 2)) == (255, 255, 255)


@settings(max_examples=60)
@given(texts)
def test_a_png_can_be_made_of_whatever_was_typed(text: str) -> None:
    assert png(drawing(*lines_of(2, 2, (text[:60],), 3), said=text), 40).startswith(b"\x89PNG")


def test_a_picture_as_long_as_a_house_is_drawn_coarser() -> None:
    tall = Drawing(170, 20_000, "Lang", "lang", ())
    with Image.open(io.BytesIO(png(tall))) as image:
        assert image.size[0] * image.size[1] < 41_000_000
