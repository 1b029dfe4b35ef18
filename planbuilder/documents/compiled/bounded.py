"""Jinja's sandbox, in which a calculation can't fill the memory."""

from __future__ import annotations

from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

# A page holds some three thousand characters.
_LONGEST = 10_000_000
_LARGEST_POWER = 1_000
_LARGEST_BASE = 10**6


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """As Jinja's own; raises SecurityError for a text, list or number that grows beyond any use."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """The result, where its size is one that a document can have."""
        if operator == "**":
            for value, most in ((left, _LARGEST_BASE), (right, _LARGEST_POWER)):
                if isinstance(value, int) and abs(value) > most:
                    raise SecurityError("a power of this size")
        else:
            for some, times in ((left, right), (right, left)):
                if isinstance(some, str | bytes | list | tuple) and isinstance(times, int):
                    if len(some) * times > _LONGEST:
                        raise SecurityError("a text or list of this size")
        return super().call_binop(context, operator, left, right)
