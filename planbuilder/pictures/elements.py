"""XML elements as text: names are ours, what stands in attributes and between them is escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from xml.sax.saxutils import quoteattr

# What XML 1.0 has no place for, and the C1 controls.
_NOT_HOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def element(name: str, attributes: Mapping[str, str | float], inner: str = "") -> str:
    """An XML element; `inner` is XML already, attributes are not."""
    told = "".join(
        f' {key}="{number(value)}"'
        if isinstance(value, float | int)
        else f" {key}={_quoted(value)}"
        for key, value in attributes.items()
    )
    return f"<{name}{told}>{inner}</{name}>" if inner else f"<{name}{told}/>"


@lru_cache(maxsize=512)
def _quoted(value: str) -> str:
    return quoteattr(holdable(value))


def number(value: float) -> str:
    """A number with at most three decimals."""
    return f"{round(value, 3) + 0.0:.3f}".rstrip("0").rstrip(".")


def holdable(text: str) -> str:
    """The text with U+FFFD for what XML has no place for."""
    return _NOT_HOLDABLE.sub("\N{REPLACEMENT CHARACTER}", text)
