"""YAML text as plain values that still know their lines, and nothing that can run or explode.

What a scalar without quotes becomes: `null`, `~` or nothing is None; `true` and `false` are a bool;
a whole number without leading zeros is an int; everything else stays text exactly as written (also
yes, no, on, dates, 12.50 and 0612345678). Keys are always text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from planbuilder.errors import InputInvalid, Problem

Path = tuple[str | int, ...]

LONGEST = 20_000_000
DEEPEST = 30
# After so many problems the file is something else altogether.
MOST_PROBLEMS = 200
_INT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")
_WORDS: Mapping[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
# What YAML itself does not allow in a text, except as an escape between double quotes.
_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Located:
    """Plain values (dict, list, str, int, bool, None) and the line of each key or item."""

    value: Any
    file: str
    lines: Mapping[Path, int] = field(default_factory=dict)

    def line(self, *path: str | int) -> int:
        """The line of this key or item, from 1; of what it stands in when it is not there."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1


def read_yaml(text: str, file: str, *, longest: int = LONGEST, deepest: int = DEEPEST) -> Located:
    """The values of one YAML document.

    Raises InputInvalid with a problem per line that is not allowed: broken YAML, a key that stands
    there twice, an anchor, alias or tag, a second document, too deep, too long (in characters).
    """
    problem = _refused_text(text, file, longest)
    if problem is not None:
        raise InputInvalid("file_not_valid", [problem], file=file)
    builder = _Builder(file, deepest)
    builder.read(text)
    if builder.problems:
        raise InputInvalid("file_not_valid", builder.problems, file=file)
    return Located(builder.value, file, builder.lines)


def _refused_text(text: str, file: str, longest: int) -> Problem | None:
    if len(text) > longest:
        return Problem("yaml_too_long", file, 0, {"longest": longest})
    strange = _NOT_ALLOWED.search(text.removeprefix("\ufeff"))
    if strange is not None:
        line = text.count("\n", 0, strange.start()) + 1
        return Problem(
            "yaml_strange_character", file, line, {"character": f"U+{ord(strange[0]):04X}"}
        )
    return None


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled; `key` is the key that waits for its value."""

    values: dict[str, Any] | list[Any]
    path: Path
    line: int
    key: str | None = None


class _Builder:
    """Builds the values from the parser's events, one at a time and without recursion."""

    def __init__(self, file: str, deepest: int) -> None:
        self.file = file
        self.deepest = deepest
        self.problems: list[Problem] = []
        self.lines: dict[Path, int] = {}
        self.value: Any = None
        self._open: list[_Open] = []
        self._documents = 0

    def read(self, text: str) -> None:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        try:
            for event in self._events(YAML(typ="safe", pure=False).parse(text)):
                self._take(event)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = 0 if mark is None else mark.line + 1
            # The parser's own words are English and technical; the line is what helps.
            self._problem("yaml_broken", line, reason=str(error.problem or error.context or ""))
        except YAMLError:
            self._problem("yaml_broken", 0, reason="")

    def _events(self, events: Iterator[Any]) -> Iterator[Any]:
        for event in events:
            line = event.start_mark.line + 1
            if len(self._open) > self.deepest:
                # Deeper than this nothing is ours, and a bomb may follow: stop reading.
                self._problem("yaml_too_deep", line, deepest=self.deepest)
                return
            yield event
            if self._documents > 1:
                self._problem("yaml_second_document", line)
                return
            if len(self.problems) >= MOST_PROBLEMS:
                return

    def _take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        match type(event).__name__:
            case "DocumentStartEvent":
                self._documents += 1
            case "AliasEvent":
                self._problem("yaml_anchor", line, name=f"*{event.anchor}")
                self._put(None, line)
            case "ScalarEvent":
                self._refuse_anchor_and_tag(event, line)
                self._scalar(event, line)
            case "MappingStartEvent":
                self._begin(event, {}, line)
            case "SequenceStartEvent":
                self._begin(event, [], line)
            case "MappingEndEvent" | "SequenceEndEvent":
                self._put_open(self._open.pop())

    def _refuse_anchor_and_tag(self, event: Any, line: int) -> None:
        if event.anchor:
            self._problem("yaml_anchor", line, name=f"&{event.anchor}")
        if event.tag:
            self._problem("yaml_tag", line, name=str(event.tag))

    def _begin(self, event: Any, values: dict[str, Any] | list[Any], line: int) -> None:
        self._refuse_anchor_and_tag(event, line)
        self._open.append(_Open(values, self._next_path(), line))

    def _scalar(self, event: Any, line: int) -> None:
        parent = self._open[-1] if self._open else None
        if parent is not None and isinstance(parent.values, dict) and parent.key is None:
            self._key(parent, str(event.value), line)
            return
        # The first of the pair is true for a scalar without quotes.
        self._put(_plain(event.value) if event.implicit[0] else str(event.value), line)

    def _key(self, parent: _Open, key: str, line: int) -> None:
        path = (*parent.path, key)
        if path in self.lines:
            self._problem("yaml_double_key", line, name=key, first=self.lines[path])
        else:
            self.lines[path] = line
        parent.key = key

    def _next_path(self) -> Path:
        if not self._open:
            return ()
        parent = self._open[-1]
        if isinstance(parent.values, list):
            return (*parent.path, len(parent.values))
        return (*parent.path, parent.key or "")

    def _put_open(self, done: _Open) -> None:
        parent = self._open[-1] if self._open else None
        if parent is not None and isinstance(parent.values, dict) and parent.key is None:
            self._problem("yaml_key_not_text", done.line)
            parent.key = ""
            return
        self._put(done.values, done.line)

    def _put(self, value: Any, line: int) -> None:
        if not self._open:
            self.value = value
            self.lines.setdefault((), line)
            return
        parent = self._open[-1]
        if isinstance(parent.values, list):
            self.lines[(*parent.path, len(parent.values))] = line
            parent.values.append(value)
        elif parent.key is not None:
            parent.values[parent.key] = value
            parent.key = None
        else:
            self._problem("yaml_key_not_text", line)
            parent.key = ""

    def _problem(self, code: str, line: int, **parameters: object) -> None:
        self.problems.append(Problem(code, self.file, line, parameters))


def _plain(text: str) -> str | int | bool | None:
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _INT.match(text) else text
