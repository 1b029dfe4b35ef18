"""Follows the fields that a template names through its loops, and finds those that do not exist."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
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
class Unknown:
    """A field that does not exist, as it is written in the template, and the nearest that does."""

    written: str
    nearest: str


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
    return plan


def _item(shape: Shape) -> Shape:
    return shape.items or Shape()


class FieldReader:
    """Reads one parsed template; `None` as a shape means: not known, so nothing to say about it."""

    def __init__(self) -> None:
        self._unknown: dict[str, Unknown] = {}

    def unknown_in(self, tree: nodes.Template) -> list[Unknown]:
        """Every field that does not exist, once for each way it is written."""
        self._statements(tree.body, {"plan": plan_shape()})
        return list(self._unknown.values())

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
                    self._shape(printed, names)

    def _loop(self, node: nodes.For, names: dict[str, Shape | None]) -> None:
        # The environment wraps what is looped over in a filter that counts.
        source = self._shape(
            node.iter.node if isinstance(node.iter, nodes.Filter) else node.iter, names
        )
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
                    self._report(name, name, names)
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
            self._report(f"{before}.{part}", part, {f"{before}.{p}": None for p in shape.parts})
        return shape.parts.get(part)

    def _report(self, written: str, part: str, choices: dict[str, Shape | None]) -> None:
        near = difflib.get_close_matches(written, choices, n=1, cutoff=0.0)
        self._unknown.setdefault(written, Unknown(written, near[0] if near else "plan"))


def _written(node: nodes.Node) -> str:
    match node:
        case nodes.Name(name=name):
            return name
        case nodes.Getattr(node=inner, attr=part):
            return f"{_written(inner)}.{part}"
    return "…"
