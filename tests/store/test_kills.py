"""Killed with -9 at any moment: what was confirmed stands, and nothing half-written remains."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from store.hands import Place, Task, save, texts

from planbuilder.errors import KeyRefused
from planbuilder.store import KeyFile, Store, open_store

pytestmark = pytest.mark.faults
Start = Callable[..., Task]

# What may stand in the data folder of a store that nobody is busy with.
AT_REST = {"planbuilder.sqlite3", "keys.json", "witness", "use.lock", "keys.lock"}
LOG = {"planbuilder.sqlite3-wal", "planbuilder.sqlite3-shm"}


def confirmed(task: Task) -> dict[int, str]:
    """The numbers and texts of which the process said that they were saved."""
    return {int(line[1]): line[2] for line in task.said() if line[0] == "saved"}


def test_nothing_confirmed_is_lost_by_kills_during_saves(
    place: Place, store: Store, start: Start, times: Callable[[int], int]
) -> None:
    # Fifty kills a dossier, so that checking all of it each time stays quick.
    dossiers = [f"dossier{number}" for number in range(times(100) // 50)]
    for dossier in dossiers:
        store.create_dossier(dossier)
    store.close()
    dice = random.Random(1)
    saved_something = [
        saves_and_is_killed(place, start, dice, dossier, number)
        for dossier in dossiers
        for number in range(50)
    ]
    assert len(saved_something) >= 100
    assert saved_something.count(True) >= 50
    with place.open() as again:
        assert again.verify() == []
    assert {path.name for path in place.folder.iterdir()} <= AT_REST | LOG


def saves_and_is_killed(
    place: Place, start: Start, dice: random.Random, dossier: str, number: int
) -> bool:
    """Kill a process that saves and look at what stands; True when it had confirmed something."""
    with place.open() as before:
        old = {event.seq: event.payload.value for event in before.events(dossier)}
    task = start(
        "save",
        folder=str(place.folder),
        key=str(place.key),
        dossier=dossier,
        count=10_000,
        name=f"kill{number}",
    )
    # Some die while they open, some at their first save, some later on.
    if dice.random() < 0.8:
        task.wait_for(dice.choice([1, 2, 3, 10]))
    time.sleep(dice.random() * dice.choice([0.003, 0.02]))
    task.kill()
    new = confirmed(task)
    assert not set(new) & set(old)
    with place.open() as again:
        assert again.verify(dossier) == []
        found = {event.seq: event.payload.value for event in again.events(dossier)}
        assert len(again.log(dossier)) == len(found)
    assert (old | new).items() <= found.items()
    # At most one more than was said: the save that stood, but was not yet confirmed.
    assert len(found) <= len(old) + len(new) + 1
    assert sorted(found) == list(range(1, len(found) + 1))
    return bool(new)


def test_every_event_stays_readable_by_kills_during_rekey(
    place: Place, store: Store, start: Start, tmp_path: Path, times: Callable[[int], int]
) -> None:
    for dossier in ("sem", "yara"):
        store.create_dossier(dossier)
    typed = [f"antwoord {number}" for number in range(80)]
    for dossier in store.dossiers():
        save(store, dossier, *typed)
    store.close()
    dice = random.Random(2)
    keys = [place.key, tmp_path / "other.key"]
    unfinished = 0
    for _ in range(times(20)):
        task = start("rekey", folder=str(place.folder), key=str(keys[0]), other_key=str(keys[1]))
        task.wait_for(1 + dice.randrange(3))
        time.sleep(dice.random() * 0.4)
        task.kill()
        keys.sort(key=lambda key: not opens(place.folder, key))
        assert opens(place.folder, keys[0])
        assert not opens(place.folder, keys[1])
        with open_store(place.folder, KeyFile(keys[0])) as again:
            assert again.verify() == []
            unfinished += any(len(again._vault.keys.generations(d)) > 1 for d in again.dossiers())
            for dossier in ("noor", "sem", "yara"):
                assert texts(again.events(dossier)) == typed
    assert unfinished >= 3, "no kill came in the middle of a rekey"
    with open_store(place.folder, KeyFile(keys[0])) as again:
        again.rekey(deep=True)
        assert {len(again._vault.keys.generations(d)) for d in again.dossiers()} == {1}
        assert texts(again.events("noor")) == typed
        assert again.verify() == []
    assert {path.name for path in place.folder.iterdir()} <= AT_REST | {"keys.json.new"}


def opens(folder: Path, key: Path) -> bool:
    if not key.exists():
        return False
    try:
        open_store(folder, KeyFile(key)).close()
    except KeyRefused:
        return False
    return True


@pytest.fixture
def two_backups(store: Store, tmp_path: Path) -> dict[str, int]:
    """Two backups, and how many events each holds; the store holds yet another number."""
    lengths = {}
    for count in (40, 70):
        save(store, "noor", *range(len(store.events("noor")), count))
        lengths[str(store.backup(tmp_path / f"backup{count}"))] = count
    save(store, "noor", 70)
    store.close()
    return lengths


def test_the_old_or_the_restored_data_stand_after_kills_during_restore(
    place: Place, two_backups: dict[str, int], start: Start, times: Callable[[int], int]
) -> None:
    dice = random.Random(3)
    leftovers = 0
    for _ in range(times(20)):
        task = start(
            "restore", folder=str(place.folder), key=str(place.key), sources=list(two_backups)
        )
        task.wait_for(1 + dice.randrange(3))
        time.sleep(dice.random() * 0.1)
        task.kill()
        leftovers += any("restore" in path.name for path in place.folder.iterdir())
        with place.open() as again:
            found = texts(again.events("noor"))
            assert found == list(range(len(found)))
            assert len(found) in {40, 70, 71}
            assert again.verify() == []
        assert {path.name for path in place.folder.iterdir()} <= AT_REST
    assert leftovers >= 3, "no kill came in the middle of a restore"


def test_a_restore_can_be_stopped_at_each_of_its_steps(
    place: Place, two_backups: dict[str, int], start: Start
) -> None:
    source = next(iter(two_backups))
    lengths = []
    for step in range(1, 100):
        with place.open() as whole:
            save(whole, "noor", "nieuw")
        task = start(
            "restore_until_step",
            folder=str(place.folder),
            key=str(place.key),
            sources=[source],
            step=step,
        )
        stopped = task.end() == -9
        with place.open() as again:
            lengths.append(len(again.events("noor")))
            assert again.verify() == []
        assert {path.name for path in place.folder.iterdir()} <= AT_REST
        if not stopped:
            break
    assert not stopped
    assert len(lengths) > 5
    # First the old data stand, from some step on the backup, and never something else.
    assert 40 in lengths
    assert lengths[0] == 72
    assert all(found == 40 for found in lengths[lengths.index(40) :])


def test_eight_writers_lose_nothing_and_meet_no_lock_error(
    place: Place, store: Store, start: Start, times: Callable[[int], int]
) -> None:
    count = times(500)
    tasks = [
        start(
            "save",
            folder=str(place.folder),
            key=str(place.key),
            dossier="noor",
            count=count,
            name=f"writer{number}",
        )
        for number in range(8)
    ]
    assert [task.end() for task in tasks] == [0] * 8
    said = [confirmed(task) for task in tasks]
    assert [len(each) for each in said] == [count] * 8
    everything = {seq: text for each in said for seq, text in each.items()}
    assert len(everything) == 8 * count
    found = {event.seq: event.payload.value for event in store.events("noor")}
    assert found == everything
    assert len(store.log("noor")) == 8 * count
    assert store.verify() == []
