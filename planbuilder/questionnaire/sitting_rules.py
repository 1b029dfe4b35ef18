"""Whether the sittings ask every question once, in an order that people can bear and follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from planbuilder.errors import Problem
from planbuilder.questionnaire.model import Questionnaire, Sitting
from planbuilder.questionnaire.terms import Voice


def sitting_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    """What is wrong with the sittings, each with its place."""
    for sitting in questionnaire.sittings:
        yield from _heavy_in_a_row(questionnaire, sitting)
        yield from _before_its_condition(questionnaire, sitting)
        yield from _not_of_this_sitting(questionnaire, sitting)
    if questionnaire.sittings:
        yield from _not_once(questionnaire)


def _heavy_in_a_row(questionnaire: Questionnaire, sitting: Sitting) -> Iterator[Problem]:
    known = [name for name in sitting.order if name in questionnaire]
    for name, following in pairwise(known):
        if questionnaire[name].heavy and questionnaire[following].heavy:
            yield _at(sitting, "two_heavy", name=following, before=name)
    if known and questionnaire[known[-1]].heavy:
        yield _at(sitting, "heavy_at_the_end", name=known[-1])


def _before_its_condition(questionnaire: Questionnaire, sitting: Sitting) -> Iterator[Problem]:
    place = {name: number for number, name in enumerate(sitting.order)}
    for name in sitting.order:
        condition = questionnaire[name].condition if name in questionnaire else None
        for needed in sorted(condition.references) if condition else ():
            if place.get(needed, -1) > place[name]:
                yield _at(sitting, "asked_before_its_condition", name=name, needed=needed)


def _not_of_this_sitting(questionnaire: Questionnaire, sitting: Sitting) -> Iterator[Problem]:
    """A youth's core questions say themselves in which of the numbered sittings they belong."""
    if sitting.voice is not Voice.YOUTH:
        return
    for name in sitting.order:
        if name in questionnaire:
            belongs = questionnaire[name].sittings
            if belongs and sitting.number not in belongs:
                yield _at(sitting, "in_another_sitting", name=name, number=sitting.number)
    for question in questionnaire.questions.values():
        if sitting.number in question.sittings and question.id not in sitting.order:
            yield _at(sitting, "missing_in_sitting", name=question.id)


def _not_once(questionnaire: Questionnaire) -> Iterator[Problem]:
    asked: dict[tuple[Voice, str], int] = defaultdict(int)
    for sitting in questionnaire.sittings:
        for name in set(sitting.order):
            asked[sitting.voice, name] += 1
    for question in questionnaire.questions.values():
        for voice in (*question.asked, *question.may_answer):
            times = asked[voice, question.id]
            parameters: dict[str, object] = {"name": question.id, "voice": str(voice)}
            allowed = max(1, len(question.sittings)) if voice is Voice.YOUTH else 1
            if times == 0:
                yield Problem("in_no_sitting", question.file, question.line, parameters)
            elif times > allowed:
                yield Problem("in_two_sittings", question.file, question.line, parameters)


def _at(sitting: Sitting, code: str, **parameters: object) -> Problem:
    return Problem(code, sitting.file, sitting.line, {"sitting": sitting.id, **parameters})
