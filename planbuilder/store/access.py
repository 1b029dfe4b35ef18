"""One line of the access log: who looked at, changed or made what, and on what ground."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessEntry:
    """The fields that NEN 7513 asks for; `event_type` is a short name such as `look` or `print`.

    `occurred_at` has a time zone. `subject_id` is the dossier, `actor_id` who did it, `basis` the
    consent, exception or law on which it rests. `field` may name a question, never an answer.
    """

    event_type: str
    occurred_at: datetime
    subject_id: str
    actor_id: str
    actor_role: str = ""
    on_behalf_of: str = ""
    organisation: str = ""
    client_app: str = ""
    object_type: str = ""
    object_id: str = ""
    field: str = ""
    basis: str = ""
    consent_id: str = ""
    emergency: bool = False
    outcome: str = "ok"


# What stands in columns of its own; the other fields are only in the sealed part.
_IN_COLUMNS = ("event_type", "occurred_at")


def sealed_fields(entry: AccessEntry) -> dict[str, Any]:
    """The fields of the entry that go under encryption, as plain values."""
    return {
        field.name: getattr(entry, field.name)
        for field in fields(entry)
        if field.name not in _IN_COLUMNS
    }


def entry_from(kind: str, at: str, sealed: dict[str, Any]) -> AccessEntry:
    """The entry whose columns and unsealed fields these are."""
    return AccessEntry(event_type=kind, occurred_at=datetime.fromisoformat(at), **sealed)
