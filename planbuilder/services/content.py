"""The field's content that everything works with: questions, settings, plan outlines and rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from planbuilder import resources
from planbuilder.check.rules import Rules, read_rules
from planbuilder.errors import InputInvalid
from planbuilder.plan.outline import Outline, outline_problems, read_outline
from planbuilder.questionnaire.model import Questionnaire
from planbuilder.questionnaire.reader import read_questionnaire
from planbuilder.questionnaire.settings import Settings, read_settings
from planbuilder.questionnaire.terms import PlanKind


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that non-programmers write and planbuilder reads."""

    questionnaire: Questionnaire
    settings: Settings
    outlines: Mapping[PlanKind, Outline]
    rules: Rules


@lru_cache(maxsize=4)
def load_content(folder: Path | None = None) -> Content:
    """The shipped content, with the files of an organisation's own folder laid over it.

    Raises InputInvalid with every problem of every file.
    """
    files = resources.read_shipped("questionnaires", overlay=folder)
    plans = {name: text for name, text in files.items() if name.startswith("plan_")}
    rules = {name: text for name, text in files.items() if name.startswith("rules_")}
    settings = {name: text for name, text in files.items() if name.startswith("settings")}
    rest = {
        name: text
        for name, text in files.items()
        if name not in plans and name not in rules and name not in settings
    }
    questionnaire = read_questionnaire(rest)
    outlines = [read_outline(text, name) for name, text in plans.items()]
    known_rules = read_rules(rules, questionnaire)
    problems = outline_problems(outlines, questionnaire, known_rules.rules)
    if problems:
        raise InputInvalid("outlines_not_valid", problems)
    return Content(
        questionnaire=questionnaire,
        settings=read_settings(settings),
        outlines={outline.kind: outline for outline in outlines},
        rules=known_rules,
    )
