"""An SVG from outside: only shapes, colours and letters are taken over; what runs or fetches is refused."""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections.abc import Mapping
from typing import Any

from planbuilder.documents.image_limits import LONGEST_SIDE, MOST_PIXELS, Image, ImageRefused
from planbuilder.documents.jpeg_image import safe_jpeg
from planbuilder.documents.png_image import PNG_MARK, safe_png
from planbuilder.documents.word_relationships import parsed
from planbuilder.documents.xml_gate import XmlGate
from planbuilder.errors import TemplateInvalid

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_DRAWN = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan clipPath mask"
    " linearGradient radialGradient stop style image".split()
)
# About the image, its maker or its program.
_LEFT_OUT = frozenset("title desc metadata".split())
# A clear mark on either side, and no name of a program that might follow.
_PLAIN_DOCTYPE = re.compile(rb"<!DOCTYPE\s+svg(?:\s+(?:PUBLIC|SYSTEM|\"[^\"\[<>]*\"))*\s*>")
_FETCHING = re.compile(
    r"url\s*\((?!\s*[\"']?#)|\\|javascript:|expression\s*\(|image-set|src\s*\(", re.I
)
_REFERENCE = re.compile(r"url\s*\(\s*[\"']?#([^\"')\s]+)")
_LENGTH = re.compile(
    r"\s*\+?(\d{1,9}(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,2})?\s*(px|pt|pc|mm|cm|in)?\s*", re.I
)
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
}
_NUMBER = re.compile(r"[+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})")
_EMBEDDED = re.compile(r"\s*data:image/(?:png|jpe?g);base64,([A-Za-z0-9+/=\s]*)")
# A logo has some hundreds of shapes; each use of a shape counts as that shape once more.
_MOST_SHAPES = 20_000
_MOST_IMAGES = 20
# Groups in groups, and uses of what uses something else.
_DEEPEST = 250
_DEFAULT_SIZE = (300.0, 150.0)


def looks_like_svg(raw: bytes) -> bool:
    """True where this is XML (in UTF-8 or UTF-16) that speaks of SVG near its start."""
    start = raw[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.replace(b"\x00", b"")
    return re.search(rb"<(?:\w+:)?svg[\s>]", start) is not None


def safe_svg(raw: bytes) -> Image:
    """The SVG with only what draws; raises ImageRefused as `images.safe_image`."""
    from lxml import etree

    plain = _PLAIN_DOCTYPE.sub(b"", raw, count=1)
    root = _parsed(plain)
    if root.tag != f"{{{_SVG}}}svg":
        raise ImageRefused("image_no_image")
    rebuilt = etree.Element(root.tag, nsmap={None: _SVG, "xlink": _XLINK})
    _take_over(root, rebuilt)
    _refuse_too_many(rebuilt)
    width, height = _size(root)
    rebuilt.set("width", f"{width:g}")
    rebuilt.set("height", f"{height:g}")
    content: bytes = etree.tostring(rebuilt, encoding="UTF-8", xml_declaration=True)
    return Image(content, "svg", max(round(width), 1), max(round(height), 1))


def _parsed(raw: bytes) -> Any:
    """The root of the drawing, when it is plain XML."""
    try:
        XmlGate().look_at("svg", raw)
        return parsed(raw, "svg")
    except TemplateInvalid as refused:
        if refused.code == "template_doctype":
            raise ImageRefused("image_not_plain", what="DOCTYPE") from None
        if refused.code == "template_encoding":
            raise ImageRefused("image_not_plain", what="encoding") from None
        heavy = refused.code == "template_xml_heavy"
        raise ImageRefused("image_too_heavy" if heavy else "image_damaged") from None


def _take_over(old: Any, new: Any) -> None:
    from lxml import etree

    for key, value in old.attrib.items():
        kept = _attribute(key, value)
        if kept is not None:
            new.set(key, kept)
    new.text = old.text
    if old.tag == f"{{{_SVG}}}style":
        _refuse_style("".join(old.itertext()))
    last = None
    for child in old:
        name = etree.QName(child) if isinstance(child.tag, str) else None
        if name is None or name.namespace != _SVG or name.localname in _LEFT_OUT:
            # A comment, or what a drawing program keeps for itself; text behind it stays.
            if last is None:
                new.text = (new.text or "") + (child.tail or "")
            else:
                last.tail = (last.tail or "") + (child.tail or "")
            continue
        if name.localname not in _DRAWN:
            raise ImageRefused("image_not_plain", what=name.localname)
        last = etree.SubElement(new, child.tag)
        last.tail = child.tail
        _take_over(child, last)


def _refuse_style(rules: str, may_refer: bool = False) -> None:
    """Refuse a style that fetches; what it refers to is counted only where it stands with its shape."""
    refers = "url" in rules.lower() and not may_refer
    if refers or "@" in rules or _FETCHING.search(rules):
        raise ImageRefused("image_not_plain", what="style")


def _attribute(key: str, value: str) -> str | None:
    """The attribute's value as it may stay, or None where it does not draw."""
    if key in {"href", f"{{{_XLINK}}}href"}:
        if value.strip().startswith("#"):
            return value
        embedded = _EMBEDDED.fullmatch(value)
        if embedded is None:
            raise ImageRefused("image_not_plain", what="href")
        return _embedded(embedded[1])
    if key.startswith("{"):
        return value if key.endswith("}space") else None
    if key.lower().startswith("on") or _FETCHING.search(value):
        raise ImageRefused("image_not_plain", what=key)
    if key == "style":
        _refuse_style(value, may_refer=True)
    return None if key.startswith("data-") else value


def _embedded(text: str) -> str:
    """The image in the image, as safe as an image of its own."""
    try:
        raw = base64.b64decode(re.sub(r"\s", "", text), validate=True)
    except binascii.Error:
        raise ImageRefused("image_damaged") from None
    image = safe_png(raw) if raw.startswith(PNG_MARK) else safe_jpeg(raw)
    content = base64.b64encode(image.content).decode("ascii")
    return f"data:image/{image.kind};base64,{content}"


def _refuse_too_many(root: Any) -> None:
    """Refuse shapes that use each other round and round, or so often that nobody could draw them."""
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    images = sum(1 for _ in root.iter(f"{{{_SVG}}}image"))
    if images > _MOST_IMAGES or _shapes(root, named, {}, set()) > _MOST_SHAPES:
        raise ImageRefused("image_too_heavy")


def _shapes(
    element: Any, named: Mapping[str, Any], known: dict[Any, int], open_ones: set[Any]
) -> int:
    """How many shapes are drawn for this element, with all that it uses."""
    if element in known:
        return known[element]
    if element in open_ones or len(open_ones) > _DEEPEST:
        raise ImageRefused("image_too_heavy")
    open_ones.add(element)
    used = [name for value in element.attrib.values() for name in _REFERENCE.findall(value)]
    target = (element.get("href") or element.get(f"{{{_XLINK}}}href") or "").strip()
    if target.startswith("#"):
        used.append(target[1:])
    total = 1
    for inner in (*element, *(named[name] for name in used if name in named)):
        total += _shapes(inner, named, known, open_ones)
    open_ones.discard(element)
    known[element] = total
    return total


def _size(root: Any) -> tuple[float, float]:
    """Width and height in CSS pixels: as said, or as the view box says."""
    box = [float(number) for number in _NUMBER.findall(root.get("viewBox") or "")]
    inner = (box[2], box[3]) if len(box) == 4 else _DEFAULT_SIZE
    width, height = _length(root.get("width")), _length(root.get("height"))
    if width is None and height is None:
        width, height = inner
    elif width is None or height is None:
        ratio = inner[0] / inner[1] if inner[1] else 0
        width, height = (
            (width, width / ratio if ratio else 0)
            if width
            else ((height or 0) * ratio, height or 0)
        )
    if not all(map(math.isfinite, (width, height))) or min(width, height) <= 0:
        raise ImageRefused("image_damaged")
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise ImageRefused(
            "image_too_many_pixels",
            width=round(width), height=round(height), megapixels=MOST_PIXELS // 10**6,
        )  # fmt: skip
    return width, height


def _length(said: str | None) -> float | None:
    found = _LENGTH.fullmatch(said or "")
    if found is None:
        return None  # Not said, or as a part of a page that is not there ("100%").
    unit = (found[2] or "").lower()
    number = (said or "").strip().lower().removesuffix(unit)
    return float(number) * _PIXELS[unit]
