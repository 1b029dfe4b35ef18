"""The plan that every engine makes: Imane's exit plan for her new school, and tables that grow."""

from __future__ import annotations

from typing import Any

from plan_template import MOST_COLUMNS

from planbuilder.plan.model import Plan


def choosing(plan: Plan) -> dict[str, Any]:
    """The plan for `CHOOSING`: each block says of itself what it is."""
    data = plan.as_data()
    sections = [
        {"blocks": [made for block in section["blocks"] for made in _blocks(block)]}
        for section in data["sections"]
    ]
    return _around(data, sections)


def looping(plan: Plan) -> dict[str, Any]:
    """The same plan for `LOOPING`: per section what was said, the rest as notes and rows."""
    data = plan.as_data()
    return _around(data, [_gathered(section["blocks"]) for section in data["sections"]])


def _around(data: dict[str, Any], sections: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        **{name: str(data[name]) for name in _PLAIN},
        "first_page": data["first_page"],
        "sections": [
            {"number": str(section["number"]), "title": section["title"], **inside}
            for section, inside in zip(data["sections"], sections, strict=True)
        ],
        "open_points": [
            {"text": point["text"], "who": point["who"], "haste": _HASTE[point["severity"]]}
            for point in data["open_points"]
        ],
        "help_lines": [{"text": line} for line in data["help_lines"]],
    }


def _gathered(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    notes, said, rows = [], [], []
    for block in blocks:
        match block["type"]:
            case "paragraph" | "heading":
                notes.append(block["text"])
            case "quote" | "remark":
                said.append({"who": _who(block), "text": block["text"]})
            case "side_by_side":
                said += [
                    {"who": _who({**one, "label": block["label"]}), "text": one["text"]}
                    for one in block["perspectives"]
                ]
            case "facts":
                rows += [[fact["label"], fact["text"], ""] for fact in block["facts"]]
            case "table":
                rows += [_three(row) for row in block["rows"]]
            case "bullets":
                notes += block["items"]
    return {
        "notes": [{"text": text} for text in notes],
        "said": said,
        "rows": [{f"c{n}": text for n, text in enumerate(row, 1)} for row in rows],
    }


def _three(row: list[str]) -> list[str]:
    first, second, *others = [*row, ""]
    return [first, second, " ".join(others)]


def _who(block: dict[str, Any]) -> str:
    role = f" ({block['role']})" if block.get("role") else ""
    return f"{block['speaker']}{role}: {block['label']}"


def grown(context: dict[str, Any], rows: int) -> dict[str, Any]:
    """A plan for `LOOPING` with one section: a table of so many rows."""
    row = {"c1": "Wat Sam wil & kan", "c2": "Tante Roos helpt mee,\nelke dinsdag", "c3": "1 maart"}
    section = {"number": "1", "title": "Afspraken", "notes": [], "said": [], "rows": [row] * rows}
    return {**context, "sections": [section]}


_PLAIN = ("subtitle", "youth_name", "title", "version", "state", "date", "recipient")
_HASTE = {"urgent": "Nu eerst", "action": "Nog doen", "info": "Goed om te weten"}
_FLAGS = (
    *(f"is_{name}" for name in "empty note body heading quote remark facts bullets".split()),
    *(f"is_table{columns}" for columns in range(2, MOST_COLUMNS + 1)),
)


def _flagged(flag: str, **fields: Any) -> dict[str, Any]:
    if flag not in _FLAGS:
        raise ValueError(f"the template of the benchmark has no branch {flag}")
    # Every engine gets every field, so that none has to look for what is missing.
    nothing = {"label": "", "who": "", "text": "", "rows": [], "facts": [], "items": []}
    head = _head([""] * MOST_COLUMNS)
    return {**dict.fromkeys(_FLAGS, False), **nothing, **head, flag: True, **fields}


def _blocks(block: dict[str, Any]) -> list[dict[str, Any]]:
    match block["type"]:
        case "paragraph":
            return [_flagged(f"is_{block['style']}", text=block["text"])]
        case "heading":
            return [_flagged("is_heading", text=block["text"])]
        case "quote" | "remark":
            return [_flagged(f"is_{block['type']}", who=_who(block), text=block["text"])]
        case "side_by_side":
            voices = block["perspectives"]
            columns = [f"{one['speaker']} {one['role']}" for one in voices]
            return _table(block["label"], columns, [[one["text"] for one in voices]])
        case "facts":
            return [_flagged("is_facts", facts=block["facts"])]
        case "table":
            return _table(block["label"], block["columns"], block["rows"])
        case "bullets":
            items = [{"text": item} for item in block["items"]]
            return [_flagged("is_bullets", items=items)]
    # Pictures: not every engine has them.
    return []


def _table(label: str, columns: list[str], rows: list[list[str]]) -> list[dict[str, Any]]:
    if len(columns) == 1:
        return [_flagged("is_bullets", items=[{"text": row[0]} for row in rows])]
    rows_of = [{f"c{number}": text for number, text in enumerate(row, 1)} for row in rows]
    return [_flagged(f"is_table{len(columns)}", label=label, **_head(columns), rows=rows_of)]


def _head(columns: list[str]) -> dict[str, str]:
    return {f"head_c{number}": text for number, text in enumerate(columns, 1)}
