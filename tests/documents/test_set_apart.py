"""A text that is one plain line goes to typst as it is; of all others it is told all it has to know."""

from __future__ import annotations

import pytest
from documents.nasty_texts import ANY_TEXT
from hypothesis import given

from planbuilder.documents.coverage import drawable
from planbuilder.documents.long_words import MAY_BREAK
from planbuilder.documents.set_apart import heading_apart, set_apart
from planbuilder.documents.words import Words, unbroken
from planbuilder.text_direction import is_right_to_left


@given(ANY_TEXT)
def test_no_text_loses_anything_and_only_plain_lines_stay_as_they_are(text: str) -> None:
    apart = set_apart(text)
    if isinstance(apart, str):
        assert apart == text
        assert not is_right_to_left(text)
        assert not set(text) & set("\n\r\t" + MAY_BREAK)
    else:
        assert "\n\n".join(part for part, _ in apart) == unbroken(text)
        assert [bool(language) for _, language in apart] == [
            is_right_to_left(part) for part, _ in apart
        ]


@pytest.mark.parametrize("text", ["Ik wil naar huis.", "één €, “ja” …", "🐕 é 9", "{{ x }} #x *a*"])
def test_a_plain_line_is_set_as_it_is(text: str) -> None:
    assert set_apart(text) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\n\nb", [("a", ""), ("b", "")]),
        ("a\r\nb", [("a\nb", "")]),
        ("hallo\n\nשלום\n\nالسلام", [("hallo", ""), ("שלום", "he"), ("السلام", "ar")]),
        ("", [("", "")]),
    ],
)
def test_other_texts_come_as_paragraphs_with_their_language(
    text: str, told: list[tuple[str, str]]
) -> None:
    assert set_apart(text) == told


@pytest.mark.parametrize(
    ("text", "is_heading"),
    [(" \u200b\n ", False), ("x" * 600, False), ("a\n" * 9, False), ("a\nb", True), ("שלום", True)],
)
def test_what_is_not_seen_or_too_long_is_no_heading(text: str, is_heading: bool) -> None:
    told = heading_apart(text)
    assert isinstance(told, dict)
    assert told["is_heading"] is is_heading
    assert heading_apart("Wonen") == "Wonen"


def test_what_needs_no_closer_look_is_all_drawn() -> None:
    from planbuilder.documents.coverage import _ORDINARY, _undrawable

    ordinary = "".join(c for c in map(chr, range(0x3000)) if _ORDINARY.fullmatch(c))
    assert len(ordinary) > 500
    assert _undrawable().sub("!", ordinary) == ordinary
    text = Words(ordinary, "title")
    assert drawable({"title": text}) == ({"title": text}, ())
