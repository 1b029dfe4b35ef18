"""What the conversation needs of whoever keeps the dossier; nothing here knows how it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol, runtime_checkable

from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import Payload, Person
from planbuilder.errors import NotFound
from planbuilder.interview import flow
from planbuilder.interview.answers import Answer
from planbuilder.interview.facts import Circumstances
from planbuilder.interview.interview import Interview
from planbuilder.questionnaire.model import Questionnaire
from planbuilder.questionnaire.settings import Settings
from planbuilder.questionnaire.terms import PlanKind

# The plans on which a youth or parent is asked to agree.
_AGREED_PLANS = (PlanKind.PERSPECTIVE_PLAN, PlanKind.EXIT_PLAN, PlanKind.SCHOOL_TRANSFER)


class ConversationPort(Protocol):
    """One voice's conversation over one dossier; `by` is the id of who types."""

    by: str

    @property
    def questionnaire(self) -> Questionnaire:
        """The questions."""

    @property
    def settings(self) -> Settings:
        """What holds in this region and organisation, with the help numbers."""

    @property
    def dossier(self) -> Dossier:
        """What is known now, after everything that was recorded."""

    def now(self) -> datetime:
        """This moment, with a time zone."""

    def readable_answers(self) -> Mapping[tuple[str, str], Answer]:
        """The answers that this voice may read."""

    def may_show(self, answer: Answer) -> bool:
        """True when the other voice agreed that this is shown while others answer."""

    def record(self, *payloads: Payload) -> None:
        """Record what was confirmed; when this returns it is safe from a power cut."""


@runtime_checkable
class DraftPort(Protocol):
    """A keeper of drafts, as well protected as the answers themselves."""

    def keep_draft(self, question: str, text: str) -> bool:
        """Keep what was being typed, in place of an earlier draft; False when that can't be done."""

    def draft(self, question: str) -> str:
        """What was being typed when the conversation broke off, or ""."""

    def drop_draft(self, question: str) -> None:
        """Forget the draft of a question, if there is one."""


@runtime_checkable
class SignalPort(Protocol):
    """Somebody who can bring a youth's own request to talk to the mentor, and only after a yes."""

    def ask_mentor_to_talk(self) -> bool:
        """Put the request before the mentor, without any answer in it; False when it can't go out."""


def interview_of(port: ConversationPort, person: Person, sitting: str = "") -> Interview:
    """The interview of this person as the dossier stands, at the place where it was left.

    Raises NotFound for somebody who is not interviewed, or a sitting that they do not have.
    """
    dossier = port.dossier
    voice = person.role.voice
    if voice is None:
        raise NotFound("not_interviewed", person=person.id)
    readable = port.readable_answers()
    versions = plan_versions(dossier)
    circumstances = Circumstances(
        today=port.now().date(),
        phase=dossier.phase,
        roles={one.id: one.role for one in dossier.people.values()},
        may_see=lambda answer: (answer.question, answer.voice) in readable,
        plan_versions=len(versions),
        latest_plan_seq=max(versions.values(), default=0),
    )
    return flow.start(port.questionnaire, voice, person.id, dossier.answers, circumstances, sitting)


def plan_versions(dossier: Dossier) -> Mapping[tuple[PlanKind, int], int]:
    """Every plan version that was made, with the number of the event by which it came."""
    found: dict[tuple[PlanKind, int], int] = {}
    made = [
        (dated.payload.plan, dated.payload.version, dated.seq)
        for dated in dossier.issued
        if dated.payload.is_plan
    ]
    for standings in dossier.standings.values():
        made += [(standing.plan, standing.version, standing.seq) for standing in standings]
    for plan, version, seq in made:
        if plan in _AGREED_PLANS:
            found[(plan, version)] = min(seq, found.get((plan, version), seq))
    return found
