"""Finds and reads what ships with planbuilder, an organisation's own files, and the user's files."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Literal

from planbuilder.errors import InputInvalid, NotFound, Problem, StorageFailed

Folder = Literal["questionnaires", "templates"]
OWN_FOLDER: dict[Folder, str] = {
    "questionnaires": "PLANBUILDER_QUESTIONNAIRES",
    "templates": "PLANBUILDER_TEMPLATES",
}

_PACKAGE = Path(__file__).resolve().parent
# A dossier of thousands of events takes a few megabytes; past this it is no file that people write.
_LARGEST_FILE = 64 * 1024 * 1024


def shipped_folder(folder: Folder) -> Path:
    """The folder that ships with planbuilder: inside an installed package, or beside it in a checkout."""
    installed = _PACKAGE / "_shipped" / folder
    return installed if installed.is_dir() else _PACKAGE.parent / folder


def own_folder(folder: Folder, overlay: Path | None = None) -> Path | None:
    """The organisation's own folder: the one given, else the one in the environment, else None.

    Raises NotFound where it was named but is not there: silently using the shipped files instead
    would give a plan that nobody asked for.
    """
    named = overlay or Path(os.environ.get(OWN_FOLDER[folder]) or "")
    if named == Path():
        return None
    if not named.is_dir():
        raise NotFound("own_folder_not_found", folder=str(named), variable=OWN_FOLDER[folder])
    return named


def own_path(folder: Folder, name: str, overlay: Path | None = None) -> Path | None:
    """The organisation's own version of this file (`name` may hold folders), or None."""
    own = own_folder(folder, overlay)
    return own / name if own and (own / name).is_file() else None


def shipped_path(folder: Folder, name: str = "") -> Path:
    """Where a file of ours stands (`name` may hold folders); raises NotFound."""
    path = shipped_folder(folder) / name
    if not path.exists():
        raise NotFound("shipped_file_missing", file=f"{folder}/{name}")
    return path


def read_shipped(
    folder: Folder, overlay: Path | None = None, suffix: str = ".yaml"
) -> dict[str, str]:
    """File name → text of every file with this suffix, sorted by name.

    A file in the organisation's own folder takes the place of ours with the same name; the
    others are added.
    """
    found = {path.name: path for path in _files_in(shipped_path(folder), suffix)}
    own = own_folder(folder, overlay)
    if own is not None:
        found |= {path.name: path for path in _files_in(own, suffix)}
    return {name: read_text(found[name]) for name in sorted(found)}


def read_text(path: Path) -> str:
    """The text of a user's file, its line ends as they are.

    Raises NotFound, InputInvalid (a folder, too large, not UTF-8: with the line) or
    StorageFailed (no permission, or the disk fails).
    """
    data = read_bytes(path)
    try:
        # Some editors put a mark before the text; it is no part of it.
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = Problem("file_not_utf8", path.name, line)
        raise InputInvalid("file_not_readable_as_text", [problem], file=str(path)) from None


def read_bytes(path: Path) -> bytes:
    """The bytes of a user's file; raises as `read_text` does."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise InputInvalid("file_is_a_folder", file=str(path))
        if not stat.S_ISREG(found.st_mode):
            # A pipe or a device may never end.
            raise InputInvalid("file_is_no_file", file=str(path))
        if found.st_size > _LARGEST_FILE:
            raise InputInvalid("file_too_large", file=str(path), megabytes=_LARGEST_FILE // 1024**2)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise NotFound("file_not_found", file=str(path)) from None
    except PermissionError:
        raise StorageFailed("file_not_permitted", file=str(path)) from None
    except (OSError, ValueError) as error:
        # ValueError: a name that no file can have, with a null character in it.
        reason = os.strerror(error.errno or 0) if isinstance(error, OSError) else "ValueError"
        raise StorageFailed("file_read_failed", file=str(path), reason=reason) from None


def _files_in(folder: Path, suffix: str) -> list[Path]:
    try:
        return [
            path
            for path in folder.iterdir()
            if path.name.endswith(suffix) and not path.name.startswith(".") and path.is_file()
        ]
    except PermissionError:
        raise StorageFailed("file_not_permitted", file=str(folder)) from None
