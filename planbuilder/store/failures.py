"""What the disk or the database refused, as an error that tells a person what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planbuilder.errors import IntegrityBroken, PlanbuilderError, StorageFailed

_BY_ERRNO = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EROFS: "folder_read_only",
    errno.EACCES: "folder_read_only",
    errno.EPERM: "folder_read_only",
}

_BY_SQLITE = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "folder_read_only",
    sqlite3.SQLITE_PERM: "folder_read_only",
    sqlite3.SQLITE_BUSY: "database_locked",
    sqlite3.SQLITE_LOCKED: "database_locked",
    sqlite3.SQLITE_CANTOPEN: "database_unreachable",
    sqlite3.SQLITE_IOERR: "disk_refused",
}

# SQLite's own numbers: 1 a missing table or column, 11 and 26 a file that is no whole database,
# 19 a row that stands where the head says that none is.
_BROKEN = {
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_CONSTRAINT,
}


@contextmanager
def told_plainly(folder: Path) -> Iterator[None]:
    """Turn what the disk or the database refuses into StorageFailed or IntegrityBroken.

    The cause is not chained: its text may name paths and columns that mean nothing to the reader.
    """
    from django.db import Error as DatabaseError

    try:
        yield
    except OSError as error:
        raise of_disk(error, folder) from None
    except (DatabaseError, sqlite3.Error) as error:
        raise _of_database(error, folder) from None


@contextmanager
def disk_told_plainly(folder: Path) -> Iterator[None]:
    """As `told_plainly`, for what touches files only."""
    try:
        yield
    except OSError as error:
        raise of_disk(error, folder) from None


def of_disk(error: OSError, folder: Path) -> StorageFailed:
    """The failure that this operating system error is."""
    code = _BY_ERRNO.get(error.errno or 0, "disk_refused")
    return StorageFailed(code, folder=str(folder))


def _of_database(error: Exception, folder: Path) -> PlanbuilderError:
    cause = error if isinstance(error, sqlite3.Error) else error.__cause__
    number = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if isinstance(cause, sqlite3.Error) and number in _BROKEN:
        return IntegrityBroken("database_damaged", folder=str(folder))
    return StorageFailed(_BY_SQLITE.get(number, "database_failed"), folder=str(folder))
