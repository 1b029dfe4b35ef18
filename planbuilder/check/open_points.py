"""The open points that one recipient may read: nothing betrays what that recipient may not see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planbuilder.check.check import Finding
from planbuilder.check.parties import NAME
from planbuilder.check.rule import OUTSIDE, Severity
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
        mine = finding.only(view.readable) if finding.counts_questions else finding
        if finding.counts_questions and not mine.questions:
            continue
        text = _words(mine, view) if _may_know(mine, view) else ""
        if text:
            found.setdefault(text, OpenPoint(text, _who(mine, view), mine.severity))
    return tuple(found.values())


def _may_know(finding: Finding, view: DossierView) -> bool:
    open_parties = {line.state.party for line in view.parties if line.is_open}
    agreed = {agreement.id for agreement in view.agreements}
    # Who does an agreement reads that one, also without reading its life area.
    by_agreement = bool(finding.agreements) and agreed.issuperset(finding.agreements)
    if not (finding.questions or finding.parties or finding.people):
        return False
    return (
        (by_agreement or view.readable.issuperset(finding.questions))
        and set(finding.rests_on) <= set(view.answers)
        and agreed.issuperset(finding.agreements)
        and set(finding.people) <= set(view.people)
        and (bool(finding.questions) or open_parties.issuperset(finding.parties))
        and _is_for(finding, view)
    )


def _is_for(finding: Finding, view: DossierView) -> bool:
    recipient = view.recipient
    if finding.kind == "completeness" or recipient.party in _CLOSEST:
        return True
    if recipient.party.value in finding.to:
        return True
    is_director = recipient.person is not None and recipient.person == view.direction
    acts = recipient.person is not None and recipient.person in finding.people
    return ("director" in finding.to and is_director) or ("executor" in finding.to and acts)


def _words(finding: Finding, view: DossierView) -> str:
    if view.recipient.party is Party.YOUTH:
        return finding.youth
    if view.recipient.party in OUTSIDE and finding.kind != "completeness" and finding.outside:
        # What goes outside the care team is a question, and never anything from an answer.
        return finding.outside
    return finding.what


def _who(finding: Finding, view: DossierView) -> str:
    """Who settles it: people by name, else the parties; the youth is 'jij' in the youth's own plan."""
    people = [view.people[person].name for person in finding.people]
    own = view.recipient.party is Party.YOUTH
    parties = ["jij" if own and p is Party.YOUTH else NAME[p] for p in finding.parties]
    return ", ".join(people or parties)
