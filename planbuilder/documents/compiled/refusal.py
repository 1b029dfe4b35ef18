"""Why a docxtpl template can't be used, with its place: from what Jinja and docxtpl raise."""

from __future__ import annotations

import re
import traceback

from planbuilder.errors import TemplateInvalid

_PARAGRAPH = re.compile(r"<w:p[ >/]")
# How Jinja calls the kind of a value: 'str' object, 'dict object'.
_KIND = re.compile(r"'[\w.]+' object|'[\w.]+ object'")
_WORDS = 80


def refusal(error: BaseException) -> TemplateInvalid:
    """The error for who made the template: what Jinja says, the paragraph, and the text around it.

    Nothing of a context is in it.
    """
    from jinja2.exceptions import TemplateError, TemplateSyntaxError

    source, line = _place(error)
    lines = source.split("\n")[:line]
    whole = re.sub("<[^>]*>", "", lines[-1]).strip() if lines else ""
    what = type(error).__name__
    if isinstance(error, TemplateError):
        said = (error.message or what).rstrip(".")
        # What it quotes may be a key from the context, and that may be somebody's answer.
        quoted = re.findall("'([^']*)'", _KIND.sub("", said))
        if isinstance(error, TemplateSyntaxError) or all(one in whole for one in quoted):
            what = said
    if not lines:
        return TemplateInvalid("template_not_usable")
    number = max(1, sum(len(_PARAGRAPH.findall(one)) for one in lines))
    return TemplateInvalid(
        "template_jinja_wrong", what=what, paragraph=number, words=whole[:_WORDS]
    )


def _place(error: BaseException) -> tuple[str, int]:
    """The source that was read or rendered, and the number of the line in it; 0 where none is known."""
    line = getattr(error, "lineno", None) or 0
    source = getattr(error, "source", None) or ""
    for frame, at in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_name == "render_xml_part":
            source = str(frame.f_locals.get("src_xml", source))
        elif frame.f_code.co_filename == "<template>":
            line = at
    return source, line
