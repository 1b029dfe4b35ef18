"""Renders a compiled template with a plan, and proves that each text has arrived."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from planbuilder.documents.binding import Marks
from planbuilder.documents.compiled.arrival import lost
from planbuilder.documents.compiled.form import Form, Part, unpacked
from planbuilder.documents.compiled.linking import Linker
from planbuilder.documents.compiled.packing import packed, stored, word_file
from planbuilder.documents.compiled.pictures import PictureBox
from planbuilder.documents.compiled.plan_printing import TEXT, PlanRendering, plan_prints
from planbuilder.documents.compiled.relations import TYPES, relations_of, with_pictures
from planbuilder.documents.compiled.strict import Budget, Refused, StrictManner, TooMuch
from planbuilder.documents.compiled.values import OtherWay
from planbuilder.documents.words import Words
from planbuilder.errors import DocumentNotMade, TemplateInvalid

if TYPE_CHECKING:
    from planbuilder.documents.compiled.linking import Statement

_CORE = "docProps/core.xml"
_STYLES = "word/styles.xml"
_TOP = "_rels/.rels"
# What a manifest and its token touch.
_BOUND = frozenset({"word/settings.xml", TYPES, _TOP, "docProps/custom.xml"})
# What comparing and calculating with the wrong kind of value raises.
_FAILS = (Refused, OtherWay, ArithmeticError, TypeError, ValueError, LookupError, RecursionError)
Finish = Callable[[dict[str, bytes]], None]


class TextLost(DocumentNotMade):
    """A text did not arrive in the document; `path` is its place in the plan, never the text."""

    def __init__(self, path: str) -> None:
        super().__init__("document_text_lost", format="docx", place=path or "-")
        self.path = path


class PlanTemplate:
    """A compiled template for plans that is ready to be rendered, as often as needed."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._about: dict[str, Any] = form.plan or {}
        self._programs: dict[str, tuple[Statement, int, tuple[str, ...]]] = {}
        for name, program in form.programs.items():
            linker = Linker(StrictManner(), plan_prints(program.places))
            empty = {
                f"<w:r>{place[1]['run']}{TEXT}</w:t></w:r>"
                for place in program.places
                if place[0] == "field" and not place[1]["owns"]
            }
            self._programs[name] = (linker.block(program.body), program.slots, tuple(sorted(empty)))

    def render(
        self,
        plan: dict[str, Any],
        core: str,
        marks: Marks | None = None,
        finish: Finish | None = None,
    ) -> bytes:
        """The Word document of a plan with these core properties.

        With `marks` each field gets its names; `finish` may add to the files that carry them.
        Raises TemplateInvalid where this plan can't be put in, TextLost where a text did not arrive.
        """
        box = PictureBox()
        budget = Budget()
        made: dict[str, Part] = {}
        styles: dict[str, str] = {}
        for name in sorted(self._programs, key=lambda one: one != self._form.body):
            is_body = name == self._form.body
            box.part = name
            rendering = PlanRendering(
                {"plan": plan}, budget, box, marks if is_body else None, self._about["last_id"]
            )
            xml = self._xml(name, rendering)
            styles |= rendering.styles
            made[name] = packed(name, xml.encode("utf-8"))
        made[_CORE] = packed(_CORE, core.encode("utf-8"))
        made |= with_pictures(self._form, box)
        if styles and self._about["has_styles"]:
            made[_STYLES] = self._with_styles(styles)
        if finish is not None:
            made |= self._finished(finish, made)
        parts = [made.pop(part.name, part) for part in self._form.parts]
        media = [stored(f"word/{name}", content) for content, name in box.files.items()]
        return word_file([*parts, *made.values(), *media])

    def _xml(self, name: str, rendering: PlanRendering) -> str:
        run, slots, empty = self._programs[name]
        try:
            run([rendering] + [None] * slots, rendering.out.append)
        except TooMuch:
            raise TemplateInvalid("template_too_heavy") from None
        except _FAILS:
            # What went wrong may name a text: `template_failure` finds the place.
            raise TemplateInvalid("template_not_usable") from None
        xml = "".join(rendering.out)
        for run_without_text in empty:
            xml = xml.replace(run_without_text, "")
        missing = lost(xml, rendering.printed)
        if missing is not None:
            raise TextLost(missing.path if isinstance(missing, Words) else "")
        return xml

    def _with_styles(self, styles: dict[str, str]) -> Part:
        """The styles of the template and these: hidden, each looking like the one it is based on."""
        before, end, after = self._form.content(_STYLES).decode("utf-8").rpartition("</w:styles>")
        pieces = [before]
        for name, own in styles.items():
            base = own or self._about["default_style"]
            based = f'<w:basedOn w:val="{base}"/>' if base else ""
            pieces.append(
                f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}">'
                f'<w:name w:val="{name}"/>{based}<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
            )
        return packed(_STYLES, "".join([*pieces, end, after]).encode("utf-8"))

    def _finished(self, finish: Finish, made: dict[str, Part]) -> dict[str, Part]:
        """What changes when `finish` has looked at the parts that a manifest touches."""
        touched = _BOUND | {relations_of(self._form.body)}
        files: dict[str, bytes] = {}
        for part in self._form.parts:
            if part.name in touched:
                now = made.get(part.name, part)
                files[part.name] = zlib.decompress(now.content, -15)
            elif part.name.startswith("customXml/"):
                files[part.name] = unpacked(part)
        before = dict(files)
        finish(files)
        return {
            name: packed(name, content)
            for name, content in files.items()
            if before.get(name) != content
        }
