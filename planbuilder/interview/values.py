"""What an answer may be: the canonical value per type of question, or a refusal that says why."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from planbuilder.errors import AnswerNotAccepted
from planbuilder.interview.dates import check_date
from planbuilder.questionnaire.model import Column, Question
from planbuilder.questionnaire.terms import AnswerType

# What is asked about a person, in this order; only the name is compulsory.
PERSON_FIELDS = ("name", "function", "organisation", "phone", "note")
LARGEST_AMOUNT = Decimal("9999999999.99")
_AMOUNT = re.compile(r"-?\d{1,10}(\.\d{1,2})?")


def check_value(question: Question, value: Any) -> Any:
    """The value in its canonical shape (see `Answer`); free text comes back exactly as it went in.

    Raises AnswerNotAccepted; its parameters name the question and at most what was typed just now.
    """
    try:
        return _CHECKS[question.type](question, value)
    except AnswerNotAccepted as refused:
        refused.parameters.setdefault("question", question.id)
        raise


def check_cell(column: Column, value: Any) -> Any:
    """The canonical value of one cell of a table; raises AnswerNotAccepted."""
    try:
        return _CHECKS[column.type](column, value)
    except AnswerNotAccepted as refused:
        refused.parameters.setdefault("column", column.text)
        raise


def check_amount(value: Any) -> str:
    """The amount in euro with two decimals, such as "12.50"; raises AnswerNotAccepted."""
    refused = AnswerNotAccepted("amount_not_understood", typed=str(value)[:40])
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise refused
    text = str(value)
    if not text.isascii() or not _AMOUNT.fullmatch(text):
        raise refused
    try:
        return f"{Decimal(text):.2f}"
    except InvalidOperation:
        raise refused from None


def _text(_: Question | Column, value: Any) -> str:
    if not isinstance(value, str):
        raise AnswerNotAccepted("answer_not_text")
    if not value.strip():
        raise AnswerNotAccepted("answer_empty")
    return value


def _yes_no(_: Question | Column, value: Any) -> bool:
    if not isinstance(value, bool):
        raise AnswerNotAccepted("answer_not_yes_no", typed=str(value)[:40])
    return value


def _choice(asked: Question | Column, value: Any) -> Any:
    if isinstance(value, Mapping):
        return _other(asked, value)
    if value in asked.options and isinstance(value, str):
        return value
    if value == _other_label(asked) and value:
        raise AnswerNotAccepted("other_without_words", option=value)
    raise AnswerNotAccepted("not_an_option", typed=str(value)[:80])


def _other(asked: Question | Column, value: Mapping[Any, Any]) -> dict[str, str]:
    if set(value) != {"other"} or not isinstance(value["other"], str):
        raise AnswerNotAccepted("not_an_option", typed="")
    if not _other_label(asked):
        raise AnswerNotAccepted("other_not_offered")
    if not value["other"].strip():
        raise AnswerNotAccepted("other_without_words", option=_other_label(asked))
    return {"other": value["other"]}


def _other_label(asked: Question | Column) -> str:
    return asked.other if isinstance(asked, Question) else ""


def _multi_choice(asked: Question | Column, value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise AnswerNotAccepted("not_a_list_of_options")
    chosen: list[Any] = []
    for one in value:
        checked = _choice(asked, one)
        if checked not in chosen:
            chosen.append(checked)
    if not chosen:
        raise AnswerNotAccepted("nothing_chosen")
    most = asked.max_choices if isinstance(asked, Question) else None
    if most is not None and len(chosen) > most:
        raise AnswerNotAccepted("too_many_choices", most=most, chosen=len(chosen))
    return chosen


def _scale(_: Question | Column, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 10:
        raise AnswerNotAccepted("not_on_scale", typed=str(value)[:40])
    return value


def _date(_: Question | Column, value: Any) -> str:
    return check_date(value)


def _amount(_: Question | Column, value: Any) -> str:
    return check_amount(value)


def _person(_: Question | Column, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise AnswerNotAccepted("person_not_fields")
    for field, words in value.items():
        if field not in PERSON_FIELDS:
            raise AnswerNotAccepted("person_field_unknown", field=str(field)[:40])
        if not isinstance(words, str):
            raise AnswerNotAccepted("answer_not_text")
    if not value.get("name", "").strip():
        raise AnswerNotAccepted("person_without_name")
    return {field: value[field] for field in PERSON_FIELDS if value.get(field, "")}


def _table(asked: Question | Column, value: Any) -> list[dict[str, Any]]:
    columns = asked.columns if isinstance(asked, Question) else ()
    if not isinstance(value, list | tuple):
        raise AnswerNotAccepted("table_not_rows")
    rows = [
        _row({column.id: column for column in columns}, row, n) for n, row in enumerate(value, 1)
    ]
    rows = [row for row in rows if row]
    if not rows:
        raise AnswerNotAccepted("answer_empty")
    return rows


def _row(columns: Mapping[str, Column], row: Any, number: int) -> dict[str, Any]:
    """The filled cells of a row, in the order of the columns."""
    if not isinstance(row, Mapping):
        raise AnswerNotAccepted("table_not_rows")
    for column in row:
        if column not in columns:
            raise AnswerNotAccepted("column_unknown", column=str(column)[:40], row=number)
    try:
        return {
            name: check_cell(column, row[name])
            for name, column in columns.items()
            if row.get(name) not in (None, "")
        }
    except AnswerNotAccepted as refused:
        refused.parameters.setdefault("row", number)
        raise


_CHECKS: Mapping[AnswerType, Callable[[Question | Column, Any], Any]] = {
    AnswerType.TEXT: _text,
    AnswerType.LONG_TEXT: _text,
    AnswerType.YES_NO: _yes_no,
    AnswerType.CHOICE: _choice,
    AnswerType.MULTI_CHOICE: _multi_choice,
    AnswerType.SCALE: _scale,
    AnswerType.DATE: _date,
    AnswerType.AMOUNT: _amount,
    AnswerType.PERSON: _person,
    AnswerType.TABLE: _table,
}
