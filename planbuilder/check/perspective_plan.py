"""When each chapter of the perspective plan is complete, where that takes more than answered questions."""

from __future__ import annotations

from collections.abc import Iterable

from planbuilder.check.case import Case
from planbuilder.check.hit import Hit
from planbuilder.check.reading import filled
from planbuilder.check.rule import Rule
from planbuilder.dossier.consent import Consent
from planbuilder.questionnaire.terms import LifeArea, Party, PlanKind, Role

# Of these five, three have something to read and the others a status.
_WHO_I_AM = ("va_leuk", "va_sterk", "va_energie", "va_past", "va_waarde")
_ENOUGH = 3
_STORY = ("va_gebeurd", "va_kwetsbaar", "va_richting", "va_nodig", "va_waarde")
# Until this age the legal authorities are asked as well.
_AUTHORITY_UNTIL = 16


def director_and_contact(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 1: who is the regisseur, and whom can the youth always turn to."""
    missing = case.unsettled("net_terecht")
    if case.director is None and not case.has_content("reg_regisseur"):
        missing = ("reg_regisseur", *missing)
    if missing:
        yield Hit(questions=missing)


def who_i_am(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 2: three of the five core answers, the rest asked; what was declined is finished."""
    done = [question for question in _WHO_I_AM if case.is_settled(question)]
    unasked = tuple(question for question in _WHO_I_AM if not case.has_status(question))
    if len(done) < _ENOUGH or unasked:
        open_ones = tuple(question for question in _WHO_I_AM if question not in done)
        yield Hit(questions=unasked or open_ones)


def story(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 4: the five questions asked, the shared explanation there, and asked whether it fits."""
    missing = [question for question in _STORY if not case.has_status(question)]
    missing += case.unsettled("va_samenhang")
    if case.has_content("va_samenhang"):
        asked = [Role.YOUTH, *([Role.PARENT] if case.people_of(Role.PARENT) else [])]
        if not all(case.has_status("va_gedeeld", role) for role in asked):
            missing.append("va_gedeeld")
    if missing:
        yield Hit(questions=tuple(missing))


def parents_asked(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 5: asked of the parents, where there are any; answering is theirs to choose."""
    missing = tuple(question for question in rule.questions if not case.has_status(question))
    if missing and case.dossier.parties[Party.PARENT].status != "not_applicable":
        yield Hit(questions=missing, people=case.people_of(Role.PARENT))


def education(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 7: the intake data, the group, contact with the home school, a day with a goal."""
    missing = [question for question in intake_data(case) if not case.has_status(question)]
    missing += case.unsettled("ond_groep")
    if not case.has_content("ond_contact_afspraak", "ond_geinformeerd_swv"):
        missing += case.unsettled("ond_contact_afspraak") or case.unsettled("ond_geinformeerd_swv")
    if not filled(case.rows("ond_did"), "doel") and not case.is_not_applicable("ond_did"):
        missing.append("ond_did")
    if missing:
        yield Hit(questions=tuple(missing))


def intake_data(case: Case) -> tuple[str, ...]:
    """The education data that belong to the referral and apply; 'not known yet' is allowed there."""
    needed = (q.id for q in case.questionnaire.questions.values() if q.intake_data)
    return tuple(question for question in needed if case.applies(question))


def my_people(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 8: one adult by name, or an agreement to look for one together."""
    if not case.is_settled("net_altijd") and not case.agreements(LifeArea.SUPPORT):
        yield Hit(questions=("net_altijd", "sup_afspraken"))


def one_director(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 10: exactly one regisseur."""
    if case.director is None:
        yield Hit()


def agreed_and_evaluated(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 11: the youth and, until 16, the authorities were asked to agree; a date to evaluate."""
    missing = []
    people = tuple(person for person in _to_agree(case) if not was_asked_to_agree(case, person))
    if people or not case.dossier.youth:
        missing.append("deel_akkoord")
    dates = filled(case.rows("eval_moment"), "datum")
    if not dates and not filled(case.rows("eval_moment"), "volgend_moment"):
        missing.append("eval_moment")
    if missing:
        yield Hit(questions=tuple(missing), people=people)


def was_asked_to_agree(case: Case, person: str, plan: PlanKind | None = None) -> bool:
    """True when this person voted on a version of the plan, or answered whether it is right."""
    voted = any(
        voter == person and (plan is None or kind is plan) for kind, _, voter in case.dossier.votes
    )
    return voted or any(
        answer.voice == person and answer.status != "pending"
        for answer in case.answers("deel_akkoord")
    )


def _to_agree(case: Case) -> tuple[str, ...]:
    youth = (case.dossier.youth.id,) if case.dossier.youth else ()
    if case.age is not None and case.age >= _AUTHORITY_UNTIL:
        return youth
    return youth + Consent.of(case.dossier, case.settings, case.today).authorities


def order_known(case: Case, rule: Rule) -> Iterable[Hit]:
    """The chapter on the secure care order: its end is known, or there is none any more."""
    none_any_more = "geen machtiging meer" in case.options("basis_mgj_type")
    if case.order_end is None and not none_any_more and not case.is_settled("basis_mgj_eind"):
        yield Hit(questions=("basis_mgj_eind",))
