"""The facts that conditions look at: age, days, phase and answers, for one voice on one day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from planbuilder.interview.answers import Answer
from planbuilder.interview.dates import first_day, last_day
from planbuilder.questionnaire.terms import AnswerStatus, Phase, Role

Answers = Mapping[tuple[str, str], Answer]
# What a question operand sees of each answer that counts.
Seen = tuple[tuple[AnswerStatus, object], ...]

# The questions whose answers are the dates that everything is counted from.
BIRTH = "basis_geboortedatum"
ARRIVAL = "basis_instroom"
EXPECTED_EXIT = "basis_uitstroom_verwacht"
EXIT = "basis_uitstroom"
AUTHORISATION_END = "basis_mgj_eind"

# Whose word counts first for a plain fact: an order of roles, so who answered first does not matter.
ROLE_ORDER: tuple[Role, ...] = (
    Role.CARE_PROVIDER,
    Role.GUARDIAN,
    Role.REFERRER,
    Role.MUNICIPAL_YOUTH_CARE,
    Role.INSTITUTION_SCHOOL,
    Role.HOME_SCHOOL,
    Role.SCHOOL_ALLIANCE,
    Role.PARENT,
    Role.YOUTH,
    Role.INFORMAL_NETWORK,
    Role.EXPERIENCE_EXPERT,
)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What an interview is told about the rest of the dossier.

    `roles` is the role of each person by id. `may_see` says which answers of others may steer what
    this voice is asked: a question that comes up tells something too. `latest_plan_seq` is the
    event number of the newest plan version, 0 when there is none.
    """

    today: date
    phase: Phase
    roles: Mapping[str, Role]
    may_see: Callable[[Answer], bool]
    plan_versions: int = 0
    latest_plan_seq: int = 0


@dataclass(frozen=True, slots=True)
class KeyDates:
    """The dates of the pathway as they were answered (whole or partial), None where unknown."""

    birth: str | None
    arrival: str | None
    expected_exit: str | None
    exit: str | None
    authorisation_end: str | None


def rank_of_role(role: Role | None) -> int:
    """The place of a role in `ROLE_ORDER`; somebody without a role comes last."""
    return ROLE_ORDER.index(role) if role else len(ROLE_ORDER)


def key_dates(answers: Answers, roles: Mapping[str, Role]) -> KeyDates:
    """The key dates, each from whoever comes first in `ROLE_ORDER` of those who answered it."""
    found: dict[str, tuple[int, str, str]] = {}
    for (question, voice), answer in answers.items():
        if question in _KEY_QUESTIONS and answer.has_content and isinstance(answer.value, str):
            candidate = (rank_of_role(roles.get(voice)), voice, answer.value)
            found[question] = min(candidate, found.get(question, candidate))
    words = [found[question][2] if question in found else None for question in _KEY_QUESTIONS]
    return KeyDates(*words)


def known_facts(circumstances: Circumstances, dates: KeyDates) -> dict[str, int | str | bool]:
    """The facts that are no answers, those that are known only.

    age: whole years, from the last day that a partial birth date can mean (the strictest age);
    stay_days: from arrival to exit or today; days_to_exit: negative once it is past;
    days_from_exit_to_18: negative for who leaves after turning 18.
    """
    today = circumstances.today
    facts: dict[str, int | str | bool] = {
        "phase": circumstances.phase.value,
        "plan_versions": circumstances.plan_versions,
    }
    born = _day(dates.birth, last_day)
    arrived = _day(dates.arrival, first_day)
    left = _day(dates.exit, first_day)
    leaves = left or _day(dates.expected_exit, first_day)
    if born is not None:
        facts["age"] = age_on(born, today)
    if arrived is not None:
        facts["stay_days"] = max((min(left or today, today) - arrived).days, 0)
    if leaves is not None:
        facts["days_to_exit"] = (leaves - today).days
    if leaves is not None and born is not None:
        facts["days_from_exit_to_18"] = (birthday(born, 18) - leaves).days
    return facts


def seen_answers(
    answers: Iterable[Answer], voice: str, may_see: Callable[[Answer], bool]
) -> tuple[Answer, ...]:
    """Of the answers to one question those that count for this voice: its own one alone when it
    gave one, else those of others that it may see.
    """
    found = [answer for answer in answers if answer.status is not AnswerStatus.PENDING]
    own = tuple(answer for answer in found if answer.voice == voice)
    return own or tuple(answer for answer in found if may_see(answer))


def age_on(born: date, today: date) -> int:
    """Age in whole years, 0 for a day before birth."""
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return max(years, 0)


def birthday(born: date, years: int) -> date:
    """The day on which somebody turns this old; who was born on 29 February does so on 1 March."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


_KEY_QUESTIONS = (BIRTH, ARRIVAL, EXPECTED_EXIT, EXIT, AUTHORISATION_END)


def _day(partial: str | None, meaning: Callable[[str], date]) -> date | None:
    try:
        return meaning(partial) if partial else None
    except ValueError:
        return None
