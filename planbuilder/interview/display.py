"""A stored value as Dutch text to read; a person's own words are never touched."""

from __future__ import annotations

import re
from typing import Any

from planbuilder.interview.dates import display_date
from planbuilder.questionnaire.model import Column, Question
from planbuilder.questionnaire.terms import AnswerType

_AMOUNT = re.compile(r"-?\d+\.\d{2}")


def display_value(question: Question, value: Any) -> str:
    """The value as text: dates written out, ja or nee, one line per row of a table.

    Never fails: an option that is no longer in the questionnaire, or a value from when the question
    had another type, stays readable as it is.
    """
    return _shown(question, value)


def display_cell(column: Column, value: Any) -> str:
    """One cell of a table as text."""
    return _shown(column, value)


def _shown(asked: Question | Column, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, str):
        return _shown_text(asked.type, value)
    if isinstance(value, dict):
        return _shown_fields(value)
    if isinstance(value, list | tuple):
        return _shown_list(asked, value)
    return str(value)


def _shown_text(kind: AnswerType, value: str) -> str:
    if kind is AnswerType.DATE:
        return display_date(value)
    if kind is AnswerType.AMOUNT and _AMOUNT.fullmatch(value):
        whole, cents = value.lstrip("-").split(".")
        sign = "-" if value.startswith("-") else ""
        return f"€ {sign}{int(whole):,}".replace(",", ".") + f",{cents}"
    return value


def _shown_fields(value: dict[Any, Any]) -> str:
    """Own words behind 'anders', or a person: name (function, organisation), phone, note."""
    if set(value) == {"other"}:
        return f"anders: {value['other']}"
    fields = {str(key): str(words) for key, words in value.items() if words not in (None, "")}
    if "name" not in fields:
        return "; ".join(f"{key}: {words}" for key, words in fields.items())
    about = ", ".join(fields[key] for key in ("function", "organisation") if key in fields)
    shown = fields.pop("name") + (f" ({about})" if about else "")
    rest = [words for key, words in fields.items() if key not in ("function", "organisation")]
    return ", ".join([shown, *rest])


def _shown_list(asked: Question | Column, value: list[Any] | tuple[Any, ...]) -> str:
    columns = asked.columns if isinstance(asked, Question) else ()
    if any(isinstance(row, dict) and set(row) != {"other"} for row in value):
        return "\n".join(_shown_row(columns, row) for row in value)
    return "; ".join(_shown(asked, one) for one in value)


def _shown_row(columns: tuple[Column, ...], row: Any) -> str:
    if not isinstance(row, dict):
        return str(row)
    known = {column.id: column for column in columns}
    ordered = [key for key in known if key in row] + [key for key in row if key not in known]
    return "; ".join(
        f"{known[key].text}: {_shown(known[key], row[key])}"
        if key in known
        else f"{key}: {row[key]}"
        for key in ordered
    )
