"""The one Jinja environment: a template may loop, choose and print data, and nothing else.

Why: a template comes from outside, and Jinja's default environment runs programs from it. What may
be written is an allow-list over the parsed template, so what is not named here does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.runtime import LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

LOOP_FIELDS = ("index", "index0", "first", "last", "length", "revindex", "revindex0")
FILTERS = ("length", "first", "last", "batch")
TESTS = ("defined", "even", "odd")
_MOST_ROUNDS = 200_000
# A table of 2,400 rows takes some twelve million; a plan of nine pages half a million.
_MOST_WRITTEN = 64_000_000
_LARGEST_NUMBER = 10**9
_COUNTED = "_counted"
# How the message of a TemplateSyntaxError begins for what is right in Jinja and refused here.
REFUSED = "not allowed in a template: "

_ALLOWED_NODES = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.Assign,
    nodes.Name,
    nodes.Const,
    nodes.List,
    nodes.Tuple,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
    nodes.Filter,
    nodes.Test,
    nodes.Add,
    nodes.Sub,
    nodes.Mul,
    nodes.Mod,
)


class TooHeavy(SecurityError):
    """The template goes round, or writes, more than any plan needs."""


class PlanEnvironment(ImmutableSandboxedEnvironment):
    """Renders templates over plain dicts, lists, texts and numbers; one instance for one rendering.

    `finalize` sees each value that is about to be printed. Raises jinja2's TemplateSyntaxError for
    what may not be written, SecurityError for what may not be done, UndefinedError for what is not
    there; TooHeavy before a loop that would go round too often or write too much.
    """

    intercepted_binops = frozenset({"+", "-", "*", "%"})

    def __init__(
        self,
        finalize: Callable[[Any], Any] | None = None,
        extra_filters: Mapping[str, Callable[..., Any]] | None = None,
    ) -> None:
        def counted(value: Any) -> Any:
            if isinstance(value, str):
                self._spend(len(value))
            return finalize(value) if finalize else value

        self._rounds = self._written = 0
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=counted)
        self.globals = {}
        self.tests = {
            "defined": lambda value: not isinstance(value, Undefined),
            "even": lambda value: value % 2 == 0,
            "odd": lambda value: value % 2 == 1,
        }
        self.filters = {
            "length": lambda value: (
                len(_a_list(value)) if not isinstance(value, str) else len(value)
            ),
            "first": lambda value: _a_list(value)[0],
            "last": lambda value: _a_list(value)[-1],
            "batch": _batch,
            _COUNTED: self._count,
            **(extra_filters or {}),
        }
        self._allowed_filters = frozenset(self.filters) - {_COUNTED}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in _all_nodes(tree):
            self._refuse_what_is_not_allowed(node)
        for loop in list(tree.find_all(nodes.For)):
            size: list[nodes.Expr] = [nodes.Const(_written_each_round(loop))]
            loop.iter = nodes.Filter(loop.iter, _COUNTED, size, [], None, None, lineno=loop.lineno)
            loop.iter.set_environment(self)
        return tree

    def _refuse_what_is_not_allowed(self, node: nodes.Node) -> None:
        if not isinstance(node, _ALLOWED_NODES):
            _refuse(type(node).__name__.lower(), node)
        if isinstance(node, nodes.For) and node.recursive:
            _refuse("recursive", node)
        if isinstance(node, nodes.Filter) and (
            node.name not in self._allowed_filters or node.node is None
        ):
            _refuse(f"|{node.name}", node)
        if isinstance(node, nodes.Test) and node.name not in TESTS:
            _refuse(f"is {node.name}", node)
        if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            _refuse(f".{node.attr}", node)
        if isinstance(node, nodes.Getitem) and not _is_plain_key(node.arg):
            _refuse("[…]", node)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A key of a dict, or a field of a loop; never an attribute of a Python object."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in LOOP_FIELDS:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A key of a dict, or a place in a list; never an attribute of a Python object."""
        if isinstance(obj, list) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        if isinstance(obj, dict) and argument in obj:
            return obj[argument]
        return self.undefined(obj=obj, name=argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Never: what may be looked up stands in `getattr` and `getitem`."""
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        """Never: a template calls nothing."""
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic with whole numbers of a sensible size."""
        for value in (left, right):
            if not isinstance(value, int) or abs(value) > _LARGEST_NUMBER:
                raise SecurityError("only small whole numbers can be calculated with")
        return super().call_binop(context, operator, left, right)

    def _count(self, value: Any, size: int) -> list[Any]:
        rounds = _a_list(value)
        self._rounds += len(rounds)
        if self._rounds > _MOST_ROUNDS:
            raise TooHeavy("the template goes round too often")
        self._spend(len(rounds) * size)
        return rounds

    def _spend(self, characters: int) -> None:
        self._written += characters
        if self._written > _MOST_WRITTEN:
            raise TooHeavy("the template writes too much")


def _written_each_round(loop: nodes.For) -> int:
    """How many characters of the template itself one round writes at most, without loops in it."""
    size = 0
    inside: list[nodes.Node] = [*loop.body, *loop.else_]
    for node in inside:
        if isinstance(node, nodes.TemplateData):
            size += len(node.data)
        elif not isinstance(node, nodes.For):
            inside.extend(node.iter_child_nodes())
    return size


def _all_nodes(tree: nodes.Node) -> list[nodes.Node]:
    found: list[nodes.Node] = [tree]
    for node in found:
        found.extend(node.iter_child_nodes())
    return found


def _is_plain_key(key: nodes.Expr) -> bool:
    if isinstance(key, nodes.Const) and isinstance(key.value, int | str):
        return not str(key.value).startswith("_")
    return False


def _refuse(what: str, node: nodes.Node) -> NoReturn:
    raise TemplateSyntaxError(f"{REFUSED}{what}", node.lineno or 1)


def _a_list(value: Any) -> list[Any]:
    if isinstance(value, Undefined):
        str(value)  # Raises, with the name of what is missing.
    if not isinstance(value, list):
        raise SecurityError("only a list has items")
    return value


def _batch(value: Any, size: int) -> list[list[Any]]:
    items = _a_list(value)
    if not isinstance(size, int) or size < 1:
        raise SecurityError("a batch has one item or more")
    return [items[at : at + size] for at in range(0, len(items), size)]
