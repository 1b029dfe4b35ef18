"""Writes a Word file from parts that are compressed already and parts that were just rendered."""

from __future__ import annotations

import struct
import zlib
from functools import cache

from planbuilder.documents.compiled.form import Part

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

# The earliest time that a zip file can hold: 1 January 1980.
_TIME, _DATE = 0, 0x21
_DEFLATED, _STORED = 8, 0
_UTF8 = 0x800
# Half the time of level 6 for a file a fifth larger; with isal 2 has its best of both.
_LEVEL, _ISAL_LEVEL = 3, 2
_UNIX = 3 << 8
_OWNER_ONLY = 0o600 << 16
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


class Stored(Part):
    """A part that is kept as it is, because it is compressed in a way of its own."""


def packed(name: str, content: bytes) -> Part:
    """A part that was just made."""
    return Part(name, zlib.crc32(content), len(content), _deflate(content))


def stored(name: str, content: bytes) -> Part:
    """A part such as a PNG, which would not become smaller."""
    return Stored(name, zlib.crc32(content), len(content), content)


def word_file(parts: Iterable[Part]) -> bytes:
    """The zip file of these parts in this order: the same bytes for the same parts."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for part in parts:
        name = part.name.encode("utf-8")
        flags = 0 if part.name.isascii() else _UTF8
        method = _STORED if isinstance(part, Stored) else _DEFLATED
        shared = (flags, method, _TIME, _DATE, part.crc, len(part.content), part.size, len(name), 0)
        local = _LOCAL.pack(b"PK\3\4", 20, *shared) + name
        directory.append(
            _CENTRAL.pack(b"PK\1\2", 20 | _UNIX, 20, *shared, 0, 0, 0, _OWNER_ONLY, at) + name
        )
        pieces += (local, part.content)
        at += len(local) + len(part.content)
    central = b"".join(directory)
    end = _END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), len(central), at, 0)
    return b"".join((*pieces, central, end))


def _deflate(content: bytes) -> bytes:
    work = _compressor()
    return bytes(work.compress(content) + work.flush())


def _compressor() -> Any:
    fast = _isal()
    if fast is not None:
        return fast.compressobj(_ISAL_LEVEL, fast.DEFLATED, -15)
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)


@cache
def _isal() -> Any:
    """Intel's compressor, several times as fast, where it is installed."""
    try:
        from isal import isal_zlib
    except ImportError:
        return None
    return isal_zlib
