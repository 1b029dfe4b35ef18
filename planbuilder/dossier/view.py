"""The dossier as one recipient may see it at one moment: consent applied before anything is written.

A plan is made from a `DossierView` and nothing else, so what is not in here can't leak.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from planbuilder.dossier.consent import Consent, Decision, Recipient
from planbuilder.dossier.dossier import Dossier, PartyState, PlanStanding, answers_in_order
from planbuilder.dossier.events import Agreement, Person
from planbuilder.dossier.visibility import Reader
from planbuilder.interview.answers import Answer
from planbuilder.questionnaire.model import Questionnaire
from planbuilder.questionnaire.settings import Settings
from planbuilder.questionnaire.terms import (
    PARTIES,
    AnswerStatus,
    DataClass,
    Party,
    Phase,
    PlanKind,
    Role,
    Sensitivity,
)


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One of the nine parties as this recipient may know it; `is_open` False: not theirs to know."""

    state: PartyState
    people: tuple[Person, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class DossierView:
    """What one recipient may read, for one kind of plan (None: for looking at the dossier itself).

    `answers` as in Dossier, filtered; `readable` are the questions that this recipient may know of
    at all, so that "not talked about yet" is only said about those. `people` are those who may be
    named, without what this recipient may not have of them. `grounds` are the decisions on which
    this view rests beyond the defaults. `direction` is the regisseur's person id, if known here.
    `history` are the earlier answers of whom an answer may be read now, oldest first; it is empty
    where somebody has taken the answer back. `phases` are the phases so far with the day they began.
    """

    dossier_id: str
    recipient: Recipient
    plan: PlanKind | None
    today: date
    age: int | None
    phase: Phase
    people: Mapping[str, Person]
    youth: Person | None
    answers: Mapping[tuple[str, str], Answer]
    history: Mapping[tuple[str, str], tuple[Answer, ...]]
    phases: tuple[tuple[Phase, str], ...]
    readable: frozenset[str]
    agreements: tuple[Agreement, ...]
    parties: tuple[PartyLine, ...]
    direction: str | None
    direction_since: str | None
    direction_offered_to: str | None
    standing: PlanStanding | None
    version: int
    reads: Mapping[str, date]
    votes: Mapping[str, tuple[str, str]]
    grounds: tuple[Decision, ...]
    # What the school version may hold for this recipient.
    school_version: Literal["whole", "basic", "none"]
    _by_question: Mapping[str, tuple[Answer, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # A plan asks for the answers to some question hundreds of times.
        object.__setattr__(self, "_by_question", answers_in_order(self.answers, self.people))

    def answers_to(self, question: str) -> tuple[Answer, ...]:
        """The answers to a question that may be read: joint first, then the youth, then the others."""
        return self._by_question.get(question, ())

    @property
    def is_empty(self) -> bool:
        """True when this recipient may read nothing at all that anybody said or agreed."""
        return not self.answers and not self.agreements


SCHOOL_CHOICE = "deel_school"
ONLY_BASICS = "alleen de basis"
SCHOOL_PARTIES = (Party.INSTITUTION_SCHOOL, Party.HOME_SCHOOL, Party.SCHOOL_ALLIANCE)
# Which data class stands for knowing that a party takes part, and through whom.
_PARTY_CLASS: Mapping[Party, DataClass] = {
    Party.GUARDIAN: DataClass.LIFE_AREA,
    Party.REFERRER: DataClass.LIFE_AREA,
    Party.SCHOOL_ALLIANCE: DataClass.EDUCATION,
    Party.NETWORK: DataClass.THIRD_PARTY,
}


def next_version(dossier: Dossier, plan: PlanKind) -> int:
    """The version that a document made now carries: a new one when the content changed since the last."""
    issued = [d for d in dossier.issued if d.payload.plan is plan and d.payload.is_plan]
    standing = dossier.standing(plan)
    known = [(dated.payload.version, dated.seq) for dated in issued]
    known += [(standing.version, standing.seq)] if standing else []
    if not known:
        return 1
    version = max(number for number, _ in known)
    last = max(seq for number, seq in known if number == version)
    return version + 1 if dossier.changed_seq > last else version


def view_for(
    dossier: Dossier,
    recipient: Recipient,
    questionnaire: Questionnaire,
    settings: Settings,
    today: date,
    plan: PlanKind | None = None,
) -> DossierView:
    """The dossier as this recipient may see it on this day, for this kind of plan."""
    reader = Reader(Consent.of(dossier, settings, today), questionnaire, recipient, plan)
    answers = {
        key: answer for key, answer in dossier.answers.items() if reader.may_read_answer(answer)
    }
    readable = frozenset(q.id for q in questionnaire.questions.values() if reader.may_know_of(q))
    people = _people(dossier, reader)
    version = next_version(dossier, plan) if plan else 0
    youth = people.get(dossier.youth.id) if dossier.youth else None
    knows_process = reader.may_read_class(DataClass.PROCESS, Sensitivity.BASIC)
    return DossierView(
        dossier_id=dossier.id,
        recipient=recipient,
        plan=plan,
        today=today,
        age=reader.consent.age
        if reader.may_read_class(DataClass.IDENTITY, Sensitivity.BASIC)
        else None,
        phase=dossier.phase,
        people=MappingProxyType(people),
        youth=youth,
        answers=MappingProxyType(answers),
        history=MappingProxyType(_history(dossier, answers)),
        phases=tuple((phase, began) for phase, began, _ in dossier.phases) if knows_process else (),
        readable=readable,
        agreements=tuple(a for a in dossier.agreements.values() if reader.may_read_agreement(a)),
        parties=_party_lines(dossier, reader, people),
        direction=dossier.direction.current if knows_process else None,
        direction_since=dossier.direction.since if knows_process else None,
        direction_offered_to=dossier.direction.offered_to if knows_process else None,
        standing=dossier.standing(plan) if plan else None,
        version=version,
        reads=_reads(dossier, plan, people),
        votes=_votes(dossier, plan, people, reader),
        school_version=_school_version(dossier, reader),
        grounds=reader.grounds,
    )


def _school_version(dossier: Dossier, reader: Reader) -> Literal["whole", "basic", "none"]:
    """Everything for schools after a yes, only the plain facts where the youth chose that, else nothing.

    Who looks along (youth, parents, care) sees what the school would get.
    """
    words = dossier.answers.get((SCHOOL_CHOICE, dossier.youth.id)) if dossier.youth else None
    is_basic = words is not None and words.value == ONLY_BASICS
    if reader.recipient.party not in SCHOOL_PARTIES:
        return "basic" if is_basic else "whole"
    if is_basic:
        return "none" if reader.recipient.party is Party.SCHOOL_ALLIANCE else "basic"
    closed = reader.consent.closed(reader.recipient, DataClass.EDUCATION)
    granted = reader.consent.granted(reader.recipient, DataClass.EDUCATION)
    return "whole" if granted and not closed else "none"


def _history(
    dossier: Dossier, answers: Mapping[tuple[str, str], Answer]
) -> dict[tuple[str, str], tuple[Answer, ...]]:
    """What was said before by whom may be read now; taking it back takes what came before along."""
    found: dict[tuple[str, str], tuple[Answer, ...]] = {}
    for key, answer in answers.items():
        if not answer.has_content or key not in dossier.history:
            continue
        standing: list[Answer] = []
        for earlier in dossier.history[key]:
            if earlier.status is AnswerStatus.DECLINED:
                standing.clear()
            else:
                standing.append(earlier)
        found[key] = tuple(standing)
    return found


def _party_lines(
    dossier: Dossier, reader: Reader, people: Mapping[str, Person]
) -> tuple[PartyLine, ...]:
    lines = []
    for party in PARTIES:
        state = dossier.parties[party]
        if not _knows_party(reader, party):
            lines.append(PartyLine(PartyState(party), (), is_open=False))
            continue
        named = tuple(people[p] for p in state.people if p in people)
        lines.append(PartyLine(state, named, is_open=True))
    return tuple(lines)


def _knows_party(reader: Reader, party: Party) -> bool:
    if reader.recipient.party is party:
        return True
    data_class = _PARTY_CLASS.get(party, DataClass.PROCESS)
    sensitivity = Sensitivity.PERSONAL if data_class is DataClass.THIRD_PARTY else Sensitivity.BASIC
    return reader.may_read_class(data_class, sensitivity)


def _people(dossier: Dossier, reader: Reader) -> dict[str, Person]:
    """The people who may be named here, without the contact data that are not theirs to pass on."""
    closest = reader.recipient.party in (Party.YOUTH, Party.CARE_PROVIDER)
    found: dict[str, Person] = {}
    for person in dossier.people.values():
        is_self = person.id == reader.recipient.person
        if not is_self and not _knows_party(reader, person.role.party):
            continue
        around = person.role.party is Party.NETWORK
        if reader.recipient.party is Party.NETWORK:
            around = around or person.role is Role.PARENT
        if around and not closest and not is_self:
            # Data of others around the youth are kept to a minimum: a name and who it is.
            found[person.id] = without_contact(person)
        else:
            found[person.id] = person
    return found


def without_contact(person: Person) -> Person:
    """The same person without phone, other contact and organisation."""
    return person.model_copy(update={"phone": "", "contact": "", "organisation": ""})


def _reads(
    dossier: Dossier, plan: PlanKind | None, people: Mapping[str, Person]
) -> dict[str, date]:
    standing = dossier.standing(plan) if plan else None
    return {
        person: at.date()
        for (kind, version, person), at in dossier.reads.items()
        if standing and kind is plan and version == standing.version and person in people
    }


def _votes(
    dossier: Dossier, plan: PlanKind | None, people: Mapping[str, Person], reader: Reader
) -> dict[str, tuple[str, str]]:
    """Per person the vote on the newest version, and the remark where that may be read."""
    standing = dossier.standing(plan) if plan else None
    found: dict[str, tuple[str, str]] = {}
    for (kind, version, person), dated in dossier.votes.items():
        if standing is None or kind is not plan or version != standing.version:
            continue
        if person in people:
            own = person == reader.recipient.person
            opinions = own or reader.may_read_class(DataClass.SELF_REPORT, Sensitivity.PERSONAL)
            found[person] = (dated.payload.vote, dated.payload.remark if opinions else "")
    return found
