"""Fifty marker words are typed; none can be found in any file, log or traceback of the store."""

from __future__ import annotations

import base64
import logging
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from store.hands import AT, Place, answer, texts

from planbuilder.errors import PlanbuilderError
from planbuilder.store import AccessEntry, KeyFile, Store

MARKERS = [f"Zqmerk{number:02}woordXv" for number in range(50)]


def disguises(word: str) -> Iterator[bytes]:
    """The word as it might stand in a file."""
    plain = word.encode()
    yield plain
    yield plain.lower()
    yield word.encode("utf-16-le")
    yield plain.hex().encode()
    for shift in range(3):
        coded = base64.b64encode(b"x" * shift + plain)
        # Without the ends, which depend on what stands before and after.
        yield coded[4:-4]


SOUGHT = [form for word in MARKERS for form in disguises(word)]


def leaks(data: bytes) -> list[bytes]:
    return [form for form in SOUGHT if form in data]


def write_everything(store: Store, dossier: str) -> None:
    """Each marker as an answer, a note, a name, who typed, and in every free field of the log."""
    for number, word in enumerate(MARKERS):
        with store.change(dossier) as change:
            if number % 3 == 0:
                payload = answer({"tabel": [word, {word: word}]})
            elif number % 3 == 1:
                payload = {**answer(f"ik zei {word}."), "note": word, "question": word}
            else:
                person = {"id": word.lower(), "name": word, "role": "youth", "phone": word}
                payload = {"kind": "person_added", "person": person}
            change.append(at=AT, by=word, payload=payload)
            free = (
                "actor_id",
                "actor_role",
                "on_behalf_of",
                "organisation",
                "client_app",
                "object_type",
                "object_id",
                "field",
                "basis",
                "consent_id",
                "outcome",
            )
            fields = dict.fromkeys(free, word)
            change.log(AccessEntry(event_type="change", occurred_at=AT, subject_id=word, **fields))


def forced_errors(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The tracebacks of errors while a marker is on its way into the store."""
    from planbuilder.store import change, rows
    from planbuilder.store.database import connection

    def fail(payload: object) -> str:
        try:
            with store.change("noor") as change:
                change.append(at=AT, by=MARKERS[0], payload=payload)
        except PlanbuilderError as error:
            return "".join(traceback.format_exception(error)) + repr(error.args) + str(error)
        raise AssertionError("no error came")

    word = MARKERS[7]
    yield fail({"kind": "answer_given", "question": word, word: word})
    yield fail({"kind": word})
    yield fail({**answer(word), "voice": f"{word} is geen id"})
    with connection(store._vault.alias).cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        yield fail(answer(word * 3000))
        cursor.execute("PRAGMA max_page_count = 1000000")
    with monkeypatch.context() as patch:
        # A row that stands in the way: the database itself refuses, with the values at hand.
        patch.setattr(change, "sealed_rows", lambda *given: rows.sealed_rows(*given) * 2)
        yield fail(answer(word))
    with connection(store._vault.alias).cursor() as cursor:
        cursor.execute("ALTER TABLE planbuilder_event RENAME TO elsewhere")
        yield fail(answer(word))
        cursor.execute("ALTER TABLE elsewhere RENAME TO planbuilder_event")


def test_no_marker_word_can_be_found_anywhere(
    place: Place,
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    with caplog.at_level(logging.DEBUG):
        for name in ("django", "django.db.backends"):
            caplog.set_level(logging.DEBUG, logger=name)
        write_everything(store, "noor")
        seen = everything_in(tmp_path)
        assert "planbuilder.sqlite3-wal" in {path.name for path in tmp_path.rglob("*")}
        store.backup(tmp_path / "backup")
        store.backup_keys(tmp_path / "backup")
        store.rekey(KeyFile(tmp_path / "other.key"), deep=True)
        seen += everything_in(tmp_path)
        tracebacks = list(forced_errors(store, monkeypatch))
        seen += everything_in(tmp_path)
        assert store.verify() == []
        store.restore(store.backup(tmp_path / "backup2"))
        seen += everything_in(tmp_path)
    read = repr(store.events("noor"))
    assert all(word in read for word in MARKERS), "the markers were not stored at all"
    store.forget("noor")
    store.close()
    seen += everything_in(tmp_path)
    assert len(tracebacks) == 6
    logged = "".join(f"{record.getMessage()} {record.args}" for record in caplog.records)
    printed = "".join(capfd.readouterr())
    assert len(seen) > 100_000
    assert leaks(seen) == []
    assert leaks("".join([*tracebacks, logged, printed]).encode()) == []


def everything_in(folder: Path) -> bytes:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return b"\n".join(str(path).encode() + path.read_bytes() for path in files)


def test_the_search_finds_a_marker_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\x00 " + MARKERS[3].encode() + b" \x00")
    assert leaks(everything_in(tmp_path)) == [MARKERS[3].encode()]


def test_the_database_shows_only_ids_moments_and_kinds(store: Store) -> None:
    from planbuilder.store.models import AccessRow, EventRow

    write_everything(store, "noor")
    for table in (EventRow, AccessRow):
        for row in table.objects.using(store._vault.alias).values():
            readable = {name: value for name, value in row.items() if isinstance(value, str)}
            assert set(readable) == {"dossier", "kind", "at"}
            assert readable["dossier"] == "noor"
            assert readable["kind"] in {"answer_given", "person_added", "change"}


def test_a_size_says_little_about_an_answer(store: Store) -> None:
    from planbuilder.store.models import EventRow

    for word in ("ja", "nee", "liever niet"):
        with store.change("noor") as change:
            change.append(at=AT, by="jongere", payload=answer(word))
    sizes = EventRow.objects.using(store._vault.alias).values_list("ciphertext", flat=True)
    assert len({len(data) for data in sizes}) == 1
    assert texts(store.events("noor")) == ["ja", "nee", "liever niet"]
