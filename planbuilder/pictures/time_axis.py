"""A piece of calendar on a sheet: months side by side (or weeks, or years), and where a day is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
# No more columns than this, or their names would not fit.
_MOST = 14
# Up to so many days a column is a week.
_WEEKS = 70


@dataclass(frozen=True, slots=True)
class Column:
    """One week, month, quarter or year; `above` is the year where a new one begins, else ""."""

    first: date
    name: str
    above: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Columns of time from `left`, together `width` wide."""

    columns: tuple[Column, ...]
    end: date
    left: float
    width: float

    def at(self, day: date) -> float:
        """Where this day begins; days outside stand at the edge."""
        first = self.columns[0].first
        share = (day - first).days / max((self.end - first).days, 1)
        return self.left + self.width * min(max(share, 0.0), 1.0)

    def edges(self) -> list[float]:
        """Where each column begins, and where the last one ends."""
        return [*(self.at(column.first) for column in self.columns), self.left + self.width]


def axis_for(days: Sequence[date], left: float, width: float) -> Axis:
    """The columns that hold all of these days: weeks for a short time, else months, quarters, years."""
    first, last = min(days), max(days)
    starts = _starts(first, last)
    ends = starts.pop()
    is_weeks = len(starts) > 1 and (starts[1] - starts[0]).days == 7
    columns = []
    year = 0
    for start in starts:
        name = f"{start.day} {_MONTHS[start.month - 1]}" if is_weeks else _MONTHS[start.month - 1]
        if len(starts) > 1 and (starts[1] - starts[0]).days > 300:
            name = str(start.year)
        columns.append(Column(start, name, str(start.year) if start.year != year else ""))
        year = start.year
    return Axis(tuple(columns), ends, left, width)


def _starts(first: date, last: date) -> list[date]:
    """The first day of each column, and the day after the last one."""
    if (last - first).days <= _WEEKS:
        start = _earlier(first, first.weekday())
        weeks = (last - start).days // 7 + 1
        return [_later(start, 7 * at) for at in range(weeks + 1)]
    for months in (1, 3, 12):
        starts = _by_months(first, last, months)
        if len(starts) - 1 <= _MOST:
            return starts
    years = [date(year, 1, 1) for year in range(first.year, min(last.year + 2, 9999))]
    step = -(-len(years) // _MOST)
    return [*years[::step][:_MOST], date(min(last.year + 1, 9999), 1, 1)]


def _by_months(first: date, last: date, months: int) -> list[date]:
    begin = first.year * 12 + (first.month - 1) // months * months
    end = last.year * 12 + (last.month - 1) // months * months + months
    found = range(begin, end + 1, months)
    return [date(min(at // 12, 9999), at % 12 + 1, 1) for at in found]


def _later(day: date, days: int) -> date:
    return min(day, date.max - timedelta(days=days)) + timedelta(days=days)


def _earlier(day: date, days: int) -> date:
    return max(day, date.min + timedelta(days=days)) - timedelta(days=days)
