"""Engines in long-lived processes of their own, asked in turn, so that a busy machine slows all alike."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

BENCH = Path(__file__).resolve().parent
PEERS = BENCH / "peers"


@dataclass(frozen=True)
class Engine:
    """An engine: its name, the tag language of its template, and whether it runs in node."""

    name: str
    language: str
    node: bool = False

    def command(self, *words: str) -> list[str]:
        """The command that starts it: as a worker, or once with a template, data and a target."""
        if self.node:
            return ["node", str(PEERS / "worker.mjs"), self.name, *words]
        script = "word_once.py" if words else "word_worker.py"
        return [sys.executable, str(BENCH / script), self.name, *words]


ENGINES = (
    Engine("docxtpl", "jinja"),
    Engine("planbuilder (zlib)", "jinja"),
    Engine("planbuilder (isal)", "jinja"),
    Engine("carbone", "paths", node=True),
    Engine("docxtemplater", "braces", node=True),
    Engine("easy-template-x", "braces", node=True),
    Engine("docx-templates", "commands", node=True),
)
# What renders docxtpl's templates, so that it can be measured on ours as they are.
OURS = ("docxtpl", "planbuilder (zlib)", "planbuilder (isal)")
FLOOR = Engine("zip alone (zlib 6)", "jinja")


def engines() -> tuple[Engine, ...]:
    """The engines that can run here; says loudly which can't."""
    if shutil.which("node") and (PEERS / "node_modules").is_dir():
        return ENGINES
    reason = (
        "npm ci was not run in bench/peers" if shutil.which("node") else "node is not installed"
    )
    missing = ", ".join(engine.name for engine in ENGINES if engine.node)
    print(f"\n!!! NOT MEASURED HERE: {missing} ({reason}).", file=sys.stderr)
    return tuple(engine for engine in ENGINES if not engine.node)


class Worker:
    """A process that renders when it is asked to and times itself."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._process = subprocess.Popen(
            engine.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._answer()

    def render(self, template: Path, data: Path, times: int = 1, out: Path | None = None) -> Answer:
        """Render so many times; what it took."""
        order = {"template": str(template), "data": str(data), "times": times}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({**order, "out": str(out or "")}) + "\n")
        self._process.stdin.flush()
        told = self._answer()
        return Answer(told["seconds"], told["processor"], told["peak_kib"])

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.engine.name} stopped; what it said stands above")
        told: dict[str, Any] = json.loads(line)
        return told


@dataclass(frozen=True)
class Answer:
    """The seconds of each turn, the processor's a turn, and the most memory it ever had."""

    seconds: list[float]
    processor: float
    peak_kib: int


@dataclass
class Times:
    """What an engine took, one number a round."""

    rounds: list[float] = field(default_factory=list)
    # What the processor took, which others on the machine hardly change.
    processor: list[float] = field(default_factory=list)
    peak_kib: int = 0

    @property
    def typical(self) -> float:
        """The median of the rounds, in seconds."""
        return median(self.rounds)

    @property
    def spread(self) -> str:
        """The fastest and the slowest round, in milliseconds."""
        return f"{min(self.rounds) * 1000:.2f}-{max(self.rounds) * 1000:.2f}"

    def times_as_fast_as(self, other: Times | None) -> str:
        """How many times as fast as the other, by the clock and (in brackets) by processor time."""
        if other is None:
            return "-"
        ours, theirs = self.processor, other.processor
        by_clock = other.typical / self.typical
        by_processor = f"{median(theirs) / median(ours):.1f}" if ours and theirs else "-"
        return f"{by_clock:.2f} ({by_processor})"


def in_turns(
    workers: dict[str, Worker], jobs: dict[str, tuple[Path, Path]], rounds: int, share: float
) -> dict[str, Times]:
    """Each worker's times: in every round each has its turn, of about `share` seconds."""
    # The first turns fill caches and let node compile; then each has the same time to warm up.
    times = {name: Times() for name in workers}
    turns = {}
    for name, worker in workers.items():
        first = worker.render(*jobs[name], times=2).seconds[-1]
        worker.render(*jobs[name], times=max(1, int(2 * share / first)))
        warm = median(worker.render(*jobs[name], times=3).seconds)
        turns[name] = max(1, int(share / warm))
    for number in range(rounds):
        names = list(workers)
        for name in names[number % len(names) :] + names[: number % len(names)]:
            answer = workers[name].render(*jobs[name], times=turns[name])
            times[name].rounds.append(median(answer.seconds))
            times[name].processor.append(answer.processor)
            times[name].peak_kib = answer.peak_kib
    return times
