"""Plans for tests: a few things that happened, and the plan that one person gets of it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.view import DossierView, view_for
from planbuilder.plan.compile import compile_plan, plan_is_possible
from planbuilder.plan.model import Block, Facts, OpenPoint, Picture, Plan, Section
from planbuilder.plan.outline import Outline, read_outline
from planbuilder.questionnaire.model import Questionnaire
from planbuilder.questionnaire.reader import read_questionnaire
from planbuilder.questionnaire.settings import Settings, read_settings
from planbuilder.questionnaire.terms import Party, PlanKind
from planbuilder.resources import read_shipped

TODAY = date(2026, 11, 22)
PP, UP = PlanKind.PERSPECTIVE_PLAN, PlanKind.EXIT_PLAN
OO, MP = PlanKind.SCHOOL_TRANSFER, PlanKind.MY_PLAN


@cache
def content() -> tuple[Questionnaire, Settings, dict[PlanKind, Outline]]:
    files = read_shipped("questionnaires")
    outlines = [read_outline(t, n) for n, t in files.items() if n.startswith("plan_")]
    rest = {n: t for n, t in files.items() if not n.startswith(("plan_", "rules_", "settings"))}
    settings = read_settings({"settings.yaml": files["settings.yaml"]})
    return read_questionnaire(rest), settings, {outline.kind: outline for outline in outlines}


def recipient(dossier: Dossier, whom: str | Party) -> Recipient:
    if isinstance(whom, Party):
        return Recipient(whom)
    return Recipient(dossier.people[whom].role.party, whom)


def view(dossier: Dossier, whom: str | Party, kind: PlanKind) -> DossierView:
    questionnaire, settings, _ = content()
    return view_for(dossier, recipient(dossier, whom), questionnaire, settings, TODAY, kind)


def plan(
    dossier: Dossier, whom: str | Party, kind: PlanKind = PP, findings: tuple[OpenPoint, ...] = ()
) -> Plan:
    questionnaire, settings, outlines = content()
    return compile_plan(
        view(dossier, whom, kind), outlines[kind], questionnaire, settings, findings
    )


def possible(dossier: Dossier, whom: str | Party, kind: PlanKind) -> str | None:
    return plan_is_possible(view(dossier, whom, kind), content()[2][kind])


def section(made: Plan, name: str) -> Section:
    found = {part.id: part for part in made.sections}
    assert name in found, (name, list(found))
    return found[name]


def has_section(made: Plan, name: str) -> bool:
    return name in {part.id for part in made.sections}


def blocks(made: Plan, kind: type[Any], name: str | None = None) -> list[Any]:
    parts = [section(made, name)] if name else made.sections
    return [block for part in parts for block in part.blocks if isinstance(block, kind)]


def block_with(made: Plan, text: str) -> Block:
    """The one block of text in which this stands; a picture may show it again."""
    written = [b for part in made.sections for b in part.blocks if not isinstance(b, Picture)]
    found = [b for b in written if text in repr(b)]
    assert len(found) == 1, found
    return found[0]


def everything(made: Plan) -> str:
    return "\n".join(made.texts())


def facts_of(made: Plan) -> dict[str, str]:
    inside = {f.label: f.text for block in blocks(made, Facts) for f in block.facts}
    return {fact.label: fact.text for fact in made.first_page} | inside
