"""What the parts of a Word file say of each other: which part uses which other part or address."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

Files = dict[str, bytes]
RELATIONSHIPS = ".rels"


def relationships(files: Mapping[str, bytes], part: str) -> Iterator[tuple[str, str, bool]]:
    """Of each relationship in this .rels part: its type, its target and whether that is outside.

    The target is the name of a part, or an address where it is outside.
    """
    folder = posixpath.dirname(posixpath.dirname(part))
    for element in elements(files[part]):
        target = element.get("Target", "")
        outside = element.get("TargetMode", "").lower() == "external"
        if not outside:
            target = unquote(posixpath.normpath(posixpath.join("/", folder, target))).lstrip("/")
        yield element.get("Type", ""), target, outside


def elements(raw: bytes) -> Iterator[Any]:
    """The elements directly under the root of this XML."""
    yield from parsed(raw).iterchildren("*")


def parsed(raw: bytes) -> Any:
    """The root of this XML; nothing outside it is read."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.parse(io.BytesIO(raw), parser).getroot()
