"""The heads: how far each dossier and the whole store have come, each with a proof.

The head of the store holds the number of changes and a sum over all dossier heads. A dossier that
was taken out, or put back as it was before, no longer fits the sum.
"""

from __future__ import annotations

import hmac

from planbuilder.errors import IntegrityBroken
from planbuilder.store.database import SCHEMA
from planbuilder.store.keys import KeyRing
from planbuilder.store.models import DossierRow, StoreRow
from planbuilder.store.sealing import STREAMS, DossierKey, Head, chain_start

_MODULUS = 2**256
_COLUMNS = (
    "id", "generation", "events", "events_hash", "accesses", "accesses_hash", "originals",
    "originals_hash", "mac",
)  # fmt: skip


def read_head(alias: str, dossier: str, locked: bool = False) -> Head | None:
    """The head of this dossier as it stands, not yet proven; None when there is no such dossier."""
    rows = DossierRow.objects.using(alias).filter(pk=dossier)
    if locked:
        rows = rows.select_for_update()
    found = rows.values_list(*_COLUMNS).first()
    return None if found is None else head_from(found)


def head_from(columns: tuple[object, ...]) -> Head:
    """The head in these columns, as they stand."""
    dossier, generation, events, events_hash, accesses, accesses_hash, originals, last, mac = (
        columns
    )
    name = as_text(dossier)
    return Head(
        dossier=name,
        generation=as_number(generation),
        counts={
            "events": as_number(events),
            "access": as_number(accesses),
            "originals": as_number(originals),
        },
        hashes={
            "events": as_bytes(events_hash),
            "access": as_bytes(accesses_hash),
            # Empty in a dossier of before there were originals.
            "originals": as_bytes(last) or chain_start("originals", name),
        },
        mac=as_bytes(mac),
    )


def all_heads(alias: str) -> list[Head]:
    """The heads of all dossiers, not yet proven."""
    return [
        head_from(row)
        for row in DossierRow.objects.using(alias).order_by("pk").values_list(*_COLUMNS)
    ]


def new_head(dossier: str, generation: int) -> Head:
    """The head of a dossier in which nothing happened yet, without its proof."""
    return Head(
        dossier,
        generation,
        counts=dict.fromkeys(STREAMS, 0),
        hashes={stream: chain_start(stream, dossier) for stream in STREAMS},
    )


def signed_head(head: Head, key: DossierKey) -> Head:
    """The same head with its proof."""
    return Head(head.dossier, head.generation, head.counts, head.hashes, key.sign(head))


def write_head(alias: str, keys: KeyRing, old: Head | None, new: Head | None) -> int:
    """Put the signed head `new` in the place of `old` (None: not there); the number of changes so far.

    Runs inside the caller's transaction; raises IntegrityBroken when the store's head is not ours.
    """
    changes, total = _store_head(alias, keys)
    table = DossierRow.objects.using(alias)
    if old is not None:
        total -= _share(keys, old)
    if new is None:
        if old is not None:
            table.filter(pk=old.dossier).delete()
    else:
        total += _share(keys, new)
        values = {
            "generation": new.generation,
            "events": new.counts["events"],
            "events_hash": new.hashes["events"],
            "accesses": new.counts["access"],
            "accesses_hash": new.hashes["access"],
            "originals": new.counts["originals"],
            "originals_hash": new.hashes["originals"],
            "mac": new.mac,
        }
        if old is None:
            table.bulk_create([DossierRow(id=new.dossier, **values)])
        else:
            table.filter(pk=new.dossier).update(**values)
    return _write_store_head(alias, keys, changes + 1, total % _MODULUS)


def make_store_head(alias: str, keys: KeyRing) -> None:
    """The head of a store without dossiers."""
    total = (0).to_bytes(32, "big")
    StoreRow.objects.using(alias).bulk_create(
        [StoreRow(id=1, format=SCHEMA, changes=0, total=total, mac=_proof(keys, 0, total))]
    )


def raise_schema(alias: str) -> None:
    """Say that the database has the tables of this planbuilder."""
    StoreRow.objects.using(alias).filter(pk=1, format__lt=SCHEMA).update(format=SCHEMA)


def raise_changes(alias: str, keys: KeyRing, changes: int) -> None:
    """Let the store count from `changes` on, so that it is newer than what stood there before."""
    _, total = _store_head(alias, keys)
    _write_store_head(alias, keys, changes, total)


def store_changes(alias: str, keys: KeyRing) -> int | None:
    """How many changes the store counts; None when its head is missing or not ours."""
    try:
        return _store_head(alias, keys)[0]
    except IntegrityBroken:
        return None


def total_fits(alias: str, keys: KeyRing) -> bool:
    """True when the dossiers as they stand are together those that the store's head knows."""
    _, total = _store_head(alias, keys)
    return total == sum(_share(keys, head) for head in all_heads(alias)) % _MODULUS


def as_bytes(value: object) -> bytes:
    """The bytes of a binary column; none for a value that no binary column of ours holds.

    SQLite keeps what it is given, whatever the column: a changed row may hold anything.
    """
    return bytes(value) if isinstance(value, bytes | bytearray | memoryview) else b""


def as_text(value: object) -> str:
    """The text of a text column; for anything else a text that none of ours is."""
    return value if isinstance(value, str) else f"?{value!r}"


def as_number(value: object) -> int:
    """The number of a number column; -1 for anything else."""
    return value if isinstance(value, int) else -1


def _store_head(alias: str, keys: KeyRing) -> tuple[int, int]:
    rows = StoreRow.objects.using(alias).filter(pk=1).select_for_update()
    found = rows.values_list("changes", "total", "mac").first()
    if found is not None:
        changes, total, mac = found[0], as_bytes(found[1]), as_bytes(found[2])
        if isinstance(changes, int) and hmac.compare_digest(mac, _proof(keys, changes, total)):
            return changes, int.from_bytes(total, "big")
    raise IntegrityBroken("store_head_damaged")


def _write_store_head(alias: str, keys: KeyRing, changes: int, total: int) -> int:
    as_stored = total.to_bytes(32, "big")
    StoreRow.objects.using(alias).filter(pk=1).update(
        changes=changes, total=as_stored, mac=_proof(keys, changes, as_stored)
    )
    return changes


def _proof(keys: KeyRing, changes: int, total: bytes) -> bytes:
    return keys.sign("store head", changes, total)


def _share(keys: KeyRing, head: Head) -> int:
    return int.from_bytes(keys.sign("share", head.dossier, head.mac), "big")
