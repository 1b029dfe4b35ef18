"""What opens the key file: a passphrase that a person knows, or a key file for unattended use."""

from __future__ import annotations

import base64
import binascii
import os
import stat
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planbuilder.errors import KeyRefused
from planbuilder.store.failures import disk_told_plainly
from planbuilder.store.folder import FILE_MODE, sync_folder
from planbuilder.store.sealing import KEY_BYTES, derived

SHORTEST_PASSPHRASE = 8

# RFC 9106, the second recommended setting: 64 MiB, three passes, four lanes.
_MEMORY_KIB, _PASSES, _LANES = 64 * 1024, 3, 4
# A changed key file must not make this computer calculate for ever or fill its memory.
_MOST_MEMORY_KIB, _MOST_PASSES, _MOST_LANES = 1024 * 1024, 32, 64
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Passphrase:
    """A sentence that only the user knows; it is not stored anywhere."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A file with a random key, readable by its owner only."""

    path: Path


Unlock = Passphrase | KeyFile


def new_recipe(unlock: Unlock) -> dict[str, Any]:
    """How the master key will be made from `unlock`: what may be read by everybody.

    Raises KeyRefused when the passphrase is too short; makes the key file when it is not there.
    """
    salt = base64.b64encode(os.urandom(_SALT_BYTES)).decode()
    if isinstance(unlock, KeyFile):
        if not unlock.path.exists():
            _write_key(unlock.path)
        return {"kind": "key_file", "salt": salt}
    if len(unlock.text) < SHORTEST_PASSPHRASE:
        raise KeyRefused("passphrase_too_short", length=SHORTEST_PASSPHRASE)
    return {
        "kind": "passphrase",
        "kdf": "argon2id",
        "memory_kib": _MEMORY_KIB,
        "passes": _PASSES,
        "lanes": _LANES,
        "salt": salt,
    }


def master_key(unlock: Unlock, recipe: dict[str, Any]) -> bytes:
    """The 32 bytes that the recipe makes from `unlock`.

    Raises KeyRefused when the store opens in the other way or the key file cannot be used, and
    KeyError, TypeError or ValueError when the recipe itself is damaged.
    """
    salt = base64.b64decode(recipe["salt"], validate=True)
    if (recipe["kind"] == "key_file") != isinstance(unlock, KeyFile):
        by_passphrase = isinstance(unlock, KeyFile)
        raise KeyRefused("opens_with_passphrase" if by_passphrase else "opens_with_key_file")
    if isinstance(unlock, KeyFile):
        return derived(_read_key(unlock.path) + salt, "master")
    return _from_passphrase(unlock.text, salt, recipe)


def _from_passphrase(text: str, salt: bytes, recipe: dict[str, Any]) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    memory, passes, lanes = recipe["memory_kib"], recipe["passes"], recipe["lanes"]
    if recipe["kdf"] != "argon2id":
        raise ValueError("unknown kdf")
    if memory > _MOST_MEMORY_KIB or passes > _MOST_PASSES or lanes > _MOST_LANES:
        raise ValueError("kdf parameters out of bounds")
    # The same sentence typed on another keyboard may be composed of other code points.
    sentence = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
    return Argon2id(
        salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory
    ).derive(sentence)


def _write_key(path: Path) -> None:
    with disk_told_plainly(path.parent):
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64encode(os.urandom(KEY_BYTES)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.absolute().parent)


def _read_key(path: Path) -> bytes:
    try:
        found = path.stat()
    except FileNotFoundError:
        raise KeyRefused("key_file_missing", file=str(path)) from None
    except OSError:
        raise KeyRefused("key_file_unreadable", file=str(path)) from None
    if not stat.S_ISREG(found.st_mode):
        raise KeyRefused("key_file_unreadable", file=str(path))
    if found.st_mode & 0o077:
        raise KeyRefused("key_file_too_open", file=str(path))
    try:
        key = base64.b64decode(path.read_bytes().strip(), validate=True)
    except (OSError, binascii.Error):
        raise KeyRefused("key_file_unreadable", file=str(path)) from None
    if len(key) < KEY_BYTES:
        raise KeyRefused("key_file_unreadable", file=str(path))
    return key
