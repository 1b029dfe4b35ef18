"""Opening a store: the folder, the lock, the keys and the tables, in that order."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from planbuilder.errors import IntegrityBroken, NotFound, PlanbuilderError, StorageFailed
from planbuilder.store.failures import disk_told_plainly, told_plainly
from planbuilder.store.folder import DataFolder, Lock, make_private, store_exists
from planbuilder.store.keys import KeyRing
from planbuilder.store.store import Store
from planbuilder.store.unlock import Unlock
from planbuilder.store.vault import Vault
from planbuilder.store.witness import Witness

# A restore replaces the database within seconds; whoever opens meanwhile waits this long.
_PATIENCE_SECONDS = 30.0


def open_store(folder: Path, unlock: Unlock, create: bool = False) -> Store:
    """The store in this folder; with `create` it is made where none is.

    Raises NotFound (no store), KeyRefused (passphrase, key file), IntegrityBroken or StorageFailed.
    """
    if not create and not store_exists(folder):
        raise NotFound("store_missing", folder=str(folder))
    place = DataFolder(folder)
    with disk_told_plainly(folder):
        make_private(folder)
        use = Lock(place.use_lock)
        use.take(shared=True, patience=_PATIENCE_SECONDS)
    try:
        return _opened(place, unlock, create, use)
    except BaseException:
        use.release()
        raise


def _opened(place: DataFolder, unlock: Unlock, create: bool, use: Lock) -> Store:
    from planbuilder.store.database import connect, disconnect

    keys = unlocked(place, unlock, create)
    vault = Vault(place, keys, connect(place.database), new_witness(place, keys))
    # Only now: a module with tables can be imported once Django is set up.
    from planbuilder.store.dossiers import finish_forgetting

    try:
        _prepare(vault, create)
        finish_forgetting(vault)
    except PlanbuilderError:
        with suppress(PlanbuilderError), told_plainly(place.path):
            disconnect(vault.alias)
        raise
    return Store(vault, use)


def unlocked(place: DataFolder, unlock: Unlock, create: bool = False) -> KeyRing:
    """The keys of this folder; with `create` they are made where neither keys nor data are."""
    if create:
        with disk_told_plainly(place.path), Lock(place.keys_lock).held():
            if not place.keys.exists() and not place.database.exists():
                return KeyRing.create(place, unlock)
    return KeyRing.unlock(place, unlock)


def new_witness(place: DataFolder, keys: KeyRing) -> Witness:
    """The witness of the store with these keys."""
    return Witness(place.witness, lambda changes: keys.sign("witness", changes))


def _prepare(vault: Vault, create: bool) -> None:
    """See to it that the database is there, with all tables and a head."""
    from planbuilder.store.database import SCHEMA, make_tables, schema_of
    from planbuilder.store.heads import make_store_head

    place = vault.place
    if place.database.exists():
        with told_plainly(place.path):
            if schema_of(vault.alias) == SCHEMA:
                return
    elif vault.keys.dossiers or place.witness.exists():
        raise IntegrityBroken("database_missing", folder=str(place.path))
    elif not create:
        raise StorageFailed("store_unfinished", folder=str(place.path))
    with told_plainly(place.path), Lock(place.keys_lock).held():
        if not place.database.exists() or schema_of(vault.alias) < SCHEMA:
            make_tables(vault.alias, place.database)
            with vault.transaction():
                if schema_of(vault.alias) == 0:
                    make_store_head(vault.alias, vault.keys)
        vault.witness.create()
