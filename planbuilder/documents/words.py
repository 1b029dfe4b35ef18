"""The texts of a plan as data for a template: each knows its place, and holds what a file can hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# What XML 1.0 has no place for: most control characters, lone surrogates, U+FFFE and U+FFFF.
_NOT_HOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_NO_SOURCES: Mapping[str, str] = MappingProxyType({})
# Keys whose value steers a template instead of being read by a person.
_STEERING = frozenset(
    {"type", "style", "kind", "severity", "id", "language", "file_stem", "name", "colour"}
)


class Words(str):
    """A text that knows where in the plan it stands, as 'sections[2].blocks[0].text'.

    `source` says from what in the dossier it came (see plan/sources.py), "" for all other texts.
    """

    __slots__ = ("path", "source")
    path: str
    source: str

    def __new__(cls, text: str, path: str, source: str = "") -> Words:
        """The same text, with the place that it stands in and its source."""
        words = super().__new__(cls, text)
        words.path = path
        words.source = source
        return words


def holdable(text: str) -> str:
    """The text with every character that no file can hold as U+FFFD; all others as typed."""
    # None of those is printable, which is told sooner.
    return text if text.isprintable() else _NOT_HOLDABLE.sub(REPLACEMENT, text)


def unbroken(text: str) -> str:
    """The text with each of the three ways to end a line (CR LF, CR, LF) as one "\\n"."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def as_words(
    data: dict[str, Any], sources: Mapping[str, str] = _NO_SOURCES
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The plan's data with `Words` for texts and lists for tuples, and where a character was replaced.

    `sources` holds the source of each place that has one, as `Plan.sources` gives them.
    """
    replaced: list[str] = []

    def walk(value: Any, path: str, key: str) -> Any:
        if isinstance(value, str):
            held = holdable(value)
            if held != value:
                replaced.append(path)
            return str(held) if key in _STEERING else Words(held, path, sources.get(path, ""))
        if isinstance(value, dict):
            return {
                name: walk(inner, f"{path}.{name}" if path else name, name)
                for name, inner in value.items()
            }
        if isinstance(value, list | tuple):
            return [walk(inner, f"{path}[{at}]", key) for at, inner in enumerate(value)]
        return value

    return walk(data, "", ""), tuple(replaced)
