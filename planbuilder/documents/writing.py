"""Files that are there whole or not at all: written aside, forced to the disk, then put in place."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from planbuilder.documents import Document
from planbuilder.errors import StorageFailed

_BESIDE = ".planbuilder-new-"
# Between making a file and locking it; also where a disk knows no locks and another run is at work.
_JUST_MADE = 300
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextlib.contextmanager
def documents_beside(
    documents: Sequence[Document], folder: Path, stem: str
) -> Iterator[Callable[[], list[Path]]]:
    """Documents that are whole on the disk and have no name yet; calling what this gives names them.

    What stands between the two (such as recording that they were issued) is done only when they can
    be there, and they are there only when that was done. Without the call nothing is left behind.
    Raises StorageFailed when the disk is full or the folder can't be written.
    """
    with output_told_plainly(folder):
        folder.mkdir(parents=True, exist_ok=True)
    waiting: list[tuple[_Beside, Path]] = []

    def put_in_place() -> list[Path]:
        paths = []
        while waiting:
            beside, path = waiting[0]
            beside.name(path)
            del waiting[0]
            paths.append(path)
        return paths

    try:
        for document in documents:
            path = folder / f"{stem}{document.suffix}"
            waiting.append((_Beside(path, document.content), path))
        yield put_in_place
    finally:
        for beside, _ in waiting:
            beside.discard()


def write_private_file(path: Path, content: bytes) -> None:
    """Put these bytes at `path`, readable by the owner only; an existing file is replaced whole."""
    beside = _Beside(path, content)
    try:
        beside.name(path)
    except BaseException:
        beside.discard()
        raise


class _Beside:
    """A file in the same folder that holds these bytes, safe on the disk and locked while we live."""

    def __init__(self, path: Path, content: bytes) -> None:
        if path.is_dir():
            raise StorageFailed("output_not_writable", folder=str(path))
        _clear_abandoned(path.parent)
        try:
            # mkstemp makes it 0600 and under a name that nobody can guess.
            self._descriptor, name = tempfile.mkstemp(prefix=_BESIDE, dir=path.parent)
        except OSError as error:
            raise _failed(error, path.parent) from None
        self._path = Path(name)
        # The lock goes with the process, however it ends. Some disks elsewhere know no locks.
        with contextlib.suppress(OSError):
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            with os.fdopen(self._descriptor, "wb", closefd=False) as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except BaseException as error:
            self.discard()
            if isinstance(error, OSError):
                raise _failed(error, path.parent) from None
            raise

    def name(self, path: Path) -> None:
        """Give it its name; a file of that name before is gone."""
        try:
            self._path.replace(path)
            sync_folder(path.parent)
        except OSError as error:
            raise _failed(error, path.parent) from None
        os.close(self._descriptor)

    def discard(self) -> None:
        """Leave nothing of it behind."""
        with contextlib.suppress(OSError):
            self._path.unlink()
        with contextlib.suppress(OSError):
            os.close(self._descriptor)


def _clear_abandoned(folder: Path) -> None:
    """Remove what runs of ours that were killed left here: not locked, of this user, and not just made."""
    for path in folder.glob(f"{_BESIDE}*"):
        with contextlib.suppress(OSError):
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                told = os.fstat(descriptor)
                is_ours = stat.S_ISREG(told.st_mode) and told.st_uid == os.getuid()
                if is_ours and time.time() - told.st_mtime > _JUST_MADE:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    path.unlink()
            finally:
                os.close(descriptor)


@contextlib.contextmanager
def output_told_plainly(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into StorageFailed about this output folder."""
    try:
        yield
    except OSError as error:
        raise _failed(error, folder) from None


def sync_folder(folder: Path) -> None:
    """Return when the names in the folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _failed(error: OSError, folder: Path) -> StorageFailed:
    code = "output_disk_full" if error.errno in _FULL else "output_not_writable"
    return StorageFailed(code, folder=str(folder))
