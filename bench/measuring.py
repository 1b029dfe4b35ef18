"""Ours beside a peer that does the least possible for the same end, in alternating turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Work = Callable[[], object]


@dataclass(frozen=True)
class Measure:
    """What is measured: ours and the peer's work, and how often each is done."""

    name: str
    ours: Work
    peer_name: str
    peer: Work
    rounds: int = 7


def timed(work: Work) -> float:
    """How many seconds the work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def measure_all(measures: Iterator[Measure]) -> None:
    """Measure and print, one line per measure."""
    print(f"{'planbuilder':>11} {'peer':>11} {'ratio':>6}  what (peer)")
    for one in measures:
        one.ours(), one.peer()  # the first turn fills caches on both sides
        turns = [(timed(one.ours), timed(one.peer)) for _ in range(one.rounds)]
        ours, peer = (median(times) for times in zip(*turns, strict=True))
        ratio = f"{ours / peer:6.1f}"
        print(f"{_shown(ours)} {_shown(peer)} {ratio}  {one.name} ({one.peer_name})", flush=True)


def _shown(seconds: float) -> str:
    return f"{seconds:8.2f} s " if seconds >= 1 else f"{seconds * 1000:8.2f} ms"
