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
# All but the last field, which says where the local header stands.
_CENTRAL = struct.Struct("<4s6H3L5HL")
_OFFSET = struct.Struct("<L")
_END = struct.Struct("<4s4H2LH")


class Stored(Part):
    """A part that is kept as it is, because it is compressed in a way of its own."""


def packed(name: str, content: bytes) -> Part:
    """A part that was just made."""
    return Part(name, _crc(content), len(content), _deflate(content))


def stored(name: str, content: bytes) -> Part:
    """A part such as a PNG, which would not become smaller."""
    return Stored(name, _crc(content), len(content), content)


def word_file(parts: Iterable[Part]) -> bytes:
    """The zip file of these parts in this order: the same bytes for the same parts."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    at = number = 0
    for part in parts:
        local, central, name = part.told or _told_of(part)
        directory += (central, _OFFSET.pack(at), name)
        pieces += (local, part.content)
        number += 1
        at += len(local) + len(part.content)
    central = b"".join(directory)
    end = _END.pack(b"PK\5\6", 0, 0, number, number, len(central), at, 0)
    return b"".join((*pieces, central, end))


def _told_of(part: Part) -> tuple[bytes, bytes, bytes]:
    """The local header, and the entry in the directory before and after where that header stands."""
    name = part.name.encode("utf-8")
    flags = 0 if part.name.isascii() else _UTF8
    method = _STORED if isinstance(part, Stored) else _DEFLATED
    shared = (flags, method, _TIME, _DATE, part.crc, len(part.content), part.size, len(name), 0)
    local = _LOCAL.pack(b"PK\3\4", 20, *shared) + name
    central = _CENTRAL.pack(b"PK\1\2", 20 | _UNIX, 20, *shared, 0, 0, 0, _OWNER_ONLY)
    part.told = (local, central, name)
    return part.told


def _crc(content: bytes) -> int:
    return int((_isal() or zlib).crc32(content))


def _deflate(content: bytes) -> bytes:
    fast = _isal()
    if fast is not None:
        work = fast.compressobj(_ISAL_LEVEL, fast.DEFLATED, -15)
    else:
        work = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    return bytes(work.compress(content) + work.flush())


@cache
def _isal() -> Any:
    """Intel's compressor, several times as fast, where it is installed."""
    try:
        from isal import isal_zlib
    except ImportError:
        return None
    return isal_zlib
