"""The tail of the write-ahead log is cut or garbled: a whole beginning stays, and the loss is named."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from store.hands import Place, save, texts

from planbuilder.store import FindingKind, Store

pytestmark = pytest.mark.faults

IN_DATABASE, IN_LOG = 20, 40


def garbled(data: bytes, dice: random.Random) -> tuple[bytes, int]:
    """The log with its tail damaged in some way, and from which byte on."""
    start = dice.randrange(len(data))
    way = dice.randrange(5)
    if way == 0:
        return data[:start], start
    if way == 1:
        return data[:start] + dice.randbytes(len(data) - start), start
    if way == 2:
        return data[:start] + bytes(len(data) - start), start
    if way == 3:
        bit = data[start] ^ (1 << dice.randrange(8))
        return data[:start] + bytes([bit]) + data[start + 1 :], start
    # A page that was written before stands here again.
    length = min(4096, len(data) - start)
    older = dice.randrange(len(data) - length + 1)
    piece = data[older : older + length]
    changed = data[:start] + piece + data[start + length :]
    same = next((i for i in range(length) if piece[i] != data[start + i]), length)
    return changed, start + same


def test_what_was_confirmed_before_the_damage_is_there_and_the_rest_is_named(
    place: Place, store: Store, tmp_path: Path, times: Callable[[int], int]
) -> None:
    from planbuilder.store.database import checkpoint

    save(store, "noor", *range(IN_DATABASE))
    checkpoint(store._vault.alias)
    log = place.folder / "planbuilder.sqlite3-wal"
    confirmed_at = [(0, IN_DATABASE)]
    for number in range(IN_DATABASE, IN_DATABASE + IN_LOG):
        save(store, "noor", number)
        confirmed_at.append((log.stat().st_size, number + 1))
    kept = tmp_path / "kept"
    shutil.copytree(place.folder, kept)
    whole = (kept / log.name).read_bytes()
    store.close()
    lost = 0
    for seed in range(times(1000)):
        data, damaged_from = garbled(whole, random.Random(seed))
        for path in place.folder.iterdir():
            path.unlink()
        for name in ("planbuilder.sqlite3", "keys.json", "witness"):
            shutil.copy(kept / name, place.folder / name)
        log.write_bytes(data)
        promised = max(count for size, count in confirmed_at if size <= damaged_from)
        with place.open() as again:
            found = texts(again.events("noor"))
            assert len(found) >= promised, seed
            assert found == list(range(len(found))), seed
            assert len(again.log("noor")) == len(found)
            missing = IN_DATABASE + IN_LOG - len(found)
            findings = again.verify()
        if missing:
            lost += 1
            assert [(f.kind, f.other) for f in findings] == [(FindingKind.CHANGES_LOST, missing)]
        else:
            assert findings == [], seed
    assert lost >= 500
