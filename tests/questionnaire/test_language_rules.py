"""The language rules: sentences and words are counted as people would, and reproach is heard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.questionnaire.language_rules import (
    flesch_douma,
    mean_sentence,
    remarks,
    sentences,
    words,
)
from planbuilder.questionnaire.terms import Voice


def test_sentences_and_words_are_counted_as_people_do() -> None:
    text = "Wie bel je eerst? En wie daarna?\nNoor's 06-nummer: kies zelf."

    assert sentences(text) == (
        "Wie bel je eerst?",
        "En wie daarna?",
        "Noor's 06-nummer:",
        "kies zelf.",
    )
    assert len(words(text)) == 11
    assert mean_sentence([text]) == pytest.approx(11 / 4)
    assert mean_sentence([]) == 0.0


@pytest.mark.parametrize(
    ("text", "voice", "codes"),
    [
        ("Wat heb je nodig?", Voice.YOUTH, []),
        ("Wat heeft u nodig?", Voice.PARENT, []),
        ("Wat heeft U nodig?", Voice.YOUTH, ["language_formal"]),
        ("Dat kost een uur.", Voice.YOUTH, []),
        ("Men zegt van niet.", Voice.PARENT, ["language_nobody"]),
        ("Jij mag mee naar je mentor.", Voice.YOUTH, []),
        ("Er werd niet geluisterd.", Voice.PARENT, ["language_passive"]),
        ("Wij evalueren middels een gesprek.", Voice.PARENT, ["language_jargon"]),
        ("Ondanks alles", Voice.PROFESSIONAL, ["language_blame"]),
        ("Ouder wil niet meewerken", Voice.PROFESSIONAL, ["language_blame"]),
        ("Was agressief", Voice.SCHOOL, ["language_label"]),
        ("Verwachte uitstroomdatum", Voice.PROFESSIONAL, []),
        ("Er wordt een indicator gekozen", Voice.PROFESSIONAL, []),
    ],
)
def test_each_rule_is_for_its_readers(text: str, voice: Voice, codes: list[str]) -> None:
    assert [remark.code for remark in remarks(text, voice)] == codes


def test_thirteen_words_are_too_many_and_twelve_are_not() -> None:
    twelve = "een twee drie vier vijf zes zeven acht negen tien elf twaalf"

    assert [*remarks(twelve, Voice.YOUTH)] == []
    assert [r.found for r in remarks(f"{twelve} dertien", Voice.YOUTH)] == ["13"]


def test_plain_text_reads_easier_than_officialese() -> None:
    plain = ["Wij lopen naar huis. Het is mooi weer."]
    official = ["De verantwoordelijkheidsverdeling behoeft nadere organisatorische uitwerking."]

    assert flesch_douma(plain) > 60 > flesch_douma(official)
    # Worked out by hand: 8 words, 2 sentences, 9 syllables.
    assert flesch_douma(plain) == pytest.approx(206.835 - 0.93 * 4 - 0.77 * 100 * 9 / 8)


@given(st.text(max_size=80), st.sampled_from(Voice))
def test_any_text_can_be_judged(text: str, voice: Voice) -> None:
    assert all(remark.code.startswith("language_") for remark in remarks(text, voice))
    assert flesch_douma([text]) <= 206.835
