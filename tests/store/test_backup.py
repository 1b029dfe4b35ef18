"""A backup is whole, and only a whole backup takes the place of the data."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event as Signal
from threading import Thread

import pytest
from store.hands import Place, save, texts

from planbuilder.errors import IntegrityBroken, NotFound, StorageFailed
from planbuilder.store import KeyFile, Store, restore_store


def test_a_restored_backup_is_what_was_backed_up(store: Store, tmp_path: Path) -> None:
    save(store, "noor", "een", "twee")
    backup = store.backup(tmp_path / "backup")
    assert backup.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "backup").iterdir()] == [backup.name]
    save(store, "noor", "drie", "vier", "vijf", "zes")
    store.restore(tmp_path / "backup")
    assert texts(store.events("noor")) == ["een", "twee"]
    assert store.verify() == []
    save(store, "noor", "anders")
    assert texts(store.events("noor")) == ["een", "twee", "anders"]
    assert store.verify() == []


def test_a_backup_made_while_others_write_is_a_moment_of_theirs(
    place: Place, store: Store, tmp_path: Path
) -> None:
    stop = Signal()
    numbers = [0]

    def write() -> None:
        with place.open() as mine:
            while not stop.is_set():
                save(mine, "noor", numbers[0])
                numbers[0] += 1

    writer = Thread(target=write)
    writer.start()
    backups = []
    for number in range(5):
        while numbers[0] < 5 * (number + 1):
            stop.wait(0.001)
        backups.append(store.backup(tmp_path / f"backup{number}"))
    stop.set()
    writer.join()
    lengths = []
    for backup in backups:
        store.restore(backup)
        found = texts(store.events("noor"))
        assert found == list(range(len(found)))
        lengths.append(len(found))
    assert lengths == sorted(lengths)
    assert lengths[0] >= 5


def test_a_backup_replaces_no_other_backup(store: Store, tmp_path: Path) -> None:
    first = store.backup(tmp_path / "backup").read_bytes()
    save(store, "noor", "een")
    with pytest.raises(StorageFailed) as refused:
        store.backup(tmp_path / "backup")
    assert refused.value.code == "backup_exists"
    assert (tmp_path / "backup" / "planbuilder.sqlite3").read_bytes() == first
    store.backup_keys(tmp_path / "backup")
    with pytest.raises(StorageFailed):
        store.backup_keys(tmp_path / "backup")


def test_a_backup_into_the_data_folder_itself_is_refused(place: Place, store: Store) -> None:
    with pytest.raises(StorageFailed):
        store.backup(place.folder)
    with pytest.raises(NotFound):
        store.restore(place.database)
    assert store.verify() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE planbuilder_event SET kind = 'x' WHERE seq = 2",
        "DELETE FROM planbuilder_event WHERE seq = 3",
        "DELETE FROM planbuilder_access WHERE seq = 1",
        "DELETE FROM planbuilder_dossier",
        "UPDATE planbuilder_store SET changes = 99",
        "UPDATE planbuilder_dossier SET events = 2",
        "DROP TABLE planbuilder_access",
    ],
)
def test_a_damaged_backup_is_refused_and_the_data_stay(
    place: Place, store: Store, tmp_path: Path, statement: str
) -> None:
    save(store, "noor", "een", "twee", "drie")
    backup = store.backup(tmp_path / "backup")
    with closing(sqlite3.connect(backup)) as database, database:
        database.execute(statement)
    save(store, "noor", "vier")
    with pytest.raises(IntegrityBroken) as refused:
        store.restore(backup)
    assert refused.value.code.startswith("backup_") or refused.value.code == "database_damaged"
    assert texts(store.events("noor")) == ["een", "twee", "drie", "vier"]
    assert store.verify() == []
    assert not [path for path in place.folder.iterdir() if "restore" in path.name]


def test_the_findings_of_a_damaged_backup_are_named(store: Store, tmp_path: Path) -> None:
    save(store, "noor", "een", "twee", "drie")
    backup = store.backup(tmp_path / "backup")
    with closing(sqlite3.connect(backup)) as database, database:
        database.execute("DELETE FROM planbuilder_event WHERE seq = 2")
    with pytest.raises(IntegrityBroken) as refused:
        store.restore(backup)
    (problem,) = refused.value.problems
    assert (problem.code, problem.parameters["seq"]) == ("verify_event_removed", 2)


@pytest.mark.parametrize(
    "content", [b"", b"geen database", b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_file_that_is_no_backup_is_refused(store: Store, tmp_path: Path, content: bytes) -> None:
    save(store, "noor", "een")
    (tmp_path / "x.sqlite3").write_bytes(content)
    with pytest.raises(IntegrityBroken):
        store.restore(tmp_path / "x.sqlite3")
    assert texts(store.events("noor")) == ["een"]
    assert store.verify() == []


def test_a_backup_that_is_not_there_is_not_found(store: Store, tmp_path: Path) -> None:
    for source in (tmp_path / "niets", tmp_path):
        with pytest.raises(NotFound) as missing:
            store.restore(source)
        assert missing.value.code == "backup_missing"


def test_a_store_that_others_use_is_not_replaced(
    place: Place, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planbuilder.store.store._RESTORE_PATIENCE", 0.1)
    save(store, "noor", "een")
    backup = store.backup(tmp_path / "backup")
    with place.open() as other:
        with pytest.raises(StorageFailed) as refused:
            store.restore(backup)
        assert refused.value.code == "store_in_use"
        save(other, "noor", "twee")
    save(store, "noor", "drie")
    assert texts(store.events("noor")) == ["een", "twee", "drie"]


@pytest.mark.parametrize("damage", ["unlink", "cut", "garble"])
def test_a_lost_or_damaged_database_comes_back_from_a_backup(
    place: Place, store: Store, tmp_path: Path, damage: str
) -> None:
    save(store, "noor", "een")
    backup = store.backup(tmp_path / "backup")
    store.close()
    if damage == "unlink":
        place.database.unlink()
    else:
        place.database.write_bytes(b"" if damage == "cut" else b"\x55" * 40_000)
    with pytest.raises(IntegrityBroken):
        place.open()
    restore_store(place.folder, KeyFile(place.key), backup)
    with place.open() as again:
        assert texts(again.events("noor")) == ["een"]
        assert again.verify() == []


def test_a_copied_folder_with_its_log_can_be_restored_too(
    place: Place, store: Store, tmp_path: Path
) -> None:
    """Somebody copied the database file and the write-ahead log beside it by hand."""
    save(store, "noor", "een", "twee")
    copied = tmp_path / "copied"
    copied.mkdir()
    for name in ("planbuilder.sqlite3", "planbuilder.sqlite3-wal"):
        (copied / name).write_bytes((place.folder / name).read_bytes())
    store.restore(copied)
    assert texts(store.events("noor")) == ["een", "twee"]
