"""Whether what a template repeats or chooses begins and ends where Word's XML can bear it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from planbuilder.documents.template_tags import Tag
from planbuilder.documents.word_text import w

Found = tuple[str, dict[str, object]]
_ENDS = {"endfor": "for", "endif": "if"}
_BETWEEN = {"else": ("for", "if"), "elif": ("if",)}
_AROUND = {"tr": ("tr", "tbl"), "tc": ("tc", "tr")}
# Python, into which a template is translated, goes to twenty; a plan needs six.
DEEPEST = 15


@dataclass(frozen=True, slots=True)
class _Open:
    tag: Tag
    around: Any


def problems_of_blocks(tags: Iterable[Tag]) -> list[Found]:
    """Every instruction of one part without its other half, or with it in another place."""
    return list(_problems(tags))


def told(code: str, tag: Tag, **more: object) -> Found:
    """A problem with this tag, as a code with its place and the words around it."""
    place = tag.place
    return code, {
        "place": place.name, "words": place.words(tag.written), "tag": tag.written, **more,
    }  # fmt: skip


def _problems(tags: Iterable[Tag]) -> Iterator[Found]:
    open_ones: list[_Open] = []
    for tag in tags:
        if tag.kind == "{#":
            continue
        if tag.level in _AROUND and _inner(tag) is None:
            yield told("template_tag_misplaced", tag)
            continue
        beside = _beside(tag)
        if beside:
            yield told("template_text_lost", tag, text=beside[:80])
        if tag.kind == "{%":
            yield from _of_block(tag, open_ones)
    for opened in open_ones:
        yield told("template_block_open", opened.tag, end=f"end{opened.tag.word}")


def _of_block(tag: Tag, open_ones: list[_Open]) -> Iterator[Found]:
    if tag.word in _ENDS.values():
        open_ones.append(_Open(tag, _around(tag)))
        if len(open_ones) == DEEPEST + 1:
            yield told("template_too_deep", tag, most=DEEPEST)
        return
    if tag.word not in _ENDS and tag.word not in _BETWEEN:
        return
    fits = _BETWEEN.get(tag.word, (_ENDS.get(tag.word, ""),))
    if not open_ones:
        yield told("template_block_unopened", tag)
        return
    opened = open_ones[-1]
    if opened.tag.word not in fits:
        yield told("template_block_crossed", tag, **_opening(opened.tag))
        # What ends here may have been opened before: then the one in between lacks its end.
        if any(before.tag.word in fits for before in open_ones):
            while open_ones and open_ones[-1].tag.word not in fits:
                open_ones.pop()
            open_ones.pop()
        return
    if tag.level != opened.tag.level:
        yield told("template_block_unlike", tag, **_opening(opened.tag))
    elif _around(tag) is not opened.around:
        yield told("template_block_apart", tag, **_opening(opened.tag))
    if tag.word in _ENDS:
        open_ones.pop()


def _opening(tag: Tag) -> dict[str, object]:
    return {"opened": tag.written, "at": tag.place.name}


def _inner(tag: Tag) -> Any:
    """The row, cell, paragraph or run that goes with the tag; None where there is none."""
    if tag.level in _AROUND:
        return next(tag.place.element.iterancestors(w(_AROUND[tag.level][0])), None)
    return tag.run if tag.level == "r" else tag.place.element


def _around(tag: Tag) -> Any:
    """In what both halves must stand: one table for rows, one row for cells, one text for paragraphs."""
    inner = _inner(tag)
    if tag.level in _AROUND:
        return next(inner.iterancestors(w(_AROUND[tag.level][1])), None)
    return tag.place.element if tag.level == "r" else inner.getparent()


def _beside(tag: Tag) -> str:
    """The text that is lost with the row, cell, paragraph or run of this tag."""
    if not tag.level:
        return ""
    if tag.level == "r":
        return tag.beside
    whole = "".join(_inner(tag).itertext(w("t")))
    return whole.replace(tag.written, "", 1).strip()
