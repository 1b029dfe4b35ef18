"""Mijn plan as boxes on one sheet: each section a box, a section with several headings a row of boxes."""

from __future__ import annotations

from itertools import groupby
from typing import Any

_HEADINGS_FOR_A_GRID = 3


def spreads(sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The sections in their order as {title, columns, rows}; a row is a list of {title, blocks}.

    `title` is "" except above a grid of boxes that come from one section.
    """
    found: list[dict[str, Any]] = []
    for is_grid, group in groupby(sections, _is_grid):
        if is_grid:
            for section in group:
                found.append(_spread(section["title"], 3, _headed(section["blocks"])))
            continue
        boxes = [{"title": section["title"], "blocks": section["blocks"]} for section in group]
        even = len(boxes) - len(boxes) % 2
        if even:
            found.append(_spread("", 2, boxes[:even]))
        if boxes[even:]:
            found.append(_spread("", 1, boxes[even:]))
    return found


def _is_grid(section: dict[str, Any]) -> bool:
    headings = [block for block in section["blocks"] if block["type"] == "heading"]
    return len(headings) >= _HEADINGS_FOR_A_GRID


def _spread(title: str, columns: int, boxes: list[dict[str, Any]]) -> dict[str, Any]:
    rows = [boxes[at : at + columns] for at in range(0, len(boxes), columns)]
    return {"title": title, "columns": columns, "rows": rows}


def _headed(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    boxes: list[dict[str, Any]] = []
    for block in blocks:
        if block["type"] == "heading":
            boxes.append({"title": block["text"], "blocks": []})
        elif boxes:
            boxes[-1]["blocks"].append(block)
        else:
            boxes.append({"title": "", "blocks": [block]})
    return boxes
