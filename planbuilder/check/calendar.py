"""Counting days: calendar days and months for deadlines, working days where the rule says so."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from planbuilder.interview.dates import last_day


def partial_end(value: Any) -> date | None:
    """The last day that "2026", "2026-03" or "2026-03-14" can mean; None when it is no date."""
    if not isinstance(value, str) or not value.isascii():
        return None
    try:
        return last_day(value)
    except (ValueError, OverflowError):
        return None


def days_after(start: date, days: int) -> date:
    """So many calendar days later (earlier when negative), holidays included.

    Stops at the first and the last day that the calendar knows.
    """
    ordinal = start.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def months_after(start: date, months: int) -> date:
    """The same day so many months later, or the last day of a month that is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def working_days_after(start: date, days: int) -> date:
    """So many Mondays to Fridays later; public holidays count as working days."""
    day = start
    while days > 0 and day < date.max:
        day = days_after(day, 1)
        days -= day.weekday() < 5
    return day
