"""The outline of one kind of plan as data: which sections, fed by which questions, for whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from planbuilder.errors import InputInvalid, Problem
from planbuilder.plan.model import PictureName
from planbuilder.questionnaire.fields import read_model
from planbuilder.questionnaire.model import Questionnaire, Strict
from planbuilder.questionnaire.nearest import nearest
from planbuilder.questionnaire.terms import LifeArea, Party, PlanKind
from planbuilder.questionnaire.yaml_source import Located, read_yaml

# `answers`: each question with what was said; `agreements`: the same, with all agreements in one
# table; `parties`: the nine parties under it, `parties_in_short`: who of them read it and agreed;
# `direction`: who is the regisseur above it; `call_list`: whom the youth calls, on one page;
# `one_agreement`: boxes with one agreement each.
Layout = Literal[
    "answers",
    "agreements",
    "parties",
    "parties_in_short",
    "direction",
    "call_list",
    "one_agreement",
]
# How an answer is shown: as somebody's words or as a plain fact; `auto` goes by the question.
Show = Literal["auto", "words", "fact"]


def _codes(found: object) -> object:
    """Parties as text: `[1a, 2]` is easier to write than `[1a, "2"]`."""
    if not isinstance(found, list):
        return found
    return [str(code) if type(code) is int else code for code in found]


Parties = Annotated[tuple[Party, ...], BeforeValidator(_codes)]


class Feed(Strict):
    """How the answers to one question are shown; `label` "" is the question as it was asked.

    In a file it may be the label alone. `again`: stands in another section too, so it is left out
    where this section goes by its other title.
    """

    label: str = ""
    show: Show = "auto"
    only_for: Parties = ()
    again: bool = False

    @model_validator(mode="before")
    @classmethod
    def _label_alone(cls, given: Any) -> Any:
        if given is None:
            return {}
        return {"label": given} if isinstance(given, str) else given


class Part(Strict):
    """What a section and an area of it have in common.

    `youth_title`: the title in the youth's own copy; `checks`: statements with yes, a bit or no,
    shown in one table.
    """

    title: str = Field(min_length=1)
    youth_title: str = ""
    feeds: dict[str, Feed] = Field(default_factory=dict)
    checks: tuple[str, ...] = ()

    def title_for(self, party: Party) -> str:
        """The title in the copy of this party."""
        return (self.youth_title if party is Party.YOUTH else "") or self.title


class SectionOutline(Part):
    """One section.

    `only_for`: only in the copies of these parties; `from_age`: only from this age; `needs`: who may
    not know of this question reads `title_without` (without one: has no such section), because
    the title tells something by itself;
    `basics`: stays when the school gets only the basics; `own_words`: of what is shown as words only
    the youth's own; `complete`: the rules that say when it is complete; `pictures` stand above all
    else in the section.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    layout: Layout = "answers"
    areas: dict[LifeArea, Part] = Field(default_factory=dict)
    only_for: Parties = ()
    from_age: int | None = None
    needs: str = ""
    title_without: str = ""
    basics: bool = False
    own_words: bool = False
    pictures: tuple[PictureName, ...] = ()
    complete: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The section itself and its areas, as far as they feed it."""
        return (self, *self.areas.values())


class Outline(Strict):
    """One kind of plan.

    `title_from`: the question whose answer is the title, `title` without that answer; `name_from`:
    how the youth wants to be called; `colour_from`: the colour that the youth chose; `first_page`:
    facts under the title; `open_points`: whether it ends with what is still open. For whom it is
    made by default stands in the settings.
    """

    kind: PlanKind
    title: str = Field(min_length=1)
    subtitle: str = Field(min_length=1)
    title_from: str = ""
    name_from: str = ""
    colour_from: str = ""
    first_page: dict[str, Feed] = Field(default_factory=dict)
    open_points: bool = True
    sections: tuple[SectionOutline, ...]
    file: str = ""
    lines: dict[str, int] = Field(default_factory=dict)

    @property
    def feeds(self) -> frozenset[str]:
        """Every question that this plan shows."""
        return frozenset(question for question, _ in _named_questions(self))

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that say when its sections are complete."""
        return tuple(rule for section in self.sections for rule in section.complete)


def read_outline(text: str, file: str) -> Outline:
    """The outline that this YAML describes; raises InputInvalid with all that is wrong with it."""
    located = read_yaml(text, file)
    if not isinstance(located.value, dict):
        raise InputInvalid("outline_not_valid", [Problem("outline_not_keys", file, 1)], file=file)
    values = {**located.value, "file": file, "lines": _lines(located)}
    problems = [_unknown_key(located, key) for key in ("file", "lines") if key in located.value]
    outline, wrong = read_model(Outline, values, located, ())
    problems += wrong
    if outline is not None:
        problems += _double_sections(outline, located)
    if problems or outline is None:
        raise InputInvalid("outline_not_valid", problems, file=file)
    return outline


def outline_problems(
    outlines: Iterable[Outline], questionnaire: Questionnaire, rules: Iterable[str] = ()
) -> list[Problem]:
    """References of these outlines to questions or rules (where given) that do not exist."""
    known_rules = tuple(rules)
    problems = []
    for outline in outlines:
        for question, _ in _named_questions(outline):
            if question not in questionnaire:
                near = nearest(question, questionnaire.questions)
                problems.append(_unknown(outline, "outline_unknown_question", question, near))
        for rule in outline.rules if known_rules else ():
            if rule not in known_rules:
                near = nearest(rule, known_rules)
                problems.append(_unknown(outline, "outline_unknown_rule", rule, near))
    return problems


def _unknown(outline: Outline, code: str, name: str, near: str) -> Problem:
    line = outline.lines.get(name, 0)
    code = f"{code}_near" if near else code
    return Problem(code, outline.file, line, {"name": name, "suggestion": near})


def _named_questions(outline: Outline) -> Iterator[tuple[str, Feed]]:
    """Each question that the outline names, with how it is shown."""
    for name in (outline.title_from, outline.name_from, outline.colour_from):
        if name:
            yield name, Feed()
    yield from outline.first_page.items()
    for section in outline.sections:
        if section.needs:
            yield section.needs, Feed()
        for part in section.parts:
            yield from part.feeds.items()
            for check in part.checks:
                yield check, Feed()


def _lines(located: Located) -> Mapping[str, int]:
    """The first line on which each name stands, as a key or as an item of a list."""
    found: dict[str, int] = {}
    for path, line in located.lines.items():
        if not path:
            continue
        found.setdefault(str(path[-1]), line)
        value = _value_at(located.value, path)
        if isinstance(value, str) and value.isidentifier():
            found.setdefault(value, line)
    return found


def _value_at(value: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _double_sections(outline: Outline, located: Located) -> list[Problem]:
    found: dict[str, int] = {}
    problems = []
    for number, section in enumerate(outline.sections):
        line = located.line("sections", number)
        if section.id in found:
            parameters: dict[str, object] = {"name": section.id, "first": found[section.id]}
            problems.append(Problem("outline_section_twice", outline.file, line, parameters))
        found.setdefault(section.id, line)
    return problems


def _unknown_key(located: Located, key: str) -> Problem:
    return Problem("unknown_key", located.file, located.line(key), {"name": key})
