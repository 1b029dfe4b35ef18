"""The fixed Dutch words of a plan: parties, roles, states, and the lines that planbuilder itself writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from planbuilder.plan.model import PictureName
from planbuilder.questionnaire.terms import Party, PlanKind, PlanState, Role

PARTY: Mapping[Party, str] = {
    Party.YOUTH: "jongere",
    Party.PARENT: "ouders of verzorgers",
    Party.GUARDIAN: "voogd",
    Party.REFERRER: "verwijzer",
    Party.CARE_PROVIDER: "zorg van de instelling",
    Party.INSTITUTION_SCHOOL: "instellingsschool",
    Party.HOME_SCHOOL: "stamschool",
    Party.MUNICIPAL_YOUTH_CARE: "jeugdhulp van de gemeente",
    Party.SCHOOL_ALLIANCE: "samenwerkingsverband",
    Party.NETWORK: "eigen netwerk en ervaringsdeskundigen",
}
ROLE: Mapping[Role, str] = {
    Role.YOUTH: "jongere",
    Role.PARENT: "ouder of verzorger",
    Role.GUARDIAN: "voogd",
    Role.REFERRER: "verwijzer",
    Role.CARE_PROVIDER: "zorg van de instelling",
    Role.INSTITUTION_SCHOOL: "instellingsschool",
    Role.HOME_SCHOOL: "stamschool",
    Role.MUNICIPAL_YOUTH_CARE: "jeugdhulp van de gemeente",
    Role.SCHOOL_ALLIANCE: "samenwerkingsverband",
    Role.INFORMAL_NETWORK: "eigen netwerk",
    Role.EXPERIENCE_EXPERT: "ervaringsdeskundige",
}
STATE: Mapping[PlanState, str] = {
    PlanState.DRAFT: "concept",
    PlanState.DISCUSSED: "besproken",
    PlanState.AGREED: "akkoord",
    PlanState.HANDED_OVER: "overgedragen",
    PlanState.AFTERCARE: "nazorg",
    PlanState.CLOSED: "afgesloten",
}
VOTE: Mapping[str, str] = {
    "yes": "ja",
    "yes_with_remark": "ja, met opmerking",
    "not_yet": "nog niet",
    "discuss": "wil dit bespreken",
}
PICTURE: Mapping[PictureName, str] = {
    "route": "Mijn route",
    "people": "Mijn mensen",
    "areas": "Zes leefgebieden",
    "room": "Mijn toekomstkamer",
    "calendar": "Wie doet wat wanneer",
}
CONSENT: Mapping[str, str] = {"yes": "ja", "no_objection": "geen bezwaar"}
AGREEMENT_STATE: Mapping[str, str] = {"open": "loopt", "done": "klaar", "stopped": "gestopt"}
# In file names: letters and hyphens only.
FILE_KIND: Mapping[PlanKind, str] = {
    PlanKind.PERSPECTIVE_PLAN: "perspectiefplan",
    PlanKind.EXIT_PLAN: "uitstroomplan",
    PlanKind.SCHOOL_TRANSFER: "onderwijsoverdracht",
    PlanKind.MY_PLAN: "mijn-plan",
}
FILE_PARTY: Mapping[Party, str] = {
    Party.YOUTH: "jongere",
    Party.PARENT: "ouder",
    Party.GUARDIAN: "voogd",
    Party.REFERRER: "verwijzer",
    Party.CARE_PROVIDER: "instelling",
    Party.INSTITUTION_SCHOOL: "instellingsschool",
    Party.HOME_SCHOOL: "stamschool",
    Party.MUNICIPAL_YOUTH_CARE: "gemeente",
    Party.SCHOOL_ALLIANCE: "samenwerkingsverband",
    Party.NETWORK: "netwerk",
}
# Where nobody may be named.
THE_YOUTH = "de jongere"
SOMEBODY = "Een betrokkene"
TOGETHER = "Samen besproken"
NOTE_WITH = "Toelichting"
# What somebody's status says, after the name.
NOT_KNOWN_YET = "weet dit nog niet"
TELLS_THIS = "vertelt dit zelf"

# Of use beside a mark, and noise in a list of what has none.
_SCALE = " (1 tot 10)"
# More subjects than this are counted in a line, not listed.
_LISTED = 8


def said_yes(name: str) -> str:
    """What stands behind a joint answer."""
    return f"{name} zei ja"


def about(line: str, labels: Sequence[str]) -> str:
    """The line with the subjects it is about: "Sam weet dit nog niet: wonen, geld en school."."""
    shown = [_inside_a_sentence(label) for label in dict.fromkeys(labels) if label]
    if not shown:
        return f"{line}."
    listed, rest = shown[:_LISTED], len(shown) - _LISTED
    # One left over takes less room than telling that there is one.
    listed, rest = (shown, 0) if rest == 1 else (listed, rest)
    more = f" en nog {rest} onderwerpen" if rest > 0 else ""
    return f"{line}: {', '.join(listed)}{more}."


def _inside_a_sentence(label: str) -> str:
    """A label of ours without its capital and end mark; abbreviations stay as they are."""
    bare = label.removesuffix(_SCALE).rstrip(".?!: ")
    if len(bare) > 1 and bare[1].isupper():
        return bare
    return bare[:1].lower() + bare[1:]


def joined(parts: Iterable[str], mark: str = ", ") -> str:
    """The parts that have something in them, with this mark in between."""
    return mark.join(part for part in parts if part)
