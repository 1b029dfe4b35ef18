"""One rule as data: what it says, where it comes from, how hard it is and who settles it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from planbuilder.questionnaire.model import Strict
from planbuilder.questionnaire.terms import Party, PlanKind

Severity = Literal["info", "action", "urgent"]
Kind = Literal["completeness", "deadline", "signal"]
# How hard a rule is: an agreement of the sector, a law, advice, or only our own proposal.
Status = Literal[
    "law",
    "norm",
    "quality_framework",
    "supervision",
    "advice",
    "regional",
    "ambition",
    "practice_example",
    "definition",
    "to_check",
    "proposal",
]
# To whom a finding goes, beside the parties by their number.
Addressee = Literal[
    "1a", "1b", "2", "3", "4", "5", "6", "7", "8", "9",
    "director", "executor", "receiver", "sender", "mentor", "aftercare_coordinator",
    "process_coordinator",
]  # fmt: skip
# Parties outside the care team: a signal to them holds no answers.
OUTSIDE: tuple[Party, ...] = (Party.HOME_SCHOOL, Party.MUNICIPAL_YOUTH_CARE, Party.SCHOOL_ALLIANCE)


class Rule(Strict):
    """One rule. `questions` and `parties` settle it; `text` is for professionals, `youth` for the
    youth ("": not told), `outside` for parties 6, 7 and 8 (no slots: it never holds an answer).
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    kind: Kind
    plans: tuple[PlanKind, ...] = ()
    source: str = Field(min_length=1)
    status: Status
    severity: Severity
    blocks: bool = False
    to: tuple[Addressee, ...] = Field(min_length=1)
    text: str = Field(min_length=1)
    youth: str = ""
    outside: str = ""
    why: str = Field(min_length=1)
    questions: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    function: str
    common_words: tuple[str, ...] = ()
    file: str = ""
    line: int = 0
