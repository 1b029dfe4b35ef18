"""Plan, Section and the blocks they hold: content without format.

A plan is made from a DossierView only, so nothing here is anything that its recipient may not
read. Every text is as it was typed: "\n" is a line break, an empty line a new paragraph.
A `source` says from what in the dossier a text came (see plan/sources.py); it is never printed,
and what is printed is the same whatever it came from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from planbuilder.questionnaire.terms import PlanKind

_STEERING = frozenset("type style kind severity name id language file_stem colour".split())
_NOT_PRINTED = frozenset({"source", "sources", "title_source"})


_TITLE = "Titel van het plan"


class Traced(NamedTuple):
    """A text with its place in the plan, what it is about in words, and its source."""

    place: str
    text: str
    about: str
    source: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text of planbuilder itself or of an organisation (never a person's words)."""

    text: str
    style: Literal["body", "note", "empty"] = "body"
    type: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section, such as one of the six life areas."""

    text: str
    type: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Quote:
    """The youth's own words. `label` is the question in a few words."""

    label: str
    text: str
    speaker: str
    source: str = field(default="", compare=False)
    type: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class Remark:
    """Somebody else's words, with name and role."""

    label: str
    text: str
    speaker: str
    role: str
    source: str = field(default="", compare=False)
    type: Literal["remark"] = "remark"


@dataclass(frozen=True, slots=True)
class Perspective:
    """One voice in a comparison."""

    speaker: str
    role: str
    text: str
    is_youth: bool = False
    source: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Several voices on one question, next to each other, the youth first."""

    label: str
    perspectives: tuple[Perspective, ...]
    type: Literal["side_by_side"] = "side_by_side"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a list of facts."""

    label: str
    text: str
    source: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """Short facts, label and value."""

    facts: tuple[Fact, ...]
    type: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as there are columns. `label` is its caption.

    `sources` has the shape of `rows`, or is empty where no cell came from the dossier as it is.
    """

    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    # Whose words these are ("" for planbuilder's own tables).
    speaker: str = ""
    sources: tuple[tuple[str, ...], ...] = field(default=(), compare=False)
    # In the shape of `rows`: which cells are the youth's own words; empty where none is.
    quoted: tuple[tuple[bool, ...], ...] = ()
    type: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short texts; `sources` is as long as `items`, or empty."""

    items: tuple[str, ...]
    label: str = ""
    sources: tuple[str, ...] = field(default=(), compare=False)
    type: Literal["bullets"] = "bullets"


PictureName = Literal["route", "people", "areas", "room", "calendar"]


@dataclass(frozen=True, slots=True)
class Picture:
    """Something to look at; `alternative` says in words all that it shows.

    `data` is what is drawn: the frozen dataclass of planbuilder/plan/pictures/<name>.py.
    """

    name: PictureName
    label: str
    alternative: str
    data: Any
    type: Literal["picture"] = "picture"


Block = Paragraph | Heading | Quote | Remark | SideBySide | Facts | Table | Bullets | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered chapter; it has at least one block."""

    id: str
    number: int
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that is still to be settled: what, and who can."""

    text: str
    who: str
    severity: Literal["info", "action", "urgent"] = "action"


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan for one recipient. Dates are written out in Dutch, ready to print.

    `first_page` are the facts under the title: for whom, on whose consent, version, date,
    regisseur, whom the youth can always turn to. `file_stem` carries no name of a person.
    `title_source` is the source of the title.
    """

    kind: PlanKind
    title: str
    subtitle: str
    youth_name: str
    recipient: str
    version: int
    state: str
    date: str
    language: Literal["nl", "en"]
    first_page: tuple[Fact, ...]
    sections: tuple[Section, ...]
    open_points: tuple[OpenPoint, ...]
    help_lines: tuple[str, ...]
    file_stem: str
    title_source: str = ""
    # The colour that the youth chose, in the words of the question; "" for none.
    colour: str = ""

    def as_data(self) -> dict[str, Any]:
        """The plan as plain dicts, lists and texts: what templates and the PDF engine get.

        Of a picture the words are there; what is drawn is added by the documents. Sources are not
        there: no template, and so no reader, ever gets one.
        """
        printed: dict[str, Any] = _printed(self)
        return printed

    def traced(self) -> Iterator[Traced]:
        """Every text that has a source, in the order of the plan."""
        if self.title_source:
            yield Traced("title", self.title, _TITLE, self.title_source)
        for at, fact in enumerate(self.first_page):
            if fact.source:
                yield Traced(f"first_page[{at}].text", fact.text, fact.label, fact.source)
        for number, section in enumerate(self.sections):
            for at, block in enumerate(section.blocks):
                here = f"sections[{number}].blocks[{at}]"
                for place, text, about, source in _block_texts(block):
                    if source:
                        yield Traced(f"{here}.{place}", text, about or section.title, source)

    def sources(self) -> dict[str, str]:
        """The source of each text that has one, by its place ("sections[2].blocks[0].text")."""
        return {one.place: one.source for one in self.traced()}

    def pictures(self) -> tuple[Picture, ...]:
        """Every picture, in the order of the plan."""
        blocks = (block for section in self.sections for block in section.blocks)
        return tuple(block for block in blocks if isinstance(block, Picture))

    def texts(self) -> tuple[str, ...]:
        """Every text that must be found again in a document made from this plan."""
        found: list[str] = []

        def walk(value: object) -> None:
            if isinstance(value, str):
                if value:
                    found.append(value)
            elif isinstance(value, dict):
                for key, inner in value.items():
                    if key not in _STEERING:
                        walk(inner)
            elif isinstance(value, list | tuple):
                for inner in value:
                    walk(inner)

        walk(self.as_data())
        return tuple(found)


def _block_texts(block: Block) -> Iterator[tuple[str, str, str, str]]:
    """As `Traced`, for all texts of this block that can have a source, by their places inside it."""
    match block:
        case Quote() | Remark():
            yield "text", block.text, block.label, block.source
        case SideBySide():
            for at, said in enumerate(block.perspectives):
                yield f"perspectives[{at}].text", said.text, block.label, said.source
        case Facts():
            for at, fact in enumerate(block.facts):
                yield f"facts[{at}].text", fact.text, fact.label, fact.source
        case Table():
            for row, cells in enumerate(block.sources):
                for column, source in enumerate(cells):
                    text, about = block.rows[row][column], block.columns[column]
                    yield f"rows[{row}][{column}]", text, about, source
        case Bullets():
            for at, source in enumerate(block.sources):
                yield f"items[{at}]", block.items[at], block.label, source


def _printed(value: Any) -> Any:
    """As `dataclasses.asdict`, in a third of the time, without sources and what pictures draw."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return type(value)(map(_printed, value))
    if isinstance(value, dict):
        return {name: _printed(inner) for name, inner in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _printed(getattr(value, name)) for name in _fields_printed(type(value))}
    return value


@cache
def _fields_printed(kind: type) -> tuple[str, ...]:
    drawn = {"data"} if kind is Picture else set()
    return tuple(one.name for one in fields(kind) if one.name not in _NOT_PRINTED | drawn)
