"""The life of a dossier in the store: it is made with a key, and forgotten by destroying the key."""

from __future__ import annotations

import os
from datetime import datetime

from planbuilder.errors import EventRefused
from planbuilder.store.database import checkpoint
from planbuilder.store.failures import told_plainly
from planbuilder.store.heads import new_head, read_head, signed_head, write_head
from planbuilder.store.rows import table
from planbuilder.store.sealing import KEY_BYTES, STREAMS
from planbuilder.store.vault import Vault


def create(vault: Vault, dossier: str) -> None:
    """Make an empty dossier; raises EventRefused when the id is in use or was forgotten.

    The key comes first: after a crash in between there is a key without a dossier, which the next
    attempt takes up, and never a dossier without a key.
    """
    with vault.keys.changing() as content:
        if dossier in content["forgotten"]:
            raise EventRefused("dossier_was_forgotten", dossier=dossier)
        if dossier not in content["dossiers"]:
            wrapped = vault.keys.wrapped(dossier, 1, os.urandom(KEY_BYTES))
            content["dossiers"][dossier] = {"1": wrapped}
    with vault.transaction():
        if read_head(vault.alias, dossier) is not None:
            raise EventRefused("dossier_exists", dossier=dossier)
        key = vault.keys.newest(dossier)
        if key is None:
            raise EventRefused("dossier_was_forgotten", dossier=dossier)
        head = signed_head(new_head(dossier, key.generation), key)
        changes = write_head(vault.alias, vault.keys, None, head)
    vault.witness.confirmed(changes)


def forget(vault: Vault, dossier: str, at: datetime | None) -> None:
    """Destroy the key, then the rows; from the first step on the dossier cannot be read any more."""
    with vault.keys.changing() as content:
        if dossier not in content["dossiers"]:
            raise vault.absent(dossier)
        del content["dossiers"][dossier]
        content["forgotten"][dossier] = at.isoformat() if at else ""
    vault.witness.confirmed(_remove_rows(vault, [dossier]))


def finish_forgetting(vault: Vault) -> int:
    """Remove the rows of dossiers whose key is destroyed already: a crash, or an older backup.

    The number of changes of the store after that, or 0 when there was nothing to remove.
    """
    with told_plainly(vault.place.path):
        left = [name for name in vault.keys.forgotten if read_head(vault.alias, name) is not None]
    return _remove_rows(vault, left) if left else 0


def _remove_rows(vault: Vault, dossiers: list[str]) -> int:
    """Remove these dossiers from the database, overwritten and out of the write-ahead log as well."""
    changes = 0
    with vault.transaction():
        for dossier in dossiers:
            for stream in STREAMS:
                table(vault.alias, stream).filter(dossier=dossier).delete()
            head = read_head(vault.alias, dossier)
            if head is not None:
                changes = write_head(vault.alias, vault.keys, head, None)
    with told_plainly(vault.place.path):
        checkpoint(vault.alias)
    return changes
