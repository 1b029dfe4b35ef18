"""What people may type, at its worst; and what every drawing must keep to, whatever was typed."""

from __future__ import annotations

from itertools import combinations

from hypothesis import strategies as st
from lxml import etree

from planbuilder.pictures.drawing import Drawing
from planbuilder.pictures.elements import holdable
from planbuilder.pictures.shapes import Box
from planbuilder.pictures.text import Text

WORST = (
    "</svg><script>alert(1)</script>",
    '"/><image href="http://example.org/x.png"/>',
    "&lt;&amp;]]>",
    "a\x00b\x07c\x0bd\x0ce",
    "\ud800 half een teken",
    "\u202eomgekeerd\u202c",
    "مرحبا يا صديقي، كيف حالك اليوم؟",
    "שלום לכולם, Sam, מה שלומך?",
    "👩‍👩‍👧‍👦👍🏽🏳️‍🌈",
    "Donaudampfschifffahrtsgesellschaftskapitän" * 6,
    "regel een\r\nregel twee\n\n\nregel drie\ttab",
    "woord " * 3400,
    "W" * 20_000,
    " ",
    "é́́́́",
    "﷽﷽﷽",
    "{{ plan }} {% raw %} ${x}",
)
texts = st.one_of(
    st.sampled_from(WORST),
    st.text(max_size=60),
    st.text(st.characters(), min_size=1, max_size=40),
    st.text("abc def", max_size=400),
)
names = texts.filter(str.strip)


def check_drawing(drawing: Drawing) -> None:
    """The SVG parses and holds no script; nothing leaves the sheet; no line of text covers another.

    No shape covers a text: lettering.py lays the texts over all shapes.
    """
    svg = drawing.svg()
    root = etree.fromstring(svg.encode("utf-8"), etree.XMLParser(resolve_entities=False))
    allowed = {"svg", "title", "desc", "defs", "pattern", "g", "rect", "circle", "path", "polygon",
               "polyline", "text"}  # fmt: skip
    assert {etree.QName(one).localname for one in root.iter()} <= allowed
    found = root.find("{*}desc")
    assert found is not None
    told = (found.text or "").replace("\r\n", "\n").replace("\r", "\n")
    assert (
        told.strip()
        == holdable(drawing.alternative).replace("\r\n", "\n").replace("\r", "\n").strip()
    )
    sheet = Box(0, 0, drawing.width_mm, drawing.height_mm)
    lines: list[tuple[Text, Box]] = []
    for shape, box in drawing.placed():
        if not isinstance(shape, Text) and getattr(shape, "fill", None):
            covered = [text.words for text, words in lines if box.touches(words, slack=0.2)]
            assert not covered, (shape, covered)
        assert sheet.holds(box, slack=0.6), (shape, box, sheet)
        if isinstance(shape, Text) and shape.words.strip():
            lines.append((shape, box))
    for (one, box), (other, second) in combinations(lines, 2):
        # Lines of one text may touch with what hangs below a letter.
        assert not box.touches(second, slack=0.9), (one.words[:40], other.words[:40], box, second)


def drawn_words(drawing: Drawing) -> str:
    return "\n".join(text.words for text in drawing.texts())
