"""A text that does not fit is shortened so that one sees it, and a pasted book costs no time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.pictures.measure import width_of
from planbuilder.pictures.wrapping import ELLIPSIS, wrap


@given(st.text(max_size=300), st.integers(1, 4))
def test_what_is_left_of_a_long_text_is_how_it_begins(text: str, lines: int) -> None:
    book = text + "een woord " * 5000
    short = wrap(book, 3, 40, most_lines=lines)
    assert not short.whole
    assert len(short.lines) <= lines
    assert short.lines[-1].endswith(ELLIPSIS)
    assert all(width_of(line, 3) <= 40.01 for line in short.lines)
    assert short == wrap(book + "nog meer", 3, 40, most_lines=lines)


@pytest.mark.parametrize("letter", ["i", ".", "l"])
def test_a_line_of_the_narrowest_letters_is_whole_when_it_fits(letter: str) -> None:
    fits = int(40 / width_of(letter, 3))
    assert wrap(letter * fits, 3, 40, most_lines=1).whole
    assert not wrap(letter * (fits + 1), 3, 40, most_lines=1).whole
