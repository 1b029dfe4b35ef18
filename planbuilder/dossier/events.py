"""Everything that can happen to a dossier, as data. The dossier is its log of these.

An `Event` is the envelope (number, moment, who typed it) around one payload. The payload classes
below are the whole catalogue; `KINDS` finds them by the name under which they are stored.
Free text is kept exactly as typed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, Union, get_args

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter

from planbuilder.errors import AnswerNotAccepted
from planbuilder.interview.dates import check_date
from planbuilder.questionnaire.terms import (
    AnswerStatus,
    DataClass,
    LifeArea,
    Mode,
    Party,
    Phase,
    PlanKind,
    PlanState,
    Role,
)

# A name that we give ourselves: never a path, markup or formula.
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]


def _in_the_calendar(text: str) -> str:
    try:
        return check_date(text)
    except AnswerNotAccepted:
        raise ValueError("not a date of the calendar") from None


# A day, a month or a year: people often know only part of a date.
PartialDate = Annotated[
    str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"), AfterValidator(_in_the_calendar)
]
# The JSON-like value of an answer; its shape per answer type is in interview/answers.py.
Value = Any


class Payload(BaseModel):
    """What one kind of event carries; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Person(Payload):
    """A person in one role. Somebody with two roles is two persons."""

    id: Identifier
    name: str
    role: Role
    function: str = ""
    organisation: str = ""
    phone: str = ""
    contact: str = ""
    relation: str = ""
    has_custody: bool = False
    # An experience expert reads only while engaged.
    engaged_from: PartialDate | None = None
    engaged_until: PartialDate | None = None


class Agreement(Payload):
    """Who does what, by when, and how we see that it is done."""

    id: Identifier
    life_area: LifeArea
    what: str
    who: str = ""
    # The person in this dossier who does it; `who` is then how people call them.
    person: Identifier | None = None
    executor: Literal["institution_or_school", "chain_partner", "network", "youth", ""] = ""
    start: PartialDate | None = None
    due: PartialDate | None = None
    evidence: str = ""
    state: Literal["open", "done", "stopped"] = "open"


class DossierOpened(Payload):
    kind: Literal["dossier_opened"] = "dossier_opened"
    # Which settings apply (region, organisation); empty: the shipped ones.
    settings: str = ""


class PersonAdded(Payload):
    kind: Literal["person_added"] = "person_added"
    person: Person


class PersonChanged(Payload):
    kind: Literal["person_changed"] = "person_changed"
    person: Person


class PersonLeft(Payload):
    kind: Literal["person_left"] = "person_left"
    person: Identifier
    reason: str = ""


class PartyNotApplicable(Payload):
    kind: Literal["party_not_applicable"] = "party_not_applicable"
    party: Party
    reason: str = Field(min_length=1)


class PartyUnknown(Payload):
    kind: Literal["party_unknown"] = "party_unknown"
    party: Party
    who_finds_out: str = Field(min_length=1)
    by_date: PartialDate


class PartyTaskDescribed(Payload):
    """What this party does in the plan."""

    kind: Literal["party_task_described"] = "party_task_described"
    party: Party
    does: str


class AnswerGiven(Payload):
    """`voice` is the person whose words these are; the envelope's `by` is who typed them."""

    kind: Literal["answer_given"] = "answer_given"
    question: str
    voice: Identifier
    status: AnswerStatus = AnswerStatus.ANSWERED
    value: Value = None
    note: str = ""
    mode: Mode = Mode.SELF


class JointAnswerProposed(Payload):
    kind: Literal["joint_answer_proposed"] = "joint_answer_proposed"
    question: str
    together_with: tuple[Identifier, ...]
    value: Value = None
    note: str = ""


class JointAnswerConfirmed(Payload):
    """The youth says yes to the joint answer that is proposed for this question."""

    kind: Literal["joint_answer_confirmed"] = "joint_answer_confirmed"
    question: str


class JointAnswerDeclined(Payload):
    kind: Literal["joint_answer_declined"] = "joint_answer_declined"
    question: str


class ShowingDecided(Payload):
    """Whether others may see this voice's answers while they answer themselves.

    `questions` empty: all of them.
    """

    kind: Literal["showing_decided"] = "showing_decided"
    voice: Identifier
    allowed: bool
    questions: tuple[str, ...] = ()


class AgreementMade(Payload):
    kind: Literal["agreement_made"] = "agreement_made"
    agreement: Agreement


class AgreementChanged(Payload):
    kind: Literal["agreement_changed"] = "agreement_changed"
    agreement: Agreement


class DirectorAppointed(Payload):
    """The first regisseur; later ones come by handover."""

    kind: Literal["director_appointed"] = "director_appointed"
    person: Identifier
    since: PartialDate


class DirectionOffered(Payload):
    kind: Literal["direction_offered"] = "direction_offered"
    to: Identifier
    date: PartialDate
    reason: str = Field(min_length=1)


class DirectionAccepted(Payload):
    """The receiver confirms; from here the receiver is the regisseur."""

    kind: Literal["direction_accepted"] = "direction_accepted"
    person: Identifier


class DirectionDeclined(Payload):
    kind: Literal["direction_declined"] = "direction_declined"
    person: Identifier
    reason: str = ""


class PhaseChanged(Payload):
    kind: Literal["phase_changed"] = "phase_changed"
    phase: Phase
    date: PartialDate
    responsible: str


class ConsentDecided(Payload):
    """One person's decision that a party (or one person of it) may or may not read data classes.

    `data_classes` empty: all that can be shared with that party at all. `withdrawn` ends what
    this decider decided before; `no_objection` is what a parent or guardian says beside a youth's yes.
    """

    kind: Literal["consent_decided"] = "consent_decided"
    decider: Identifier
    party: Party
    person: Identifier | None = None
    data_classes: tuple[DataClass, ...] = ()
    decision: Literal["yes", "no", "no_objection", "withdrawn"]
    until: PartialDate | None = None


class CapacityNoted(Payload):
    """Somebody else decides, because this youth can't oversee it (never automatic)."""

    kind: Literal["capacity_noted"] = "capacity_noted"
    decider: Identifier
    reason: str = Field(min_length=1)


class SafetyShared(Payload):
    """Shared without consent for safety; every field is compulsory."""

    kind: Literal["safety_shared"] = "safety_shared"
    reason_kind: Literal[
        "danger_to_self", "danger_to_others", "danger_from_others", "missing", "other"
    ]
    reason: str = Field(min_length=1)
    questions: tuple[str, ...] = Field(min_length=1)
    party: Party
    with_whom: str = Field(min_length=1)
    decided_by: str = Field(min_length=1)
    decided_by_function: str = Field(min_length=1)
    youth_informed: Literal["before", "after", "not_yet"]
    youth_informed_why: str = Field(min_length=1)
    peer_review: bool
    peer_review_with: str = ""


class PlanStateChanged(Payload):
    kind: Literal["plan_state_changed"] = "plan_state_changed"
    plan: PlanKind
    version: int = Field(ge=1)
    state: PlanState


class PlanRead(Payload):
    kind: Literal["plan_read"] = "plan_read"
    plan: PlanKind
    version: int = Field(ge=1)
    person: Identifier


class PlanVoted(Payload):
    """A person's agreement (akkoord) on one version of a plan, with their own remark."""

    kind: Literal["plan_voted"] = "plan_voted"
    plan: PlanKind
    version: int = Field(ge=1)
    person: Identifier
    vote: Literal["yes", "yes_with_remark", "not_yet", "discuss"]
    remark: str = ""


class KeptOriginal(Payload):
    """A Word document as it was handed out, kept in the store under this number.

    `token` stands in the document itself; `sha256` is that of its bytes.
    """

    number: int = Field(ge=1)
    token: str
    sha256: str


class DocumentIssued(Payload):
    """A document was made for somebody: which plan version, and on what ground."""

    kind: Literal["document_issued"] = "document_issued"
    plan: PlanKind
    version: int = Field(ge=1)
    party: Party
    person: Identifier | None = None
    formats: tuple[str, ...]
    basis: str
    original: KeptOriginal | None = None

    @property
    def is_plan(self) -> bool:
        """False for a picture or a calendar by itself, such as "route.svg", which is no plan."""
        return any("." not in name for name in self.formats)


AnyPayload = Annotated[
    Union[  # noqa: UP007  (a union this long reads better one name a line)
        DossierOpened,
        PersonAdded,
        PersonChanged,
        PersonLeft,
        PartyNotApplicable,
        PartyUnknown,
        PartyTaskDescribed,
        AnswerGiven,
        JointAnswerProposed,
        JointAnswerConfirmed,
        JointAnswerDeclined,
        ShowingDecided,
        AgreementMade,
        AgreementChanged,
        DirectorAppointed,
        DirectionOffered,
        DirectionAccepted,
        DirectionDeclined,
        PhaseChanged,
        ConsentDecided,
        CapacityNoted,
        SafetyShared,
        PlanStateChanged,
        PlanRead,
        PlanVoted,
        DocumentIssued,
    ],
    Field(discriminator="kind"),
]

KINDS: dict[str, type[Payload]] = {
    payload.model_fields["kind"].default: payload for payload in get_args(get_args(AnyPayload)[0])
}


class Event(BaseModel):
    """One thing that happened: `seq` counts from 1 within the dossier, `at` has a time zone.

    `by` is the id of the person who typed it, or "planbuilder" where nobody did.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    seq: int = Field(ge=1)
    at: AwareDatetime
    by: str
    payload: AnyPayload

    @property
    def kind(self) -> str:
        """The name under which this kind is stored."""
        return self.payload.kind


def event_data(event: Event) -> dict[str, Any]:
    """The event as plain values that JSON holds; `event_from_data` is the way back, without loss."""
    return event.model_dump(mode="json")


_EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def event_from_data(data: object) -> Event:
    """The event that these plain values describe; raises pydantic's ValidationError."""
    return _EVENT.validate_python(data)


def moment(text: str) -> datetime:
    """The moment that an ISO 8601 text with a time zone names."""
    return TypeAdapter(AwareDatetime).validate_python(text)
