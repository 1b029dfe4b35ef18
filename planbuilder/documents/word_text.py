"""Putting texts into Word's XML: runs, line breaks, tabs, paragraphs and the direction of writing."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

from lxml import etree

from planbuilder.documents.column_widths import column_widths
from planbuilder.documents.direction import is_right_to_left, stretches
from planbuilder.documents.placeholders import Placeholders
from planbuilder.documents.words import unbroken
from planbuilder.errors import TemplateInvalid

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Attributes that hold words for a reader: what a picture or a table shows.
_READ_ATTRIBUTES = frozenset({"descr", "title"})
_READ_ELEMENTS = frozenset({f"{{{W}}}tblCaption", f"{{{W}}}tblDescription"})
# A row with more than this may run on over the page.
_LONG_ROW = 900
_MANY_LINES = 20
# In the schema these come after `bidi` in paragraph properties and after `rtl` in run properties.
_AFTER_BIDI = (
    "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
    "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
).split()
_AFTER_RTL = "cs em lang eastAsianLayout specVanish oMath rPrChange".split()


# A text in one or more paragraphs: each with the runs that hold it.
Pieces = list[tuple[etree._Element, list[etree._Element]]]
Bind = Callable[[str, Pieces], None]


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def put_texts_in(
    root: etree._Element,
    placeholders: Placeholders,
    may_split: Callable[[str], bool],
    bind: Bind | None = None,
) -> None:
    """Replace every stand-in below `root` by its text; `may_split` tells of a paragraph style whether
    an empty line in a text starts a new paragraph there (in a heading or a list it is two breaks).
    `bind` gets each text that was printed: its place in the plan, and the pieces that hold it now.

    Raises TemplateInvalid where a template prints a text in a place that no reader sees.
    """
    touched: list[etree._Element] = []
    for element in list(root.iter(etree.Element)):
        _fill_attributes(element, placeholders)
        if not element.text or not placeholders.pattern.search(element.text):
            continue
        if element.tag != w("t") or element.getparent().tag != w("r"):
            raise TemplateInvalid("template_field_misplaced")
        touched.extend(_fill(element, placeholders, may_split, bind))
    for paragraph in touched:
        _mark_direction(paragraph)
    for table in root.iter(w("tbl")):
        _share_width(table)
    for row in root.iter(w("tr")):
        _let_a_long_row_split(row)


def is_read_by_people(element: etree._Element, attribute: str) -> bool:
    """True for an attribute that holds words for a reader: what a picture or a table shows."""
    return attribute in _READ_ATTRIBUTES or element.tag in _READ_ELEMENTS


def _fill_attributes(element: etree._Element, placeholders: Placeholders) -> None:
    for name, value in element.attrib.items():
        if placeholders.pattern.search(value):
            if not is_read_by_people(element, name):
                raise TemplateInvalid("template_field_misplaced")
            element.set(name, placeholders.restored(value))


def _fill(
    text_node: etree._Element,
    placeholders: Placeholders,
    may_split: Callable[[str], bool],
    bind: Bind | None,
) -> list[etree._Element]:
    """Replace one w:t by runs with its texts; returns the paragraphs that hold them now."""
    run = text_node.getparent()
    paragraph = run.getparent()
    splits = paragraph.tag == w("p") and may_split(_style_of(paragraph))
    rest = _cut_run_after(run, text_node)
    literal_and_number = placeholders.pattern.split(text_node.text)
    run.remove(text_node)
    place = run
    paragraphs = [paragraph]
    for at, piece in enumerate(literal_and_number):
        is_text = at % 2 == 1
        text = unbroken(placeholders.printed(piece).text) if is_text else piece
        parts = text.split("\n\n") if is_text and splits else [text]
        pieces: Pieces = []
        for number, part in enumerate(parts):
            if number:
                paragraph, place = _split_after(place)
                paragraphs.append(paragraph)
            pieces.append((paragraph, _runs(part, run, is_text)))
            for new in pieces[-1][1]:
                place.addnext(new)
                place = new
        if is_text and bind is not None:
            bind(placeholders.printed(piece).path, pieces)
            place = _last_around(place)
    if rest is not None:
        place.addnext(rest)
    if len([child for child in run if child.tag != w("rPr")]) == 0 and place is not run:
        run.getparent().remove(run)
    return [found for found in paragraphs if found.tag == w("p")]


def _last_around(run: etree._Element) -> etree._Element:
    """What stands last of a run and of what was put around it."""
    if run.getparent().tag != w("sdtContent"):
        return run
    control = run.getparent().getparent()
    after = control.getnext()
    return control if after is None or after.tag != w("bookmarkEnd") else after


def _style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if style is None else style.get(w("val"), "")


def _cut_run_after(run: etree._Element, node: etree._Element) -> etree._Element | None:
    """Move what follows `node` in its run to a run of its own; None if nothing follows."""
    following = list(node.itersiblings())
    if not following:
        return None
    rest = _empty_like(run)
    rest.extend(following)
    return rest


def _empty_like(run: etree._Element) -> etree._Element:
    new = etree.Element(w("r"), nsmap=run.nsmap)
    properties = run.find(w("rPr"))
    if properties is not None:
        new.append(copy.deepcopy(properties))
    return new


def _runs(text: str, like: etree._Element, is_text: bool) -> list[etree._Element]:
    if not text:
        return []
    made = []
    for stretch, right_to_left in stretches(text) if is_text else [(text, False)]:
        run = _empty_like(like)
        if right_to_left:
            properties = run.find(w("rPr"))
            if properties is None:
                properties = etree.SubElement(run, w("rPr"))
            _add_flag(properties, "rtl", _AFTER_RTL)
        for part in re.split("([\n\t])", stretch):
            if part == "\n":
                etree.SubElement(run, w("br"))
            elif part == "\t":
                etree.SubElement(run, w("tab"))
            elif part:
                node = etree.SubElement(run, w("t"))
                node.text = part
                node.set(_SPACE, "preserve")
        made.append(run)
    return made


def _split_after(place: etree._Element) -> tuple[etree._Element, etree._Element]:
    """Start a new paragraph of the same style after `place`; returns it and its (empty) first run."""
    paragraph = place.getparent()
    following = list(place.itersiblings())
    new = etree.Element(w("p"), nsmap=paragraph.nsmap)
    properties = paragraph.find(w("pPr"))
    if properties is not None:
        copied = copy.deepcopy(properties)
        new.append(copied)
        # The end of a section stays with the last paragraph.
        for section in properties.findall(w("sectPr")):
            properties.remove(section)
    start = etree.SubElement(new, w("r"))
    new.extend(following)
    paragraph.addnext(new)
    return new, start


def _add_flag(properties: etree._Element, name: str, later: list[str]) -> None:
    if properties.find(w(name)) is not None:
        return
    names = {w(other) for other in later}
    at = next((i for i, child in enumerate(properties) if child.tag in names), len(properties))
    properties.insert(at, etree.Element(w(name)))


def _mark_direction(paragraph: etree._Element) -> None:
    if not is_right_to_left("".join(paragraph.itertext(w("t")))):
        return
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    _add_flag(properties, "bidi", _AFTER_BIDI)


def _share_width(table: etree._Element) -> None:
    """Widen the columns with much to read, in a table whose template leaves the widths to its content."""
    grid = table.findall(f"{w('tblGrid')}/{w('gridCol')}")
    rows = [row.findall(w("tc")) for row in table.findall(w("tr"))]
    widths = table.iterfind(f"{w('tr')}/{w('tc')}/{w('tcPr')}/{w('tcW')}")
    if len(grid) < 2 or any(len(row) != len(grid) for row in rows):
        return
    if any(width.get(w("type")) != "auto" for width in widths):
        return
    total = sum(int(column.get(w("w"), "0")) for column in grid)
    texts = [[_paragraphs_of(cell) for cell in row] for row in rows]
    for column, width in zip(grid, column_widths(texts, total), strict=True):
        column.set(w("w"), str(width))


def _paragraphs_of(cell: etree._Element) -> str:
    return "\n".join("".join(paragraph.itertext(w("t"))) for paragraph in cell.iter(w("p")))


def _let_a_long_row_split(row: etree._Element) -> None:
    """A row that must stay whole but does not fit on a page is cut off there by LibreOffice."""
    properties = row.find(w("trPr"))
    if properties is None:
        return
    length = sum(len(text) for text in row.itertext(w("t")))
    lines = len(list(row.iter(w("br"), w("p"))))
    if length > _LONG_ROW or lines > _MANY_LINES:
        for name in ("cantSplit", "tblHeader"):
            for flag in properties.findall(w(name)):
                properties.remove(flag)


def read_text(root: Any) -> str:
    """All text below `root` as a reader gets it: "\\n" for a break, an empty line between paragraphs."""
    paragraphs = []
    for paragraph in root.iter(w("p")):
        pieces = []
        for node in paragraph.iter(w("t"), w("br"), w("tab")):
            if next(node.iterancestors(w("p"))) is not paragraph:
                continue  # Of a text box, which has paragraphs of its own.
            if node.tag == w("t"):
                pieces.append(node.text or "")
            elif node.getparent().tag == w("r"):
                pieces.append("\n" if node.tag == w("br") else "\t")
        paragraphs.append("".join(pieces))
    return "\n\n".join(paragraphs)
