"""What is still missing in a dossier, as findings, as text for a person and as data for a program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from planbuilder.check.check import Finding, as_data, check
from planbuilder.check.rules import rules_as_data
from planbuilder.dossier.dossier import Dossier
from planbuilder.questionnaire.terms import PlanKind
from planbuilder.services.content import Content

_SIGNS = {"urgent": "!!", "action": "! ", "info": "i "}


def findings_for(
    dossier: Dossier, content: Content, kinds: Sequence[PlanKind], today: date
) -> tuple[Finding, ...]:
    """The findings for these kinds of plan, or for those that make sense now; each finding once."""
    found: dict[tuple[object, ...], Finding] = {}
    for kind in kinds or (None,):
        for finding in check(
            dossier, content.questionnaire, content.settings, content.rules, today, kind
        ):
            found.setdefault((finding.rule, finding.what), finding)
    return tuple(found.values())


def findings_as_text(findings: Sequence[Finding], as_json: bool = False) -> str:
    """The findings in plain words, the urgent ones first, or as JSON."""
    if as_json:
        return json.dumps(as_data(findings), ensure_ascii=False, indent=2)
    if not findings:
        return "Er zijn geen open punten."
    order = {"urgent": 0, "action": 1, "info": 2}
    lines = []
    for finding in sorted(findings, key=lambda f: order[f.severity]):
        lines.append(f"{_SIGNS[finding.severity]} {finding.what}  [{finding.rule}]")
        lines.append(f"     {finding.why}")
        if finding.settled_by:
            lines.append(f"     Lost dit op: {', '.join(finding.settled_by)}")
    blocking = sum(finding.blocks for finding in findings)
    lines.append("")
    lines.append(
        f"{len(findings)} punten, waarvan {blocking} die in de weg staan van een compleet plan."
    )
    return "\n".join(lines)


def rules_as_text(content: Content, as_json: bool = False) -> str:
    """All rules with their source and severity."""
    if as_json:
        return json.dumps(rules_as_data(content.rules), ensure_ascii=False, indent=2)
    return "\n".join(f"{rule.id:28} {rule.severity:7} {rule.source}" for rule in content.rules)


def questions_in_use(content: Content) -> frozenset[str]:
    """The questions that some plan or check works with."""
    used = {question for outline in content.outlines.values() for question in outline.feeds}
    used |= {question for rule in content.rules for question in rule.questions}
    used |= set(content.settings.sharing)
    return frozenset(used)
