"""A plan held against the building blocks of a future plan (source: 16-27.nl)."""

from __future__ import annotations

from collections.abc import Iterable

from planbuilder.check.case import Case
from planbuilder.check.hit import Hit
from planbuilder.check.life_areas import PREFIX, question_of
from planbuilder.check.perspective_plan import was_asked_to_agree
from planbuilder.check.rule import Rule
from planbuilder.questionnaire.terms import LifeArea, Phase

_NOT_YET = "nu nog niet"
_LEAVING = (Phase.EXIT, Phase.AFTERCARE)


def youth_is_central(case: Case, rule: Rule) -> Iterable[Hit]:
    """The youth is asked first to agree; when leaving also whether the plan is really theirs."""
    youth = case.dossier.youth
    missing = []
    if youth is None or not was_asked_to_agree(case, youth.id):
        missing.append("deel_akkoord")
    if case.dossier.phase in _LEAVING and not case.has_status("eval_plan_mij"):
        missing.append("eval_plan_mij")
    if missing:
        yield Hit(questions=tuple(missing))


def youth_acts(case: Case, rule: Rule) -> Iterable[Hit]:
    """What the youth takes on was asked, and a part of the agreements is the youth's own."""
    youth = case.dossier.youth
    own = any(
        agreed.executor == "youth" or (youth is not None and agreed.person == youth.id)
        for agreed in case.agreements()
    )
    if not case.is_settled("reg_zelf"):
        yield Hit(questions=("reg_zelf",))
    elif case.agreements() and not own and _NOT_YET not in case.options("reg_zelf"):
        yield Hit(
            questions=tuple(question_of(area, "afspraken") for area in PREFIX),
            agreements=tuple(sorted(one for a in case.agreements() for one in a.agreements)),
        )


def all_areas_known(case: Case, rule: Rule) -> Iterable[Hit]:
    """All six life areas were talked about."""
    missing = tuple(
        question_of(area, "nu") for area in LifeArea if not case.has_status(question_of(area, "nu"))
    )
    if missing:
        yield Hit(questions=missing)


def people_around(case: Case, rule: Rule) -> Iterable[Hit]:
    """The people around the youth are known; when leaving they have a role."""
    missing = list(case.unsettled("net_belangrijk"))
    if case.dossier.phase in _LEAVING:
        missing += case.unsettled("net_rol")
    if missing:
        yield Hit(questions=tuple(missing))


def goals_and_dates(case: Case, rule: Rule) -> Iterable[Hit]:
    """From long term to first step, with an agreement that has a date."""
    missing = list(case.unsettled("tk_droom", "va_richting", "va_stap"))
    if not any(agreed.due or agreed.start for agreed in case.agreements()):
        missing += [question_of(area, "afspraken") for area in PREFIX]
    if missing:
        yield Hit(questions=tuple(missing))


def need_before_service(case: Case, rule: Rule) -> Iterable[Hit]:
    """Where a service was chosen, what the youth needs was asked as well."""
    chosen_service = case.has_content("oz_vorm", "wel_vervolg", "won_thuis_steun")
    missing = tuple(q for q in ("va_nodig", "wel_nodig", "won_nodig") if not case.has_status(q))
    if chosen_service and missing:
        yield Hit(
            questions=missing, rests_on=case.rests_on("oz_vorm", "wel_vervolg", "won_thuis_steun")
        )
