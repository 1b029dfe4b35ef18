"""The blocks of a section condensed: what is short and follows each other becomes one list.

Why: a box of its own around every answer makes a plan of thirteen pages that nobody reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

Block = dict[str, Any]

# Two facts fit next to each other when neither label nor text is longer than this.
_SHORT_LABEL, _SHORT_TEXT = 24, 30
# A word of a label that is longer would be broken there.
_LONGEST_WORD = 16
# So many voices fit beside each other.
_MOST_VOICES = 4


def condensed(blocks: Iterable[Block]) -> list[Block]:
    """The same blocks in fewer; no text is left out.

    "said" has `lines`: quotes, remarks, facts and comparisons in a row, each {type, label, text,
    speaker, role, is_youth} ("side_by_side" has `perspectives`). "pairs" has `twos`: two short
    facts (the second of the last may have empty texts). Every other block stays as it is.
    """
    return list(_condensed(blocks))


def _condensed(blocks: Iterable[Block]) -> Iterator[Block]:
    for kind, run in groupby(_lines(blocks), lambda line: line[0]):
        found = [line for _, line in run]
        if kind == "short" and len(found) > 1:
            yield {"type": "pairs", "twos": _in_twos(found)}
        elif kind == "block":
            yield from map(_whole, found)
        else:
            yield {"type": "said", "lines": found}


def _whole(block: Block) -> Block:
    """The block; a table also with its `cells`, each {text, is_youth, column}."""
    if block["type"] != "table":
        return {**block}
    quoted = block["quoted"] or [[False] * len(row) for row in block["rows"]]
    cells = [
        [
            {"text": text, "is_youth": own, "column": column}
            for text, own, column in zip(*pair, block["columns"], strict=True)
        ]
        for pair in zip(block["rows"], quoted, strict=True)
    ]
    return {**block, "cells": cells}


def _lines(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    """Each line that can stand in a list, and each block that can't, with where it belongs."""
    found = list(_each(blocks))
    for at, (kind, line) in enumerate(found):
        beside = [found[other][0] for other in (at - 1, at + 1) if 0 <= other < len(found)]
        # One short fact alone joins the list that it stands in.
        yield ("line" if kind == "short" and "short" not in beside else kind), line


def _each(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    for block in blocks:
        if block["type"] == "quote":
            yield "line", {**block, "role": "", "is_youth": True}
        elif block["type"] == "remark":
            yield "line", {**block, "is_youth": False}
        elif block["type"] == "facts":
            for fact in block["facts"]:
                kind = "short" if _is_short(fact) else "line"
                yield kind, {**fact, "type": "fact", "speaker": "", "role": "", "is_youth": False}
        elif block["type"] == "side_by_side" and len(block["perspectives"]) <= _MOST_VOICES:
            yield "line", block
        else:
            yield "block", block


def _is_short(fact: Block) -> bool:
    return (
        len(fact["label"]) <= _SHORT_LABEL
        and all(len(word) <= _LONGEST_WORD for word in fact["label"].split())
        and len(fact["text"]) <= _SHORT_TEXT
        and "\n" not in fact["text"]
    )


def _in_twos(facts: list[Block]) -> list[list[Block]]:
    plain = [{"type": "fact", "label": fact["label"], "text": fact["text"]} for fact in facts]
    if len(plain) % 2:
        plain.append({"type": "fact", "label": "", "text": ""})
    return [plain[at : at + 2] for at in range(0, len(plain), 2)]
