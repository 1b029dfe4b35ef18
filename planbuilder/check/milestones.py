"""The deadlines of one pathway with the day on which each falls, and whether it was met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planbuilder.check.aftercare import MOMENTS, contact_days, contact_margin, moment_days
from planbuilder.check.calendar import days_after
from planbuilder.check.case import Case
from planbuilder.check.due import due_day
from planbuilder.check.functions import FUNCTIONS
from planbuilder.check.rule import Rule
from planbuilder.check.rules import Rules
from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.view import DossierView
from planbuilder.questionnaire.model import Questionnaire
from planbuilder.questionnaire.settings import Settings
from planbuilder.questionnaire.terms import Party

# What somebody can look forward to on their way, counted from coming in and from leaving.
_FROM_INTAKE = ("dl_perspective_3w", "dl_plan_6w")
_UNTIL_LEAVING = ("dl_exit_know", "dl_exit_plan", "dl_handover")
# Nobody can tell any more whether this was known in time once the youth has left.
_MOOT_AFTER_LEAVING = ("dl_exit_know",)
_CLOSEST = (Party.YOUTH, Party.CARE_PROVIDER)
# They make the plans along and answer for the youth, so they may know by when what will be there.
_RESPONSIBLE = (Party.PARENT, Party.GUARDIAN)


@dataclass(frozen=True, slots=True)
class Milestone:
    """One deadline; `rests_on` are the answers (question, voice) from which its day was counted."""

    rule: str
    due: date
    met: bool
    to: tuple[str, ...]
    questions: tuple[str, ...]
    rests_on: tuple[tuple[str, str], ...]


def milestones(
    dossier: Dossier,
    questionnaire: Questionnaire,
    settings: Settings,
    rules: Rules,
    today: date,
) -> tuple[Milestone, ...]:
    """The deadlines on this pathway whose day can be counted, in the order in which they fall.

    A deadline that the organisation's settings or rules do not have is not there.
    """
    case = Case(dossier, questionnaire, settings, today, rules.needs_content)
    found = [*_from_intake(case, rules), *_until_leaving(case, rules), *_aftercare(case, rules)]
    return tuple(sorted(found, key=lambda milestone: milestone.due))


def milestones_for(found: tuple[Milestone, ...], view: DossierView) -> tuple[Milestone, ...]:
    """Those that this recipient may know: for whom they are, and who may read what they rest on.

    One question of theirs is enough for who has to act: only the day is told, and whether it was
    met. Parents and a guardian, who need not act, may know all questions of it or are not told.
    """
    return tuple(
        milestone
        for milestone in found
        if set(milestone.rests_on) <= set(view.answers) and _is_for(milestone, view)
    )


def _is_for(milestone: Milestone, view: DossierView) -> bool:
    party, person = view.recipient.party, view.recipient.person
    is_director = person is not None and person == view.direction
    has_to_act = (
        party in _CLOSEST
        or party.value in milestone.to
        or ("director" in milestone.to and is_director)
    )
    if has_to_act:
        return not view.readable.isdisjoint(milestone.questions)
    return party in _RESPONSIBLE and view.readable.issuperset(milestone.questions)


def _from_intake(case: Case, rules: Rules) -> Iterator[Milestone]:
    if case.intake is not None:
        for rule in _known(case, rules, _FROM_INTAKE):
            yield _milestone(case, rule, case.intake, "basis_instroom")


def _until_leaving(case: Case, rules: Rules) -> Iterator[Milestone]:
    if case.leaving is not None:
        for rule in _known(case, rules, _UNTIL_LEAVING):
            if not (case.has_left and rule.id in _MOOT_AFTER_LEAVING):
                yield _milestone(case, rule, case.leaving, case.leaving_question)


def _aftercare(case: Case, rules: Rules) -> Iterator[Milestone]:
    """The moments after leaving; each is met by contact around it, before the next one."""
    left = case.left_on or case.leaving
    if left is None or case.is_closed or not case.leaving_question:
        return
    days, contacts = moment_days(case, left), contact_days(case)
    for number, rule in enumerate(_known(case, rules, MOMENTS)):
        since = days_after(days[rule.id], -contact_margin(days, rule.id))
        until = date.max
        if number + 1 < len(MOMENTS):
            following = MOMENTS[number + 1]
            until = days_after(days[following], -contact_margin(days, following))
        met = any(since <= contact < until for contact in contacts)
        rests_on = case.rests_on_fact(case.leaving_question)
        yield Milestone(rule.id, days[rule.id], met, rule.to, rule.questions, rests_on)


def _known(case: Case, rules: Rules, names: tuple[str, ...]) -> Iterator[Rule]:
    for name in names:
        if name in rules.rules and name in case.settings.deadlines:
            yield rules[name]


def _milestone(case: Case, rule: Rule, start: date, question: str) -> Milestone:
    is_open = any(True for _ in FUNCTIONS[rule.function](case, rule))
    due = due_day(case, rule.id, start)
    rests_on = case.rests_on_fact(question)
    return Milestone(rule.id, due, not is_open, rule.to, rule.questions, rests_on)
