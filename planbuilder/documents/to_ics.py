"""Agreements -> a calendar file (iCalendar, RFC 5545): whole days, no names but those in the agreement."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from planbuilder.interview.dates import first_day, last_day
from planbuilder.language import written_date
from planbuilder.plan.pictures.calendar import Task

if TYPE_CHECKING:
    from icalendar import Event

_STATUS = {"open": "CONFIRMED", "late": "CONFIRMED", "done": "CONFIRMED", "stopped": "CANCELLED"}
_CLOSING = "Dit staat in het plan. Wat hier verandert, verandert niet in het plan."


def to_ics(tasks: Sequence[Task], dossier_id: str, today: date) -> bytes:
    """The calendar of these agreements: a day on which each begins and a day on which it is done.

    What has no day is not in it. The same agreements give the same bytes; an event keeps its UID when
    its words or days change, so a calendar that gets the file again changes what it has.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//planbuilder//afspraken//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Afspraken uit het plan")
    for task in tasks:
        if task.start and task.start != task.due:
            calendar.add_component(_event(task, "start", dossier_id, today))
        if task.due:
            calendar.add_component(_event(task, "due", dossier_id, today))
    content: bytes = calendar.to_ical()
    return content


def _event(task: Task, which: str, dossier_id: str, today: date) -> Event:
    from icalendar import Event

    is_start = which == "start"
    given = task.start if is_start else task.due
    # Of a month or a year: the first day to begin, the last day to be done.
    day = first_day(given) if is_start else last_day(given)
    event = Event()
    event.add("uid", _uid(dossier_id, task, which))
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1) if day < date.max else day)
    word = "Begint" if is_start else "Klaar" if task.state == "done" else "Klaar op deze dag"
    event.add("summary", f"{word}: {_holdable(task.what)}")
    event.add("description", _holdable("\n".join(_described(task, given))))
    event.add("status", _STATUS[task.state])
    event.add("class", "PRIVATE")
    # Nobody is busy the whole day.
    event.add("transp", "TRANSPARENT")
    return event


def _described(task: Task, given: str) -> list[str]:
    lines = [f"Wie: {task.who}"] if task.who else []
    lines.append(f"Wanneer: {task.when}")
    if len(given) < len("2026-01-01"):
        lines.append(f"De precieze dag is nog niet bekend ({written_date(given)}).")
    if task.evidence:
        lines.append(f"Waaraan zien we het: {task.evidence}")
    return [*lines, _CLOSING]


def _uid(dossier_id: str, task: Task, which: str) -> str:
    """Always the same for this end of this agreement; nobody can read anything from it."""
    about = f"{dossier_id}\n{task.key}\n{which}"
    digest = hashlib.sha256(about.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{digest[:32]}@planbuilder.invalid"


def _holdable(text: str) -> str:
    """The text without what RFC 5545 has no place for: control characters and lone surrogates."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c if c in "\n\t" or not (ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000)
        else "\N{REPLACEMENT CHARACTER}"
        for c in plain
    )  # fmt: skip
