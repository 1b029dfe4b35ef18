"""A progress bar on standard error, only where somebody is looking."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def following(steps: Iterable[T], total: int, title: str) -> Iterator[T]:
    """The same steps, while a bar on standard error shows how far they are."""
    if not sys.stderr.isatty():
        yield from steps
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(
        steps,
        description=title or "plannen",
        total=total,
        console=Console(stderr=True),
        transient=True,
    )
