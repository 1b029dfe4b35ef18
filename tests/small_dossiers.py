"""Small dossiers for tests, made the only way there is: through events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import (
    AnswerGiven,
    DossierOpened,
    Event,
    Payload,
    Person,
    PersonAdded,
)
from planbuilder.dossier.fold import fold
from planbuilder.questionnaire.terms import Role

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

SAM = Person(id="sam", name="Sam", role=Role.YOUTH)
MOTHER = Person(id="moeder", name="Ria", role=Role.PARENT, relation="moeder", has_custody=True)
FATHER = Person(id="vader", name="Bram", role=Role.PARENT, relation="vader")
MENTOR = Person(id="mentor", name="Noor", role=Role.CARE_PROVIDER, function="mentor leefgroep")
SCHOOL = Person(id="school", name="Joris", role=Role.HOME_SCHOOL, organisation="De Wissel")
TOWN = Person(id="wijkteam", name="Anouk", role=Role.MUNICIPAL_YOUTH_CARE)
AUNT = Person(id="tante", name="Mies", role=Role.INFORMAL_NETWORK, phone="06-00000007")
EVERYBODY = (SAM, MOTHER, FATHER, MENTOR, SCHOOL, TOWN, AUNT)


def events_of(*payloads: Payload | tuple[str, Payload]) -> tuple[Event, ...]:
    """Numbered events, a minute apart; (by, payload) says who typed it, otherwise the mentor did."""
    found = []
    for number, entry in enumerate(payloads, start=1):
        by, payload = entry if isinstance(entry, tuple) else ("mentor", entry)
        at = START + timedelta(minutes=number)
        found.append(Event(seq=number, at=at, by=by, payload=payload))
    return tuple(found)


def dossier_of(
    *payloads: Payload | tuple[str, Payload], people: Sequence[Person] = EVERYBODY
) -> Dossier:
    """A dossier that is opened, with these people in it, and then these things happening."""
    begin = [DossierOpened(), *(PersonAdded(person=person) for person in people)]
    return fold("sam", events_of(*begin, *payloads))


def said(voice: str, question: str, value: object, **more: object) -> tuple[str, AnswerGiven]:
    """This voice gives this answer."""
    return voice, AnswerGiven(question=question, voice=voice, value=value, **more)
