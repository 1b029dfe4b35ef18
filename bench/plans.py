"""The plans that are measured, all from the examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files

from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.dossier_file import read_dossier_file
from planbuilder.dossier.events import Event
from planbuilder.plan.model import Plan
from planbuilder.questionnaire.terms import Party, PlanKind
from planbuilder.services.content import Content, load_content
from planbuilder.services.examples import example_dossiers
from planbuilder.services.plans import orders_for, plan_for

TODAY = date(2026, 11, 22)


@cache
def content() -> Content:
    return load_content()


@cache
def examples() -> dict[str, Dossier]:
    return dict(example_dossiers(content().questionnaire))


def plan_of_kind(kind: PlanKind, party: Party, example: str) -> Plan:
    """An example's plan of this kind for this party."""
    dossier = examples()[example]
    order = next(o for o in orders_for(dossier, content(), [kind]) if o.recipient.party is party)
    made = plan_for(dossier, content(), order, TODAY)
    if isinstance(made, str):
        raise SystemExit(f"no {kind.value} for {party.value} of {example}: {made}")
    return made[0]


def nine_pages() -> Plan:
    """The exit plan for the school that Martijn goes to, with its gaps: nine pages in Word."""
    return plan_of_kind(PlanKind.EXIT_PLAN, Party.HOME_SCHOOL, "martijn_gaps")


def without_pictures(plan: Plan) -> Plan:
    """The plan with its words only."""
    shown = [
        replace(section, blocks=tuple(b for b in section.blocks if b.type != "picture"))
        for section in plan.sections
    ]
    return replace(plan, sections=tuple(section for section in shown if section.blocks))


def examples_as_events() -> list[list[Event]]:
    """The events of each example."""
    folder = files("planbuilder") / "examples"
    texts = [(one.name, one.read_text(encoding="utf-8")) for one in folder.iterdir()]
    return [
        list(read_dossier_file(text, name).events)
        for name, text in sorted(texts)
        if name.endswith(".yaml")
    ]
