"""One change of one dossier: read what others wrote, decide, add events and log lines, all or none."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from planbuilder.dossier.events import Event, Payload, event_data, event_from_data
from planbuilder.errors import EventRefused
from planbuilder.store.access import AccessEntry, sealed_fields
from planbuilder.store.failures import told_plainly
from planbuilder.store.heads import signed_head, write_head
from planbuilder.store.originals import Original, read_original, sealed_text
from planbuilder.store.rows import (
    event_of,
    head_after,
    opened,
    read_rows,
    sealed_rows,
    write_rows,
)
from planbuilder.store.sealing import Stream
from planbuilder.store.vault import Vault

_KIND = re.compile(r"[a-z0-9_]{1,64}")


class Change:
    """What is added to one dossier in one transaction; `Store.change` begins and ends it."""

    def __init__(self, vault: Vault, dossier: str) -> None:
        self._vault = vault
        self._head = vault.head(dossier, locked=True)
        self._events: list[Event] = []
        self._entries: list[AccessEntry] = []
        self._originals: list[Original] = []

    def events_after(self, seq: int) -> list[Event]:
        """The events with a higher number, those of this change included; nobody else can add now."""
        with told_plainly(self._vault.place.path):
            rows = read_rows(self._vault.alias, "events", self._head.dossier, seq)
        texts = opened(
            self._vault.keys, "events", self._head, rows, min(seq, self._head.counts["events"])
        )
        stored = [event_of(row, text) for row, text in zip(rows, texts, strict=True)]
        return stored + [event for event in self._events if event.seq > seq]

    def append(self, *, at: datetime, by: str, payload: Payload | Mapping[str, Any]) -> int:
        """Add an event that `by` typed; its number. Raises EventRefused for a malformed payload."""
        seq = self._head.counts["events"] + len(self._events) + 1
        plain = payload.model_dump() if isinstance(payload, Payload) else dict(payload)
        try:
            event = event_from_data({"seq": seq, "at": at, "by": by, "payload": plain})
        except ValidationError:
            event = None
        # Raised out here: the other exception would carry along what a person typed.
        if event is None:
            raise EventRefused("event_malformed", dossier=self._head.dossier)
        self._events.append(event)
        return seq

    def keep(self, original: Original, known: Sequence[int] = ()) -> int:
        """Keep a document as it was handed out; its number, by which `Store.original` finds it.

        Where it is the same as one of the `known` numbers it is not kept twice.
        """
        for number in known:
            with told_plainly(self._vault.place.path):
                there = read_original(self._vault, self._head.dossier, number)
            if there and (there.token, there.content) == (original.token, original.content):
                return number
        self._originals.append(original)
        return self._head.counts["originals"] + len(self._originals)

    def log(self, entry: AccessEntry) -> None:
        """Add a line to the access log of this dossier."""
        if not _KIND.fullmatch(entry.event_type):
            raise ValueError("an event_type is a short name: it stands readable in the database")
        if entry.occurred_at.tzinfo is None:
            raise ValueError("occurred_at needs a time zone")
        self._entries.append(entry)

    def write(self) -> int | None:
        """Write what was added; the number of changes of the store so far, or None without any.

        Runs inside the transaction that `Store.change` began.
        """
        if not self._events and not self._entries and not self._originals:
            return None
        alias, keys = self._vault.alias, self._vault.keys
        key = self._vault.key(self._head)
        head = self._head
        texts: dict[Stream, list[tuple[str, str, bytes]]] = {
            "events": [_event_text(event) for event in self._events],
            "access": [_entry_text(entry) for entry in self._entries],
            "originals": [sealed_text(original) for original in self._originals],
        }
        for stream, added in texts.items():
            rows = sealed_rows(key, stream, head, added)
            write_rows(alias, stream, rows)
            head = head_after(head, stream, rows)
        return write_head(alias, keys, self._head, signed_head(head, key))


def _event_text(event: Event) -> tuple[str, str, bytes]:
    data = event_data(event)
    return event.kind, event.at.isoformat(), _json({"by": data["by"], "payload": data["payload"]})


def _entry_text(entry: AccessEntry) -> tuple[str, str, bytes]:
    return entry.event_type, entry.occurred_at.isoformat(), _json(sealed_fields(entry))


def _json(data: dict[str, Any]) -> bytes:
    # ASCII with escapes: it also holds lone surrogates, which UTF-8 refuses.
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode("ascii")
