"""A calendar file: whole days, the same bytes each time, texts as data, and nobody's name in an address."""

from __future__ import annotations

import re
from datetime import date

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures.hostile import texts

from planbuilder.documents.to_ics import to_ics
from planbuilder.plan.pictures.calendar import Task
from planbuilder.questionnaire.terms import Party

TODAY = date(2026, 11, 22)


def task(what: str = "Bellen", key: str = "@agreement.bellen", **more: str) -> Task:
    given = {"start": "2026-12-01", "due": "2026-12-20", "state": "open", "who": "Sam"} | more
    return Task(key=key, what=what, evidence="", party=Party.YOUTH, person="sam", **given)  # type: ignore[arg-type]


def events(*tasks: Task) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(to_ics(tasks, "kw7", TODAY)).walk("VEVENT"))


def test_an_agreement_is_a_day_to_begin_and_a_day_to_be_done() -> None:
    begin, end = events(task())
    assert str(begin["summary"]) == "Begint: Bellen"
    assert (begin.decoded("dtstart"), begin.decoded("dtend")) == (
        date(2026, 12, 1),
        date(2026, 12, 2),
    )
    assert str(end["summary"]) == "Klaar op deze dag: Bellen"
    assert end.decoded("dtstart") == date(2026, 12, 20)
    assert "VALUE=DATE" in to_ics([task()], "kw7", TODAY).decode()


def test_one_day_is_one_event_and_no_day_is_none() -> None:
    assert len(events(task(start=""))) == 1
    assert len(events(task(start="2026-12-20"))) == 1
    assert events(task(start="", due="")) == []


def test_of_a_month_it_is_the_last_day_to_be_done_and_that_is_said() -> None:
    (event,) = events(task(start="", due="2026-12"))
    assert event.decoded("dtstart") == date(2026, 12, 31)
    assert "nog niet bekend (december 2026)" in str(event["description"])


def test_what_was_stopped_disappears_from_a_calendar_that_has_it() -> None:
    first, again = events(task())[0], events(task(state="stopped"))[0]
    assert first["uid"] == again["uid"]
    assert (str(first["status"]), str(again["status"])) == ("CONFIRMED", "CANCELLED")


def test_an_event_keeps_its_id_when_its_words_change_and_no_two_share_one() -> None:
    kept = [event["uid"] for event in events(task())]
    assert [event["uid"] for event in events(task("Iets anders", due="2027-01-05"))] == kept
    other = [event["uid"] for event in events(task(key="@agreement.anders"))]
    elsewhere = icalendar.Calendar.from_ical(to_ics([task()], "kw8", TODAY)).walk("VEVENT")
    ids = [*kept, *other, *(event["uid"] for event in elsewhere)]
    assert len(set(ids)) == 6
    assert all(re.fullmatch(r"[0-9a-f]{32}@planbuilder\.invalid", uid) for uid in ids)


def test_nobody_is_invited_and_no_address_is_in_it() -> None:
    text = to_ics([task(who="Sam en Noor")], "kw7", TODAY).decode()
    assert not re.search(r"ATTENDEE|ORGANIZER|mailto|METHOD", text)
    assert "CLASS:PRIVATE" in text


@given(texts, texts)
def test_whatever_was_typed_is_one_text_and_adds_no_line(what: str, who: str) -> None:
    content = to_ics([task(what, who=who)], "kw7", TODAY)
    assert to_ics([task(what, who=who)], "kw7", TODAY) == content
    found = events(task(what, who=who))
    assert len(found) == 2
    assert {name for event in found for name in event} == {
        "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "CLASS", "DESCRIPTION", "STATUS", "TRANSP",
    }  # fmt: skip
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", line) for line in lines)


@pytest.mark.parametrize("text", ["a;b,c\\d\ne", "END:VEVENT\r\nBEGIN:VALARM", "  twee  spaties "])
def test_signs_that_mean_something_in_the_format_come_back_as_typed(text: str) -> None:
    (event,) = events(task(text, start=""))
    assert str(event["summary"]) == "Klaar op deze dag: " + text.replace("\r\n", "\n")


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_any_day_is_a_whole_day(day: date) -> None:
    (event,) = events(task(start="", due=day.isoformat()))
    assert event.decoded("dtstart") == day
