"""Where a block that is a table follows another one: Word makes one table of two without anything between."""

from __future__ import annotations

from typing import Any

_SHOWN_AS_A_TABLE = frozenset({"facts", "table", "side_by_side"})


def tell_tables_apart(sections: list[dict[str, Any]]) -> None:
    """Give each block `after_table`: True where the block before it in its section is a table."""
    for section in sections:
        before = ""
        for block in section["blocks"]:
            block["after_table"] = before in _SHOWN_AS_A_TABLE
            before = block["type"]
