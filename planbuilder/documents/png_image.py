"""A PNG from outside: every chunk checked, only those kept that draw."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from planbuilder.documents.image_limits import Image, ImageRefused, refuse_pixels

PNG_MARK = b"\x89PNG\r\n\x1a\n"
_CHUNK = struct.Struct(">L4s")
_HEADER = struct.Struct(">2L5B")
# What draws, and how bright; no texts, times, EXIF, profiles or previews.
_KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"IDAT", b"IEND"})
_ANIMATION = frozenset({b"acTL", b"fcTL", b"fdAT"})
# Samples per pixel and allowed bits per sample, by colour type.
_COLOURS = {
    0: (1, (1, 2, 4, 8, 16)),
    2: (3, (8, 16)),
    3: (1, (1, 2, 4, 8)),
    4: (2, (8, 16)),
    6: (4, (8, 16)),
}
# First column, first row, and the steps to the next ones, of each of the seven rounds of an interlaced PNG.
_ROUNDS = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
)  # fmt: skip
_PIECE = 256 * 1024


def safe_png(raw: bytes) -> Image:
    """The PNG with only the chunks that draw; raises ImageRefused as `images.safe_image`."""
    chunks = list(_chunks(raw))
    kinds = [kind for kind, _ in chunks]
    if kinds[0] != b"IHDR" or kinds.count(b"IHDR") != 1 or len(chunks[0][1]) != _HEADER.size:
        raise ImageRefused("image_damaged")
    width, height, bits, colour, packing, filtering, interlaced = _HEADER.unpack(chunks[0][1])
    refuse_pixels(width, height)
    if _ANIMATION & set(kinds):
        raise ImageRefused("image_animated")
    samples, allowed = _COLOURS.get(colour, (0, ()))
    if bits not in allowed or packing or filtering or interlaced > 1:
        raise ImageRefused("image_damaged")
    if (colour == 3) > (b"PLTE" in kinds) or kinds.count(b"PLTE") > 1:
        raise ImageRefused("image_damaged")
    _refuse_other_size(chunks, _unpacked_size(width, height, bits * samples, bool(interlaced)))
    kept = (_chunk(kind, content) for kind, content in chunks if kind in _KEPT)
    return Image(PNG_MARK + b"".join(kept), "png", width, height)


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each chunk, up to the last; what stands behind it is no part of the image."""
    at = len(PNG_MARK)
    kind = b""
    while kind != b"IEND":
        if at + 12 > len(raw):
            raise ImageRefused("image_cut_off")
        size, kind = _CHUNK.unpack_from(raw, at)
        end = at + 8 + size
        if end + 4 > len(raw):
            raise ImageRefused("image_cut_off")
        if zlib.crc32(raw[at + 4 : end]) != int.from_bytes(raw[end : end + 4], "big"):
            raise ImageRefused("image_damaged")
        if not kind.isalpha() or (kind[:1].isupper() and kind not in _KEPT):
            raise ImageRefused("image_damaged")
        yield kind, raw[at + 8 : end]
        at = end + 4


def _chunk(kind: bytes, content: bytes) -> bytes:
    return _CHUNK.pack(len(content), kind) + content + zlib.crc32(kind + content).to_bytes(4, "big")


def _unpacked_size(width: int, height: int, bits: int, interlaced: bool) -> int:
    """How many bytes the rows of the image take: each its pixels and one byte before them."""

    def rows(wide: int, high: int) -> int:
        return high * (1 + (wide * bits + 7) // 8) if wide > 0 else 0

    if not interlaced:
        return rows(width, height)
    return sum(
        rows((width - x + dx - 1) // dx, (height - y + dy - 1) // dy) for x, y, dx, dy in _ROUNDS
    )


def _refuse_other_size(chunks: list[tuple[bytes, bytes]], size: int) -> None:
    """Unpack without keeping anything: an image that holds less or more than its size is not whole."""
    unpacking = zlib.decompressobj()
    found = 0
    try:
        for kind, content in chunks:
            rest = content if kind == b"IDAT" else b""
            while rest:
                found += len(unpacking.decompress(rest, _PIECE))
                if found > size:
                    raise ImageRefused("image_damaged")
                rest = unpacking.unconsumed_tail
    except zlib.error:
        raise ImageRefused("image_damaged") from None
    if found < size:
        raise ImageRefused("image_cut_off" if not unpacking.eof else "image_damaged")
    if not unpacking.eof or unpacking.unused_data:
        raise ImageRefused("image_damaged")
