"""Whatever is changed, removed, moved or put back behind the store's back is named by verify."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from store.hands import Place, save, texts

from planbuilder.errors import IntegrityBroken
from planbuilder.store import Finding, FindingKind, Store

Named = set[tuple[str, str, int]]
TABLES = {"events": "planbuilder_event", "access": "planbuilder_access"}
COLUMNS = "kind, at, generation, nonce, ciphertext, prev_hash, hash"
ROWS = 30


def named(findings: list[Finding]) -> Named:
    return {(found.dossier, found.stream, found.seq) for found in findings}


def kinds(findings: list[Finding]) -> list[tuple[str, int]]:
    return [(str(found.kind), found.seq) for found in findings]


def attack(place: Place, *statements: str) -> None:
    """What somebody does who can write the file but has no key."""
    with closing(sqlite3.connect(place.database)) as database, database:
        for statement in statements:
            database.execute(statement)


def test_nothing_is_found_where_nothing_is_wrong(store: Store) -> None:
    assert store.verify() == []
    save(store, "noor", "een", "twee")
    store.create_dossier("sem")
    assert store.verify() == []
    assert store.verify("noor") == []


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE planbuilder_event SET kind = 'person_left' WHERE seq = 2", [("changed", 2)]),
        (
            "UPDATE planbuilder_event SET at = '2020-01-01T00:00:00+00:00' WHERE seq = 2",
            [("changed", 2)],
        ),
        ("UPDATE planbuilder_event SET hash = randomblob(32) WHERE seq = 2", [("changed", 2)]),
        ("UPDATE planbuilder_event SET ciphertext = 'tekst' WHERE seq = 2", [("changed", 2)]),
        ("UPDATE planbuilder_event SET kind = CAST(kind AS BLOB) WHERE seq = 2", [("changed", 2)]),
        ("UPDATE planbuilder_event SET kind = CAST(x'ff' AS TEXT) WHERE seq = 2", [("changed", 2)]),
        ("UPDATE planbuilder_event SET generation = x'31' WHERE seq = 2", [("changed", 2)]),
        ("DELETE FROM planbuilder_event WHERE seq = 2", [("removed", 2)]),
        ("DELETE FROM planbuilder_event WHERE seq > 2", [("cut_off", 3), ("cut_off", 4)]),
        ("DELETE FROM planbuilder_event", [("cut_off", seq) for seq in (1, 2, 3, 4)]),
        (
            "UPDATE planbuilder_event SET seq = CASE seq WHEN 2 THEN 30 WHEN 3 THEN 20 END WHERE seq IN (2, 3)",
            [("removed", 2), ("removed", 3), ("moved", 20), ("moved", 30)],
        ),
        ("UPDATE planbuilder_event SET seq = 9 WHERE seq = 4", [("cut_off", 4), ("moved", 9)]),
        ("UPDATE planbuilder_event SET seq = 'x' WHERE seq = 4", [("cut_off", 4), ("moved", -1)]),
        ("UPDATE planbuilder_dossier SET events = 3", [("head_changed", 0)]),
        ("UPDATE planbuilder_dossier SET events = x'34'", [("head_changed", 0)]),
        ("UPDATE planbuilder_store SET total = randomblob(32)", [("store_head_changed", 0)]),
        ("DELETE FROM planbuilder_store", [("store_head_changed", 0)]),
    ],
)
def test_each_kind_of_change_is_named(
    place: Place, store: Store, statement: str, expected: list[tuple[str, int]]
) -> None:
    save(store, "noor", "een", "twee", "drie", "vier")
    attack(place, statement)
    assert kinds(store.verify()) == expected


def test_two_events_that_changed_places_are_named_with_where_they_belong(
    place: Place, store: Store
) -> None:
    save(store, "noor", "een", "twee", "drie")
    attack(
        place,
        "UPDATE planbuilder_event SET seq = 99 WHERE seq = 1",
        "UPDATE planbuilder_event SET seq = 1 WHERE seq = 2",
        "UPDATE planbuilder_event SET seq = 2 WHERE seq = 99",
    )
    assert [(found.kind, found.seq, found.other) for found in store.verify()] == [
        (FindingKind.MOVED, 1, 2),
        (FindingKind.MOVED, 2, 1),
    ]


def test_rows_after_the_last_event_are_named_and_never_read(place: Place, store: Store) -> None:
    save(store, "noor", "een", "twee")
    attack(
        place,
        f"INSERT INTO planbuilder_event (dossier, seq, {COLUMNS}) SELECT dossier, 3, {COLUMNS} "
        "FROM planbuilder_event WHERE seq = 1",
    )
    assert kinds(store.verify()) == [("added", 3)]
    assert texts(store.events("noor")) == ["een", "twee"]


def test_rows_for_a_dossier_that_never_was_are_named(place: Place, store: Store) -> None:
    save(store, "noor", "een")
    attack(
        place,
        f"INSERT INTO planbuilder_event (dossier, seq, {COLUMNS}) SELECT 'spook', seq, {COLUMNS} "
        "FROM planbuilder_event",
    )
    assert named(store.verify()) == {("spook", "", 0)}


def test_a_removed_dossier_is_named(place: Place, store: Store) -> None:
    store.create_dossier("sem")
    save(store, "sem", "een")
    attack(place, *(f"DELETE FROM {name} WHERE dossier = 'sem'" for name in TABLES.values()))
    attack(place, "DELETE FROM planbuilder_dossier WHERE id = 'sem'")
    assert [(found.kind, found.dossier) for found in store.verify()] == [("dossier_removed", "sem")]


def test_a_dossier_put_back_as_it_was_is_named(place: Place, store: Store, tmp_path: Path) -> None:
    """An older version of one dossier is right in itself, head and all; the store knows better."""
    store.create_dossier("sem")
    save(store, "noor", "een")
    old = store.backup(tmp_path / "old")
    save(store, "noor", "twee")
    save(store, "sem", "een")
    tables = [*TABLES.values(), "planbuilder_dossier"]
    with closing(sqlite3.connect(place.database)) as database:
        database.execute("ATTACH ? AS old", (str(old),))
        with database:
            for table in tables:
                column = "id" if table == "planbuilder_dossier" else "dossier"
                database.execute(f"DELETE FROM {table} WHERE {column} = 'noor'")
                database.execute(
                    f"INSERT INTO {table} SELECT * FROM old.{table} WHERE {column} = 'noor'"
                )
    assert kinds(store.verify()) == [("dossier_put_back", 0)]


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (["anders", "en verder"], [("out_of_chain", 3)]),
        (["anders", "en verder", "tot slot"], [("out_of_chain", 3), ("out_of_chain", 4)]),
    ],
)
def test_a_row_of_an_older_version_does_not_fit(
    place: Place, store: Store, tmp_path: Path, later: list[str], expected: list[tuple[str, int]]
) -> None:
    """Two futures of one dossier, both sealed by the store itself, spliced together."""
    save(store, "noor", "een")
    past = store.backup(tmp_path / "past")
    save(store, "noor", "twee", "drie")
    future = store.backup(tmp_path / "future")
    store.restore(past)
    save(store, "noor", *later)
    with closing(sqlite3.connect(place.database)) as database:
        database.execute("ATTACH ? AS other", (str(future),))
        with database:
            database.execute("DELETE FROM planbuilder_event WHERE seq = 3")
            database.execute(
                "INSERT INTO planbuilder_event SELECT * FROM other.planbuilder_event WHERE seq = 3"
            )
    assert kinds(store.verify()) == expected
    with pytest.raises(IntegrityBroken):
        store.events("noor")


def test_nothing_is_half_written_when_the_count_of_the_store_was_changed(
    place: Place, store: Store
) -> None:
    save(store, "noor", "een")
    attack(place, "UPDATE planbuilder_store SET total = randomblob(32)")
    with pytest.raises(IntegrityBroken) as broken:
        save(store, "noor", "twee")
    assert broken.value.code == "store_head_damaged"
    with closing(sqlite3.connect(place.database)) as database:
        for name in TABLES.values():
            assert database.execute(f"SELECT count(*) FROM {name}").fetchone() == (1,)


def test_a_whole_database_put_back_is_named(place: Place, store: Store, tmp_path: Path) -> None:
    save(store, "noor", "een")
    old = store.backup(tmp_path / "old")
    save(store, "noor", "twee", "drie")
    store.close()
    shutil.copy(old, place.database)
    with place.open() as again:
        (found,) = again.verify()
    assert (found.kind, found.other) == (FindingKind.CHANGES_LOST, 2)


@pytest.mark.parametrize("content", [None, b"", b"x" * 40])
def test_a_witness_that_is_gone_or_changed_is_named(
    place: Place, store: Store, content: bytes | None
) -> None:
    save(store, "noor", "een")
    path = place.folder / "witness"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert kinds(store.verify()) == [("witness_changed", 0)]


def test_a_witness_that_lags_behind_is_no_alarm(place: Place, store: Store) -> None:
    """After a power cut the witness may be older than the database."""
    old = (place.folder / "witness").read_bytes()
    save(store, "noor", "een")
    store.close()
    (place.folder / "witness").write_bytes(old)
    with place.open() as again:
        assert again.verify() == []


def test_a_missing_table_is_an_error_and_never_all_right(place: Place, store: Store) -> None:
    save(store, "noor", "een")
    attack(place, "DROP TABLE planbuilder_access")
    with pytest.raises(IntegrityBroken) as broken:
        store.verify()
    assert broken.value.code == "database_damaged"


def test_reading_stops_at_the_first_wrong_row(place: Place, store: Store) -> None:
    save(store, "noor", "een", "twee", "drie")
    attack(place, "UPDATE planbuilder_event SET kind = 'x' WHERE seq = 2")
    with pytest.raises(IntegrityBroken) as broken:
        store.events("noor")
    assert (broken.value.code, broken.value.parameters["seq"]) == ("event_damaged", 2)
    assert texts(store.events("noor", after=2)) == ["drie"]
    attack(place, "DELETE FROM planbuilder_access WHERE seq = 3")
    with pytest.raises(IntegrityBroken) as broken:
        store.log("noor")
    assert (broken.value.code, broken.value.parameters["seq"]) == ("access_damaged", 3)


# --- a thousand random attacks ---


@pytest.fixture
def full(store: Store) -> Store:
    """Two dossiers with events and log lines, some longer than others."""
    store.create_dossier("sem")
    for dossier in ("noor", "sem"):
        save(store, dossier, *(f"antwoord {number} " + "x" * number * 7 for number in range(ROWS)))
    return store


def change_column(database: sqlite3.Connection, dice: random.Random) -> Named:
    stream, dossier, seq = one(dice)
    column = dice.choice([*COLUMNS.split(", "), "seq", "dossier"])
    old = value_of(database, stream, dossier, seq, column)
    if column == "seq":
        new: object = dice.randrange(ROWS + 1, 5000)
    elif column == "dossier":
        new = "elders"
    elif isinstance(old, bytes):
        place = dice.randrange(len(old))
        new = old[:place] + bytes([old[place] ^ dice.randrange(1, 256)]) + old[place + 1 :]
    elif isinstance(old, int):
        new = old + dice.choice([-1, 1, 7])
    else:
        new = dice.choice([old + " ", old[:-1], "person_left", old.encode()])
    write(database, stream, dossier, seq, **{column: new})
    return {(dossier, stream, seq)}


def cut_or_stretch(database: sqlite3.Connection, dice: random.Random) -> Named:
    stream, dossier, seq = one(dice)
    column = dice.choice(["nonce", "ciphertext", "prev_hash", "hash"])
    old = value_of(database, stream, dossier, seq, column)
    new = dice.choice([b"", old[:-1], old + b"\x00", old[1:], old * 2])
    write(database, stream, dossier, seq, **{column: new})
    return {(dossier, stream, seq)}


def remove(database: sqlite3.Connection, dice: random.Random) -> Named:
    stream, dossier, _ = one(dice)
    gone = dice.sample(range(1, ROWS + 1), dice.randrange(1, 5))
    for seq in gone:
        database.execute(
            f"DELETE FROM {TABLES[stream]} WHERE dossier = ? AND seq = ?", (dossier, seq)
        )
    return {(dossier, stream, seq) for seq in gone}


def cut_the_end(database: sqlite3.Connection, dice: random.Random) -> Named:
    stream, dossier, first = one(dice)
    database.execute(
        f"DELETE FROM {TABLES[stream]} WHERE dossier = ? AND seq >= ?", (dossier, first)
    )
    return {(dossier, stream, seq) for seq in range(first, ROWS + 1)}


def swap_rows(database: sqlite3.Connection, dice: random.Random) -> Named:
    stream, dossier, first = one(dice)
    second = dice.choice([seq for seq in range(1, ROWS + 1) if seq != first])
    for old, new in ((first, 9000), (second, first), (9000, second)):
        write(database, stream, dossier, old, seq=new)
    return {(dossier, stream, first), (dossier, stream, second)}


def swap_texts(database: sqlite3.Connection, dice: random.Random) -> Named:
    stream, dossier, first = one(dice)
    second = dice.choice([seq for seq in range(1, ROWS + 1) if seq != first])
    columns = dice.choice([["ciphertext"], ["nonce", "ciphertext"], COLUMNS.split(", ")])
    found = [
        {column: value_of(database, stream, dossier, seq, column) for column in columns}
        for seq in (first, second)
    ]
    write(database, stream, dossier, first, **found[1])
    write(database, stream, dossier, second, **found[0])
    return {(dossier, stream, first), (dossier, stream, second)}


def swap_between_dossiers(database: sqlite3.Connection, dice: random.Random) -> Named:
    stream, _, seq = one(dice)
    write(database, stream, "noor", seq, dossier="even-weg")
    write(database, stream, "sem", seq, dossier="noor")
    write(database, stream, "even-weg", seq, dossier="sem")
    return {("noor", stream, seq), ("sem", stream, seq)}


def swap_streams(database: sqlite3.Connection, dice: random.Random) -> Named:
    _, dossier, seq = one(dice)
    columns = COLUMNS.split(", ")
    events = {name: value_of(database, "events", dossier, seq, name) for name in columns}
    access = {name: value_of(database, "access", dossier, seq, name) for name in columns}
    write(database, "events", dossier, seq, **access)
    write(database, "access", dossier, seq, **events)
    return {(dossier, "events", seq), (dossier, "access", seq)}


def close_the_gap(database: sqlite3.Connection, dice: random.Random) -> Named:
    stream, dossier, gone = one(dice)
    database.execute(f"DELETE FROM {TABLES[stream]} WHERE dossier = ? AND seq = ?", (dossier, gone))
    for seq in range(gone + 1, ROWS + 1):
        write(database, stream, dossier, seq, seq=seq - 1)
    return {(dossier, stream, seq) for seq in range(gone, ROWS + 1)}


def copy_a_row(database: sqlite3.Connection, dice: random.Random) -> Named:
    stream, dossier, seq = one(dice)
    new = dice.randrange(ROWS + 1, 5000)
    database.execute(
        f"INSERT INTO {TABLES[stream]} (dossier, seq, {COLUMNS}) "
        f"SELECT dossier, ?, {COLUMNS} FROM {TABLES[stream]} WHERE dossier = ? AND seq = ?",
        (new, dossier, seq),
    )
    return {(dossier, stream, new)}


def one(dice: random.Random) -> tuple[str, str, int]:
    stream = dice.choice(["events", "events", "events", "access"])
    return stream, dice.choice(["noor", "sem"]), dice.randrange(1, ROWS + 1)


def value_of(database: sqlite3.Connection, stream: str, dossier: str, seq: int, column: str):
    statement = f"SELECT {column} FROM {TABLES[stream]} WHERE dossier = ? AND seq = ?"
    return database.execute(statement, (dossier, seq)).fetchone()[0]


def write(
    database: sqlite3.Connection, stream: str, dossier: str, seq: int, /, **values: object
) -> None:
    assignments = ", ".join(f"{column} = ?" for column in values)
    done = database.execute(
        f"UPDATE {TABLES[stream]} SET {assignments} WHERE dossier = ? AND seq = ?",
        (*values.values(), dossier, seq),
    )
    assert done.rowcount == 1


ATTACKS = [
    change_column,
    change_column,
    cut_or_stretch,
    remove,
    cut_the_end,
    swap_rows,
    swap_texts,
    swap_between_dossiers,
    swap_streams,
    close_the_gap,
    copy_a_row,
]


@pytest.fixture
def attacked(place: Place, full: Store) -> Iterator[sqlite3.Connection]:
    """The open database of the store, through another door."""
    with closing(sqlite3.connect(place.database, isolation_level=None)) as database:
        yield database


@pytest.mark.faults
def test_a_thousand_random_edits_removals_and_swaps_are_each_named(
    full: Store, attacked: sqlite3.Connection, times: Callable[[int], int]
) -> None:
    before = {dossier: texts(full.events(dossier)) for dossier in ("noor", "sem")}
    seeds = 0
    with closing(sqlite3.connect(":memory:")) as whole:
        attacked.backup(whole)
        for seed in range(times(1000)):
            dice = random.Random(seed)
            act = ATTACKS[seed % len(ATTACKS)]
            attacked.execute("BEGIN")
            expected = act(attacked, dice)
            attacked.execute("COMMIT")
            missed = expected - named(full.verify())
            assert not missed, (seed, act.__name__, missed)
            for dossier, typed in before.items():
                read_right_or_refused(full, dossier, typed)
            whole.backup(attacked)
            seeds += 1
    assert full.verify() == []
    assert seeds >= 1000


def read_right_or_refused(store: Store, dossier: str, typed: list[object]) -> None:
    try:
        found = texts(store.events(dossier))
    except IntegrityBroken:
        return
    assert found == typed
