"""The Dossier: everything known about one pathway at one moment, frozen. It is the fold of its events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Generic, Literal, TypeVar

from planbuilder.dossier.events import (
    Agreement,
    CapacityNoted,
    ConsentDecided,
    DocumentIssued,
    Person,
    PlanVoted,
    SafetyShared,
)
from planbuilder.interview.answers import JOINT, Answer
from planbuilder.interview.facts import rank_of_role
from planbuilder.questionnaire.terms import (
    PARTIES,
    AnswerStatus,
    Party,
    Phase,
    PlanKind,
    PlanState,
    Role,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PartyState:
    """One of the nine parties: who speaks for it, or why nobody does (yet)."""

    party: Party
    status: Literal["named", "not_applicable", "unknown"] = "unknown"
    people: tuple[str, ...] = ()
    does: str = ""
    reason: str = ""
    who_finds_out: str = ""
    by_date: str | None = None

    @property
    def is_settled(self) -> bool:
        """True when it is named, absent with a reason, or being found out by somebody by a date."""
        return self.status != "unknown" or bool(self.who_finds_out)


@dataclass(frozen=True, slots=True)
class Direction:
    """Who is the regisseur: nobody before the first appointment, afterwards exactly one person.

    While an offer stands (`offered_to`), `current` stays the regisseur.
    """

    current: str | None = None
    since: str | None = None
    offered_to: str | None = None
    offered_date: str | None = None
    offered_reason: str = ""
    offered_at: datetime | None = None
    earlier: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A joint answer that waits for the youth's yes."""

    question: str
    value: object
    note: str
    together_with: tuple[str, ...]
    proposed_by: str
    proposed_at: datetime


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A decision or a vote as it was recorded: the payload, its number, moment and who typed it."""

    payload: T
    seq: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """A version of a plan and how far it is."""

    plan: PlanKind
    version: int
    state: PlanState
    at: datetime
    seq: int


def answers_in_order(
    answers: Mapping[tuple[str, str], Answer], people: Mapping[str, Person]
) -> dict[str, tuple[Answer, ...]]:
    """Per question the answers to it: joint first, then the youth, then the others as they came."""
    order = {JOINT: -2}
    for number, person in enumerate(people.values()):
        order[person.id] = -1 if person.role is Role.YOUTH else number
    found: dict[str, list[Answer]] = {}
    for (asked, _), answer in answers.items():
        found.setdefault(asked, []).append(answer)
    return {
        asked: tuple(sorted(those, key=lambda one: (order.get(one.voice, 10**6), one.voice)))
        for asked, those in found.items()
    }


def _frozen() -> Mapping[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Dossier:
    """One dossier after `length` events.

    `answers` holds the latest answer per (question id, voice), the voice being a person id or
    `JOINT`; `history` every answer that was replaced, oldest first, so nothing is ever lost.
    `changed_seq` is the number of the last event that changed the content of a plan.
    """

    id: str
    length: int = 0
    settings: str = ""
    opened_at: datetime | None = None
    people: Mapping[str, Person] = field(default_factory=_frozen)
    left: Mapping[str, str] = field(default_factory=_frozen)
    party_states: Mapping[Party, PartyState] = field(default_factory=_frozen)
    answers: Mapping[tuple[str, str], Answer] = field(default_factory=_frozen)
    history: Mapping[tuple[str, str], tuple[Answer, ...]] = field(default_factory=_frozen)
    proposals: Mapping[str, Proposal] = field(default_factory=_frozen)
    showing: Mapping[tuple[str, str], bool] = field(default_factory=_frozen)
    agreements: Mapping[str, Agreement] = field(default_factory=_frozen)
    agreement_makers: Mapping[str, str] = field(default_factory=_frozen)
    agreement_history: Mapping[str, tuple[Agreement, ...]] = field(default_factory=_frozen)
    direction: Direction = Direction()
    phase: Phase = Phase.INTAKE
    phases: tuple[tuple[Phase, str, str], ...] = ()
    consents: tuple[Dated[ConsentDecided], ...] = ()
    capacity: Dated[CapacityNoted] | None = None
    safety: tuple[Dated[SafetyShared], ...] = ()
    standings: Mapping[PlanKind, tuple[PlanStanding, ...]] = field(default_factory=_frozen)
    reads: Mapping[tuple[PlanKind, int, str], datetime] = field(default_factory=_frozen)
    votes: Mapping[tuple[PlanKind, int, str], Dated[PlanVoted]] = field(default_factory=_frozen)
    issued: tuple[Dated[DocumentIssued], ...] = ()
    changed_seq: int = 0

    @property
    def parties(self) -> Mapping[Party, PartyState]:
        """All nine parties (party 1 as two), each with the people who are still there."""
        found: dict[Party, PartyState] = {}
        for party in PARTIES:
            state = self.party_states.get(party, PartyState(party))
            people = tuple(
                person.id
                for person in self.people.values()
                if person.role.party is party and person.id not in self.left
            )
            found[party] = PartyState(
                party=party,
                status="named" if people else state.status,
                people=people,
                does=state.does,
                reason=state.reason,
                who_finds_out=state.who_finds_out,
                by_date=state.by_date,
            )
        return found

    @property
    def youth(self) -> Person | None:
        """The youth whose dossier this is, or None as long as nobody added them."""
        return next((p for p in self.people.values() if p.role is Role.YOUTH), None)

    def present(self, *roles: Role) -> tuple[Person, ...]:
        """The people with one of these roles who are still there, in the order in which they came."""
        return tuple(p for p in self.people.values() if p.role in roles and p.id not in self.left)

    def answers_to(self, question: str) -> tuple[Answer, ...]:
        """Everybody's latest answer to a question: joint first, then youth, then as people came."""
        found = {key: answer for key, answer in self.answers.items() if key[0] == question}
        return answers_in_order(found, self.people).get(question, ())

    def answers_by_question(self) -> dict[str, tuple[Answer, ...]]:
        """The same for every question that has an answer, in one go."""
        return answers_in_order(self.answers, self.people)

    def answer(self, question: str, role: Role | None = None) -> Answer | None:
        """One answer with content to a factual question, whoever gave it first in the order of roles.

        Why an order of roles and not the newest: the order of answering must not change the dossier.
        """
        ranked = [
            (rank_of_role(person.role), answer)
            for answer in self.answers_to(question)
            if answer.has_content
            and (person := self.people.get(answer.voice)) is not None
            and (role is None or person.role is role)
        ]
        return min(ranked, key=lambda pair: pair[0])[1] if ranked else None

    def status_of(self, question: str, voice: str) -> AnswerStatus:
        """The status of one voice's answer; pending when it was never asked."""
        answer = self.answers.get((question, voice))
        return answer.status if answer else AnswerStatus.PENDING

    def standing(self, plan: PlanKind) -> PlanStanding | None:
        """The newest version of a plan with its state, or None."""
        entries = self.standings.get(plan, ())
        return entries[-1] if entries else None
