"""Whom the youth calls: first, then, and always."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.interview.display import display_value
from planbuilder.plan.answers import facts_said, is_fed
from planbuilder.plan.direction import QUESTION, director_facts
from planbuilder.plan.material import Material
from planbuilder.plan.model import Block, Fact, Facts
from planbuilder.plan.outline import Part
from planbuilder.plan.sources import answer_source
from planbuilder.plan.tables import table_blocks
from planbuilder.questionnaire.terms import AnswerType


def call_list_blocks(material: Material, part: Part) -> Iterator[Block]:
    """The youth's own order of calling, then everybody who can be called, with number."""
    facts: list[Fact] = []
    for name, feed in part.feeds.items():
        question = material.question(name)
        if question is None or not is_fed(material, feed):
            continue
        found = material.answers(name)
        # The youth's own choice goes before what others filled in.
        answers = [a for a in found if a.has_content and material.is_own(a)] or found
        if question.type is AnswerType.TABLE:
            yield from table_blocks(material, question, feed, answers)
        elif name == QUESTION:
            facts += director_facts(material, material.label(question, feed))
        else:
            label = material.label(question, feed)
            called = [a for a in answers if a.has_content]
            facts += facts_said(
                label, [(display_value(question, a.value), answer_source(a)) for a in called]
            )
    if facts:
        yield Facts(tuple(facts))
