"""Files that are there whole or not at all: written aside, forced to the disk, then put in place."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from planbuilder.documents import Document
from planbuilder.errors import StorageFailed

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def write_document(document: Document, folder: Path, stem: str) -> Path:
    """The path of the document, written as `stem` in `folder` (made where it is missing).

    Raises StorageFailed when the disk is full or the folder can't be written; nothing is left behind.
    """
    path = folder / f"{stem}{document.suffix}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _failed(error, folder) from None
    write_private_file(path, document.content)
    return path


def write_private_file(path: Path, content: bytes) -> None:
    """Put these bytes at `path`, readable by the owner only; an existing file is replaced whole."""
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
        beside.replace(path)
        _sync(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise _failed(error, path.parent) from None
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _failed(error: OSError, folder: Path) -> StorageFailed:
    code = "output_disk_full" if error.errno in _FULL else "output_not_writable"
    return StorageFailed(code, folder=str(folder))
