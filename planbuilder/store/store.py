"""The store: the encrypted dossiers of one data folder, as services see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from planbuilder.errors import EventRefused, IntegrityBroken, NotFound
from planbuilder.store.failures import told_plainly
from planbuilder.store.findings import Finding, FindingKind
from planbuilder.store.folder import Lock

if TYPE_CHECKING:
    from planbuilder.dossier.events import Event
    from planbuilder.store.access import AccessEntry
    from planbuilder.store.change import Change
    from planbuilder.store.originals import Original
    from planbuilder.store.sealing import Head, SealedRow, Stream
    from planbuilder.store.unlock import Unlock
    from planbuilder.store.vault import Vault

_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
# A reader who meets a re-encryption half-way looks again; more often than this it is damage.
_LOOKS = 3
_RESTORE_PATIENCE = 5.0


class Store:
    """An opened store. Close it, or use it in a `with` block."""

    def __init__(self, vault: Vault, use: Lock) -> None:
        self._vault = vault
        self._use = use

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self._vault.place.path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database and the folder; what was confirmed stands already."""
        from planbuilder.store.database import disconnect

        with told_plainly(self.folder):
            disconnect(self._vault.alias)
        self._vault.witness.close()
        self._use.release()

    # --- dossiers ---

    def dossiers(self) -> list[str]:
        """The ids of all dossiers, in alphabetical order."""
        from planbuilder.store.heads import all_heads

        with told_plainly(self.folder):
            return [head.dossier for head in all_heads(self._vault.alias)]

    def create_dossier(self, dossier: str) -> None:
        """Make an empty dossier with a key of its own; raises EventRefused when the id cannot be used.

        The id stands readable in the database, so it must not be a name.
        """
        from planbuilder.store.dossiers import create

        if not _IDENTIFIER.fullmatch(dossier):
            raise EventRefused("dossier_id_invalid")
        create(self._vault, dossier)

    def forget(self, dossier: str, at: datetime | None = None) -> None:
        """Destroy the dossier's key and its rows; no backup of the data can be read any more either.

        Only the id and the moment `at` (if given) stay, so that the id is not used again.
        """
        from planbuilder.store.dossiers import forget

        forget(self._vault, dossier, at)

    # --- events and log ---

    @contextmanager
    def change(self, dossier: str) -> Iterator[Change]:
        """A change of this dossier; on the disk when the block ends, nothing after an exception."""
        from django.db import transaction

        from planbuilder.store.change import Change

        atomic = transaction.atomic(using=self._vault.alias, durable=True)
        with told_plainly(self.folder):
            atomic.__enter__()
        try:
            with told_plainly(self.folder):
                change = Change(self._vault, dossier)
            # What fails in the caller's own work is the caller's: it is not turned into our errors.
            yield change
            with told_plainly(self.folder):
                changes = change.write()
        except BaseException as error:
            atomic.__exit__(type(error), error, error.__traceback__)
            raise
        with told_plainly(self.folder):
            atomic.__exit__(None, None, None)
        if changes is not None:
            self._vault.witness.confirmed(changes)

    def events(self, dossier: str, after: int = 0) -> list[Event]:
        """The events of the dossier with a higher number than `after`, in their order.

        Raises NotFound, KeyRefused, or IntegrityBroken when one was changed or is missing.
        """
        from planbuilder.store.rows import event_of

        return [event_of(row, text) for row, text in self._read(dossier, "events", after)]

    def log(self, dossier: str) -> list[AccessEntry]:
        """The access log of the dossier, oldest first; raises as `events` does."""
        from planbuilder.store.rows import entry_of

        return [entry_of(row, text) for row, text in self._read(dossier, "access", 0)]

    # --- documents ---

    def binding_key(self, dossier: str) -> bytes:
        """The key that proves which documents were made from this dossier; raises as `events` does.

        It is another one after a deep rekey, and gone once the dossier is forgotten.
        """
        with told_plainly(self.folder):
            return self._vault.key(self._vault.head(dossier)).binding

    def original(self, dossier: str, number: int) -> Original:
        """The document that was kept under this number; raises NotFound, or as `events` does."""
        from planbuilder.store.originals import read_original

        with told_plainly(self.folder):
            self._vault.head(dossier)
            found = read_original(self._vault, dossier, number)
        if found is None:
            raise NotFound("original_unknown", dossier=dossier)
        return found

    # --- checking, copies and keys ---

    def verify(self, dossier: str | None = None) -> list[Finding]:
        """What is not as it was stored, in this dossier or (None) in all; empty when all is right.

        Raises NotFound for an unknown dossier, and IntegrityBroken when the file cannot be read at all.
        """
        from planbuilder.store.verifying import verify

        known = (
            dossier is None or dossier in self._vault.keys.dossiers or dossier in self.dossiers()
        )
        if dossier is not None and not known:
            raise self._vault.absent(dossier)
        findings = []
        with told_plainly(self.folder):
            # Read before the database: what others add meanwhile only makes that one higher.
            seen = self._vault.witness.count()
            if seen is None:
                findings.append(Finding(FindingKind.WITNESS_CHANGED))
            return findings + verify(self._vault, dossier, seen)

    def backup(self, target: Path) -> Path:
        """A copy of the data, without keys, in the folder `target`; the file that was made.

        Others can go on meanwhile. Raises StorageFailed, also when a backup stands there already.
        """
        from planbuilder.store.backup import back_up

        return back_up(self._vault, target)

    def backup_keys(self, target: Path) -> Path:
        """A copy of the wrapped keys in the folder `target`; keep it apart from the data."""
        from planbuilder.store.backup import back_up_keys

        return back_up_keys(self._vault.place, target)

    def restore(self, source: Path) -> None:
        """Put the backup `source` (file or folder) in the place of the data, once it proves whole.

        Raises IntegrityBroken (its `problems` name each finding) and StorageFailed when others have
        the store open; the data then stay as they are.
        """
        from planbuilder.store.backup import restore
        from planbuilder.store.database import disconnect

        with told_plainly(self.folder):
            disconnect(self._vault.alias)
            try:
                self._use.take(patience=_RESTORE_PATIENCE)
                restore(self._vault.place, self._vault.keys, self._vault.witness, source)
            finally:
                self._use.take(shared=True)

    def rekey(self, unlock: Unlock | None = None, deep: bool = False) -> None:
        """Open with `unlock` from now on (None: as before); `deep` also gives each dossier a new key.

        Can be stopped anywhere and run again. After `deep`, backups of before need keys of before.
        """
        from planbuilder.store.rekey import rekey

        rekey(self._vault, unlock, deep)

    # --- inside ---

    def _read(self, dossier: str, stream: Stream, after: int) -> list[tuple[SealedRow, bytes]]:
        from planbuilder.store.rows import opened, read_rows

        for look in range(_LOOKS):
            with told_plainly(self.folder):
                head = self._vault.head(dossier)
                rows = read_rows(self._vault.alias, stream, dossier, after)
            # Rows that came after the head was read belong to a next look.
            rows = [row for row in rows if row.seq <= head.counts[stream]]
            try:
                texts = opened(
                    self._vault.keys, stream, head, rows, min(after, head.counts[stream])
                )
            except IntegrityBroken:
                if look + 1 == _LOOKS or self._same(head):
                    raise
            else:
                return list(zip(rows, texts, strict=True))
        return []

    def _same(self, head: Head) -> bool:
        """True when nobody changed the dossier since this head was read."""
        with told_plainly(self.folder):
            return self._vault.head(head.dossier) == head
