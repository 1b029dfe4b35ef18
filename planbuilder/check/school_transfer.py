"""When each chapter of the school version is complete, and whether the youth's boundary holds in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from planbuilder.check.answered import has_any
from planbuilder.check.case import Case
from planbuilder.check.exit_plan import has_number
from planbuilder.check.hit import Hit
from planbuilder.check.perspective_plan import intake_data
from planbuilder.check.reading import texts_in
from planbuilder.check.rule import Rule
from planbuilder.questionnaire.terms import PlanKind, Role

_SCHOOL_VERSION = "de schoolversie"
_BASICS = "alleen de basis"
_ENOUGH_TIPS = 3
_TIP_ENDS = re.compile(r"[\n;•]|\.\s|,\s")
_UNCLEAR = frozenset({"onbekend"})
_WORD = re.compile(r"\w+")
# Shorter words say too little to be recognised by.
_SHORTEST = 5


def basics_only(case: Case) -> bool:
    """True when the school gets only the basics: chapters 1, 4, 7 and 8."""
    return case.options("deel_school", Role.YOUTH) == {_BASICS}


def pupil_and_contact(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 1: name, date of birth, and somebody who can be reached."""
    missing = list(case.unsettled("start_naam", "basis_naam", "basis_geboortedatum"))
    contacts = ("basis_mentor_school", "oo_wie", "reg_regisseur")
    reachable = any(has_number(case, a.value) for q in contacts for a in case.answers(q))
    if not reachable and not (case.director is not None and case.director.phone):
        missing += contacts
    if missing:
        yield Hit(questions=tuple(missing))


def strengths(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 2: at least one strong side."""
    if not basics_only(case) and not has_any(case, *rule.questions):
        yield Hit()


def destination(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 3: the direction and the expected destination."""
    if basics_only(case):
        return
    missing = []
    if not has_any(case, "sw_richting", "va_richting"):
        missing.append("sw_richting")
    missing += case.unsettled("ond_opp_bestemming")
    if missing:
        yield Hit(questions=tuple(missing))


def education_so_far(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 4: the intake data and whether the youth is enrolled."""
    missing = tuple(question for question in intake_data(case) if not case.has_status(question))
    missing += case.unsettled("ond_inschrijving_tijdens")
    if missing:
        yield Hit(questions=missing)


def learning(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 5: what helps is there, with at least three tips."""
    if basics_only(case):
        return
    missing = list(case.unsettled("ond_opp_bevordert"))
    tips = sum(
        1
        for question in ("sw_wat_werkt", "va_helpt", "veil_ander", "veil_niet")
        for answer in case.answers(question)
        if answer.has_content
        for text in texts_in(answer.value)
        for tip in _TIP_ENDS.split(text)
        if tip.strip()
    )
    if tips < _ENOUGH_TIPS and not case.is_not_applicable("sw_wat_werkt"):
        missing.append("sw_wat_werkt")
    if missing:
        yield Hit(questions=tuple(missing))


def support(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 6: what the school does for the pupil and for the teachers."""
    missing = case.unsettled("oo_leerling", "oo_docent")
    if missing and not basics_only(case):
        yield Hit(questions=missing)


def permit_is_clear(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 8: it is clear how things stand with the admission permit (TLV)."""
    if not case.applies("ond_tlv"):
        return
    if not case.is_settled("ond_tlv") or case.options("ond_tlv") <= _UNCLEAR:
        yield Hit()


def pupil_was_heard(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 9: the pupil was heard, or chose not to speak."""
    if basics_only(case):
        return
    heard = any(
        answer.status not in ("pending", "unknown")
        for question in rule.questions
        for answer in case.answers(question, Role.YOUTH)
    )
    joint = any(case.role_of(a) is None for q in rule.questions for a in case.answers(q))
    if not heard and not joint:
        yield Hit()


def youth_allows_school(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 10: the youth said which version the school gets."""
    if not case.options("deel_school") & {_SCHOOL_VERSION, _BASICS}:
        yield Hit(rests_on=case.rests_on("deel_school"))


def boundary_holds(case: Case, rule: Rule) -> Iterable[Hit]:
    """A hit per question whose answer has words that the youth does not want school to read.

    The words are compared here and go nowhere: the finding names the question only.
    """
    private = {
        word
        for answer in case.answers("sw_niet_school")
        if answer.has_content
        for text in texts_in(answer.value)
        for word in _words(text)
    } - set(rule.common_words)
    if not private:
        return
    for question in case.questionnaire.questions.values():
        if PlanKind.SCHOOL_TRANSFER not in question.plans:
            continue
        touching = tuple(
            (answer.question, answer.voice)
            for answer in case.answers(question.id)
            if answer.has_content and any(private & _words(text) for text in texts_in(answer.value))
        )
        if touching:
            yield Hit(
                questions=(question.id, "sw_niet_school"),
                rests_on=(*touching, *case.rests_on("sw_niet_school")),
            )


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if len(word) >= _SHORTEST}
