"""Reading values of any shape: what is not as expected counts as not there, never as an error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]


def chosen(value: Any) -> tuple[str, ...]:
    """The options in the value of a choice or a multiple choice; own words are no option."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple):
        return tuple(one for one in value if isinstance(one, str))
    return ()


def rows_in(value: Any) -> tuple[Row, ...]:
    """The rows of a table's value."""
    if not isinstance(value, list | tuple):
        return ()
    return tuple(row for row in value if isinstance(row, Mapping))


def text_in(row: Row, field: str) -> str:
    """The text in one field of a row or person; "" when there is none."""
    found = row.get(field)
    if isinstance(found, Mapping):
        found = found.get("name")
    return found if isinstance(found, str) else ""


def name_in(value: Any) -> str:
    """The name in the value of a question about a person; "" when there is none."""
    return text_in(value, "name") if isinstance(value, Mapping) else ""


def is_yes(value: Any) -> bool:
    """True for a value that says yes."""
    return value is True or (isinstance(value, str) and value.strip().casefold() == "ja")


def filled(rows: Iterable[Row], *columns: str) -> list[Row]:
    """The rows in which all these columns have something in them."""
    return [row for row in rows if all(row.get(one) not in (None, "", [], {}) for one in columns)]


def texts_in(value: Any) -> Iterable[str]:
    """Every text inside a value, however deep; not the names of fields."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_in(inner)
