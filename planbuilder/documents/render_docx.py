"""Any docxtpl template with any context -> a Word document, compiled once and fast from then on."""

from __future__ import annotations

import os
from os import PathLike, fspath

from planbuilder.documents.compiled.values import OtherWay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from docxtpl import DocxTemplate

    from planbuilder.documents.compiled.form import Form
    from planbuilder.documents.compiled.rendering import Template

_MANNER = "docxtpl"
_MOST_IN_MEMORY = 16
_ready: dict[object, Template | str] = {}
_NO_FILTERS: Mapping[str, Callable[..., Any]] = {}
# What a context can bring about in a template; docxtpl then tells what it makes of it.
_WENT_WRONG = (
    ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError,
)  # fmt: skip


def render_docx(
    template: str | PathLike[str] | bytes | DocxTemplate,
    context: Mapping[str, Any],
    *,
    filters: Mapping[str, Callable[..., Any]] = _NO_FILTERS,
    cache: str | PathLike[str] | None = None,
    tell: Callable[[str], None] | None = None,
) -> bytes:
    """The Word document of a docxtpl template (a path, or its bytes) with this context.

    Every text is escaped; what has `__html__` (RichText, Listing, Markup) goes in as it is. The XML of
    each part is what docxtpl with autoescape makes of it, apart from text that docxtpl would lose (see
    docs/templates.md). What the compiled form can't say is rendered by docxtpl itself in Jinja's sandbox;
    `tell` then gets the reason. `filters` are given to the template beside Jinja's own; `cache` is a
    folder for compiled templates (made 0700), None keeps them in memory only. A DocxTemplate, with what
    is to be replaced in it, is rendered by docxtpl itself.
    Raises TemplateInvalid where the template is not safe to read, or can't be used with this context.
    """
    if not isinstance(template, bytes | str | PathLike):
        return _by_docxtpl(template, context, filters, "a template object of docxtpl's own", tell)
    ready = _template(template, filters, cache)
    reason = ready if isinstance(ready, str) else ""
    if not isinstance(ready, str):
        try:
            return ready.render(context)
        except OtherWay as told:
            reason = str(told)
        except _WENT_WRONG as error:
            reason = type(error).__name__
    return _by_docxtpl(_read(template), context, filters, reason, tell)


def _by_docxtpl(
    template: bytes | DocxTemplate,
    context: Mapping[str, Any],
    filters: Mapping[str, Callable[..., Any]],
    reason: str,
    tell: Callable[[str], None] | None,
) -> bytes:
    if tell is not None:
        tell(reason)
    from planbuilder.documents.compiled.by_docxtpl import by_docxtpl

    return by_docxtpl(template, context, filters)


def _read(template: bytes | str | PathLike[str]) -> bytes:
    if isinstance(template, bytes):
        return template
    with open(template, "rb") as file:  # noqa: PTH123 - see compiled/__init__.py
        return file.read()


def _template(
    template: bytes | str | PathLike[str],
    filters: Mapping[str, Callable[..., Any]],
    cache: str | PathLike[str] | None,
) -> Template | str:
    """The template ready to render, or the reason that docxtpl must do it."""
    known = _as_known(template)
    found = _ready.pop(known, None) if not filters else None
    if found is None:
        found = _linked(_form(_read(template), cache), filters)
    if not filters:
        # What was used last is thrown out last.
        _ready[known] = found
        while len(_ready) > _MOST_IN_MEMORY:
            del _ready[next(iter(_ready))]
    return found


def _as_known(template: bytes | str | PathLike[str]) -> object:
    """What this process knows a template by: its bytes, or which file it is as it stands now."""
    if isinstance(template, bytes):
        return template
    path = fspath(template)
    now = os.stat(path)  # noqa: PTH116
    return path, now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns


def _linked(form: Form, filters: Mapping[str, Callable[..., Any]]) -> Template | str:
    from planbuilder.documents.compiled.rendering import Template

    if form.reason:
        return form.reason
    try:
        return Template(form, filters)
    except OtherWay as told:
        return str(told)


def _form(raw: bytes, cache: str | PathLike[str] | None) -> Form:
    from planbuilder.documents.compiled.cache import keep, key_of, load

    key = key_of(raw, _MANNER)
    form = None if cache is None else load(cache, key)
    if form is not None:
        return form
    from planbuilder.documents.compiled.by_docxtpl import unusable
    from planbuilder.documents.compiled.compiling import compiled
    from planbuilder.documents.word_package import open_any_package

    open_any_package(raw)
    try:
        form = compiled(raw)
    except unusable() as error:
        from planbuilder.documents.compiled.refusal import refusal

        raise refusal(error) from None
    if cache is not None:
        keep(cache, key, form)
    return form
