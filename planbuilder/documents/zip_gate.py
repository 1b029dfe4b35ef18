"""Opens a zip that comes from outside: every size is bounded, every name is plain, nothing is hidden.

Why not `zipfile`: it believes what the zip says of itself, takes two parts with one name or with the
same bytes, and finds a zip inside other data. Two programs could then read two documents in one file.
"""

from __future__ import annotations

import re
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from planbuilder.errors import TemplateInvalid

# A template is some twenty parts of together 40 kB; a logo and photos come on top of that.
MOST_PARTS = 1_000
MOST_PACKED = 24 * 1024 * 1024
MOST_UNPACKED = 64 * 1024 * 1024
# Word's XML shrinks to a tenth or a thirtieth; what is over this is made to be large.
LARGEST_RATIO = 200
_RATIO_COUNTS_FROM = 1024 * 1024
_LONGEST_NAME = 240

_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END_MARK, _ENTRY_MARK, _LOCAL_MARK = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_ENCRYPTED, _SIZES_FOLLOW, _UTF8 = 0x1, 0x8, 0x800
_STORED, _DEFLATED = 0, 8
_ELSEWHERE = 0xFFFFFFFF  # "see the 64-bit field": no template needs that
_UNSAFE_NAME = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\\:]|%(?:2e|2f|5c|00)", re.I
)


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    packed: int
    size: int
    checksum: int
    method: int
    header: int
    content: int  # where its bytes begin


def unpack(raw: bytes) -> dict[str, bytes]:
    """Each part by its name, in the order of the zip; folders are left out.

    Raises TemplateInvalid: template_not_word, template_cut_off, template_data_after, template_encrypted,
    template_damaged, template_part_name, template_part_twice or template_bomb.
    """
    if not raw.startswith(_LOCAL_MARK):
        raise TemplateInvalid("template_not_word")
    if len(raw) > MOST_PACKED:
        raise TemplateInvalid("template_bomb")
    entries = list(_entries(raw))
    _refuse_sizes(entries)
    _refuse_names(entries)
    # First all of the above, so that a bomb is known before anything is unpacked.
    found = {entry.name: _content(raw, entry) for entry in entries}
    return {name: content for name, content in found.items() if not name.endswith("/")}


def _entries(raw: bytes) -> Iterator[_Entry]:
    """What the list at the end of the zip names, each checked with the header of its own."""
    number, size, start = _end(raw)
    at, end = start, start + size
    for _ in range(number):
        if at + _ENTRY.size > end:
            raise TemplateInvalid("template_damaged", part="zip")
        (mark, made_by, _, flags, method, _, _, checksum, packed, unpacked, long, extra, comment,
         _, _, attributes, header) = _ENTRY.unpack_from(raw, at)  # fmt: skip
        written = raw[at + _ENTRY.size : at + _ENTRY.size + long]
        at += _ENTRY.size + long + extra + comment
        if mark != _ENTRY_MARK or at > end or _ELSEWHERE in (packed, unpacked, header):
            raise TemplateInvalid("template_damaged", part="zip")
        name = _name(written, flags)
        if made_by >> 8 == 3 and stat.S_ISLNK(attributes >> 16):
            raise TemplateInvalid("template_part_name", part=name)
        if flags & _ENCRYPTED:
            raise TemplateInvalid("template_encrypted")
        if method not in (_STORED, _DEFLATED):
            raise TemplateInvalid("template_damaged", part=name)
        entry = _Entry(name, packed, unpacked, checksum, method, header, header)
        entry = replace(entry, content=_start_of_content(raw, entry, written))
        if entry.content + packed > start:
            raise TemplateInvalid("template_damaged", part=name)
        yield entry
    if at != end:
        raise TemplateInvalid("template_damaged", part="zip")


def _end(raw: bytes) -> tuple[int, int, int]:
    """How many parts the zip lists, and the size and place of that list."""
    at = raw.rfind(_END_MARK)
    if at < 0 or at + _END.size > len(raw):
        raise TemplateInvalid("template_cut_off")
    if at + _END.size < len(raw):
        raise TemplateInvalid("template_data_after")
    _, disk, disk_of_list, here, number, size, start, comment = _END.unpack(raw[at:])
    if number > MOST_PARTS:
        raise TemplateInvalid("template_bomb")
    if disk or disk_of_list or here != number or comment or start + size != at:
        raise TemplateInvalid("template_damaged", part="zip")
    return number, size, start


def _start_of_content(raw: bytes, entry: _Entry, written: bytes) -> int:
    """Where the bytes of a part begin; refuses one that says other things than the list at the end."""
    at = entry.header + _LOCAL.size
    if at > len(raw):
        raise TemplateInvalid("template_damaged", part=entry.name)
    mark, _, flags, method, _, _, checksum, packed, unpacked, long, extra = _LOCAL.unpack_from(
        raw, entry.header
    )
    sizes = (checksum, packed, unpacked) == (entry.checksum, entry.packed, entry.size)
    # With a 64-bit field or with sizes that follow, the header itself need not hold them.
    told_elsewhere = flags & _SIZES_FOLLOW or _ELSEWHERE in (packed, unpacked)
    if (
        mark != _LOCAL_MARK
        or raw[at : at + long] != written
        or method != entry.method
        or flags & _ENCRYPTED
        or not (sizes or told_elsewhere)
    ):
        raise TemplateInvalid("template_damaged", part=entry.name)
    start: int = at + long + extra
    return start


def _refuse_sizes(entries: list[_Entry]) -> None:
    if sum(entry.size for entry in entries) > MOST_UNPACKED:
        raise TemplateInvalid("template_bomb")
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header):
        if entry.header < end:
            # Two parts of the same bytes: that is how a small zip unpacks to petabytes.
            raise TemplateInvalid("template_bomb")
        end = entry.content + entry.packed
        if entry.size > max(_RATIO_COUNTS_FROM, LARGEST_RATIO * entry.packed):
            raise TemplateInvalid("template_bomb")


def _refuse_names(entries: list[_Entry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        steps = entry.name.removesuffix("/").split("/")
        if (
            _UNSAFE_NAME.search(entry.name)
            or len(entry.name) > _LONGEST_NAME
            or any(step.strip(". ") == "" for step in steps)
        ):
            raise TemplateInvalid("template_part_name", part=entry.name)
        # To Word, names that differ in capitals only are one name.
        if entry.name.casefold() in seen:
            raise TemplateInvalid("template_part_twice", part=entry.name)
        seen.add(entry.name.casefold())


def _content(raw: bytes, entry: _Entry) -> bytes:
    packed = raw[entry.content : entry.content + entry.packed]
    if entry.method == _STORED:
        content, whole = packed, True
    else:
        opened = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            # One byte more than it says, to see that it says too little; never what it really holds.
            content = opened.decompress(packed, entry.size + 1)
        except zlib.error:
            raise TemplateInvalid("template_damaged", part=entry.name) from None
        if len(content) > entry.size:
            raise TemplateInvalid("template_bomb")
        whole = opened.eof and not opened.unused_data
    if not whole or len(content) != entry.size or zlib.crc32(content) != entry.checksum:
        raise TemplateInvalid("template_damaged", part=entry.name)
    return content


def _name(written: bytes, flags: int) -> str:
    try:
        return written.decode("utf-8" if flags & _UTF8 else "cp437")
    except UnicodeDecodeError:
        raise TemplateInvalid("template_part_name", part=repr(written[:40])) from None
