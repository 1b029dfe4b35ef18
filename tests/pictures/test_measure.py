"""A line is as wide as was measured, breaks where it should, and loses nothing of what was typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures.hostile import WORST, texts

from planbuilder.pictures import measure
from planbuilder.pictures.measure import drawable, runs, width_of
from planbuilder.pictures.wrapping import wrap, wrap_dates
from planbuilder.text_direction import is_right_to_left


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(texts, st.floats(35, 200), st.booleans())
def test_wrapping_loses_no_word_and_no_line_is_too_wide(
    text: str, width: float, bold: bool
) -> None:
    wrapped = wrap(text, 3.0, width, bold)
    assert wrapped.whole
    assert squeezed("".join(wrapped.lines)) == squeezed(drawable(text))
    assert all(width_of(line, 3.0, bold) <= width + 1e-6 for line in wrapped.lines)


@given(texts, st.integers(1, 4))
def test_what_does_not_fit_is_shortened_where_everybody_sees_it(text: str, most: int) -> None:
    whole, short = wrap(text, 3.0, 40), wrap(text, 3.0, 40, most_lines=most)
    assert len(short.lines) <= most
    if len(whole.lines) > most:
        assert not short.whole
        assert short.lines[-1].endswith("…")
    else:
        assert short == whole


@given(texts)
def test_the_runs_of_a_line_are_all_of_it_side_by_side(text: str) -> None:
    line = drawable(text)
    found = runs(line, 4.0)
    at = 0.0
    for run in found:
        assert run.at >= at - 1e-6
        at = run.at + run.width
    assert at <= width_of(line, 4.0) + 1e-6
    visible = sorted(c for c in line if not c.isspace())
    drawn = sorted(c for run in found for c in run.text if not c.isspace())
    missing = [c for c in visible if c not in drawn]
    assert all(
        re.match(r"[\u00ad\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\ufeff]|\W", c) for c in missing
    )


def test_a_word_that_fits_nowhere_breaks_but_never_before_its_accent() -> None:
    lines = wrap("e\u0301" * 60, 4.0, 20).lines
    assert len(lines) > 3
    assert not any(line.startswith("\u0301") for line in lines)


def test_a_date_in_words_of_planbuilder_stays_on_one_line_where_it_fits() -> None:
    words = "vandaag, 23 november 2026"
    wide = width_of("23 november 2026", 3, bold=True) + 0.1
    assert wrap_dates(words, 3, wide, bold=True).lines == ("vandaag,", "23 november 2026")
    assert wrap(words, 3, wide, bold=True).lines == ("vandaag, 23", "november 2026")
    # Narrower it breaks between its words, never inside one.
    narrow = width_of("november", 3, bold=True) + 0.1
    assert " ".join(wrap_dates(words, 3, narrow, bold=True).lines) == words
    assert "november" in wrap_dates(words, 3, narrow, bold=True).lines


def test_each_script_is_drawn_in_a_font_that_has_it() -> None:
    line = "Hoi 🐕 שלום سلام 中文"
    families = {run.family for run in runs(line, 4.0)}
    assert families == {
        "Noto Sans",
        "Noto Color Emoji",
        "Noto Sans Hebrew",
        "Noto Sans Arabic",
        "Unifont",
    }


def test_a_line_from_right_to_left_begins_on_the_right() -> None:
    found = runs("שלום Sam", 4.0)
    assert is_right_to_left("שלום Sam")
    assert [run.text.strip() for run in found if run.text.strip()] == ["Sam", "שלום"]


def test_a_full_stop_after_words_of_another_direction_stands_at_the_end_of_the_line() -> None:
    found = [run.text.strip() for run in runs("Zij zei سلام!", 4.0) if run.text.strip()]
    assert found[-1] == "!"


def test_what_no_font_can_draw_is_shown_as_such() -> None:
    assert drawable("a\x07b\ud800c\x85") == "a\ufffdb\ufffdc\ufffd"
    assert drawable("a\tb\nc") == "a b c"
    assert "\u202e" not in drawable("\u202eab\u202c")


def test_twenty_thousand_letters_are_wrapped_in_a_moment() -> None:
    import time

    start = time.perf_counter()
    for text in WORST:
        wrap(text, 3.0, 60)
    assert time.perf_counter() - start < 5


@given(texts, st.booleans())
def test_a_plain_text_is_measured_as_any_other(text: str, bold: bool) -> None:
    plain = "".join(c for c in text if measure._PLAIN.fullmatch(c))
    quickly = (drawable(plain), width_of(plain, 3.2, bold), runs(plain, 3.2, bold))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measure, "_PLAIN", re.compile("(?!)"))
        assert (drawable(plain), width_of(plain, 3.2, bold), runs(plain, 3.2, bold)) == quickly


@pytest.mark.parametrize("bold", [False, True])
def test_every_plain_character_is_in_the_first_font(bold: bool) -> None:
    plain = [c for c in map(chr, range(0x3000)) if measure._PLAIN.fullmatch(c)]
    assert len(plain) > 500
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measure, "_PLAIN", re.compile("(?!)"))
        for character in plain:
            assert drawable(character) == character
            if character.strip():
                (run,) = runs(character, 1.0, bold)
                assert (run.text, run.family, run.right_to_left) == (character, "Noto Sans", False)
