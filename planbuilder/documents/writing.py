"""Files that are there whole or not at all: written aside, forced to the disk, then put in place."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from planbuilder.documents import Document
from planbuilder.errors import StorageFailed

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
    waiting: list[tuple[Path, Path]] = []

    def put_in_place() -> list[Path]:
        paths = []
        while waiting:
            beside, path = waiting[0]
            _name(beside, path)
            del waiting[0]
            paths.append(path)
        return paths

    try:
        for document in documents:
            path = folder / f"{stem}{document.suffix}"
            waiting.append((_written_beside(path, document.content), path))
        yield put_in_place
    finally:
        for beside, _ in waiting:
            with contextlib.suppress(OSError):
                beside.unlink()


def write_private_file(path: Path, content: bytes) -> None:
    """Put these bytes at `path`, readable by the owner only; an existing file is replaced whole."""
    beside = _written_beside(path, content)
    try:
        _name(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def _written_beside(path: Path, content: bytes) -> Path:
    """A file in the same folder that holds these bytes, safe on the disk."""
    if path.is_dir():
        raise StorageFailed("output_not_writable", folder=str(path))
    try:
        # mkstemp makes it 0600 and under a name that nobody can guess.
        descriptor, name = tempfile.mkstemp(prefix=".planbuilder-", dir=path.parent)
    except OSError as error:
        raise _failed(error, path.parent) from None
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        if isinstance(error, OSError):
            raise _failed(error, path.parent) from None
        raise
    return beside


def _name(beside: Path, path: Path) -> None:
    try:
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise _failed(error, path.parent) from None


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
