"""YAML comes in as plain values with their lines, and nothing in it can run or explode."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.errors import InputInvalid
from planbuilder.questionnaire.yaml_source import Located, read_yaml


def problems(text: str, **limits: int) -> list[tuple[str, int]]:
    """Code and line of everything that is wrong with a text."""
    with pytest.raises(InputInvalid) as caught:
        read_yaml(text, "a.yaml", **limits)
    assert all(problem.file == "a.yaml" for problem in caught.value.problems)
    return [(problem.code, problem.line) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        # What older YAML turns into something else stays as it was written.
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("NO", "NO"),
        ("2026-03-14", "2026-03-14"),
        ("12.50", "12.50"),
        ("0612345678", "0612345678"),
        ("+31612345678", "+31612345678"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("12:30", "12:30"),
        (".inf", ".inf"),
        ("1e3", "1e3"),
        ("9" * 40, "9" * 40),
        ('"12"', "12"),
        ("'true'", "true"),
        ('""', ""),
    ],
)
def test_a_value_becomes_what_a_person_would_read(written: str, read: object) -> None:
    value = read_yaml(f"a: {written}\n", "a.yaml").value["a"]

    assert value == read
    assert type(value) is type(read)


def test_every_key_and_item_knows_its_line() -> None:
    located = read_yaml("a: 1\nb:\n  c: x\n  d:\n    - y\n    - z\n", "a.yaml")

    assert located.value == {"a": 1, "b": {"c": "x", "d": ["y", "z"]}}
    assert located.line("b", "d", 1) == 6
    assert located.line("b", "c") == 3
    assert located.line("b", "not there") == 2
    assert located.line("nowhere") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [1", [("yaml_broken", 2)]),
        ("a: b: c", [("yaml_broken", 1)]),
        ("a:\n\t- b", [("yaml_broken", 2)]),
        ("a: 1\nb: 2\na: 3", [("yaml_double_key", 3)]),
        ("a: 1\n---\nb: 2", [("yaml_second_document", 2)]),
        ("a: !!python/object/apply:os.system [ls]", [("yaml_tag", 1)]),
        ("a: !!str 5", [("yaml_tag", 1)]),
        ("a: &b 1\nc: *b", [("yaml_anchor", 1), ("yaml_anchor", 2)]),
        ("[a]: 1", [("yaml_key_not_text", 1)]),
        ("a: x\ny: \x07", [("yaml_strange_character", 2)]),
        ("a: \ud800", [("yaml_strange_character", 1)]),
    ],
)
def test_what_is_not_allowed_is_told_with_its_line(
    text: str, expected: list[tuple[str, int]]
) -> None:
    assert problems(text) == expected


def test_all_that_is_wrong_is_told_at_once() -> None:
    text = "a: 1\na: 2\nb: &x {c: 1, c: 2}\nd: *x\n"

    assert problems(text) == [
        ("yaml_double_key", 2),
        ("yaml_anchor", 3),
        ("yaml_double_key", 3),
        ("yaml_anchor", 4),
    ]


def test_a_bomb_of_references_is_never_unfolded() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
    )
    found = problems(bomb)

    assert {code for code, _ in found} == {"yaml_anchor"}
    assert len(found) <= 200


@pytest.mark.parametrize("bomb", ["[" * 100_000, "{a: " * 50_000, "- " * 50_000 + "x"])
def test_endless_nesting_is_refused(bomb: str) -> None:
    assert ("yaml_too_deep", 1) in problems(bomb)


def test_a_file_that_is_too_long_is_refused_before_it_is_read() -> None:
    assert problems("a: [" + "1," * 100, longest=50) == [("yaml_too_long", 0)]


@given(st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>#'\"\n ,?%@`\\\t1~"), max_size=80))
def test_arbitrary_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        outcome = read_yaml(text, "a.yaml")
    except InputInvalid as invalid:
        outcome = invalid.problems

    assert outcome
    assert isinstance(outcome, Located | tuple)
