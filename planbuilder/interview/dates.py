"""Dates of which only the year or the month may be known, read and written the Dutch way."""

from __future__ import annotations

import re
from datetime import date

from planbuilder.errors import AnswerNotAccepted

_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
MONTHS = tuple(_MONTHS.split())
# A date outside these years is a slip of the fingers, not a date in somebody's life.
FIRST_YEAR, LAST_YEAR = 1900, 2199

_CANONICAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})")
_IN_WORDS = re.compile(r"(?:(\d{1,2})\s*[-. ]?\s*)?([a-z]{3,9})\.?\s*[-, ]?\s*(\d{4})")


def check_date(value: object) -> str:
    """The date as "2026", "2026-03" or "2026-03-14"; refuses a day that is not in the calendar."""
    text = value.isoformat()[:10] if isinstance(value, date) else value
    if isinstance(text, int) and not isinstance(text, bool):
        text = str(text)
    match = _CANONICAL.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise AnswerNotAccepted("date_not_understood", typed=str(value))
    return _existing(*match.groups())


def parse_date(typed: str) -> str:
    """A date as a person types it: 14-3-2026, 14 maart 2026, maart 2026, 3-2026 or 2026."""
    text = " ".join(typed.split()).lower().strip(" .,")
    if not text.isascii():
        raise AnswerNotAccepted("date_not_understood", typed=typed)
    if match := _CANONICAL.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        return _existing(*match.groups())
    if match := _DAY_FIRST.fullmatch(text):
        return _existing(match[3], match[2], match[1])
    if match := _MONTH_YEAR.fullmatch(text):
        return _existing(match[2], match[1])
    match = _IN_WORDS.fullmatch(text)
    month = _month_number(match[2]) if match else None
    if match and month:
        return _existing(match[3], str(month), match[1])
    raise AnswerNotAccepted("date_not_understood", typed=typed)


def display_date(value: str) -> str:
    """The date written out: 14 maart 2026, maart 2026 or 2026; anything else as it is."""
    match = _CANONICAL.fullmatch(value)
    if match is None or not match[2] or not 1 <= int(match[2]) <= 12:
        return value
    written = f"{MONTHS[int(match[2]) - 1]} {match[1]}"
    return f"{int(match[3])} {written}" if match[3] else written


def first_day(value: str) -> date:
    """The first day that this date can mean: with only a year or a month known, its first day."""
    parts = [int(part) for part in value.split("-")]
    return date(*[*parts, 1, 1][:3])


def last_day(value: str) -> date:
    """The last day that this date can mean; for a birth date this gives the lowest age."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else 12
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _month_number(word: str) -> int | None:
    """1-12 for a Dutch month, whole or shortened to three letters or more (mrt for maart)."""
    if word == "mrt":
        return 3
    found = [number for number, month in enumerate(MONTHS, 1) if month.startswith(word)]
    return found[0] if len(found) == 1 else None


def _existing(year: str, month: str | None = None, day: str | None = None) -> str:
    typed = "-".join(part for part in (day, month, year) if part)
    try:
        found = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise AnswerNotAccepted("date_does_not_exist", typed=typed) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise AnswerNotAccepted("date_does_not_exist", typed=typed)
    return found.isoformat()[: 10 if day else 7 if month else 4]
