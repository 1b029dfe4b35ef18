"""The fields and instructions that stand in a Word template, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from planbuilder.documents.word_relationships import parsed
from planbuilder.documents.word_text import is_read_by_people, w

# The parts that are filled; fields in any other part would stand there as they are.
FILLED_PART = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_DUTCH = {
    "document": "alinea",
    "header": "koptekst, alinea",
    "footer": "voettekst, alinea",
    "footnotes": "voetnoten, alinea",
}
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)
_OPENING = re.compile(r"\{[{%]|[}%]\}")
_PARTS_OF_TAG = re.compile(r"\{[{%#](p|tr|tc|r)?(?:[-+])?\s+(.*?)\s*(?:[-+])?[}%#]\}", re.S)
_WORDS_LONG = 80
# As docxtpl reads them: Word's own quotes are quotes.
_QUOTES = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph: how to find it, what stands in it, and its element."""

    name: str
    text: str
    element: Any

    def words(self, around: str = "") -> str:
        """A piece of the paragraph, with what is wrong in it."""
        at = max(self.text.find(around) - _WORDS_LONG // 2, 0)
        return self.text[at : at + _WORDS_LONG].strip()


@dataclass(frozen=True, slots=True)
class Tag:
    """One field or instruction. `kind` is "{{", "{%" or "{#"; `level` is what it takes with it.

    `level`: "p" its paragraph, "tr" its row, "tc" its cell, "r" its run, "" nothing.
    """

    written: str
    kind: str
    level: str
    inside: str
    place: Place
    run: Any = field(repr=False)
    beside: str = ""

    @property
    def word(self) -> str:
        """The first word of an instruction, such as "for"."""
        return self.inside.split(None, 1)[0] if self.inside else ""


def places_of(root: Any, part: str) -> list[Place]:
    """Every paragraph of a part that is filled, in the order of reading."""
    named = _DUTCH[re.sub(r"\d", "", part)]
    tables = {table: number for number, table in enumerate(root.iter(w("tbl")), 1)}
    found = []
    for number, paragraph in enumerate(root.iter(w("p")), 1):
        name = f"{named} {number}"
        table = next(paragraph.iterancestors(w("tbl")), None)
        if table is not None:
            name += f" (in tabel {tables[table]})"
        text = "".join(text for _, text in _texts(paragraph))
        found.append(Place(name, text, paragraph))
    return found or [Place(f"{named} 1", "", root)]


def tags_in(place: Place) -> Iterator[Tag]:
    """The fields and instructions of one paragraph, in their order."""
    for found in _TAG.finditer(place.text):
        written = found[0]
        taken = _PARTS_OF_TAG.fullmatch(written)
        level, inside = (taken[1] or "", taken[2]) if taken else ("", written[2:-2].strip())
        run, beside = None, ""
        if level == "r":
            run, beside = _run_of(place.element, found.start(), found.end())
        yield Tag(written, written[:2], level, inside.translate(_QUOTES), place, run, beside)


def left_open(place: Place) -> str:
    """The start of a field or instruction that has no end in its paragraph, or the end of one; or ''."""
    found = _OPENING.search(_TAG.sub(lambda tag: " " * len(tag[0]), place.text))
    return "" if found is None else place.text[found.start() : found.start() + 30].strip()


def hidden_tags(place: Place) -> Iterator[str]:
    """What stands in this paragraph as a field where no text of it is: a field code, a link, a formula."""
    for element in place.element.iter("*"):
        if element.tag != w("t") and isinstance(element.tag, str):
            yield from _TAG.findall(element.text or "")
        for name, value in element.attrib.items():
            if not is_read_by_people(element, name):
                yield from _TAG.findall(value)


def unfilled_tags(raw: bytes, part: str) -> list[str]:
    """What looks like a field in a part that is not filled, such as a comment or an endnote."""
    if b"{{" not in raw and b"{%" not in raw:
        return []
    return _TAG.findall("".join(parsed(raw, part).itertext()))


def _texts(paragraph: Any) -> Iterator[tuple[Any, str]]:
    """Each text of the paragraph itself (not of a text box in it), with the run that it stands in."""
    for text in paragraph.iter(w("t")):
        if next(text.iterancestors(w("p")), None) is paragraph:
            yield text.getparent(), "".join(text.itertext())


def _run_of(paragraph: Any, start: int, end: int) -> tuple[Any, str]:
    """The run in which these characters of the paragraph start, and the other text of all their runs."""
    at, first, beside = 0, None, ""
    pieces = list(_texts(paragraph))
    runs = []
    for run, text in pieces:
        if at < end and at + len(text) > start:
            first = run if first is None else first
            runs.append(run)
        at += len(text)
    at = 0
    for run, text in pieces:
        if run in runs:
            beside += text[: max(start - at, 0)] + text[max(end - at, 0) :]
        at += len(text)
    return first, beside.strip()
