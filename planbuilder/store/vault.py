"""What an opened store works with: its folder, its keys, its database and its witness."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from planbuilder.errors import IntegrityBroken, KeyRefused, NotFound
from planbuilder.store.failures import told_plainly
from planbuilder.store.folder import DataFolder
from planbuilder.store.keys import KeyRing
from planbuilder.store.sealing import DossierKey, Head
from planbuilder.store.witness import Witness


@dataclass(frozen=True, slots=True)
class Vault:
    """The parts of an opened store; `alias` is Django's name of the database."""

    place: DataFolder
    keys: KeyRing
    alias: str
    witness: Witness

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction that may write from its start; on the disk when the block has ended.

        What the disk or the database refuses becomes StorageFailed or IntegrityBroken; then, and
        after any other exception, nothing of the block stands.
        """
        from django.db import transaction

        with told_plainly(self.place.path), transaction.atomic(using=self.alias, durable=True):
            yield

    def head(self, dossier: str, locked: bool = False) -> Head:
        """The proven head of the dossier; raises NotFound, KeyRefused or IntegrityBroken."""
        from planbuilder.store.heads import read_head

        head = read_head(self.alias, dossier, locked)
        if head is None:
            raise self.absent(dossier)
        if not self.key(head).signed(head):
            raise IntegrityBroken("head_damaged", dossier=dossier)
        return head

    def key(self, head: Head) -> DossierKey:
        """The key of the dossier; raises KeyRefused when it is missing or was destroyed."""
        key = self.keys.key(head.dossier, head.generation)
        if key is None:
            code = (
                "dossier_forgotten"
                if head.dossier in self.keys.forgotten
                else "dossier_key_missing"
            )
            raise KeyRefused(code, dossier=head.dossier)
        return key

    def absent(self, dossier: str) -> NotFound:
        """The error for a dossier that is not in the database."""
        forgotten = dossier in self.keys.forgotten
        return NotFound(
            "dossier_was_forgotten" if forgotten else "dossier_unknown", dossier=dossier
        )
