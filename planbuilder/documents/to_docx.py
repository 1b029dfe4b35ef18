"""Plan -> Word document, through a Word template that is compiled once."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planbuilder.documents.binding import Marks
from planbuilder.documents.compiled.cache import keep, key_of, load
from planbuilder.documents.compiled.plan_rendering import Finish, PlanTemplate
from planbuilder.documents.compiled.texts import escaped

if TYPE_CHECKING:
    from planbuilder.documents.compiled.form import Form

_MANNER = "plan"
_MOST_IN_MEMORY = 32
_ready: dict[bytes, PlanTemplate] = {}
_LIBRARIES = (
    "docxtpl",
    "lxml.etree",
    "planbuilder.documents.compiled.plan_compiling",
    "planbuilder.documents.templating",
    "planbuilder.documents.word_styles",
)
_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}


def to_docx(
    plan: dict[str, Any],
    template: bytes,
    marks: Marks | None = None,
    finish: Finish | None = None,
    *,
    compiler: Callable[[bytes], Form] | None = None,
    cache: Path | None = None,
) -> bytes:
    """The Word document of a plan (data as `words.as_words` makes it): the same bytes each time.

    With `marks` each field gets its names (see binding.py); `finish` may add to the files of the
    document that carry a manifest. `compiler` makes the compiled form of a template that has none yet
    in `cache`, a folder (None: in memory only). Raises TemplateInvalid where the template can't be
    used. Whether each text arrived is for `verify.verify_document` to see.
    """
    ready = _template(template, compiler, cache)
    return ready.render(plan, _properties(plan), marks, finish)


def _template(
    template: bytes, compiler: Callable[[bytes], Form] | None, cache: Path | None
) -> PlanTemplate:
    ready = _ready.pop(template, None)
    if ready is None:
        key = key_of(template, _MANNER)
        form = None if cache is None else load(cache, key)
        if form is None:
            form = (compiler or _compiled_here)(template)
            if cache is not None:
                keep(cache, key, form)
        ready = PlanTemplate(form)
    # What was used last is thrown out last.
    _ready[template] = ready
    while len(_ready) > _MOST_IN_MEMORY:
        del _ready[next(iter(_ready))]
    return ready


def _compiled_here(template: bytes) -> Form:
    # docxtpl, lxml and Jinja are needed once for each template, and then no more.
    from planbuilder.documents.compiled.plan_compiling import compiled_plan

    return compiled_plan(template)


def _properties(plan: dict[str, Any]) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{escaped(plan['title'])}</dc:title><dc:creator>planbuilder</dc:creator>"
        "<cp:lastModifiedBy>planbuilder</cp:lastModifiedBy>"
        f"<dc:language>{_LANGUAGES[plan['language']]}</dc:language></cp:coreProperties>"
    )


def load_libraries() -> None:
    """Import what compiling a template needs, for a process that has limits from then on."""
    for name in _LIBRARIES:
        import_module(name)
