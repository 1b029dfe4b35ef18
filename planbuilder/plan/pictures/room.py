"""Toekomstkamer: the youth's dream as a room in which every life area has its own object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from planbuilder.interview.answers import JOINT, Answer
from planbuilder.plan.material import Material
from planbuilder.plan.pictures.areas import AREAS
from planbuilder.plan.tables import Row, rows_of
from planbuilder.questionnaire.terms import LifeArea

ROOM, SYMBOLS, DREAM, TITLE, COLOUR = "tk_kamer", "tk_teken", "tk_droom", "tk_titel", "tk_kleur"
INVITATION = "Hier mag nog iets komen."
# What the youth picks in the two tables, per life area; and the object that stands for it.
BELONGS: Mapping[LifeArea, str] = MappingProxyType(
    {
        LifeArea.SUPPORT: "vrienden",
        LifeArea.HOUSING: "wonen",
        LifeArea.SCHOOL_WORK: "school",
        LifeArea.LEISURE: "vrij",
        LifeArea.INCOME: "geld",
        LifeArea.WELLBEING: "gezond",
    }
)
OBJECTS: Mapping[LifeArea, str] = MappingProxyType(
    {
        LifeArea.SUPPORT: "foto's aan de muur",
        LifeArea.HOUSING: "een bed",
        LifeArea.SCHOOL_WORK: "een bureau met een lamp",
        LifeArea.LEISURE: "een gitaar en een bal",
        LifeArea.INCOME: "een spaarpot op een plank",
        LifeArea.WELLBEING: "een raam met zon",
    }
)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something the youth put in the room: where it is and what one sees, as typed."""

    what: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """The object of one life area with the youth's words: things, or a wish where there are none.

    `symbol` is the one that the youth chose, "" for none.
    """

    area: LifeArea
    title: str
    things: tuple[Thing, ...] = ()
    wish: str = ""
    symbol: str = ""

    @property
    def is_empty(self) -> bool:
        """True when the youth has not said anything here yet."""
        return not (self.things or self.wish)

    @property
    def words(self) -> str:
        """What stands with the object: one line per thing, or the wish."""
        return "\n".join(_line(thing) for thing in self.things) or self.wish


@dataclass(frozen=True, slots=True)
class Room:
    """A youth's room of the future; `title`, `dream` and all words are as typed.

    `colour` is the label of the colour that the youth chose; `loose` are things of no area.
    """

    name: str
    title: str
    dream: str
    colour: str
    spots: tuple[Spot, ...]
    loose: tuple[Thing, ...] = ()

    @property
    def alternative(self) -> str:
        """All that the picture shows, a line per object."""
        return "\n".join(_told(self))


def compile_room(material: Material) -> Room | None:
    """The youth's room as far as this recipient may read it; None when there is nothing to show."""
    rows = [row for answer in _own(material, ROOM) for row in rows_of(answer)]
    chosen = [row for answer in _own(material, SYMBOLS) for row in rows_of(answer)]
    spots = tuple(_spots(material, rows, chosen))
    placed = set(BELONGS.values())
    loose = tuple(_thing(row) for row in rows if _text(row, "hoort_bij") not in placed)
    room = Room(
        name=material.name,
        title=_text_of(material, TITLE),
        dream=_text_of(material, DREAM),
        colour=_text_of(material, COLOUR),
        spots=spots,
        loose=tuple(thing for thing in loose if thing.what or thing.where),
    )
    has_words = room.dream or room.loose or any(not spot.is_empty for spot in spots)
    return room if has_words else None


def _own(material: Material, question: str) -> Iterator[Answer]:
    """What the youth said alone; only without such an answer, what the youth said yes to.

    Only what this kind of plan holds; how it looks (symbols, colour) goes along with the room.
    """
    if (ROOM if question in (SYMBOLS, COLOUR) else question) not in material.outline.feeds:
        return
    own = [a for a in material.answers(question) if a.has_content and material.is_own(a)]
    alone = [answer for answer in own if answer.voice != JOINT]
    yield from alone or own


def _text_of(material: Material, question: str) -> str:
    return "\n".join(a.value for a in _own(material, question) if isinstance(a.value, str))


def _spots(material: Material, rows: list[Row], chosen: list[Row]) -> Iterator[Spot]:
    for area, (prefix, title) in AREAS.items():
        wish = f"{prefix}_wil"
        things = tuple(_thing(row) for row in rows if _text(row, "hoort_bij") == BELONGS[area])
        if not things and wish not in material.view.readable:
            # An empty place would say that nothing was wished for.
            continue
        symbols = [_text(r, "teken") for r in chosen if _text(r, "hoort_bij") == BELONGS[area]]
        yield Spot(
            area=area,
            title=title,
            things=things,
            wish="" if things else _text_of(material, wish),
            symbol=symbols[-1] if symbols else "",
        )


def _thing(row: Row) -> Thing:
    return Thing(_text(row, "wat"), _text(row, "plek"))


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _line(thing: Thing) -> str:
    return (
        f"{thing.where}: {thing.what}" if thing.where and thing.what else thing.what or thing.where
    )


def _told(room: Room) -> Iterator[str]:
    yield f"De kamer van de toekomst van {room.name}."
    if room.title:
        yield f"Erboven staat: “{room.title}”"
    if room.colour:
        yield f"De kleur is {room.colour}."
    for spot in room.spots:
        symbol = f", met als teken: {spot.symbol}" if spot.symbol else ""
        words = INVITATION if spot.is_empty else f"“{spot.words}”"
        yield f"{spot.title} ({OBJECTS[spot.area]}{symbol}): {words}"
    if room.loose:
        yield "Ook in de kamer: “" + "\n".join(_line(thing) for thing in room.loose) + "”"
    if room.dream:
        yield f"Over drie jaar: “{room.dream}”"
