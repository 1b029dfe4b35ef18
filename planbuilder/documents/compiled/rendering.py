"""Renders a compiled docxtpl template with a context."""

from __future__ import annotations

from planbuilder.documents.compiled.form import Form, Part
from planbuilder.documents.compiled.lenient import LenientManner
from planbuilder.documents.compiled.packing import packed, stored, word_file
from planbuilder.documents.compiled.pictures import PictureBox
from planbuilder.documents.compiled.printing import Rendering, linker_of
from planbuilder.documents.compiled.relations import with_pictures

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from planbuilder.documents.compiled.linking import Statement


class Template:
    """A compiled template that is ready to be rendered, as often as needed."""

    def __init__(self, form: Form, filters: Mapping[str, Callable[..., Any]]) -> None:
        self._form = form
        manner = LenientManner(filters)
        self._programs: dict[str, tuple[Statement, int]] = {}
        for name, program in form.programs.items():
            linker = linker_of(manner, program.places, frozenset(program.prefixes))
            self._programs[name] = (linker.block(program.body), program.slots)

    def render(self, context: Mapping[str, Any]) -> bytes:
        """The Word document. Raises OtherWay where this context asks for docxtpl itself."""
        box = PictureBox()
        rendering = Rendering(context, box)
        made: dict[str, Part] = {}
        # The body first, for the numbers of its pictures.
        for name in sorted(self._programs, key=lambda one: one != self._form.body):
            run, slots = self._programs[name]
            box.part = name
            pieces: list[str] = []
            run([rendering] + [None] * slots, pieces.append)
            made[name] = packed(name, "".join(pieces).encode("utf-8"))
        made |= with_pictures(self._form, box)
        parts = [made.pop(part.name, part) for part in self._form.parts]
        media = [stored(f"word/{name}", content) for content, name in box.files.items()]
        return word_file([*parts, *made.values(), *media])
