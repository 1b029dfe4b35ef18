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
_LARGEST_NUMBER = 10**9
_COUNTED = "_counted"

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


class PlanEnvironment(ImmutableSandboxedEnvironment):
    """Renders templates over plain dicts, lists, texts and numbers; one instance for one rendering.

    `finalize` sees each value that is about to be printed. Raises jinja2's TemplateSyntaxError for
    what may not be written, SecurityError for what may not be done, UndefinedError for what is not there.
    """

    intercepted_binops = frozenset({"+", "-", "*", "%"})

    def __init__(
        self,
        finalize: Callable[[Any], Any] | None = None,
        extra_filters: Mapping[str, Callable[..., Any]] | None = None,
    ) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=finalize)
        self._rounds = 0
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
            loop.iter = nodes.Filter(loop.iter, _COUNTED, [], [], None, None, lineno=loop.lineno)
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

    def _count(self, value: Any) -> list[Any]:
        rounds = _a_list(value)
        self._rounds += len(rounds)
        if self._rounds > _MOST_ROUNDS:
            raise SecurityError("the template goes round too often")
        return rounds


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
    raise TemplateSyntaxError(f"not allowed in a template: {what}", node.lineno or 1)


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
