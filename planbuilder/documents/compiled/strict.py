"""What a plan's template may do with the plan: look up, go round, choose, count; nothing else exists.

The same rules as `templating.PlanEnvironment`, which reads the template when it is compiled.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from planbuilder.documents.compiled.values import binary

_MOST_ROUNDS = 200_000
# A table of 2,400 rows takes some twelve million; a plan of nine pages half a million.
_MOST_WRITTEN = 64_000_000
_LARGEST_NUMBER = 10**9


class Refused(Exception):
    """The template asks this plan for something that it does not hold, or that may not be done."""


class TooMuch(Refused):
    """The template goes round, or writes, more than any plan needs."""


class Budget:
    """How often one rendering may still go round, and how much it may still write."""

    __slots__ = ("_rounds", "_written")

    def __init__(self) -> None:
        self._rounds = _MOST_ROUNDS
        self._written = _MOST_WRITTEN

    def go_round(self, times: int, size: int) -> None:
        """Take so many rounds, each with so many characters of the template. Raises TooMuch."""
        self._rounds -= times
        if self._rounds < 0:
            raise TooMuch("rounds")
        self.write(times * size)

    def write(self, characters: int) -> None:
        """Take so many characters. Raises TooMuch."""
        self._written -= characters
        if self._written < 0:
            raise TooMuch("characters")


class _Absent:
    """What a plan does not hold; only `is defined` may ask."""

    __slots__ = ()

    def _refuse(self, *_: object) -> NoReturn:
        raise Refused("a field that does not exist")

    __bool__ = __len__ = __iter__ = __str__ = __eq__ = __ne__ = __lt__ = __le__ = _refuse
    __gt__ = __ge__ = __contains__ = __hash__ = _refuse


ABSENT = _Absent()


class StrictManner:
    """Plain dicts, lists, texts and whole numbers. Raises Refused for all else."""

    def name(self, rendering: Any, name: str) -> Any:
        """The plan, or ABSENT."""
        return rendering.context.get(name, ABSENT)

    def attribute(self, value: Any, name: str) -> Any:
        """A key of a dict; never an attribute of a Python object."""
        if isinstance(value, dict) and name in value:
            return value[name]
        if value is ABSENT:
            raise Refused("a field that does not exist")
        return ABSENT

    def item(self, value: Any, key: Any) -> Any:
        """A key of a dict, or a place in a list."""
        if isinstance(value, list) and isinstance(key, int) and -len(value) <= key < len(value):
            return value[key]
        return self.attribute(value, key)

    def rounds(self, rendering: Any, value: Any, size: int) -> list[Any]:
        """The items of a list, as far as the budget goes."""
        items = _a_list(value)
        rendering.budget.go_round(len(items), size)
        return items

    def missing(self) -> Any:
        """ABSENT."""
        return ABSENT

    def filter(self, name: str) -> Callable[..., Any]:
        """One of the four filters of plans."""
        return FILTERS[name]

    def test(self, name: str) -> Callable[[Any], Any]:
        """One of the three tests of plans."""
        return TESTS[name]

    def calculate(self, symbol: str, left: Any, right: Any) -> Any:
        """The outcome with whole numbers of a sensible size."""
        for value in (left, right):
            if not isinstance(value, int) or abs(value) > _LARGEST_NUMBER:
                raise Refused("only small whole numbers can be calculated with")
        return binary(symbol, left, right)

    def join(self, values: list[Any]) -> Any:
        """Nothing: plans know no ~."""
        raise Refused("~")


def _a_list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Refused("only a list has items")
    return value


def _length(value: Any) -> int:
    return len(value) if isinstance(value, str) else len(_a_list(value))


def _batch(value: Any, size: int) -> list[list[Any]]:
    items = _a_list(value)
    if not isinstance(size, int) or size < 1:
        raise Refused("a batch has one item or more")
    return [items[at : at + size] for at in range(0, len(items), size)]


FILTERS: dict[str, Callable[..., Any]] = {
    "length": _length,
    "first": lambda value: _a_list(value)[0],
    "last": lambda value: _a_list(value)[-1],
    "batch": _batch,
}
TESTS: dict[str, Callable[[Any], Any]] = {
    "defined": lambda value: value is not ABSENT,
    "even": lambda value: value % 2 == 0,
    "odd": lambda value: value % 2 == 1,
}
