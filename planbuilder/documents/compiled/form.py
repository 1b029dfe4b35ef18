"""The compiled form of a template: programs for the parts that change, the others compressed as they are.

As bytes it is a line with the version, a SHA-256 of all that follows, JSON, and the compressed parts.
"""

from __future__ import annotations

import json
import zlib
from hashlib import sha256
from typing import Any, NamedTuple

from planbuilder.documents.compiled.validity import FormBroken, check_form

_FIRST = b"planbuilder compiled Word template 1\n"
_HASH = 32


class Part(NamedTuple):
    """One part of the package: its name, and compressed content with what a zip must know of it."""

    name: str
    crc: int
    size: int
    content: bytes


class Program(NamedTuple):
    """What renders one part: statements, what is printed where, variables, prefixes of XML."""

    body: list[Any]
    places: list[Any]
    slots: int
    prefixes: tuple[str, ...]


class Form(NamedTuple):
    """A compiled template; `reason` says why only docxtpl can render it, '' otherwise."""

    parts: tuple[Part, ...]
    programs: dict[str, Program]
    reason: str = ""
    body: str = ""
    # What plan templates need besides: see `plan_form`.
    plan: dict[str, Any] | None = None

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
            "programs": {name: list(program) for name, program in form.programs.items()},
            "reason": form.reason,
            "body": form.body,
            "plan": form.plan,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode("utf-8")
    rest = len(told).to_bytes(8, "big") + told + b"".join(p.content for p in form.parts)
    return _FIRST + sha256(rest).digest() + rest


def from_bytes(raw: bytes) -> Form:
    """The form again, every word of it looked at. Raises FormBroken for anything that is not one."""
    start = len(_FIRST) + _HASH
    rest = raw[start:]
    if not raw.startswith(_FIRST) or sha256(rest).digest() != raw[len(_FIRST) : start]:
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
