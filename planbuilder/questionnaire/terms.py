"""The terms of the field, one identifier each (docs/glossary.md is the same table)."""

from __future__ import annotations

from enum import StrEnum


class Voice(StrEnum):
    """For whom a question is worded."""

    YOUTH = "youth"
    PARENT = "parent"
    PROFESSIONAL = "professional"
    SCHOOL = "school"
    EXPERIENCE_EXPERT = "experience_expert"


class Party(StrEnum):
    """The nine parties of the plan; party 1 is two, for youth and parents have different rights."""

    YOUTH = "1a"
    PARENT = "1b"
    GUARDIAN = "2"
    REFERRER = "3"
    CARE_PROVIDER = "4"
    INSTITUTION_SCHOOL = "5"
    HOME_SCHOOL = "6"
    MUNICIPAL_YOUTH_CARE = "7"
    SCHOOL_ALLIANCE = "8"
    NETWORK = "9"


class Role(StrEnum):
    """What a person is in a dossier; `party` tells for which of the nine parties."""

    YOUTH = "youth"
    PARENT = "parent"
    GUARDIAN = "guardian"
    REFERRER = "referrer"
    CARE_PROVIDER = "care_provider"
    INSTITUTION_SCHOOL = "institution_school"
    HOME_SCHOOL = "home_school"
    MUNICIPAL_YOUTH_CARE = "municipal_youth_care"
    SCHOOL_ALLIANCE = "school_alliance"
    INFORMAL_NETWORK = "informal_network"
    EXPERIENCE_EXPERT = "experience_expert"

    @property
    def party(self) -> Party:
        """The party that this role speaks for."""
        if self in (Role.INFORMAL_NETWORK, Role.EXPERIENCE_EXPERT):
            return Party.NETWORK
        return Party[self.name]

    @property
    def voice(self) -> Voice | None:
        """The wording in which this role is asked; None: this role is not interviewed."""
        return _VOICE_OF.get(self)


_VOICE_OF = {
    Role.YOUTH: Voice.YOUTH,
    Role.PARENT: Voice.PARENT,
    Role.GUARDIAN: Voice.PROFESSIONAL,
    Role.REFERRER: Voice.PROFESSIONAL,
    Role.CARE_PROVIDER: Voice.PROFESSIONAL,
    Role.INSTITUTION_SCHOOL: Voice.SCHOOL,
    Role.HOME_SCHOOL: Voice.SCHOOL,
    Role.MUNICIPAL_YOUTH_CARE: Voice.PROFESSIONAL,
    Role.SCHOOL_ALLIANCE: Voice.SCHOOL,
    Role.EXPERIENCE_EXPERT: Voice.EXPERIENCE_EXPERT,
}

PARTIES: tuple[Party, ...] = tuple(Party)


class Phase(StrEnum):
    """Where the pathway (traject) is."""

    INTAKE = "intake"
    PLACEMENT = "placement"
    EXIT = "exit"
    AFTERCARE = "aftercare"


class LifeArea(StrEnum):
    """The six leefgebieden, in the order in which every plan shows them."""

    SUPPORT = "support"
    HOUSING = "housing"
    SCHOOL_WORK = "school_work"
    LEISURE = "leisure"
    INCOME = "income"
    WELLBEING = "wellbeing"


class PlanKind(StrEnum):
    """The four documents."""

    PERSPECTIVE_PLAN = "perspective_plan"
    EXIT_PLAN = "exit_plan"
    SCHOOL_TRANSFER = "school_transfer"
    MY_PLAN = "my_plan"


class AnswerType(StrEnum):
    """What an answer can be."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    YES_NO = "yes_no"
    CHOICE = "choice"
    MULTI_CHOICE = "multi_choice"
    SCALE = "scale"
    DATE = "date"
    PERSON = "person"
    AMOUNT = "amount"
    TABLE = "table"


class Sensitivity(StrEnum):
    """How private an answer is."""

    BASIC = "basic"
    PERSONAL = "personal"
    SPECIAL_HEALTH = "special_health"
    SPECIAL_JUSTICE = "special_justice"
    SPECIAL_OTHER = "special_other"

    @property
    def is_special(self) -> bool:
        """True for the classes that never reach a school, the school alliance or Mijn plan."""
        return self.value.startswith("special")


class DataClass(StrEnum):
    """The rows of the visibility matrix."""

    IDENTITY = "identity"
    PROCESS = "process"
    EDUCATION = "education"
    STRENGTHS = "strengths"
    LIFE_AREA = "life_area"
    SELF_REPORT = "self_report"
    STORY = "story"
    HEALTH = "health"
    JUSTICE = "justice"
    SUPPORT_PLAN = "support_plan"
    THIRD_PARTY = "third_party"
    PARENT_OWN = "parent_own"
    BOUNDARY = "boundary"
    RISK = "risk"
    MENTOR_RATING = "mentor_rating"
    CONSENT_OWN = "consent_own"
    MONITOR_RAW = "monitor_raw"


class AnswerStatus(StrEnum):
    """What is known about an answer. Completeness counts statuses, not text."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    DECLINED = "declined"
    PREFER_CONVERSATION = "prefer_conversation"
    NOT_APPLICABLE = "not_applicable"
    PENDING = "pending"


class Mode(StrEnum):
    """How an answer came about."""

    SELF = "self"
    MENTOR = "mentor"
    CONVERSATION = "conversation"


class PlanState(StrEnum):
    """How far a plan version is."""

    DRAFT = "draft"
    DISCUSSED = "discussed"
    AGREED = "agreed"
    HANDED_OVER = "handed_over"
    AFTERCARE = "aftercare"
    CLOSED = "closed"
