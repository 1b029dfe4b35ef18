"""A plan as pandoc's document tree, in which a text is a leaf and never markup."""

from __future__ import annotations

from typing import Any

from planbuilder.documents.column_widths import column_widths
from planbuilder.documents.words import unbroken

Node = dict[str, Any]
_API_VERSION = [1, 23, 1]
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
_PLAIN = ["", [], []]
_HASTE = {"urgent": "Nu eerst", "action": "Nog doen", "info": "Goed om te weten"}


def pandoc_tree(plan: dict[str, Any]) -> Node:
    """The whole tree, as pandoc reads it with `--from=json`."""
    blocks = [
        _para([_strong(_line(plan["subtitle"]) + _str(" van ") + _line(plan["youth_name"]))]),
        _heading(1, _line(plan["title"])),
        _para(
            _str(f"Versie {plan['version']}, ")
            + _line(plan["state"])
            + _str(", ")
            + _line(plan["date"])
            + _str(". Voor: ")
            + _line(plan["recipient"])
        ),
        *_facts(plan["first_page"]),
    ]
    for section in plan["sections"]:
        blocks.append(_heading(2, _str(f"{section['number']}. ") + _line(section["title"])))
        for block in section["blocks"]:
            blocks += _block(block)
    blocks += _open_points(plan["open_points"])
    if plan["help_lines"]:
        blocks.append(_heading(2, _str("Hulp, voor nu of later")))
        blocks.append(_bullets(plan["help_lines"]))
    return {
        "pandoc-api-version": _API_VERSION,
        "meta": {
            "lang": {"t": "MetaString", "c": LANGUAGES[plan["language"]]},
        },
        "blocks": blocks,
    }


def _block(block: dict[str, Any]) -> list[Node]:
    match block["type"]:
        case "paragraph":
            return _said(block["text"])
        case "heading":
            return [_heading(3, _line(block["text"]))]
        case "quote":
            return [_spoken(block), {"t": "BlockQuote", "c": _quoted(block["text"])}]
        case "remark":
            return [_spoken(block), {"t": "BlockQuote", "c": _said(block["text"])}]
        case "side_by_side":
            return _side_by_side(block)
        case "facts":
            return _facts(block["facts"])
        case "table":
            label = _line(block["label"])
            if block["speaker"]:
                label += _str(" (") + _line(block["speaker"]) + _str(")")
            quoted = block["quoted"] or [[False] * len(row) for row in block["rows"]]
            rows = [
                [_quoted(text) if own else _said(text) for text, own in zip(*pair, strict=True)]
                for pair in zip(block["rows"], quoted, strict=True)
            ]
            return [
                *([_para([_strong(label)])] if label else []),
                _table(
                    [_line(column) for column in block["columns"]],
                    rows,
                    column_widths([block["columns"], *block["rows"]]),
                ),
            ]
        case "picture":
            return _picture(block)
        case _:
            label = _line(block["label"])
            return [*([_para([_strong(label)])] if label else []), _bullets(block["items"])]


def _picture(block: dict[str, Any]) -> list[Node]:
    """The picture where the format holds one; its words where it does not."""
    label = [_para([_strong(_line(block["label"]))])] if block["label"] else []
    if not block["image"]:
        return [*label, *_said(block["alternative"])]
    width = f"{block['width_mm']:g}mm"
    height = f"{block['height_mm']:g}mm"
    sizes = ["", [], [["width", width], ["height", height]]]
    words = _str(block["alternative"])
    image = {"t": "Image", "c": [sizes, words, [block["image"], block["label"]]]}
    return [*label, _para([image])]


def _spoken(block: dict[str, Any]) -> Node:
    who = _named(block)
    label = _str(": ") + _line(block["label"]) if block["label"] else []
    return _para([_strong(who), *label])


def _named(one: dict[str, Any]) -> list[Node]:
    role = one.get("role")
    return _line(one["speaker"]) + (_str(" (") + _line(role) + _str(")") if role else [])


def _side_by_side(block: dict[str, Any]) -> list[Node]:
    said = block["perspectives"]
    return [
        _para([_strong(_line(block["label"]))]),
        _table(
            [_named(one) for one in said],
            [[_quoted(one["text"]) if one["is_youth"] else _said(one["text"]) for one in said]],
        ),
    ]


def _facts(facts: list[dict[str, Any]]) -> list[Node]:
    """Each fact as a point of a list: its name in bold, its text after it."""
    points = []
    for fact in facts:
        first, *others = _said(fact["text"])
        name = [_strong(_line(fact["label"]) + _str(":")), *_str(" ")]
        points.append([_para(name + first["c"]), *others])
    return [{"t": "BulletList", "c": points}] if points else []


def _bullets(items: list[str]) -> Node:
    return {"t": "BulletList", "c": [_said(item) for item in items]}


def _open_points(points: list[dict[str, Any]]) -> list[Node]:
    if not points:
        return []
    rows = [[_said(p["text"]), _said(p["who"]), _said(_HASTE[p["severity"]])] for p in points]
    heads = [_str("Wat"), _str("Wie kan dit oplossen"), _str("Haast")]
    return [_heading(2, _str("Wat nog open staat")), _table(heads, rows)]


def _said(text: str) -> list[Node]:
    """A text as paragraphs: an empty line starts a new one, a line break stays one.

    Pandoc leaves out a paragraph that is empty; there the empty lines stay breaks.
    """
    parts: list[str] = []
    for part in unbroken(text).split("\n\n"):
        if parts and not (part and parts[-1]):
            parts[-1] += f"\n\n{part}"
        else:
            parts.append(part)
    return [_para(_line(part)) for part in parts]


def _quoted(text: str) -> list[Node]:
    said = _said(text)
    said[0]["c"].insert(0, {"t": "Str", "c": "“"})
    said[-1]["c"].append({"t": "Str", "c": "”"})
    return said


def _line(text: str) -> list[Node]:
    found: list[Node] = []
    for number, line in enumerate(unbroken(text).split("\n")):
        if number:
            found.append({"t": "LineBreak"})
        found += _str(line)
    return found


def _str(text: str) -> list[Node]:
    return [{"t": "Str", "c": str(text)}] if text else []


def _strong(inlines: list[Node]) -> Node:
    return {"t": "Strong", "c": inlines}


def _para(inlines: list[Node]) -> Node:
    return {"t": "Para", "c": inlines}


def _heading(level: int, inlines: list[Node]) -> Node:
    return {"t": "Header", "c": [level, _PLAIN, inlines]}


def _table(
    heads: list[list[Node]], rows: list[list[list[Node]]], widths: list[int] | None = None
) -> Node:
    def cell(blocks: list[Node]) -> list[Any]:
        return [_PLAIN, {"t": "AlignDefault"}, 1, 1, blocks]

    shares = widths or [1] * len(heads)
    head = [_PLAIN, [cell([{"t": "Plain", "c": one}]) for one in heads]]
    body = [_PLAIN, 0, [], [[_PLAIN, [cell(blocks) for blocks in row]] for row in rows]]
    return {
        "t": "Table",
        "c": [
            _PLAIN,
            [None, []],
            [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": one / sum(shares)}] for one in shares],
            [_PLAIN, [head]],
            [body],
            [_PLAIN, []],
        ],
    }
