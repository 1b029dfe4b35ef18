"""The agreements of all life areas together: what runs in one table, what is settled in short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planbuilder.plan.agreements import COLUMNS
from planbuilder.plan.model import Block, Table

_SUBJECT = "Waarover"
# What is done comes first: it shows what can be done.
_SETTLED = (("Dit is gelukt", "klaar"), ("Dit is gestopt", "gestopt"))
_RUNNING, _RUNNING_LABEL = "loopt", "Dit doen we nu"
_STATE = COLUMNS.index("Stand")
# Of what is settled it tells enough what it was, who did it and how that was seen.
_OF_SETTLED = tuple(COLUMNS.index(name) for name in ("Wat", "Wie", "Waaraan zien we het"))
_OF_RUNNING = tuple(at for at in range(len(COLUMNS)) if at != _STATE)

Row = tuple[str, ...]
# The subject, the cells and their sources.
Line = tuple[str, Row, Row]


def in_one_table(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same blocks, with all tables of agreements as one, where the first of them stood.

    The label of a table becomes the first cell of its rows. What is settled has a table of its own,
    without dates.
    """
    found = list(blocks)
    tables = [block for block in found if isinstance(block, Table) and _is_agreements(block)]
    for block in found:
        if not _is_agreements(block):
            yield block
        elif block is tables[0]:
            yield from _gathered(tables)


def _is_agreements(block: Block) -> bool:
    return isinstance(block, Table) and block.columns == COLUMNS


def _gathered(tables: list[Table]) -> Iterator[Table]:
    lines = [
        (table.label, row, sources)
        for table in tables
        for row, sources in zip(table.rows, table.sources or _unsourced(table), strict=True)
    ]
    for label, state in _SETTLED:
        settled = [line for line in lines if line[1][_STATE] == state]
        if settled:
            yield _table(label, settled, _OF_SETTLED)
    still = [line for line in lines if line[1][_STATE] not in {state for _, state in _SETTLED}]
    if still:
        # That it runs is what the label says.
        runs = all(row[_STATE] == _RUNNING for _, row, _ in still)
        yield _table(_RUNNING_LABEL, still, _OF_RUNNING if runs else tuple(range(len(COLUMNS))))


def _table(label: str, lines: list[Line], columns: tuple[int, ...]) -> Table:
    """These lines with only these columns, after the subject."""
    return Table(
        label,
        (_SUBJECT, *(COLUMNS[at] for at in columns)),
        tuple((subject, *(row[at] for at in columns)) for subject, row, _ in lines),
        sources=tuple(("", *(sources[at] for at in columns)) for _, _, sources in lines),
    )


def _unsourced(table: Table) -> tuple[Row, ...]:
    return (("",) * len(COLUMNS),) * len(table.rows)
