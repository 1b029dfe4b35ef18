"""A JPEG from outside: every segment checked, only those kept that draw; no EXIF, no place, no preview."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from planbuilder.documents.image_limits import Image, ImageRefused, refuse_pixels

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_RESTARTS = range(0xD0, 0xD8)
_TABLES = (0xC4, 0xDB, 0xDD)  # Huffman, quantisation, restart interval
_FRAMES = (0xC0, 0xC1, 0xC2)  # one after the other, or from coarse to fine
_OTHER_FRAMES = (0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF)
_JFIF, _EXIF, _ADOBE = 0xE0, 0xE1, 0xEE
# Each round from coarse to fine goes over the whole image; some ten is usual.
_MOST_SCANS = 64
_ORIENTATION = 0x0112


def safe_jpeg(raw: bytes) -> Image:
    """The JPEG with only the segments that draw; raises ImageRefused as `images.safe_image`."""
    if raw[:2] != bytes((0xFF, _START)):
        raise ImageRefused("image_damaged")
    segments = list(_segments(raw))
    frames = [content for mark, content, _ in segments if mark in _FRAMES]
    scans = sum(mark == _SCAN for mark, _, _ in segments)
    if any(mark in _OTHER_FRAMES for mark, _, _ in segments):
        raise ImageRefused("image_other_kind", kind="JPEG (lossless)")
    if len(frames) != 1 or not 1 <= scans <= _MOST_SCANS:
        raise ImageRefused("image_damaged")
    width, height = _size(frames[0])
    if any(mark == _EXIF and _turned(content) for mark, content, _ in segments):
        raise ImageRefused("image_turned")
    kept = b"".join(_kept(mark, content) + coded for mark, content, coded in segments)
    return Image(bytes((0xFF, _START)) + kept + bytes((0xFF, _END)), "jpeg", width, height)


def _kept(mark: int, content: bytes) -> bytes:
    """The segment as it may stay; nothing of one that does not draw."""
    if mark == _JFIF and content.startswith(b"JFIF\x00") and len(content) >= 14:
        content = content[:12] + b"\x00\x00"  # Without the preview.
    elif mark == _ADOBE and content.startswith(b"Adobe") and len(content) >= 12:
        content = content[:12]
    elif mark not in (*_TABLES, *_FRAMES, _SCAN):
        return b""
    return struct.pack(">BBH", 0xFF, mark, len(content) + 2) + content


def _segments(raw: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Mark and content of each segment, and what is coded behind it, up to the end of the image."""
    at = 2
    while True:
        if at + 2 > len(raw):
            raise ImageRefused("image_cut_off")
        if raw[at] != 0xFF:
            raise ImageRefused("image_damaged")
        mark = raw[at + 1]
        if mark == 0xFF:  # A byte that fills up.
            at += 1
            continue
        if mark == _END:
            return
        if mark in _RESTARTS or mark in {0x00, 0x01, _START}:
            raise ImageRefused("image_damaged")
        if at + 4 > len(raw):
            raise ImageRefused("image_cut_off")
        end = at + 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
        if end < at + 4:
            raise ImageRefused("image_damaged")
        if end > len(raw):
            raise ImageRefused("image_cut_off")
        behind = _end_of_coded(raw, end) if mark == _SCAN else end
        yield mark, raw[at + 4 : end], raw[end:behind]
        at = behind


def _end_of_coded(raw: bytes, at: int) -> int:
    """Where the next mark stands that is no part of the coded image."""
    while True:
        at = raw.find(b"\xff", at)
        if at < 0 or at + 1 >= len(raw):
            raise ImageRefused("image_cut_off")
        if raw[at + 1] != 0 and raw[at + 1] not in _RESTARTS:
            return at
        at += 2


def _size(frame: bytes) -> tuple[int, int]:
    if len(frame) < 6:
        raise ImageRefused("image_damaged")
    bits, height, width, colours = struct.unpack_from(">BHHB", frame)
    if bits != 8 or len(frame) != 6 + 3 * colours:
        raise ImageRefused("image_damaged")
    if colours == 4:
        raise ImageRefused("image_cmyk")
    if colours not in {1, 3}:
        raise ImageRefused("image_damaged")
    refuse_pixels(width, height)
    return width, height


def _turned(content: bytes) -> bool:
    """True where EXIF says that the image is to be turned: without EXIF it would lie on its side."""
    if not content.startswith(b"Exif\x00\x00"):
        return False
    exif = content[6:]
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(exif[:4])
    if order is None:
        return False
    try:
        (at,) = struct.unpack_from(f"{order}L", exif, 4)
        (number,) = struct.unpack_from(f"{order}H", exif, at)
        for entry in range(at + 2, at + 2 + 12 * number, 12):
            tag, _, _, value = struct.unpack_from(f"{order}HHLH", exif, entry)
            if tag == _ORIENTATION:
                return value in range(2, 9)
    except struct.error:
        return False
    return False
