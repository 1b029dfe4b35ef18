"""A store to test with, and a worker process whose tasks may be killed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from store.hands import Place, Task, Worker

from planbuilder.store import Store


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Where a store can be made."""
    return Place(tmp_path / "data", tmp_path / "the.key")


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """An open store with one empty dossier, `noor`."""
    with place.open(create=True) as made:
        made.create_dossier("noor")
        yield made


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    """A worker process, ready to fork."""
    folder = tmp_path / "worker"
    folder.mkdir()
    made = Worker(folder)
    yield made
    made.close()


@pytest.fixture
def start(worker: Worker) -> Callable[..., Task]:
    """`start("save", folder=…, …)`: a task in a process that may be killed."""
    return worker.start
