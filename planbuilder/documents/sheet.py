"""Mijn plan as four panels of one A4: folded it is A5 or A6, and no fold goes through words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Any

from planbuilder.documents.boxes import spreads

PANELS = 4
# Sizes of letters in points, from large to the smallest that is still read with ease.
SIZES = (13.0, 12.0, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)

# Inside a panel, in points.
_WIDE, _HIGH = 265.0, 372.0
# A letter is this part of its size wide on average, a line this much higher than its letters.
_LETTER, _LINE = 0.53, 1.28
# What a label, a heading and a box take besides their words, in lines.
_HEADING, _BOX, _PARAGRAPH = 1.5, 0.9, 0.25
# The first panel also holds the title, over which it stands in lines of the smallest letters.
_TITLE = 7.0
_LABEL_SHARE = 0.36

Box = dict[str, Any]
Line = dict[str, Any]


def panels(sections: list[dict[str, Any]], youth: str) -> list[list[Box]]:
    """The sections as four lists of boxes {group, title, lines}, about equally full, in their order.

    `group` is the section's title above the first of several boxes, else "". A line is {type, …}:
    "label", "quote", "text", "empty" and "item" have `text`; "pair" has `label` and
    `texts`, each {text, head}, and `head` of the label; "picture" is the block itself. `youth` is how
    the youth is called: only who else speaks in a table is named.
    """
    boxes = [
        {
            "group": spread["title"] if at == 0 else "",
            "is_part": bool(spread["title"]),
            "title": box["title"],
            "lines": list(_lines(box, youth)),
        }
        for spread in spreads(sections)
        for at, box in enumerate(box for row in spread["rows"] for box in row)
    ]
    heights = [height(box, SIZES[4]) for box in boxes]
    ends = (0, *_best_ends(heights), len(boxes))
    return [boxes[start:end] for start, end in pairwise(ends)]


def letter_size(found: Sequence[Sequence[Box]]) -> float:
    """The largest letters with which every panel holds its boxes; the smallest where none do."""
    for size in SIZES:
        if all(_fits(panel, size, at == 0) for at, panel in enumerate(found)):
            return size
    return SIZES[-1]


def letter_size_in_word(found: Sequence[Sequence[Box]]) -> float:
    """A size smaller: nobody knows with which font Word will show it, and some are wide."""
    size = letter_size(found)
    return SIZES[min(SIZES.index(size) + 1, len(SIZES) - 1)]


def height(box: Box, size: float) -> float:
    """How high a box about is, in points."""
    lines = _BOX + (_HEADING if box["group"] else 0) + (_HEADING if box["title"] else 0)
    for line in box["lines"]:
        lines += _PARAGRAPH + _lines_of(line, size)
    return lines * size * _LINE


def _fits(panel: Sequence[Box], size: float, has_title: bool) -> bool:
    title = _TITLE * SIZES[-1] * _LINE if has_title else 0.0
    return title + sum(height(box, size) for box in panel) <= _HIGH


def _best_ends(heights: Sequence[float]) -> tuple[int, ...]:
    """After which boxes the first three panels end, so that the fullest is as low as can be."""
    title = _TITLE * SIZES[-1] * _LINE

    def fullest(ends: tuple[int, ...]) -> float:
        bounds = (0, *ends, len(heights))
        sums = [sum(heights[a:b]) for a, b in pairwise(bounds)]
        return max(sums[0] + title, *sums[1:])

    places = range(len(heights) + 1)
    possible = (ends for ends in combinations(places, PANELS - 1))
    if len(heights) < PANELS:
        return tuple(min(at, len(heights)) for at in range(1, PANELS))
    return min(possible, key=fullest)


def _lines_of(line: Line, size: float) -> float:
    if line["type"] == "picture":
        wide = min(line["width_mm"] * 72 / 25.4, _WIDE)
        return float(wide * line["height_mm"] / line["width_mm"] / (size * _LINE))
    per_line = _WIDE / (size * _LETTER)
    if line["type"] == "pair":
        # In Word the label stands above the words, in the PDF beside them.
        label = _count(line["label"], per_line * _LABEL_SHARE)
        words = " · ".join(one["text"] for one in line["texts"])
        beside = max(label, _count(words, per_line * (1 - _LABEL_SHARE)))
        return max(beside, 1 + _count(words, per_line))
    return _count(line["text"], per_line)


def _count(text: str, letters: float) -> float:
    # A line ends before the word that does not fit.
    return sum(max(1.0, -(-len(part) // max(letters - 2.5, 4))) for part in text.split("\n"))


def _lines(box: Box, youth: str) -> Iterator[Line]:
    for block in box["blocks"]:
        yield from _lines_from(block, box["title"], youth)


def _lines_from(block: dict[str, Any], title: str, youth: str) -> Iterator[Line]:
    kind = block["type"]
    label = block.get("label", "")
    if kind == "paragraph":
        yield {"type": "empty" if block["style"] == "empty" else "text", "text": block["text"]}
    elif kind == "heading":
        yield {"type": "label", "text": block["text"]}
    elif kind == "picture":
        yield block
    elif kind == "facts":
        for fact in block["facts"]:
            yield _pair(fact["label"], [{"text": fact["text"], "head": ""}])
    else:
        if label and label != title:
            yield {"type": "label", "text": label}
        if block.get("speaker") and kind == "table" and block["speaker"] != youth:
            yield {"type": "label", "text": block["speaker"]}
        yield from _said(block)


def _said(block: dict[str, Any]) -> Iterator[Line]:
    kind = block["type"]
    if kind == "quote":
        yield {"type": "quote", "text": block["text"]}
    elif kind == "remark":
        yield {"type": "label", "text": block["speaker"]}
        yield {"type": "text", "text": block["text"]}
    elif kind == "side_by_side":
        for one in block["perspectives"]:
            yield {"type": "label", "text": one["speaker"]}
            yield {"type": "quote" if one["is_youth"] else "text", "text": one["text"]}
    elif kind == "bullets":
        yield from ({"type": "item", "text": item} for item in block["items"])
    elif kind == "table":
        for row in block["rows"]:
            filled = [cell for cell in zip(row, block["columns"], strict=True) if cell[0]]
            if len(filled) == 1:
                yield {"type": "text", "text": filled[0][0]}
            elif filled:
                first, *rest = filled
                texts = [{"text": text, "head": head} for text, head in rest]
                yield _pair(first[0], texts, first[1])


def _pair(label: str, texts: list[dict[str, str]], head: str = "") -> Line:
    return {"type": "pair", "label": label, "head": head, "texts": texts}
