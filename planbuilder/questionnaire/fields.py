"""What pydantic finds wrong with the values of a file, as problems with their place in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from planbuilder.errors import Problem
from planbuilder.questionnaire.nearest import nearest
from planbuilder.questionnaire.yaml_source import Located, Path

AnyModel = TypeVar("AnyModel", bound=BaseModel)

# pydantic's own names of what is wrong, and the code of our sentence.
_CODES: Mapping[str, str] = {
    "missing": "missing_key",
    "extra_forbidden": "unknown_key",
    "string_type": "must_be_text",
    "string_pattern_mismatch": "must_be_an_id",
    "int_type": "must_be_number",
    "int_parsing": "must_be_number",
    "greater_than": "must_be_larger",
    "greater_than_equal": "must_be_larger",
    "bool_type": "must_be_true_or_false",
    "bool_parsing": "must_be_true_or_false",
    "tuple_type": "must_be_list",
    "list_type": "must_be_list",
    "dict_type": "must_be_keys",
    "model_type": "must_be_keys",
    "model_attributes_type": "must_be_keys",
    "too_short": "too_few",
    "too_long": "too_many",
    "enum": "not_one_of",
    "literal_error": "not_one_of",
    "deadline_one_way": "deadline_one_way",
}

# Problems that have a second sentence, `<code>_near`, for when there is a good guess.
_GUESSING = frozenset(
    {
        "unknown_key",
        "not_one_of",
        "sitting_unknown_question",
        "condition_unknown_question",
        "condition_unknown_option",
        "condition_unexpected",
        "condition_needs_operator",
    }
)


def with_hint(code: str, suggestion: object) -> str:
    """The code of the sentence that names what was probably meant, where there is such a guess."""
    return f"{code}_near" if suggestion and code in _GUESSING else code


def read_model(
    model: type[AnyModel], values: object, located: Located, path: Path
) -> tuple[AnyModel | None, list[Problem]]:
    """The model that these values of a file describe, or None and all that is wrong with them.

    `path` is where the values stand in the file.
    """
    try:
        return model.model_validate(values), []
    except ValidationError as error:
        return None, list(_problems(error, model, located, path))


def _problems(
    error: ValidationError, model: type[BaseModel], located: Located, path: Path
) -> Iterator[Problem]:
    told: set[tuple[str, int, str]] = set()
    for found in error.errors(include_url=False, include_context=True):
        place = _in_file(found["loc"], located, path)
        key = ".".join(str(part) for part in place[len(path) :])
        missing = found["type"] == "missing"
        name = str(found["loc"][-1]) if missing else str(place[-1] if place else "")
        parameters: dict[str, object] = {
            "name": name,
            "key": key or name,
            "inside": str(path[-1]) if path else located.file,
        }
        parameters |= _hints(found, model, name)
        code = with_hint(
            _CODES.get(found["type"], "value_not_valid"), str(parameters["suggestion"])
        )
        problem = Problem(code, located.file, located.line(*place), parameters)
        mark = (problem.code, problem.line, name)
        if mark not in told:
            told.add(mark)
            yield problem


def _in_file(loc: tuple[int | str, ...], located: Located, path: Path) -> Path:
    """The part of pydantic's place that exists in the file (it adds steps of its own)."""
    place = path
    for part in loc:
        if (*place, part) in located.lines:
            place = (*place, part)
    return place


def _hints(found: Any, model: type[BaseModel], name: str) -> dict[str, object]:
    given = found.get("input")
    hints: dict[str, object] = {"found": _short(given), "suggestion": "", "allowed": ""}
    if found["type"] == "extra_forbidden":
        hints["suggestion"] = nearest(name, _names(model, set()))
    if found["type"] in ("enum", "literal_error"):
        allowed = _allowed(found)
        hints["allowed"] = ", ".join(allowed)
        hints["suggestion"] = nearest(str(given), allowed)
    return hints


def _short(given: object) -> str:
    """What stands there, when that is one short word; a file's longer texts are not repeated."""
    return given if isinstance(given, str) and len(given) <= 40 else ""


def _allowed(found: Any) -> list[str]:
    expected = str(found.get("ctx", {}).get("expected", ""))
    words = expected.replace(" or ", ", ").split(", ")
    return [word.strip("'") for word in words if word]


def _names(model: type[BaseModel], seen: set[type]) -> set[str]:
    """The keys of a model and of the models inside it."""
    seen.add(model)
    found = set(model.model_fields)
    for info in model.model_fields.values():
        for inner in _models(info.annotation):
            if inner not in seen:
                found |= _names(inner, seen)
    return found


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        if not isinstance(inner, Enum):
            yield from _models(inner)
