"""The Dutch words people type on the command line, and the terms they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import Person
from planbuilder.errors import NotFound
from planbuilder.questionnaire.terms import (
    DataClass,
    LifeArea,
    Party,
    Phase,
    PlanKind,
    PlanState,
    Role,
)

if TYPE_CHECKING:
    from planbuilder.documents.poster import Paper
    from planbuilder.plan.model import PictureName
    from planbuilder.services.pictures import PictureFormat

T = TypeVar("T")

PLAN_NAMES: dict[str, PlanKind] = {
    "perspectiefplan": PlanKind.PERSPECTIVE_PLAN,
    "uitstroomplan": PlanKind.EXIT_PLAN,
    "onderwijsoverdracht": PlanKind.SCHOOL_TRANSFER,
    "mijn-plan": PlanKind.MY_PLAN,
}

PICTURE_NAMES: dict[str, PictureName] = {
    "route": "route",
    "mensen": "people",
    "leefgebieden": "areas",
    "toekomstkamer": "room",
    "kalender": "calendar",
}

PICTURE_FORMAT_NAMES: dict[str, PictureFormat] = {"svg": "svg", "png": "png", "pdf": "pdf"}

PAPERS: dict[str, Paper] = {"a4": "a4", "a3": "a3"}

PARTY_NAMES: dict[str, Party] = {
    "jongere": Party.YOUTH,
    "ouders": Party.PARENT,
    "voogd": Party.GUARDIAN,
    "verwijzer": Party.REFERRER,
    "instelling": Party.CARE_PROVIDER,
    "instellingsschool": Party.INSTITUTION_SCHOOL,
    "stamschool": Party.HOME_SCHOOL,
    "gemeente": Party.MUNICIPAL_YOUTH_CARE,
    "samenwerkingsverband": Party.SCHOOL_ALLIANCE,
    "netwerk": Party.NETWORK,
}

ROLE_NAMES: dict[str, Role] = {
    "jongere": Role.YOUTH,
    "ouder": Role.PARENT,
    "voogd": Role.GUARDIAN,
    "verwijzer": Role.REFERRER,
    "mentor": Role.CARE_PROVIDER,
    "instellingsschool": Role.INSTITUTION_SCHOOL,
    "stamschool": Role.HOME_SCHOOL,
    "gemeente": Role.MUNICIPAL_YOUTH_CARE,
    "samenwerkingsverband": Role.SCHOOL_ALLIANCE,
    "netwerk": Role.INFORMAL_NETWORK,
    "ervaringsdeskundige": Role.EXPERIENCE_EXPERT,
}

LIFE_AREA_NAMES: dict[str, LifeArea] = {
    "support": LifeArea.SUPPORT,
    "wonen": LifeArea.HOUSING,
    "school_werk": LifeArea.SCHOOL_WORK,
    "vrije_tijd": LifeArea.LEISURE,
    "inkomen": LifeArea.INCOME,
    "welzijn": LifeArea.WELLBEING,
}

PHASE_NAMES: dict[str, Phase] = {
    "instroom": Phase.INTAKE,
    "plaatsing": Phase.PLACEMENT,
    "uitstroom": Phase.EXIT,
    "nazorg": Phase.AFTERCARE,
}

STATE_NAMES: dict[str, PlanState] = {
    "concept": PlanState.DRAFT,
    "besproken": PlanState.DISCUSSED,
    "akkoord": PlanState.AGREED,
    "overgedragen": PlanState.HANDED_OVER,
    "nazorg": PlanState.AFTERCARE,
    "afgesloten": PlanState.CLOSED,
}

VOTES: dict[str, str] = {
    "ja": "yes",
    "ja-met-opmerking": "yes_with_remark",
    "nog-niet": "not_yet",
    "bespreken": "discuss",
}

SAFETY_REASONS: dict[str, str] = {
    "gevaar-voor-zichzelf": "danger_to_self",
    "gevaar-voor-anderen": "danger_to_others",
    "gevaar-van-anderen": "danger_from_others",
    "vermist": "missing",
    "anders": "other",
}

SAFETY_INFORMED: dict[str, str] = {"vooraf": "before", "achteraf": "after", "nog-niet": "not_yet"}

# The rows of the visibility matrix, in the words of a consent conversation.
DATA_CLASS_NAMES: dict[str, DataClass] = {
    "naam": DataClass.IDENTITY,
    "verloop": DataClass.PROCESS,
    "onderwijs": DataClass.EDUCATION,
    "sterke-kanten": DataClass.STRENGTHS,
    "leefgebieden": DataClass.LIFE_AREA,
    "steun-en-regie": DataClass.SELF_REPORT,
    "verhaal": DataClass.STORY,
    "gezondheid": DataClass.HEALTH,
    "justitie": DataClass.JUSTICE,
    "wat-helpt": DataClass.SUPPORT_PLAN,
    "mensen-om-mij-heen": DataClass.THIRD_PARTY,
    "over-ouders-zelf": DataClass.PARENT_OWN,
    "risico": DataClass.RISK,
    "over-mijn-mentor": DataClass.MENTOR_RATING,
    "eigen-keuzes": DataClass.CONSENT_OWN,
}


class As(StrEnum):
    """Who holds the conversation."""

    JONGERE = "jongere"
    OUDER = "ouder"
    MENTOR = "mentor"
    SCHOOL = "school"
    ERVARINGSDESKUNDIGE = "ervaringsdeskundige"

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that may speak under this word."""
        return {
            As.JONGERE: (Role.YOUTH,),
            As.OUDER: (Role.PARENT,),
            As.MENTOR: (
                Role.CARE_PROVIDER,
                Role.GUARDIAN,
                Role.REFERRER,
                Role.MUNICIPAL_YOUTH_CARE,
            ),
            As.SCHOOL: (Role.INSTITUTION_SCHOOL, Role.HOME_SCHOOL, Role.SCHOOL_ALLIANCE),
            As.ERVARINGSDESKUNDIGE: (Role.EXPERIENCE_EXPERT,),
        }[self]


def plan_kinds(names: str | None) -> tuple[PlanKind, ...]:
    """The plan kinds named, comma separated; empty when nothing is named."""
    wanted = [name.strip() for name in (names or "").split(",") if name.strip()]
    return tuple(named(PLAN_NAMES, name, "unknown_plan_kind") for name in wanted)


def picture_names(names: Iterable[str]) -> tuple[PictureName, ...]:
    """The pictures named, in Dutch or as in an outline; all of them when none is named."""
    wanted = [part.strip() for name in names for part in name.split(",") if part.strip()]
    dutch: dict[str, str] = {picture: word for word, picture in PICTURE_NAMES.items()}
    words = [dutch.get(name, name) for name in wanted]
    found = dict.fromkeys(named(PICTURE_NAMES, word, "unknown_picture") for word in words)
    return tuple(found or PICTURE_NAMES.values())


def parties(names: str | None) -> tuple[Party, ...]:
    """The parties named by word or code (1a to 9), comma separated."""
    codes = {party.value: party for party in Party} | PARTY_NAMES
    wanted = [name.strip() for name in (names or "").split(",") if name.strip()]
    return tuple(named(codes, name, "unknown_party") for name in wanted)


def role_named(name: str) -> Role:
    """The role that this word means."""
    return named(ROLE_NAMES, name, "unknown_role")


def recipients(dossier: Dossier, names: str | None) -> tuple[Recipient, ...]:
    """For whom: parties by word or code (then each person of it who gets their own), or person ids."""
    codes = {party.value: party for party in Party} | PARTY_NAMES
    found: list[Recipient] = []
    for name in [name.strip() for name in (names or "").split(",") if name.strip()]:
        if name in dossier.people:
            found.append(Recipient(dossier.people[name].role.party, name))
            continue
        party = named(codes, name, "unknown_recipient")
        people = dossier.parties[party].people
        if not people:
            raise NotFound("party_has_nobody", party=name)
        found.extend(Recipient(party, person) for person in people)
    return tuple(found)


def life_area(name: str) -> LifeArea:
    """The life area that this word means."""
    return named(LIFE_AREA_NAMES, name, "unknown_word")


def phase_named(name: str) -> Phase:
    """The phase that this word means."""
    return named(PHASE_NAMES, name, "unknown_word")


def plan_state(name: str) -> PlanState:
    """The state of a plan that this word means."""
    return named(STATE_NAMES, name, "unknown_word")


def data_classes(names: str) -> tuple[DataClass, ...]:
    """The data classes named, comma separated; empty: all that can be shared."""
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    return tuple(named(DATA_CLASS_NAMES, name, "unknown_word") for name in wanted)


def named(words: dict[str, T], name: str, code: str) -> T:
    """What this word stands for; raises NotFound with the words that are known."""
    if name not in words:
        raise NotFound(code, name=name, known=", ".join(words))
    return words[name]


def identifier(name: str) -> str:
    """The name, when it can be the id of a dossier or a person: small letters, digits, - and _."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", name):
        raise NotFound("not_an_identifier", name=name)
    return name


def speaker(dossier: Dossier, as_: str, person: str) -> Person:
    """The person who answers: the one named, or the only one who can speak under this word."""
    words = {word.value: word for word in As}
    roles = named(words, as_, "unknown_voice").roles
    able = [p for p in dossier.present(*roles) if not person or p.id == person]
    if not able:
        raise NotFound("nobody_speaks_as", name=person or as_, known=as_)
    if len(able) > 1:
        # The mentor is meant where the word is 'mentor' and the house has one.
        first = [p for p in able if p.role is roles[0]]
        if len(first) != 1:
            raise NotFound("who_of_them", name=as_, known=", ".join(p.id for p in able))
        able = first
    return able[0]
