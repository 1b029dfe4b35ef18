"""Conditions: when a question applies, in a small language of our own.

    condition  = all { "or" all }
    all        = part { "and" part }
    part       = "not" part | "(" condition ")" | test
    test       = ("filled" | "answered" | "not_applicable") "(" question ")"
               | "chosen"
               | (fact | question) operator value
    operator   = "=" | "!=" | "<" | "<=" | ">" | ">=" | "contains" | "starts_with" | "in"
    value      = text in quotes | whole number | list
    list       = "(" value { "," value } ")", only after "in" and there compulsory

A comparison with a fact that is not known or a question that has no answer is false, `!=` too.
Capitals and small letters are the same. Nothing is ever executed.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import Any, cast

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from planbuilder.errors import PlanbuilderError
from planbuilder.questionnaire.expression import (
    FACTS,
    All,
    AnyOf,
    Comparison,
    Fact,
    Facts,
    Literals,
    Node,
    Not,
    Operator,
    Reference,
    StatusTest,
    leaves,
)

__all__ = ["Condition", "ConditionError", "Facts", "parse_condition"]

LONGEST = 2000
DEEPEST = 30
_TESTS = ("filled", "answered", "not_applicable")
_WORD_OPERATORS = ("contains", "starts_with", "in")
_ORDERING = ("<", "<=", ">", ">=")
_KEYWORDS = ("and", "or", "not", *_TESTS, *_WORD_OPERATORS, *FACTS)
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<text>'[^']*'|"[^"]*")
      | (?P<number>-?[0-9]{1,9}(?![0-9A-Za-z_.]))
      | (?P<name>[A-Za-z][A-Za-z0-9_]*)
      | (?P<sign>!=|<=|>=|[=<>(),])
    )""",
    re.VERBOSE,
)


class ConditionError(PlanbuilderError):
    """A condition that can't be read; `position` counts characters from 0."""

    def __init__(self, code: str, position: int, found: str = "", suggestion: str = "") -> None:
        super().__init__(code, position=position + 1, found=found, suggestion=suggestion)
        self.position = position
        self.suggestion = suggestion


@dataclass(frozen=True, slots=True)
class Condition:
    """When a question applies. `references` are the question ids it looks at, `facts` the facts."""

    text: str
    node: Node = field(repr=False, compare=False)

    @property
    def references(self) -> frozenset[str]:
        """The ids of the questions that this condition looks at."""
        found = set()
        for leaf in leaves(self.node):
            if isinstance(leaf, StatusTest):
                found.add(leaf.question)
            elif isinstance(leaf, Comparison) and isinstance(leaf.left, Reference):
                found.add(leaf.left.question)
        return frozenset(found)

    @property
    def facts(self) -> frozenset[str]:
        """The names of the facts that this condition looks at."""
        found = set()
        for leaf in leaves(self.node):
            if isinstance(leaf, Fact):
                found.add(leaf.name)
            elif isinstance(leaf, Comparison) and isinstance(leaf.left, Fact):
                found.add(leaf.left.name)
        return frozenset(found)

    def holds(self, facts: Facts) -> bool:
        """True when the question applies, given these facts."""
        return self.node.holds(facts)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Lets a model take a condition, or its text."""
        return core_schema.no_info_plain_validator_function(
            _from_text_or_condition, serialization=core_schema.to_string_ser_schema()
        )


def _from_text_or_condition(value: object) -> Condition:
    if isinstance(value, Condition):
        return value
    if isinstance(value, str):
        return parse_condition(value)
    message = "a condition is a text"
    raise ValueError(message)


def parse_condition(text: str) -> Condition:
    """The condition that this text describes; raises ConditionError with its first problem."""
    if len(text) > LONGEST:
        raise ConditionError("condition_too_long", LONGEST)
    parser = _Parser(_tokens(text), len(text))
    node = parser.condition(0)
    parser.end()
    return Condition(text, node)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    position = 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if match is None:
            at = position + len(text[position:]) - len(text[position:].lstrip())
            code = "condition_open_quote" if text[at] in "'\"" else "condition_strange_sign"
            raise ConditionError(code, at, found=text[at : at + 12])
        kind = match.lastgroup or ""
        found.append(_Token(kind, match.group(kind), match.start(kind)))
        position = match.end()
    return found


class _Parser:
    """Reads the tokens once, from left to right."""

    def __init__(self, tokens: list[_Token], length: int) -> None:
        self._tokens = tokens
        self._at = 0
        self._length = length

    def condition(self, depth: int) -> Node:
        parts = [self._all(depth)]
        while self._take("name", "or"):
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def end(self) -> None:
        token = self._peek()
        if token is not None:
            raise self._unexpected(token, ("and", "or"))

    def _all(self, depth: int) -> Node:
        parts = [self._part(depth)]
        while self._take("name", "and"):
            parts.append(self._part(depth))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _part(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise ConditionError("condition_too_deep", self._position())
        if self._take("name", "not"):
            return Not(self._part(depth + 1))
        if self._take("sign", "("):
            inner = self.condition(depth + 1)
            self._need_sign(")")
            return inner
        return self._test()

    def _test(self) -> Node:
        token = self._need_name()
        if token.text in _TESTS and self._take("sign", "("):
            question = self._need_name()
            self._need_sign(")")
            # The three names are exactly those of the Literal.
            return StatusTest(cast("Any", token.text), question.text)
        if token.text in _KEYWORDS and token.text not in FACTS:
            raise self._unexpected(token, ())
        operator = self._operator()
        if operator is None:
            if FACTS.get(token.text) == "yes_no":
                return Fact(token.text)
            raise self._no_operator(token)
        if FACTS.get(token.text) == "yes_no":
            raise ConditionError("condition_stands_alone", token.position, found=token.text)
        left = Fact(token.text) if token.text in FACTS else Reference(token.text)
        return Comparison(left, operator, self._values(operator))

    def _operator(self) -> Operator | None:
        token = self._peek()
        if token is None:
            return None
        is_sign = token.kind == "sign" and token.text in ("=", "!=", *_ORDERING)
        if not is_sign and not (token.kind == "name" and token.text in _WORD_OPERATORS):
            return None
        self._at += 1
        # The token is one of the operators, see above.
        return cast("Operator", token.text)

    def _values(self, operator: Operator) -> tuple[Literals, ...]:
        if operator != "in":
            return (self._value(only_number=operator in _ORDERING),)
        self._need_sign("(")
        values = [self._value()]
        while self._take("sign", ","):
            values.append(self._value())
        self._need_sign(")")
        return tuple(values)

    def _value(self, *, only_number: bool = False) -> Literals:
        token = self._peek()
        if token is None:
            raise ConditionError("condition_ends_early", self._length)
        if token.kind == "number":
            self._at += 1
            return int(token.text)
        if token.kind != "text":
            code = "condition_needs_quotes" if token.kind == "name" else "condition_needs_value"
            suggestion = f"'{token.text}'" if token.kind == "name" else ""
            raise ConditionError(code, token.position, token.text, suggestion)
        if only_number:
            raise ConditionError("condition_needs_number", token.position, token.text)
        self._at += 1
        return token.text[1:-1]

    # -- one token at a time --

    def _peek(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _position(self) -> int:
        token = self._peek()
        return self._length if token is None else token.position

    def _take(self, kind: str, text: str) -> bool:
        token = self._peek()
        if token is None or token.kind != kind or token.text != text:
            return False
        self._at += 1
        return True

    def _need_sign(self, sign: str) -> None:
        if not self._take("sign", sign):
            token = self._peek()
            found = "" if token is None else token.text
            raise ConditionError("condition_needs_sign", self._position(), found, sign)

    def _need_name(self) -> _Token:
        token = self._peek()
        if token is None:
            raise ConditionError("condition_ends_early", self._length)
        if token.kind != "name":
            raise ConditionError("condition_needs_name", token.position, token.text)
        self._at += 1
        return token

    def _no_operator(self, name: _Token) -> ConditionError:
        token = self._peek()
        if token is not None and token.kind == "name":
            near = difflib.get_close_matches(token.text, _WORD_OPERATORS, n=1, cutoff=0.5)
            suggestion = near[0] if near else ""
            return ConditionError(
                "condition_needs_operator", token.position, token.text, suggestion
            )
        suggestion = "" if name.text in FACTS else f"filled({name.text})"
        return ConditionError("condition_needs_operator", name.position, name.text, suggestion)

    def _unexpected(self, token: _Token, instead: tuple[str, ...]) -> ConditionError:
        near = difflib.get_close_matches(token.text, instead or _KEYWORDS, n=1, cutoff=0.3)
        suggestion = near[0] if near and near[0] != token.text else ""
        return ConditionError("condition_unexpected", token.position, token.text, suggestion)
