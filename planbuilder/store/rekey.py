"""New keys: another passphrase or key file, and on request new keys for the dossiers themselves.

Why it can be killed anywhere: a new dossier key is added beside the old one before it is used, each
dossier changes key in one transaction, and an old key goes only when no row needs it. Running it
again finishes what was left.
"""

from __future__ import annotations

import os

from planbuilder.store.database import checkpoint
from planbuilder.store.failures import told_plainly
from planbuilder.store.heads import all_heads, new_head, read_head, signed_head, write_head
from planbuilder.store.rows import head_after, opened, read_rows, sealed_rows, table, write_rows
from planbuilder.store.sealing import KEY_BYTES, STREAMS
from planbuilder.store.unlock import Unlock
from planbuilder.store.vault import Vault


def rekey(vault: Vault, unlock: Unlock | None, deep: bool) -> None:
    """Let the store open with `unlock` from now on; with `deep` every dossier gets a new key as well."""
    if deep:
        with told_plainly(vault.place.path):
            names = [head.dossier for head in all_heads(vault.alias)]
        _add_keys(vault, names)
        for name in names:
            _reseal(vault, name)
        with told_plainly(vault.place.path):
            checkpoint(vault.alias)
    with vault.keys.changing(unlock) as content:
        if deep:
            _drop_keys(vault, content["dossiers"])


def _add_keys(vault: Vault, names: list[str]) -> None:
    with vault.keys.changing() as content:
        for name in names:
            keys = content["dossiers"].get(name, {})
            # Two keys: an earlier run was stopped, and its new key will do.
            if len(keys) == 1:
                generation = int(next(iter(keys))) + 1
                keys[str(generation)] = vault.keys.wrapped(name, generation, os.urandom(KEY_BYTES))


def _reseal(vault: Vault, dossier: str) -> None:
    """Seal every row of the dossier with its newest key, in one transaction.

    A row that was changed is refused, not sealed anew: that would hide the change.
    """
    alias, changes = vault.alias, 0
    with vault.transaction():
        if read_head(alias, dossier) is None:
            return
        old = vault.head(dossier, locked=True)
        key = vault.keys.newest(dossier)
        if key is None or key.generation == old.generation:
            return
        head = new_head(dossier, key.generation)
        for stream in STREAMS:
            rows = read_rows(alias, stream, dossier)
            texts = opened(vault.keys, stream, old, rows, 0)
            again = [(row.kind, row.at, text) for row, text in zip(rows, texts, strict=True)]
            table(alias, stream).filter(dossier=dossier).delete()
            sealed = sealed_rows(key, stream, head, again)
            write_rows(alias, stream, sealed)
            head = head_after(head, stream, sealed)
        changes = write_head(alias, vault.keys, old, signed_head(head, key))
    vault.witness.confirmed(changes)


def _drop_keys(vault: Vault, keys: dict[str, dict[str, str]]) -> None:
    """Take the keys out that no row of the database needs any more."""
    with told_plainly(vault.place.path):
        in_use = {head.dossier: str(head.generation) for head in all_heads(vault.alias)}
    for dossier, generations in keys.items():
        needed = in_use.get(dossier)
        # A dossier that is only in some backup keeps all its keys.
        if needed in generations:
            for number in [number for number in generations if int(number) < int(needed)]:
                del generations[number]
