"""The tags of Mijn mensen: a person or an empty place with its signs, and what the signs mean."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planbuilder.pictures.measure import width_of
from planbuilder.pictures.palette import INK, NIGHT, PALE, PAPER, SOFT
from planbuilder.pictures.shapes import Group, Rect, Shape
from planbuilder.pictures.symbols import symbol
from planbuilder.pictures.text import LINE_HEIGHT, Text, height_of, lines_of
from planbuilder.pictures.wrapping import wrap
from planbuilder.plan.pictures.people import Close, People

GAP = 1.0
# The half of a line that stands outside what it goes around.
_EDGE = 0.4
_NAME, _SMALL = 2.9, 2.4
_SIDE, _TOP = 1.3, 0.7
_SIGN = 2.7
_GUIDE = "JIM"
# As wide as the words in a tag may be; what is longer is shortened, visibly.
_WIDEST = 27.0


@dataclass(frozen=True)
class Tag:
    """Something with words on it, drawn from its own left top corner."""

    shapes: tuple[Shape, ...]
    width: float
    height: float


def person_tag(one: Close, widest: float = _WIDEST, most_lines: int = 2) -> Tag:
    """A person: the name, who it is, the signs, and what they do after leaving."""
    name = wrap(one.name, _NAME, widest, bold=True, most_lines=1).lines or ("?",)
    who = max(1, most_lines - 1)
    told = [
        *(wrap(one.who, _SMALL, widest, most_lines=who).lines if one.who else ()),
        *(wrap(f"straks: {one.later}", _SMALL, widest, most_lines=1).lines if one.later else ()),
    ][: most_lines - 1 + bool(one.later)]
    signs = list(_signs(one))
    at = _SIDE + len(signs) * (_SIGN + 0.5)
    wide = [at + width_of(line, _NAME, True) for line in name]
    wide += [_SIDE + width_of(line, _SMALL) for line in told]
    guide = width_of(_GUIDE, _SMALL, True) + 1.8 if one.guide else 0.0
    width = max(*wide, wide[0] + guide) + _SIDE
    height = _TOP * 2 + height_of(name, _NAME) - 0.5 + len(told) * _SMALL * LINE_HEIGHT
    shapes: list[Shape] = [
        Rect(0, 0, width, height, PAPER, NIGHT, 0.7 if one.always else 0.3, radius=1.4)
    ]
    for number, sign in enumerate(signs):
        drawn = symbol(sign, _SIDE + number * (_SIGN + 0.5), _TOP + 0.15, _SIGN, NIGHT)
        shapes += [drawn] if drawn else []
    shapes += lines_of(at, _TOP - 0.25, name, _NAME, INK, bold=True)
    shapes += lines_of(_SIDE, _TOP + height_of(name, _NAME) - 0.7, told, _SMALL, SOFT)
    if one.guide:
        shapes += _guide(wide[0] + 0.9, _TOP + 0.2)
    return Tag(tuple(shapes), width, height)


def gap_tag(words: str, widest: float) -> Tag:
    """An empty place: dashed, with what is missing."""
    lines = wrap(words, _NAME, widest, most_lines=1).lines
    width = max((width_of(line, _NAME) for line in lines), default=0.0) + 2 * _SIDE + 3.4
    height = 2 * _TOP + height_of(lines, _NAME) - 0.5
    return Tag(
        (
            Rect(0, 0, width, height, PAPER, SOFT, 0.4, radius=1.4, dash="1.2 0.9"),
            Text(_SIDE + 0.2, _TOP + 2.6, "?", _NAME, INK, bold=True),
            *lines_of(_SIDE + 3.0, _TOP - 0.25, lines, _NAME, INK),
        ),
        width,
        height,
    )


def flow(tags: Sequence[Tag], width: float, highest: float) -> tuple[list[Shape], float, int]:
    """Tags side by side in rows as far as they fit: the shapes, their height, and how many are left."""
    rows: list[list[Tag]] = [[]]
    x = _EDGE
    for tag in tags:
        if rows[-1] and x + tag.width > width:
            rows.append([])
            x = _EDGE
        rows[-1].append(tag)
        x += tag.width + GAP
    shapes: list[Shape] = []
    top = _EDGE
    shown = 0
    for row in rows if tags else []:
        high = max(tag.height for tag in row)
        if shown and top + high > highest:
            break
        shown += len(row)
        x = _EDGE
        for tag in row:
            shapes.append(Group(tag.shapes, x, top + (high - tag.height) / 2))
            x += tag.width + GAP
        top += high + GAP
    return shapes, top if tags else 0.0, len(tags) - shown


def legend(data: People, width: float) -> tuple[list[Shape], float]:
    """What the signs mean that stand in this picture, and how high that is."""
    entries: list[Tag] = []
    if any(one.always for one in data.close):
        entries.append(_meaning("ster", "is er altijd"))
    if any(one.welcome for one in data.close):
        entries.append(_meaning("huis", "hier altijd terecht"))
    if any(one.guide for one in data.close):
        wide = width_of(_GUIDE, _SMALL, True) + 2.4
        words = Text(wide, 2.6, "eigen vaste mentor", _SMALL, SOFT)
        entries.append(Tag((*_guide(0.2, 0.3), words), wide + words.width + 2, 3.4))
    if data.gaps:
        box = Rect(0.2, 0.4, 3.4, 2.6, PAPER, SOFT, 0.4, radius=0.6, dash="0.8 0.6")
        words = Text(4.4, 2.6, "nog open", _SMALL, SOFT)
        entries.append(Tag((box, words), 4.4 + words.width + 2, 3.4))
    shapes, height, _ = flow(entries, width, math.inf)
    return shapes, height


def _signs(one: Close) -> Iterator[str]:
    if one.always:
        yield "ster"
    if one.welcome:
        yield "huis"


def _meaning(sign: str, words: str) -> Tag:
    drawn = symbol(sign, 0.2, 0.3, _SIGN, NIGHT)
    text = Text(_SIGN + 1.2, 2.6, words, _SMALL, SOFT)
    return Tag((*([drawn] if drawn else []), text), _SIGN + 1.2 + text.width + 2, 3.4)


def _guide(x: float, y: float) -> tuple[Shape, ...]:
    words = Text(x + 0.7, y + 2.1, _GUIDE, _SMALL, INK, bold=True)
    return (Rect(x, y, words.width + 1.4, 2.9, PALE, NIGHT, 0.3, radius=0.5), words)
