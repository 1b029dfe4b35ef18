"""The same thing with its words in another order, so that nothing is measured twice."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

T = TypeVar("T")


def varied(value: T, seed: int) -> T:
    """The value with the words of every longer text shuffled; codes and short texts stay."""
    return _varied(value, random.Random(seed))


def _varied(value: T, dice: random.Random) -> T:
    if isinstance(value, str):
        words = value.split(" ")
        if len(words) < 4:
            return value
        dice.shuffle(words)
        return " ".join(words)  # type: ignore[return-value]
    if isinstance(value, tuple | list):
        return type(value)(_varied(one, dice) for one in value)  # type: ignore[return-value]
    if isinstance(value, Mapping):
        return {name: _varied(one, dice) for name, one in value.items()}  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        inside = {one.name: _varied(getattr(value, one.name), dice) for one in fields(value)}
        return replace(value, **inside)
    return value
