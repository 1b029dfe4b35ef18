"""Events folded into a Dossier, one small function per kind; what does not fit is refused.

Why strict: an event is checked against the dossier as it is at that moment, so a stored dossier
never holds two regisseurs, an answer of nobody, or a confirmation of nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any

from planbuilder.dossier import events as e
from planbuilder.dossier.dossier import (
    Dated,
    Direction,
    Dossier,
    PartyState,
    PlanStanding,
    Proposal,
)
from planbuilder.errors import EventRefused
from planbuilder.interview.answers import JOINT, Answer
from planbuilder.questionnaire.terms import AnswerStatus, Mode, Party, Role

_MAPPINGS = (
    "people left party_states answers history proposals showing agreements agreement_makers "
    "agreement_history standings reads votes"
).split()
_TUPLES = ("phases", "consents", "safety", "issued")
# Events that speak about a plan without changing what stands in it.
_ABOUT_PLANS = {"plan_state_changed", "plan_read", "plan_voted", "document_issued"}
# Parties that exist in every pathway and so can never be 'not applicable'.
_ALWAYS_THERE = (Party.YOUTH, Party.CARE_PROVIDER)


class _Draft:
    """The dossier while it is being folded: the same fields, but growing."""

    def __init__(self, dossier: Dossier) -> None:
        self.values: dict[str, Any] = {f.name: getattr(dossier, f.name) for f in fields(dossier)}
        for name in _MAPPINGS:
            self.values[name] = dict(self.values[name])
        for name in _TUPLES:
            self.values[name] = list(self.values[name])

    def __getattr__(self, name: str) -> Any:
        return self.values[name]

    def freeze(self) -> Dossier:
        done = dict(self.values)
        for name in _MAPPINGS:
            done[name] = MappingProxyType(done[name])
        for name in _TUPLES:
            done[name] = tuple(done[name])
        return Dossier(**done)

    def person(self, person_id: str) -> e.Person:
        found = self.people.get(person_id)
        if found is None:
            raise EventRefused("unknown_person", person=person_id)
        if person_id in self.left:
            raise EventRefused("person_has_left", person=person_id)
        return found  # type: ignore[no-any-return]


def fold(dossier_id: str, events: Iterable[e.Event], onto: Dossier | None = None) -> Dossier:
    """The dossier after these events, in their order; `onto` is the dossier they come after.

    Raises EventRefused with the number of the event that does not fit.
    """
    draft = _Draft(onto or Dossier(id=dossier_id))
    for event in events:
        if event.seq != draft.length + 1:
            raise EventRefused("event_out_of_order", seq=event.seq, expected=draft.length + 1)
        try:
            _APPLY[event.kind](draft, event, event.payload)
        except EventRefused as refused:
            refused.parameters.setdefault("seq", event.seq)
            raise
        draft.values["length"] = event.seq
        if event.kind not in _ABOUT_PLANS:
            draft.values["changed_seq"] = event.seq
    return draft.freeze()


def _opened(draft: _Draft, event: e.Event, payload: e.DossierOpened) -> None:
    if draft.opened_at is not None:
        raise EventRefused("already_opened")
    draft.values["opened_at"] = event.at
    draft.values["settings"] = payload.settings


def _person_added(draft: _Draft, event: e.Event, payload: e.PersonAdded) -> None:
    person = payload.person
    if person.id in draft.people or person.id in (JOINT, "planbuilder"):
        raise EventRefused("person_exists", person=person.id)
    if person.role is Role.YOUTH and any(p.role is Role.YOUTH for p in draft.people.values()):
        raise EventRefused("second_youth", person=person.id)
    draft.people[person.id] = person


def _person_changed(draft: _Draft, event: e.Event, payload: e.PersonChanged) -> None:
    known = draft.person(payload.person.id)
    if known.role is not payload.person.role:
        raise EventRefused("role_is_fixed", person=known.id)
    draft.people[known.id] = payload.person


def _person_left(draft: _Draft, event: e.Event, payload: e.PersonLeft) -> None:
    person = draft.person(payload.person)
    if person.role is Role.YOUTH:
        raise EventRefused("youth_stays", person=person.id)
    if draft.direction.current == person.id:
        raise EventRefused("director_hands_over_first", person=person.id)
    draft.left[person.id] = payload.reason


def _party_not_applicable(draft: _Draft, event: e.Event, payload: e.PartyNotApplicable) -> None:
    here = [p.id for p in draft.people.values() if p.role.party is payload.party]
    if payload.party in _ALWAYS_THERE or any(person not in draft.left for person in here):
        raise EventRefused("party_is_there", party=payload.party.value)
    draft.party_states[payload.party] = PartyState(
        payload.party, status="not_applicable", reason=payload.reason
    )


def _party_unknown(draft: _Draft, event: e.Event, payload: e.PartyUnknown) -> None:
    draft.party_states[payload.party] = PartyState(
        payload.party, who_finds_out=payload.who_finds_out, by_date=payload.by_date
    )


def _party_task(draft: _Draft, event: e.Event, payload: e.PartyTaskDescribed) -> None:
    state = draft.party_states.get(payload.party, PartyState(payload.party))
    draft.party_states[payload.party] = replace(state, does=payload.does)


def _keep(draft: _Draft, key: tuple[str, str], answer: Answer) -> None:
    """Put an answer in its place; the one that stood there goes to the history, whole."""
    earlier = draft.answers.get(key)
    if earlier is not None:
        draft.history[key] = (*draft.history.get(key, ()), earlier)
    draft.answers[key] = answer


def _answer_given(draft: _Draft, event: e.Event, payload: e.AnswerGiven) -> None:
    draft.person(payload.voice)
    answered = payload.status is AnswerStatus.ANSWERED
    if answered and payload.value is None:
        raise EventRefused("answer_without_value", question=payload.question)
    if not answered and payload.value is not None:
        raise EventRefused("value_without_answer", question=payload.question)
    answer = Answer(
        question=payload.question,
        voice=payload.voice,
        status=payload.status,
        value=payload.value,
        note=payload.note,
        answered_at=event.at,
        answered_by=event.by,
        mode=payload.mode,
        seq=event.seq,
    )
    _keep(draft, (payload.question, payload.voice), answer)


def _joint_proposed(draft: _Draft, event: e.Event, payload: e.JointAnswerProposed) -> None:
    for person in payload.together_with:
        draft.person(person)
    draft.proposals[payload.question] = Proposal(
        question=payload.question,
        value=payload.value,
        note=payload.note,
        together_with=payload.together_with,
        proposed_by=event.by,
        proposed_at=event.at,
    )


def _youths_own_proposal(draft: _Draft, event: e.Event, question: str) -> Proposal:
    proposal: Proposal | None = draft.proposals.get(question)
    if proposal is None:
        raise EventRefused("nothing_proposed", question=question)
    if draft.person(event.by).role is not Role.YOUTH:
        raise EventRefused("only_the_youth_confirms", question=question)
    return proposal


def _joint_confirmed(draft: _Draft, event: e.Event, payload: e.JointAnswerConfirmed) -> None:
    proposal = _youths_own_proposal(draft, event, payload.question)
    answer = Answer(
        question=payload.question,
        voice=JOINT,
        status=AnswerStatus.ANSWERED,
        value=proposal.value,
        note=proposal.note,
        answered_at=event.at,
        answered_by=event.by,
        mode=Mode.CONVERSATION,
        seq=event.seq,
    )
    _keep(draft, (payload.question, JOINT), answer)
    del draft.proposals[payload.question]


def _joint_declined(draft: _Draft, event: e.Event, payload: e.JointAnswerDeclined) -> None:
    _youths_own_proposal(draft, event, payload.question)
    del draft.proposals[payload.question]


def _showing(draft: _Draft, event: e.Event, payload: e.ShowingDecided) -> None:
    draft.person(payload.voice)
    if not payload.questions:
        for key in [key for key in draft.showing if key[0] == payload.voice]:
            del draft.showing[key]
    for question in payload.questions or ("*",):
        draft.showing[(payload.voice, question)] = payload.allowed


def _agreement_made(draft: _Draft, event: e.Event, payload: e.AgreementMade) -> None:
    agreement = payload.agreement
    if agreement.id in draft.agreements:
        raise EventRefused("agreement_exists", agreement=agreement.id)
    if agreement.person is not None:
        draft.person(agreement.person)
    draft.agreements[agreement.id] = agreement
    draft.agreement_makers[agreement.id] = event.by


def _agreement_changed(draft: _Draft, event: e.Event, payload: e.AgreementChanged) -> None:
    agreement = payload.agreement
    earlier = draft.agreements.get(agreement.id)
    if earlier is None:
        raise EventRefused("unknown_agreement", agreement=agreement.id)
    if agreement.person is not None:
        draft.person(agreement.person)
    history = draft.agreement_history
    history[agreement.id] = (*history.get(agreement.id, ()), earlier)
    draft.agreements[agreement.id] = agreement


def _director_appointed(draft: _Draft, event: e.Event, payload: e.DirectorAppointed) -> None:
    draft.person(payload.person)
    if draft.direction.current is not None:
        raise EventRefused("there_is_a_director", person=draft.direction.current)
    draft.values["direction"] = Direction(current=payload.person, since=payload.since)


def _direction_offered(draft: _Draft, event: e.Event, payload: e.DirectionOffered) -> None:
    draft.person(payload.to)
    if draft.direction.current is None:
        raise EventRefused("no_director_yet")
    if draft.direction.current == payload.to:
        raise EventRefused("is_director_already", person=payload.to)
    draft.values["direction"] = replace(
        draft.direction,
        offered_to=payload.to,
        offered_date=payload.date,
        offered_reason=payload.reason,
        offered_at=event.at,
    )


def _direction_answered_by(draft: _Draft, event: e.Event, person: str) -> Direction:
    direction: Direction = draft.direction
    if direction.offered_to is None:
        raise EventRefused("no_direction_offered")
    if direction.offered_to != person or event.by != person:
        raise EventRefused("only_the_receiver_confirms", person=direction.offered_to)
    return direction


def _direction_accepted(draft: _Draft, event: e.Event, payload: e.DirectionAccepted) -> None:
    direction = _direction_answered_by(draft, event, payload.person)
    earlier = (*direction.earlier, (direction.current or "", direction.since or ""))
    draft.values["direction"] = Direction(
        current=payload.person, since=direction.offered_date, earlier=earlier
    )


def _direction_declined(draft: _Draft, event: e.Event, payload: e.DirectionDeclined) -> None:
    direction = _direction_answered_by(draft, event, payload.person)
    draft.values["direction"] = Direction(
        current=direction.current, since=direction.since, earlier=direction.earlier
    )


def _phase_changed(draft: _Draft, event: e.Event, payload: e.PhaseChanged) -> None:
    draft.values["phase"] = payload.phase
    draft.phases.append((payload.phase, payload.date, payload.responsible))


def _consent_decided(draft: _Draft, event: e.Event, payload: e.ConsentDecided) -> None:
    decider = draft.person(payload.decider)
    if decider.role not in (Role.YOUTH, Role.PARENT, Role.GUARDIAN) and not (
        draft.capacity and draft.capacity.payload.decider == decider.id
    ):
        raise EventRefused("not_theirs_to_decide", person=decider.id)
    if payload.person is not None:
        draft.person(payload.person)
    draft.consents.append(_dated(payload, event))


def _capacity_noted(draft: _Draft, event: e.Event, payload: e.CapacityNoted) -> None:
    draft.person(payload.decider)
    draft.values["capacity"] = _dated(payload, event)


def _safety_shared(draft: _Draft, event: e.Event, payload: e.SafetyShared) -> None:
    if payload.peer_review and not payload.peer_review_with:
        raise EventRefused("peer_review_with_whom")
    draft.safety.append(_dated(payload, event))


def _plan_state(draft: _Draft, event: e.Event, payload: e.PlanStateChanged) -> None:
    standings = draft.standings.get(payload.plan, ())
    if standings and payload.version < standings[-1].version:
        raise EventRefused("version_is_closed", version=payload.version)
    standing = PlanStanding(payload.plan, payload.version, payload.state, event.at, event.seq)
    draft.standings[payload.plan] = (*standings, standing)


def _plan_read(draft: _Draft, event: e.Event, payload: e.PlanRead) -> None:
    draft.person(payload.person)
    draft.reads[(payload.plan, payload.version, payload.person)] = event.at


def _plan_voted(draft: _Draft, event: e.Event, payload: e.PlanVoted) -> None:
    draft.person(payload.person)
    draft.votes[(payload.plan, payload.version, payload.person)] = _dated(payload, event)


def _document_issued(draft: _Draft, event: e.Event, payload: e.DocumentIssued) -> None:
    draft.issued.append(_dated(payload, event))


def _dated(payload: Any, event: e.Event) -> Dated[Any]:
    return Dated(payload=payload, seq=event.seq, at=event.at, by=event.by)


_APPLY: dict[str, Callable[[_Draft, e.Event, Any], None]] = {
    "dossier_opened": _opened,
    "person_added": _person_added,
    "person_changed": _person_changed,
    "person_left": _person_left,
    "party_not_applicable": _party_not_applicable,
    "party_unknown": _party_unknown,
    "party_task_described": _party_task,
    "answer_given": _answer_given,
    "joint_answer_proposed": _joint_proposed,
    "joint_answer_confirmed": _joint_confirmed,
    "joint_answer_declined": _joint_declined,
    "showing_decided": _showing,
    "agreement_made": _agreement_made,
    "agreement_changed": _agreement_changed,
    "director_appointed": _director_appointed,
    "direction_offered": _direction_offered,
    "direction_accepted": _direction_accepted,
    "direction_declined": _direction_declined,
    "phase_changed": _phase_changed,
    "consent_decided": _consent_decided,
    "capacity_noted": _capacity_noted,
    "safety_shared": _safety_shared,
    "plan_state_changed": _plan_state,
    "plan_read": _plan_read,
    "plan_voted": _plan_voted,
    "document_issued": _document_issued,
}
