"""Finds the texts that typst can't set, and says them with fewer signs, so that a plan is always made.

Why: each character on its own can be drawn, and a few rows of them can't (a turn of direction, a
symbol and an accent on it). Which rows those are is for typst to say; nobody can list them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from planbuilder.documents.words import REPLACEMENT, Words

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BEYOND_LATIN = re.compile("[^\n\r\t -~\u00a0-\u024f\u2010-\u2027\u20ac\ufffd]")
_STAND_IN = "x"


def sayable(
    plan: dict[str, Any], can_be_made: Callable[[dict[str, Any]], bool]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The plan with U+FFFD where typst can't set a text as it is, and the places of those texts.

    As little as helps: first the marks that turn the direction, then accents on what is no letter,
    then all beyond Latin letters. Another text is never touched. `can_be_made` tries a plan.
    """
    texts: dict[str, str] = {}
    _collect(plan, texts)

    def works(kept: Mapping[str, str]) -> bool:
        return can_be_made(_with(plan, {path: kept.get(path, _STAND_IN) for path in texts}))

    plainer: dict[str, str] = {}
    for path in _failing(sorted(texts), texts, works):
        said = next((one for one in _plainer(texts[path]) if works({path: one})), None)
        plainer[path] = REPLACEMENT if said is None else said
    return _with(plan, plainer), tuple(plainer)


def without_texts(plan: dict[str, Any]) -> dict[str, Any]:
    """The plan with one letter for each text: where this fails, no text is to blame."""
    texts: dict[str, str] = {}
    _collect(plan, texts)
    bare: dict[str, Any] = _with(plan, dict.fromkeys(texts, _STAND_IN))
    return bare


def _failing(
    paths: Sequence[str], texts: Mapping[str, str], works: Callable[[Mapping[str, str]], bool]
) -> list[str]:
    """The paths of the texts that fail: halves that work need no closer look."""
    if works({path: texts[path] for path in paths}):
        return []
    if len(paths) <= 1:
        return list(paths)
    half = len(paths) // 2
    return [*_failing(paths[:half], texts, works), *_failing(paths[half:], texts, works)]


def _plainer(text: str) -> list[str]:
    straight = _TURNING.sub(REPLACEMENT, text)
    return [straight, _without_loose_marks(straight), _BEYOND_LATIN.sub(REPLACEMENT, text)]


def _without_loose_marks(text: str) -> str:
    """The text with U+FFFD for each accent that stands on something other than a letter or digit."""
    on_letter = False
    said = []
    for character in text:
        kind = unicodedata.category(character)[0]
        if kind != "M":
            on_letter = kind in "LN"
        said.append(REPLACEMENT if kind == "M" and not on_letter else character)
    return "".join(said)


def _collect(value: Any, texts: dict[str, str]) -> None:
    if isinstance(value, Words):
        texts[value.path] = str(value)
    elif isinstance(value, dict):
        for inner in value.values():
            _collect(inner, texts)
    elif isinstance(value, list | tuple):
        for inner in value:
            _collect(inner, texts)


def _with(value: Any, texts: Mapping[str, str]) -> Any:
    if isinstance(value, Words):
        said = texts.get(value.path, str(value))
        return value if said == value else Words(said, value.path, value.source)
    if isinstance(value, dict):
        return {key: _with(inner, texts) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_with(inner, texts) for inner in value]
    return value
