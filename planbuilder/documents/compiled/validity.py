"""The allow-list of compiled templates: what is not named here is in no program, wherever it came from."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

_IN_NAMES = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789[]_./ ()-")
_LONGEST_NAME = 200
_FIELDS = frozenset({"index", "index0", "first", "last", "length", "revindex", "revindex0"})
_METHODS = frozenset({"items", "keys", "values"})
_TESTS = frozenset(
    {"defined", "undefined", "none", "even", "odd", "true", "false", "string", "number"}
)
_SIGNS = frozenset({"eq", "ne", "lt", "lteq", "gt", "gteq", "in", "notin"})
_DEEPEST = 200
_FIELD = {"run": str, "rtl": str, "par": int, "split": int, "direct": int, "owns": int}
_PLAN = {"last_id": int, "has_styles": int, "default_style": str}


class FormBroken(Exception):
    """What should be a compiled template is something else."""


def check_form(told: Any) -> None:
    """Return when every part and statement is one that planbuilder writes. Raises FormBroken."""
    _has(told, {"parts": list, "programs": dict, "reason": str, "body": str})
    if set(told) != {"parts", "programs", "reason", "body", "plan"}:
        _broken()
    names = set()
    for part in told["parts"]:
        if not _is_list(part, 4) or not _is_name(part[0]) or part[0] in names:
            _broken()
        if not all(_is_number(one) for one in part[1:]):
            _broken()
        names.add(part[0])
    if not set(told["programs"]) <= names or (told["body"] not in names and not told["reason"]):
        _broken()
    for program in told["programs"].values():
        _Program(program).check()
    if told["plan"] is not None:
        _check_plan(told["plan"])


def _check_plan(plan: Any) -> None:
    if not isinstance(plan, dict) or {key: type(one) for key, one in plan.items()} != _PLAN:
        _broken()


class _Program:
    def __init__(self, told: Any) -> None:
        if not _is_list(told, 4):
            _broken()
        self._body, self._places, self._slots, prefixes = told
        if not _is_number(self._slots) or not isinstance(self._places, list):
            _broken()
        if not isinstance(prefixes, list) or not all(isinstance(one, str) for one in prefixes):
            _broken()

    def check(self) -> None:
        for place in self._places:
            self._place(place)
        self._block(self._body, 0)

    def _place(self, place: Any) -> None:
        match place:
            case (
                ["text", str(), str() | None]
                | ["runs", str() | None]
                | ["loose"]
                | ["xml"]
                | ["attribute"]
            ):
                return
            case ["field", dict() as told]:
                kinds = {key: type(one) for key, one in told.items()}
                if kinds == _FIELD and told["par"] >= -1:
                    return
        _broken()

    def _block(self, body: Any, depth: int) -> None:
        if not isinstance(body, list) or depth > _DEEPEST:
            _broken()
        for node in body:
            self._statement(node, depth + 1)

    def _statement(self, node: Any, depth: int) -> None:  # noqa: PLR0912 - one case per word
        match node:
            case ["t", str()] | ["id"]:
                return
            case ["p", value, place] if _is_number(place) and place < len(self._places):
                self._value(value, depth)
            case ["set", slot, value] if self._is_slot(slot):
                self._value(value, depth)
            case ["if", list() as branches, other]:
                for branch in branches:
                    if not _is_list(branch, 2):
                        _broken()
                    self._value(branch[0], depth)
                    self._block(branch[1], depth)
                self._block(other, depth)
            case ["for", target, items, body, other, loop, list() as start, chosen]:
                if not self._is_slot(loop) or any(one[:1] != ["set"] for one in start):
                    _broken()
                self._target(target, depth)
                self._value(items, depth)
                for block in (body, other, start):
                    self._block(block, depth)
                if chosen is not None:
                    self._value(chosen, depth)
            case ["tbl" | "grid" | "widths" | "shares" | "row" | "cell", body]:
                self._block(body, depth)
            case ["par", number, [str(), str(), str(), str(), str(), int()]] if _is_number(number):
                return
            case _:
                _broken()

    def _target(self, target: Any, depth: int) -> None:
        if isinstance(target, list) and target and depth < _DEEPEST:
            for one in target:
                self._target(one, depth + 1)
        elif not self._is_slot(target):
            _broken()

    def _is_slot(self, slot: Any) -> bool:
        return _is_number(slot) and slot < self._slots

    def _value(self, node: Any, depth: int) -> None:  # noqa: PLR0912 - one case per word
        if depth > _DEEPEST:
            _broken()
        deeper = depth + 1
        match node:
            case ["c", str() | int() | float() | None] | ["n", str()] | ["u"]:
                return
            case ["s", slot] if self._is_slot(slot):
                return
            case ["l", slot, str() as field] if self._is_slot(slot) and field in _FIELDS:
                return
            case ["a", of, str() as name] if not name.startswith("_"):
                self._value(of, deeper)
            case ["i", one, two] | [("+" | "-" | "*" | "/" | "//" | "%" | "and" | "or"), one, two]:
                self._value(one, deeper)
                self._value(two, deeper)
            case ["?", *three] if len(three) == 3:
                self._values(three, deeper)
            case ["not" | "neg" | "pos", one]:
                self._value(one, deeper)
            case ["list" | "~", list() as values]:
                self._values(values, deeper)
            case ["cmp", first, list() as pairs] if pairs:
                self._value(first, deeper)
                for pair in pairs:
                    if not _is_list(pair, 2) or pair[0] not in _SIGNS:
                        _broken()
                    self._value(pair[1], deeper)
            case ["is", str() as name, of] if name in _TESTS:
                self._value(of, deeper)
            case ["call", str() as name, of] if name in _METHODS:
                self._value(of, deeper)
            case ["f", str(), of, list() as arguments, list() as named]:
                self._values([of, *arguments], deeper)
                for pair in named:
                    if not _is_list(pair, 2) or not isinstance(pair[0], str):
                        _broken()
                    self._value(pair[1], deeper)
            case _:
                _broken()

    def _values(self, nodes: list[Any], depth: int) -> None:
        for node in nodes:
            self._value(node, depth)


def _is_list(value: Any, length: int) -> bool:
    return isinstance(value, list) and len(value) == length


def _is_number(value: Any) -> bool:
    return type(value) is int and 0 <= value < 2**32


def _is_name(value: Any) -> bool:
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_NAME:
        return False
    return ".." not in value and _IN_NAMES.issuperset(value)


def _has(told: Any, wanted: dict[str, type]) -> None:
    if not isinstance(told, dict):
        _broken()
    if not all(isinstance(told.get(key), kind) for key, kind in wanted.items()):
        _broken()


def _broken() -> NoReturn:
    raise FormBroken("a word that planbuilder does not write")
