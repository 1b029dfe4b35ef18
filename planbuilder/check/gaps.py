"""The gaps that the inspectorates found in real plans: money, care, and something to do each day.

Source 004: a plan with housing and school as its pillars, without the financial situation and the
approach to care; and a youth without any daytime activity.
"""

from __future__ import annotations

from collections.abc import Iterable

from planbuilder.check.case import Case
from planbuilder.check.hit import Hit
from planbuilder.check.life_areas import NAME, is_empty
from planbuilder.check.reading import chosen
from planbuilder.check.rule import Rule
from planbuilder.questionnaire.terms import LifeArea, Phase

_NOTHING = "niets"
_NOT_ACTIVE = frozenset({"nu even niets", "niets"})


def money_approached(case: Case, rule: Rule) -> Iterable[Hit]:
    """A hit when nobody helps with money and nothing is agreed about it, though not 'nothing needed'."""
    if case.agreements(LifeArea.INCOME) or case.has_content("ink_helper", "ink_wie"):
        return
    if case.options("ink_nodig") == {_NOTHING} or case.is_not_applicable("ink_helper"):
        return
    yield Hit(life_area=LifeArea.INCOME, rests_on=case.rests_on("ink_nodig"))


def care_approached(case: Case, rule: Rule) -> Iterable[Hit]:
    """A hit when the plan has no care after leaving and nothing agreed, though not 'nothing needed'."""
    care = ("wel_vervolg", "wel_wie", "oz_wie", "oz_vorm")
    if case.agreements(LifeArea.WELLBEING) or case.has_content(*care):
        return
    if case.options("wel_nodig") == {_NOTHING} or case.is_not_applicable("oz_wie"):
        return
    yield Hit(life_area=LifeArea.WELLBEING, rests_on=case.rests_on("wel_nodig"))


def has_daytime_activity(case: Case, rule: Rule) -> Iterable[Hit]:
    """A hit when there is no school, work or day activity now, nor one planned with a date."""
    if not _is_active(case) and not _is_planned(case):
        yield Hit(
            life_area=LifeArea.SCHOOL_WORK,
            rests_on=case.rests_on("naz_actief", "sw_er", "sw_vanaf", "ond_did"),
        )


def _is_active(case: Case) -> bool:
    if case.dossier.phase is Phase.AFTERCARE and case.has_content("naz_actief"):
        return _says_active(case, "naz_actief")
    if not case.has_left and case.has_content("ond_did"):
        return True
    return _says_active(case, "sw_er")


def _says_active(case: Case, question: str) -> bool:
    """Whether the first of those who answered (joint, then the youth) does something by day."""
    first = next((a for a in case.answers(question) if a.has_content), None)
    if first is None:
        return False
    options = set(chosen(first.value))
    # Own words behind 'anders' are something; whether it is enough is for people to say.
    return bool(options - _NOT_ACTIVE) or not options


def _is_planned(case: Case) -> bool:
    start = case.day("sw_vanaf")
    if start is not None and start >= case.today:
        return True
    return any(
        agreed.state == "open" and agreed.start is not None and agreed.start >= case.today
        for agreed in case.agreements(LifeArea.SCHOOL_WORK)
    )


def money_or_wellbeing_empty(case: Case, rule: Rule) -> Iterable[Hit]:
    """A hit per area, income and wellbeing, in which nothing was said and nothing agreed."""
    for area in (LifeArea.INCOME, LifeArea.WELLBEING):
        if is_empty(case, area):
            start = "ink" if area is LifeArea.INCOME else "wel"
            questions = tuple(f"{start}_{part}" for part in ("er", "wil", "nodig", "wie"))
            slots = (("leefgebied", NAME[area]),)
            yield Hit(questions=questions, life_area=area, slots=slots)
