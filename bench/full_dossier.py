"""A dossier of a made-up youth in which every question has an answer of everybody who may give one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from planbuilder.dossier import events as e
from planbuilder.questionnaire.model import Column, Question, Questionnaire
from planbuilder.questionnaire.terms import AnswerType, Party, Role

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
WORDS = "Ik wil weer naar school, maar dan rustig opbouwen. Mijn tante helpt me. Dat vind ik fijn."
PEOPLE = (
    e.Person(id="jongere", name="Sam", role=Role.YOUTH),
    e.Person(id="moeder", name="Ria", role=Role.PARENT, has_custody=True, relation="moeder"),
    e.Person(id="mentor", name="Noor de Wit", role=Role.CARE_PROVIDER, function="mentor"),
    e.Person(id="docent", name="Bas Vermeer", role=Role.INSTITUTION_SCHOOL, function="docent"),
    e.Person(id="jamila", name="Jamila", role=Role.EXPERIENCE_EXPERT, engaged_from="2026-01"),
)


def full_events(questionnaire: Questionnaire, at_least: int = 0) -> list[e.Event]:
    """The events of the dossier; answers are given again until there are `at_least` so many."""
    payloads: list[e.Payload] = [e.DossierOpened(), *(e.PersonAdded(person=one) for one in PEOPLE)]
    payloads.append(e.DirectorAppointed(person="mentor", since="2026-03-02"))
    payloads += [
        e.ConsentDecided(decider="jongere", party=party, decision="yes")
        for party in (Party.CARE_PROVIDER, Party.INSTITUTION_SCHOOL)
    ]
    answers = [
        e.AnswerGiven(question=question.id, voice=person.id, value=value_for(question))
        for question in questionnaire.questions.values()
        for person in PEOPLE
        if person.role.voice is not None and person.role.voice in question.asked
    ]
    payloads += answers
    while len(payloads) < at_least:
        payloads += answers[: at_least - len(payloads)]
    return [
        e.Event(seq=seq, at=START + timedelta(minutes=seq), by="mentor", payload=payload)
        for seq, payload in enumerate(payloads, 1)
    ]


def value_for(asked: Question | Column) -> object:
    """A value that fits this question or column."""
    match asked.type:
        case AnswerType.TEXT:
            return "Bij mijn tante"
        case AnswerType.LONG_TEXT:
            return f"{WORDS}\n\n{WORDS}"
        case AnswerType.YES_NO:
            return True
        case AnswerType.CHOICE:
            return asked.options[0]
        case AnswerType.MULTI_CHOICE:
            return list(asked.options[:2])
        case AnswerType.SCALE:
            return 7
        case AnswerType.DATE:
            return "2026-05"
        case AnswerType.PERSON:
            return {"name": "Ria"}
        case AnswerType.AMOUNT:
            return "250.00"
        case AnswerType.TABLE:
            columns = asked.columns if isinstance(asked, Question) else ()
            return [{column.id: value_for(column) for column in columns}] * 3
