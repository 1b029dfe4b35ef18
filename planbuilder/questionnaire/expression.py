"""The truth of a condition: its parts, and what they say about the facts of one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from planbuilder.questionnaire.terms import AnswerStatus

# What a question operand sees: the status and value of each answer that counts for it.
Seen = tuple[tuple[AnswerStatus, object], ...]
Literals = str | int
Operator = Literal["=", "!=", "<", "<=", ">", ">=", "contains", "starts_with", "in"]

# The facts that are not answers, and what each of them is.
FACTS: Mapping[str, Literal["number", "phase", "yes_no"]] = {
    "age": "number",
    "phase": "phase",
    "stay_days": "number",
    "days_to_exit": "number",
    "days_from_exit_to_18": "number",
    "plan_versions": "number",
    "chosen": "yes_no",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known at one moment for one asking voice.

    `known` holds the facts of `FACTS` that are known (age in whole years, days as whole numbers,
    phase as its word, chosen as a bool). `answers` gives per question id the answers it sees, as a
    mapping or a function; when the asking voice answered the question itself, only that answer.
    """

    known: Mapping[str, int | str | bool] = field(default_factory=dict)
    answers: Mapping[str, Seen] | Callable[[str], Seen] = field(default_factory=dict)

    def seen(self, question: str) -> Seen:
        """The answers to this question that count here, without those not yet asked."""
        found = self.answers(question) if callable(self.answers) else self.answers.get(question, ())
        return tuple(pair for pair in found if pair[0] is not AnswerStatus.PENDING)

    def values(self, question: str) -> tuple[object, ...]:
        """The values with content that were answered to this question."""
        return tuple(
            value
            for status, value in self.seen(question)
            if status is AnswerStatus.ANSWERED and has_content(value)
        )


def has_content(value: object) -> bool:
    """True when a value says something: not empty, and not only spaces."""
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value not in ([], (), {})


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact by its name, standing alone it is true or false."""

    name: str

    def holds(self, facts: Facts) -> bool:
        """True when the fact is known and true."""
        return facts.known.get(self.name) is True

    def operands(self, facts: Facts) -> tuple[object, ...]:
        """Its value, nothing when it is not known."""
        value = facts.known.get(self.name)
        return () if value is None else (value,)


@dataclass(frozen=True, slots=True)
class Reference:
    """A question by its id."""

    question: str

    def operands(self, facts: Facts) -> tuple[object, ...]:
        """The values that were answered to it, one for each answer that counts."""
        return facts.values(self.question)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left operator right`: true when a value on the left fits, false when there is none."""

    left: Fact | Reference
    operator: Operator
    right: tuple[Literals, ...]

    def holds(self, facts: Facts) -> bool:
        """True when one of the values on the left fits."""
        return any(_fits(value, self.operator, self.right) for value in self.left.operands(facts))


@dataclass(frozen=True, slots=True)
class StatusTest:
    """`filled(q)`, `answered(q)` or `not_applicable(q)`."""

    name: Literal["filled", "answered", "not_applicable"]
    question: str

    def holds(self, facts: Facts) -> bool:
        """True when one of the answers that count has that status."""
        if self.name == "filled":
            return bool(facts.values(self.question))
        seen = facts.seen(self.question)
        if self.name == "answered":
            return bool(seen)
        return any(status is AnswerStatus.NOT_APPLICABLE for status, _ in seen)


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Node, ...]

    def holds(self, facts: Facts) -> bool:
        """True when every part does."""
        return all(part.holds(facts) for part in self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Node, ...]

    def holds(self, facts: Facts) -> bool:
        """True when one of the parts does."""
        return any(part.holds(facts) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Node

    def holds(self, facts: Facts) -> bool:
        """True when the part does not."""
        return not self.part.holds(facts)


Node = Fact | Comparison | StatusTest | All | AnyOf | Not


def leaves(node: Node) -> Iterator[Fact | Comparison | StatusTest]:
    """The comparisons, status tests and lone facts of a condition, from left to right."""
    match node:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield node


def _fits(value: object, operator: Operator, right: tuple[Literals, ...]) -> bool:
    match operator:
        case "=" | "in":
            return any(_equal(value, literal) for literal in right)
        case "!=":
            return not _equal(value, right[0])
        case "contains":
            return any(_contains(value, str(literal).casefold()) for literal in right)
        case "starts_with":
            return any(text.startswith(str(right[0]).casefold()) for text in _texts(value))
        case _:
            return _ordered(value, operator, right[0])


def _equal(value: object, literal: Literals) -> bool:
    if isinstance(value, list | tuple):
        return any(_equal(item, literal) for item in value)
    if isinstance(literal, int):
        return _number(value) == literal
    return any(text == literal.casefold() for text in _texts(value))


def _contains(value: object, wanted: str) -> bool:
    """An option of a multiple choice as a whole; inside all that was typed, a piece of text."""
    if isinstance(value, list | tuple):
        return any(
            item.casefold() == wanted if isinstance(item, str) else _contains(item, wanted)
            for item in value
        )
    if isinstance(value, dict):
        return any(_contains(inner, wanted) for inner in value.values())
    return any(wanted in text for text in _texts(value))


def _ordered(value: object, operator: Operator, literal: Literals) -> bool:
    left, right = _number(value), _number(literal)
    if left is None or right is None:
        return False
    match operator:
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case _:
            return left >= right


def _number(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value
    try:
        return float(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _texts(value: object) -> tuple[str, ...]:
    """The texts that an answer to a choice, text, person, date or yes/no question stands for."""
    if isinstance(value, bool):
        return ("ja",) if value else ("nee",)
    if isinstance(value, str):
        return (value.casefold(),)
    if isinstance(value, int):
        return (str(value),)
    if isinstance(value, dict):
        return tuple(text for inner in value.values() for text in _texts(inner))
    if isinstance(value, list | tuple):
        return tuple(text for inner in value for text in _texts(inner))
    return ()
