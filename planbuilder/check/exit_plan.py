"""When each chapter of the exit plan is complete: who, from when, confirmed by whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from planbuilder.check.aftercare import MOMENTS, contact_margin, moment_days
from planbuilder.check.calendar import partial_end
from planbuilder.check.case import Case
from planbuilder.check.hit import Hit
from planbuilder.check.reading import filled, name_in, text_in
from planbuilder.check.rule import Rule
from planbuilder.questionnaire.terms import DataClass, Party, Role

# People of whom the plan gives name and number.
_REACHABLE = (
    "reg_regisseur",
    "reg_achtervang",
    "veil_contact",
    "oz_wie",
    "oo_wie",
    "naz_coordinator",
)
_FACTS = ("start_naam", "basis_naam", "basis_geboortedatum", "basis_gezag", "basis_gemeente")
SCHOOL = frozenset({"school", "leren en werken"})
WORK = frozenset({"werk", "leren en werken", "dagbesteding"})
_TLV_OPEN = frozenset({"onbekend", "nodig, nog niet aangevraagd"})
_AT_HOME = frozenset({"thuis bij (één) ouder"})
PARTS = ("wonen", "onderwijs/werk", "zorg", "vrije tijd", "regie")
_DAYS_OF_FIRST_WEEK = 7
# The moments that are planned before leaving.
_PLANNED = ("dl_after_w1", "dl_after_w2", "dl_after_w6", "dl_after_m3")


def names_and_numbers(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 1: every name and number is there."""
    missing = list(case.unsettled(*_FACTS))
    if not case.has_content("basis_uitstroom", "basis_uitstroom_verwacht"):
        missing.append("basis_uitstroom_verwacht")
    missing += [q for q in _REACHABLE if case.applies(q) and not _is_reachable(case, q)]
    if missing:
        yield Hit(questions=tuple(missing))


def _is_reachable(case: Case, question: str) -> bool:
    if case.is_not_applicable(question):
        return True
    if question == "reg_regisseur" and case.director is not None and case.director.phone:
        return True
    return any(has_number(case, answer.value) for answer in case.answers(question))


def has_number(case: Case, value: object) -> bool:
    """True when this is a person with a name and a phone number, here or in the list of people."""
    name = name_in(value)
    if not name.strip():
        return False
    if isinstance(value, dict) and text_in(value, "phone").strip():
        return True
    return any(p.phone and p.name == name for p in case.dossier.people.values())


def in_my_words(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 2: at least one quote of the youth; what was declined is finished."""
    quoted = any(a.has_content for q in rule.questions for a in case.answers(q, Role.YOUTH))
    if not quoted and not all(case.is_settled(question) for question in rule.questions):
        yield Hit()


def care_support(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 4: who, from when, how long and who pays; it starts no later than the youth leaves."""
    missing = list(case.unsettled("oz_wie", "oz_start", "oz_duur", "oz_finan"))
    if "nog regelen" in case.options("oz_finan"):
        missing.append("oz_finan")
    start, leaving = case.day("oz_start"), case.leaving
    if start is not None and leaving is not None and start > leaving:
        missing.append("oz_start")
    if missing:
        rests_on = case.rests_on("oz_start", "oz_finan", case.leaving_question)
        yield Hit(questions=tuple(missing), rests_on=rests_on)


def school_support(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 5: for school a confirmed place, support for teachers, a clear TLV; for work a place."""
    direction = case.options("sw_richting")
    missing: list[str] = [] if case.has_status("sw_richting") else ["sw_richting"]
    if direction & SCHOOL:
        missing += case.unsettled("ond_uitstroomschool", "ond_uitstroom_bevestigd", "oo_docent")
        if case.applies("ond_tlv") and (
            not case.is_settled("ond_tlv") or case.options("ond_tlv") & _TLV_OPEN
        ):
            missing.append("ond_tlv")
    if direction & WORK:
        missing += case.unsettled("sw_werk_plek")
    if missing:
        yield Hit(questions=tuple(missing), rests_on=case.rests_on("sw_richting", "ond_tlv"))


def missing_introductions(case: Case) -> tuple[str, ...]:
    """The new places ("wonen", "school", "werk/stage", "hulp") that the youth did not get to know yet.

    An introduction counts when it is done, or has a day no later than T.
    """
    needed = []
    housing = case.options("won_er")
    if not housing or housing - _AT_HOME:
        needed.append("wonen")
    direction = case.options("sw_richting")
    if direction & SCHOOL:
        needed.append("school")
    if direction & {"werk", "dagbesteding"}:
        needed.append("werk/stage")
    if case.has_content("oz_wie"):
        needed.append("hulp")
    planned = {
        text_in(row, "leefgebied")
        for row in case.rows("wo_kennismaking")
        if row.get("gedaan") is True or _is_in_time(partial_end(row.get("datum")), case.leaving)
    }
    return tuple(place for place in needed if place not in planned)


def _is_in_time(day: date | None, leaving: date | None) -> bool:
    return day is not None and (leaving is None or day <= leaving)


def introductions(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 7: every new place was met, or will be before leaving."""
    if case.is_not_applicable("wo_kennismaking"):
        return
    for place in missing_introductions(case):
        yield Hit(
            slots=(("plek", place),), rests_on=case.rests_on("sw_richting", "won_er", "oz_wie")
        )


def early_warning(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 8: whom to call with numbers, the signs asked, and asked who may read the signs."""
    missing = []
    if not filled(case.rows("veil_bel"), "naam", "nummer"):
        missing.append("veil_bel")
    signs = ("veil_groen", "veil_oranje", "veil_rood")
    missing += [question for question in signs if not case.has_status(question)]
    for party, question in (
        (Party.PARENT, "deel_ouders"),
        (Party.MUNICIPAL_YOUTH_CARE, "deel_gemeente"),
    ):
        decided = any(
            dated.payload.party is party
            and (not dated.payload.data_classes or DataClass.HEALTH in dated.payload.data_classes)
            for dated in case.dossier.consents
        )
        if case.applies(question) and not case.has_status(question) and not decided:
            missing.append(question)
    if missing:
        yield Hit(questions=tuple(missing))


def everybody_has_a_role(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 9: everybody on the network card has a role, or it was decided that they have none."""
    if case.is_not_applicable("net_rol"):
        return
    named = {text_in(row, "naam").strip().casefold() for row in case.rows("net_belangrijk")} - {""}
    with_role = {
        text_in(row, "naam").strip().casefold() for row in filled(case.rows("net_rol"), "rol")
    }
    if not case.is_settled("net_belangrijk"):
        yield Hit(questions=("net_belangrijk",))
    elif named - with_role:
        yield Hit(questions=("net_rol",), rests_on=case.rests_on("net_belangrijk", "net_rol"))


def direction_received(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 10: the next regisseur confirmed, with a date; none is needed when they stay."""
    director = case.director
    confirmed = bool(case.dossier.direction.earlier) and director is not None
    in_table = filled(case.rows("reg_overdracht"), "bevestigd_op")
    stays = director is not None and director.role not in (
        Role.CARE_PROVIDER,
        Role.INSTITUTION_SCHOOL,
    )
    if case.dossier.direction.offered_to is not None or not (confirmed or in_table or stays):
        offered = case.dossier.direction.offered_to
        yield Hit(people=(offered,) if offered else ())


def unconfirmed_parts(case: Case) -> tuple[str, ...]:
    """The parts of the handover that the receiver did not confirm with a date."""
    confirmed = {
        text_in(row, "onderdeel") for row in filled(case.rows("wo_bevestigd"), "bevestigd_op")
    }
    return tuple(part for part in PARTS if part not in confirmed)


def handed_over(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 11: the youth was there or chose otherwise; the receiver confirmed each part."""
    missing = list(case.unsettled("wo_gesprek"))
    was_there = "1a jongere" in case.options("wo_aanwezig")
    if not was_there and not case.is_settled("wo_zelf"):
        missing += ["wo_aanwezig", "wo_zelf"]
    if unconfirmed_parts(case):
        missing.append("wo_bevestigd")
    if missing:
        yield Hit(questions=tuple(missing))


def first_week(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 12: seven days are filled in."""
    days = {
        text_in(row, "dag").strip().casefold() or str(number)
        for number, row in enumerate(filled(case.rows("wo_eerste_week"), "wat"))
    }
    if len(days) < _DAYS_OF_FIRST_WEEK and not case.is_not_applicable("wo_eerste_week"):
        yield Hit()


def aftercare_planned(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 13: who follows the youth, and at least weeks 1, 2 and 6 and month 3 on the calendar."""
    missing = list(case.unsettled("naz_coordinator"))
    rows = case.rows("naz_momenten")
    planned = [day for day in (partial_end(row.get("datum")) for row in rows) if day is not None]
    if case.leaving is None:
        enough = len(planned) >= len(_PLANNED)
    else:
        days = moment_days(case, case.leaving)
        enough = all(
            any(abs((day - days[moment]).days) <= contact_margin(days, moment) for day in planned)
            for moment in _PLANNED
            if moment in MOMENTS
        )
    if not enough:
        missing.append("naz_momenten")
    if missing:
        yield Hit(questions=tuple(missing))


def turning_18(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 14: from 17 a list of who arranges what; from 18 the youth's word about the parents."""
    age = case.age or 0
    missing = []
    if age >= 17 and not filled(case.rows("a18_actie"), "onderwerp", "wie"):
        missing.append("a18_actie")
    if age >= 18 and not case.is_settled("a18_ouders"):
        missing.append("a18_ouders")
    if missing:
        yield Hit(questions=tuple(missing), rests_on=case.rests_on_fact("basis_geboortedatum"))


def order_and_after(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 15: the end of the order is known, and what goes on voluntarily was said."""
    missing = list(case.unsettled("oz_vrijwillig"))
    none_any_more = "geen machtiging meer" in case.options("basis_mgj_type")
    if not none_any_more and not case.is_settled("basis_mgj_eind"):
        missing.append("basis_mgj_eind")
    if missing:
        yield Hit(questions=tuple(missing))


def followed_up(case: Case, rule: Rule) -> Iterable[Hit]:
    """Chapter 17, after leaving: whether contact succeeded and whether the help began."""
    if not case.has_left:
        return
    missing = tuple(q for q in rule.questions if not case.has_status(q))
    if missing:
        yield Hit(questions=missing)
