"""Hands for the tests of the store: they save, look, kill and count."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import planbuilder
from planbuilder.dossier.events import Event
from planbuilder.store import AccessEntry, KeyFile, Store, open_store

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def answer(text: object) -> dict[str, object]:
    """An answer in the youth's voice."""
    return {"kind": "answer_given", "question": "q", "voice": "jongere", "value": text}


def looked(dossier: str, who: str = "jongere") -> AccessEntry:
    """A log line: this person looked."""
    return AccessEntry(event_type="look", occurred_at=AT, subject_id=dossier, actor_id=who)


def save(store: Store, dossier: str, *texts: object) -> None:
    """Each text as an answer, each in a change of its own with a log line."""
    for text in texts:
        with store.change(dossier) as change:
            change.append(at=AT, by="jongere", payload=answer(text))
            change.log(looked(dossier))


def texts(events: list[Event]) -> list[object]:
    """What was typed in these answers."""
    return [event.payload.value for event in events]


@dataclass
class Place:
    """A data folder with its key file."""

    folder: Path
    key: Path

    def open(self, create: bool = False) -> Store:
        return open_store(self.folder, KeyFile(self.key), create=create)

    @property
    def database(self) -> Path:
        return self.folder / "planbuilder.sqlite3"


class Worker:
    """The worker process; `start` begins a task in a fork of it."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-u", str(Path(__file__).with_name("worker.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(Path(planbuilder.__file__).parents[1])},
        )
        self.outputs = folder
        self.number = 0
        assert self.line() == ["ready"]

    def line(self) -> list[str]:
        return self.process.stdout.readline().decode().split()

    def tell(self, **task: object) -> list[str]:
        self.process.stdin.write(json.dumps(task).encode() + b"\n")
        self.process.stdin.flush()
        return self.line()

    def start(self, action: str, **task: object) -> Task:
        self.number += 1
        out = self.outputs / f"out-{self.number}"
        out.touch()
        word, pid = self.tell(action=action, out=str(out), **task)
        assert word == "started"
        return Task(self, int(pid), out)

    def close(self) -> None:
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


@dataclass
class Task:
    """One task in a process of its own."""

    worker: Worker
    pid: int
    out: Path

    def said(self) -> list[list[str]]:
        """Every whole line that the process said so far, as words."""
        lines = self.out.read_text().split("\n")
        return [line.split() for line in lines[:-1]]

    def wait_for(self, count: int) -> None:
        """Wait until so many lines were said."""
        until = time.monotonic() + 60
        while len(self.said()) < count:
            assert time.monotonic() < until, self.said()
            time.sleep(0.001)

    def kill(self) -> None:
        """Kill -9, and wait for the end."""
        os.kill(self.pid, signal.SIGKILL)
        self.end()

    def end(self) -> int:
        """Wait for the end; the exit code, minus the signal that ended it."""
        word, _, code = self.worker.tell(action="wait", pid=self.pid)
        assert word == "ended"
        return int(code)
