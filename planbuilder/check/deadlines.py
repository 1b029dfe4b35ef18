"""The deadlines: from which day each one counts, and what makes it done.

A function gives the day it falls; whether that is coming, today or passed is told with the finding.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from planbuilder.check.calendar import months_after
from planbuilder.check.case import Case
from planbuilder.check.due import days_of_year, due_day, due_days, permit_to_request
from planbuilder.check.exit_plan import SCHOOL, unconfirmed_parts
from planbuilder.check.hit import Hit
from planbuilder.check.reading import is_yes
from planbuilder.check.rule import Rule, Severity
from planbuilder.questionnaire.terms import AnswerType, Phase, PlanKind, PlanState, Role

# Below this age a longer stay has its own facilities; the deadlines only inform (source 001).
_LONG_STAY_BELOW = 12
_GOES_TO_SCHOOL = frozenset({"gaat naar school", "vrijgesteld", "volgt DiD met ingroeiplan"})
_AT_SCHOOL_NOW = frozenset({"school hier", "school buiten"})
_UNKNOWN_PLACE = "weet ik nog niet"
_NEARLY_18 = ("a18_klaar", "a18_actie", "a18_verlengd", "a18_inkomen", "a18_startkwal")


def first_perspective(case: Case, rule: Rule) -> Iterable[Hit]:
    """From intake: a first perspective exists as a plan, however early its state."""
    if case.intake and not case.plan_is_made(PlanKind.PERSPECTIVE_PLAN):
        yield _since_intake(case, due_day(case, rule.id, case.intake))


def perspective_plan_nears(case: Case, rule: Rule) -> Iterable[Hit]:
    """The warning before `dl_plan_6w`; it stops when that day comes."""
    if case.intake is None or _perspective_is_agreed(case):
        return
    if case.today < due_day(case, "dl_plan_6w", case.intake):
        yield _since_intake(case, due_day(case, rule.id, case.intake))


def perspective_plan_agreed(case: Case, rule: Rule) -> Iterable[Hit]:
    """From intake: the perspective plan is agreed."""
    if case.intake and not _perspective_is_agreed(case):
        yield _since_intake(case, due_day(case, rule.id, case.intake))


def _perspective_is_agreed(case: Case) -> bool:
    return case.plan_reached(PlanKind.PERSPECTIVE_PLAN, PlanState.AGREED)


def explained_before(case: Case, rule: Rule) -> Iterable[Hit]:
    """Before the placement, in an emergency with the perspective plan: the explanatory analysis."""
    if case.intake is None or case.has_content("va_methode", "va_samenhang"):
        return
    emergency = is_yes(case.value("basis_spoed"))
    when = "dl_plan_6w" if emergency else rule.id
    yield _since_intake(case, due_day(case, when, case.intake), "basis_spoed")


def school_informed(case: Case, rule: Rule) -> Iterable[Hit]:
    """From intake: the home school, or without one the school alliance, knows of the placement."""
    if case.intake is None:
        return
    question = "ond_geinformeerd_school"
    if case.is_not_applicable("ond_stamschool"):
        question = "ond_geinformeerd_swv"
    if not case.is_settled(question):
        due = due_day(case, rule.id, case.intake)
        yield replace(_since_intake(case, due), questions=(question,))


def stay_reason(case: Case, rule: Rule) -> Iterable[Hit]:
    """From intake: the stay that one strives for; after it the reason is written down."""
    if case.intake and not case.has_left and not case.is_settled("mon_reden_langer"):
        yield _stay(case, rule)


def stay_ended(case: Case, rule: Rule) -> Iterable[Hit]:
    """From intake: the longest stay by the quality framework."""
    if case.intake and not case.has_left:
        yield _stay(case, rule)


def _stay(case: Case, rule: Rule) -> Hit:
    hit = _since_intake(case, due_day(case, rule.id, case.intake or case.today))
    young = case.age is not None and case.age < _LONG_STAY_BELOW
    return replace(hit, severity="info") if young else hit


def _since_intake(case: Case, due: date, *questions: str) -> Hit:
    """A hit that comes from the day of intake, and from the answers to these questions."""
    return Hit(due=due, rests_on=case.rests_on_fact("basis_instroom") + case.rests_on(*questions))


def exit_in_sight(case: Case, rule: Rule) -> Iterable[Hit]:
    """Before T, but not in the first weeks: the exit plan is opened and the parties are invited."""
    if case.leaving is None or case.dossier.phase in (Phase.EXIT, Phase.AFTERCARE):
        return
    if case.plan_is_made(PlanKind.EXIT_PLAN) or case.has_left:
        return
    yield _before_leaving(case, due_day(case, rule.id, case.leaving), rule)


def exit_known(case: Case, rule: Rule) -> Iterable[Hit]:
    """Before T: the youth knows where to live, where to learn or work, and what to do."""
    if (
        case.leaving is None
        or case.has_left
        or "ja" in case.options("eval_weet_vooruit", Role.YOUTH)
    ):
        return
    missing = []
    housing = case.options("won_er")
    if not housing - {_UNKNOWN_PLACE} and not _in_own_words(case, "won_er"):
        missing.append("won_er")
    if not case.has_content("sw_vanaf", "sw_werk_plek", "ond_uitstroom_bevestigd"):
        missing.append("sw_vanaf")
    if not case.has_content("vt_start"):
        missing.append("vt_start")
    if missing:
        yield _before_leaving(case, due_day(case, rule.id, case.leaving), rule, tuple(missing))


def _in_own_words(case: Case, question: str) -> bool:
    return any(a.has_content and isinstance(a.value, dict) for a in case.answers(question))


def exit_plan_agreed(case: Case, rule: Rule) -> Iterable[Hit]:
    """Before T: the exit plan is discussed and agreed."""
    if case.leaving and not case.plan_reached(PlanKind.EXIT_PLAN, PlanState.AGREED):
        yield _before_leaving(case, due_day(case, rule.id, case.leaving), rule)


def handover_confirmed(case: Case, rule: Rule) -> Iterable[Hit]:
    """By T: the receiver confirmed every part of the handover."""
    if case.leaving is None or case.plan_reached(PlanKind.EXIT_PLAN, PlanState.HANDED_OVER):
        return
    if unconfirmed_parts(case):
        yield _before_leaving(case, due_day(case, rule.id, case.leaving), rule)


def _before_leaving(
    case: Case, due: date, rule: Rule, questions: tuple[str, ...] | None = None
) -> Hit:
    rests_on = case.rests_on_fact(case.leaving_question)
    return Hit(questions=questions or rule.questions, due=due, rests_on=rests_on)


def order_ends(case: Case, rule: Rule) -> Iterable[Hit]:
    """Before the end of the order, three times and each time stronger: what goes on voluntarily."""
    if case.order_end is None or case.has_left or case.is_settled("oz_vrijwillig"):
        return
    moments = sorted(due_days(case, rule.id, case.order_end))
    passed = sum(moment <= case.today for moment in moments)
    severity: Severity = "urgent" if passed == len(moments) > 1 else rule.severity
    if passed <= 1:
        severity = "info" if len(moments) > 1 else rule.severity
    rests_on = case.rests_on_fact("basis_mgj_eind")
    yield Hit(due=moments[max(0, passed - 1)], severity=severity, rests_on=rests_on)


def school_route(case: Case, rule: Rule) -> Iterable[Hit]:
    """From the day that the next school was written down: the place is confirmed."""
    school = case.fact("ond_uitstroomschool")
    if school is None or case.is_settled("ond_uitstroom_bevestigd"):
        return
    earlier = case.dossier.history.get((school.question, school.voice), ())
    since = [answer.answered_at.date() for answer in (*earlier, school) if answer.has_content]
    yield Hit(due=due_day(case, rule.id, min(since)), rests_on=case.rests_on("ond_uitstroomschool"))


def permit_requested(case: Case, rule: Rule) -> Iterable[Hit]:
    """As soon as the admission permit is needed; at the latest so many days before T."""
    route = permit_to_request(case)
    if route is None:
        return
    known = [a.answered_at.date() for a in case.answers("ond_tlv") if a.has_content]
    start = due_day(case, rule.id, case.leaving) if case.leaving else max(known, default=case.today)
    yield Hit(
        due=start,
        slots=(("wat", route),),
        rests_on=case.rests_on("ond_tlv", "ond_inschrijving_tijdens"),
    )


def education_plan_made(case: Case, rule: Rule) -> Iterable[Hit]:
    """From the start at the next school: that school made its development plan (OPP)."""
    start = case.day("sw_vanaf")
    if start is None or not case.options("sw_richting") & SCHOOL:
        return
    made = case.day("ond_opp")
    if made is None or made < start:
        yield Hit(due=due_day(case, rule.id, start), rests_on=case.rests_on("sw_vanaf"))


def double_enrolment_ended(case: Case, rule: Rule) -> Iterable[Hit]:
    """From intake: the end of being enrolled in two schools."""
    double = any(option.endswith("(dubbel)") for option in case.options("ond_inschrijving_tijdens"))
    if case.intake and double and not case.has_left:
        due = due_day(case, rule.id, case.intake)
        yield _since_intake(case, due, "ond_inschrijving_tijdens")


def attends_school(case: Case, rule: Rule) -> Iterable[Hit]:
    """From the last day at school: from then on a youth counts as 'thuiszitter'."""
    last = case.day("ond_laatste_dag")
    if last is None or case.options("ond_thuiszitter") & _GOES_TO_SCHOOL:
        return
    in_group = any(option.startswith("1") for option in case.options("ond_groep"))
    if not in_group and not case.options("sw_er") & _AT_SCHOOL_NOW:
        yield Hit(due=due_day(case, rule.id, last), rests_on=case.rests_on("ond_laatste_dag"))


def turning_18_opened(case: Case, rule: Rule) -> Iterable[Hit]:
    """From birth, 16 and a half years: the block about turning 18 was opened."""
    if case.born and not any(case.has_status(question) for question in _NEARLY_18):
        yield _since_birth(case, rule)


def turning_18_asked(case: Case, rule: Rule) -> Iterable[Hit]:
    """From birth, 17 years: the list for turning 18 was gone through."""
    missing = tuple(q for q in ("a18_klaar", "a18_actie") if not case.has_status(q))
    if case.born and missing:
        yield replace(_since_birth(case, rule), questions=missing)


def parents_after_18(case: Case, rule: Rule) -> Iterable[Hit]:
    """From birth, 18 years: the parents read nothing any more until the youth says yes."""
    if case.born and not case.has_status("a18_ouders", Role.YOUTH):
        yield _since_birth(case, rule)


def _since_birth(case: Case, rule: Rule) -> Hit:
    due = due_day(case, rule.id, case.born or case.today)
    return Hit(due=due, rests_on=case.rests_on_fact("basis_geboortedatum"))


def half_year_measured(case: Case, rule: Rule) -> Iterable[Hit]:
    """On 1 January and 1 July: something was measured since shortly before that day."""
    if case.intake is None or case.is_closed:
        return
    moments = days_of_year(case, rule.id)
    last = max((day for day in moments if case.intake < day <= case.today), default=None)
    coming = min((day for day in moments if day > case.today), default=None)
    for due in (last, coming):
        if due is not None and not _measured_since(case, months_after(due, -1)):
            yield Hit(due=due)
            return


def _measured_since(case: Case, since: date) -> bool:
    measured = (
        q.id
        for q in case.questionnaire.questions.values()
        if "monitoring" in q.plans and q.type is AnswerType.SCALE
    )
    return any(
        a.answered_at.date() >= since for q in measured for a in case.answers(q) if a.has_content
    )
