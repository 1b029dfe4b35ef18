"""An image from outside, such as a logo: what it is, whether it is whole, and nothing about its maker.

Why the file itself is not enough: a photo holds where and when it was taken, an SVG can fetch and run
things, and a small file can unpack to gigabytes at whoever opens the plan. Only the structure is read
here; nothing is decoded.
"""

from __future__ import annotations

from pathlib import Path, PurePath

from planbuilder.documents.image_limits import LARGEST_FILE, Image, ImageRefused
from planbuilder.documents.jpeg_image import safe_jpeg
from planbuilder.documents.png_image import PNG_MARK, safe_png
from planbuilder.documents.svg_image import looks_like_svg, safe_svg
from planbuilder.resources import read_bytes

_JPEG_MARK = b"\xff\xd8\xff"
_ENDINGS = {"png": (".png",), "jpeg": (".jpg", ".jpeg", ".jpe"), "svg": (".svg",)}
_OTHER_KINDS = (
    (b"GIF8", "GIF"), (b"BM", "BMP"), (b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF"), (b"8BPS", "Photoshop"),
    (b"%PDF", "PDF"), (b"%!PS", "EPS"), (b"\x00\x00\x01\x00", "ICO"), (b"\x1f\x8b", "SVGZ"),
    (b"\xd7\xcd\xc6\x9a", "WMF"), (b"\x01\x00\x00\x00", "EMF"),
)  # fmt: skip


def read_image(path: Path) -> Image:
    """As `safe_image`, from a file. Raises NotFound or StorageFailed where it can't be read."""
    return safe_image(read_bytes(path), path.name)


def safe_image(raw: bytes, name: str = "") -> Image:
    """A PNG, JPEG or SVG with its size, whole, and without metadata, script or anything from elsewhere.

    `name` is the file's name; where it has an ending, that must be the right one. Raises ImageRefused:
    image_no_image, image_other_kind {kind}, image_wrong_ending {kind}, image_file_too_large {megabytes},
    image_too_many_pixels {width, height, megapixels}, image_cut_off, image_damaged, image_animated,
    image_cmyk, image_turned, image_not_plain {what} or image_too_heavy; each with {name}.
    """
    try:
        image = _read(raw)
        ending = PurePath(name).suffix.lower()
        if ending and ending not in _ENDINGS[image.kind]:
            raise ImageRefused("image_wrong_ending", kind=image.kind.upper())
    except ImageRefused as refused:
        refused.parameters["name"] = name
        raise
    return image


def _read(raw: bytes) -> Image:
    if len(raw) > LARGEST_FILE:
        raise ImageRefused("image_file_too_large", megabytes=LARGEST_FILE // 1024**2)
    if raw.startswith(PNG_MARK):
        return safe_png(raw)
    if raw.startswith(_JPEG_MARK):
        return safe_jpeg(raw)
    if looks_like_svg(raw):
        return safe_svg(raw)
    raise _no_image(raw)


def _no_image(raw: bytes) -> ImageRefused:
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return ImageRefused("image_other_kind", kind="WebP")
    if raw[4:8] == b"ftyp":
        return ImageRefused("image_other_kind", kind="HEIC/AVIF")
    for mark, kind in _OTHER_KINDS:
        if raw.startswith(mark):
            return ImageRefused("image_other_kind", kind=kind)
    # Cut off within its first bytes, it is still known for what it was.
    if raw and (PNG_MARK.startswith(raw) or _JPEG_MARK.startswith(raw)):
        return ImageRefused("image_cut_off")
    return ImageRefused("image_no_image")
