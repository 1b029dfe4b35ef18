"""Reads a Word template without any plan and finds what would go wrong, each with its place."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from jinja2.exceptions import TemplateSyntaxError

from planbuilder.documents.field_tree import FieldReader
from planbuilder.documents.template_blocks import Found, problems_of_blocks, told
from planbuilder.documents.template_tags import (
    FILLED_PART,
    Place,
    Tag,
    hidden_tags,
    left_open,
    places_of,
    tags_in,
    unfilled_tags,
)
from planbuilder.documents.templating import REFUSED, PlanEnvironment
from planbuilder.documents.word_package import open_package
from planbuilder.documents.word_relationships import parsed
from planbuilder.errors import TemplateInvalid

# Properties are written anew for each plan.
_NOT_KEPT = "docProps/core.xml"
_MOST_TOLD = 40
_MOST_TAGS = 10_000
_LONGEST_TAG = 1_000
# What makes an instruction whole, so that it can be read by itself.
_AROUND = {
    "for": ("", "{% endfor %}"),
    "if": ("", "{% endif %}"),
    "elif": ("{% if 1 %}", "{% endif %}"),
    "else": ("{% if 1 %}", "{% endif %}"),
    "endfor": ("{% for a in plan %}", ""),
    "endif": ("{% if 1 %}", ""),
}
# docxtpl's own: a colour or width that is printed, and cells that are merged.
_PRINTED = ("cellbg", "colspan")
_MERGED = ("vm", "hm")


def problems_in(template: bytes) -> list[Found]:
    """Code and parameters of each problem, the first forty: {place, words} and what the code needs."""
    try:
        files = open_package(template)
    except TemplateInvalid as refused:
        return [(refused.code, refused.parameters)]
    found = list(islice(_problems(files), _MOST_TOLD))
    if not found and not _opens_as_word(template):
        return [("template_damaged", {"part": "docx"})]
    return found


def _opens_as_word(template: bytes) -> bool:
    """True where the parts are of the kinds that they should be, for who puts a plan together."""
    from docx import Document

    try:
        return Document(io.BytesIO(template)).core_properties is not None
    except (AttributeError, LookupError, TypeError, ValueError):
        return False


def filled_tags(template: bytes) -> Iterator[list[Tag]]:
    """The fields and instructions of each part that is filled."""
    for name, raw in open_package(template).items():
        part = FILLED_PART.fullmatch(name)
        if part:
            yield [tag for place in places_of(parsed(raw, name), part[1]) for tag in tags_in(place)]


def source_of(tags: list[Tag]) -> str:
    """The tags as Jinja reads them: the number of a line is the number of its tag, from 1."""
    return "\n".join(map(_for_jinja, tags))


def _problems(files: dict[str, bytes]) -> Iterator[Found]:
    for name, raw in files.items():
        part = FILLED_PART.fullmatch(name)
        if part:
            yield from _problems_of_part(parsed(raw, name), part[1])
        elif name.endswith(".xml") and name != _NOT_KEPT:
            for written in unfilled_tags(raw, name):
                yield "template_field_unfilled", {"part": name, "tag": written}


def _problems_of_part(root: Any, part: str) -> Iterator[Found]:
    places = places_of(root, part)
    tags = list(islice((tag for place in places for tag in tags_in(place)), _MOST_TAGS + 1))
    if len(tags) > _MOST_TAGS:
        yield "template_too_heavy", {}
        return
    found = [*_hidden_or_open(places), *_wrong_by_itself(tags), *problems_of_blocks(tags)]
    # Fields can be followed through the loops only where all of that is right.
    yield from found or list(_misused(tags)) or list(_wrong_as_a_whole(root, places))


def _hidden_or_open(places: list[Place]) -> Iterator[Found]:
    for place in places:
        open_tag = left_open(place)
        if open_tag:
            words = place.words(open_tag)
            yield "template_tag_open", {"place": place.name, "words": words, "tag": open_tag}
        for written in hidden_tags(place):
            yield (
                "template_field_hidden",
                {"place": place.name, "words": place.words(), "tag": written},
            )


def _wrong_by_itself(tags: list[Tag]) -> Iterator[Found]:
    environment = PlanEnvironment()
    for tag in tags:
        if tag.kind == "{{" and tag.level:
            # docxtpl puts whole runs or paragraphs there; a plan holds texts.
            yield told("template_field_with_letter", tag, letter=tag.level)
            continue
        if len(tag.written) > _LONGEST_TAG:
            yield told("template_tag_long", tag, most=_LONGEST_TAG)
            continue
        before, behind = _AROUND.get(tag.word, ("", "")) if tag.kind == "{%" else ("", "")
        try:
            environment.parse(f"{before}{_for_jinja(tag)}{behind}")
        except TemplateSyntaxError as error:
            yield _syntax(tag, error)
        except RecursionError:
            yield told("template_too_deep", tag, most=_LONGEST_TAG)


def _for_jinja(tag: Tag) -> str:
    """The tag as Jinja reads it, without what is docxtpl's."""
    if tag.kind == "{#" or (tag.kind == "{%" and tag.inside in _MERGED):
        return ""
    inside = tag.inside.replace("\n", " ")
    if tag.kind == "{%" and tag.word in _PRINTED:
        return f"{{{{ {inside.removeprefix(tag.word)} }}}}"
    return f"{{{{ {inside} }}}}" if tag.kind == "{{" else f"{{% {inside} %}}"


def _syntax(tag: Tag, error: TemplateSyntaxError) -> Found:
    message = error.message or ""
    what = message.removeprefix(REFUSED)
    allowed = message == what
    return told("template_syntax_wrong" if allowed else "template_not_allowed", tag, what=what)


def _misused(tags: list[Tag]) -> Iterator[Found]:
    try:
        tree = PlanEnvironment().parse(source_of(tags))
    except TemplateSyntaxError as error:
        yield _syntax(tags[min(max(error.lineno, 1), len(tags)) - 1], error)
        return
    for one in FieldReader().misused_in(tree):
        more = {"suggestion": one.nearest} if one.nearest else {}
        yield told(one.code, tags[one.line - 1], field=one.written, **more)


def _wrong_as_a_whole(root: Any, places: list[Place]) -> Iterator[Found]:
    """What only shows when docxtpl has put everything together."""
    from docxtpl import DocxTemplate

    docxtpl = DocxTemplate(io.BytesIO())
    source = re.sub(r"<w:p([ >])", r"\n<w:p\1", docxtpl.patch_xml(docxtpl.xml_to_string(root)))
    try:
        PlanEnvironment().parse(source)
    except TemplateSyntaxError as error:
        lines = source.split("\n")
        around = re.sub("<[^>]*>", "", lines[min(error.lineno, len(lines)) - 1]).strip()
        near = [place for place in places if place.text.strip() and place.text.strip() in around]
        place = (near or places)[-1]
        what = (error.message or "").removeprefix(REFUSED)
        tag = place.text[:80]
        yield (
            "template_syntax_wrong",
            {"place": place.name, "words": place.words(), "tag": tag, "what": what},
        )
