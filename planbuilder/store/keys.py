"""The key file: a key per dossier, each wrapped by the master key; apart from the data on purpose.

Why: a dossier whose key is destroyed here is unreadable in every backup of the data as well.
"""

from __future__ import annotations

import base64
import binascii
import copy
import hmac
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from planbuilder.errors import IntegrityBroken, KeyRefused, StorageFailed
from planbuilder.store.failures import disk_told_plainly
from planbuilder.store.folder import DataFolder, Lock, replace_file
from planbuilder.store.sealing import KEY_BYTES, DossierKey, derived, packed
from planbuilder.store.unlock import Unlock, master_key, new_recipe

FORMAT = 1
_NONCE_BYTES = 12
_LARGEST_FILE = 256 * 1024 * 1024


class KeyRing:
    """The unlocked key file of one store; re-reads the file when another process changed it."""

    def __init__(self, path: Path, master: bytes, content: dict[str, Any]) -> None:
        self.path = path
        self._master = master
        self._take(content)

    @classmethod
    def unlock(cls, path: Path, unlock: Unlock) -> KeyRing:
        """This key file, opened; raises KeyRefused or IntegrityBroken."""
        content = read_keys(path)
        return cls(path, _master(unlock, content, path), content)

    @classmethod
    def create(cls, path: Path, unlock: Unlock) -> KeyRing:
        """A new key file without dossiers, on the disk when this returns."""
        recipe = new_recipe(unlock)
        master = master_key(unlock, recipe)
        store_key = os.urandom(KEY_BYTES)
        content = {
            "format": FORMAT,
            "recipe": recipe,
            "store_key": _wrap(master, store_key, "store"),
            "dossiers": {},
            "forgotten": {},
        }
        signing = derived(store_key, "store")
        with disk_told_plainly(path.parent):
            write_keys(path, content, signing)
        return cls(path, master, read_keys(path))

    # --- what is in it ---

    @property
    def dossiers(self) -> tuple[str, ...]:
        """The dossiers that have a key."""
        return tuple(self._content["dossiers"])

    @property
    def forgotten(self) -> dict[str, str]:
        """The dossiers whose key was destroyed, each with the moment."""
        return dict(self._content["forgotten"])

    def generations(self, dossier: str) -> tuple[int, ...]:
        """The numbers of this dossier's keys, oldest first; more than one while re-encryption runs."""
        return tuple(sorted(int(number) for number in self._content["dossiers"].get(dossier, {})))

    def key(self, dossier: str, generation: int) -> DossierKey | None:
        """This dossier's key of this generation; None when it is not there (any more)."""
        found = self._opened(dossier, generation)
        if found is None and self._signature != _signature(self.path):
            self.reload()
            found = self._opened(dossier, generation)
        return found

    def newest(self, dossier: str) -> DossierKey | None:
        """The key with which new rows of this dossier are to be sealed."""
        numbers = self.generations(dossier)
        return self.key(dossier, numbers[-1]) if numbers else None

    def sign(self, purpose: str, *parts: str | int | bytes) -> bytes:
        """A proof over the parts that only somebody with the master key can make."""
        return hmac.digest(self._signing, packed(purpose, *parts), "sha256")

    # --- changing it ---

    @contextmanager
    def changing(self, unlock: Unlock | None = None) -> Iterator[dict[str, Any]]:
        """The content to change, as the file is now; written when the block ends without an error.

        With `unlock` every key is wrapped by a new master key made from it.
        """
        with (
            disk_told_plainly(self.path.parent),
            Lock(DataFolder(self.path.parent).keys_lock).held(),
        ):
            self.reload()
            content = copy.deepcopy(self._content)
            yield content
            master = self._master if unlock is None else self._rewrapped(content, unlock)
            if content != self._content:
                write_keys(self.path, content, self._signing)
            self._master = master
            self._take(content)

    def adopt(self, other: KeyRing) -> None:
        """Add the keys that only `other`, of the same store, has; raises KeyRefused for another store."""
        if other._store_key != self._store_key:
            raise KeyRefused("keys_exist", folder=str(self.path.parent))
        with self.changing() as content:
            for dossier in other.dossiers:
                if dossier in content["forgotten"]:
                    continue
                keys = content["dossiers"].setdefault(dossier, {})
                for generation in other.generations(dossier):
                    key = other.key(dossier, generation)
                    if key is not None and str(generation) not in keys:
                        keys[str(generation)] = self.wrapped(dossier, generation, key.secret)

    def reload(self) -> None:
        """Read the file again; raises KeyRefused when its master key is another one by now."""
        content = read_keys(self.path)
        if content["store_key"] != self._content["store_key"]:
            raise KeyRefused("keys_changed_elsewhere", file=str(self.path))
        self._take(content)

    def wrapped(self, dossier: str, generation: int, secret: bytes) -> str:
        """A dossier key as it stands in the file."""
        return _wrap(self._master, secret, _label(dossier, generation))

    # --- inside ---

    def _take(self, content: dict[str, Any]) -> None:
        self._store_key = _unwrap(self._master, content["store_key"], "store")
        self._signing = derived(self._store_key, "store")
        if not hmac.compare_digest(content["mac"].encode(), _mac(content, self._signing).encode()):
            raise IntegrityBroken("keys_damaged", file=str(self.path))
        self._content = content
        self._signature = _signature(self.path)
        self._known: dict[tuple[str, int], DossierKey] = {}

    def _opened(self, dossier: str, generation: int) -> DossierKey | None:
        known = self._known.get((dossier, generation))
        if known is None:
            text = self._content["dossiers"].get(dossier, {}).get(str(generation))
            if text is None:
                return None
            secret = _unwrap(self._master, text, _label(dossier, generation))
            known = self._known[dossier, generation] = DossierKey(secret, generation)
        return known

    def _rewrapped(self, content: dict[str, Any], unlock: Unlock) -> bytes:
        recipe = new_recipe(unlock)
        master = master_key(unlock, recipe)
        content["recipe"] = recipe
        content["store_key"] = _wrap(master, self._store_key, "store")
        for dossier, keys in content["dossiers"].items():
            for number, text in keys.items():
                label = _label(dossier, int(number))
                keys[number] = _wrap(master, _unwrap(self._master, text, label), label)
        return master


def read_keys(path: Path) -> dict[str, Any]:
    """The content of a key file, its shape checked; raises KeyRefused or IntegrityBroken."""
    try:
        content = _parsed(path)
    except FileNotFoundError:
        raise KeyRefused("keys_missing", file=str(path)) from None
    except OSError:
        raise StorageFailed("keys_unreadable", file=str(path)) from None
    except (ValueError, RecursionError):
        raise IntegrityBroken("keys_damaged", file=str(path)) from None
    if (
        isinstance(content, dict)
        and isinstance(content.get("format"), int)
        and content["format"] > FORMAT
    ):
        raise StorageFailed("store_newer", folder=str(path.parent))
    if not _well_formed(content):
        raise IntegrityBroken("keys_damaged", file=str(path))
    checked: dict[str, Any] = content
    return checked


def write_keys(path: Path, content: dict[str, Any], signing: bytes) -> None:
    """Put the signed content in the place of the file, and overwrite what stood there; raises OSError."""
    content["mac"] = _mac(content, signing)
    old = path.open("r+b") if path.exists() else None
    try:
        replace_file(path, json.dumps(content, indent=1, sort_keys=True).encode())
        # A destroyed key should not stay behind in freed blocks, as far as the disk lets us.
        # A second name of the old file (a backup by hard link) keeps it as it is.
        if old is not None and os.fstat(old.fileno()).st_nlink == 0:
            with suppress(OSError):
                old.write(bytes(os.fstat(old.fileno()).st_size))
                old.flush()
                os.fsync(old.fileno())
    finally:
        if old is not None:
            old.close()


def _parsed(path: Path) -> Any:
    while True:
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
            if found.st_size > _LARGEST_FILE:
                raise ValueError("too large for a key file")
            data = file.read()
        try:
            return json.loads(data)
        except ValueError:
            # Replaced and overwritten while we read: the new one is to be read.
            if path.stat().st_ino == found.st_ino:
                raise


def _well_formed(content: object) -> bool:
    if not isinstance(content, dict):
        return False
    texts = isinstance(content.get("store_key"), str) and isinstance(content.get("mac"), str)
    tables = all(
        isinstance(content.get(name), dict) for name in ("recipe", "dossiers", "forgotten")
    )
    return (
        texts
        and tables
        and all(isinstance(keys, dict) and keys for keys in content["dossiers"].values())
        and all(number.isdecimal() for keys in content["dossiers"].values() for number in keys)
    )


def _master(unlock: Unlock, content: dict[str, Any], path: Path) -> bytes:
    try:
        master = master_key(unlock, content["recipe"])
    except (KeyError, TypeError, ValueError):
        raise IntegrityBroken("keys_damaged", file=str(path)) from None
    try:
        _unwrap(master, content["store_key"], "store")
    except IntegrityBroken:
        code = "wrong_passphrase" if content["recipe"]["kind"] == "passphrase" else "wrong_key_file"
        raise KeyRefused(code) from None
    return master


def _mac(content: dict[str, Any], signing: bytes) -> str:
    signed = {name: value for name, value in content.items() if name != "mac"}
    text = json.dumps(signed, sort_keys=True)
    return hmac.digest(signing, packed("key file", text), "sha256").hex()


def _label(dossier: str, generation: int) -> str:
    return f"dossier {dossier} {generation}"


def _wrap(master: bytes, secret: bytes, label: str) -> str:
    nonce = os.urandom(_NONCE_BYTES)
    return base64.b64encode(nonce + AESGCM(master).encrypt(nonce, secret, label.encode())).decode()


def _unwrap(master: bytes, text: str, label: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
        return AESGCM(master).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], label.encode())
    except (InvalidTag, ValueError, TypeError, binascii.Error):
        raise IntegrityBroken("keys_damaged", file="keys.json") from None


def _signature(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size
