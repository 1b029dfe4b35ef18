"""The witness: a small file that remembers how many changes the database has confirmed.

Why: a database whose newest changes were cut off is in itself whole again; only something outside
it can tell. The witness is written after each commit and therefore never runs ahead of the truth.
It is not waited for (no fsync): after a power cut it may be behind, which is no alarm.
"""

from __future__ import annotations

import fcntl
import hmac
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from planbuilder.store.folder import FILE_MODE, sync_file, sync_folder

_COUNT_BYTES = 8
_SIZE = _COUNT_BYTES + 32
Sign = Callable[[int], bytes]


class Witness:
    """The witness file of one store; `sign` proves a count."""

    def __init__(self, path: Path, sign: Sign) -> None:
        self.path = path
        self._sign = sign
        self._descriptor: int | None = None

    def create(self) -> None:
        """Make the file with the count 0, where none is; raises OSError."""
        if not self.path.exists():
            self.saw(0)
            sync_file(self.path)
            sync_folder(self.path.parent)

    def saw(self, changes: int) -> None:
        """Remember that `changes` changes stand; a higher count stays; raises OSError."""
        if self._descriptor is None:
            self._descriptor = os.open(self.path, os.O_CREAT | os.O_RDWR, FILE_MODE)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        try:
            seen = self._proven(os.pread(self._descriptor, _SIZE + 1, 0))
            if seen is None or seen < changes:
                data = changes.to_bytes(_COUNT_BYTES, "big")
                os.pwrite(self._descriptor, data + self._sign(changes), 0)
        finally:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def confirmed(self, changes: int) -> None:
        """As `saw`, after a commit: the change stands, whatever happens to the witness."""
        with suppress(OSError):
            self.saw(changes)

    def count(self) -> int | None:
        """How many changes were seen; None when the file is missing or not ours."""
        try:
            data = self.path.read_bytes()
        except OSError:
            return None
        return self._proven(data)

    def _proven(self, data: bytes) -> int | None:
        changes = int.from_bytes(data[:_COUNT_BYTES], "big")
        proven = len(data) == _SIZE and hmac.compare_digest(
            data[_COUNT_BYTES:], self._sign(changes)
        )
        return changes if proven else None

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
