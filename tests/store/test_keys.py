"""Only who has the passphrase or the key file reads anything, and a destroyed key is gone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from store.hands import AT, Place, save, texts

from planbuilder.errors import EventRefused, IntegrityBroken, KeyRefused, NotFound
from planbuilder.store import KeyFile, Passphrase, Store, open_store, restore_keys, restore_store
from planbuilder.store.unlock import master_key, new_recipe


def refusal(folder: Path, unlock: object) -> str:
    """The code with which this way of opening is refused."""
    with pytest.raises((KeyRefused, IntegrityBroken)) as refused:
        open_store(folder, unlock)
    return refused.value.code


def test_the_passphrase_opens_and_another_one_does_not(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with open_store(folder, Passphrase("vier woorden achter elkaar"), create=True) as store:
        store.create_dossier("noor")
        save(store, "noor", "een")
    with open_store(folder, Passphrase("vier woorden achter elkaar")) as store:
        assert texts(store.events("noor")) == ["een"]
    assert refusal(folder, Passphrase("vier woorden achter elkaa")) == "wrong_passphrase"
    assert refusal(folder, KeyFile(tmp_path / "x")) == "opens_with_passphrase"


def test_a_passphrase_typed_on_another_keyboard_is_the_same(tmp_path: Path) -> None:
    recipe = new_recipe(Passphrase("één café"))
    assert master_key(Passphrase("e\u0301e\u0301n cafe\u0301"), recipe) == master_key(
        Passphrase("\u00e9\u00e9n caf\u00e9"), recipe
    )


def test_a_short_passphrase_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(KeyRefused) as refused:
        open_store(tmp_path / "data", Passphrase("kort"), create=True)
    assert refused.value.code == "passphrase_too_short"
    assert not (tmp_path / "data" / "keys.json").exists()


def test_a_passphrase_is_not_shown_by_accident() -> None:
    assert "geheim" not in repr(Passphrase("geheim"))


def test_the_passphrase_is_slow_to_guess(tmp_path: Path) -> None:
    recipe = new_recipe(Passphrase("een lange zin"))
    assert (recipe["kdf"], recipe["memory_kib"], recipe["passes"]) == ("argon2id", 65536, 3)
    assert recipe["salt"] != new_recipe(Passphrase("een lange zin"))["salt"]


def test_a_key_file_that_others_can_read_is_refused(place: Place, store: Store) -> None:
    store.close()
    assert place.key.stat().st_mode & 0o777 == 0o600
    for mode in (0o640, 0o604, 0o620):
        place.key.chmod(mode)
        assert refusal(place.folder, KeyFile(place.key)) == "key_file_too_open"


def test_another_key_file_does_not_open(place: Place, store: Store, tmp_path: Path) -> None:
    store.close()
    open_store(tmp_path / "b", KeyFile(tmp_path / "b.key"), create=True).close()
    assert refusal(place.folder, KeyFile(tmp_path / "b.key")) == "wrong_key_file"
    assert refusal(place.folder, KeyFile(tmp_path / "none.key")) == "key_file_missing"
    assert refusal(place.folder, KeyFile(tmp_path)) == "key_file_unreadable"
    assert refusal(place.folder, Passphrase("een lange zin")) == "opens_with_key_file"
    (tmp_path / "b.key").write_text("geen sleutel")
    assert refusal(place.folder, KeyFile(tmp_path / "b.key")) == "key_file_unreadable"


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: b"",
        lambda text: b"[]",
        lambda text: b"\x00" * len(text),
        lambda text: text.replace(b'"noor"', b'"sem"'),
        lambda text: text.replace(b'"forgotten": {}', b'"forgotten": {"noor": ""}'),
        lambda text: text.replace(b'"1":', b'"x":'),
        lambda text: text.replace(b'"kind": "key_file"', b'"kind": 7'),
        lambda text: b"[" * 100_000,
    ],
)
def test_a_changed_key_file_is_named_and_not_used(place: Place, store: Store, damage) -> None:
    store.close()
    path = place.folder / "keys.json"
    before = path.read_bytes()
    after = damage(before)
    assert after != before
    path.write_bytes(after)
    assert refusal(place.folder, KeyFile(place.key)) in {"keys_damaged", "opens_with_passphrase"}


def test_a_key_file_cannot_make_the_computer_calculate_for_ever(tmp_path: Path) -> None:
    open_store(tmp_path, Passphrase("een lange zin"), create=True).close()
    content = json.loads((tmp_path / "keys.json").read_text())
    for name in ("memory_kib", "passes", "lanes"):
        changed = {**content, "recipe": {**content["recipe"], name: 10**12}}
        (tmp_path / "keys.json").write_text(json.dumps(changed))
        assert refusal(tmp_path, Passphrase("een lange zin")) == "keys_damaged"


def test_a_key_of_one_dossier_does_not_open_another(place: Place, store: Store) -> None:
    """Wrapped keys that change places are refused even by somebody who can sign the file."""
    store.create_dossier("sem")
    keys = store._vault.keys
    with keys.changing() as content:
        dossiers = content["dossiers"]
        dossiers["noor"], dossiers["sem"] = dossiers["sem"], dossiers["noor"]
    with pytest.raises(IntegrityBroken):
        store.events("noor")


def test_a_forgotten_dossier_is_gone_and_its_name_with_it(place: Place, store: Store) -> None:
    save(store, "noor", "een")
    store.create_dossier("sem")
    save(store, "sem", "blijft")
    store.forget("noor", AT)
    assert store.dossiers() == ["sem"]
    assert store.verify() == []
    assert texts(store.events("sem")) == ["blijft"]
    with pytest.raises(NotFound) as gone:
        store.events("noor")
    assert gone.value.code == "dossier_was_forgotten"
    with pytest.raises(EventRefused) as refused:
        store.create_dossier("noor")
    assert refused.value.code == "dossier_was_forgotten"
    store.close()
    with place.open() as again:
        assert again.dossiers() == ["sem"]


def test_forgetting_holds_for_older_backups_of_the_data(
    place: Place, store: Store, tmp_path: Path
) -> None:
    store.create_dossier("sem")
    save(store, "noor", "een")
    save(store, "sem", "blijft")
    backup = store.backup(tmp_path / "backup")
    key = store._vault.keys.newest("noor").secret
    store.forget("noor")
    assert store._vault.keys.newest("noor") is None
    store.restore(backup)
    assert store.dossiers() == ["sem"]
    assert texts(store.events("sem")) == ["blijft"]
    assert store.verify() == []
    import base64

    everything = b"".join(path.read_bytes() for path in place.folder.iterdir())
    assert key not in everything
    assert base64.b64encode(key) not in everything


def test_the_rows_of_a_forgotten_dossier_leave_the_file(place: Place, store: Store) -> None:
    save(store, "noor", "een")
    (row,) = _ciphertexts(store)
    assert row in _files(place)
    store.forget("noor")
    assert row not in _files(place)


def _ciphertexts(store: Store) -> list[bytes]:
    from planbuilder.store.models import EventRow

    rows = EventRow.objects.using(store._vault.alias)
    return [bytes(data) for data in rows.values_list("ciphertext", flat=True)]


def _files(place: Place) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(place.folder.iterdir()))


def test_a_stopped_forgetting_is_finished_at_the_next_opening(place: Place, store: Store) -> None:
    save(store, "noor", "een")
    with store._vault.keys.changing() as content:
        del content["dossiers"]["noor"]
        content["forgotten"]["noor"] = ""
    store.close()
    with place.open() as again:
        assert again.dossiers() == []
        assert again.verify() == []


def test_another_window_notices_that_a_dossier_was_forgotten(place: Place, store: Store) -> None:
    save(store, "noor", "een")
    with place.open() as other:
        assert texts(other.events("noor")) == ["een"]
        store.forget("noor")
        with pytest.raises(NotFound):
            other.events("noor")
        with pytest.raises(NotFound):
            save(other, "noor", "twee")


def test_a_new_passphrase_takes_the_place_of_the_old(tmp_path: Path) -> None:
    old, new = Passphrase("de eerste zin"), Passphrase("de tweede zin")
    with open_store(tmp_path, old, create=True) as store:
        store.create_dossier("noor")
        save(store, "noor", "een")
        store.rekey(new)
        save(store, "noor", "twee")
        store.create_dossier("sem")
        assert store.verify() == []
    assert refusal(tmp_path, old) == "wrong_passphrase"
    with open_store(tmp_path, new) as store:
        assert texts(store.events("noor")) == ["een", "twee"]
        assert store.events("sem") == []


def test_new_dossier_keys_read_what_the_old_ones_wrote(place: Place, store: Store) -> None:
    save(store, "noor", "een", "twee")
    before, key = _ciphertexts(store), store._vault.keys.newest("noor").secret
    log = store.log("noor")
    with place.open() as other:
        assert texts(other.events("noor")) == ["een", "twee"]
        store.rekey(deep=True)
        save(other, "noor", "drie")
        assert texts(other.events("noor")) == ["een", "twee", "drie"]
    assert store._vault.keys.newest("noor").secret != key
    assert len(store._vault.keys.generations("noor")) == 1
    assert not set(before) & set(_ciphertexts(store))
    assert store.log("noor")[:2] == log
    assert store.verify() == []


def test_new_keys_do_not_hide_an_old_change(store: Store) -> None:
    from planbuilder.store.models import EventRow

    save(store, "noor", "een", "twee")
    EventRow.objects.using(store._vault.alias).filter(seq=1).update(at="2020-01-01T00:00:00+00:00")
    with pytest.raises(IntegrityBroken) as broken:
        store.rekey(deep=True)
    assert broken.value.code == "event_damaged"
    assert [(found.seq, found.kind) for found in store.verify()] == [(1, "changed")]


def test_a_window_with_the_old_passphrase_is_told(tmp_path: Path) -> None:
    old, new = Passphrase("de eerste zin"), Passphrase("de tweede zin")
    with open_store(tmp_path, old, create=True) as store, open_store(tmp_path, old) as other:
        store.create_dossier("noor")
        store.rekey(new)
        with pytest.raises(KeyRefused) as refused:
            other.create_dossier("sem")
        assert refused.value.code == "keys_changed_elsewhere"


def test_keys_and_data_from_backups_make_a_store_again(
    place: Place, store: Store, tmp_path: Path
) -> None:
    save(store, "noor", "een")
    data, keys = store.backup(tmp_path / "a"), store.backup_keys(tmp_path / "b")
    store.close()
    elsewhere = tmp_path / "elsewhere"
    restore_keys(elsewhere, KeyFile(place.key), keys)
    restore_store(elsewhere, KeyFile(place.key), data)
    with open_store(elsewhere, KeyFile(place.key)) as again:
        assert texts(again.events("noor")) == ["een"]
        save(again, "noor", "twee")
        assert again.verify() == []


def test_a_backup_of_the_keys_does_not_bring_a_forgotten_dossier_back(
    place: Place, store: Store, tmp_path: Path
) -> None:
    save(store, "noor", "een")
    data, keys = store.backup(tmp_path / "a"), store.backup_keys(tmp_path / "b")
    store.create_dossier("sem")
    store.forget("noor")
    store.close()
    restore_keys(place.folder, KeyFile(place.key), keys)
    restore_store(place.folder, KeyFile(place.key), data)
    with place.open() as again:
        assert again.dossiers() == []
        assert set(again._vault.keys.dossiers) == {"sem"}


def test_a_lost_dossier_key_comes_back_from_the_backup_of_the_keys(
    place: Place, store: Store, tmp_path: Path
) -> None:
    save(store, "noor", "een")
    keys = store.backup_keys(tmp_path / "b")
    with store._vault.keys.changing() as content:
        del content["dossiers"]["noor"]
    with pytest.raises(KeyRefused) as refused:
        store.events("noor")
    assert refused.value.code == "dossier_key_missing"
    assert [found.kind for found in store.verify()] == ["key_missing"]
    store.close()
    restore_keys(place.folder, KeyFile(place.key), keys)
    with place.open() as again:
        assert texts(again.events("noor")) == ["een"]


def test_keys_of_another_store_are_not_put_over_these(
    place: Place, store: Store, tmp_path: Path
) -> None:
    shutil.copy(place.key, tmp_path / "same.key")
    with open_store(tmp_path / "b", KeyFile(tmp_path / "same.key"), create=True) as other:
        keys = other.backup_keys(tmp_path / "copy")
    before = (place.folder / "keys.json").read_bytes()
    with pytest.raises(KeyRefused) as refused:
        restore_keys(place.folder, KeyFile(place.key), keys)
    assert refused.value.code == "keys_exist"
    assert (place.folder / "keys.json").read_bytes() == before
