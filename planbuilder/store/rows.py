"""Reading and writing sealed rows: from columns to what they say and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from planbuilder.dossier.events import Event, event_from_data
from planbuilder.errors import IntegrityBroken
from planbuilder.store.access import AccessEntry, entry_from
from planbuilder.store.heads import as_bytes, as_number, as_text
from planbuilder.store.keys import KeyRing
from planbuilder.store.models import AccessRow, ChainedRow, EventRow, OriginalRow
from planbuilder.store.sealing import DossierKey, Head, SealedRow, Stream, row_hash

_TABLES: dict[Stream, type[ChainedRow]] = {
    "events": EventRow,
    "access": AccessRow,
    "originals": OriginalRow,
}
_COLUMNS = tuple(SealedRow.__slots__)
_AT_A_TIME = 500


def table(alias: str, stream: Stream) -> QuerySet[Any]:
    """The rows of this stream, of all dossiers."""
    return _TABLES[stream]._default_manager.using(alias)


def read_rows(alias: str, stream: Stream, dossier: str, after: int = 0) -> list[SealedRow]:
    """The rows of a dossier with a higher number than `after`, in their order, not yet checked."""
    found = table(alias, stream).filter(dossier=dossier, seq__gt=after).order_by("seq")
    return [_row(columns) for columns in found.values_list(*_COLUMNS)]


def read_row(alias: str, stream: Stream, dossier: str, seq: int) -> SealedRow | None:
    """This one row, not yet checked."""
    found = table(alias, stream).filter(dossier=dossier, seq=seq).values_list(*_COLUMNS).first()
    return None if found is None else _row(found)


def read_all_rows(alias: str, stream: Stream, dossier: str) -> list[SealedRow]:
    """Every row of a dossier, also with a number that no row of ours has (then it is 0 or less)."""
    found = table(alias, stream).filter(dossier=dossier)
    return [_row(columns) for columns in found.values_list(*_COLUMNS)]


def dossiers_with_rows(alias: str, stream: Stream) -> set[str]:
    """The ids that stand on rows of this stream, whether there is such a dossier or not."""
    return {
        as_text(name) for name in table(alias, stream).values_list("dossier", flat=True).distinct()
    }


def write_rows(alias: str, stream: Stream, rows: Iterable[SealedRow]) -> None:
    """Add the rows; runs inside the caller's transaction."""
    made = [_TABLES[stream](**{name: getattr(row, name) for name in _COLUMNS}) for row in rows]
    if made:
        table(alias, stream).bulk_create(made, batch_size=_AT_A_TIME)


def opened(
    keys: KeyRing, stream: Stream, head: Head, rows: Sequence[SealedRow], after: int
) -> list[bytes]:
    """The texts of the rows, which are those after number `after` up to the head.

    Raises IntegrityBroken at the first row that is missing, changed or out of its chain.
    """
    result = []
    previous: bytes | None = None
    for expected, row in enumerate(rows, after + 1):
        if row.seq != expected or (previous is not None and row.prev_hash != previous):
            raise broken(head.dossier, stream, expected)
        key = keys.key(head.dossier, row.generation)
        plain = key.unseal(stream, row) if key else None
        if plain is None or row_hash(stream, row) != row.hash:
            raise broken(head.dossier, stream, expected)
        result.append(plain)
        previous = row.hash
    reached = after + len(result)
    if reached < head.counts[stream] or (previous or head.hashes[stream]) != head.hashes[stream]:
        raise broken(head.dossier, stream, reached + 1)
    return result


def opened_alone(keys: KeyRing, stream: Stream, row: SealedRow) -> bytes:
    """The text of one row by itself; raises IntegrityBroken when it is not as it was sealed.

    Whether it follows on the row before it is for `verify` to say.
    """
    key = keys.key(row.dossier, row.generation)
    plain = key.unseal(stream, row) if key else None
    if plain is None or row_hash(stream, row) != row.hash:
        raise broken(row.dossier, stream, row.seq)
    return plain


def broken(dossier: str, stream: Stream, seq: int) -> IntegrityBroken:
    """The error that names a row which is not as it was stored."""
    return IntegrityBroken(f"{_LABEL[stream]}_damaged", dossier=dossier, seq=seq)


_LABEL: dict[Stream, str] = {"events": "event", "access": "access", "originals": "original"}


def event_of(row: SealedRow, plain: bytes) -> Event:
    """The event in an opened row."""
    sealed = json.loads(plain)
    return event_from_data(
        {"seq": row.seq, "at": row.at, "by": sealed["by"], "payload": sealed["payload"]}
    )


def entry_of(row: SealedRow, plain: bytes) -> AccessEntry:
    """The log entry in an opened row."""
    return entry_from(row.kind, row.at, json.loads(plain))


def sealed_rows(
    key: DossierKey, stream: Stream, head: Head, texts: Sequence[tuple[str, str, bytes]]
) -> list[SealedRow]:
    """Rows for the texts (kind, moment, text), chained on from the head."""
    result = []
    previous, seq = head.hashes[stream], head.counts[stream]
    for kind, at, plain in texts:
        seq += 1
        row = key.seal(stream, head.dossier, seq, kind, at, previous, plain)
        result.append(row)
        previous = row.hash
    return result


def head_after(head: Head, stream: Stream, rows: Sequence[SealedRow]) -> Head:
    """The head, without its proof, once these rows stand."""
    if not rows:
        return head
    return Head(
        head.dossier,
        head.generation,
        counts={**head.counts, stream: rows[-1].seq},
        hashes={**head.hashes, stream: rows[-1].hash},
    )


def _row(columns: Sequence[Any]) -> SealedRow:
    dossier, seq, kind, at, generation, *binary = columns
    return SealedRow(
        as_text(dossier),
        as_number(seq),
        as_text(kind),
        as_text(at),
        as_number(generation),
        *(as_bytes(value) for value in binary),
    )
