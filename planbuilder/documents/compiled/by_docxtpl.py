"""docxtpl itself, for what has no compiled form: in Jinja's sandbox, with every text escaped."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from planbuilder.documents.zip_bytes import read_zip, write_zip
from planbuilder.errors import TemplateInvalid

_DEEPEST = 6


def unusable() -> tuple[type[Exception], ...]:
    """What python-docx, docxtpl, Jinja and lxml raise for a template that they can't use."""
    from docx.opc.exceptions import OpcError
    from jinja2.exceptions import TemplateError
    from lxml.etree import LxmlError

    return (
        zipfile.BadZipFile, LookupError, ValueError, TypeError, RuntimeError, AttributeError,
        ArithmeticError, OSError, OpcError, TemplateError, LxmlError,
    )  # fmt: skip


def by_docxtpl(
    template: bytes, context: Mapping[str, Any], filters: Mapping[str, Callable[..., Any]]
) -> bytes:
    """The document as docxtpl makes it. Raises TemplateInvalid where it can't."""
    from docxtpl import DocxTemplate
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(autoescape=True)
    environment.filters.update(filters)
    target = io.BytesIO()
    try:
        # An image or a document inside belongs to the template object that it was made for.
        tpl = next(_template_objects(context.values(), 0), None)
        tpl = DocxTemplate(io.BytesIO(template)) if tpl is None else tpl
        tpl.render(dict(context), environment)
        tpl.save(target)
    except unusable() as error:
        raise TemplateInvalid("template_not_usable") from error
    return write_zip(read_zip(target.getvalue()))


def _template_objects(values: Iterable[Any], depth: int) -> Any:
    for value in values:
        if isinstance(value, dict):
            yield from _template_objects(value.values(), depth + 1) if depth < _DEEPEST else ()
        elif isinstance(value, list | tuple):
            yield from _template_objects(value, depth + 1) if depth < _DEEPEST else ()
        elif hasattr(value, "__html__") and hasattr(value, "tpl"):
            yield value.tpl
