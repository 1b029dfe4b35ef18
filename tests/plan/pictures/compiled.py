"""What a picture is compiled from in these tests: a small dossier through the eyes of one reader."""

from __future__ import annotations

from plan.made import PP, content, view

from planbuilder.dossier.dossier import Dossier
from planbuilder.plan.material import Material
from planbuilder.questionnaire.terms import Party, PlanKind


def material(dossier: Dossier, whom: str | Party = "sam", kind: PlanKind = PP) -> Material:
    questionnaire, _, outlines = content()
    return Material(view(dossier, whom, kind), outlines[kind], questionnaire)
