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


def forget(vault: Vault, dossier: str, at: datetime) -> None:
    """Destroy the key, then the rows; from the first step on the dossier cannot be read any more."""
    with vault.keys.changing() as content:
        if dossier not in content["dossiers"]:
            raise vault.absent(dossier)
        del content["dossiers"][dossier]
        content["forgotten"][dossier] = at.isoformat()
    remove_rows(vault, [dossier])


def finish_forgetting(vault: Vault) -> None:
    """Remove the rows of dossiers whose key is destroyed already: a crash, or an older backup."""
    with told_plainly(vault.place.path):
        left = [name for name in vault.keys.forgotten if read_head(vault.alias, name) is not None]
    if left:
        remove_rows(vault, left)


def remove_rows(vault: Vault, dossiers: list[str]) -> None:
    """Remove these dossiers from the database, overwritten and out of the write-ahead log as well."""
    changes = 0
    with vault.transaction():
        for dossier in dossiers:
            for stream in STREAMS:
                table(vault.alias, stream).filter(dossier=dossier).delete()
            head = read_head(vault.alias, dossier)
            if head is not None:
                changes = write_head(vault.alias, vault.keys, head, None)
    vault.witness.confirmed(changes)
    with told_plainly(vault.place.path):
        checkpoint(vault.alias)
