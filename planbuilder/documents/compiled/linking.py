"""A program (lists, as `statements` tells) -> functions that run it: nothing in it is code or becomes code.

A statement becomes `f(v, put)`, an expression `f(v)` as `values` tells.
"""

from __future__ import annotations

import operator

from planbuilder.documents.compiled.values import DICT_NAMES, Values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from planbuilder.documents.compiled.manner import Manner
    from planbuilder.documents.compiled.values import Value

    Put = Callable[[str], None]
    Statement = Callable[[list[Any], Put], None]


class Linker(Values):
    """Makes functions of programs in one Manner; `special` makes those of what is printed."""

    def __init__(self, manner: Manner, special: Callable[[list[Any], Linker], Statement]) -> None:
        super().__init__(manner)
        self._special = special

    def block(self, body: list[Any]) -> Statement:
        """All statements of a list, one after another."""
        # Each step with the text before it: writing a text costs no call of a function of ours.
        steps: list[tuple[str, Statement]] = []
        text = ""
        at = 0
        while at < len(body):
            node = body[at]
            at += 1
            if node[0] == "t":
                text += node[1]
                continue
            also = _as_many_asked(body, at - 1)
            if also:
                steps.append((text, self._each_asked(body[at - 1 : at - 1 + also])))
                at += also - 1
            else:
                steps.append((text, self.statement(node)))
            text = ""
        return _in_order(steps, text)

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

    def _each_asked(self, nodes: list[Any]) -> Statement:
        """Of each of these its body where the item says so: in one step, as they are many."""
        slot = nodes[0][1][0][0][1][1] + 1
        asked = [(node[1][0][0][2], self.block(node[1][0][1])) for node in nodes]
        attribute = self.manner.attribute

        def run(v: list[Any], put: Put) -> None:
            found = v[slot]
            plain = type(found) is dict
            for name, body in asked:
                if found[name] if plain and name in found else attribute(found, name):
                    body(v, put)
                    # A body may have set another.
                    found = v[slot]
                    plain = type(found) is dict

        return run

    def _if(self, node: list[Any]) -> Statement:
        branches = [(self.value(test), self.block(body)) for test, body in node[1]]
        other = self.block(node[2])
        if len(branches) == 1:
            test, body = branches[0]

            if not node[2]:

                def choose_or_not(v: list[Any], put: Put) -> None:
                    if test(v):
                        body(v, put)

                return choose_or_not

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
        slot = target + 1 if isinstance(target, int) else 0
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
            if slot and begin is None:
                for number, item in enumerate(found):
                    where[0] = number
                    v[slot] = item
                    run(v, put)
                return
            for number, item in enumerate(found):
                where[0] = number
                take(v, item)
                if begin is not None:
                    begin(v, put)
                run(v, put)

        return repeat


def _in_order(steps: list[tuple[str, Statement]], last: str) -> Statement:
    """Each step after the text before it, and then the last text."""
    if not steps:
        return lambda v, put: put(last)
    if len(steps) == 1:
        first, only = steps[0]
        if not first and not last:
            return only

        def run_one(v: list[Any], put: Put) -> None:
            put(first)
            only(v, put)
            put(last)

        return run_one
    if len(steps) == 2:
        (first, one), (between, other) = steps

        def run_two(v: list[Any], put: Put) -> None:
            put(first)
            one(v, put)
            put(between)
            other(v, put)
            put(last)

        return run_two

    def run(v: list[Any], put: Put) -> None:
        for before, step in steps:
            put(before)
            step(v, put)
        put(last)

    return run


def _as_many_asked(body: list[Any], start: int) -> int:
    """How many statements from here on only ask for a key of the same slot, with nothing between or else."""
    slot = None
    for number, node in enumerate(body[start:]):
        match node:
            case ["if", [[["a", ["s", of], name], _]], []] if name not in DICT_NAMES and (
                slot is None or of == slot
            ):
                slot = of
            case _:
                return number
    return len(body) - start


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
        elif node[0] in ("tbl", "grid", "row", "cell", "widths", "shares"):
            size += _written_each_round(node[1])
    return size


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
