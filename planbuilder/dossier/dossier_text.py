"""Values as YAML text: pleasant to read, and the same text for the same value on every machine.

Why an own writer: a general one folds long lines, guesses when to quote, and cannot hold every text
(half of a surrogate pair, for one). This one writes one fixed shape and never has to guess.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

# The only key of a mapping that holds a value as JSON: for what YAML itself cannot hold. A value
# that has such a key of its own is written as JSON too, so nothing can be mistaken for it.
JSON_KEY = "!json"
# What is nested deeper than this is written as JSON; an answer never is.
_DEEPEST = 6
_WIDTH = 100
_LARGEST = 10**18

# Written as they are: what shows on a screen and every YAML reader takes. All else is escaped, by
# fixed ranges, so that a file does not depend on the Unicode tables of one Python version.
_HIDDEN = re.compile(
    "[^\x20-\x7e\xa1-\xac\xae-\u1fff\u200d\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uffef\U00010000-\U0001fffd\U00020000-\U0003fffd]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT_ESCAPES = {"\n": r"\n", "\t": r"\t", "\r": r"\r", '"': r"\"", "\\": r"\\"}
_PLAIN_START = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")
_DATE_OR_MOMENT = re.compile(r"\d{4}-\d{2}(-\d{2}(T\d{2}:[\d:.]+[+-][\d:]+)?)?", re.ASCII)
# Words that one YAML reader or another takes for a truth value or for nothing.
_RESERVED = {"true", "false", "yes", "no", "on", "off", "null", "none", "y", "n"}
_KEY = re.compile(r"[a-z][a-z0-9_]{0,99}")
_SIMPLE_ITEM = re.compile("[A-Za-z\u00c0-\u00ff]+(?:[ _/-][A-Za-z0-9\u00c0-\u00ff]+)*")


def field_lines(key: str, value: Any, indent: int = 0) -> list[str]:
    """The lines of `key: value`, without line ends, `indent` spaces from the margin."""
    head, rest = _written(value, indent + 2)
    return [f"{' ' * indent}{key}: {head}" if head else f"{' ' * indent}{key}:", *rest]


def item_lines(value: Any, indent: int = 0) -> list[str]:
    """The lines of `- value`; the first field of a mapping stands right behind the dash."""
    margin = " " * indent
    if isinstance(value, Mapping) and value and _keys_fit(value):
        lines = _fields(value, indent + 2)
        return [f"{margin}- {lines[0][indent + 2 :]}", *lines[1:]]
    head, rest = _written(value, indent + 2)
    return [f"{margin}- {head}" if head else f"{margin}-", *rest]


def _fields(mapping: Mapping[str, Any], indent: int) -> list[str]:
    return [line for key, value in mapping.items() for line in field_lines(key, value, indent)]


def _written(value: Any, indent: int) -> tuple[str, list[str]]:
    """What stands behind the colon or dash, and the lines below it at `indent`."""
    if _needs_json(value):
        return f'{{"{JSON_KEY}": {_single_quoted(json.dumps(value))}}}', []
    if isinstance(value, str):
        return _written_text(value, indent)
    if isinstance(value, Mapping):
        return ("", _fields(value, indent)) if value else ("{}", [])
    if isinstance(value, Sequence):
        return _written_list(value, indent)
    return json.dumps(value), []


def _written_list(items: Sequence[Any], indent: int) -> tuple[str, list[str]]:
    if all(isinstance(item, str) and _SIMPLE_ITEM.fullmatch(item) for item in items):
        line = f"[{', '.join(_written_text(item, indent)[0] for item in items)}]"
        if indent + len(line) <= _WIDTH:
            return line, []
    return "", [line for item in items for line in item_lines(item, indent)]


def _written_text(text: str, indent: int) -> tuple[str, list[str]]:
    if _fits_block(text):
        lines = text.removesuffix("\n").split("\n")
        head = "|" if text.endswith("\n") else "|-"
        return head, [f"{' ' * indent}{line}" if line else "" for line in lines]
    return (text if _fits_plain(text) else _double_quoted(text)), []


def _fits_plain(text: str) -> bool:
    """True for text that needs no quotes: starts with a letter, or is a date, and hides nothing."""
    if _DATE_OR_MOMENT.fullmatch(text):
        return True
    return (
        _PLAIN_START.match(text) is not None
        and not _HIDDEN.search(text)
        and not text.endswith((" ", ":"))
        and ": " not in text
        and " #" not in text
        and text.lower() not in _RESERVED
    )


def _fits_block(text: str) -> bool:
    """True for lines that a literal block holds without loss, also after an editor saved them."""
    lines = text.removesuffix("\n").split("\n")
    return (
        "\n" in text
        and lines[0][:1] not in ("", " ")
        and lines[-1] != ""
        and not any(line.endswith(" ") or _HIDDEN.search(line) for line in lines)
    )


def _double_quoted(text: str) -> str:
    return '"' + _HIDDEN.sub(_escape, re.sub(r'["\\]', _escape, text)) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _single_quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _needs_json(value: Any, depth: int = 0) -> bool:
    """True for what YAML cannot hold: half surrogate pairs, odd keys, deep nests, odd numbers."""
    if isinstance(value, str):
        return _SURROGATE.search(value) is not None
    if isinstance(value, int | float):
        return isinstance(value, float) or abs(value) >= _LARGEST
    if isinstance(value, Mapping):
        if depth >= _DEEPEST or not _keys_fit(value):
            return True
        return any(_needs_json(inner, depth + 1) for inner in value.values())
    if isinstance(value, Sequence):
        return depth >= _DEEPEST or any(_needs_json(inner, depth + 1) for inner in value)
    return False


def _keys_fit(value: Mapping[Any, Any]) -> bool:
    return all(isinstance(key, str) and _KEY.fullmatch(key) for key in value)
