"""Short answers of several people stand in one table, and no word of them is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planbuilder.plan.model import (
    Block,
    Facts,
    Heading,
    Perspective,
    Quote,
    Remark,
    SideBySide,
    Table,
)
from planbuilder.plan.together import in_one_table

BOTH = SideBySide(
    "Nu", (Perspective("Noor", "mentor", "6"), Perspective("Sam", "", "7", is_youth=True))
)
WISH = Quote("Wat ik wil", "een eigen kamer", "Sam")


def test_a_comparison_and_a_quote_become_one_table_with_the_youth_first() -> None:
    (table,) = in_one_table([BOTH, WISH])
    assert isinstance(table, Table)
    assert table.columns == ("Waarover", "Sam", "Noor (mentor)")
    assert table.rows == (("Nu", "7", "6"), ("Wat ik wil", "een eigen kamer", ""))
    assert table.quoted == ((False, True, False), (False, True, False))


def test_where_only_one_person_speaks_the_quotes_stay_quotes() -> None:
    assert list(in_one_table([WISH, WISH])) == [WISH, WISH]
    assert list(in_one_table([BOTH])) == [BOTH]


def test_long_words_keep_their_own_place() -> None:
    long = Quote("Mijn verhaal", "toen " * 100, "Sam")
    assert list(in_one_table([BOTH, WISH, long, BOTH]))[1:] == [long, BOTH]


def test_other_blocks_end_a_table() -> None:
    heading = Heading("Wonen")
    kinds = [type(block) for block in in_one_table([BOTH, WISH, heading, BOTH, WISH])]
    assert kinds == [Table, Heading, Table]


WORDS = st.text(min_size=1, max_size=400)
NAMES = st.sampled_from(["Noor", "Ria", "Bram", "Joris", "Anouk", "Mies"])
PERSPECTIVES = st.builds(Perspective, NAMES, st.just("rol"), WORDS, st.booleans())
BLOCKS = st.lists(
    st.builds(Quote, WORDS, WORDS, NAMES)
    | st.builds(Remark, WORDS, WORDS, NAMES, st.just("rol"))
    | st.builds(SideBySide, WORDS, st.lists(PERSPECTIVES, min_size=2, max_size=4).map(tuple))
    | st.just(Facts(())),
    max_size=8,
)


@given(BLOCKS)
def test_every_word_of_everybody_is_still_there(blocks: list[Block]) -> None:
    after = "\0".join(
        text
        for block in in_one_table(blocks)
        for text in (
            [cell for row in block.rows for cell in row]
            if isinstance(block, Table)
            else [block.label, *(p.text for p in block.perspectives)]
            if isinstance(block, SideBySide)
            else [block.label, block.text]
            if isinstance(block, Quote | Remark)
            else []
        )
    )
    for block in blocks:
        if isinstance(block, SideBySide):
            assert block.label in after
            assert all(p.text in after for p in block.perspectives)
        elif isinstance(block, Quote | Remark):
            assert block.label in after
            assert block.text in after


def test_what_is_said_about_the_youth_stands_in_the_youths_column_without_quotes() -> None:
    unknown = SideBySide(
        "Wie mij helpt",
        (Perspective("Sam", "", "weet dit nog niet"), Perspective("Noor", "mentor", "Els")),
    )
    (table,) = in_one_table([unknown, BOTH])
    assert isinstance(table, Table)
    assert table.columns == ("Waarover", "Sam", "Noor (mentor)")
    assert table.rows[0] == ("Wie mij helpt", "weet dit nog niet", "Els")
    assert table.quoted[0] == (False, False, False)
