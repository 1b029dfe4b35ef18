"""What makes a Word document hard to read aloud: headings, tables, pictures, languages, empty paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from planbuilder.errors import Problem
from planbuilder.text_direction import is_right_to_left, language_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_BODY = "word/document.xml"
_STYLES = "word/styles.xml"
_PROPERTIES = "docProps/core.xml"
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
# How a style starts that a field has for itself (see binding.py).
_OWN_STYLE = "_pb_"
_OFF = frozenset({"0", "false", "off"})
# A head that is longer than this may run on over the page, and then it can't be repeated.
_LONG_HEAD = 900
_MANY_LINES = 20


def value_of(element: Any) -> str:
    """The w:val of an element, '' where it or the element is missing."""
    return "" if element is None else element.get(f"{W}val", "")


def number_of(element: Any, root: Any) -> int:
    """The how-manieth of its kind this element is in its part, from 1."""
    return 1 + next(at for at, one in enumerate(root.iter(element.tag)) if one is element)


def lint(roots: dict[str, Any]) -> Iterator[Problem]:
    """Each problem in the parts of a document (their roots by name)."""
    levels = heading_levels(roots.get(_STYLES))
    yield from _languages(roots.get(_STYLES))
    visible = _visible_styles(roots.get(_STYLES))
    properties = roots.get(_PROPERTIES)
    if properties is None or not (properties.findtext(_TITLE) or ""):
        yield Problem("word_title_missing", _PROPERTIES)
    for name, root in roots.items():
        if not root.tag.startswith(W) or name == _STYLES:
            continue
        yield from _pictures(name, root)
        yield from _data_tables(name, root)
        yield from _directions(name, root)
        yield from _empty_paragraphs(name, root, visible)
        if name == _BODY:
            yield from _headings(name, root, levels)


def heading_levels(styles: Any) -> dict[str, int]:
    """The level (1 to 9) of each style that is a heading, by its own or an inherited outline level."""
    if styles is None:
        return {}
    by_id = {one.get(f"{W}styleId"): one for one in styles.iter(f"{W}style")}

    def level(key: str, deep: int = 0) -> int:
        style = by_id.get(key)
        if style is None or deep > len(by_id):
            return 0
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            found = int(value_of(outline)) + 1
            return found if found < 10 else 0
        named = _HEADING.fullmatch(value_of(style.find(f"{W}name")))
        if named:
            return int(named[1])
        return level(value_of(style.find(f"{W}basedOn")), deep + 1)

    return {key: found for key in by_id if (found := level(key))}


def _headings(name: str, root: Any, levels: dict[str, int]) -> Iterator[Problem]:
    before = 0
    for number, paragraph in enumerate(root.iter(f"{W}p"), 1):
        level = levels.get(value_of(paragraph.find(f"{W}pPr/{W}pStyle")), 0)
        own = paragraph.find(f"{W}pPr/{W}outlineLvl")
        if own is not None:
            level = (int(value_of(own)) + 1) % 10
        if not level:
            continue
        if level > before + 1:
            where: dict[str, object] = {"number": number, "level": level, "before": before}
            yield Problem("word_heading_skips", name, parameters=where)
        if _is_empty(paragraph):
            yield Problem("word_heading_empty", name, parameters={"number": number})
        before = level


def _languages(styles: Any) -> Iterator[Problem]:
    defaults = None if styles is None else styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    language = None if defaults is None else defaults.find(f"{W}lang")
    if not value_of(language):
        yield Problem("word_language_missing", _STYLES)


def _pictures(name: str, root: Any) -> Iterator[Problem]:
    for number, picture in enumerate(root.iter(_PICTURE), 1):
        decorative = any(one.get("val") not in _OFF for one in picture.iter(_DECORATIVE))
        if not decorative and not picture.get("descr", "").strip():
            yield Problem("word_picture_without_words", name, parameters={"number": number})


def _data_tables(name: str, root: Any) -> Iterator[Problem]:
    """A table whose first row is a head says so to a screen reader, and has a title."""
    for number, table in enumerate(root.iter(f"{W}tbl"), 1):
        look = table.find(f"{W}tblPr/{W}tblLook")
        rows = table.findall(f"{W}tr")
        if look is None or not _first_row_is_a_head(look) or len(rows) < 2:
            continue
        flag = rows[0].find(f"{W}trPr/{W}tblHeader")
        if (flag is None or value_of(flag) in _OFF) and not _is_long(rows[0]):
            yield Problem("word_head_missing", name, parameters={"number": number})
        if not value_of(table.find(f"{W}tblPr/{W}tblCaption")).strip():
            yield Problem("word_table_without_title", name, parameters={"number": number})


def _first_row_is_a_head(look: Any) -> bool:
    said = look.get(f"{W}firstRow")
    if said is not None:
        return said not in _OFF
    return bool(int(value_of(look) or "0", 16) & 0x20)


def _is_long(row: Any) -> bool:
    length = sum(len(text) for text in row.itertext(f"{W}t"))
    return length > _LONG_HEAD or len(list(row.iter(f"{W}br", f"{W}p"))) > _MANY_LINES


def _directions(name: str, root: Any) -> Iterator[Problem]:
    """A paragraph that is read from right to left says so, and so do its runs."""
    for number, paragraph in enumerate(root.iter(f"{W}p"), 1):
        runs = [one for one in paragraph.iter(f"{W}r") if _own(one, paragraph)]
        text = "".join("".join(run.itertext(f"{W}t")) for run in runs)
        if is_right_to_left(text) and not _is_on(paragraph.find(f"{W}pPr/{W}bidi")):
            yield Problem("word_direction_missing", name, parameters={"number": number})
        for run in runs:
            said = "".join(run.itertext(f"{W}t"))
            language = language_of(said)
            if not language:
                continue
            if not _is_on(run.find(f"{W}rPr/{W}rtl")):
                yield Problem("word_direction_missing", name, parameters={"number": number})
                break
            told = run.find(f"{W}rPr/{W}lang")
            if told is None or not told.get(f"{W}bidi", "").startswith(language):
                yield Problem("word_language_of_text", name, parameters={"number": number})
                break


def _is_on(flag: Any) -> bool:
    return flag is not None and value_of(flag) not in _OFF


def _own(element: Any, paragraph: Any) -> bool:
    """True where this paragraph, and not one in a text box inside it, holds the element."""
    return next(element.iterancestors(f"{W}p")) is paragraph


def _is_empty(paragraph: Any) -> bool:
    """True where a paragraph shows nothing at all: no text, no break, no picture, no field."""
    shown = ("t", "br", "tab", "drawing", "pict", "object", "fldChar", "fldSimple", "sym",
             "footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef", "separator",
             "continuationSeparator", "noBreakHyphen", "sectPr", "ptab")  # fmt: skip
    for one in paragraph.iter(*(f"{W}{tag}" for tag in shown)):
        if one.tag != f"{W}t" or one.text:
            return False
    return True


def _visible_styles(styles: Any) -> dict[str, str]:
    """Of each style that a field has for itself: the one that it is based on and looks like."""
    if styles is None:
        return {}
    return {
        style.get(f"{W}styleId", ""): value_of(style.find(f"{W}basedOn"))
        for style in styles.iter(f"{W}style")
        if style.get(f"{W}styleId", "").startswith(_OWN_STYLE)
    }


def _empty_paragraphs(name: str, root: Any, visible: dict[str, str]) -> Iterator[Problem]:
    """Empty paragraphs that only make room: a screen reader says "blank" for each.

    Not meant are those that Word itself needs (in an empty cell, between two tables, after the last
    table) and an empty line that somebody typed, which has the style of the text that it is in.
    """
    blocks = (f"{W}p", f"{W}tbl")
    for number, paragraph in enumerate(root.iter(f"{W}p"), 1):
        if not _is_empty(paragraph) or paragraph.getparent().tag == f"{W}sdtContent":
            continue
        before = next(
            (one for one in paragraph.itersiblings(preceding=True) if one.tag in blocks), None
        )
        after = next((one for one in paragraph.itersiblings() if one.tag in blocks), None)
        if before is None and after is None:
            continue
        after_table = before is not None and before.tag == f"{W}tbl"
        if after_table and (after is None or after.tag == f"{W}tbl"):
            continue
        beside = [_style(one) for one in (before, after) if one is not None and one.tag == f"{W}p"]
        own = _style(paragraph)
        if visible.get(own, own) in [visible.get(one, one) for one in beside]:
            continue
        yield Problem("word_empty_paragraph", name, parameters={"number": number})


def _style(paragraph: Any) -> str:
    return value_of(paragraph.find(f"{W}pPr/{W}pStyle"))
