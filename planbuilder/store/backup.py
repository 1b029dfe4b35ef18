"""Copies of the data and of the keys, apart from each other, and putting a copy back.

Why the swap can be killed anywhere: the copy is verified under a name of its own and then renamed to
the name that means 'verified'; from there every later opening of the store finishes the swap.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from planbuilder.errors import IntegrityBroken, KeyRefused, NotFound, Problem, StorageFailed
from planbuilder.store.database import (
    SCHEMA,
    checkpoint,
    connect,
    connection,
    disconnect,
    make_tables,
    schema_of,
)
from planbuilder.store.failures import disk_told_plainly, told_plainly
from planbuilder.store.folder import (
    FILE_MODE,
    FOLDER_MODE,
    DataFolder,
    Lock,
    make_file,
    make_private,
    replace_file,
    sync_file,
    sync_folder,
)
from planbuilder.store.keys import KeyRing, read_keys
from planbuilder.store.unlock import Unlock
from planbuilder.store.vault import Vault
from planbuilder.store.witness import Witness

_BESIDE = ("-wal", "-shm", "-journal")


def back_up(vault: Vault, target: Path) -> Path:
    """A copy of the data in the folder `target`, whole and on its disk; others can go on meanwhile.

    Holds no keys. Raises StorageFailed; nothing that stands there already is replaced.
    """
    final = target / vault.place.database.name
    partial = target / (final.name + ".part")
    _refuse_existing(final)
    with told_plainly(target):
        target.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        remove_database(partial)
        make_file(partial)
    wrapper = connection(vault.alias)
    try:
        with told_plainly(target):
            wrapper.ensure_connection()
            with closing(sqlite3.connect(partial, isolation_level=None)) as copy:
                wrapper.connection.backup(copy)
                # One file without a log beside it, which opens from a read-only place too.
                copy.execute("PRAGMA journal_mode=DELETE")
            sync_file(partial)
            partial.rename(final)
            sync_folder(target)
    finally:
        with disk_told_plainly(target):
            remove_database(partial)
    return final


def back_up_keys(place: DataFolder, target: Path) -> Path:
    """A copy of the wrapped keys in the folder `target`; it opens as the store opens now."""
    final = target / place.keys.name
    _refuse_existing(final)
    read_keys(place.keys)
    with disk_told_plainly(target):
        target.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        replace_file(final, place.keys.read_bytes())
    return final


def restore(place: DataFolder, keys: KeyRing, witness: Witness, source: Path) -> None:
    """Put the backup `source` (the file, or the folder it stands in) in the place of the data.

    It is verified first: with any finding IntegrityBroken is raised, and the data stay as they are.
    Needs the store to itself. Dossiers that were forgotten since are left out.
    """
    if source.is_dir():
        source = source / place.database.name
    if not source.is_file() or source.resolve() == place.database.resolve():
        raise NotFound("backup_missing", file=str(source))
    finish_restore(place)
    try:
        with told_plainly(place.path):
            _copy_in(source, place.incoming)
        changes = _verified(place, keys, witness, source)
        with disk_told_plainly(place.path):
            place.incoming.rename(place.verified)
            sync_folder(place.path)
    finally:
        with disk_told_plainly(place.path):
            remove_database(place.incoming)
    finish_restore(place)
    witness.confirmed(changes)


def restore_keys(place: DataFolder, unlock: Unlock, source: Path) -> None:
    """Put a backup of the keys (the file, or the folder it stands in) back.

    Where the store has keys that open with the same `unlock`, the missing ones are added and what
    was forgotten stays forgotten. Raises KeyRefused when they open with something else.
    """
    if source.is_dir():
        source = source / place.keys.name
    if not source.is_file():
        raise NotFound("backup_missing", file=str(source))
    kept = KeyRing.unlock(source, unlock)
    with disk_told_plainly(place.path):
        make_private(place.path)
        with Lock(place.keys_lock).held():
            if not place.keys.exists():
                replace_file(place.keys, source.read_bytes())
                return
    try:
        KeyRing.unlock(place.keys, unlock).adopt(kept)
    except (KeyRefused, IntegrityBroken):
        raise KeyRefused("keys_exist", folder=str(place.path)) from None


def finish_restore(place: DataFolder) -> None:
    """Finish a swap that was begun, or clean up what a stopped one left. Needs the store to itself."""
    with disk_told_plainly(place.path):
        if place.verified.exists():
            # The log goes along with its database: beside another one it would spoil that.
            for suffix in ("", "-wal"):
                old = place.database.with_name(place.database.name + suffix)
                if old.exists():
                    old.replace(place.aside.with_name(place.aside.name + suffix))
            remove_database(place.database)
            sync_folder(place.path)
            place.verified.rename(place.database)
            sync_folder(place.path)
        for left in (place.incoming, place.aside):
            remove_database(left)


def is_unfinished(place: DataFolder) -> bool:
    """True when a restore is going on or was stopped half-way."""
    return any(path.exists() for path in (place.verified, place.incoming, place.aside))


def remove_database(path: Path) -> None:
    """Remove a database file and what stands beside it, as far as it is there; raises OSError."""
    for suffix in ("", *_BESIDE):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _verified(place: DataFolder, keys: KeyRing, witness: Witness, source: Path) -> int:
    """Check the copy and make it ready to be the database; its number of changes."""
    from planbuilder.store.dossiers import finish_forgetting
    from planbuilder.store.heads import raise_changes, raise_schema, store_changes
    from planbuilder.store.verifying import verify

    vault = Vault(place, keys, connect(place.incoming), witness)
    try:
        with told_plainly(place.path):
            schema = schema_of(vault.alias)
            if schema == 0:
                raise IntegrityBroken("backup_is_none", file=str(source))
            if schema < SCHEMA:
                # Made by an older planbuilder.
                make_tables(vault.alias)
                raise_schema(vault.alias)
        # What was forgotten has no key any more and would look like damage.
        finish_forgetting(vault)
        findings = verify(vault, None, None)
        if findings:
            error = IntegrityBroken("backup_damaged", file=str(source), count=len(findings))
            error.problems = tuple(
                Problem(found.code, source.name, 0, found.parameters) for found in findings
            )
            raise error
        # Newer than all that was confirmed here, or the witness would miss the changes in between.
        with vault.transaction():
            changes = max(witness.count() or 0, store_changes(vault.alias, keys) or 0) + 1
            raise_changes(vault.alias, keys, changes)
        with told_plainly(place.path):
            checkpoint(vault.alias)
    finally:
        disconnect(vault.alias)
    with disk_told_plainly(place.path):
        sync_file(place.incoming)
    return changes


def _copy_in(source: Path, target: Path) -> None:
    for suffix in ("", "-wal"):
        beside = source.with_name(source.name + suffix)
        if beside.exists():
            copy = target.with_name(target.name + suffix)
            make_file(copy)
            shutil.copyfile(beside, copy)
            copy.chmod(FILE_MODE)


def _refuse_existing(path: Path) -> None:
    with disk_told_plainly(path.parent):
        if path.exists():
            raise StorageFailed("backup_exists", file=str(path))
