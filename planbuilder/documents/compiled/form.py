"""The compiled form of a template: programs for the parts that change, the others compressed as they are.

As bytes it is a line with the version, a digest of all that follows, JSON, and the compressed parts.
"""

from __future__ import annotations

import json
import zlib

from planbuilder.documents.compiled.digests import digest
from planbuilder.documents.compiled.validity import FormBroken, check_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FIRST = b"planbuilder compiled Word template 2\n"
_HASH = 32


class Part:
    """One part of the package: its name, and compressed content with what a zip must know of it."""

    __slots__ = ("content", "crc", "name", "size", "told")

    def __init__(self, name: str, crc: int, size: int, content: bytes) -> None:
        self.name, self.crc, self.size, self.content = name, crc, size, content
        # What a zip file says of it, once that is known: a part of a template goes into many.
        self.told: tuple[bytes, bytes, bytes] | None = None


class Program:
    """What renders one part: statements, what is printed where, variables, prefixes of XML."""

    __slots__ = ("body", "places", "prefixes", "slots")

    def __init__(
        self, body: list[Any], places: list[Any], slots: int, prefixes: tuple[str, ...]
    ) -> None:
        self.body, self.places, self.slots, self.prefixes = body, places, slots, prefixes


class Form:
    """A compiled template; `reason` says why only docxtpl can render it, "" otherwise.

    `body` is the name of the main part; `plan` holds what plan templates need besides.
    """

    __slots__ = ("body", "parts", "plan", "programs", "reason")

    def __init__(
        self,
        parts: tuple[Part, ...],
        programs: dict[str, Program],
        reason: str = "",
        body: str = "",
        plan: dict[str, Any] | None = None,
    ) -> None:
        self.parts, self.programs = parts, programs
        self.reason, self.body, self.plan = reason, body, plan

    def content(self, name: str) -> bytes:
        """A part as it was before it was compressed; b"" where there is none."""
        return next((unpacked(part) for part in self.parts if part.name == name), b"")


def kept(name: str, content: bytes) -> Part:
    """A part that goes into each document as it is."""
    work = zlib.compressobj(9, zlib.DEFLATED, -15)
    return Part(name, zlib.crc32(content), len(content), work.compress(content) + work.flush())


def unpacked(part: Part) -> bytes:
    """The content of a part."""
    return zlib.decompressobj(-15).decompress(part.content, part.size + 1)


def to_bytes(form: Form) -> bytes:
    """The form for a cache."""
    told = json.dumps(
        {
            "parts": [[p.name, p.crc, p.size, len(p.content)] for p in form.parts],
            "programs": {
                name: [one.body, one.places, one.slots, one.prefixes]
                for name, one in form.programs.items()
            },
            "reason": form.reason,
            "body": form.body,
            "plan": form.plan,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode("utf-8")
    rest = len(told).to_bytes(8, "big") + told + b"".join(p.content for p in form.parts)
    return _FIRST + digest(rest) + rest


def from_bytes(raw: bytes) -> Form:
    """The form again, every word of it looked at. Raises FormBroken for anything that is not one."""
    start = len(_FIRST) + _HASH
    rest = raw[start:]
    if not raw.startswith(_FIRST) or digest(rest) != raw[len(_FIRST) : start]:
        raise FormBroken("not whole")
    length = int.from_bytes(rest[:8], "big")
    try:
        told = json.loads(rest[8 : 8 + length])
    except (ValueError, RecursionError):
        raise FormBroken("no JSON") from None
    check_form(told)
    parts = []
    at = 8 + length
    for name, crc, size, packed in told["parts"]:
        parts.append(Part(name, crc, size, rest[at : at + packed]))
        at += packed
    if at != len(rest):
        raise FormBroken("not whole")
    programs = {
        name: Program(body, places, slots, tuple(prefixes))
        for name, (body, places, slots, prefixes) in told["programs"].items()
    }
    return Form(tuple(parts), programs, told["reason"], told["body"], told["plan"])
