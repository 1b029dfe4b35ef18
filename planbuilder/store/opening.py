"""Opening a store: the folder, the lock, the keys and the tables, in that order."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from planbuilder.errors import IntegrityBroken, NotFound, PlanbuilderError, StorageFailed
from planbuilder.store.failures import disk_told_plainly, told_plainly
from planbuilder.store.folder import DataFolder, Lock, make_file, make_private, store_exists
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
    use = _use(place)
    try:
        return _opened(place, unlock, create, use)
    except BaseException:
        use.release()
        raise


def restore_store(folder: Path, unlock: Unlock, source: Path) -> None:
    """Put a backup of the data back where the database is damaged or gone; the keys must be there.

    Nothing is replaced unless the backup is whole; raises as `Store.restore` does.
    """
    from planbuilder.store.database import set_up

    # The tables can't be imported in a process that opened no store yet.
    set_up()
    from planbuilder.store.backup import restore

    place = DataFolder(folder)
    keys = KeyRing.unlock(place.keys, unlock)
    with disk_told_plainly(folder), Lock(place.use_lock).held(_PATIENCE_SECONDS):
        restore(place, keys, new_witness(place, keys), source)


def restore_keys(folder: Path, unlock: Unlock, source: Path) -> None:
    """Put a backup of the keys back; see `backup.restore_keys`."""
    from planbuilder.store import backup

    backup.restore_keys(DataFolder(folder), unlock, source)


def _use(place: DataFolder) -> Lock:
    """The lock that says that we use this folder; what a stopped restore left is finished first."""
    from planbuilder.store.backup import finish_restore, is_unfinished

    use = Lock(place.use_lock)
    with disk_told_plainly(place.path):
        make_private(place.path)
        use.take(shared=True, patience=_PATIENCE_SECONDS)
        if is_unfinished(place):
            use.take(patience=_PATIENCE_SECONDS)
            finish_restore(place)
            use.take(shared=True, patience=_PATIENCE_SECONDS)
    return use


def _opened(place: DataFolder, unlock: Unlock, create: bool, use: Lock) -> Store:
    from planbuilder.store.database import connect, disconnect

    keys = unlocked(place, unlock, create)
    vault = Vault(place, keys, connect(place.database), new_witness(place, keys))
    # Only now: a module with tables can be imported once Django is set up.
    from planbuilder.store.dossiers import finish_forgetting

    try:
        _prepare(vault, create)
        vault.witness.confirmed(finish_forgetting(vault))
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
                return KeyRing.create(place.keys, unlock)
    return KeyRing.unlock(place.keys, unlock)


def new_witness(place: DataFolder, keys: KeyRing) -> Witness:
    """The witness of the store with these keys."""
    return Witness(place.witness, lambda changes: keys.sign("witness", changes))


def _prepare(vault: Vault, create: bool) -> None:
    """See to it that the database is there, with all tables and a head."""
    from planbuilder.store.database import SCHEMA, schema_of

    place = vault.place
    with told_plainly(place.path):
        schema = schema_of(vault.alias) if place.database.exists() else 0
    if schema == SCHEMA:
        return
    # An empty file where there was a store is a loss, not a beginning.
    if schema == 0 and (vault.keys.dossiers or vault.witness.count()):
        raise IntegrityBroken("database_missing", folder=str(place.path))
    if not create and not place.database.exists():
        raise StorageFailed("store_unfinished", folder=str(place.path))
    with told_plainly(place.path), Lock(place.keys_lock).held():
        _make(vault)


def _make(vault: Vault) -> None:
    from planbuilder.store.database import SCHEMA, make_tables, schema_of
    from planbuilder.store.heads import make_store_head, raise_schema

    # Before anybody connects: the engine would make a file that others can read.
    make_file(vault.place.database)
    if schema_of(vault.alias) == SCHEMA:
        return
    make_tables(vault.alias)
    vault.witness.create()
    with vault.transaction():
        if schema_of(vault.alias) == 0:
            make_store_head(vault.alias, vault.keys)
        else:
            raise_schema(vault.alias)
