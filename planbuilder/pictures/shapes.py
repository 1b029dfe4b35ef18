"""The shapes that a picture is made of. Sizes are in millimetres; y goes down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from planbuilder.pictures.elements import element, number
from planbuilder.pictures.palette import INK
from planbuilder.pictures.patterns import Fill, Patterns


@dataclass(frozen=True, slots=True)
class Box:
    """What a shape takes up: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def moved(self, dx: float, dy: float) -> Box:
        """The same box somewhere else."""
        return Box(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)

    def holds(self, other: Box, slack: float = 0.01) -> bool:
        """True where the other box lies inside this one."""
        return (
            other.left >= self.left - slack
            and other.top >= self.top - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def touches(self, other: Box, slack: float = 0.01) -> bool:
        """True where both boxes share more than a border."""
        return (
            self.left < other.right - slack
            and other.left < self.right - slack
            and self.top < other.bottom - slack
            and other.top < self.bottom - slack
        )


class Shape(Protocol):
    """Anything that can be drawn."""

    @property
    def box(self) -> Box:
        """What it takes up."""

    def xml(self, patterns: Patterns) -> str:
        """It as an SVG element."""


@dataclass(frozen=True)
class Rect:
    """A rectangle, with round corners where `radius` is given; `dash` as in SVG ("1 1")."""

    x: float
    y: float
    width: float
    height: float
    fill: str | Fill | None = None
    stroke: str | None = None
    stroke_width: float = 0.3
    radius: float = 0.0
    dash: str = ""

    @property
    def box(self) -> Box:
        """Without the half of its line that stands outside."""
        return Box(self.x, self.y, self.x + self.width, self.y + self.height)

    def xml(self, patterns: Patterns) -> str:
        """It as an SVG element."""
        place = {"x": self.x, "y": self.y, "width": self.width, "height": self.height}
        corners = {"rx": self.radius} if self.radius else {}
        return _drawn("rect", {**place, **corners}, self, patterns)


@dataclass(frozen=True)
class Circle:
    """A circle around a point."""

    x: float
    y: float
    radius: float
    fill: str | Fill | None = None
    stroke: str | None = None
    stroke_width: float = 0.3
    dash: str = ""

    @property
    def box(self) -> Box:
        """The square around it."""
        r = self.radius
        return Box(self.x - r, self.y - r, self.x + r, self.y + r)

    def xml(self, patterns: Patterns) -> str:
        """It as an SVG element."""
        place = {"cx": self.x, "cy": self.y, "r": self.radius}
        return _drawn("circle", place, self, patterns)


@dataclass(frozen=True)
class Polyline:
    """A line through points; `closed`: back to where it began."""

    points: tuple[tuple[float, float], ...]
    stroke: str | None = INK
    stroke_width: float = 0.3
    fill: str | Fill | None = None
    dash: str = ""
    closed: bool = False

    @property
    def box(self) -> Box:
        """What lies between its outermost points."""
        return _around(self.points)

    def xml(self, patterns: Patterns) -> str:
        """It as an SVG element."""
        points = " ".join(f"{number(x)},{number(y)}" for x, y in self.points)
        name = "polygon" if self.closed else "polyline"
        return _drawn(name, {"points": points}, self, patterns)


def line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    stroke: str = INK,
    width: float = 0.3,
    dash: str = "",
) -> Polyline:
    """A straight line between two points."""
    return Polyline(((x1, y1), (x2, y2)), stroke, width, dash=dash)


# A letter of SVG (absolute) with its numbers.
Step = tuple[Literal["M", "L", "C", "Q", "Z"], tuple[float, ...]]


@dataclass(frozen=True)
class Path:
    """A drawing of straight lines and curves."""

    steps: tuple[Step, ...]
    fill: str | Fill | None = None
    stroke: str | None = None
    stroke_width: float = 0.3
    dash: str = ""

    @property
    def box(self) -> Box:
        """What lies between its points, those that pull a curve too."""
        numbers = [n for _, given in self.steps for n in given]
        return _around(tuple(zip(numbers[::2], numbers[1::2], strict=True)))

    def xml(self, patterns: Patterns) -> str:
        """It as an SVG element."""
        told = " ".join(
            letter + " ".join(number(value) for value in given) for letter, given in self.steps
        )
        return _drawn("path", {"d": told}, self, patterns)


@dataclass(frozen=True)
class Group:
    """Shapes that belong together, moved by (dx, dy)."""

    shapes: Sequence[Shape] = field(default_factory=tuple)
    dx: float = 0.0
    dy: float = 0.0

    @property
    def box(self) -> Box:
        """What all of them take up."""
        return around(self.shapes).moved(self.dx, self.dy)

    def xml(self, patterns: Patterns) -> str:
        """It as an SVG element."""
        inner = "".join(shape.xml(patterns) for shape in self.shapes)
        moved = f"translate({number(self.dx)} {number(self.dy)})"
        return element("g", {"transform": moved} if self.dx or self.dy else {}, inner)


def around(shapes: Sequence[Shape]) -> Box:
    """The box around all of these."""
    boxes = [shape.box for shape in shapes] or [Box(0, 0, 0, 0)]
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def flat(shapes: Sequence[Shape], dx: float = 0.0, dy: float = 0.0) -> Iterator[tuple[Shape, Box]]:
    """Every shape that is no group, with the box that it takes up in the picture."""
    for shape in shapes:
        if isinstance(shape, Group):
            yield from flat(shape.shapes, dx + shape.dx, dy + shape.dy)
        else:
            yield shape, shape.box.moved(dx, dy)


def _around(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _drawn(
    name: str,
    place: Mapping[str, str | float],
    shape: Rect | Circle | Polyline | Path,
    patterns: Patterns,
) -> str:
    """The shape, on a ground of one colour where it has a pattern (its tiles would show seams)."""
    look: dict[str, str | float] = {"fill": patterns.paint(shape.fill)}
    if shape.stroke:
        look |= {"stroke": shape.stroke, "stroke-width": shape.stroke_width}
        if shape.dash:
            look["stroke-dasharray"] = shape.dash
    ground = ""
    if isinstance(shape.fill, Fill) and shape.fill.pattern != "plain":
        ground = element(name, {**place, "fill": shape.fill.colour})
    return ground + element(name, {**place, **look})
