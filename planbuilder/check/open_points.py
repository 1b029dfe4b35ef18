"""The open points that one recipient may read: nothing betrays what that recipient may not see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planbuilder.check.findings import Finding
from planbuilder.check.parties import NAME
from planbuilder.check.rules import OUTSIDE, Severity
from planbuilder.dossier.view import DossierView
from planbuilder.questionnaire.terms import Party

_CLOSEST = (Party.YOUTH, Party.CARE_PROVIDER)


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that is still to be settled: what, and who can, in the words for this recipient."""

    text: str
    who: str
    severity: Severity


def open_points(findings: Iterable[Finding], view: DossierView) -> tuple[OpenPoint, ...]:
    """The findings for the plan of this view, as its recipient may read them; each text once.

    A finding is left out as a whole when one of its questions, answers, agreements, people or
    parties is not in the view. Signals and deadlines reach only those whom they are for.
    """
    found: dict[str, OpenPoint] = {}
    for finding in findings:
        if finding.plans and view.plan is not None and view.plan not in finding.plans:
            continue
        if finding.counts_questions:
            finding = finding.only(view.readable)
        if not _may_know(finding, view):
            continue
        text = _words(finding, view)
        if text:
            found.setdefault(text, OpenPoint(text, _who(finding, view), finding.severity))
    return tuple(found.values())


def _may_know(finding: Finding, view: DossierView) -> bool:
    settled = finding.settled_by
    open_parties = {line.state.party for line in view.parties if line.is_open}
    agreements = {agreement.id for agreement in view.agreements}
    if not (settled.questions or settled.parties or settled.people):
        return False
    return (
        view.readable.issuperset(settled.questions)
        and set(finding.rests_on) <= set(view.answers)
        and agreements.issuperset(finding.agreements)
        and set(settled.people) <= set(view.people)
        and (bool(settled.questions) or open_parties.issuperset(settled.parties))
        and _is_for(finding, view)
    )


def _is_for(finding: Finding, view: DossierView) -> bool:
    recipient = view.recipient
    if finding.kind == "completeness" or recipient.party in _CLOSEST:
        return True
    if recipient.party.value in finding.to:
        return True
    is_director = recipient.person is not None and recipient.person == view.direction
    acts = recipient.person is not None and recipient.person in finding.settled_by.people
    return ("director" in finding.to and is_director) or ("executor" in finding.to and acts)


def _words(finding: Finding, view: DossierView) -> str:
    if view.recipient.party is Party.YOUTH:
        return finding.youth
    if view.recipient.party in OUTSIDE and finding.kind != "completeness" and finding.outside:
        # What goes outside the care team is a question, and never anything from an answer.
        return finding.outside
    return finding.what


def _who(finding: Finding, view: DossierView) -> str:
    """Who settles it: people by name, else parties; "" when the questions say enough."""
    people = [view.people[person].name for person in finding.settled_by.people]
    if people:
        return ", ".join(people)
    return ", ".join(NAME[party] for party in finding.settled_by.parties)
