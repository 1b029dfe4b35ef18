"""Properties of a paragraph or run as they stand in a template, with room for what a text asks for."""

from __future__ import annotations

import re
from typing import Any

# In the schema these come after `bidi` in paragraph properties and after `rtl` in run properties.
_AFTER_BIDI = frozenset(
    f"w:{name}"
    for name in (
        "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
        "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ).split()
)
_AFTER_RTL = frozenset(
    f"w:{name}" for name in "cs em lang eastAsianLayout specVanish oMath rPrChange".split()
)
_AFTER_LANG = frozenset(
    f"w:{name}" for name in "eastAsianLayout specVanish oMath rPrChange".split()
)
_OF_THE_LAST = frozenset({"w:sectPr", "w:pPrChange"})
_TOKEN = re.compile(r"<(/?)([\w:.-]+)([^>]*?)(/?)>|[^<]+", re.DOTALL)
_VALUE = re.compile(r"""\sw:val\s*=\s*["']([^"']*)["']""")

# A paragraph's properties: as written, its style, what stands before and after `bidi`, what only the
# last of several paragraphs keeps, and whether it is from right to left already.
ParagraphParts = list[Any]


def paragraph_parts(xml: str) -> ParagraphParts:
    """[as written, style, before, after, of the last, is from right to left] of a w:pPr."""
    style, before, after, last = "", "", "", ""
    is_bidi = is_after = False
    for name, raw in _children(xml):
        is_after = is_after or name in _AFTER_BIDI
        is_bidi = is_bidi or name == "w:bidi"
        if name == "w:pStyle":
            found = _VALUE.search(raw)
            style = found[1] if found else ""
        elif name in _OF_THE_LAST:
            last += raw
        elif is_after:
            after += raw
        else:
            before += raw
    return [xml, style, before, after, last, int(is_bidi)]


def composed(parts: ParagraphParts, style: str, *, is_bidi: bool, is_last: bool) -> str:
    """The w:pPr with this style ("" for its own), from right to left or not."""
    written, own, before, after, last, was_bidi = parts
    if not style and is_last and (was_bidi or not is_bidi):
        return str(written)
    named = f'<w:pStyle w:val="{style or own}"/>' if style or own else ""
    bidi = "<w:bidi/>" if is_bidi and not was_bidi else ""
    inside = f"{named}{before}{bidi}{after}{last if is_last else ''}"
    return f"<w:pPr>{inside}</w:pPr>" if inside else ""


def from_right_to_left(run: str) -> str:
    """A w:rPr ("" for none) with w:rtl in it."""
    children = _children(run)
    if any(name == "w:rtl" for name, _ in children):
        return run
    at = next((i for i, (name, _) in enumerate(children) if name in _AFTER_RTL), len(children))
    raws = [raw for _, raw in children]
    return "<w:rPr>" + "".join([*raws[:at], "<w:rtl/>", *raws[at:]]) + "</w:rPr>"


def in_language(run: str, language: str) -> str:
    """A w:rPr that says in which language its right-to-left text is, unless it says so already."""
    children = _children(run)
    if any(name == "w:lang" for name, _ in children):
        return run
    at = next((i for i, (name, _) in enumerate(children) if name in _AFTER_LANG), len(children))
    raws = [raw for _, raw in children]
    said = f'<w:lang w:bidi="{language}"/>'
    return "<w:rPr>" + "".join([*raws[:at], said, *raws[at:]]) + "</w:rPr>"


def _children(xml: str) -> list[tuple[str, str]]:
    """The elements directly inside this one, each with its XML."""
    found: list[tuple[str, str]] = []
    depth, start = 0, 0
    for token in _TOKEN.finditer(xml):
        closes, name, _, empty = token.groups()
        if name is None:
            continue
        if closes:
            depth -= 1
            if depth == 1:
                found.append((name, xml[start : token.end()]))
            continue
        if depth == 1:
            start = token.start()
            if empty:
                found.append((name, token[0]))
        depth += not empty
    return found
