"""Beside the circles of Mijn mensen: who takes part, party by party, and who helps after leaving."""

from __future__ import annotations

from planbuilder.pictures.measure import width_of
from planbuilder.pictures.palette import INK, LINE, NIGHT, PALE, PAPER, SOFT
from planbuilder.pictures.shapes import Circle, Polyline, Rect, Shape, line
from planbuilder.pictures.text import LINE_HEIGHT, Text, height_of, lines_of
from planbuilder.pictures.wrapping import wrap
from planbuilder.plan.pictures.people import NOT_KNOWN, Member, People
from planbuilder.plan.pictures.people import Group as Party

_TITLE, _PARTY, _NAME = 2.9, 2.4, 2.7
_PAD = 2.0
# From one line of meanings to the next.
_ROW = 3.4
# Air between two parties: from roomy to tight.
_AIRS = (1.3, 1.1, 0.9, 0.7, 0.5, 0.3)
_HEAD = "Wie meedoen"
# How many lines a role has under a name where it does not fit behind it.
_ROLE_LINES = 2


def parties(data: People, width: float, highest: float | None) -> tuple[list[Shape], float]:
    """The list in a column of this width, and how high it is; no higher than `highest`, where given."""
    if highest is None:
        return _column(data, width, _AIRS[0], _ROLE_LINES)
    for air, lines in (*((air, _ROLE_LINES) for air in _AIRS), (_AIRS[-1], 1)):
        shapes, low = _column(data, width, air, lines)
        if low <= highest:
            return shapes, low
    return _shortened(data, width, highest)


def _column(
    data: People, width: float, air: float, lines: int, most: int | None = None
) -> tuple[list[Shape], float]:
    """The whole list, or its first `most` people with how many are left out.

    A role has this many lines of its own where it does not fit behind the name; with one, it is
    shortened there.
    """
    if not data.groups and data.after is None:
        return [], 0.0
    shapes: list[Shape] = []
    low = _PAD
    left = sum(len(group.members) for group in data.groups)
    room = most if most is not None else left
    if data.groups:
        shapes.append(Text(_PAD, low + 2.4, _HEAD, _TITLE, INK, bold=True))
        low += 4.2
    for group in data.groups:
        shown = group.members[:room]
        if shown:
            drawn, low = _party(group.title, shown, low, width, lines)
            shapes += drawn
            low += air
        room -= len(shown)
        left -= len(shown)
    if left:
        shapes.append(Text(_PAD, low + 2.2, f"en nog {left}", _NAME, SOFT))
        low += 3.6
    frame = Rect(0, 0, width, low + 0.6, PALE, radius=1.6)
    shapes = [frame, *shapes] if data.groups else shapes
    low += 0.6
    if data.after is not None:
        drawn, low = _after(data.after, low + (1.2 if data.groups else 0), width, lines, most)
        shapes += drawn
    return shapes, low


def _shortened(data: People, width: float, highest: float) -> tuple[list[Shape], float]:
    """As many people as fit."""
    everybody = sum(len(group.members) for group in data.groups)
    for most in range(everybody, -1, -1):
        shapes, low = _column(data, width, _AIRS[-1], 1, most)
        if low <= highest:
            break
    return shapes, low


def _party(
    title: str, members: tuple[Member, ...], top: float, width: float, lines: int
) -> tuple[list[Shape], float]:
    inside = width - 2 * _PAD
    heading = wrap(title, _PARTY, inside, most_lines=1)
    shapes: list[Shape] = [*lines_of(_PAD, top, heading, _PARTY, SOFT)]
    low = top + height_of(heading, _PARTY) - 0.3
    for member in members:
        drawn, low = _named(member, low, width, lines)
        shapes += drawn
    return shapes, low


def _named(
    member: Member, top: float, width: float, lines: int, x: float = _PAD
) -> tuple[list[Shape], float]:
    """The name with the role behind it, or under it where it fits better; and where that ends."""
    room = width - _PAD - x
    low = top + _NAME * LINE_HEIGHT
    name = wrap(member.name, _NAME, room, bold=True, most_lines=1)
    shapes: list[Shape] = [*lines_of(x, top, name, _NAME, INK, bold=True)]
    used = max((shape.box.right for shape in shapes), default=x) + 1.2
    behind = x + room - used
    if member.role and lines > 1 and wrap(member.role, _PARTY, max(behind, 6)).lines[1:]:
        role = wrap(member.role, _PARTY, room, most_lines=lines)
        shapes += lines_of(x, low - 0.4, role, _PARTY, SOFT)
        low += height_of(role, _PARTY) - 0.2
    elif member.role and behind > 6:
        role = wrap(member.role, _PARTY, behind, most_lines=1)
        shapes += [
            Text(t.x, top + 2.47, t.words, t.size, SOFT) for t in lines_of(used, top, role, _PARTY)
        ]
    return shapes, low


def _after(
    group: Party, top: float, width: float, lines: int, most: int | None
) -> tuple[list[Shape], float]:
    """Who helps after leaving: a full dot for who stays, an open one with a plus for who is new."""
    shown = group.members if most is None else group.members[: max(1, most)]
    title = wrap(group.title, _TITLE, width - 2 * _PAD, bold=True, most_lines=1)
    heading = lines_of(_PAD, top + _PAD - 0.7, title, _TITLE, INK, bold=True)
    taken = max((line.box.right for line in heading), default=_PAD)
    signs, rows = _meanings(shown, top + _PAD + 0.7, width, taken + _PAD)
    shapes: list[Shape] = [*heading, *signs]
    x = _PAD + 4.2
    low = top + _PAD + 3.6 + (rows - 1) * _ROW
    for member in shown:
        shapes += _sign(member, _PAD + 1.5, low + 1.6)
        drawn, low = _named(member, low, width, lines, x)
        shapes += drawn
        low += 0.3
    if len(group.members) > len(shown):
        rest = f"en nog {len(group.members) - len(shown)}"
        shapes.append(Text(x, low + 2.2, rest, _NAME, SOFT))
        low += 3.6
    low += 0.6
    shapes.insert(0, Rect(0.2, top, width - 0.4, low - top, PAPER, LINE, 0.4, radius=1.6))
    return shapes, low + 0.2


def _meanings(
    shown: tuple[Member, ...], middle: float, width: float, taken: float
) -> tuple[list[Shape], int]:
    """What the signs mean, at the end of the line of the title and of those under it; how many lines.

    Not under the names: there a sign with its meaning reads as one more person.
    """
    known = {(one.stays, one.is_new) for one in shown}
    meanings = [(Member("", is_new=True), "nieuw")] if (False, True) in known else []
    meanings += [(Member("", stays=True), "blijft")] if (True, False) in known else []
    meanings += [(Member(""), NOT_KNOWN)] if (False, False) in known else []
    shapes: list[Shape] = []
    at = width - _PAD
    rows = 1
    for member, words in meanings:
        wide = width_of(words, _PARTY)
        if at - wide - 3.4 < taken:
            at, middle, taken = width - _PAD, middle + _ROW, 0.0
            rows += 1
        text = Text(at - wide, middle + 0.7, words, _PARTY, SOFT)
        at = text.x - 2.1
        shapes += [text, *_sign(member, at, middle)]
        at -= 4.0
    return shapes, rows


def _sign(member: Member, x: float, y: float) -> list[Shape]:
    if member.stays:
        return [Circle(x, y, 1.1, NIGHT)]
    if member.is_new:
        return [
            Circle(x, y, 1.3, PAPER, NIGHT, 0.35),
            line(x - 0.75, y, x + 0.75, y, NIGHT, 0.4),
            line(x, y - 0.75, x, y + 0.75, NIGHT, 0.4),
        ]
    return [Polyline(((x - 0.7, y), (x + 0.7, y)), NIGHT, 0.5)]
