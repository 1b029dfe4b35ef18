"""Where each text of the PDF stands and how much room it has there; plan.typ draws by these numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from planbuilder.documents.column_widths import column_widths
from planbuilder.documents.long_words import cut
from planbuilder.questionnaire.terms import PlanKind

Part = dict[str, Any]

# In points. A4 is 595 wide, less the margins.
PAGE, PANEL = 510.2, 260.8
SIZE, TITLE, HEADING, SUBHEADING = 10.0, 22.0, 14.0, 11.5
SHEET_SIZE, SHEET_TITLE, SHEET_PADDING = 13.0, 19.0, 6.0
LOGO = 200.0
PADDING = 5.0
# Shares of the width: a label beside words, and two facts beside each other.
LABEL, PAIR_LABEL, PAIR_TEXT = 0.27, 0.2, 0.3
OPEN_POINTS = (560, 270, 170)
PAIR_ON_SHEET = 0.36

# Higher than this (in lines) a row may run on over the page; a lower block stays whole.
_TALL_ROW, _WHOLE = 26, 11
_LETTER, _HEAD_LINES = 0.53, 1.6


def lay_out(plan: dict[str, Any], has_logo: bool) -> dict[str, Any]:
    """The plan with its long words cut where they stand, and the widths that the template needs."""
    is_sheet = plan["kind"] == PlanKind.MY_PLAN
    title_room = (PANEL if is_sheet else PAGE) - (LOGO if has_logo else 0.0) - 2 * PADDING
    plan["title"] = cut(plan["title"], title_room, SHEET_TITLE if is_sheet else TITLE)
    for name in ("subtitle", "youth_name", "state", "date", "recipient"):
        plan[name] = cut(plan[name], title_room, SIZE + 1)
    plan["first_page"] = [_fact(fact, PANEL if is_sheet else PAGE) for fact in plan["first_page"]]
    plan["help_lines"] = [cut(line, PANEL - 16, SIZE) for line in plan["help_lines"]]
    for section in plan["sections"]:
        section["title"] = cut(section["title"], PAGE - 40, HEADING)
        section["parts"] = [_part(part) for part in section["parts"]]
    plan["panels"] = [[_box(box) for box in panel] for panel in plan["panels"]]
    widths = [PAGE * share / 1000 - 2 * PADDING for share in OPEN_POINTS]
    for point in plan["open_points"]:
        point["tall"] = _height(point["text"], widths[0]) > _TALL_ROW
        point["text"] = cut(point["text"], widths[0], SIZE)
        point["who"] = cut(point["who"], widths[1], SIZE)
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
        return {**part, "text": cut(part["text"], PAGE, SIZE)}
    if kind == "heading":
        return {**part, "text": cut(part["text"], PAGE, SUBHEADING)}
    if kind == "picture":
        return {**part, "label": cut(part["label"], PAGE, SIZE), "image": ""}
    if kind == "bullets":
        items = [cut(item, PAGE - 16, SIZE) for item in part["items"]]
        return {**part, "label": cut(part["label"], PAGE, SIZE), "items": items}
    if kind == "said":
        return {**part, "lines": [_line(line) for line in part["lines"]]}
    if kind == "pairs":
        return {**part, "twos": [[_paired(fact) for fact in two] for two in part["twos"]]}
    if kind == "side_by_side":
        return _side_by_side(part)
    return _table(part)


def _line(line: Part) -> Part:
    left, right = LABEL * PAGE - 2 * PADDING, (1 - LABEL) * PAGE - 16
    found = {**line, "label": cut(line["label"], left, SIZE)}
    if line["type"] == "side_by_side":
        each = right / len(line["perspectives"]) - PADDING
        found["perspectives"] = [_voice(one, each, each) for one in line["perspectives"]]
        heights = [_height(one["text"], each) for one in line["perspectives"]]
    else:
        found = _voice(found, left, right)
        heights = [_height(line["label"], left), _height(line["text"], right)]
    found["tall"] = max(heights) > _TALL_ROW / 3
    return found


def _voice(one: Part, name_room: float, text_room: float) -> Part:
    found = {**one, "text": cut(one["text"], text_room, SIZE)}
    for name in ("speaker", "role"):
        if name in one:
            found[name] = cut(one[name], name_room, SIZE)
    return found


def _fact(fact: Part, page: float) -> Part:
    label = cut(fact["label"], LABEL * page - 3 * PADDING, SIZE)
    return {**fact, "label": label, "text": cut(fact["text"], (1 - LABEL) * page - 26, SIZE)}


def _paired(fact: Part) -> Part:
    label = cut(fact["label"], PAIR_LABEL * PAGE - 2 * PADDING, SIZE)
    return {**fact, "label": label, "text": cut(fact["text"], PAIR_TEXT * PAGE - 2 * PADDING, SIZE)}


def _side_by_side(part: Part) -> Part:
    """More voices than stand beside each other: a row for each."""
    left, right = LABEL * PAGE - 2 * PADDING, (1 - LABEL) * PAGE - 2 * PADDING
    voices = [_voice(one, left, right) for one in part["perspectives"]]
    for voice, one in zip(voices, part["perspectives"], strict=True):
        voice["tall"] = _height(one["text"], right) > _TALL_ROW
    return {**part, "label": cut(part["label"], PAGE, SIZE), "perspectives": voices}


def _table(part: Part) -> Part:
    rows = [part["columns"], *part["rows"]]
    widths = column_widths(rows)
    rooms = [PAGE * width / 1000 - 2 * PADDING for width in widths]
    heights = [max(map(_height, row, rooms), default=1.0) for row in rows]
    return {
        **part,
        "label": cut(part["label"], PAGE / 2, SIZE),
        "speaker": cut(part["speaker"], PAGE / 2, SIZE),
        "columns": _cut_all(part["columns"], rooms),
        "rows": [
            [
                {**cell, "text": cut(cell["text"], room, SIZE)}
                for cell, room in zip(row, rooms, strict=True)
            ]
            for row in part["cells"]
        ],
        "widths": widths,
        "tall": [height > _TALL_ROW for height in heights[1:]],
        "whole": sum(heights) + _HEAD_LINES <= _WHOLE,
    }


def _cut_all(row: Iterable[str], rooms: Sequence[float]) -> list[str]:
    return [cut(text, room, SIZE) for text, room in zip(row, rooms, strict=True)]


def _height(text: str, room: float) -> float:
    """In about how many lines the text fits."""
    per_line = max(room / (SIZE * _LETTER), 1.0)
    return sum(max(1.0, -(-len(line) // per_line)) for line in text.split("\n"))


def _box(box: Part) -> Part:
    room = PANEL - 2 * SHEET_PADDING - 2
    found = {name: cut(box[name], room, SHEET_SIZE * 1.1) for name in ("group", "title")}
    return {**box, **found, "lines": [_sheet_line(line, room) for line in box["lines"]]}


def _sheet_line(line: Part, room: float) -> Part:
    if line["type"] == "picture":
        return {**line, "label": cut(line["label"], room, SHEET_SIZE), "image": ""}
    if line["type"] != "pair":
        return {**line, "text": cut(line["text"], room - 16, SHEET_SIZE)}
    label = cut(line["label"], PAIR_ON_SHEET * room - 4, SHEET_SIZE)
    rest = (1 - PAIR_ON_SHEET) * room - 8
    return {
        **line,
        "label": label,
        "texts": [cut(one["text"], rest, SHEET_SIZE) for one in line["texts"]],
    }
