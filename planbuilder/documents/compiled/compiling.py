"""A docxtpl template -> its compiled form; what can't be compiled says why and is left to docxtpl."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from planbuilder.documents.compiled.form import Form, Program, kept
from planbuilder.documents.compiled.marks import Marks
from planbuilder.documents.compiled.places import Places, merged
from planbuilder.documents.compiled.preparing import Prepared, Source, prepared
from planbuilder.documents.compiled.statements import Node, NotSayable, Translation
from planbuilder.documents.compiled.texts import escaped

_CORE = "docProps/core.xml"
_BEFORE_PARAGRAPH = re.compile(r"\n<w:p([ >])")
_MARKED = re.compile(r"\{_\{|\}_\}|\{_%|%_\}")
_UNMARKED = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
_PREFIX = re.compile(r"\sxmlns:([\w.-]+)\s*=")


def compiled(template: bytes) -> Form:
    """The compiled form of a docxtpl template; `reason` is set where only docxtpl itself can render it.

    Raises what python-docx, docxtpl and Jinja raise for a template that can't be used.
    """
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(autoescape=True)
    # Filters that are not Jinja's may be given along with a context.
    environment.filters = _AnyFilter(environment.filters)
    try:
        source = prepared(template, environment)
        programs = {name: _program(one, environment) for name, one in source.sources.items()}
        if source.properties:
            programs[_CORE] = _properties(source, environment)
    except NotSayable as told:
        return Form((), {}, str(told))
    parts = tuple(
        kept(name, b"" if name in programs else content) for name, content in source.parts.items()
    )
    return Form(parts, programs, "", source.body)


class _AnyFilter(dict[str, Any]):
    """Jinja's filters, and room for those that come with the context."""

    def get(self, name: str, default: Any = None) -> Any:
        return super().get(name, default) or str

    def __contains__(self, name: object) -> bool:
        return True


def _program(source: Source, environment: Any) -> Program:
    def places(marks: Marks) -> Places:
        return Places(is_body=source.is_body, drops_blanks=source.drops_blanks)

    return program_of(source, environment, places)


def program_of(source: Source, environment: Any, places_of: Callable[[Marks], Places]) -> Program:
    """The program of one part. Raises NotSayable, and Jinja's errors for what is no template."""
    translation = Translation(source.text, environment)
    _refuse_lost_lines(translation.body)
    marks = Marks(merged([["t", source.before], *_unmarked(translation.body), ["t", source.after]]))
    places = places_of(marks)
    body = places.program(marks.body)
    prefixes = sorted(set(_PREFIX.findall(source.before + source.text[:10_000])))
    return Program(body, places.table, translation.slots, tuple(prefixes))


def _unmarked(body: list[Node]) -> list[Node]:
    """The statements with the constants as docxtpl leaves them after rendering."""
    return [_each_constant(node, _as_left) for node in body]


def _as_left(text: str) -> str:
    text = _BEFORE_PARAGRAPH.sub(r"<w:p\1", text)
    return _MARKED.sub(lambda found: _UNMARKED[found[0]], text)


def _each_constant(node: Node, change: Any) -> Node:
    match node[0]:
        case "t":
            return ["t", change(node[1])]
        case "if":
            branches = [[test, [_each_constant(n, change) for n in body]] for test, body in node[1]]
            return ["if", branches, [_each_constant(n, change) for n in node[2]]]
        case "for":
            body, other = ([_each_constant(n, change) for n in part] for part in node[3:5])
            return ["for", node[1], node[2], body, other, *node[5:]]
    return node


def _refuse_lost_lines(body: list[Node]) -> None:
    """A line break before something printed: docxtpl drops it where a paragraph happens to follow."""
    for node, following in zip(body, [*body[1:], ["t", ""]], strict=False):
        if node[0] == "t" and node[1].endswith("\n") and following[0] != "t":
            raise NotSayable("a line break before a field")
        if node[0] == "if":
            for one in (*(inner for _, inner in node[1]), node[2]):
                _refuse_lost_lines(one)
        elif node[0] == "for":
            _refuse_lost_lines(node[3])
            _refuse_lost_lines(node[4])


def _properties(source: Prepared, environment: Any) -> Program:
    """The document properties: each field of them escaped once, in a text that is no Word."""
    rest = source.parts[_CORE].decode("utf-8")
    found: list[Node] = []
    slots = 0
    for mark, text in sorted(source.properties.items(), key=lambda one: rest.index(one[0])):
        before, _, rest = rest.partition(mark)
        translation = Translation(text, environment)
        if translation.slots and slots:
            raise NotSayable("loops in several properties")
        slots = max(slots, translation.slots)
        found.append(["t", before])
        found += _placed([_each_constant(node, escaped) for node in translation.body])
    return Program(merged([*found, ["t", rest]]), [["xml"]], slots, ())


def _placed(body: list[Node]) -> list[Node]:
    """The statements with all that is printed in place 0."""
    found: list[Node] = []
    for node in body:
        if node[0] == "p":
            found.append(["p", node[1], 0])
        elif node[0] == "if":
            branches = [[test, _placed(inner)] for test, inner in node[1]]
            found.append(["if", branches, _placed(node[2])])
        elif node[0] == "for":
            found.append(["for", *node[1:3], _placed(node[3]), _placed(node[4]), *node[5:]])
        else:
            found.append(node)
    return found
