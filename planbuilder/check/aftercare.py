"""Aftercare: the agreed moments, the contacts there were, and what asks for attention after leaving."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from planbuilder.check.calendar import days_after, partial_end
from planbuilder.check.case import Case
from planbuilder.check.due import due_day, threshold
from planbuilder.check.hit import Hit
from planbuilder.check.reading import filled, is_yes
from planbuilder.check.rule import Rule
from planbuilder.questionnaire.terms import Phase, Role

MOMENTS: tuple[str, ...] = (
    "dl_after_w1",
    "dl_after_w2",
    "dl_after_w6",
    "dl_after_m3",
    "dl_after_m6",
    "dl_after_m12",
    "dl_after_m18",
    "dl_after_m24",
)
# A contact this many days before a moment still counts for it, if the moments are that far apart.
_MARGIN = 14
_MISSED_TWICE = "gemist 2x of meer"
_MISSED = "gemist 1x"
_REACHED = "gelukt"


def moment_days(case: Case, left: date) -> Mapping[str, date]:
    """The day of each aftercare moment after this day of leaving."""
    return {moment: due_day(case, moment, left) for moment in MOMENTS}


def contact_margin(days: Mapping[str, date], moment: str) -> int:
    """How many days before a moment a contact still counts for it, and not for the one before."""
    place = MOMENTS.index(moment)
    if place == 0:
        return 3
    gap = (days[moment] - days[MOMENTS[place - 1]]).days
    return max(0, min(_MARGIN, gap // 2))


def contact_days(case: Case) -> tuple[date, ...]:
    """The days after leaving on which there was contact, as far as it was written down."""
    if case.left_on is None:
        return ()
    days = [
        partial_end(row.get("datum"))
        for row in case.rows("naz_momenten")
        if is_yes(row.get("gedaan"))
    ]
    for question, voice in [*case.dossier.answers]:
        if not question.startswith("naz_") or question in ("naz_momenten", "naz_coordinator"):
            continue
        person = case.dossier.people.get(voice)
        key = (question, voice)
        for answer in (*case.dossier.history.get(key, ()), case.dossier.answers[key]):
            by_youth = person is not None and person.role is Role.YOUTH and answer.has_content
            if by_youth or answer.value == _REACHED:
                days.append(answer.answered_at.date())
    return tuple(sorted(d for d in days if d is not None and case.left_on <= d <= case.today))


def aftercare_moment(case: Case, rule: Rule) -> Iterable[Hit]:
    """One moment, due until the next one is; done when there was contact around or after it."""
    if case.left_on is None or case.is_closed:
        return
    days = moment_days(case, case.left_on)
    due, place = days[rule.id], MOMENTS.index(rule.id)
    if place + 1 < len(MOMENTS) and case.today >= days[MOMENTS[place + 1]]:
        return
    since = days_after(due, -contact_margin(days, rule.id))
    if not any(contact >= since for contact in contact_days(case)):
        yield Hit(due=due, rests_on=case.rests_on_fact("basis_uitstroom"))


def contact_missed(case: Case, rule: Rule) -> Iterable[Hit]:
    """So many contacts in a row failed, as the professional wrote down."""
    if case.is_closed:
        return
    for answer in case.answers("naz_contact_status"):
        earlier = case.dossier.history.get((answer.question, answer.voice), ())
        row = 0
        for one in (*earlier, answer):
            row = row + 1 if one.value == _MISSED else 0
        missed = 2 if answer.value == _MISSED_TWICE else row
        if missed >= threshold(case, rule.id, 2):
            yield Hit(rests_on=((answer.question, answer.voice),))
            return


def out_of_sight(case: Case, rule: Rule) -> Iterable[Hit]:
    """No contact for longer than the threshold since leaving or since the last contact."""
    if case.left_on is None or case.is_closed:
        return
    last = max(contact_days(case), default=case.left_on)
    if (case.today - last).days > threshold(case, rule.id, 42):
        yield Hit(rests_on=case.rests_on_fact("basis_uitstroom"))


def moved(case: Case, rule: Rule) -> Iterable[Hit]:
    """The youth moved or the municipality changed, and the regisseur was not settled again since."""
    changed = [
        (answer.answered_at.date(), (answer.question, answer.voice))
        for answer in case.answers("naz_verhuisd")
        # The youth is asked "still at the same address?", the professional "moved?".
        if answer.value is (case.role_of(answer) is not Role.YOUTH) and answer.has_content
    ]
    for answer in case.answers("basis_gemeente"):
        earlier = case.dossier.history.get((answer.question, answer.voice), ())
        said = [one for one in earlier if one.has_content]
        if answer.has_content and said and said[-1].value != answer.value:
            changed.append((answer.answered_at.date(), (answer.question, answer.voice)))
    since = partial_end(case.dossier.direction.since)
    handed_over = any(
        row.get("reden") == "verhuizing"
        for row in filled(case.rows("reg_overdracht"), "bevestigd_op")
    )
    still_open = [place for day, place in changed if since is None or since < day]
    if still_open and not handed_over:
        yield Hit(rests_on=tuple(still_open))


def help_not_started(case: Case) -> bool:
    """True when, after leaving, the help that was agreed did not start."""
    return case.dossier.phase is Phase.AFTERCARE and "nee" in case.options("naz_gestart")
