"""Whether what a questionnaire refers to is there, and the parts of a question fit together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from planbuilder.errors import Problem
from planbuilder.questionnaire.fields import with_hint
from planbuilder.questionnaire.model import Question, Sitting
from planbuilder.questionnaire.nearest import nearest
from planbuilder.questionnaire.terms import AnswerType, Voice

_WITH_OPTIONS = (AnswerType.CHOICE, AnswerType.MULTI_CHOICE)
# What may stand in the cell of a table: a table in a table can't be read aloud or printed.
_NOT_IN_A_CELL = (AnswerType.TABLE,)


def question_problems(questions: Iterable[Question], known: Collection[str]) -> Iterator[Problem]:
    """What is wrong inside each question, and which unknown questions its condition names.

    `known` are all question ids of the files, also of those that could not be read.
    """
    for question in questions:
        for code, parameters in [
            *_answer_shape(question),
            *_voices(question),
            *_unknown_references(question, known),
        ]:
            yield Problem(
                with_hint(code, parameters.get("suggestion")),
                question.file,
                question.line,
                {"name": question.id, **parameters},
            )


def sitting_problems(
    sitting: Sitting,
    questions: Mapping[str, Question],
    known: Collection[str],
    file: str,
    lines: Sequence[int],
) -> Iterator[Problem]:
    """What is wrong with a sitting's order: `lines` are the lines of its questions in the file."""
    first: dict[str, int] = {}
    for name, line in zip(sitting.order, lines, strict=True):
        parameters: dict[str, object] = {"name": name, "sitting": sitting.id, "suggestion": ""}
        if name not in known:
            parameters["suggestion"] = nearest(name, known)
            code = with_hint("sitting_unknown_question", parameters["suggestion"])
            yield Problem(code, file, line, parameters)
        elif name in questions and not questions[name].is_for(sitting.voice):
            parameters["voice"] = str(sitting.voice)
            yield Problem("sitting_not_for_voice", file, line, parameters)
        if name in first:
            yield Problem("sitting_asks_twice", file, line, parameters | {"first": first[name]})
        first.setdefault(name, line)


def _answer_shape(question: Question) -> Iterator[tuple[str, dict[str, object]]]:
    if question.type in _WITH_OPTIONS:
        if not question.options:
            yield "options_missing", {}
    elif question.options or question.other:
        yield "options_not_used", {"type": str(question.type)}
    for option in _doubles(
        (*question.options, question.other) if question.other else question.options
    ):
        yield "option_twice", {"option": option}
    if question.type is AnswerType.TABLE:
        yield from _columns(question)
    elif question.columns:
        yield "columns_not_used", {"type": str(question.type)}
    if (question.type is AnswerType.SCALE) != (question.scale is not None):
        yield "scale_labels", {"type": str(question.type)}


def _columns(question: Question) -> Iterator[tuple[str, dict[str, object]]]:
    if not question.columns:
        yield "columns_missing", {}
    for name in _doubles(column.id for column in question.columns):
        yield "column_twice", {"column": name}
    for column in question.columns:
        if column.type in _NOT_IN_A_CELL:
            yield "column_type", {"column": column.id}
        if (column.type in _WITH_OPTIONS) != bool(column.options):
            yield "column_options", {"column": column.id, "type": str(column.type)}


def _voices(question: Question) -> Iterator[tuple[str, dict[str, object]]]:
    if not question.asked:
        yield "nobody_asked", {}
    for voice in question.core:
        if not question.is_for(voice):
            yield "core_not_asked", {"voice": str(voice)}
    if bool(question.sittings) != (Voice.YOUTH in question.core):
        yield "core_without_sitting", {}


def _unknown_references(
    question: Question, known: Collection[str]
) -> Iterator[tuple[str, dict[str, object]]]:
    if question.condition is None:
        return
    for name in sorted(question.condition.references):
        if name not in known:
            yield (
                "condition_unknown_question",
                {"reference": name, "suggestion": nearest(name, known)},
            )


def _doubles(names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield name
        seen.add(name)
