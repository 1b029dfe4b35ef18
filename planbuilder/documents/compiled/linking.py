"""A program (lists, as `statements` tells) -> functions that run it: nothing in it is code or becomes code.

A statement becomes `f(v, put)`, an expression `f(v)`. `v` are the slots of this rendering; `v[0]` is the
Rendering itself. What a name, a key, a list or a filter means is asked of the `Manner`.
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
    Put = Callable[[str], None]
    Statement = Callable[[list[Any], Put], None]

_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
    "//": operator.floordiv, "%": operator.mod,
}  # fmt: skip
_COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq, "ne": operator.ne, "lt": operator.lt, "lteq": operator.le,
    "gt": operator.gt, "gteq": operator.ge,
    "in": lambda a, b: a in b, "notin": lambda a, b: a not in b,
}  # fmt: skip


class Linker:
    """Makes functions of programs in one Manner; `prints` makes those of what is printed."""

    def __init__(self, manner: Manner, special: Callable[[list[Any], Linker], Statement]) -> None:
        self.manner = manner
        self._special = special

    def block(self, body: list[Any]) -> Statement:
        """All statements of a list, one after another."""
        # Each step with the text before it: writing a text costs no call of a function of ours.
        steps: list[tuple[str, Statement]] = []
        text = ""
        for node in body:
            if node[0] == "t":
                text += node[1]
            else:
                steps.append((text, self.statement(node)))
                text = ""
        if not steps:
            return lambda v, put: put(text)
        if len(steps) == 1 and not steps[0][0] and not text:
            return steps[0][1]

        def run(v: list[Any], put: Put) -> None:
            for before, step in steps:
                put(before)
                step(v, put)
            put(text)

        return run

    def statement(self, node: list[Any]) -> Statement:
        """One statement."""
        match node[0]:
            case "set":
                slot, value = node[1] + 1, self.value(node[2])
                return lambda v, put: operator.setitem(v, slot, value(v))
            case "if":
                return self._if(node)
            case "for":
                return self._for(node)
        return self._special(node, self)

    def _if(self, node: list[Any]) -> Statement:
        branches = [(self.value(test), self.block(body)) for test, body in node[1]]
        other = self.block(node[2])
        if len(branches) == 1:
            test, body = branches[0]

            def choose(v: list[Any], put: Put) -> None:
                (body if test(v) else other)(v, put)

            return choose

        def run(v: list[Any], put: Put) -> None:
            for test, body in branches:
                if test(v):
                    body(v, put)
                    return
            other(v, put)

        asked = _same_question([test for test, _ in node[1]])
        if asked is None:
            return run
        question, answers = asked
        ask = self.value(question)
        # The first branch with an answer counts, as in the chain.
        bodies: dict[str, Statement] = {}
        for answer, (_, body) in zip(answers, branches, strict=True):
            bodies.setdefault(answer, body)

        def choose_by(v: list[Any], put: Put) -> None:
            found = ask(v)
            if isinstance(found, str):
                bodies.get(found, other)(v, put)
            else:
                run(v, put)

        return choose_by

    def _for(self, node: list[Any]) -> Statement:
        _, target, items, body, other, loop, start, chosen = node
        take = _taker(target)
        rounds, run, otherwise = self.value(items), self.block(body), self.block(other)
        begin = self.block(start) if start else None
        keep = None if chosen is None else self.value(chosen)
        manner = self.manner
        here = loop + 1
        size = _written_each_round([*body, *other])

        def repeat(v: list[Any], put: Put) -> None:
            found = manner.rounds(v[0], rounds(v), size)
            if keep is not None:
                found = _kept(found, keep, take, v)
            if not found:
                otherwise(v, put)
                return
            # Where the loop stands, for loop.index and the like: [round, rounds].
            v[here] = where = [0, len(found)]
            for number, item in enumerate(found):
                where[0] = number
                take(v, item)
                if begin is not None:
                    begin(v, put)
                run(v, put)

        return repeat

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
        if of[0] == "s":
            slot = of[1] + 1

            def look_in_slot(v: list[Any]) -> Any:
                found = v[slot]
                if type(found) is dict and name in found:
                    return found[name]
                return manner.attribute(found, name)

            return look_in_slot

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


class OtherWay(Exception):
    """This context asks for something that only docxtpl itself can do; the message says what."""


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


def _same_question(tests: list[list[Any]]) -> tuple[list[Any], list[str]] | None:
    """What all these tests compare with a text of their own, and those texts: `x == "a"`, `x == "b"` …"""
    question: list[Any] | None = None
    answers: list[str] = []
    for test in tests:
        match test:
            case ["cmp", ["a", ["s", _], _] as asked, [["eq", ["c", str(answer)]]]] if (
                question is None or asked == question
            ):
                question = asked
                answers.append(answer)
            case _:
                return None
    return None if question is None else (question, answers)


def _written_each_round(body: list[Any]) -> int:
    """How many characters of the template itself one round writes at most, without loops in it."""
    size = 0
    for node in body:
        if node[0] == "t":
            size += len(node[1])
        elif node[0] == "if":
            size += sum(_written_each_round(inner) for _, inner in node[1])
            size += _written_each_round(node[2])
        elif node[0] in ("tbl", "grid", "row", "widths", "shares"):
            size += _written_each_round(node[1])
    return size


def binary(symbol: str, left: Any, right: Any) -> Any:
    """The outcome of + - * / // or % as Python has it."""
    return _BINARY[symbol](left, right)


def _listed(value: Any, method: str) -> list[Any]:
    if type(value) is not dict:
        raise OtherWay(f"{method}() of something else than a dict")
    return list(
        value.items() if method == "items" else value if method == "keys" else value.values()
    )


def _kept(found: list[Any], keep: Value, take: Any, v: list[Any]) -> list[Any]:
    kept = []
    for item in found:
        take(v, item)
        if keep(v):
            kept.append(item)
    return kept


def _taker(target: Any) -> Callable[[list[Any], Any], None]:
    """What puts an item of a loop into its slot or, for `a, b`, its slots."""
    if isinstance(target, int):
        slot = target + 1

        def take(v: list[Any], item: Any) -> None:
            v[slot] = item

        return take
    takers = [_taker(one) for one in target]

    def unpack(v: list[Any], item: Any) -> None:
        for one, value in zip(takers, item, strict=True):
            one(v, value)

    return unpack
