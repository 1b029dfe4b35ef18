"""The values of a dossier file turned into events; every problem is told with its line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args, get_type_hints

from pydantic import ValidationError

from planbuilder.dossier.dossier_text import JSON_KEY
from planbuilder.dossier.events import KINDS, Agreement, Event, PartialDate, Payload, Person
from planbuilder.errors import AnswerNotAccepted, InputInvalid, Problem
from planbuilder.interview.dates import check_date
from planbuilder.questionnaire.yaml_source import Located, Path

FORMAT = 1
# Stands alone on the last line; a file without it was cut off.
END = "..."
_HEADER = ("planbuilder", "format", "dossier", "events", "log")
_ENVELOPE = ("at", "by", "event")
# The parts of a payload that have keys of their own.
_PARTS: Mapping[str, type[Payload]] = {"person": Person, "agreement": Agreement}
# Stands in for a date that is told as a problem, so that the other problems are found too.
_SOME_DATE = "1900"


def unknown(code: str, name: str, known: Iterable[str]) -> tuple[str, dict[str, object]]:
    """The code and parameters for a name that is not known; with the most similar one, if any."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.5)
    if close:
        return f"{code}_like", {"name": name[:60], "nearest": close[0]}
    return code, {"name": name[:60]}


@cache
def date_keys(kind: type[Payload]) -> frozenset[str]:
    """The keys of this payload that hold a date."""
    hints = get_type_hints(kind, include_extras=True).items()
    return frozenset(name for name, hint in hints if PartialDate in (hint, *get_args(hint)))


class Reader:
    """Collects the problems of one file while its values become events."""

    def __init__(self, located: Located) -> None:
        self.located = located
        self.problems: list[Problem] = []

    def read(self, ends_well: bool) -> tuple[str, tuple[Event, ...]]:
        """The dossier's id and its events: all of them, when there are no problems."""
        header = self._header()
        entries = header["log"] if isinstance(header.get("log"), list) else []
        found = [self._event(number, entry) for number, entry in enumerate(entries)]
        self._check_length(header.get("events"), len(found), ends_well)
        return str(header.get("dossier")), tuple(event for event in found if event is not None)

    def lines_of(self, events: tuple[Event, ...]) -> tuple[int, ...]:
        """The line of each event."""
        return tuple(self.located.line("log", event.seq - 1) for event in events)

    def _problem(self, code: str, path: Path, **parameters: object) -> None:
        line = self.located.line(*path)
        self.problems.append(Problem(code, self.located.file, line, parameters))

    def _header(self) -> Mapping[str, Any]:
        """The top of the file; raises at once when it is no dossier file, or of another format."""
        values = self.located.value
        if not isinstance(values, dict) or values.get("planbuilder") != "dossier":
            raise self._no_dossier("dossier_not_a_dossier", ())
        version = values.get("format")
        if version != FORMAT or isinstance(version, bool):
            newer = isinstance(version, int) and version > FORMAT
            code = "dossier_newer_format" if newer else "dossier_unknown_format"
            raise self._no_dossier(code, ("format",), format=str(version)[:20], known=FORMAT)
        for key in values:
            if key not in _HEADER:
                self._unknown_key((key,), key, _HEADER)
        if not isinstance(values.get("dossier"), str) or not values["dossier"]:
            self._problem("dossier_without_id", ("dossier",))
        if not isinstance(values.get("log"), list):
            self._problem("dossier_without_log", ("log",))
        return values

    def _no_dossier(self, code: str, path: Path, **parameters: object) -> InputInvalid:
        self._problem(code, path, **parameters)
        return InputInvalid("dossier_file_invalid", self.problems, file=self.located.file)

    def _check_length(self, expected: object, found: int, ends_well: bool) -> None:
        """A file that says how many events it has must have them all, and its last line too."""
        if expected is None:
            return
        if not isinstance(expected, int) or isinstance(expected, bool):
            self._problem("dossier_wrong_type", ("events",), key="events", expected="int")
        elif expected != found:
            self._problem("dossier_cut", ("events",), expected=expected, found=found)
        elif not ends_well:
            self._problem("dossier_cut_end", ("log", found - 1) if found else ("log",), end=END)

    def _unknown_key(self, path: Path, key: str, known: Iterable[str]) -> None:
        code, parameters = unknown("dossier_unknown_key", key, known)
        self._problem(code, path, **parameters)

    def _event(self, number: int, entry: Any) -> Event | None:
        """The event of this entry, or None when something is wrong with it."""
        path: Path = ("log", number)
        if not isinstance(entry, dict):
            self._problem("dossier_event_not_mapping", path, number=number + 1)
            return None
        before = len(self.problems)
        for key in _ENVELOPE:
            if entry.get(key) is None:
                self._problem("dossier_missing_key", path, key=key)
            elif not isinstance(entry[key], str):
                self._problem("dossier_wrong_type", (*path, key), key=key, expected="text")
        at = self._moment(path, entry)
        payload = self._payload(path, entry)
        if at is None or payload is None or len(self.problems) > before:
            return None
        return Event(seq=number + 1, at=at, by=entry["by"], payload=payload)

    def _moment(self, path: Path, entry: Mapping[str, Any]) -> datetime | None:
        typed = entry.get("at")
        if not isinstance(typed, str):
            return None
        try:
            found = datetime.fromisoformat(typed)
        except ValueError:
            found = None
        if found is None or found.tzinfo is None:
            self._problem("dossier_not_a_moment", (*path, "at"), typed=typed[:40])
            return None
        return found

    def _payload(self, path: Path, entry: Mapping[str, Any]) -> Any:
        name = entry.get("event")
        if not isinstance(name, str):
            return None
        kind = KINDS.get(name)
        if kind is None:
            code, parameters = unknown("dossier_unknown_event", name, KINDS)
            self._problem(code, (*path, "event"), **parameters)
            return None
        data = self._data(path, kind, {key: entry[key] for key in entry if key not in _ENVELOPE})
        try:
            return kind.model_validate(data)
        except ValidationError as refused:
            for error in refused.errors(include_url=False, include_input=False):
                self._refused(path, kind, error)
            return None

    def _data(self, path: Path, kind: type[Payload], given: dict[str, Any]) -> dict[str, Any]:
        """The payload's keys: unknown ones and impossible dates are told, and JSON is unpacked."""
        data: dict[str, Any] = {}
        known = [name for name in kind.model_fields if name != "kind"]
        for key, value in given.items():
            place = (*path, key)
            part = _PARTS.get(key)
            if key not in known:
                self._unknown_key(place, key, known)
            elif key in date_keys(kind):
                data[key] = self._date(place, key, value)
            elif key == "party" and isinstance(value, int):
                data[key] = str(value)
            elif part is not None and isinstance(value, dict):
                data[key] = self._data(place, part, value)
            else:
                data[key] = self._from_json(place, value)
        return data

    def _date(self, path: Path, key: str, value: Any) -> Any:
        """The date as text (a bare year was read as a number)."""
        if value is None or isinstance(value, bool) or not isinstance(value, str | int):
            return value
        try:
            return check_date(value)
        except AnswerNotAccepted as refused:
            self._problem(f"dossier_{refused.code}", path, key=key, typed=str(value)[:40])
            return _SOME_DATE

    def _from_json(self, path: Path, value: Any) -> Any:
        """The value, with what stands in it as JSON unpacked."""
        if isinstance(value, list):
            return [self._from_json((*path, number), inner) for number, inner in enumerate(value)]
        if not isinstance(value, dict):
            return value
        if JSON_KEY not in value:
            return {key: self._from_json((*path, key), inner) for key, inner in value.items()}
        unpacked = _unpacked(value)
        if unpacked is None:
            self._problem("dossier_json_broken", path, key=JSON_KEY)
            return None
        return unpacked[0]

    def _refused(self, path: Path, kind: type[Payload], error: Any) -> None:
        """One of pydantic's errors in our words, and never with what a person wrote."""
        place = tuple(error["loc"])
        key = ".".join(str(part) for part in place)
        code, parameters = _TOLD.get(error["type"], ("dossier_wrong_type", {"expected": "text"}))
        told = dict(parameters)
        if "expected" in error.get("ctx", {}):
            told["expected"] = error["ctx"]["expected"]
        self._problem(code, (*path, *place), key=key, **told)


def _unpacked(value: Mapping[str, Any]) -> tuple[Any] | None:
    text = value[JSON_KEY]
    if len(value) != 1 or not isinstance(text, str):
        return None
    try:
        return (json.loads(text),)
    except (ValueError, RecursionError):
        return None


# pydantic's error types: our code, and what is expected.
_TOLD: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "missing": ("dossier_missing_key", {}),
    "enum": ("dossier_not_one_of", {"expected": ""}),
    "literal_error": ("dossier_not_one_of", {"expected": ""}),
    "string_pattern_mismatch": ("dossier_not_an_id", {}),
    "string_too_short": ("dossier_empty", {}),
    "too_short": ("dossier_empty", {}),
    "bool_type": ("dossier_wrong_type", {"expected": "true / false"}),
    "bool_parsing": ("dossier_wrong_type", {"expected": "true / false"}),
    "int_type": ("dossier_wrong_type", {"expected": "1, 2, 3 …"}),
    "int_parsing": ("dossier_wrong_type", {"expected": "1, 2, 3 …"}),
    "greater_than_equal": ("dossier_wrong_type", {"expected": "1, 2, 3 …"}),
    "tuple_type": ("dossier_wrong_type", {"expected": "[a, b]"}),
    "model_type": ("dossier_wrong_type", {"expected": "key: value"}),
    "model_attributes_type": ("dossier_wrong_type", {"expected": "key: value"}),
    "dict_type": ("dossier_wrong_type", {"expected": "key: value"}),
}
