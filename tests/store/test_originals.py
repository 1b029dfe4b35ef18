"""A document that was handed out is kept as it was: whole, unreadable without the key, and proven."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store.hands import AT, Place, Task, answer, save, texts

from planbuilder.errors import IntegrityBroken, KeyRefused, NotFound
from planbuilder.store import FindingKind, KeyFile, Original, Store, open_store

WORDS = b"PK\x03\x04 mijn eigen woorden  \n\x00 "


def keep(store: Store, dossier: str, content: bytes = WORDS, token: str = "token 1") -> int:
    """Keep a document with an event that tells of it, as services do."""
    with store.change(dossier) as change:
        number = change.keep(Original(AT, token, content))
        change.append(at=AT, by="jongere", payload=answer(f"document {number}"))
    return number


def attack(place: Place, *statements: str) -> None:
    """What somebody does who can write the file but has no key."""
    with closing(sqlite3.connect(place.database)) as database, database:
        for statement in statements:
            database.execute(statement)


def before_originals(place: Place) -> None:
    """Make the database what it was before documents were kept."""
    attack(
        place,
        "DROP TABLE planbuilder_original",
        "ALTER TABLE planbuilder_dossier DROP COLUMN originals",
        "ALTER TABLE planbuilder_dossier DROP COLUMN originals_hash",
        "UPDATE planbuilder_store SET format = 1",
        "DELETE FROM django_migrations WHERE name = '0002_originals'",
    )


def test_a_document_comes_back_as_it_was_handed_out(place: Place, store: Store) -> None:
    number = keep(store, "noor")
    store.close()
    with place.open() as again:
        found = again.original("noor", number)
        assert (found.content, found.token, found.at) == (WORDS, "token 1", AT)
        assert again.verify() == []


@given(st.binary(max_size=600), st.text(max_size=20))
def test_every_byte_comes_back_also_spaces_at_the_end(content: bytes, token: str) -> None:
    from planbuilder.store.originals import sealed_text
    from planbuilder.store.sealing import DossierKey

    key = DossierKey(bytes(32), 1)
    kind, at, plain = sealed_text(Original(AT, token, content))
    row = key.seal("originals", "noor", 1, kind, at, b"", plain)
    assert key.unseal("originals", row) == plain
    assert plain.partition(b"\n")[2] == content + b"\n"


def test_the_same_document_is_kept_once(store: Store) -> None:
    first = keep(store, "noor")
    other = keep(store, "noor", WORDS + b"!")
    with store.change("noor") as change:
        assert change.keep(Original(AT, "token 1", WORDS), known=[other, first]) == first
        assert change.keep(Original(AT, "token 2", WORDS), known=[other, first]) == other + 1
        # A number of another store, as after reading a dossier file.
        assert change.keep(Original(AT, "token 1", WORDS), known=[99]) == other + 2


def test_no_word_of_a_document_can_be_read_in_the_files(place: Place, store: Store) -> None:
    keep(store, "noor", token="geheim")
    for path in place.folder.rglob("*"):
        if path.is_file():
            assert b"eigen woorden" not in path.read_bytes()
            assert b"geheim" not in path.read_bytes()


def test_a_number_that_was_never_given_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound) as error:
        store.original("noor", 1)
    assert error.value.code == "original_unknown"


def test_a_forgotten_dossier_takes_its_documents_along(
    place: Place, store: Store, tmp_path: Path
) -> None:
    keep(store, "noor")
    key = store.binding_key("noor")
    backup = store.backup(tmp_path / "backup")
    store.forget("noor")
    with pytest.raises(NotFound):
        store.original("noor", 1)
    with closing(sqlite3.connect(place.database)) as database:
        assert database.execute("SELECT count(*) FROM planbuilder_original").fetchone() == (0,)
    # An older backup brings back nothing that can be read: it has no key any more.
    store.restore(backup)
    with pytest.raises(NotFound):
        store.original("noor", 1)
    store.create_dossier("sem")
    assert store.binding_key("sem") != key


def test_a_backup_holds_the_documents(store: Store, tmp_path: Path) -> None:
    keep(store, "noor")
    backup = store.backup(tmp_path / "backup")
    keep(store, "noor", b"later")
    store.restore(backup)
    assert store.original("noor", 1).content == WORDS
    with pytest.raises(NotFound):
        store.original("noor", 2)
    assert store.verify() == []


def test_new_keys_keep_the_documents_and_give_another_proof(
    place: Place, store: Store, tmp_path: Path
) -> None:
    keep(store, "noor")
    before = store.binding_key("noor")
    store.rekey(KeyFile(tmp_path / "other.key"))
    assert store.binding_key("noor") == before
    store.rekey(KeyFile(tmp_path / "other.key"), deep=True)
    assert store.binding_key("noor") != before
    assert store.original("noor", 1).content == WORDS
    assert store.verify() == []
    store.close()
    with open_store(place.folder, KeyFile(tmp_path / "other.key")) as again:
        assert again.original("noor", 1).content == WORDS


def test_the_key_of_documents_opens_no_row(store: Store) -> None:
    """It goes to the process that makes documents, which must not be able to read the store."""
    from planbuilder.store.sealing import DossierKey

    secret = DossierKey(bytes(range(32)), 1)
    assert secret.binding != secret.secret
    assert DossierKey(secret.binding, 1).binding != secret.binding
    store.create_dossier("sem")
    assert len({store.binding_key("noor"), store.binding_key("sem")}) == 2


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE planbuilder_original SET at = '2020-01-01' WHERE seq = 1", [("changed", 1)]),
        ("UPDATE planbuilder_original SET ciphertext = x'00' WHERE seq = 1", [("changed", 1)]),
        ("DELETE FROM planbuilder_original WHERE seq = 1", [("removed", 1)]),
        ("DELETE FROM planbuilder_original", [("cut_off", 1), ("cut_off", 2)]),
        ("UPDATE planbuilder_original SET seq = 9 WHERE seq = 2", [("cut_off", 2), ("moved", 9)]),
        ("UPDATE planbuilder_dossier SET originals = 0", [("head_changed", 0)]),
        (
            "UPDATE planbuilder_dossier SET originals = 0, originals_hash = x''",
            [("head_changed", 0)],
        ),
    ],
)
def test_each_kind_of_change_is_named(
    place: Place, store: Store, statement: str, expected: list[tuple[str, int]]
) -> None:
    keep(store, "noor")
    keep(store, "noor", b"twee")
    attack(place, statement)
    found = store.verify()
    assert [(str(one.kind), one.seq) for one in found if one.kind in FindingKind] == expected
    assert {one.stream for one in found} <= {"originals", ""}


def test_a_changed_document_is_never_handed_over(place: Place, store: Store) -> None:
    keep(store, "noor")
    keep(store, "noor", b"twee")
    attack(
        place,
        "DELETE FROM planbuilder_original WHERE seq = 1",
        "UPDATE planbuilder_original SET seq = 1 WHERE seq = 2",
    )
    with pytest.raises(IntegrityBroken) as error:
        store.original("noor", 1)
    assert error.value.code == "original_damaged"


def test_nothing_stands_after_an_exception(store: Store) -> None:
    def fail() -> None:
        with store.change("noor") as change:
            change.keep(Original(AT, "token", WORDS))
            change.append(at=AT, by="jongere", payload=answer("document 1"))
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert store.events("noor") == []
    with pytest.raises(NotFound):
        store.original("noor", 1)
    assert store.verify() == []


def test_a_kill_leaves_the_event_with_its_document_or_neither(
    place: Place, store: Store, start: Callable[..., Task], times: Callable[[int], int]
) -> None:
    store.close()
    started = ended = 0
    for round_ in range(times(15)):
        task = start("issue", folder=str(place.folder), key=str(place.key), dossier="noor")
        # After the beginning, or after the first or second document; then anywhere in the next one.
        task.wait_for(1 + round_ % 3)
        time.sleep(0.002 * (round_ % 7))
        task.kill()
        started += 1
        confirmed = [int(line[1]) for line in task.said() if line[0] == "issued"]
        with place.open() as again:
            told = texts(again.events("noor"))
            assert again.verify() == []
            numbers = [int(str(text).split()[-1]) for text in told]
            assert numbers == list(range(1, len(told) + 1))
            for number in numbers[-3:]:
                assert again.original("noor", number).content == b"document %d" % number
            with pytest.raises(NotFound):
                again.original("noor", len(told) + 1)
            assert not confirmed or confirmed[-1] <= len(told)
            ended = len(told)
    assert started > 0
    assert ended > 0


def test_a_store_of_before_keeps_everything_and_can_keep_documents(
    place: Place, store: Store, tmp_path: Path
) -> None:
    save(store, "noor", "een", "twee")
    store.close()
    before_originals(place)
    with place.open() as again:
        assert texts(again.events("noor")) == ["een", "twee"]
        assert again.verify() == []
        assert keep(again, "noor") == 1
        assert again.original("noor", 1).content == WORDS
        assert again.verify() == []


def test_a_backup_of_before_can_be_restored(place: Place, store: Store, tmp_path: Path) -> None:
    save(store, "noor", "een")
    backup = store.backup(tmp_path / "backup")
    before_originals(Place(backup.parent, place.key))
    save(store, "noor", "twee")
    store.restore(backup)
    assert texts(store.events("noor")) == ["een"]
    assert keep(store, "noor") == 1
    assert store.verify() == []


def test_without_its_key_a_document_is_refused(store: Store) -> None:
    keep(store, "noor")
    with store._vault.keys.changing() as content:
        del content["dossiers"]["noor"]
    with pytest.raises(KeyRefused):
        store.original("noor", 1)
