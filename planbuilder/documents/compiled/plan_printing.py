"""What a plan's template prints: each text as it was typed, in runs and paragraphs, with its names."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from planbuilder.documents.binding import Mark, Marks
from planbuilder.documents.compiled.linking import Linker
from planbuilder.documents.compiled.pictures import PictureBox
from planbuilder.documents.compiled.plain_tables import AFTERWARDS
from planbuilder.documents.compiled.plan_tables import let_a_long_row_split, shared, shared_plain
from planbuilder.documents.compiled.properties import composed, in_language
from planbuilder.documents.compiled.strict import ABSENT, Budget, Refused
from planbuilder.documents.compiled.texts import escaped, escaped_attribute
from planbuilder.documents.word_picture import WordPicture
from planbuilder.documents.words import Words
from planbuilder.text_direction import is_right_to_left, language_of, stretches

if TYPE_CHECKING:
    from planbuilder.documents.compiled.linking import Put, Statement

TEXT = '<w:t xml:space="preserve">'
_FIRST_PICTURE = 1000
_RIGHT_TO_LEFT = (
    "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
)
right_to_left = re.compile(f"[{_RIGHT_TO_LEFT}]").search
# Whatever needs more than being put between tags as it is.
special = re.compile(f"[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff{_RIGHT_TO_LEFT}]").search
_LINES = re.compile("([\n\t])")
_LAID_OUT = {"\n": "<w:br/>", "\t": "<w:tab/>"}
# What is looked at again when it is whole.
_AFTERWARDS = {
    **AFTERWARDS,
    "widths": shared,
    "shares": shared_plain,
    "row": let_a_long_row_split,
}
# The letters of "&lt;" are nobody's words.
_NO_TEXT = re.compile("<[^>]*>|&[^;]*;")


class PlanRendering:
    """One part of one document that is being made.

    `printed` are the texts that it must hold, in their order, each with True for one in an attribute.
    `styles` are the styles that were given out, each with the one that it is based on.
    """

    __slots__ = (
        "_last_id", "_number", "_paragraphs", "box", "budget", "context", "marks", "out", "printed",
        "styles",
    )  # fmt: skip

    def __init__(
        self,
        context: dict[str, Any],
        budget: Budget,
        box: PictureBox,
        marks: Marks | None,
        last_id: int,
    ) -> None:
        self.context = context
        self.budget = budget
        self.box = box
        self.marks = marks
        self.out: list[str] = []
        self.printed: list[tuple[str, bool]] = []
        self.styles: dict[str, str] = {}
        self._last_id = last_id
        self._number = _FIRST_PICTURE
        self._paragraphs: dict[int, _Paragraph] = {}

    def next_number(self) -> str:
        """The next number for a picture."""
        self._number += 1
        return str(self._number)

    def next_id(self) -> str:
        """The next id for a bookmark or control."""
        self._last_id += 1
        return str(self._last_id)

    def start(self, number: int, parts: list[Any]) -> None:
        """Begin the paragraph with this number; its properties may still change."""
        self._paragraphs[number] = _Paragraph(self.out, parts)

    def go_on(self, number: int, paragraph: _Paragraph) -> None:
        """Write from now on in this paragraph, which follows the one with this number."""
        self._paragraphs[number] = paragraph

    def paragraph(self, number: int) -> _Paragraph:
        """The paragraph with this number, as it was begun last."""
        return self._paragraphs[number]


class _Paragraph:
    """A paragraph that is being written: where its properties stand, and what they are now."""

    __slots__ = ("_at", "_is_bidi", "_is_last", "_out", "_style", "parts", "restyled")

    def __init__(self, out: list[str], parts: list[Any]) -> None:
        self._out = out
        self._at = len(out)
        self.parts = parts
        self._style = ""
        self._is_bidi = False
        self._is_last = True
        self.restyled = False
        out.append(parts[0])

    def _write(self) -> None:
        self._out[self._at] = composed(
            self.parts, self._style, is_bidi=self._is_bidi, is_last=self._is_last
        )

    def mark_direction(self) -> None:
        """Make it a paragraph from right to left, if its first letter with a direction is."""
        if not self._is_bidi and is_right_to_left(_NO_TEXT.sub("", "".join(self._out[self._at :]))):
            self._is_bidi = True
            self._write()

    def restyle(self, style: str) -> None:
        """Give it this style."""
        self._style = style
        self._write()

    def is_followed(self) -> _Paragraph:
        """Close it and begin another with the same properties."""
        self._is_last = False
        self._write()
        self._out.append("</w:p><w:p>")
        return _Paragraph(self._out, self.parts)


def plan_prints(places: list[list[Any]]) -> Callable[[list[Any], Linker], Statement]:
    """What makes functions of the statements that only plans have, and of what is printed."""
    fields = [_Field(place[1]) if place[0] == "field" else None for place in places]

    def special_statement(node: list[Any], linker: Linker) -> Statement:
        match node:
            case ["id"]:
                return lambda v, put: put(v[0].next_number())
            case ["par", number, parts]:
                return lambda v, put: v[0].start(number, parts)
            case ["tbl" | "grid" | "widths" | "shares" | "row" | "cell" as word, body]:
                return _afterwards(linker.block(body), _AFTERWARDS[word])
        value = linker.value(node[1])
        field: _Field | None = fields[node[2]]
        if field is not None:
            return field.statement(value)
        return lambda v, put: put(_in_attribute(value(v), v[0]))

    return special_statement


def _afterwards(body: Statement, work: Callable[[str], str]) -> Statement:
    def run(v: list[Any], put: Put) -> None:
        out = v[0].out
        start = len(out)
        body(v, put)
        made = work("".join(out[start:]))
        del out[start:]
        put(made)

    return run


def _in_attribute(value: Any, rendering: PlanRendering) -> str:
    text = _text_of(value)
    rendering.budget.write(len(text))
    if text and isinstance(value, str):
        rendering.printed.append((value, True))
    return escaped_attribute(text)


def _text_of(value: Any) -> str:
    if value is ABSENT:
        raise Refused("a field that does not exist")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Refused("only a text or a number can be printed")
    return str(value)


class _Field:
    """One place in which texts are printed."""

    def __init__(self, told: dict[str, Any]) -> None:
        self._owns = bool(told["owns"])
        self._paragraph = told["par"]
        self._splits = bool(told["split"])
        self._is_direct = bool(told["direct"])
        self._run = f"<w:r>{told['run']}"
        self._rtl_runs = {
            "he": f"<w:r>{in_language(told['rtl'], 'he-IL')}",
            "ar": f"<w:r>{in_language(told['rtl'], 'ar-SA')}",
        }
        # A text without anything special in it stands between these.
        self._before = f"{self._run}{TEXT}" if self._owns else ""
        self._after = "</w:t></w:r>" if self._owns else ""
        # Runs of its own stand between these.
        self._leave = "" if self._owns else "</w:t></w:r>"
        self._enter = "" if self._owns else f"{self._run}{TEXT}"

    def statement(self, value: Callable[[list[Any]], Any]) -> Statement:
        """The function that prints this value here."""
        before, after = self._before, self._after

        def write(v: list[Any], put: Put) -> None:
            found = value(v)
            rendering = v[0]
            if type(found) is Words:
                mark = None
                if rendering.marks is not None and self._is_field(found):
                    mark = rendering.marks.mark(found.path)
                if found:
                    rendering.printed.append((found, False))
                    rendering.budget.write(len(found))
                    if mark is None and special(found) is None:
                        put(f"{before}{found}{after}")
                    else:
                        self._lay_out(found, mark, rendering, put)
            elif isinstance(found, WordPicture):
                drawing = rendering.box.drawing(found, rendering.next_number())
                put(f"{self._leave}{self._run}{drawing}</w:r>{self._enter}")
            else:
                text = _text_of(found)
                rendering.budget.write(len(text))
                if text and isinstance(found, str):
                    rendering.printed.append((found, False))
                    self._lay_out(text, None, rendering, put)
                elif text:
                    put(f"{before}{text}{after}")

        return write

    def _is_field(self, text: str) -> bool:
        """True for a text that stands in a paragraph, and does not only part paragraphs."""
        return self._is_direct and bool(text) and (not self._splits or bool(text.strip("\r\n")))

    def _lay_out(self, text: str, mark: Mark | None, rendering: PlanRendering, put: Put) -> None:
        """Write a text with its lines, paragraphs and direction, and its names around it."""
        text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        parts = text.split("\n\n") if self._splits else [text]
        paragraph = None if self._paragraph < 0 else rendering.paragraph(self._paragraph)
        put(self._leave)
        for number, part in enumerate(parts, start=1):
            if number > 1 and paragraph is not None:
                paragraph = paragraph.is_followed()
                rendering.go_on(self._paragraph, paragraph)
            if not part:
                # An empty paragraph has no control, and its number stays free.
                continue
            runs = self._runs(part)
            put(runs if mark is None else _named(mark, number, runs, rendering))
            if mark is not None and paragraph is not None:
                _restyle(paragraph, mark, rendering)
            if paragraph is not None and right_to_left(part):
                paragraph.mark_direction()
        put(self._enter)

    def _runs(self, text: str) -> str:
        if right_to_left(text) is None:
            return f"{self._run}{_inside(text)}</w:r>"
        return "".join(
            f"{self._rtl_runs[language_of(stretch)] if is_rtl else self._run}{_inside(stretch)}</w:r>"
            for stretch, is_rtl in stretches(text)
        )


def _inside(text: str) -> str:
    """What stands in a run: texts, line breaks and tabs."""
    xml = escaped(text)
    if "\n" not in xml and "\t" not in xml:
        return f"{TEXT}{xml}</w:t>"
    return "".join(
        _LAID_OUT.get(piece, f"{TEXT}{piece}</w:t>") for piece in _LINES.split(xml) if piece
    )


def _named(mark: Mark, number: int, runs: str, rendering: PlanRendering) -> str:
    """The runs of one paragraph in a control, with a bookmark around it."""
    control = (
        f'<w:sdt><w:sdtPr><w:alias w:val="{escaped_attribute(mark.alias)}"/>'
        f'<w:tag w:val="{mark.tag(number)}"/><w:id w:val="{rendering.next_id()}"/></w:sdtPr>'
        f"<w:sdtContent>{runs}</w:sdtContent></w:sdt>"
    )
    name = mark.bookmark(number)
    if not name:
        return control
    own = rendering.next_id()
    return f'<w:bookmarkStart w:id="{own}" w:name="{name}"/>{control}<w:bookmarkEnd w:id="{own}"/>'


def _restyle(paragraph: _Paragraph, mark: Mark, rendering: PlanRendering) -> None:
    """Give the paragraph the style of the first field in it."""
    if mark.style and not paragraph.restyled:
        rendering.styles.setdefault(mark.style, paragraph.parts[1])
        paragraph.restyle(mark.style)
    paragraph.restyled = True
