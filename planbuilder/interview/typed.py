"""What a person types, read as a value: Dutch dates and amounts, ja and nee, options."""

from __future__ import annotations

import re
from typing import Any

from planbuilder.errors import AnswerNotAccepted
from planbuilder.interview.dates import parse_date
from planbuilder.interview.values import check_amount, check_cell, check_value
from planbuilder.questionnaire.model import Column, Question
from planbuilder.questionnaire.terms import AnswerType

_YES = frozenset({"ja", "j", "yes", "y"})
_NO = frozenset({"nee", "n", "nee.", "no"})
_THOUSANDS = re.compile(r"(-?)(\d{1,3}(?:[. ]\d{3})+)(,\d{1,2})?")


def parse_typed(question: Question, text: str) -> Any:
    """The canonical value of what was typed; free text comes back exactly as typed.

    A person is read as a name alone; a table is asked row by row (`parse_cell`).
    Raises AnswerNotAccepted.
    """
    try:
        return check_value(question, _read(question, text))
    except AnswerNotAccepted as refused:
        refused.parameters.setdefault("question", question.id)
        raise


def parse_cell(column: Column, text: str) -> Any:
    """The canonical value of what was typed in one cell; raises AnswerNotAccepted."""
    try:
        return check_cell(column, _read(column, text))
    except AnswerNotAccepted as refused:
        refused.parameters.setdefault("column", column.text)
        raise


def _read(asked: Question | Column, text: str) -> Any:
    if asked.type in (AnswerType.TEXT, AnswerType.LONG_TEXT):
        return text
    if not text.strip():
        raise AnswerNotAccepted("answer_empty")
    match asked.type:
        case AnswerType.YES_NO:
            return _yes_no(text)
        case AnswerType.CHOICE:
            return _option(asked, text)
        case AnswerType.MULTI_CHOICE:
            return _options(asked, text)
        case AnswerType.SCALE:
            return _scale(text)
        case AnswerType.DATE:
            return parse_date(text)
        case AnswerType.AMOUNT:
            return _amount(text)
        case AnswerType.PERSON:
            return {"name": text}
        case _:
            raise AnswerNotAccepted("table_row_by_row")


def _yes_no(text: str) -> bool:
    word = text.strip().lower()
    if word not in _YES | _NO:
        raise AnswerNotAccepted("answer_not_yes_no", typed=text[:40])
    return word in _YES


def _scale(text: str) -> int:
    word = text.strip().removesuffix("/10").strip()
    if not (word.isascii() and word.isdigit() and 1 <= int(word[:9]) <= 10):
        raise AnswerNotAccepted("not_on_scale", typed=text[:40])
    return int(word)


def _amount(text: str) -> str:
    """12,50 and 12.50 are both twelve and a half; 1.234 is a thousand, as people write it here."""
    word = text.strip().removeprefix("€").strip().removesuffix("euro").strip()
    word = word.removesuffix(",-").removesuffix(",--").strip()
    if match := _THOUSANDS.fullmatch(word):
        word = match[1] + re.sub(r"[. ]", "", match[2]) + (match[3] or "")
    try:
        return check_amount(word.replace(",", "."))
    except AnswerNotAccepted:
        raise AnswerNotAccepted("amount_not_understood", typed=text[:40]) from None


def _option(asked: Question | Column, text: str) -> Any:
    """The option meant by its number or its words; what follows 'anders:' are own words."""
    word = text.strip()
    other = asked.other if isinstance(asked, Question) else ""
    for option in asked.options:
        if option.casefold() == word.casefold():
            return option
    if word.isascii() and word.isdigit() and 1 <= int(word[:4]) <= len(asked.options):
        return asked.options[int(word) - 1]
    words = text.lstrip()
    for opening in (other, "anders") if other else ():
        if words.lower().startswith(f"{opening.lower()}:"):
            return {"other": words[len(opening) + 1 :].removeprefix(" ")}
    return word


def _options(asked: Question | Column, text: str) -> list[Any]:
    """Options apart by ';' or a new line; by a comma only where the parts are all options."""
    parts = [part for part in re.split(r"[;\n]", text) if part.strip()]
    if len(parts) == 1 and "," in text:
        single = _option(asked, text)
        pieces = [_option(asked, part) for part in text.split(",") if part.strip()]
        if single not in asked.options and all(piece in asked.options for piece in pieces):
            return pieces
    return [_option(asked, part) for part in parts]
