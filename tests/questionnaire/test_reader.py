"""A questionnaire is read as a whole, or everything that is wrong with it is told at once."""

from __future__ import annotations

import pytest

from planbuilder.errors import InputInvalid
from planbuilder.questionnaire.reader import read_questionnaire
from planbuilder.questionnaire.terms import AnswerType, DataClass, Party, Voice

VISIBILITY = "visibility:\n" + "".join(
    f"  {name}: {{reads: [1a, 4], after_yes: [7]}}\n" for name in DataClass
)
BLOCK = """
block: T1
title: Test
questions:
  dier:
    text:
      youth: Welk dier vind jij leuk?
      professional: Lievelingsdier
    type: choice
    options: [hond, kat]
    other: iets anders
    phase: intake
    asked: [youth]
    core: [youth]
    sittings: [1]
    plans: {my_plan: required, monitoring: feeds}
    condition: age >= 4
    data_class: strengths
    sensitivity: personal
    source: test
"""


def read(**files: str):
    """The questionnaire of these files, with a visibility matrix beside them."""
    named = {f"{name}.yaml": text for name, text in files.items()}
    return read_questionnaire({"visibility.yaml": VISIBILITY, **named})


def problems(**files: str) -> list[tuple[str, str, int]]:
    """File, code and line of everything that is wrong with these files."""
    with pytest.raises(InputInvalid) as caught:
        read(**files)
    assert caught.value.code == "questionnaire_not_valid"
    return [(p.file, p.code, p.line) for p in caught.value.problems]


def parameters(code: str, **files: str) -> dict[str, object]:
    """The parameters of the first problem with this code."""
    with pytest.raises(InputInvalid) as caught:
        read(**files)
    return next(p.parameters for p in caught.value.problems if p.code == code)


def question(**changes: str) -> str:
    """The test block in which lines of its question were replaced: key="line", "" takes it out."""
    lines = []
    for line in BLOCK.splitlines():
        key = line.strip().split(":")[0]
        if line.startswith("    ") and not line.startswith("     ") and key in changes:
            line = f"    {changes.pop(key)}"
            if not line.strip():
                continue
        lines.append(line)
    lines += [f"    {line}" for line in changes.values()]
    return "\n".join(lines) + "\n"


def test_a_question_is_read_with_all_that_belongs_to_it() -> None:
    dier = read(block=BLOCK)["dier"]

    assert dier.type is AnswerType.CHOICE
    assert dier.options == ("hond", "kat")
    assert dier.other == "iets anders"
    assert dier.condition is not None
    assert dier.condition.text == "age >= 4"
    assert dier.visibility.reads == (Party.YOUTH, Party.CARE_PROVIDER)
    assert (dier.block, dier.file, dier.line) == ("T1", "block.yaml", 5)
    assert dier.wording(Voice.SCHOOL) == "Lievelingsdier"


def test_visibility_may_be_another_row_or_its_own() -> None:
    files = {
        "visibility.yaml": VISIBILITY.replace("health: {reads: [1a, 4]", "health: {reads: [4]")
    }
    other = read_questionnaire({**files, "b.yaml": question(visibility="visibility: health")})
    own = read_questionnaire({**files, "b.yaml": question(visibility="visibility: {reads: [5]}")})

    assert other["dier"].visibility.reads == (Party.CARE_PROVIDER,)
    assert own["dier"].visibility.reads == (Party.INSTITUTION_SCHOOL,)


def test_everything_that_is_wrong_in_all_files_is_told_at_once() -> None:
    first = question(type="type: choise", phase="", condition="condition: age >> 4")
    second = "block: T2\ntitle: Twee\nquestions:\n  kat:\n    txt: {youth: Miauw}\n"

    found = problems(first=first, second=second, third="a: [1", fourth="a: 1\na: 2")

    assert ("first.yaml", "not_one_of_near", 9) in found
    assert ("first.yaml", "missing_key", 5) in found
    assert ("first.yaml", "condition_needs_value", 16) in found
    assert ("second.yaml", "unknown_key_near", 5) in found
    assert ("third.yaml", "yaml_broken", 2) in found
    assert ("fourth.yaml", "yaml_double_key", 2) in found
    assert found == sorted(found, key=lambda problem: (problem[0], problem[2]))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"options": ""}, "options_missing"),
        ({"options": "options: [hond, hond]"}, "option_twice"),
        ({"options": "options: [1, 2]"}, "must_be_text"),
        ({"options": "options: hond"}, "must_be_list"),
        ({"type": "type: text"}, "options_not_used"),
        ({"type": "type: table"}, "columns_missing"),
        ({"type": "type: scale"}, "scale_labels"),
        ({"columns": "columns: [{id: a, text: A}]"}, "columns_not_used"),
        ({"asked": "asked: []"}, "nobody_asked"),
        ({"asked": "asked: [parent]"}, "core_not_asked"),
        ({"sittings": ""}, "core_without_sitting"),
        ({"plans": "plans: {my_plan: needed}"}, "not_one_of"),
        ({"plans": "plans: {my_plann: feeds}"}, "not_one_of_near"),
        ({"condition": "condition: filled(diers)"}, "condition_unknown_question_near"),
        ({"condition": "condition: [age, 4]"}, "must_be_text"),
        ({"data_class": "data_class: strength"}, "not_one_of_near"),
        ({"visibility": "visibility: [1a]"}, "not_one_of"),
        ({"visibility": "visibility: {reads: [10]}"}, "not_one_of"),
        ({"heavy": "heavy: ja"}, "must_be_true_or_false"),
        ({"max_words": "max_words: veel"}, "must_be_number"),
        ({"line": "line: 3"}, "unknown_key"),
        ({"otherr": "otherr: x"}, "unknown_key_near"),
    ],
)
def test_each_mistake_has_its_own_sentence(changes: dict[str, str], code: str) -> None:
    assert code in [found for _, found, _ in problems(block=question(**changes))]


def test_the_nearest_right_name_is_told() -> None:
    assert parameters("unknown_key_near", b=question(otherr="otherr: x"))["suggestion"] == "other"
    assert parameters("not_one_of_near", b=question(type="type: choise"))["suggestion"] == "choice"
    reference = parameters(
        "condition_unknown_question_near", b=question(condition="condition: filled(diers)")
    )
    assert reference["suggestion"] == "dier"


def test_a_table_needs_columns_that_make_sense() -> None:
    table = question(
        type="type: table",
        options="",
        other="",
        columns="columns: [{id: a, text: A}, {id: a, text: B}, {id: c, text: C, type: choice}]",
    )

    assert [code for _, code, _ in problems(block=table)] == ["column_twice", "column_options"]


def test_a_question_stands_in_one_file_only() -> None:
    assert problems(a=BLOCK, b=BLOCK) == [("b.yaml", "question_twice", 5)]
    assert parameters("question_twice", a=BLOCK, b=BLOCK)["first"] == "a.yaml:5"


def test_a_sitting_asks_questions_that_exist_for_that_voice_once() -> None:
    sittings = (
        "sittings:\n  s:\n    voice: parent\n    title: T\n    order:\n"
        "      - dier\n      - dierr\n      - dier\n"
    )

    assert problems(block=BLOCK, sittings=sittings) == [
        ("sittings.yaml", "sitting_not_for_voice", 6),
        ("sittings.yaml", "sitting_unknown_question_near", 7),
        ("sittings.yaml", "sitting_not_for_voice", 8),
        ("sittings.yaml", "sitting_asks_twice", 8),
    ]


def test_every_class_of_data_needs_its_readers() -> None:
    without = "\n".join(line for line in VISIBILITY.splitlines() if "  health:" not in line)

    with pytest.raises(InputInvalid) as caught:
        read_questionnaire({"visibility.yaml": without, "b.yaml": BLOCK})

    assert [(p.code, p.parameters["name"]) for p in caught.value.problems] == [
        ("visibility_missing", "health")
    ]


def test_without_a_visibility_matrix_nothing_is_readable_by_guess() -> None:
    with pytest.raises(InputInvalid) as caught:
        read_questionnaire({"b.yaml": BLOCK})

    assert [p.code for p in caught.value.problems] == ["visibility_unknown"]


@pytest.mark.parametrize("text", ["", "- a\n", "name: x\n", "questions: 3\n", "'just text'\n"])
def test_a_file_about_something_else_is_refused(text: str) -> None:
    assert problems(block=text)
