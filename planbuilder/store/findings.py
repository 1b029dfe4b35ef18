"""What a check of the store finds: which dossier, which event or log line, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal


class FindingKind(StrEnum):
    """What is wrong. The first six are about one event, log line or original, the others about more."""

    CHANGED = "changed"
    REMOVED = "removed"
    CUT_OFF = "cut_off"
    MOVED = "moved"
    ADDED = "added"
    OUT_OF_CHAIN = "out_of_chain"

    HEAD_CHANGED = "head_changed"
    DOSSIER_REMOVED = "dossier_removed"
    DOSSIER_PUT_BACK = "dossier_put_back"
    KEY_MISSING = "key_missing"
    STORE_HEAD_CHANGED = "store_head_changed"
    CHANGES_LOST = "changes_lost"
    WITNESS_CHANGED = "witness_changed"
    FILE_DAMAGED = "file_damaged"


_ABOUT = {"events": "event_", "access": "access_", "originals": "original_", "": ""}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was stored.

    `dossier` is empty when it is about the store as a whole, `seq` is 0 when it is about more than
    one row. `other` is the number where a moved row belongs, or how many changes were lost.
    """

    kind: FindingKind
    dossier: str = ""
    stream: Literal["events", "access", "originals", ""] = ""
    seq: int = 0
    other: int = 0

    @property
    def code(self) -> str:
        """The name of the sentence that says it."""
        about = _ABOUT[self.stream]
        return f"verify_{about}{self.kind}"

    @property
    def parameters(self) -> dict[str, Any]:
        """What the sentence needs."""
        return {"dossier": self.dossier, "seq": self.seq, "other": self.other}
