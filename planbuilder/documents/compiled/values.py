"""An expression of a program (lists, as `statements` tells) -> a function `f(v)` that works it out.

Nothing in it is code or becomes code. `v` are the slots of this rendering; `v[0]` is the Rendering itself.
What a name, a key or a filter means is asked of the `Manner`.
"""

from __future__ import annotations

import operator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    # Not at run time: a protocol takes longer to make than a small document.
    from planbuilder.documents.compiled.manner import Manner

    Value = Callable[[list[Any]], Any]

_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
    "//": operator.floordiv, "%": operator.mod,
}  # fmt: skip
_COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq, "ne": operator.ne, "lt": operator.lt, "lteq": operator.le,
    "gt": operator.gt, "gteq": operator.ge,
    "in": lambda a, b: a in b, "notin": lambda a, b: a not in b,
}  # fmt: skip
DICT_NAMES = frozenset(dir(dict))
_LOOP: dict[str, Callable[[Any], Any]] = {
    "index": lambda at: at[0] + 1,
    "index0": lambda at: at[0],
    "first": lambda at: at[0] == 0,
    "last": lambda at: at[0] == at[1] - 1,
    "length": lambda at: at[1],
    "revindex": lambda at: at[1] - at[0],
    "revindex0": lambda at: at[1] - at[0] - 1,
}


class OtherWay(Exception):
    """This context asks for something that only docxtpl itself can do; the message says what."""


class Values:
    """Makes functions of expressions in one Manner."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner

    def value(self, node: list[Any]) -> Value:
        """One expression."""
        manner = self.manner
        match node:
            case ["c", constant]:
                return lambda v: constant
            case ["s", slot]:
                return operator.itemgetter(slot + 1)
            case ["n", name]:
                return lambda v: manner.name(v[0], name)
            case ["l", slot, field]:
                tell, where = _LOOP[field], slot + 1
                return lambda v: tell(v[where])
            case ["a", of, name]:
                return self._attribute(of, name)
            case ["i", of, key]:
                one, two = self.value(of), self.value(key)
                return lambda v: manner.item(one(v), two(v))
            case ["u"]:
                return lambda v: manner.missing()
            case ["?", test, yes, no]:
                asked, one, two = self.value(test), self.value(yes), self.value(no)
                return lambda v: one(v) if asked(v) else two(v)
            case ["list", items]:
                values = [self.value(item) for item in items]
                return lambda v: [value(v) for value in values]
            case ["~", items]:
                values = [self.value(item) for item in items]
                return lambda v: manner.join([value(v) for value in values])
            case ["cmp", first, pairs]:
                return self._compared(first, pairs)
        return self._worked(node)

    def _attribute(self, of: list[Any], name: str) -> Value:
        manner = self.manner
        if of[0] == "s" and name not in DICT_NAMES:
            # By far the most frequent: a key of what a loop goes over.
            slot = of[1] + 1

            def take(v: list[Any]) -> Any:
                found = v[slot]
                if type(found) is dict and name in found:
                    return found[name]
                return manner.attribute(found, name)

            return take
        one = self.value(of)
        if name in DICT_NAMES:
            return lambda v: manner.attribute(one(v), name)

        def look(v: list[Any]) -> Any:
            found = one(v)
            if type(found) is dict and name in found:
                return found[name]
            return manner.attribute(found, name)

        return look

    def _compared(self, first: list[Any], pairs: list[Any]) -> Value:
        start = self.value(first)
        if len(pairs) == 1:
            if pairs[0][0] == "eq" and pairs[0][1][0] == "c":
                constant = pairs[0][1][1]
                return lambda v: start(v) == constant
            compare, other = _COMPARED[pairs[0][0]], self.value(pairs[0][1])
            return lambda v: compare(start(v), other(v))
        rest = [(_COMPARED[sign], self.value(value)) for sign, value in pairs]

        def chain(v: list[Any]) -> Any:
            left = start(v)
            for compare, value in rest:
                right = value(v)
                if not compare(left, right):
                    return False
                left = right
            return True

        return chain

    def _worked(self, node: list[Any]) -> Value:
        manner = self.manner
        match node:
            case ["and", left, right]:
                one, two = self.value(left), self.value(right)
                return lambda v: one(v) and two(v)
            case ["or", left, right]:
                one, two = self.value(left), self.value(right)
                return lambda v: one(v) or two(v)
            case ["not", of]:
                one = self.value(of)
                return lambda v: not one(v)
            case ["neg" | "pos" as sign, of]:
                one = self.value(of)
                return lambda v: manner.calculate("-" if sign == "neg" else "+", 0, one(v))
            case ["is", name, of]:
                told, one = manner.test(name), self.value(of)
                return lambda v: told(one(v))
            case ["call", method, of]:
                one = self.value(of)
                return lambda v: _listed(one(v), method)
            case ["f", name, of, arguments, named]:
                return self._filtered(name, of, arguments, named)
        symbol, left, right = node
        one, two = self.value(left), self.value(right)
        return lambda v: manner.calculate(symbol, one(v), two(v))

    def _filtered(self, name: str, of: Any, arguments: Any, named: Any) -> Value:
        work, one = self.manner.filter(name), self.value(of)
        if not arguments and not named:
            return lambda v: work(one(v))
        values = [self.value(argument) for argument in arguments]
        pairs = [(key, self.value(value)) for key, value in named]
        return lambda v: work(
            one(v), *[value(v) for value in values], **{key: value(v) for key, value in pairs}
        )


def binary(symbol: str, left: Any, right: Any) -> Any:
    """The outcome of + - * / // or % as Python has it."""
    return _BINARY[symbol](left, right)


def _listed(value: Any, method: str) -> list[Any]:
    if type(value) is not dict:
        raise OtherWay(f"{method}() of something else than a dict")
    return list(
        value.items() if method == "items" else value if method == "keys" else value.values()
    )
