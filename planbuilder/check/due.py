"""When something is due, and how much is too much: the numbers of the settings, as days and limits."""

from __future__ import annotations

from datetime import date

from planbuilder.check.calendar import (
    days_after,
    months_after,
    partial_end,
    working_days_after,
)
from planbuilder.check.case import Case

_NEEDED = frozenset({"nodig, nog niet aangevraagd", "afgewezen"})
_ENROLLED = frozenset(
    {"stamschool", "stamschool én instellingsschool (dubbel)", "alleen instellingsschool"}
)


def due_days(case: Case, deadline: str, start: date) -> tuple[date, ...]:
    """The days on which this deadline falls when it counts from `start`; earliest first.

    One that the settings do not know never falls.
    """
    found = case.settings.deadlines.get(deadline)
    if found is None:
        return (date.max,)
    if found.months is not None:
        days = [months_after(start, found.months)]
    elif found.working_days is not None:
        days = [working_days_after(start, found.working_days)]
    else:
        days = [days_after(start, days) for days in found.days] or [date.max]
    if found.not_before_intake_days is not None and case.intake is not None:
        earliest = days_after(case.intake, found.not_before_intake_days)
        days = [max(day, earliest) for day in days]
    return tuple(sorted(days))


def due_day(case: Case, deadline: str, start: date) -> date:
    """The day on which this deadline falls, the last one where it has several."""
    return due_days(case, deadline, start)[-1]


def days_of_year(case: Case, deadline: str) -> tuple[date, ...]:
    """The days of last, this and next year on which a yearly deadline falls; earliest first."""
    found = case.settings.deadlines.get(deadline)
    if found is None:
        return ()
    years = range(case.today.year - 1, case.today.year + 2)
    days = [partial_end(f"{year:04d}-{day}") for year in years for day in found.each_year]
    return tuple(sorted(day for day in days if day is not None))


def threshold(case: Case, rule: str, otherwise: int) -> int:
    """The limit that the settings give this rule, else our own."""
    found = case.settings.thresholds.get(rule)
    return found.value if found is not None else otherwise


def permit_to_request(case: Case) -> str | None:
    """Who must request the admission permit (TLV) and how, when it is known to be needed and not there.

    None when it is not needed, valid, or requested already; "" when the route is not known.
    """
    said = case.options("ond_tlv")
    if not said & _NEEDED and not ("geldig" in said and permit_expires(case)):
        return None
    enrolment = case.options("ond_inschrijving_tijdens")
    enrolled = True if enrolment & _ENROLLED else False if "uitgeschreven" in enrolment else None
    route = case.settings.permit_route(enrolled=enrolled, valid_permit=False, needs_permit=True)
    return f"{route.outcome} {route.task}".strip() if route is not None else ""


def permit_expires(case: Case) -> bool:
    """True when the permit that is there stops before the youth leaves (or today)."""
    until = [partial_end(row.get("geldig_tot")) for row in case.rows("ond_tlv_wie")]
    known = [day for day in until if day is not None]
    return bool(known) and max(known) < max(case.today, case.leaving or case.today)
