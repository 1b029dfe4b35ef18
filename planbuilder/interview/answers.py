"""One answer: its status, its value as typed, whose words it is and how it came about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from planbuilder.interview.display import display_value
from planbuilder.interview.typed import parse_typed
from planbuilder.interview.values import check_value
from planbuilder.questionnaire.terms import AnswerStatus, Mode

__all__ = ["JOINT", "Answer", "check_value", "display_value", "parse_typed"]

# The voice of an answer that several people gave together and the youth confirmed.
JOINT = "joint"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one voice said to one question.

    `value` per type: text and long_text a str; yes_no a bool; choice a label or {"other": str};
    multi_choice a list of labels and {"other": str}; scale an int 1-10; date "2026", "2026-03" or
    "2026-03-14"; person {"name", "function", "organisation", "phone", "note"} (only "name" is
    compulsory); amount a str such as "12.50" (euro); table a list of rows {column id: cell},
    each cell shaped by its column's type. None unless the status is answered.
    """

    question: str
    voice: str
    status: AnswerStatus
    value: Any
    note: str
    answered_at: datetime
    answered_by: str
    mode: Mode
    seq: int

    @property
    def has_content(self) -> bool:
        """True when there is something to read."""
        return self.status is AnswerStatus.ANSWERED and self.value not in (None, "", [], {})
