"""Rules that only look whether questions were answered: any of them, or all of them."""

from __future__ import annotations

from collections.abc import Iterable

from planbuilder.check.case import Case
from planbuilder.check.hit import Hit
from planbuilder.check.rule import Rule


def any_said(case: Case, rule: Rule) -> Iterable[Hit]:
    """A hit unless one of the questions has something to read, or all were declined."""
    questions = tuple(q for q in rule.questions if case.applies(q))
    if not has_any(case, *questions):
        yield Hit(questions=questions or rule.questions)


def all_settled(case: Case, rule: Rule) -> Iterable[Hit]:
    """A hit with the questions that apply and are not settled."""
    missing = case.unsettled(*rule.questions)
    if missing:
        yield Hit(questions=missing)


def has_any(case: Case, *questions: str) -> bool:
    """True when one has something to read, or when all were answered with 'rather not'.

    Why the second: what a youth does not want to say is finished, not missing.
    """
    if case.has_content(*questions):
        return True
    return bool(questions) and all(case.is_settled(question) for question in questions)
