"""What a docxtpl template may do with its context: as Jinja's sandbox has it, or it is left to docxtpl."""

from __future__ import annotations

import types
from functools import cache

from planbuilder.documents.compiled.values import OtherWay, binary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

_INTERNAL = (
    type, types.FunctionType, types.MethodType, types.CodeType, types.FrameType,
    types.TracebackType, types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType,
)  # fmt: skip
_LARGEST = 10**6


class Missing:
    """What a context does not hold: nothing to print, nothing to go over, never true."""

    __slots__ = ()

    def __str__(self) -> str:
        return ""

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Any:
        return iter(())

    def __eq__(self, other: object) -> bool:
        return type(other) is Missing

    def __hash__(self) -> int:
        return 0


MISSING = Missing()


class LenientManner:
    """Jinja's rules for objects of every kind; raises OtherWay where they have a turn of their own."""

    def __init__(self, filters: Mapping[str, Callable[..., Any]]) -> None:
        self._filters = filters

    def name(self, rendering: Any, name: str) -> Any:
        """The value of this name, or MISSING."""
        return rendering.context.get(name, MISSING)

    def attribute(self, value: Any, name: str) -> Any:
        """An attribute, or else a key; never a private one."""
        if value is MISSING or name.startswith("_") or isinstance(value, _INTERNAL):
            raise OtherWay("an attribute that needs the sandbox")
        try:
            return getattr(value, name)
        except AttributeError:
            pass
        try:
            return value[name]
        except (TypeError, LookupError, AttributeError):
            return MISSING

    def item(self, value: Any, key: Any) -> Any:
        """An item, or MISSING."""
        if value is MISSING:
            raise OtherWay("an item of something that is not there")
        try:
            return value[key]
        except (TypeError, LookupError, AttributeError):
            if isinstance(key, str) and hasattr(value, key):
                return self.attribute(value, key)
            return MISSING

    def rounds(self, rendering: Any, value: Any, size: int) -> list[Any]:
        """The items; what can be gone over only once is left to docxtpl, which may have to start again."""
        if type(value) is list:
            return value
        if hasattr(value, "__next__"):
            raise OtherWay("something that can be read only once")
        return list(value)

    def missing(self) -> Any:
        """MISSING."""
        return MISSING

    def filter(self, name: str) -> Callable[..., Any]:
        """One that was given along, one of ours, or Jinja's own."""
        given = self._filters.get(name)
        if given is not None:
            return given
        quick = _QUICK.get(name)
        return quick if quick is not None else _jinjas(name)

    def test(self, name: str) -> Callable[[Any], Any]:
        """One of the plain tests."""
        return TESTS[name]

    def calculate(self, symbol: str, left: Any, right: Any) -> Any:
        """As Python has it, with outcomes of a sensible size."""
        if left is MISSING or right is MISSING:
            raise OtherWay("a calculation with something that is not there")
        for value in (left, right) if symbol == "*" else ():
            if isinstance(value, int) and abs(value) > _LARGEST:
                raise OtherWay("a large number")
        if symbol == "%" and isinstance(left, str):
            raise OtherWay("% with a text")
        return binary(symbol, left, right)

    def join(self, values: list[Any]) -> Any:
        """Plain texts; what brings XML of its own is left to docxtpl."""
        if any(hasattr(value, "__html__") for value in values):
            raise OtherWay("~ with text that is XML")
        return "".join(map(str, values))


TESTS: dict[str, Callable[[Any], Any]] = {
    "defined": lambda value: value is not MISSING,
    "undefined": lambda value: value is MISSING,
    "none": lambda value: value is None,
    "even": lambda value: value % 2 == 0,
    "odd": lambda value: value % 2 == 1,
    "true": lambda value: value is True,
    "false": lambda value: value is False,
    "string": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int | float | complex),
}


def _length(value: Any) -> Any:
    return len(value)


def _first(value: Any) -> Any:
    return value[0] if type(value) is list and value else _jinjas("first")(value)


def _last(value: Any) -> Any:
    return value[-1] if type(value) is list and value else _jinjas("last")(value)


def _upper(value: Any) -> Any:
    return value.upper() if type(value) is str else _jinjas("upper")(value)


def _lower(value: Any) -> Any:
    return value.lower() if type(value) is str else _jinjas("lower")(value)


def _default(value: Any, other: Any = "", boolean: bool = False) -> Any:
    return other if value is MISSING or (boolean and not value) else value


_QUICK: dict[str, Callable[..., Any]] = {
    "length": _length,
    "count": _length,
    "first": _first,
    "last": _last,
    "upper": _upper,
    "lower": _lower,
    "default": _default,
    "d": _default,
}


@cache
def _jinjas(name: str) -> Callable[..., Any]:
    """Jinja's own filter, with the environment that it may ask for; raises OtherWay for others."""
    from jinja2.nodes import EvalContext
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from jinja2.utils import _PassArg

    environment = ImmutableSandboxedEnvironment(autoescape=True)
    work = environment.filters.get(name)
    if work is None:
        raise OtherWay(f"the filter {name}")
    asked = _PassArg.from_obj(work)
    if asked is _PassArg.context:
        raise OtherWay(f"the filter {name}")
    before: tuple[Any, ...] = ()
    if asked is _PassArg.environment:
        before = (environment,)
    elif asked is _PassArg.eval_context:
        before = (EvalContext(environment),)

    def filtered(value: Any, *arguments: Any, **named: Any) -> Any:
        if value is MISSING or hasattr(value, "__next__"):
            raise OtherWay(f"the filter {name} on something unusual")
        found = work(*before, value, *arguments, **named)
        return list(found) if hasattr(found, "__next__") else found

    return filtered
