"""Where a template fails on one plan, after nothing was wrong with the template by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import TracebackType
from typing import Any

from jinja2.exceptions import TemplateError, UndefinedError

from planbuilder.documents.template_blocks import Found, told
from planbuilder.documents.template_check import filled_tags, source_of
from planbuilder.documents.template_tags import Tag
from planbuilder.documents.templating import PlanEnvironment, TooHeavy

# What a calculation or comparison in a template can raise: 5 % 0, a text < 3, more rounds than fit.
_FAILS = (TemplateError, ArithmeticError, TypeError, ValueError, LookupError, RecursionError)
_MISSING = re.compile(r"'([^']*)' is undefined|has no (?:attribute|element) '?([^']*?)'?$")
_TEMPLATE = "<template>"


def problems_with(
    template: bytes, plan: dict[str, Any], finalize: Callable[[Any], Any]
) -> list[Found]:
    """The first field or instruction in each part that fails on this plan (data as `words.as_words`).

    Only the fields and instructions are gone through, none of the document around them. What
    comes back quotes the template, never the plan.
    """
    found = []
    for tags in filled_tags(template):
        environment = PlanEnvironment(finalize=finalize)
        try:
            for _ in environment.from_string(source_of(tags)).generate({"plan": plan}):
                pass
        except TooHeavy:
            return [("template_too_heavy", {})]
        except _FAILS as error:
            found.append(_problem(error, tags[_line(error.__traceback__, len(tags)) - 1]))
    return found


def _problem(error: Exception, tag: Tag) -> Found:
    if isinstance(error, UndefinedError):
        missing = _MISSING.search(error.message or "")
        field = (missing[1] or missing[2]) if missing else tag.inside
        return told("template_field_absent", tag, field=field)
    return told("template_can_not", tag)


def _line(trace: TracebackType | None, last: int) -> int:
    line = 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _TEMPLATE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return min(max(line, 1), last)
