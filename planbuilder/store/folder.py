"""The data folder: which file is what, who may read it, and how a file is replaced without a gap."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from planbuilder.errors import StorageFailed

FOLDER_MODE = 0o700
FILE_MODE = 0o600
_LOCK_PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where the files of one store stand."""

    path: Path

    @property
    def database(self) -> Path:
        """The encrypted events and access log."""
        return self.path / "planbuilder.sqlite3"

    @property
    def keys(self) -> Path:
        """The wrapped dossier keys; not part of a data backup."""
        return self.path / "keys.json"

    @property
    def witness(self) -> Path:
        """How many changes the database has confirmed, kept outside it."""
        return self.path / "witness"

    @property
    def use_lock(self) -> Path:
        """Held shared by everybody who has the store open, exclusively while it is replaced."""
        return self.path / "use.lock"

    @property
    def keys_lock(self) -> Path:
        """Held while the key file is changed."""
        return self.path / "keys.lock"

    @property
    def incoming(self) -> Path:
        """A backup that is being verified; worthless when nobody is at it."""
        return self.path / "restore-checking.sqlite3"

    @property
    def verified(self) -> Path:
        """A verified backup that is about to become the database."""
        return self.path / "restore-verified.sqlite3"

    @property
    def aside(self) -> Path:
        """The database of before, until the restored one stands."""
        return self.path / "before-restore.sqlite3"


def default_folder() -> Path:
    """The data folder of this user: PLANBUILDER_DATA, or where the system keeps such data."""
    named = os.environ.get("PLANBUILDER_DATA")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("planbuilder", appauthor=False)


def store_exists(folder: Path) -> bool:
    """True when there is a store in this folder, whole or not."""
    place = DataFolder(folder)
    return place.keys.exists() or place.database.exists()


def make_private(folder: Path) -> None:
    """Make the folder, readable by its owner only; raises OSError."""
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        folder.chmod(FOLDER_MODE)


def make_file(path: Path) -> None:
    """Make an empty file that only its owner reads, where none is; raises OSError."""
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, FILE_MODE))


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in the place of the file: the old or the new stands there, never half of one.

    Returns when the new one is on the disk; raises OSError, and then the old one still stands.
    """
    beside = path.with_name(path.name + ".new")
    with suppress(FileNotFoundError):
        beside.unlink()
    descriptor = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Return when the content of the file is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Return when the names in the folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Lock:
    """A lock between processes on one file; it ends with the process that holds it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def take(self, shared: bool = False, patience: float = 60.0) -> None:
        """Wait at most `patience` seconds for the lock; raises StorageFailed when others keep it."""
        if self._descriptor is None:
            self._descriptor = os.open(self.path, os.O_CREAT | os.O_RDWR, FILE_MODE)
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        until = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(self._descriptor, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise StorageFailed("store_in_use", folder=str(self.path.parent)) from None
                time.sleep(_LOCK_PAUSE)
            else:
                return

    def release(self) -> None:
        """Let go of the lock; nothing happens when it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    @contextmanager
    def held(self, patience: float = 60.0) -> Iterator[None]:
        """Hold the lock exclusively for as long as the block runs."""
        self.take(patience=patience)
        try:
            yield
        finally:
            self.release()
