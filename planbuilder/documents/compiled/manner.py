"""What a program asks about the values of its context; for types only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol


class Manner(Protocol):
    """What a template may do with the values of its context."""

    def name(self, rendering: Any, name: str) -> Any:
        """The value of this name in the context."""

    def attribute(self, value: Any, name: str) -> Any:
        """What stands behind a dot."""

    def item(self, value: Any, key: Any) -> Any:
        """What stands between brackets."""

    def rounds(self, rendering: Any, value: Any, size: int) -> list[Any]:
        """What a loop goes over; each round writes so many characters of the template."""

    def missing(self) -> Any:
        """What is not there."""

    def filter(self, name: str) -> Callable[..., Any]:
        """What a filter does; called when a program is linked."""

    def test(self, name: str) -> Callable[[Any], Any]:
        """What a test tells; called when a program is linked."""

    def calculate(self, symbol: str, left: Any, right: Any) -> Any:
        """The outcome of + - * / // or % with these."""

    def join(self, values: list[Any]) -> Any:
        """Texts behind each other."""
