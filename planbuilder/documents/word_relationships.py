"""What the parts of a Word file say of each other: which part uses which other part or address."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from planbuilder.errors import TemplateInvalid

Files = dict[str, bytes]
RELATIONSHIPS = ".rels"


def relationships(files: Mapping[str, bytes], part: str) -> Iterator[tuple[str, str, bool]]:
    """Of each relationship in this .rels part: its type, its target and whether that is outside.

    The target is the name of a part, or an address where it is outside.
    """
    folder = posixpath.dirname(posixpath.dirname(part))
    for element in elements(files[part], part):
        target = element.get("Target", "")
        outside = element.get("TargetMode", "").lower() == "external"
        if not outside:
            target = unquote(posixpath.normpath(posixpath.join("/", folder, target))).lstrip("/")
        yield element.get("Type", ""), target, outside


def elements(raw: bytes, part: str) -> Iterator[Any]:
    """The elements directly under the root of this XML; raises as `parsed`."""
    yield from parsed(raw, part).iterchildren("*")


def parsed(raw: bytes, part: str) -> Any:
    """The root of this XML; nothing outside it is read. Raises TemplateInvalid: template_damaged {part}."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.parse(io.BytesIO(raw), parser).getroot()
    except etree.XMLSyntaxError:
        raise TemplateInvalid("template_damaged", part=part) from None
