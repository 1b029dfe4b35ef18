"""Processes that each do one task at a time, and that may die without taking the others along."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# Fresh processes: nothing that stands in our memory, such as keys, is in theirs.
_PROCESSES = get_context("spawn")
_PATIENCE_SECONDS = 5.0
# What libraries keep for next time is let go with the process.
TASKS_PER_PROCESS = 200


@dataclass(slots=True)
class _Worker(Generic[T]):
    process: SpawnProcess
    tasks: Connection
    # Only held: when we are gone, however, the worker sees its end close and stops.
    lifeline: Connection
    task: T | None = None
    tasks_done: int = 0


class Workers(Generic[T, R]):
    """So many processes that call `prepare(setting)` once and then what it returns for each task.

    A function, a setting and tasks travel through pipes: never a command line or an environment.
    """

    def __init__(
        self, count: int, prepare: Callable[[Any], Callable[[T], R]], setting: object
    ) -> None:
        self._count = count
        self._prepare = prepare
        self._setting = setting
        self._workers: list[_Worker[T]] = []

    @property
    def are_busy(self) -> bool:
        """True when no process is free for a task."""
        return sum(worker.task is not None for worker in self._workers) >= self._count

    @property
    def have_work(self) -> bool:
        """True as long as an answer is still to come."""
        return any(worker.task is not None for worker in self._workers)

    def give(self, task: T) -> None:
        """Let a free process do this task; a new one is started where none is free."""
        worker = next((one for one in self._workers if one.task is None), None)
        if worker is None:
            worker = self._started()
            self._workers.append(worker)
        worker.task = task
        # One that has just died is noticed, with its task, by `answers`.
        with suppress(BrokenPipeError, ConnectionResetError):
            worker.tasks.send(task)

    def answers(self) -> Iterator[tuple[T, R | None]]:
        """Wait for an answer; each task that was done with it. None: its process died of the task."""
        busy = {worker.tasks: worker for worker in self._workers if worker.task is not None}
        for ready in wait(list(busy)):
            worker = busy[ready]  # type: ignore[index]
            task, worker.task = worker.task, None
            if task is None:
                continue
            try:
                answer = worker.tasks.recv()
            except (EOFError, ConnectionResetError):
                self._dismiss(worker)
                yield task, None
                continue
            worker.tasks_done += 1
            if worker.tasks_done >= TASKS_PER_PROCESS:
                self._dismiss(worker)
            yield task, answer

    def close(self) -> None:
        """End all processes, also in the middle of a task."""
        for worker in self._workers[:]:
            if worker.task is not None:
                worker.process.kill()
            self._dismiss(worker)

    def _started(self) -> _Worker[T]:
        ours, theirs = _PROCESSES.Pipe()
        their_end, our_end = _PROCESSES.Pipe(duplex=False)
        process = _PROCESSES.Process(
            target=_work, args=(theirs, their_end, self._prepare, self._setting), daemon=True
        )
        with _deaf_to_interrupts():
            process.start()
        theirs.close()
        their_end.close()
        return _Worker(process, ours, our_end)

    def _dismiss(self, worker: _Worker[T]) -> None:
        self._workers.remove(worker)
        worker.lifeline.close()
        worker.tasks.close()
        worker.process.join(_PATIENCE_SECONDS)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
        worker.process.close()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """What is started meanwhile never hears Ctrl-C: we end our workers ourselves."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _work(
    tasks: Connection,
    lifeline: Connection,
    prepare: Callable[[Any], Callable[[Any], object]],
    setting: object,
) -> None:
    """The other end: answer tasks until nobody gives any."""
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    # A traceback can hold what a person typed; who gave the task tells that this process died.
    quiet = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(quiet, stream.fileno())
    do = prepare(setting)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            tasks.send(do(tasks.recv()))


def _end_with(lifeline: Connection) -> None:
    """Stop this process when whoever started it is gone: nobody waits for its answer any more."""
    with suppress(EOFError, OSError):
        lifeline.recv_bytes()
    os._exit(0)
