"""docxtpl itself, for what has no compiled form: in Jinja's sandbox, with every text escaped."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from planbuilder.documents.compiled.preparing import PROPERTIES
from planbuilder.documents.compiled.refusal import refusal
from planbuilder.documents.compiled.relations import relations_of
from planbuilder.documents.compiled.texts import escaped_attribute
from planbuilder.documents.word_picture import WordPicture
from planbuilder.documents.zip_bytes import read_zip, write_zip
from planbuilder.errors import TemplateInvalid

_DEEPEST = 6
# How the file calls a property that python-docx calls otherwise.
_ELEMENTS = {"author": "creator", "comments": "description"}
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


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
    template: Any, context: Mapping[str, Any], filters: Mapping[str, Callable[..., Any]]
) -> bytes:
    """The document as docxtpl makes it of a template (bytes, or an object of its own).

    Raises TemplateInvalid where it can't.
    """
    from docxtpl import DocxTemplate

    from planbuilder.documents.compiled.bounded import BoundedEnvironment
    from planbuilder.documents.compiled.printed import as_printed, as_property

    environment = BoundedEnvironment(autoescape=True, finalize=as_printed)
    environment.filters.update(filters)
    of_properties = BoundedEnvironment(finalize=as_property)
    of_properties.filters.update(filters)
    target = io.BytesIO()
    try:
        tpl = template
        if isinstance(template, bytes):
            # An image or a document inside belongs to the template object that it was made for.
            tpl = next(_template_objects(context.values(), 0), None)
            tpl = DocxTemplate(io.BytesIO(template)) if tpl is None else tpl
        tpl.render_properties = lambda values, _: _put_properties(tpl, values, of_properties)
        try:
            tpl.render(_with_images(dict(context), tpl, 0), environment)
        finally:
            del tpl.render_properties
        tpl.save(target)
    except (MemoryError, RecursionError):
        raise TemplateInvalid("template_too_heavy") from None
    except unusable() as error:
        raise refusal(error) from error
    files = read_zip(target.getvalue())
    _refuse_broken(files)
    return write_zip(files)


def _put_properties(tpl: Any, values: Mapping[str, Any], environment: Any) -> None:
    """The properties of the document, of any length; docxtpl would escape them twice."""
    core = tpl.docx.core_properties
    for name in PROPERTIES:
        made = environment.from_string(getattr(core, name)).render(values)
        setattr(core, name, "")
        getattr(core._element, _ELEMENTS.get(name, name)).text = made


def _refuse_broken(files: Mapping[str, bytes]) -> None:
    """Raise TemplateInvalid where docxtpl made XML that is not whole, or a link to nowhere.

    docxtpl looks at neither, and Word opens no such document.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        roots = {
            name: etree.fromstring(raw, parser)
            for name, raw in files.items()
            if name.endswith((".xml", ".rels"))
        }
    except etree.XMLSyntaxError as error:
        raise TemplateInvalid("template_not_usable") from error
    for name, root in roots.items():
        relations = roots.get(relations_of(name))
        known = {""} if relations is None else {"", *(one.get("Id") for one in relations)}
        if not known.issuperset(root.xpath("//@r:*", namespaces={"r": _LINKS})):
            raise TemplateInvalid("link_unknown", part=name)


def _template_objects(values: Iterable[Any], depth: int) -> Any:
    for value in values:
        if isinstance(value, dict):
            yield from _template_objects(value.values(), depth + 1) if depth < _DEEPEST else ()
        elif isinstance(value, list | tuple):
            yield from _template_objects(value, depth + 1) if depth < _DEEPEST else ()
        elif hasattr(value, "__html__") and hasattr(value, "tpl"):
            yield value.tpl


def _with_images(value: Any, tpl: Any, depth: int) -> Any:
    """The same values with docxtpl's own images for pictures."""
    if isinstance(value, WordPicture):
        return _image(value, tpl)
    if depth < _DEEPEST and type(value) is dict:
        return {key: _with_images(inner, tpl, depth + 1) for key, inner in value.items()}
    if depth < _DEEPEST and type(value) in (list, tuple):
        return type(value)(_with_images(inner, tpl, depth + 1) for inner in value)
    return value


def _image(picture: WordPicture, tpl: Any) -> Any:
    from docx.shared import Mm
    from docxtpl import InlineImage

    class Described(InlineImage):  # type: ignore[misc]
        def _insert_image(self) -> str:
            words = f'<wp:docPr descr="{escaped_attribute(picture.alternative)}" '
            return str(super()._insert_image()).replace("<wp:docPr ", words, 1)

    content = io.BytesIO(picture.content)
    return Described(tpl, content, Mm(picture.width_mm), Mm(picture.height_mm))
