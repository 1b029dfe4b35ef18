"""A dossier on the desk: what is known now, and changes that are recorded and logged in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import (
    AnswerGiven,
    DocumentIssued,
    DossierOpened,
    Event,
    JointAnswerProposed,
    Payload,
    SafetyShared,
)
from planbuilder.dossier.fold import fold
from planbuilder.errors import AnswerNotAccepted, EventRefused
from planbuilder.interview.answers import check_value
from planbuilder.questionnaire.model import Questionnaire
from planbuilder.questionnaire.terms import AnswerStatus
from planbuilder.services.originals import keep_original
from planbuilder.store import AccessEntry, Original, Store

_NO_ORIGINALS: Mapping[int, Original] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is at the keyboard: an id for the log, the role, and for whom they act."""

    id: str
    role: str = ""
    on_behalf_of: str = ""
    organisation: str = ""


class Desk:
    """One stored dossier that somebody works on; `dossier` is what is known after the last change."""

    def __init__(
        self,
        store: Store,
        questionnaire: Questionnaire,
        dossier_id: str,
        actor: Actor,
        events: Sequence[Event] | None = None,
    ) -> None:
        """A desk with this dossier; `events` are all its events, where they were just read."""
        self.store = store
        self.questionnaire = questionnaire
        self.actor = actor
        if events is None:
            events = store.events(dossier_id)
        self.dossier: Dossier = fold(dossier_id, events)

    def record(
        self,
        payloads: Sequence[Payload],
        by: str,
        now: datetime,
        basis: str = "",
        log: Iterable[AccessEntry] = (),
        originals: Mapping[int, Original] = _NO_ORIGINALS,
    ) -> Dossier:
        """The dossier after these changes, which stand on the disk when this returns.

        What others wrote meanwhile is read first, in the same transaction; nothing is recorded
        when one of the changes does not fit. `originals` are the documents that were issued, by the
        place in `payloads` of the event that says so; they are kept in the same transaction.
        """
        for payload in payloads:
            self._check(payload)
        with self.store.change(self.dossier.id) as change:
            dossier = fold(self.dossier.id, change.events_after(self.dossier.length), self.dossier)
            for place, told in enumerate(payloads):
                payload = told
                if place in originals and isinstance(told, DocumentIssued):
                    payload = keep_original(change, dossier, told, originals[place])
                event = Event(seq=dossier.length + 1, at=now, by=by, payload=payload)
                dossier = fold(dossier.id, [event], dossier)
                change.append(at=now, by=by, payload=payload)
                change.log(self._entry(payload, dossier.length, now, basis))
            for entry in log:
                change.log(entry)
        self.dossier = dossier
        return dossier

    def look(self, what: str, now: datetime, basis: str, field: str = "") -> Dossier:
        """The dossier as it is now; that somebody looked is logged in the same transaction."""
        with self.store.change(self.dossier.id) as change:
            dossier = fold(self.dossier.id, change.events_after(self.dossier.length), self.dossier)
            change.log(self.entry("look", what, now, basis, field))
        self.dossier = dossier
        return dossier

    def entry(
        self,
        event_type: str,
        what: str,
        now: datetime,
        basis: str,
        field: str = "",
        object_id: str = "",
    ) -> AccessEntry:
        """A log line about this dossier by whoever is at the keyboard."""
        return AccessEntry(
            event_type=event_type,
            occurred_at=now,
            subject_id=self.dossier.id,
            actor_id=self.actor.id,
            actor_role=self.actor.role,
            on_behalf_of=self.actor.on_behalf_of,
            organisation=self.actor.organisation,
            client_app="planbuilder terminal",
            object_type=what,
            object_id=object_id,
            field=field,
            basis=basis,
        )

    def _entry(self, payload: Payload, seq: int, now: datetime, basis: str) -> AccessEntry:
        kind = str(getattr(payload, "kind", ""))
        field = str(getattr(payload, "question", ""))
        if isinstance(payload, SafetyShared):
            # The one way in which something goes out without a yes.
            entry = self.entry("change", kind, now, "safety", field, str(seq))
            return replace(entry, emergency=True)
        if isinstance(payload, DocumentIssued):
            basis = payload.basis
        return self.entry("change", kind, now, basis or "working on the plan", field, str(seq))

    def _check(self, payload: Payload) -> None:
        """Refuse a value that does not fit its question, before anything is written."""
        if not isinstance(payload, AnswerGiven | JointAnswerProposed):
            return
        question = self.questionnaire.questions.get(payload.question)
        if question is None:
            raise AnswerNotAccepted("unknown_question", question=payload.question)
        if isinstance(payload, JointAnswerProposed) or payload.status is AnswerStatus.ANSWERED:
            check_value(question, payload.value)


def make_room(store: Store, dossier_id: str) -> None:
    """An empty dossier with this id; one that was left empty by a stop half-way is used again.

    Raises EventRefused when there is something in it already.
    """
    if dossier_id not in store.dossiers():
        store.create_dossier(dossier_id)
    elif store.events(dossier_id):
        raise EventRefused("dossier_exists", dossier=dossier_id)


def start_dossier(
    store: Store,
    questionnaire: Questionnaire,
    dossier_id: str,
    actor: Actor,
    payloads: Sequence[Payload],
    by: str,
    now: datetime,
    settings: str = "",
) -> Desk:
    """A new stored dossier with its first people, opened; raises EventRefused when the id is taken."""
    make_room(store, dossier_id)
    desk = Desk(store, questionnaire, dossier_id, actor)
    desk.record([DossierOpened(settings=settings), *payloads], by=by, now=now)
    return desk
