"""Checking that everything that was stored is still there, in its place and unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planbuilder.store.database import file_is_whole, lenient_text
from planbuilder.store.findings import Finding, FindingKind
from planbuilder.store.heads import all_heads, read_head, store_changes, total_fits
from planbuilder.store.rows import dossiers_with_rows, read_all_rows
from planbuilder.store.sealing import STREAMS, Head, SealedRow, Stream, chain_start, row_hash
from planbuilder.store.vault import Vault

# For so many damaged rows it is worth trying where each one came from.
_WORTH_TRYING = 200


def verify(vault: Vault, dossier: str | None, seen: int | None) -> list[Finding]:
    """What is wrong with this dossier (None: with all of them) and with the store as a whole.

    `seen` is the number of changes that are known to have been confirmed before now (None: not known).
    Each dossier is read in a transaction of its own, so that others can go on meanwhile.
    """
    with lenient_text(vault.alias):
        with vault.transaction():
            findings = [*_store_findings(vault, seen)]
            names = [dossier] if dossier is not None else _all_names(vault)
        for name in names:
            with vault.transaction():
                findings += _dossier_findings(vault, name)
    return _without_doubles(findings)


def _store_findings(vault: Vault, seen: int | None) -> Iterator[Finding]:
    if not file_is_whole(vault.alias):
        yield Finding(FindingKind.FILE_DAMAGED)
    changes = store_changes(vault.alias, vault.keys)
    if changes is None:
        yield Finding(FindingKind.STORE_HEAD_CHANGED)
        return
    if seen is not None and changes < seen:
        yield Finding(FindingKind.CHANGES_LOST, other=seen - changes)
    if total_fits(vault.alias, vault.keys):
        return
    heads = all_heads(vault.alias)
    present = {head.dossier for head in heads}
    removed = [name for name in vault.keys.dossiers if name not in present]
    for name in removed:
        yield Finding(FindingKind.DOSSIER_REMOVED, name)
    # A head that is wrong in itself is named with its dossier; then there is no riddle left.
    if not removed and all(_proven(vault, head) for head in heads):
        yield Finding(FindingKind.DOSSIER_PUT_BACK)


def _all_names(vault: Vault) -> list[str]:
    names = {head.dossier for head in all_heads(vault.alias)}
    for stream in STREAMS:
        names |= dossiers_with_rows(vault.alias, stream)
    return sorted(names)


def _proven(vault: Vault, head: Head) -> bool:
    key = vault.keys.key(head.dossier, head.generation)
    return key is not None and key.signed(head)


def _dossier_findings(vault: Vault, dossier: str) -> Iterator[Finding]:
    head = read_head(vault.alias, dossier)
    if not vault.keys.generations(dossier):
        yield Finding(FindingKind.KEY_MISSING, dossier)
        return
    if head is not None and not _proven(vault, head):
        yield Finding(FindingKind.HEAD_CHANGED, dossier)
        head = None
    elif head is None:
        yield Finding(FindingKind.DOSSIER_REMOVED, dossier)
    for stream in STREAMS:
        rows = read_all_rows(vault.alias, stream, dossier)
        yield from _stream_findings(vault, dossier, stream, head, rows)


def _stream_findings(
    vault: Vault, dossier: str, stream: Stream, head: Head | None, rows: Sequence[SealedRow]
) -> Iterator[Finding]:
    """What is wrong with the rows of one stream; without a proven head, as far as the rows tell."""
    at_place = {row.seq: row for row in rows}
    intact = {row.seq for row in rows if _is_intact(vault, stream, row)}
    count = head.counts[stream] if head else max(intact, default=0)
    last_present = max((seq for seq in at_place if seq <= count), default=0)
    homeless = [seq for seq in range(1, count + 1) if seq not in intact]
    for seq in range(1, count + 1):
        if seq not in at_place:
            kind = FindingKind.REMOVED if seq < last_present else FindingKind.CUT_OFF
            yield Finding(kind, dossier, stream, seq)
        elif seq not in intact:
            home = _home(stream, at_place[seq], homeless)
            kind = FindingKind.MOVED if home else FindingKind.CHANGED
            yield Finding(kind, dossier, stream, seq, home)
    for seq in sorted(seq for seq in at_place if not 1 <= seq <= count):
        home = _home(stream, at_place[seq], homeless)
        yield Finding(FindingKind.MOVED if home else FindingKind.ADDED, dossier, stream, seq, home)
    yield from _chain_findings(dossier, stream, head, at_place, intact)


def _chain_findings(
    dossier: str,
    stream: Stream,
    head: Head | None,
    at_place: dict[int, SealedRow],
    intact: set[int],
) -> Iterator[Finding]:
    """Rows that are right in themselves but do not follow on their neighbour, such as older copies."""
    for seq in sorted(intact):
        before = at_place[seq - 1].hash if seq - 1 in intact else None
        if seq == 1:
            before = chain_start(stream, dossier)
        if before is not None and at_place[seq].prev_hash != before:
            yield Finding(FindingKind.OUT_OF_CHAIN, dossier, stream, seq)
    if head and head.counts[stream] in intact:
        last = at_place[head.counts[stream]]
        if last.hash != head.hashes[stream]:
            yield Finding(FindingKind.OUT_OF_CHAIN, dossier, stream, last.seq)


def _is_intact(vault: Vault, stream: Stream, row: SealedRow) -> bool:
    key = vault.keys.key(row.dossier, row.generation)
    return (
        key is not None
        and row_hash(stream, row) == row.hash
        and key.unseal(stream, row) is not None
    )


def _home(stream: Stream, row: SealedRow, homeless: Sequence[int]) -> int:
    """The number that the row had when it was sealed; 0 when it was changed in another way."""
    if len(homeless) > _WORTH_TRYING:
        return 0
    for seq in homeless:
        if seq != row.seq and row_hash(stream, replace(row, seq=seq)) == row.hash:
            return seq
    return 0


def _without_doubles(findings: list[Finding]) -> list[Finding]:
    return list(dict.fromkeys(findings))
