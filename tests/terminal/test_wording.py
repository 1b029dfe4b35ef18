"""The sentences of the conversation follow the rules for language to a youth."""

from __future__ import annotations

import re
import string

import pytest

from planbuilder.questionnaire.terms import AnswerType, Voice
from planbuilder.terminal.wording import WORDS, say

YOUTH = {code: words if isinstance(words, str) else words[0] for code, words in WORDS.items()}
OTHERS = {code: words if isinstance(words, str) else words[1] for code, words in WORDS.items()}
JARGON = (
    "perspectief ondersteuningsbehoefte uitstroom indicator evaluatie realiseren middels inzake"
)


def test_there_are_sentences_to_check() -> None:
    assert len(YOUTH) > 80


@pytest.mark.parametrize("code", [code for code in YOUTH if "keys" not in code])
def test_a_youth_reads_short_plain_sentences(code: str) -> None:
    words = re.findall(r"[\w'-]+", YOUTH[code].lower())
    assert not {"waarom", "u", "uw", "men", "ondanks", "moet u", *JARGON.split()} & set(words)
    assert "er wordt" not in YOUTH[code].lower()
    for sentence in re.split(r"[.!?:;\n]", YOUTH[code]):
        assert len(re.findall(r"[\w'-]+", sentence)) <= 12, sentence


@pytest.mark.parametrize(
    "code", [code for code, words in WORDS.items() if not isinstance(words, str)]
)
def test_both_forms_ask_for_the_same_words_to_fill_in(code: str) -> None:
    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert names(OTHERS[code]) <= names(YOUTH[code]) | {"name"}


@pytest.mark.parametrize("code", list(OTHERS))
def test_others_are_never_called_je(code: str) -> None:
    text = say(code, Voice.PARENT, **dict.fromkeys(PARAMETERS, "x"))
    assert not {"je", "jij", "jou", "jouw"} & set(re.findall(r"\w+", text.lower()))


PARAMETERS = (
    "name title open minutes question answered expected count most status low high number "
    "example page pages"
).split()


def test_there_is_help_for_every_type_of_answer() -> None:
    assert {f"help_{kind.value}" for kind in AnswerType} <= set(WORDS)


def test_what_is_filled_in_is_never_read_as_a_place_to_fill() -> None:
    assert say("goodbye", Voice.YOUTH, name="{x}") == "Tot de volgende keer, {x}."
