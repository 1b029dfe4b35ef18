"""The disk is full, the folder read-only or the database locked: one clear error, nothing half-written."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from store.hands import Place, Task, save, texts

from planbuilder.errors import StorageFailed
from planbuilder.store import KeyFile, Store, open_store

Start = Callable[..., Task]


@pytest.mark.faults
def test_a_full_disk_loses_nothing_at_twenty_points(
    place: Place, store: Store, start: Start, times: Callable[[int], int]
) -> None:
    """No file may grow past a size: the log, the database, the keys or the witness, sooner or later."""
    save(store, "noor", *(f"eerst{number}" for number in range(30)))
    store.close()
    expected = [f"eerst{number}" for number in range(30)]
    dice = random.Random(4)
    # While it opens, at the first frames of the log, later, and when the log goes into the database.
    sizes = [
        0,
        20,
        300,
        4096,
        32_768,
        *(dice.randrange(2_000, 400_000) for _ in range(times(20) - 5)),
    ]
    refused = 0
    for number, size in enumerate(sizes):
        task = start(
            "save_on_full_disk",
            folder=str(place.folder),
            key=str(place.key),
            dossier="noor",
            size=size,
            early=number % 3 == 0,
            count=120,
            name=f"point{number}",
        )
        assert task.end() == 0, task.said()
        said = task.said()
        expected += [" ".join(line[2:]) for line in said if line[0] == "saved"]
        for line in said:
            if line[0] == "refused":
                refused += 1
                assert line[1] == "StorageFailed", line
                assert line[2] in {"disk_full", "disk_refused", "database_unreachable"}, line
        with place.open() as again:
            assert texts(again.events("noor")) == expected
            assert len(again.log("noor")) == len(expected)
            assert again.verify() == []
    assert refused >= 15


@pytest.mark.faults
@pytest.mark.parametrize("size", [0, 100, 2000, 20_000, 60_000])
def test_a_full_disk_spoils_no_keys_backup_or_restore(
    place: Place, store: Store, start: Start, tmp_path: Path, size: int
) -> None:
    for dossier in ("weg", "sem"):
        store.create_dossier(dossier)
        save(store, dossier, *range(50))
    source = store.backup(tmp_path / "backup")
    store.close()
    task = start(
        "other_work_on_full_disk",
        folder=str(place.folder),
        key=str(place.key),
        source=str(source),
        size=size,
    )
    assert task.end() == 0, task.said()
    outcomes = {line[0]: line[1:] for line in task.said()}
    assert set(outcomes) == {"create", "backup", "backup_keys", "rekey", "forget", "restore"}
    assert all(outcome[0] in {"done", "StorageFailed"} for outcome in outcomes.values()), outcomes
    assert outcomes["backup"][0] == "StorageFailed"
    key = place.folder / "other.key" if outcomes["rekey"] == ["done"] else place.key
    with open_store(place.folder, KeyFile(key)) as again:
        assert again.verify() == []
        assert texts(again.events("sem")) == list(range(50))
        left = again.dossiers()
    forgotten = outcomes["forget"] == ["done"]
    assert ("weg" in left) != forgotten or outcomes["forget"][0] == "StorageFailed"
    assert not [path for path in place.folder.rglob("*") if path.suffix in {".new", ".part"}]


def test_a_full_database_is_told_and_goes_on_once_there_is_room(store: Store) -> None:
    from planbuilder.store.database import connection

    save(store, "noor", *range(5))
    with connection(store._vault.alias).cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 3}")
        with pytest.raises(StorageFailed) as refused:
            save(store, "noor", *("x" * 2000 for _ in range(50)))
        assert refused.value.code == "disk_full"
        saved = texts(store.events("noor"))
        assert saved[:5] == list(range(5))
        assert len(store.log("noor")) == len(saved)
        assert store.verify() == []
        cursor.execute("PRAGMA max_page_count = 1000000")
    save(store, "noor", "weer ruimte")
    assert texts(store.events("noor")) == [*saved, "weer ruimte"]
    assert store.verify() == []


def test_a_database_that_stays_locked_is_told(place: Place, store: Store) -> None:
    import sqlite3

    from planbuilder.store.database import connection

    save(store, "noor", "een")
    with connection(store._vault.alias).cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(place.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageFailed) as refused:
            save(store, "noor", "twee")
        assert refused.value.code == "database_locked"
        assert texts(store.events("noor")) == ["een"]
        other.execute("ROLLBACK")
    save(store, "noor", "twee")
    assert texts(store.events("noor")) == ["een", "twee"]


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that every user of this computer can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o700)
    shutil.rmtree(folder)


def test_a_read_only_folder_is_told(open_place: Path, start: Start) -> None:
    """As another user where the tests run as root, since root may write anywhere."""
    user = 65534 if os.geteuid() == 0 else os.geteuid()
    group = 65534 if os.geteuid() == 0 else os.getegid()
    place = Place(open_place / "data", open_place / "the.key")
    with place.open(create=True) as store:
        store.create_dossier("noor")
        save(store, "noor", "een")
    for path in [place.key, place.folder, *place.folder.iterdir()]:
        os.chown(path, user, group)
        path.chmod(0o500 if path.is_dir() else 0o400)
    task = start(
        "save_without_rights",
        folder=str(place.folder),
        key=str(place.key),
        dossier="noor",
        user=user,
        group=group,
    )
    assert task.end() == 0, task.said()
    assert {tuple(line[1:]) for line in task.said()} <= {
        ("StorageFailed", "folder_read_only"),
        ("StorageFailed", "database_unreachable"),
    }
    assert task.said()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in de weg")
    with pytest.raises(StorageFailed):
        open_store(tmp_path / "file" / "data", KeyFile(tmp_path / "k"), create=True)
