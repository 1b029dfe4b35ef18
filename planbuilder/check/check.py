"""Findings: what the rules found in a dossier, in words, with who or which question settles it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from planbuilder.check.calendar import days_after
from planbuilder.check.case import Case
from planbuilder.check.functions import FUNCTIONS
from planbuilder.check.hit import Hit
from planbuilder.check.rule import Kind, Rule, Severity
from planbuilder.check.rules import Rules
from planbuilder.check.settled_by import in_words, parties_asked
from planbuilder.check.signals import leaving_is_in_sight
from planbuilder.dossier.dossier import Dossier
from planbuilder.interview.dates import display_date
from planbuilder.questionnaire.model import Questionnaire
from planbuilder.questionnaire.settings import Settings
from planbuilder.questionnaire.terms import LifeArea, Party, PlanKind

# A deadline that falls within so many days is announced.
_ANNOUNCED = 14
_WEIGHT: Mapping[str, int] = {"urgent": 0, "action": 1, "info": 2}
# The finding counts the questions that it names, so that it can be told for fewer of them.
_COUNT = "aantal"

Timing = Literal["", "coming", "today", "passed"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is open, in Dutch.

    `what` is for professionals, `youth` for the youth ("": not told), `outside` for the parties
    outside the care team ("": not for them); `why` is the source in plain words. `blocks`: the plan
    may not be called complete. `questions`, `parties` and `people` (ids) settle it, `settled_by`
    says so in words. `slots` fill the wordings; `rests_on` (question, voice) and `agreements` are
    what it was read from.
    """

    rule: str
    kind: Kind
    severity: Severity
    blocks: bool
    wording: str
    youth_wording: str
    outside: str
    why: str
    source: str
    to: tuple[str, ...]
    questions: tuple[str, ...]
    parties: tuple[Party, ...]
    people: tuple[str, ...]
    settled_by: tuple[str, ...]
    plans: tuple[PlanKind, ...] = ()
    slots: tuple[tuple[str, str], ...] = ()
    life_area: LifeArea | None = None
    due: date | None = None
    timing: Timing = ""
    rests_on: tuple[tuple[str, str], ...] = ()
    agreements: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        """What is open, for professionals."""
        return _fill(self.wording, self.slots)

    @property
    def youth(self) -> str:
        """The same for the youth; "" when the youth is not bothered with it."""
        return _fill(self.youth_wording, self.slots)

    def only(self, questions: Iterable[str]) -> Finding:
        """The same finding about these of its questions, and counting only those."""
        kept = set(questions)
        mine = tuple(question for question in self.questions if question in kept)
        slots = tuple((n, str(len(mine)) if n == _COUNT else text) for n, text in self.slots)
        return replace(self, questions=mine, slots=slots)

    @property
    def counts_questions(self) -> bool:
        """True when it tells how many questions are open, so that it can be told for fewer."""
        return any(name == _COUNT for name, _ in self.slots)


def check(
    dossier: Dossier,
    questionnaire: Questionnaire,
    settings: Settings,
    rules: Rules,
    today: date,
    plan: PlanKind | None = None,
) -> tuple[Finding, ...]:
    """What is open in this dossier on this day: urgent first, then by plan, then as the rules stand.

    With a plan kind only what concerns that plan; without one everything for the plans that are in
    play now (the exit plan and the school version from when leaving is in sight).
    """
    case = Case(dossier, questionnaire, settings, today, rules.needs_content)
    wanted = {plan} if plan else set(kinds_in_play(case))
    found = []
    for rule in rules:
        # A deadline or signal may come before the plan that it belongs to is in play.
        early = plan is None and rule.kind != "completeness" and not rule.blocks
        if rule.plans and not wanted & set(rule.plans) and not early:
            continue
        for hit in FUNCTIONS[rule.function](case, rule):
            finding = _finding(case, rules, rule, hit)
            if finding is not None:
                found.append(finding)
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[int, int]:
    plans = [tuple(PlanKind).index(plan) for plan in finding.plans]
    return _WEIGHT[finding.severity], min(plans, default=len(PlanKind))


def kinds_in_play(case: Case) -> tuple[PlanKind, ...]:
    """The plans that make sense now."""
    leaving = leaving_is_in_sight(case)
    always = (PlanKind.PERSPECTIVE_PLAN, PlanKind.MY_PLAN)
    return tuple(k for k in PlanKind if k in always or leaving or case.plan_is_made(k))


def is_complete(findings: Iterable[Finding], plan: PlanKind) -> bool:
    """True when nothing is open that keeps this plan from being called complete."""
    return not any(f.blocks and (not f.plans or plan in f.plans) for f in findings)


def incomplete_plans(findings: Iterable[Finding]) -> tuple[PlanKind, ...]:
    """The plans that may not be called complete, in their usual order."""
    told = tuple(findings)
    return tuple(kind for kind in PlanKind if not is_complete(told, kind))


def as_data(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """The findings as plain values, for `--json`."""
    return [
        {
            "rule": finding.rule,
            "kind": finding.kind,
            "severity": finding.severity,
            "blocks": finding.blocks,
            "plans": [plan.value for plan in finding.plans],
            "what": finding.what,
            "why": finding.why,
            "source": finding.source,
            "youth": finding.youth,
            "to": list(finding.to),
            "settled_by": {
                "questions": list(finding.questions),
                "parties": [party.value for party in finding.parties],
                "people": list(finding.people),
            },
            "life_area": finding.life_area.value if finding.life_area else None,
            "due": finding.due.isoformat() if finding.due else None,
            "timing": finding.timing or None,
        }
        for finding in findings
    ]


def _finding(case: Case, rules: Rules, rule: Rule, hit: Hit) -> Finding | None:
    timing: Timing = ""
    severity: Severity = hit.severity or rule.severity
    wording = rule.text
    slots = hit.slots
    if rule.kind == "deadline" and hit.due is not None:
        if hit.due > days_after(case.today, _ANNOUNCED):
            return None
        timing = _timing(hit.due, case.today)
        severity = "info" if timing == "coming" else severity
        wording = rules.timing[timing] + rule.text
        days = abs((hit.due - case.today).days)
        slots = (*slots, ("datum", display_date(hit.due.isoformat())), ("dagen", str(days)))
    questions = tuple(dict.fromkeys(rule.questions if hit.questions is None else hit.questions))
    parties = rule.parties if hit.parties is None else hit.parties
    parties = parties or parties_asked(case, questions)
    return Finding(
        rule=rule.id,
        kind=rule.kind,
        severity=severity,
        blocks=rule.blocks,
        wording=wording,
        youth_wording=rule.youth,
        outside=rule.outside,
        why=rule.why,
        source=rule.source,
        to=rule.to,
        questions=questions,
        parties=parties,
        people=hit.people,
        settled_by=in_words(case, questions, parties, hit.people),
        plans=(hit.plan,) if hit.plan else rule.plans,
        slots=slots,
        life_area=hit.life_area,
        due=hit.due,
        timing=timing,
        rests_on=tuple(dict.fromkeys(hit.rests_on)),
        agreements=hit.agreements,
    )


def _timing(due: date, today: date) -> Timing:
    if due > today:
        return "coming"
    return "today" if due == today else "passed"


def _fill(wording: str, slots: tuple[tuple[str, str], ...]) -> str:
    """The wording with its slots; what stands in braces inside a slot's text stays as typed."""
    parts = wording.split("{")
    values = dict(slots)
    filled = [parts[0]]
    for part in parts[1:]:
        name, closed, rest = part.partition("}")
        filled.append(values.get(name, "…") + rest if closed else part)
    return "".join(filled)
