"""The signals during placement and around leaving: facts that ask somebody to act."""

from __future__ import annotations

from collections.abc import Iterable

from planbuilder.check.aftercare import help_not_started
from planbuilder.check.calendar import days_after, partial_end, working_days_after
from planbuilder.check.case import Case
from planbuilder.check.due import due_day, threshold
from planbuilder.check.exit_plan import SCHOOL, missing_introductions, unconfirmed_parts
from planbuilder.check.hit import Hit
from planbuilder.check.life_areas import NAME, PREFIX, place_dates, question_of
from planbuilder.check.perspective_plan import intake_data
from planbuilder.check.rule import Rule
from planbuilder.interview.answers import Answer
from planbuilder.questionnaire.terms import (
    LifeArea,
    Party,
    Phase,
    PlanKind,
    PlanState,
    Role,
    Voice,
)

_OWN_SCORES = ("wel_lijf", "wel_toekomst", "reg_invloed", "naz_hoe")
_SAFETY = "slechte gedachten"
_HALF_YEAR = 183
_NO_CARE = frozenset({"geen", "huisarts"})


def plan_overdue(case: Case, rule: Rule) -> Iterable[Hit]:
    """The perspective plan is not agreed on the day that `dl_plan_6w` falls, or later."""
    if case.intake is None or case.plan_reached(PlanKind.PERSPECTIVE_PLAN, PlanState.AGREED):
        return
    if case.today >= due_day(case, "dl_plan_6w", case.intake):
        yield Hit(rests_on=case.rests_on_fact("basis_instroom"))


def school_data_missing(case: Case, rule: Rule) -> Iterable[Hit]:
    """A hit per piece of education data that belongs to the referral and is not there."""
    for question in case.unsettled(*intake_data(case)):
        label = case.questionnaire[question].wording(Voice.PROFESSIONAL)
        yield Hit(questions=(question,), slots=(("veld", label),))


def no_home_school(case: Case, rule: Rule) -> Iterable[Hit]:
    """There is no home school; done when the school alliance knows and a next school is in view."""
    absent = case.dossier.parties[Party.HOME_SCHOOL].status == "not_applicable"
    if not absent and not case.is_not_applicable("ond_stamschool"):
        return
    direction = case.options("sw_richting")
    if direction and not direction & SCHOOL and (case.age or 0) >= 18:
        return
    alliance = case.dossier.parties[Party.SCHOOL_ALLIANCE].status == "named"
    missing = []
    if not alliance and not case.is_settled("ond_geinformeerd_swv"):
        missing.append("ond_geinformeerd_swv")
    if case.applies("ond_uitstroomschool") and not case.is_settled("ond_uitstroomschool"):
        missing.append("ond_uitstroomschool")
    if missing:
        yield Hit(questions=tuple(missing), rests_on=case.rests_on("ond_stamschool"))


def unenrolled(case: Case, rule: Rule) -> Iterable[Hit]:
    """Taken off the roll during the placement."""
    if "uitgeschreven" in case.options("ond_inschrijving_tijdens") and not case.has_left:
        yield Hit(rests_on=case.rests_on("ond_inschrijving_tijdens"))


def contact_stalled(case: Case, rule: Rule) -> Iterable[Hit]:
    """Somebody says that contact with the home school does not get on."""
    if any(a.value is True and a.has_content for a in case.answers("ond_contact_stagneert")):
        yield Hit(rests_on=case.rests_on("ond_contact_stagneert"))


def treatment_not_started(case: Case, rule: Rule) -> Iterable[Hit]:
    """No treatment so many days after intake, or none that goes on around leaving."""
    window = threshold(case, rule.id, 14)
    treated = case.options("wel_er") - _NO_CARE
    if help_not_started(case):
        yield Hit(questions=("naz_gestart",), rests_on=case.rests_on("naz_gestart"))
    elif treated or case.has_content("wel_vervolg"):
        if not _goes_on(case, window):
            yield Hit(
                questions=("wel_vervolg",),
                rests_on=case.rests_on("wel_er", "wel_vervolg", case.leaving_question),
            )
    elif _waits_since_intake(case, window):
        rests_on = case.rests_on("wel_er") + case.rests_on_fact("basis_instroom")
        yield Hit(questions=("wel_er",), rests_on=rests_on)


def _waits_since_intake(case: Case, window: int) -> bool:
    if case.options("wel_nodig") == {"niets"} or case.is_not_applicable("wel_er"):
        return False
    if case.intake is None or case.has_left:
        return False
    return case.today > days_after(case.intake, window)


def _goes_on(case: Case, window: int) -> bool:
    """Whether treatment starts again within the window after T; before that is near, it is no matter."""
    if case.leaving is None or case.is_not_applicable("wel_vervolg"):
        return True
    if case.today < days_after(case.leaving, -window):
        return True
    latest = days_after(case.leaving, window)
    starts = [partial_end(row.get("start_daar")) for row in case.rows("wel_vervolg")]
    return bool(starts) and all(day is not None and day <= latest for day in starts)


def no_adult(case: Case, rule: Rule) -> Iterable[Hit]:
    """No adult who is always there for the youth is known."""
    none = "nee" in case.options("sup_chk_volwassene")
    if none or not case.is_settled("net_altijd"):
        yield Hit(rests_on=case.rests_on("sup_chk_volwassene"))


def wait_for_place(case: Case, rule: Rule) -> Iterable[Hit]:
    """A place is there only after the youth has left; the days in between."""
    if case.leaving is None or case.is_closed:
        return
    for place in place_dates(case):
        days = (place.day - case.leaving).days
        # Once the place is there, the waiting is over.
        if days > 0 and place.day > case.today:
            yield Hit(
                questions=(place.question,),
                slots=(("leefgebied", NAME[place.area]), ("dagen", str(days))),
                rests_on=(
                    (place.question, place.voice),
                    *case.rests_on_fact(case.leaving_question),
                ),
                life_area=place.area,
            )


def no_introduction(case: Case, rule: Rule) -> Iterable[Hit]:
    """Shortly before T there is a new place that the youth did not get to know."""
    if case.leaving is None or case.has_left or case.is_not_applicable("wo_kennismaking"):
        return
    if case.today < days_after(case.leaving, -threshold(case, rule.id, 14)):
        return
    for place in missing_introductions(case):
        yield Hit(
            slots=(("plek", place), ("naam", f"iemand van {place}")),
            rests_on=case.rests_on("won_er", "sw_richting", "oz_wie", case.leaving_question),
        )


def handover_unconfirmed(case: Case, rule: Rule) -> Iterable[Hit]:
    """Parts of the handover are not confirmed so many working days after T."""
    if case.leaving is None or case.is_closed:
        return
    if case.plan_reached(PlanKind.EXIT_PLAN, PlanState.HANDED_OVER):
        return
    if case.today > working_days_after(case.leaving, threshold(case, rule.id, 5)):
        parts = unconfirmed_parts(case)
        if parts:
            yield Hit(
                slots=(("onderdeel", ", ".join(parts)),),
                rests_on=case.rests_on_fact(case.leaving_question),
            )


def appointment_late(case: Case, rule: Rule) -> Iterable[Hit]:
    """A hit per open agreement past its day: at first to know, after the threshold to act."""
    for agreed in case.agreements():
        if agreed.state != "open" or agreed.due is None or agreed.due >= case.today:
            continue
        person = case.dossier.people.get(agreed.person or "")
        who = agreed.who or (person.name if person else "")
        late = (case.today - agreed.due).days
        yield Hit(
            questions=(question_of(agreed.life_area, "afspraken"),),
            people=(agreed.person,) if agreed.person else (),
            slots=(("wat", agreed.what), ("wie", who or "nog niemand")),
            agreements=agreed.agreements,
            rests_on=agreed.rests_on,
            life_area=agreed.life_area,
            due=agreed.due,
            severity="info" if late <= threshold(case, rule.id, 14) else "action",
        )


def score_dropped(case: Case, rule: Rule) -> Iterable[Hit]:
    """A hit per score that the youth gave lower than the time before by at least the threshold."""
    scores: dict[str, LifeArea | None] = {question_of(area, "nu"): area for area in PREFIX}
    scores |= dict.fromkeys(_OWN_SCORES)
    for question, area in scores.items():
        for answer in case.answers(question, Role.YOUTH):
            before = _score_before(case, answer)
            now = answer.value
            if before is None or not _is_score(now) or before - now < threshold(case, rule.id, 3):
                continue
            asked = case.questionnaire.questions.get(question)
            label = NAME[area] if area else asked.wording(Voice.PROFESSIONAL) if asked else question
            yield Hit(
                questions=(question,),
                slots=(("gebied", label), ("x", str(before)), ("y", str(now))),
                rests_on=((answer.question, answer.voice),),
                life_area=area,
            )


def _score_before(case: Case, answer: Answer) -> int | None:
    earlier = case.dossier.history.get((answer.question, answer.voice), ())
    scores = [one.value for one in earlier if _is_score(one.value)]
    return scores[-1] if scores else None


def _is_score(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def safety_words(case: Case, rule: Rule) -> Iterable[Hit]:
    """The youth chose 'slechte gedachten'; done when somebody assessed the risk on or after that day.

    Only a choice of the youth counts: nothing looks for words in what was typed.
    """
    for answer in case.answers("veil_oranje", Role.YOUTH):
        if _SAFETY not in case.options("veil_oranje", Role.YOUTH):
            continue
        assessed = [partial_end(row.get("datum")) for row in case.rows("veil_risico")]
        if not any(day is not None and day >= answer.answered_at.date() for day in assessed):
            yield Hit(rests_on=((answer.question, answer.voice),))


def nearly_18(case: Case, rule: Rule) -> Iterable[Hit]:
    """18 is near or reached, and the list is not finished or the parents' part was not asked."""
    if case.born is None:
        return
    eighteenth = due_day(case, "dl_18_consent", case.born)
    if case.today < days_after(eighteenth, -threshold(case, rule.id, _HALF_YEAR)):
        return
    missing = [q for q in ("a18_klaar", "a18_actie") if not case.has_status(q)]
    if (case.age or 0) >= 18 and not case.has_status("a18_ouders", Role.YOUTH):
        missing.append("a18_ouders")
    if missing:
        yield Hit(questions=tuple(missing), rests_on=case.rests_on_fact("basis_geboortedatum"))


def leaving_is_in_sight(case: Case) -> bool:
    """True from the day on which leaving is in sight."""
    if case.dossier.phase in (Phase.EXIT, Phase.AFTERCARE) or case.has_left:
        return True
    if case.leaving is None:
        return False
    return case.today >= due_day(case, "dl_exit_visible", case.leaving)
