"""Follows the fields that a template names through its loops, and finds those that do not exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from jinja2 import nodes

from planbuilder.documents.fields import template_fields
from planbuilder.documents.templating import LOOP_FIELDS


@dataclass(slots=True)
class Shape:
    """What a value holds: named parts, or items, or (neither) a text or number."""

    parts: dict[str, Shape] = field(default_factory=dict)
    items: Shape | None = None


@dataclass(frozen=True, slots=True)
class Misused:
    """A field that does not exist, or not for this: the code of what is wrong, the field as it is
    written, the line of the template, and for one that does not exist the nearest that does.
    """

    code: str
    written: str
    line: int
    nearest: str = ""


@cache
def plan_shape() -> Shape:
    """The shape of `plan`, from the list of fields."""
    top = Shape()
    for one in template_fields():
        shape = top
        for step in one.name.replace("[]", ".[]").split("."):
            if step == "[]":
                shape.items = shape.items or Shape()
                shape = shape.items
            else:
                shape = shape.parts.setdefault(step, Shape())
    plan = top.parts["plan"]
    blocks = _item(plan.parts["sections"]).parts["blocks"]
    _item(_item(_item(plan.parts["spreads"]).parts["rows"])).parts["blocks"] = blocks
    part, block = _item(_item(plan.parts["sections"]).parts["parts"]), _item(blocks)
    part.parts = {**block.parts, **part.parts}
    _item(part.parts["lines"]).parts["perspectives"] = block.parts["perspectives"]
    _item(plan.parts["sides"]).items = plan.parts["panels"].items
    line = _item(_item(_item(plan.parts["panels"])).parts["lines"])
    line.parts = {**block.parts, **line.parts}
    return plan


def _item(shape: Shape) -> Shape:
    return shape.items or Shape()


class FieldReader:
    """Reads one parsed template; `None` as a shape means: not known, so nothing to say about it."""

    def __init__(self) -> None:
        self._misused: dict[tuple[str, int], Misused] = {}

    def misused_in(self, tree: nodes.Template) -> list[Misused]:
        """Every field that does not exist, is a list and printed, or is a text and repeated."""
        self._statements(tree.body, {"plan": plan_shape()})
        return sorted(self._misused.values(), key=lambda one: one.line)

    def _statements(self, body: Sequence[nodes.Node], names: dict[str, Shape | None]) -> None:
        for node in body:
            if isinstance(node, nodes.For):
                self._loop(node, names)
            elif isinstance(node, nodes.If):
                self._shape(node.test, names)
                for part in (node.body, node.elif_, node.else_):
                    self._statements(part, names)
            elif isinstance(node, nodes.Assign):
                shape = self._shape(node.node, names)
                self._name(node.target, shape, names)
            elif isinstance(node, nodes.Output):
                for printed in node.nodes:
                    shape = self._shape(printed, names)
                    if shape is not None and (shape.items or shape.parts):
                        self._report("template_prints_list", _written(printed), printed.lineno)

    def _loop(self, node: nodes.For, names: dict[str, Shape | None]) -> None:
        # The environment wraps what is looped over in a filter that counts.
        source = self._shape(
            node.iter.node if isinstance(node.iter, nodes.Filter) else node.iter, names
        )
        if source is not None and source.items is None:
            self._report("template_repeats_text", _written(node.iter), node.lineno)
        inner = {**names, "loop": Shape({name: Shape() for name in LOOP_FIELDS})}
        self._name(node.target, source.items if source else None, inner)
        if node.test is not None:
            self._shape(node.test, inner)
        self._statements(node.body, inner)
        self._statements(node.else_, names)

    def _name(
        self, target: nodes.Node, shape: Shape | None, names: dict[str, Shape | None]
    ) -> None:
        if isinstance(target, nodes.Name):
            names[target.name] = shape
        else:
            for name in target.find_all(nodes.Name):
                names[name.name] = None

    def _shape(self, node: nodes.Node | None, names: dict[str, Shape | None]) -> Shape | None:
        match node:
            case nodes.Name(name=name):
                if name not in names:
                    self._report_unknown(name, names, node.lineno)
                return names.get(name)
            case nodes.Getattr(node=inner, attr=part):
                return self._part(inner, part, names)
            case nodes.Getitem(node=inner, arg=nodes.Const(value=str() as part)):
                return self._part(inner, part, names)
            case nodes.Getitem(node=inner):
                shape = self._shape(inner, names)
                return shape.items if shape else None
            case nodes.Filter(node=inner, name=name):
                return self._filtered(self._shape(inner, names), name)
            case None:
                return None
        for child in node.iter_child_nodes():
            self._shape(child, names)
        return None

    def _filtered(self, shape: Shape | None, name: str) -> Shape | None:
        match name:
            case "first" | "last":
                return shape.items if shape else None
            case "batch":
                return Shape(items=shape)
            case _:
                return Shape()

    def _part(self, inner: nodes.Node, part: str, names: dict[str, Shape | None]) -> Shape | None:
        shape = self._shape(inner, names)
        if shape is None:
            return None
        if part not in shape.parts:
            before = _written(inner)
            choices = [f"{before}.{one}" for one in shape.parts]
            self._report_unknown(f"{before}.{part}", choices, inner.lineno)
        return shape.parts.get(part)

    def _report_unknown(self, written: str, choices: Iterable[str], line: int) -> None:
        near = difflib.get_close_matches(written, choices, n=1, cutoff=0.0)
        self._report("template_field_unknown", written, line, near[0] if near else "plan")

    def _report(self, code: str, written: str, line: int, nearest: str = "") -> None:
        self._misused.setdefault((written, line), Misused(code, written, line, nearest))


def _written(node: nodes.Node) -> str:
    match node:
        case nodes.Name(name=name):
            return name
        case nodes.Getattr(node=inner, attr=part):
            return f"{_written(inner)}.{part}"
        case nodes.Filter(node=nodes.Expr() as inner):
            return _written(inner)
    return "…"
