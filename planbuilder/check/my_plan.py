"""When the boxes of Mijn plan are filled."""

from __future__ import annotations

from collections.abc import Iterable

from planbuilder.check.case import Case
from planbuilder.check.hit import Hit
from planbuilder.check.reading import filled
from planbuilder.check.rule import Rule
from planbuilder.questionnaire.terms import Phase


def whom_i_call(case: Case, rule: Rule) -> Iterable[Hit]:
    """Box 7: the order of calling; before leaving is in sight, whom the youth can turn to is enough."""
    if filled(case.rows("veil_bel"), "naam"):
        return
    leaving = case.dossier.phase in (Phase.EXIT, Phase.AFTERCARE)
    if leaving or not case.is_settled("net_terecht"):
        yield Hit(questions=("veil_bel",) if leaving else ("net_terecht", "veil_bel"))
