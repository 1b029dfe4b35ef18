"""A Hit: one place in a dossier where a rule found something; the rule's wording makes it a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from planbuilder.check.case import Case
from planbuilder.check.rule import Rule, Severity
from planbuilder.questionnaire.terms import LifeArea, Party, PlanKind


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule's function found.

    `questions`, `parties` and `people` tell what settles it (None: as the rule says). `slots` fill
    the wording. `rests_on` are the answers, `agreements` the agreements that it was read from: who
    may not read those may not learn of the finding either. `due` is the day a deadline falls.
    """

    questions: tuple[str, ...] | None = None
    parties: tuple[Party, ...] | None = None
    people: tuple[str, ...] = ()
    slots: tuple[tuple[str, str], ...] = ()
    rests_on: tuple[tuple[str, str], ...] = ()
    agreements: tuple[str, ...] = ()
    life_area: LifeArea | None = None
    due: date | None = None
    severity: Severity | None = None
    plan: PlanKind | None = None


Function = Callable[[Case, Rule], Iterable[Hit]]
