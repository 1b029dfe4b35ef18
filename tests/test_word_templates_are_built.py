"""The Word templates that ship are what their sources make."""

from __future__ import annotations

import pytest

from planbuilder.questionnaire.terms import PlanKind
from planbuilder.resources import shipped_path
from tools.build_word_templates import template


@pytest.mark.parametrize("kind", [kind.value for kind in PlanKind])
def test_a_template_is_built_from_its_sources(kind: str) -> None:
    shipped = shipped_path("templates", f"{kind}/plan.docx").read_bytes()
    assert template(kind) == shipped, "run: python -m tools.build_word_templates"
