"""Sentences: found, filled in and safe to show; dates and lists as Dutch writes them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.errors import NotFound, Problem
from planbuilder.language import (
    choose_language,
    problem_line,
    sentence,
    sentences,
    written_date,
    written_list,
)


def test_a_sentence_speaks_the_readers_language() -> None:
    parameters = {"file": "sam.yaml"}
    assert sentence("file_is_a_folder", parameters, "nl").startswith("'sam.yaml' is een map.")
    assert sentence("file_is_a_folder", parameters, "en").startswith("'sam.yaml' is a folder.")
    assert sentence("file_is_a_folder", parameters, "fr").startswith("'sam.yaml' is een map.")


def test_what_a_person_typed_is_put_in_place_and_never_read_as_a_pattern() -> None:
    typed = "{file} {0} {file.__class__} %s {{x}} \\1 {reason!r:>99}"
    assert f"'{typed}' is een map." in sentence("file_is_a_folder", {"file": typed}, "nl")


@given(st.text())
def test_no_typed_text_can_steer_the_terminal(typed: str) -> None:
    told = sentence("file_not_found", {"file": typed}, "nl")
    assert not any(char < " " or "\x7f" <= char <= "\x9f" for char in told)
    told.encode("utf-8")
    assert "\u202e" not in told


def test_a_very_long_text_does_not_push_the_advice_off_the_screen() -> None:
    told = sentence("file_not_found", {"file": "x" * 10_000}, "nl")
    assert len(told) < 700
    assert told.endswith("Kijk of de naam en de map kloppen.")


def test_a_code_without_sentence_still_says_something() -> None:
    assert "(never_heard_of)" in sentence("never_heard_of", {}, "nl")


def test_a_parameter_that_is_not_given_leaves_a_readable_sentence() -> None:
    assert sentence("file_is_a_folder", {}, "nl") == "'?' is een map. Geef de naam van een bestand."


def test_a_list_as_parameter_is_written_out() -> None:
    told = sentence("unknown_language", {"name": "fr", "known": ["nl", "en", "fy"]}, "en")
    assert told.endswith("Choose from: nl, en and fy.")


def test_a_problem_tells_its_file_and_line() -> None:
    problem = Problem("file_not_utf8", "sam.yaml", 12)
    assert problem_line(problem, "nl").startswith("sam.yaml, regel 12: Hier staat")
    assert problem_line(problem, "en").startswith("sam.yaml, line 12: There is")
    assert problem_line(Problem("file_not_utf8", "sam.yaml"), "nl").startswith(
        "sam.yaml: Hier staat"
    )
    assert problem_line(Problem("file_not_utf8"), "nl").startswith("Hier staat")


@pytest.mark.parametrize(
    ("option", "environ", "language"),
    [
        (None, {}, "nl"),
        (None, {"LANG": "C"}, "nl"),
        (None, {"LANG": "C.UTF-8", "LC_ALL": "POSIX"}, "nl"),
        (None, {"LANG": "nl_NL.UTF-8"}, "nl"),
        (None, {"LANG": "de_DE.UTF-8"}, "nl"),
        (None, {"LANG": "en_GB.UTF-8"}, "en"),
        (None, {"LANG": "en"}, "en"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "en_US.UTF-8", "LANG": "nl_NL.UTF-8"}, "en"),
        (None, {"LC_ALL": "nl_NL.UTF-8", "LANG": "en_GB.UTF-8"}, "nl"),
        ("nl", {"LANG": "en_GB.UTF-8"}, "nl"),
        ("EN", {"LANG": "nl_NL.UTF-8"}, "en"),
    ],
)
def test_the_option_decides_then_the_locale_then_dutch(
    option: str | None, environ: dict[str, str], language: str
) -> None:
    assert choose_language(option, environ) == language


def test_a_language_that_nobody_taught_us_is_refused_with_the_choice() -> None:
    with pytest.raises(NotFound) as refused:
        choose_language("fr", {})
    assert "nl en en" in sentence(refused.value.code, refused.value.parameters, "nl")


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("2026-03-14", "14 maart 2026"),
        ("2026-12-01", "1 december 2026"),
        ("2026-03", "maart 2026"),
        ("2026", "2026"),
        (date(2026, 1, 31), "31 januari 2026"),
        ("2026-13", "2026-13"),
        ("ergens in het voorjaar", "ergens in het voorjaar"),
        ("", ""),
    ],
)
def test_a_date_is_written_out(day: date | str, written: str) -> None:
    assert written_date(day) == written


def test_a_list_is_written_out() -> None:
    assert written_list([]) == ""
    assert written_list(["a"]) == "a"
    assert written_list(["a", "b"]) == "a en b"
    assert written_list(["a", "b", "c"]) == "a, b en c"


def test_every_sentence_stands_in_both_languages() -> None:
    assert len(sentences()) > 30
    for code, wording in sentences().items():
        assert set(wording) == {"nl", "en"}, code
        assert all(text.strip() for text in wording.values()), code
