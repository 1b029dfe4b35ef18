"""Workers: each task is answered once, a process that dies takes only its own task along."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from planbuilder.services.many import workers as module
from planbuilder.services.many.workers import Workers

SECRET = "een heel geheime wachtzin"


def squared(setting: str) -> Callable[[int], tuple[int, str, int]]:
    """Squares a number; a negative one kills the process."""

    def square(number: int) -> tuple[int, str, int]:
        if number < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return number * number, setting, os.getpid()

    return square


def surroundings(setting: str) -> Callable[[str], list[str]]:
    """What others on this computer can see of the process."""

    def look(task: str) -> list[str]:
        assert (setting, task) == (SECRET, SECRET)
        return [Path(f"/proc/self/{name}").read_text() for name in ("cmdline", "environ")]

    return look


def all_answers(workers: Workers[int, tuple[int, str, int]], tasks: list[int]) -> dict[int, object]:
    found: dict[int, object] = {}
    while tasks or workers.have_work:
        while tasks and not workers.are_busy:
            workers.give(tasks.pop())
        found.update(workers.answers())
    return found


def test_every_task_is_answered_and_never_in_this_process() -> None:
    workers: Workers[int, tuple[int, str, int]] = Workers(2, squared, "klaar")
    try:
        found = all_answers(workers, list(range(20)))
    finally:
        workers.close()
    assert {task: answer[:2] for task, answer in found.items()} == {
        number: (number * number, "klaar") for number in range(20)
    }
    assert os.getpid() not in {answer[2] for answer in found.values()}


def test_a_process_that_dies_takes_only_its_own_task_along() -> None:
    workers: Workers[int, tuple[int, str, int]] = Workers(2, squared, "klaar")
    try:
        found = all_answers(workers, [1, -2, 3, -4, 5, 6])
    finally:
        workers.close()
    assert {task for task, answer in found.items() if answer is None} == {-2, -4}
    assert {task for task, answer in found.items() if answer is not None} == {1, 3, 5, 6}


def test_a_process_is_replaced_after_so_many_tasks(monkeypatch) -> None:
    monkeypatch.setattr(module, "TASKS_PER_PROCESS", 3)
    workers: Workers[int, tuple[int, str, int]] = Workers(1, squared, "klaar")
    try:
        found = all_answers(workers, list(range(7)))
    finally:
        workers.close()
    assert len({answer[2] for answer in found.values()}) == 3


def test_what_a_worker_gets_stands_on_no_command_line_and_in_no_environment() -> None:
    workers: Workers[str, list[str]] = Workers(1, surroundings, SECRET)
    try:
        workers.give(SECRET)
        ((_, seen),) = workers.answers()
    finally:
        workers.close()
    assert seen is not None
    assert "python" in seen[0]
    assert not any(SECRET in text for text in seen)


def test_workers_end_when_whoever_started_them_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, time; sys.path[:0] = [sys.argv[1]]; import test_workers as t\n"
        "workers = t.Workers(2, t.squared, '')\n"
        "workers.give(1); workers.give(2)\n"
        "found = {}\n"
        "while workers.have_work: found.update(workers.answers())\n"
        "print(*[answer[2] for answer in found.values()], flush=True); time.sleep(60)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program, str(Path(__file__).parent)], stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    workers = [int(word) for word in parent.stdout.readline().split()]
    assert len(set(workers)) == 2
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 20
    while any(map(is_running, workers)):
        assert time.monotonic() < until, "a worker outlived whoever started it"
        time.sleep(0.05)


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
