"""Conditions that can never hold, and questions that wait for each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from planbuilder.questionnaire.conditions import Condition
from planbuilder.questionnaire.expression import (
    FACTS,
    All,
    AnyOf,
    Comparison,
    Fact,
    Node,
    Not,
    Reference,
    StatusTest,
    leaves,
)
from planbuilder.questionnaire.model import Question
from planbuilder.questionnaire.nearest import nearest
from planbuilder.questionnaire.terms import AnswerType, Phase

_ORDERING = ("<", "<=", ">", ">=")
_NUMBERS = (AnswerType.SCALE, AnswerType.AMOUNT)
_CHOICES = (AnswerType.CHOICE, AnswerType.MULTI_CHOICE)
# The smallest and largest value that a number can have.
_RANGES: Mapping[str, tuple[int, int]] = {
    "age": (0, 130),
    "stay_days": (0, 40_000),
    "plan_versions": (0, 100_000),
}
_WIDEST = (-1_000_000, 1_000_000)
# More ways than this to make a condition true are not looked through one by one.
_MOST_WAYS = 512

Leaf = Fact | Comparison | StatusTest
Found = tuple[str, dict[str, object]]


def impossible(condition: Condition, questions: Mapping[str, Question]) -> Iterator[Found]:
    """What can never be true in a condition: code and parameters of each finding."""
    wrong = False
    for leaf in leaves(condition.node):
        if isinstance(leaf, Comparison):
            for found in _comparison(leaf, questions):
                wrong = True
                yield found
    if not wrong and not _can_hold(condition.node):
        yield "condition_never", {"condition": condition.text}


def circles(questions: Mapping[str, Question]) -> Iterator[tuple[str, ...]]:
    """The groups of questions of which each waits for the next and the last for the first."""
    waits = {
        name: sorted(r for r in q.condition.references if r in questions) if q.condition else []
        for name, q in questions.items()
    }
    told: set[frozenset[str]] = set()
    done: set[str] = set()
    for start in waits:
        path: list[str] = []
        stack: list[Iterator[str]] = [iter((start,))]
        while stack:
            name = next(stack[-1], None)
            if name is None:
                stack.pop()
                if path:
                    done.add(path.pop())
            elif name in path:
                circle = tuple(path[path.index(name) :])
                if frozenset(circle) not in told:
                    told.add(frozenset(circle))
                    yield circle
            elif name not in done:
                path.append(name)
                stack.append(iter(waits[name]))


# -- one comparison --


def _comparison(leaf: Comparison, questions: Mapping[str, Question]) -> Iterator[Found]:
    if isinstance(leaf.left, Reference):
        question = questions.get(leaf.left.question)
        if question is not None:
            yield from _with_question(leaf, question)
        return
    name = leaf.left.name
    if FACTS[name] == "phase":
        yield from _unknown_words(leaf, name, [str(phase) for phase in Phase])
    elif leaf.operator in ("contains", "starts_with") or any(
        isinstance(value, str) for value in leaf.right
    ):
        yield "condition_needs_a_number", {"left": name}


def _with_question(leaf: Comparison, question: Question) -> Iterator[Found]:
    if leaf.operator in _ORDERING and question.type not in _NUMBERS:
        yield "condition_not_a_number", {"left": question.id, "type": str(question.type)}
    elif question.type in _CHOICES:
        yield from _unknown_words(leaf, question.id, question.options)
    elif question.type is AnswerType.YES_NO:
        yield from _unknown_words(leaf, question.id, ("ja", "nee"))
    elif question.type is AnswerType.SCALE and not _on_scale(leaf):
        yield "condition_off_scale", {"left": question.id}


def _unknown_words(leaf: Comparison, left: str, known: Sequence[str]) -> Iterator[Found]:
    if leaf.operator in _ORDERING:
        yield "condition_not_a_number", {"left": left, "type": "phase"}
        return
    folded = [word.casefold() for word in known]
    for value in leaf.right:
        word = str(value).casefold()
        if leaf.operator == "starts_with":
            fits = any(option.startswith(word) for option in folded)
        elif leaf.operator == "contains":
            # Also inside what somebody typed at "anders", which may be anything.
            continue
        else:
            fits = word in folded
        if not fits:
            near = nearest(word, folded)
            suggestion = known[folded.index(near)] if near else ""
            yield (
                "condition_unknown_option",
                {"left": left, "option": str(value), "suggestion": suggestion},
            )


def _on_scale(leaf: Comparison) -> bool:
    low, high = _interval(leaf, (1, 10))
    return low <= high


# -- the whole --


def _can_hold(node: Node) -> bool:
    ways = _ways(node, positive=True)
    return ways is None or any(_possible(way) for way in ways)


Signed = tuple[Leaf, bool]


def _ways(node: Node, *, positive: bool) -> list[tuple[Signed, ...]] | None:
    """The ways to make a condition true (false), each a row of tests; None: too many to look through."""
    match node:
        case Not(part):
            return _ways(part, positive=not positive)
        case All(parts) | AnyOf(parts):
            rows = [_ways(part, positive=positive) for part in parts]
            known = [row for row in rows if row is not None]
            if len(known) < len(rows):
                return None
            if isinstance(node, AnyOf) is positive:
                return [way for row in known for way in row]
            size = 1
            for row in known:
                size *= len(row)
            if size > _MOST_WAYS:
                return None
            return [tuple(leaf for way in mix for leaf in way) for mix in product(*known)]
        case _:
            return [((node, positive),)]


def _possible(way: tuple[Signed, ...]) -> bool:
    yes = {leaf for leaf, positive in way if positive}
    if yes & {leaf for leaf, positive in way if not positive}:
        return False
    intervals: dict[str, tuple[int, int]] = {}
    phases = set(Phase)
    for leaf in yes:
        # Two people may answer one question differently; a fact has one value only.
        if not isinstance(leaf, Comparison) or not isinstance(leaf.left, Fact):
            continue
        name = leaf.left.name
        if FACTS[name] == "phase":
            wanted = {str(value).casefold() for value in leaf.right}
            phases = {p for p in phases if (p in wanted) is (leaf.operator != "!=")}
        else:
            start = intervals.get(name, _RANGES.get(name, _WIDEST))
            intervals[name] = _interval(leaf, start)
    return bool(phases) and all(low <= high for low, high in intervals.values())


def _interval(leaf: Comparison, now: tuple[int, int]) -> tuple[int, int]:
    numbers = [value for value in leaf.right if isinstance(value, int)]
    if not numbers:
        return now
    low, high = now
    match leaf.operator:
        case "<":
            return low, min(high, numbers[0] - 1)
        case "<=":
            return low, min(high, numbers[0])
        case ">":
            return max(low, numbers[0] + 1), high
        case ">=":
            return max(low, numbers[0]), high
        case "=" | "in":
            return max(low, min(numbers)), min(high, max(numbers))
        case _:
            return now
