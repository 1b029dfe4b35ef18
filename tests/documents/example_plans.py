"""The plans of the example dossiers: of each kind the one that says most."""

from __future__ import annotations

from datetime import date
from functools import cache

from planbuilder.plan.model import Plan
from planbuilder.questionnaire.terms import PlanKind
from planbuilder.services.content import load_content
from planbuilder.services.examples import example_dossiers
from planbuilder.services.plans import orders_for, plan_for

TODAY = date(2026, 11, 22)
DOSSIERS = ("dewi", "imane", "martijn", "martijn_gaps", "milan")


@cache
def _fullest() -> dict[tuple[str, PlanKind], Plan]:
    content = load_content()
    found: dict[tuple[str, PlanKind], Plan] = {}
    for name, dossier in example_dossiers(content.questionnaire):
        for order in orders_for(dossier, content):
            made = plan_for(dossier, content, order, TODAY)
            if isinstance(made, str):
                continue
            plan, key = made[0], (name, order.kind)
            if key not in found or len(plan.texts()) > len(found[key].texts()):
                found[key] = plan
    return found


def example_plan(dossier: str, kind: PlanKind) -> Plan | None:
    """The plan of this kind with the most texts; None where this youth has no such plan."""
    return _fullest().get((dossier, kind))
