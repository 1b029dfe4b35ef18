"""Short answers of several people as one table: a row per question, a column per voice, the youth first.

Why: a table of its own for every question makes a plan of fifteen pages that nobody reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planbuilder.plan.model import Block, Perspective, Quote, Remark, SideBySide, Table

_LONGEST = 280
_MOST_VOICES = 3
# A table with more empty cells than this takes more room than it saves.
_FULL_ENOUGH = 0.5
# The heading of the life area stands above it.
_CAPTION = ""
_SUBJECT = "Waarover"

# Who speaks: name and role.
Voice = tuple[str, str]


def in_one_table(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same blocks; what stands next to each other and is short goes into one table.

    Long texts, and a run in which only one person speaks, stay as they are.
    """
    run: list[Block] = []
    for block in blocks:
        if _fits(block) and len(_voices([*run, block])) <= _MOST_VOICES:
            run.append(block)
            continue
        yield from _gathered(run)
        run = [block] if _fits(block) else []
        if not run:
            yield block
    yield from _gathered(run)


def _fits(block: Block) -> bool:
    said = _said(block)
    # Two people whom this reader can't tell apart keep a place of their own each.
    if not said or len({(p.speaker, p.role) for p in said}) < len(said):
        return False
    return all(len(p.text) <= _LONGEST and "\n\n" not in p.text for p in said)


def _said(block: Block) -> tuple[Perspective, ...]:
    if isinstance(block, SideBySide):
        return block.perspectives
    if isinstance(block, Quote):
        return (Perspective(block.speaker, "", block.text, True, block.source),)
    if isinstance(block, Remark):
        return (Perspective(block.speaker, block.role, block.text, False, block.source),)
    return ()


def _voices(blocks: Iterable[Block]) -> list[Voice]:
    """Everybody who speaks in these blocks, the youth first, then in the order of speaking."""
    spoken = [p for block in blocks for p in _said(block)]
    youth = {(p.speaker, p.role) for p in spoken if p.is_youth}
    return sorted(dict.fromkeys((p.speaker, p.role) for p in spoken), key=lambda v: v not in youth)


def _gathered(run: list[Block]) -> Iterator[Block]:
    voices = _voices(run)
    compared = sum(isinstance(block, SideBySide) for block in run)
    said = sum(len(_said(block)) for block in run)
    sparse = said < _FULL_ENOUGH * len(run) * len(voices)
    if len(run) < 2 or len(voices) < 2 or not compared or sparse:
        yield from run
        return
    names = [f"{name} ({role})" if role else name for name, role in voices]
    rows = tuple((_label(block), *_cells(block, voices)) for block in run)
    sources = tuple(("", *_sources(block, voices)) for block in run)
    quoted = tuple((False, *_quoted(block, voices)) for block in run)
    yield Table(_CAPTION, (_SUBJECT, *names), rows, sources=sources, quoted=quoted)


def _label(block: Block) -> str:
    return block.label if isinstance(block, SideBySide | Quote | Remark) else ""


def _cells(block: Block, voices: list[Voice]) -> Iterator[str]:
    for voice in voices:
        yield "\n".join(p.text for p in _said(block) if (p.speaker, p.role) == voice)


def _quoted(block: Block, voices: list[Voice]) -> Iterator[bool]:
    """Which cells are the youth's own words; what is said about the youth is not one."""
    for voice in voices:
        yield any(p.is_youth for p in _said(block) if (p.speaker, p.role) == voice)


def _sources(block: Block, voices: list[Voice]) -> Iterator[str]:
    for voice in voices:
        said = [p.source for p in _said(block) if (p.speaker, p.role) == voice]
        yield said[0] if said else ""
