"""What is saved is there, exactly as typed, and nothing of a change that failed."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store.hands import AT, Place, answer, looked, save, texts

import planbuilder
from planbuilder.dossier.events import AnswerGiven
from planbuilder.errors import EventRefused, KeyRefused, NotFound
from planbuilder.store import AccessEntry, KeyFile, Passphrase, Store, default_folder, open_store


def test_what_was_saved_is_there_after_opening_again(place: Place, store: Store) -> None:
    save(store, "noor", "Ik wil bij oma wonen.", "  twee spaties  ", "")
    store.close()
    with place.open() as again:
        assert texts(again.events("noor")) == ["Ik wil bij oma wonen.", "  twee spaties  ", ""]
        assert [event.seq for event in again.events("noor")] == [1, 2, 3]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(st.characters(codec=None, exclude_categories=[]), max_size=60))
def test_every_text_comes_back_as_it_was_typed(store: Store, typed: str) -> None:
    save(store, "noor", typed)
    assert store.events("noor")[-1].payload.value == typed


def test_a_lone_surrogate_and_control_characters_come_back(store: Store) -> None:
    odd = "a\ud800b\x00\x07\uffff\u202e🙂\r\n"
    save(store, "noor", odd, {"tabel": [odd, 1.5, None, True]})
    assert texts(store.events("noor")) == [odd, {"tabel": [odd, 1.5, None, True]}]


def test_the_moment_keeps_its_time_zone(store: Store) -> None:
    at = datetime(2026, 7, 1, 9, 30, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    with store.change("noor") as change:
        change.append(at=at, by="jongere", payload=answer("ja"))
    found = store.events("noor")[0].at
    assert found.isoformat() == at.isoformat()


def test_only_newer_events_are_read_when_asked(store: Store) -> None:
    save(store, "noor", "een", "twee", "drie")
    assert texts(store.events("noor", after=2)) == ["drie"]
    assert store.events("noor", after=3) == []
    assert store.events("noor", after=99) == []


def test_a_change_sees_what_others_wrote_and_what_it_adds_itself(
    place: Place, store: Store
) -> None:
    save(store, "noor", "een")
    with place.open() as other:
        save(other, "noor", "twee")
    with store.change("noor") as change:
        assert texts(change.events_after(1)) == ["twee"]
        assert change.append(at=AT, by="jongere", payload=answer("drie")) == 3
        assert texts(change.events_after(1)) == ["twee", "drie"]
        assert change.events_after(3) == []


def test_nothing_of_a_change_stands_after_an_exception(store: Store) -> None:
    save(store, "noor", "een")

    def work_that_fails() -> None:
        with store.change("noor") as change:
            change.append(at=AT, by="jongere", payload=answer("twee"))
            change.log(looked("noor"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work_that_fails()
    assert texts(store.events("noor")) == ["een"]
    assert len(store.log("noor")) == 1
    save(store, "noor", "daarna")
    assert texts(store.events("noor")) == ["een", "daarna"]
    assert store.verify() == []


def test_an_error_of_the_callers_own_work_stays_that_error(store: Store) -> None:
    with pytest.raises(OSError, match="eigen werk"), store.change("noor"):
        raise OSError("eigen werk")


def test_a_payload_without_the_right_shape_is_refused(store: Store) -> None:
    with pytest.raises(EventRefused) as refused, store.change("noor") as change:
        change.append(at=AT, by="jongere", payload={"kind": "answer_given", "kleur": "rood"})
    assert refused.value.code == "event_malformed"
    assert store.events("noor") == []


def test_a_payload_may_be_given_as_an_object(store: Store) -> None:
    payload = AnswerGiven(question="q", voice="jongere", value=["a", "b"])
    with store.change("noor") as change:
        change.append(at=AT, by="mentor", payload=payload)
    (event,) = store.events("noor")
    assert event.payload == payload
    assert event.by == "mentor"


def test_a_log_line_comes_back_with_every_field(store: Store) -> None:
    entry = AccessEntry(
        event_type="print",
        occurred_at=AT,
        subject_id="noor",
        actor_id="mentor",
        actor_role="mentor",
        on_behalf_of="De Haven",
        organisation="De Haven",
        client_app="planbuilder terminal",
        object_type="plan",
        object_id="2",
        field="won_waar",
        basis="toestemming",
        consent_id="c1",
        emergency=True,
        outcome="refused",
    )
    with store.change("noor") as change:
        change.log(entry)
    assert store.log("noor") == [entry]
    assert store.events("noor") == []


def test_a_kind_of_log_line_can_hold_no_sentence(store: Store) -> None:
    entry = AccessEntry(
        event_type="Noor keek hier", occurred_at=AT, subject_id="noor", actor_id="x"
    )
    with pytest.raises(ValueError, match="event_type"), store.change("noor") as change:
        change.log(entry)


def test_dossiers_do_not_mix(store: Store) -> None:
    store.create_dossier("sem")
    save(store, "noor", "van noor")
    save(store, "sem", "van sem")
    assert store.dossiers() == ["noor", "sem"]
    assert texts(store.events("noor")) == ["van noor"]
    assert texts(store.events("sem")) == ["van sem"]


@pytest.mark.parametrize("name", ["", "Noor", "../x", "a b", "-a", "x" * 65, "a/b", "noor\n"])
def test_a_dossier_id_is_never_a_path_or_a_sentence(store: Store, name: str) -> None:
    with pytest.raises(EventRefused) as refused:
        store.create_dossier(name)
    assert refused.value.code == "dossier_id_invalid"


def test_a_dossier_is_made_once(store: Store) -> None:
    save(store, "noor", "een")
    with pytest.raises(EventRefused) as refused:
        store.create_dossier("noor")
    assert refused.value.code == "dossier_exists"
    assert texts(store.events("noor")) == ["een"]


def test_an_unknown_dossier_is_not_found(store: Store) -> None:
    for ask in (store.events, store.log, store.verify, store.forget):
        with pytest.raises(NotFound) as missing:
            ask("onbekend")
        assert missing.value.code == "dossier_unknown"
    with pytest.raises(NotFound), store.change("onbekend"):
        pass


def test_a_folder_without_a_store_is_not_filled_by_asking(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as missing:
        open_store(tmp_path / "leeg", Passphrase("een lange zin"))
    assert missing.value.code == "store_missing"
    assert not (tmp_path / "leeg").exists()


def test_only_the_owner_can_read_the_folder_and_its_files(place: Place, store: Store) -> None:
    save(store, "noor", "een")
    files = list(place.folder.iterdir())
    assert {"planbuilder.sqlite3", "planbuilder.sqlite3-wal", "keys.json"} <= {
        f.name for f in files
    }
    assert place.folder.stat().st_mode & 0o777 == 0o700
    assert [f.name for f in files if f.stat().st_mode & 0o077] == []


def test_a_folder_that_others_could_read_is_closed(place: Place, store: Store) -> None:
    store.close()
    place.folder.chmod(0o755)
    place.open().close()
    assert place.folder.stat().st_mode & 0o777 == 0o700


def test_a_commit_waits_for_the_disk(store: Store) -> None:
    from planbuilder.store.database import connection

    save(store, "noor", "een")
    with connection(store._vault.alias).cursor() as cursor:
        found = {}
        for name in ("journal_mode", "synchronous", "secure_delete", "temp_store"):
            found[name] = cursor.execute(f"PRAGMA {name}").fetchone()[0]
    assert found == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "temp_store": 2}
    assert connection(store._vault.alias).transaction_mode == "IMMEDIATE"


def test_the_data_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PLANBUILDER_DATA", str(tmp_path))
    assert default_folder() == tmp_path
    monkeypatch.delenv("PLANBUILDER_DATA")
    assert default_folder().name == "planbuilder"


def test_nothing_heavy_is_imported_before_a_store_is_opened() -> None:
    code = "import sys, planbuilder.store; print('django' in sys.modules, 'sqlite3' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(planbuilder.__file__).parents[1],
    )
    assert run.stdout.split()[0] == "False"


def test_the_shipped_tables_are_those_of_the_models(store: Store) -> None:
    from django.core.management import call_command

    call_command("makemigrations", "planbuilder_store", check=True, dry_run=True, verbosity=0)


def test_a_store_of_a_newer_planbuilder_is_left_alone(place: Place, store: Store) -> None:
    from planbuilder.errors import StorageFailed
    from planbuilder.store.models import StoreRow

    StoreRow.objects.using(store._vault.alias).update(format=99)
    store.close()
    with pytest.raises(StorageFailed) as refused:
        place.open()
    assert refused.value.code == "store_newer"


def test_an_interrupted_beginning_is_finished(place: Place) -> None:
    from planbuilder.store.folder import DataFolder, make_private
    from planbuilder.store.keys import KeyRing

    make_private(place.folder)
    KeyRing.create(DataFolder(place.folder).keys, KeyFile(place.key))
    with place.open(create=True) as store:
        store.create_dossier("noor")
        assert store.verify() == []


def test_a_key_without_a_dossier_is_taken_up_by_the_next_attempt(store: Store) -> None:
    import os

    keys = store._vault.keys
    with keys.changing() as content:
        content["dossiers"]["sem"] = {"1": keys.wrapped("sem", 1, os.urandom(32))}
    assert store.verify() == []
    store.create_dossier("sem")
    save(store, "sem", "een")
    assert texts(store.events("sem")) == ["een"]


def test_the_data_without_their_keys_say_so(place: Place, store: Store) -> None:
    store.close()
    (place.folder / "keys.json").unlink()
    for create in (False, True):
        with pytest.raises(KeyRefused) as refused:
            place.open(create=create)
        assert refused.value.code == "keys_missing"


def test_two_threads_and_two_stores_in_one_process_keep_everything(
    place: Place, store: Store
) -> None:
    from threading import Thread

    def write(name: str) -> None:
        with place.open() as mine:
            save(mine, "noor", *(f"{name}{number}" for number in range(25)))

    threads = [Thread(target=write, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = texts(store.events("noor"))
    assert sorted(found) == sorted(f"{name}{number}" for name in "abc" for number in range(25))
    assert store.verify() == []
