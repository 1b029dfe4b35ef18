"""Compiled templates on disk, beside the data of the same user: data only, and only what this user wrote.

A file that is broken, from another version, another user's or writable by others is made again.
"""

from __future__ import annotations

import os
import stat
import sys
from functools import cache

from planbuilder.documents.compiled.digests import digest
from planbuilder.documents.compiled.form import Form, from_bytes, to_bytes
from planbuilder.documents.compiled.validity import FormBroken

TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike

_COMPILED_BY = ("docxtpl-", "jinja2-", "lxml-", "python_docx-", "python-docx-")
# Goes up with each change of what a compiled template says.
_FORMAT = 5
_LARGEST = 64 * 1024 * 1024
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def key_of(template: bytes, manner: str) -> str:
    """The name of this template in a cache: its content, and the versions of what compiled it."""
    made_by = f"{_FORMAT} {manner} {_versions()}"
    return digest(made_by.encode() + b"\n" + digest(template)).hex()


@cache
def _versions() -> str:
    """The versions of what compiles, by the names of the folders that pip made for them.

    importlib.metadata says the same and takes as long as all the rest of a short process.
    """
    found = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - names are enough
        except OSError:
            continue
        found |= {name for name in names if name.lower().startswith(_COMPILED_BY)}
    return " ".join(sorted(name for name in found if name.endswith((".dist-info", ".egg-info"))))


def load(folder: str | PathLike[str], key: str) -> Form | None:
    """What was compiled before; None where there is nothing that can be trusted."""
    try:
        path = os.path.join(folder, key)  # noqa: PTH118 - pathlib is slow to load
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    with open(descriptor, "rb") as file:  # noqa: PTH123 - the file that was opened, not one of its name
        if not _is_ours(os.fstat(descriptor)) or not _folder_is_ours(folder):
            return None
        raw = file.read(_LARGEST + 1)
    try:
        return from_bytes(raw)
    except FormBroken:
        return None


def keep(folder: str | PathLike[str], key: str, form: Form) -> None:
    """Put the form in the cache, whole or not at all; where that can't be done, nothing is said."""
    import contextlib
    import tempfile
    from pathlib import Path

    folder = Path(folder)
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not _folder_is_ours(folder):
            return
        # mkstemp makes it 0600 and under a name that nobody can guess.
        descriptor, name = tempfile.mkstemp(prefix=".new-", dir=folder)
        try:
            with open(descriptor, "wb") as file:  # noqa: PTH123
                file.write(to_bytes(form))
            Path(name).replace(folder / key)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise


def _is_ours(found: os.stat_result) -> bool:
    return (
        stat.S_ISREG(found.st_mode)
        and found.st_uid == os.geteuid()
        and not found.st_mode & _OTHERS
        and found.st_size <= _LARGEST
    )


def _folder_is_ours(folder: str | PathLike[str]) -> bool:
    found = os.lstat(folder)
    return (
        stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & _OTHERS
    )
