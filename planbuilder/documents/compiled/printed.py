"""What docxtpl's Jinja prints, so that nothing in a text has a meaning for docxtpl afterwards."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from planbuilder.documents.compiled.own_xml import without_what_xml_can_not_hold
from planbuilder.documents.compiled.texts import REPLACEMENT, escaped

# docxtpl makes "{{" of "{_{", and renders a footnote once for each section of the document.
_BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})
# In a plain text these are no new paragraph and no new page.
_LAID_OUT = str.maketrans({"\a": REPLACEMENT, "\f": REPLACEMENT})


def as_printed(value: Any) -> Any:
    """A value of a template as it goes into XML: texts escaped, braces as numbers.

    What brings XML of its own keeps it. For the `finalize` of a Jinja environment.
    """
    if type(value) is str:
        return Markup(escaped(value.translate(_LAID_OUT)).translate(_BRACES))  # noqa: S704
    if hasattr(value, "__html__"):
        xml = without_what_xml_can_not_hold(str(value.__html__()))
        return Markup(xml.translate(_BRACES))  # noqa: S704 - XML of its own
    return value


def as_property(value: Any) -> Any:
    """A value as it goes into a document property, which python-docx escapes itself."""
    if type(value) is not str:
        return value
    return Markup(escaped(value.translate(_LAID_OUT))).unescape()  # noqa: S704
