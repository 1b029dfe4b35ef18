"""Where each text of the PDF stands and how much room it has there; plan.typ draws by these numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from planbuilder.documents.column_widths import column_widths
from planbuilder.documents.long_words import cut
from planbuilder.documents.set_apart import Apart, can_be_seen, heading_apart, set_apart
from planbuilder.questionnaire.terms import PlanKind

Part = dict[str, Any]

# In points. A4 is 595 wide, less the margins.
PAGE, PANEL = 515.9, 260.8
SIZE, TABLE_SIZE, TITLE, HEADING, SUBHEADING = 9.5, 9.0, 22.0, 14.0, 11.5
SHEET_SIZE, SHEET_TITLE, SHEET_PADDING = 14.0, 19.0, 6.0
LOGO = 200.0
PADDING = 4.5
# Shares of the width: a label beside words, and two facts beside each other.
LABEL, PAIR_LABEL, PAIR_TEXT = 0.27, 0.2, 0.3
OPEN_POINTS = (560, 270, 170)
PAIR_ON_SHEET = 0.32

# Higher than this (in lines) a row may run on over the page; a lower block stays whole.
_TALL_ROW, _WHOLE = 26, 11
# No page ends within three lines of a paragraph; the height is a guess.
_LOW_ROW = 2
# Of so many letters: a mark, or a choice of a word or two.
_BRIEF = 12
_LETTER, _HEAD_LINES = 0.53, 1.6


def lay_out(plan: dict[str, Any], has_logo: bool) -> dict[str, Any]:
    """The plan with its long words cut where they stand, and the widths that the template needs."""
    is_sheet = plan["kind"] == PlanKind.MY_PLAN
    plan["document_title"] = plan["title"] if can_be_seen(plan["title"]) else plan["kind"]
    title_room = (PANEL if is_sheet else PAGE) - (LOGO if has_logo else 0.0) - 2 * PADDING
    plan["title"] = cut(plan["title"], title_room, SHEET_TITLE if is_sheet else TITLE)
    for name in ("subtitle", "youth_name", "state", "date", "recipient"):
        plan[name] = cut(plan[name], title_room, SIZE + 1)
    cover = ("subtitle", "youth_name", "state", "date", "recipient")
    plan["cover"] = {name: set_apart(plan[name]) for name in cover}
    plan["cover"]["title"] = heading_apart(plan["title"])
    plan["first_page"] = [_fact(fact, PANEL if is_sheet else PAGE) for fact in plan["first_page"]]
    plan["help_lines"] = [_fitted(line, PANEL - 16, SIZE) for line in plan["help_lines"]]
    for section in plan["sections"]:
        section["title"] = heading_apart(cut(section["title"], PAGE - 40, HEADING))
        section["parts"] = [_part(part) for part in section["parts"]]
    plan["sheets"] = [
        [[[_box(box) for box in panel] for panel in side] for side in sheet]
        for sheet in plan["sheets"]
    ]
    widths = [PAGE * share / 1000 - 2 * PADDING for share in OPEN_POINTS]
    for point in plan["open_points"]:
        point["may_break"] = _may_break(_height(point["text"], widths[0]))
        point["text"] = _fitted(point["text"], widths[0], SIZE)
        point["who"] = _fitted(point["who"], widths[1], SIZE)
    plan["layout"] = {
        "label": LABEL,
        "pair": [PAIR_LABEL, PAIR_TEXT] * 2,
        "open_points": OPEN_POINTS,
        "pair_on_sheet": PAIR_ON_SHEET,
    }
    return plan


def _part(part: Part) -> Part:
    kind = part["type"]
    if kind == "paragraph":
        return {**part, "text": _fitted(part["text"], PAGE, SIZE)}
    if kind == "heading":
        return {**part, "text": heading_apart(cut(part["text"], PAGE, SUBHEADING))}
    if kind == "picture":
        return {**part, "label": _fitted(part["label"], PAGE, SIZE), "image": ""}
    if kind == "bullets":
        items = [_fitted(item, PAGE - 16, SIZE) for item in part["items"]]
        return {**part, "label": _fitted(part["label"], PAGE, SIZE), "items": items}
    if kind == "said":
        return {**part, "lines": [_line(line) for line in part["lines"]]}
    if kind == "pairs":
        return {**part, "twos": [[_paired(fact) for fact in two] for two in part["twos"]]}
    if kind == "side_by_side":
        return _side_by_side(part)
    return _table(part)


def _line(line: Part) -> Part:
    left, right = LABEL * PAGE - 2 * PADDING, (1 - LABEL) * PAGE - 16
    found = {**line, "label": _fitted(line["label"], left, SIZE)}
    if line["type"] == "side_by_side":
        each = right / len(line["perspectives"]) - PADDING
        found["perspectives"] = [_voice(one, each, each) for one in line["perspectives"]]
        heights = [_height(one["text"], each) for one in line["perspectives"]]
        found["in_brief"] = all(_is_brief(one["text"]) for one in found["perspectives"])
    else:
        found = _voice(found, left, right)
        heights = [_height(line["label"], left), _height(line["text"], right)]
    found["tall"] = max(heights) > _TALL_ROW / 3
    return found


def _is_brief(text: Apart) -> bool:
    """Whether the text can stand behind the name of who says it, in the same line."""
    return isinstance(text, str) and len(text) <= _BRIEF


def _voice(one: Part, name_room: float, text_room: float) -> Part:
    found = {**one, "text": _fitted(one["text"], text_room, SIZE)}
    for name in ("speaker", "role"):
        if name in one:
            found[name] = _fitted(one[name], name_room, SIZE)
    return found


def _fact(fact: Part, page: float) -> Part:
    label = _fitted(fact["label"], LABEL * page - 3 * PADDING, SIZE)
    return {**fact, "label": label, "text": _fitted(fact["text"], (1 - LABEL) * page - 26, SIZE)}


def _paired(fact: Part) -> Part:
    label = _fitted(fact["label"], PAIR_LABEL * PAGE - 2 * PADDING, SIZE)
    return {
        **fact,
        "label": label,
        "text": _fitted(fact["text"], PAIR_TEXT * PAGE - 2 * PADDING, SIZE),
    }


def _side_by_side(part: Part) -> Part:
    """More voices than stand beside each other: a row for each."""
    left, right = LABEL * PAGE - 2 * PADDING, (1 - LABEL) * PAGE - 2 * PADDING
    voices = [_voice(one, left, right) for one in part["perspectives"]]
    for voice, one in zip(voices, part["perspectives"], strict=True):
        voice["may_break"] = _may_break(_height(one["text"], right))
    return {**part, "label": _fitted(part["label"], PAGE, SIZE), "perspectives": voices}


def _table(part: Part) -> Part:
    rows = [part["columns"], *part["rows"]]
    widths = column_widths(rows)
    rooms = [PAGE * width / 1000 - 2 * PADDING for width in widths]
    heights = [max(map(_height, row, rooms), default=1.0) for row in rows]
    whole = sum(heights) + _HEAD_LINES <= _WHOLE
    return {
        "type": "table",
        "label": _fitted(part["label"], PAGE / 2, SIZE),
        "speaker": _fitted(part["speaker"], PAGE / 2, SIZE),
        "columns": _cut_all(part["columns"], rooms),
        "rows": [
            [
                {"text": _fitted(cell["text"], room, TABLE_SIZE), "is_youth": cell["is_youth"]}
                for cell, room in zip(row, rooms, strict=True)
            ]
            for row in part["cells"]
        ],
        "widths": widths,
        "may_break": [whole or _may_break(height) for height in heights[1:]],
        "whole": whole,
    }


def _cut_all(row: Iterable[str], rooms: Sequence[float]) -> list[Apart]:
    return [_fitted(text, room, TABLE_SIZE) for text, room in zip(row, rooms, strict=True)]


def _fitted(text: str, room: float, size: float) -> Apart:
    """The text (without text: "") with its long words cut, as the template wants it."""
    return text and set_apart(cut(text, room, size))


def _may_break(height: float) -> bool:
    """Whether typst may end the page within a row so high (in lines): it is taller than a page, or
    so low that no page ends in it.
    """
    return height <= _LOW_ROW or height > _TALL_ROW


def _height(text: str, room: float) -> float:
    """In about how many lines the text fits."""
    per_line = max(room / (SIZE * _LETTER), 1.0)
    return sum(max(1.0, -(-len(line) // per_line)) for line in text.split("\n"))


def _box(box: Part) -> Part:
    room = PANEL - 2 * SHEET_PADDING - 2
    found = {
        name: box[name] and heading_apart(cut(box[name], room, SHEET_SIZE * 1.1))
        for name in ("group", "title")
    }
    return {**box, **found, "lines": [_sheet_line(line, room) for line in box["lines"]]}


def _sheet_line(line: Part, room: float) -> Part:
    if line["type"] == "picture":
        return {**line, "label": _fitted(line["label"], room, SHEET_SIZE), "image": ""}
    if line["type"] != "pair":
        return {**line, "text": _fitted(line["text"], room - 16, SHEET_SIZE)}
    label = _fitted(line["label"], PAIR_ON_SHEET * room - 4, SHEET_SIZE)
    rest = (1 - PAIR_ON_SHEET) * room - 8
    return {
        **line,
        "label": label,
        "texts": [_fitted(one["text"], rest, SHEET_SIZE) for one in line["texts"]],
    }
