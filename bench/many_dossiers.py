"""`planbuilder plan --all` on a vault of made-up dossiers: documents a second a core, and memory."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, sleep

from plans import examples_as_events
from varied import varied

from planbuilder.dossier.events import Event
from planbuilder.store import KeyFile, open_store

_LOOK_EVERY = 0.1


def main(dossiers: int = 100, formats: tuple[str, ...] = ("docx", "pdf")) -> None:
    """Fill a vault, make all kinds for all parties in each format, and print what it took."""
    cores = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        begin = perf_counter()
        _fill(folder, dossiers)
        print(f"{dossiers} dossiers written in {perf_counter() - begin:.0f} s; {cores} cores")
        print(
            f"{'':10}{'documents':>10}{'s':>9}{'a second':>10}{'a second a core':>16}{'a CPU second':>13}"
            f"{'peak MiB, all':>14}{'largest':>9}"
        )
        for form in formats:
            _measure(folder, form, cores)


def _fill(folder: Path, dossiers: int) -> None:
    with open_store(folder / "vault", KeyFile(folder / "key"), create=True) as store:
        for number, events in zip(range(dossiers), _dossiers(), strict=False):
            name = f"d{number:05}"
            store.create_dossier(name)
            with store.change(name) as change:
                for event in events:
                    change.append(at=event.at, by=event.by, payload=event.payload)


def _dossiers() -> Iterator[list[Event]]:
    """The examples again and again, each time with the words of every answer in another order."""
    seed = 0
    while True:
        for events in examples_as_events():
            seed += 1
            yield [_reworded(event, seed) for event in events]


def _reworded(event: Event, seed: int) -> Event:
    value = getattr(event.payload, "value", None)
    # A choice must stay one of its options: only free texts have line breaks or end a sentence.
    if not isinstance(value, str) or not value.endswith("."):
        return event
    payload = event.payload.model_copy(update={"value": varied(value, seed)})
    return event.model_copy(update={"payload": payload})


def _measure(folder: Path, form: str, cores: int) -> None:
    options = ["--all", "--format", form, "--jobs", str(cores), "-o", str(folder / form)]
    where = {"PLANBUILDER_DATA": folder / "vault", "PLANBUILDER_KEY_FILE": folder / "key"}
    begin, before = perf_counter(), _processor_seconds()
    with (folder / "said").open("w+b") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "planbuilder", "plan", *options],
            env={**os.environ, **{name: str(path) for name, path in where.items()}},
            stdout=said,
        )
        memory = _Memory(process.pid)
        code = process.wait()
        seconds = perf_counter() - begin
        said.seek(0)
        last = said.read().decode().splitlines()[-1]
    number = int(re.findall(r"\d+", last)[1])
    if code:
        raise SystemExit(f"plan --all ended with {code}")
    # On a machine that does nothing else, this and the pace a core are the same.
    each = number / (_processor_seconds() - before)
    pace = number / seconds
    print(
        f"{form:10}{number:10}{seconds:9.1f}{pace:10.1f}{pace / cores:16.1f}{each:13.1f}"
        f"{memory.peak / 1024:14.0f}{memory.largest / 1024:9.0f}",
        flush=True,
    )


def _processor_seconds() -> float:
    """What all processes that we waited for, and theirs, have taken so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Memory:
    """Looks again and again at how much memory a process and its children have, shared parts once."""

    def __init__(self, process: int) -> None:
        self.peak = self.largest = 0
        self._process = process
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while Path(f"/proc/{self._process}").exists():
            found = [_proportional_kib(one) for one in _family(self._process)]
            self.peak = max(self.peak, sum(found))
            self.largest = max(self.largest, *found, 0)
            sleep(_LOOK_EVERY)


def _family(process: int) -> list[int]:
    found = [process]
    for one in found:
        try:
            told = Path(f"/proc/{one}/task/{one}/children").read_text()
        except OSError:
            continue
        found += map(int, told.split())
    return found


def _proportional_kib(process: int) -> int:
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    match = re.search(r"^Pss:\s+(\d+) kB", told, re.MULTILINE)
    return int(match[1]) if match else 0
