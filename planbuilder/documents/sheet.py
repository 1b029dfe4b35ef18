"""Mijn plan as four panels of one A4, or of each of its sides; no fold goes through words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any

from planbuilder.documents.boxes import spreads

PANELS = 4
# Sizes of letters in points, from large to the smallest that is still read with ease.
SIZES = (14.0, 13.5, 13.0, 12.5, 12.0, 11.5, 11.0, 10.5)
# Where one side would need smaller letters, the back is used too.
_SMALLEST_ON_ONE_SIDE = 11.0

# Inside a panel, in points.
_WIDE, _HIGH = 265.0, 372.0
# A letter is this part of its size wide on average, a line this much higher than its letters.
_LETTER, _LINE = 0.53, 1.2
# What a label, a heading and a box take besides their words, in lines.
_HEADING, _BOX, _PARAGRAPH = 1.5, 0.9, 0.25
# The first panel also holds the title, the last one for whom the plan is and where to find help.
_TITLE, _END = 72.0, 110.0
_LABEL_SHARE = 0.32

Box = dict[str, Any]
Line = dict[str, Any]


def panels(sections: list[dict[str, Any]], youth: str) -> list[list[Box]]:
    """The sections as four lists of boxes {group, title, is_part, lines}, about equally full, in their order.

    `group` is the section's title above the first of several boxes, else "". A line is {type, …}:
    "label", "quote", "text", "empty" and "item" have `text`; "pair" has `label` and
    `texts`, each {text, head}, and `head` of the label; "picture" is the block itself. `youth` is how
    the youth is called: only who else speaks in a table is named.
    """
    return _divided(_boxes(sections, youth), PANELS)


def sides(sections: list[dict[str, Any]], youth: str) -> list[list[list[Box]]]:
    """The same as one or two sides of a sheet, each of four panels: as many as large letters need."""
    one, both = sheets(sections, youth)
    return one if _fit(one[0], _SMALLEST_ON_ONE_SIDE) else both


def sheets(sections: list[dict[str, Any]], youth: str) -> list[list[list[list[Box]]]]:
    """The same on one side of a sheet, and on both: for who can measure which is better."""
    boxes = _boxes(sections, youth)
    both = _divided(boxes, 2 * PANELS)
    return [[_divided(boxes, PANELS)], [both[:PANELS], both[PANELS:]]]


def _boxes(sections: list[dict[str, Any]], youth: str) -> list[Box]:
    return [
        {
            "group": spread["title"] if at == 0 else "",
            "is_part": bool(spread["title"]),
            "title": box["title"],
            "lines": list(_lines(box, youth)),
        }
        for spread in spreads(sections)
        for at, box in enumerate(box for row in spread["rows"] for box in row)
    ]


def _divided(boxes: list[Box], count: int) -> list[list[Box]]:
    heights = [height(box, SIZES[-1]) for box in boxes]
    ends = (0, *_best_ends(heights, count), len(boxes))
    return [boxes[start:end] for start, end in pairwise(ends)]


def letter_size(found: Sequence[Sequence[Sequence[Box]]]) -> float:
    """The largest letters with which every panel of these sides holds its boxes; the smallest where
    none do.
    """
    every = [panel for side in found for panel in side]
    return next((size for size in SIZES if _fit(every, size)), SIZES[-1])


def letter_size_in_word(found: Sequence[Sequence[Sequence[Box]]]) -> float:
    """A size smaller: nobody knows with which font Word will show it, and some are wide."""
    size = letter_size(found)
    return SIZES[min(SIZES.index(size) + 1, len(SIZES) - 1)]


def height(box: Box, size: float) -> float:
    """How high a box about is, in points."""
    lines = _BOX + (_HEADING if box["group"] else 0) + (_HEADING if box["title"] else 0)
    for line in box["lines"]:
        lines += _PARAGRAPH + _lines_of(line, size)
    return lines * size * _LINE


def _fit(panels: Sequence[Sequence[Box]], size: float) -> bool:
    heights = [sum(height(box, size) for box in panel) for panel in panels]
    heights[0] += _TITLE
    heights[-1] += _END
    return max(heights) <= _HIGH


def _best_ends(heights: Sequence[float], count: int) -> tuple[int, ...]:
    """After which boxes all panels but the last end, so that the fullest is as low as can be."""
    if len(heights) < count:
        return tuple(min(at, len(heights)) for at in range(1, count))
    before = [0.0, *accumulate(heights)]
    # For each number of boxes: how high the fullest panel is, and where each panel ends.
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for panel in range(count):
        extra = _TITLE if panel == 0 else _END if panel == count - 1 else 0.0
        ends = range(panel + 1, len(heights) - count + panel + 2)
        best = {
            end: min(
                (max(fullest, before[end] - before[start] + extra), (*starts, end))
                for start, (fullest, starts) in best.items()
                if start < end
            )
            for end in ends
        }
    return best[len(heights)][1][:-1]


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
