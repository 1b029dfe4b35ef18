"""The one place that sets Django up and knows which database engine there is.

Why: everything else in the store speaks the ORM, so that an organisation can put another engine
here. What is SQLite's own (pragmas, checkpoints, the file) is in this module and in `backup`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planbuilder.errors import StorageFailed

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

# The number of the last migration; a store with a higher one was made by a newer planbuilder.
SCHEMA = 2
# So long may others write before we say that the database is locked.
_PATIENCE_SECONDS = 60

# FULL: a commit returns when it is on the disk. secure_delete: what is removed is overwritten.
# temp_store 2: nothing goes to temporary files.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;PRAGMA temp_store=2;"
    "PRAGMA trusted_schema=OFF;PRAGMA cell_size_check=ON"
)

_aliases: dict[Path, str] = {}
_guard = threading.Lock()


def database_settings(path: Path) -> dict[str, Any]:
    """Django's settings for the database in this file."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "timeout": _PATIENCE_SECONDS,
            # With DEFERRED a second writer is refused half-way instead of waiting at the start.
            "transaction_mode": "IMMEDIATE",
            "init_command": _PRAGMAS,
        },
    }


def connect(path: Path) -> str:
    """The name under which Django knows the database in this file, after setting Django up."""
    from django.db import connections

    with _guard:
        set_up()
        path = path.absolute()
        if path not in _aliases:
            alias = f"planbuilder-{len(_aliases) + 1}"
            known = connections.configure_settings({"default": {}, alias: database_settings(path)})
            connections.settings[alias] = known[alias]
            _aliases[path] = alias
        return _aliases[path]


def connection(alias: str) -> BaseDatabaseWrapper:
    """This thread's connection to the database; opened at its first use."""
    from django.db import connections

    return connections[alias]


def disconnect(alias: str) -> None:
    """Close this thread's connection to the database."""
    connection(alias).close()


def make_tables(alias: str) -> None:
    """Give the database the tables that it lacks."""
    from django.core.management import call_command

    call_command("migrate", database=alias, verbosity=0, interactive=False, skip_checks=True)


def schema_of(alias: str) -> int:
    """The schema number of the database; 0 when it has no tables yet; raises StorageFailed if newer."""
    from planbuilder.store.models import StoreRow

    if StoreRow._meta.db_table not in connection(alias).introspection.table_names():
        return 0
    found = StoreRow.objects.using(alias).filter(pk=1).values_list("format", flat=True).first() or 0
    if isinstance(found, int) and found > SCHEMA:
        raise StorageFailed("store_newer", folder=connection(alias).settings_dict["NAME"])
    return found


def checkpoint(alias: str) -> None:
    """Move everything from the write-ahead log into the database and empty the log.

    What was removed is then in neither; a reader who is busy just now makes it wait or skip.
    """
    with closing(connection(alias).cursor()) as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def file_is_whole(alias: str) -> bool:
    """True when the database engine finds its own file in order, its indexes included."""
    with closing(connection(alias).cursor()) as cursor:
        cursor.execute("PRAGMA integrity_check(1)")
        return bool(cursor.fetchone() == ("ok",))


@contextmanager
def lenient_text(alias: str) -> Iterator[None]:
    """Read texts that are no UTF-8 any more too, for the check that has to name them."""
    wrapper = connection(alias)
    wrapper.ensure_connection()
    usual = wrapper.connection.text_factory
    wrapper.connection.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        yield
    finally:
        # After a failure Django may have let go of the connection, and the factory with it.
        if wrapper.connection is not None:
            wrapper.connection.text_factory = usual


def set_up() -> None:
    """Set Django up once, before anything of it is used."""
    import django
    from django.apps import apps
    from django.conf import settings

    if not settings.configured:
        settings.configure(
            INSTALLED_APPS=["planbuilder.store.apps.StoreConfig"],
            DATABASES={"default": {}},
            # Django would otherwise remember every statement, and set up logging of its own.
            DEBUG=False,
            LOGGING_CONFIG=None,
            USE_TZ=True,
            TIME_ZONE="UTC",
            USE_I18N=False,
        )
    if not apps.ready:
        django.setup()
