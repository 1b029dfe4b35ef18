"""What people may answer, how they may type it, and how it reads afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.errors import AnswerNotAccepted
from planbuilder.interview.answers import check_value, display_value, parse_typed
from planbuilder.interview.dates import last_day
from planbuilder.interview.typed import parse_cell
from planbuilder.questionnaire.model import Column, Question
from planbuilder.questionnaire.terms import AnswerType, DataClass, Phase, Sensitivity, Voice

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def question(kind: str, **more: Any) -> Question:
    return Question(
        id="vraag",
        text={Voice.YOUTH: "Wat?"},
        type=AnswerType(kind),
        phase=Phase.INTAKE,
        asked=(Voice.YOUTH,),
        data_class=DataClass.STORY,
        sensitivity=Sensitivity.PERSONAL,
        visibility={"reads": ("1a",)},
        source="eigen",
        **more,
    )


def refusal(asked: Question, value: Any) -> str:
    with pytest.raises(AnswerNotAccepted) as refused:
        check_value(asked, value)
    assert refused.value.parameters["question"] == "vraag"
    return refused.value.code


SCHOOL = question("choice", options=("havo", "vwo"), other="anders")
FUN = question(
    "multi_choice",
    options=("sport", "blowen, drinken of gamen", "dieren"),
    other="anders (schrijf op)",
)
PLAN = question(
    "table",
    columns=(
        Column(id="what", text="wat"),
        Column(id="from", text="begint", type=AnswerType.DATE),
        Column(id="done", text="gedaan", type=AnswerType.YES_NO),
        Column(id="state", text="stand", type=AnswerType.CHOICE, options=("open", "klaar")),
    ),
)


@given(st.text().filter(str.strip))
def test_free_text_is_kept_exactly_as_typed(words: str) -> None:
    for kind in ("text", "long_text"):
        assert check_value(question(kind), words) == words
        assert parse_typed(question(kind), words) == words
        assert display_value(question(kind), words) == words
    assert check_value(FUN, [{"other": words}]) == [{"other": words}]
    assert check_value(question("person"), {"name": words, "note": words})["note"] == words
    assert words in display_value(question("person"), {"name": words})
    assert words in display_value(PLAN, [{"what": words}])


def test_half_a_surrogate_and_a_bell_are_text_too() -> None:
    assert check_value(question("text"), "  a\ud83d\x07\n ") == "  a\ud83d\x07\n "


@pytest.mark.parametrize("nothing", ["", "   ", "\n"])
def test_nothing_is_not_an_answer(nothing: str) -> None:
    assert refusal(question("text"), nothing) == "answer_empty"


@pytest.mark.parametrize("value", [5, None, ["a"], True])
def test_a_text_question_takes_text_only(value: Any) -> None:
    assert refusal(question("long_text"), value) == "answer_not_text"


def test_an_option_is_taken_and_an_unknown_one_is_refused() -> None:
    assert check_value(SCHOOL, "vwo") == "vwo"
    assert refusal(SCHOOL, "mavo") == "not_an_option"
    assert refusal(SCHOOL, 3) == "not_an_option"


def test_own_words_behind_other_are_taken_only_where_other_is_offered() -> None:
    assert check_value(SCHOOL, {"other": " Eigen plek "}) == {"other": " Eigen plek "}
    assert refusal(SCHOOL, {"other": " "}) == "other_without_words"
    assert refusal(SCHOOL, "anders") == "other_without_words"
    assert refusal(question("choice", options=("a",)), {"other": "b"}) == "other_not_offered"


def test_several_options_keep_their_order_and_count_once() -> None:
    chosen = ["dieren", "sport", "dieren", {"other": "slapen"}]
    assert check_value(FUN, chosen) == ["dieren", "sport", {"other": "slapen"}]
    assert refusal(FUN, []) == "nothing_chosen"
    assert refusal(FUN, "sport") == "not_a_list_of_options"


def test_no_more_options_than_asked_for() -> None:
    three = question("multi_choice", options=("a", "b", "c"), max_choices=2)
    assert check_value(three, ["a", "b"]) == ["a", "b"]
    assert refusal(three, ["a", "b", "c"]) == "too_many_choices"


@pytest.mark.parametrize("value", [0, 11, 5.0, "5", True, None])
def test_a_scale_goes_from_one_to_ten(value: Any) -> None:
    assert check_value(question("scale"), 10) == 10
    assert refusal(question("scale"), value) == "not_on_scale"


@pytest.mark.parametrize("value", ["ja", 1, None])
def test_yes_or_no_is_true_or_false(value: Any) -> None:
    assert check_value(question("yes_no"), False) is False
    assert refusal(question("yes_no"), value) == "answer_not_yes_no"


@pytest.mark.parametrize("value", ["2026", "2026-03", "2026-03-14", "2024-02-29"])
def test_a_date_may_be_known_in_part(value: str) -> None:
    assert check_value(question("date"), value) == value


@pytest.mark.parametrize(
    "value", ["2026-02-30", "2025-02-29", "2026-13", "2026-00", "1899", "9999-01-01", "0000"]
)
def test_a_date_that_does_not_exist_is_refused(value: str) -> None:
    assert refusal(question("date"), value) == "date_does_not_exist"


@pytest.mark.parametrize("value", ["14-3-2026", "2026-3-1", "gisteren", "", None, True, "٢٠٢٦"])
def test_a_date_that_cannot_be_read_is_refused(value: Any) -> None:
    assert refusal(question("date"), value) == "date_not_understood"


@pytest.mark.parametrize(
    ("value", "canonical"),
    [("12.50", "12.50"), ("12.5", "12.50"), (12, "12.00"), (12.5, "12.50"), ("-3", "-3.00")],
)
def test_an_amount_gets_two_decimals(value: Any, canonical: str) -> None:
    assert check_value(question("amount"), value) == canonical


@pytest.mark.parametrize("value", ["12,50", "veel", "1.234", "1e3", True, float("nan"), "٣", None])
def test_an_amount_that_is_none_is_refused(value: Any) -> None:
    assert refusal(question("amount"), value) == "amount_not_understood"


def test_a_person_has_a_name_and_nothing_unknown() -> None:
    asked = question("person")
    known = {"phone": "06 00000000", "name": "Oma Bep", "note": ""}
    assert check_value(asked, known) == {"name": "Oma Bep", "phone": "06 00000000"}
    assert refusal(asked, {"function": "mentor"}) == "person_without_name"
    assert refusal(asked, {"name": "Bep", "bsn": "1"}) == "person_field_unknown"
    assert refusal(asked, {"name": 3}) == "answer_not_text"
    assert refusal(asked, "Bep") == "person_not_fields"


def test_each_cell_of_a_table_is_checked_as_its_column_says() -> None:
    row = {"state": "open", "what": " bellen ", "from": "2026-03", "done": False}
    assert check_value(PLAN, [row, {}]) == [
        {"what": " bellen ", "from": "2026-03", "done": False, "state": "open"}
    ]
    assert refusal(PLAN, [{"what": "x"}, {"from": "2026-02-30"}]) == "date_does_not_exist"
    assert refusal(PLAN, [{"state": "weg"}]) == "not_an_option"
    assert refusal(PLAN, [{"nieuw": "x"}]) == "column_unknown"
    assert refusal(PLAN, [{}]) == "answer_empty"
    assert refusal(PLAN, {"what": "x"}) == "table_not_rows"


def test_a_wrong_cell_names_its_row_and_column() -> None:
    with pytest.raises(AnswerNotAccepted) as refused:
        check_value(PLAN, [{"what": "x"}, {"from": "2026-02-30"}])
    assert (refused.value.parameters["row"], refused.value.parameters["column"]) == (2, "begint")


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("14-3-2026", "2026-03-14"),
        ("14/03/2026", "2026-03-14"),
        ("14 3 2026", "2026-03-14"),
        ("14 maart 2026", "2026-03-14"),
        ("14 Mrt. 2026", "2026-03-14"),
        ("maart 2026", "2026-03"),
        ("sept 2026", "2026-09"),
        ("3-2026", "2026-03"),
        ("2026", "2026"),
        (" 2026-03-14 ", "2026-03-14"),
    ],
)
def test_dates_are_read_as_people_here_type_them(typed: str, canonical: str) -> None:
    assert parse_typed(question("date"), typed) == canonical


@pytest.mark.parametrize("typed", ["30-2-2026", "31 april 2026", "14-13-2026"])
def test_an_impossible_typed_date_is_refused(typed: str) -> None:
    with pytest.raises(AnswerNotAccepted, match="date_does_not_exist"):
        parse_typed(question("date"), typed)


@pytest.mark.parametrize("typed", ["ma 2026", "ju 2026", "morgen", "14-3-26"])
def test_a_date_that_could_mean_anything_is_not_guessed(typed: str) -> None:
    with pytest.raises(AnswerNotAccepted, match="date_not_understood"):
        parse_typed(question("date"), typed)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("12,50", "12.50"),
        ("€ 12,5", "12.50"),
        ("12.50", "12.50"),
        ("1.234", "1234.00"),
        ("1.234,56", "1234.56"),
        ("12,-", "12.00"),
        ("250 euro", "250.00"),
    ],
)
def test_amounts_are_read_as_people_here_type_them(typed: str, canonical: str) -> None:
    assert parse_typed(question("amount"), typed) == canonical


def test_yes_no_scale_and_options_can_be_typed() -> None:
    assert parse_typed(question("yes_no"), " Ja ") is True
    assert parse_typed(question("yes_no"), "n") is False
    assert parse_typed(question("scale"), "7/10") == 7
    assert parse_typed(SCHOOL, "VWO") == "vwo"
    assert parse_typed(SCHOOL, "1") == "havo"
    assert parse_typed(SCHOOL, "anders: de  boot ") == {"other": "de  boot "}
    assert parse_typed(FUN, "sport, dieren") == ["sport", "dieren"]
    assert parse_typed(FUN, "Blowen, drinken of gamen") == ["blowen, drinken of gamen"]
    assert parse_typed(FUN, "1; anders: slapen") == ["sport", {"other": "slapen"}]
    assert parse_typed(question("person"), "Oma Bep") == {"name": "Oma Bep"}
    assert parse_cell(PLAN.columns[1], "maart 2026") == "2026-03"


@given(st.text())
def test_whatever_is_typed_is_taken_or_refused_with_a_reason(typed: str) -> None:
    for kind in AnswerType:
        asked = PLAN if kind is AnswerType.TABLE else question(kind, options=("a",), other="anders")
        try:
            value = parse_typed(asked, typed)
        except AnswerNotAccepted as refused:
            named = refused.parameters["question"]
        else:
            named = "vraag"
            assert check_value(asked, value) == value
        assert named == "vraag"


@given(ANYTHING)
def test_whatever_a_file_says_is_taken_or_refused_with_a_reason(value: Any) -> None:
    for kind in AnswerType:
        asked = PLAN if kind is AnswerType.TABLE else question(kind, options=("a",), other="anders")
        try:
            canonical = check_value(asked, value)
        except AnswerNotAccepted:
            continue
        assert check_value(asked, canonical) == canonical


@given(ANYTHING)
def test_whatever_was_stored_can_still_be_read(value: Any) -> None:
    for kind in AnswerType:
        assert isinstance(display_value(question(kind), value), str)


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("date", "2026-03-14", "14 maart 2026"),
        ("date", "2026-03", "maart 2026"),
        ("date", "2026", "2026"),
        ("yes_no", True, "ja"),
        ("yes_no", False, "nee"),
        ("amount", "1234.50", "€ 1.234,50"),
        ("scale", 7, "7"),
        ("choice", {"other": "2026-03-14"}, "anders: 2026-03-14"),
        ("multi_choice", ["sport", {"other": "slapen"}], "sport; anders: slapen"),
        ("text", "2026-03-14", "2026-03-14"),
        ("person", {"name": "Bep", "function": "oma", "phone": "06"}, "Bep (oma), 06"),
        ("text", None, ""),
    ],
)
def test_an_answer_reads_as_dutch(kind: str, value: Any, shown: str) -> None:
    assert display_value(question(kind), value) == shown


def test_an_option_that_is_gone_from_the_questionnaire_stays_readable() -> None:
    assert display_value(SCHOOL, "mavo") == "mavo"
    assert display_value(FUN, ["sport", "postzegels"]) == "sport; postzegels"
    assert display_value(question("text"), ["sport"]) == "sport"


def test_a_table_reads_row_by_row_with_columns_that_are_gone_too() -> None:
    rows = [{"from": "2026-03", "what": "bellen"}, {"what": "gaan", "oud": "x"}]
    assert display_value(PLAN, rows) == "wat: bellen; begint: maart 2026\nwat: gaan; oud: x"


def test_the_last_day_of_a_partial_date() -> None:
    days = [
        last_day(partial).isoformat() for partial in ("2026", "2024-02", "2026-12", "2026-03-14")
    ]
    assert days == ["2026-12-31", "2024-02-29", "2026-12-31", "2026-03-14"]
