"""Jinja's parsed template -> statements and expressions as plain lists, the only language that is run.

A statement is ["t", text], ["p", expression], ["set", slot, expression], ["if", [[test, body]…], else]
or ["for", target, items, body, else, loop slot or -1, [[slot, expression]…], filter or None].
An expression is ["c", constant], ["s", slot], ["n", name], ["l", slot, field], ["a", object, name] and so
on: the allow-list stands in `validity.EXPRESSIONS`. What can't be said so raises NotSayable.
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, nodes

Node = list[Any]
LOOP_FIELDS = frozenset({"index", "index0", "first", "last", "length", "revindex", "revindex0"})
# Methods of a dict that take nothing and change nothing; no other call can be said.
METHODS = frozenset({"items", "keys", "values"})
TESTS = frozenset(
    {"defined", "undefined", "none", "even", "odd", "true", "false", "string", "number"}
)
_COUNTED = "_counted"
_OPERATORS = {
    nodes.Add: "+", nodes.Sub: "-", nodes.Mul: "*", nodes.Div: "/", nodes.FloorDiv: "//",
    nodes.Mod: "%", nodes.And: "and", nodes.Or: "or", nodes.Not: "not", nodes.Neg: "neg",
    nodes.Pos: "pos",
}  # fmt: skip


class NotSayable(Exception):
    """A template holds something that the compiled form has no word for; the message says what."""


class _Scope:
    """The names of one frame of Jinja (a template or the body of a loop), each with its slot."""

    def __init__(self, outer: _Scope | None) -> None:
        self.outer = outer
        self.slots: dict[str, int] = {}
        self.loop = -1
        self.is_else = False


class Translation:
    """One template's source as statements; `slots` counts the variables it needs."""

    def __init__(self, source: str, environment: Environment) -> None:
        self._environment = environment
        self.slots = 0
        self._scope = _Scope(None)
        tree = environment.parse(source)
        start = self._take_names(tree.body, {})
        self.body: list[Node] = start + self._statements(tree.body)

    def _slot(self) -> int:
        self.slots += 1
        return self.slots - 1

    def _take_names(self, body: list[nodes.Node], known: dict[str, int]) -> list[Node]:
        """Give each name that this frame sets a slot; returns what fills them from outside."""
        names = dict.fromkeys(_names_set_in(body))
        _refuse_set_after_loop(body)
        start = []
        for name in names:
            if name in known:
                continue
            value = self._name(name)
            slot = self._scope.slots[name] = self._slot()
            start.append(["set", slot, value])
        return start

    def _statements(self, body: list[nodes.Node]) -> list[Node]:
        found: list[Node] = []
        for node in body:
            match node:
                case nodes.Output():
                    found += [self._output(one) for one in node.nodes]
                case nodes.For():
                    found.append(self._for(node))
                case nodes.If():
                    found.append(self._if(node))
                case nodes.Assign(target=nodes.Name(name=name)):
                    slot = self._scope.slots[name]
                    found.append(["set", slot, self._expression(node.node)])
                case _:
                    raise NotSayable(type(node).__name__.lower())
        return found

    def _output(self, node: nodes.Node) -> Node:
        if isinstance(node, nodes.TemplateData):
            return ["t", node.data]
        return ["p", self._expression(node)]

    def _if(self, node: nodes.If) -> Node:
        branches = [[self._expression(node.test), self._statements(node.body)]]
        for one in node.elif_:
            branches.append([self._expression(one.test), self._statements(one.body)])
        return ["if", branches, self._statements(node.else_)]

    def _for(self, node: nodes.For) -> Node:
        if node.recursive:
            raise NotSayable("recursive")
        items = node.iter
        if isinstance(items, nodes.Filter) and items.name == _COUNTED and items.node is not None:
            items = items.node
        rounds = self._expression(items)
        outer = self._scope
        self._scope = scope = _Scope(outer)
        target = self._target(node.target)
        start = self._take_names(node.body, scope.slots)
        chosen = None if node.test is None else self._expression(node.test)
        scope.loop = self._slot()
        body = self._statements(node.body)
        self._scope = outer
        other = self._statements(node.else_)
        if _names_set_in(node.else_):
            raise NotSayable("set in else")
        return ["for", target, rounds, body, other, scope.loop, start, chosen]

    def _target(self, node: nodes.Node) -> Any:
        if isinstance(node, nodes.Name):
            slot = self._scope.slots[node.name] = self._slot()
            return slot
        if isinstance(node, nodes.Tuple):
            return [self._target(one) for one in node.items]
        raise NotSayable("target")

    def _name(self, name: str) -> Node:
        scope: _Scope | None = self._scope
        while scope is not None:
            if name in scope.slots:
                return ["s", scope.slots[name]]
            scope = scope.outer
        if name in self._environment.globals or name == "loop":
            raise NotSayable(name)
        return ["n", name]

    def _loop(self, field: str) -> Node:
        scope: _Scope | None = self._scope
        while scope is not None:
            if scope.loop >= 0:
                if field not in LOOP_FIELDS:
                    raise NotSayable(f"loop.{field}")
                return ["l", scope.loop, field]
            scope = scope.outer
        raise NotSayable("loop")

    def _expression(self, node: nodes.Node) -> Node:
        match node:
            case nodes.Const():
                if not isinstance(node.value, str | int | float | None):
                    raise NotSayable("constant")
                return ["c", node.value]
            case nodes.Name():
                return self._name(node.name)
            case nodes.Getattr(node=nodes.Name(name="loop")):
                return self._loop(node.attr)
            case nodes.Getattr():
                return ["a", self._expression(node.node), node.attr]
            case nodes.Getitem() if not isinstance(node.arg, nodes.Slice):
                return ["i", self._expression(node.node), self._expression(node.arg)]
            case nodes.Compare():
                pairs = [[one.op, self._expression(one.expr)] for one in node.ops]
                return ["cmp", self._expression(node.expr), pairs]
            case nodes.CondExpr():
                other = ["u"] if node.expr2 is None else self._expression(node.expr2)
                return ["?", self._expression(node.test), self._expression(node.expr1), other]
            case nodes.List() | nodes.Tuple():
                return ["list", [self._expression(one) for one in node.items]]
            case nodes.Concat():
                return ["~", [self._expression(one) for one in node.nodes]]
            case nodes.BinExpr() if type(node) in _OPERATORS:
                left, right = self._expression(node.left), self._expression(node.right)
                return [_OPERATORS[type(node)], left, right]
            case nodes.UnaryExpr() if type(node) in _OPERATORS:
                return [_OPERATORS[type(node)], self._expression(node.node)]
        return self._called(node)

    def _called(self, node: nodes.Node) -> Node:
        """What works on a value: a filter, a test, or one of the methods of a dict."""
        plain = not getattr(node, "dyn_args", None) and not getattr(node, "dyn_kwargs", None)
        match node:
            case nodes.Filter() if node.node is not None and plain:
                arguments = [self._expression(one) for one in node.args]
                named = [[one.key, self._expression(one.value)] for one in node.kwargs]
                return ["f", node.name, self._expression(node.node), arguments, named]
            case nodes.Test() if node.name in TESTS and not node.args and not node.kwargs and plain:
                return ["is", node.name, self._expression(node.node)]
            case nodes.Call(node=nodes.Getattr(node=of, attr=attr)) if (
                attr in METHODS and not node.args and not node.kwargs and plain
            ):
                return ["call", attr, self._expression(of)]
        raise NotSayable(type(node).__name__.lower())


def _refuse_set_after_loop(body: list[nodes.Node]) -> None:
    """In Jinja a loop gets nothing for a name that is set after it, not what the context holds."""
    used: set[str] = set()
    for node in body:
        if used.intersection(_names_set_in([node])):
            raise NotSayable("a name that is set after a loop uses it")
        loops = [node] if isinstance(node, nodes.For) else node.find_all(nodes.For)
        used.update(name.name for loop in loops for name in loop.find_all(nodes.Name))


def _names_set_in(body: list[nodes.Node]) -> list[str]:
    """The names that these statements set, without those that a loop inside keeps for itself."""
    found = []
    for node in body:
        if isinstance(node, nodes.Assign):
            if not isinstance(node.target, nodes.Name):
                raise NotSayable("set")
            found.append(node.target.name)
        elif isinstance(node, nodes.If):
            for one in (node, *node.elif_):
                found += _names_set_in(one.body)
            found += _names_set_in(node.else_)
    return found
