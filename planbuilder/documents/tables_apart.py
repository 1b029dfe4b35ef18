"""Where a block that is a table follows another one: Word makes one table of two without anything between."""

from __future__ import annotations

from typing import Any

_SHOWN_AS_A_TABLE = frozenset({"facts", "table", "side_by_side", "said", "pairs"})


def tell_tables_apart(blocks: list[dict[str, Any]], title: str) -> None:
    """Give each block `after_table`, True where a table stands before it, and the `heading` above it.

    `title` is the heading where these blocks have none of their own.
    """
    before, heading = "", title
    for block in blocks:
        block["after_table"] = before in _SHOWN_AS_A_TABLE
        before = block["type"]
        heading = block["text"] if before == "heading" else heading
        block["heading"] = heading
