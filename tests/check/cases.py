"""Small dossiers for the rules: a few things that happened, and the ids of what is then found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from planbuilder.check.check import Finding, check
from planbuilder.check.rules import Rules, read_rules
from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import (
    Agreement,
    AgreementMade,
    AnswerGiven,
    DirectorAppointed,
    DossierOpened,
    Event,
    Payload,
    Person,
    PersonAdded,
    PlanStateChanged,
)
from planbuilder.dossier.fold import fold
from planbuilder.interview.answers import check_value
from planbuilder.questionnaire.model import Questionnaire
from planbuilder.questionnaire.reader import read_questionnaire
from planbuilder.questionnaire.settings import Settings, read_settings
from planbuilder.questionnaire.terms import AnswerStatus, LifeArea, PlanKind, PlanState, Role
from planbuilder.resources import read_shipped

TODAY = date(2026, 6, 15)
PP, UP = PlanKind.PERSPECTIVE_PLAN, PlanKind.EXIT_PLAN
OO, MP = PlanKind.SCHOOL_TRANSFER, PlanKind.MY_PLAN

YOUTH = Person(id="noor", name="Noor", role=Role.YOUTH)
MOTHER = Person(id="moeder", name="Els", role=Role.PARENT, has_custody=True)
MENTOR = Person(id="mentor", name="Karim Aziz", role=Role.CARE_PROVIDER, phone="06-00000001")
TEACHER = Person(id="leraar", name="Wim", role=Role.INSTITUTION_SCHOOL)
TOWN = Person(id="wijkteam", name="Fatma", role=Role.MUNICIPAL_YOUTH_CARE, phone="06-00000002")
EVERYBODY = (YOUTH, MOTHER, MENTOR, TEACHER, TOWN)

# What happens: a payload, who types it (the mentor if nobody is named) and the day (today if not).
Happening = Payload | tuple[Any, ...]


@cache
def shipped() -> tuple[Questionnaire, Settings, Rules]:
    """The questions, settings and rules that ship."""
    files = read_shipped("questionnaires")
    rules = {name: text for name, text in files.items() if name.startswith("rules_")}
    settings = {name: text for name, text in files.items() if name.startswith("settings")}
    rest = {
        name: text
        for name, text in files.items()
        if not name.startswith(("rules_", "settings", "plan_"))
    }
    questionnaire = read_questionnaire(rest)
    return questionnaire, read_settings(settings), read_rules(rules, questionnaire)


def say(question: str, value: Any, voice: str = "mentor", on: date = TODAY) -> Happening:
    """This voice gives this answer; it must be one that the question takes."""
    value = check_value(shipped()[0][question], value)
    return voice, AnswerGiven(question=question, voice=voice, value=value), on


def rather_not(question: str, voice: str = "noor", status: str = "declined") -> Happening:
    """This voice gives no answer, but a status."""
    return voice, AnswerGiven(question=question, voice=voice, status=AnswerStatus(status)), TODAY


def agree(area: str, number: int = 1, **more: Any) -> AgreementMade:
    """A whole agreement in this life area."""
    whole: dict[str, Any] = {
        "id": f"{area}{number}",
        "life_area": LifeArea(area),
        "what": "samen bellen",
        "who": "Karim",
        "due": "2026-07-01",
        "evidence": "er is gebeld",
    }
    return AgreementMade(agreement=Agreement(**(whole | more)))


def reach(plan: PlanKind, state: PlanState) -> PlanStateChanged:
    """The first version of this plan comes this far."""
    return PlanStateChanged(plan=plan, version=1, state=state)


def appoint(person: str = "mentor", since: str = "2026-05-01") -> DirectorAppointed:
    """The first regisseur."""
    return DirectorAppointed(person=person, since=since)


def dossier_of(*happenings: Happening, people: Iterable[Person] = EVERYBODY) -> Dossier:
    """The dossier after these things happened, in this order."""
    begin = [DossierOpened(), *(PersonAdded(person=person) for person in people)]
    events = []
    for seq, happening in enumerate([*begin, *happenings], start=1):
        by, payload, on = (
            happening if isinstance(happening, tuple) else ("mentor", happening, TODAY)
        )
        at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
        events.append(Event(seq=seq, at=at, by=by, payload=payload))
    return fold("d1", events)


def found(
    *happenings: Happening,
    plan: PlanKind | None = None,
    today: date = TODAY,
    people: Iterable[Person] = EVERYBODY,
) -> tuple[Finding, ...]:
    """What is found in the dossier in which these things happened."""
    questionnaire, settings, rules = shipped()
    dossier = dossier_of(*happenings, people=people)
    return check(dossier, questionnaire, settings, rules, today, plan)


def ids(findings: Iterable[Finding]) -> set[str]:
    """The rules that found something."""
    return {finding.rule for finding in findings}
