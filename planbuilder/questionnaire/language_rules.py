"""Language and tone of what people read: short, plain, active sentences without reproach.

The limits come from the sector's guidance on plain language (B1) and trauma-sensitive wording. They
are signs, not a measure: no text is plain because a number says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planbuilder.questionnaire.terms import Voice

# Words in a sentence for youths and parents; the mean is over all sentences of a voice.
LONGEST_SENTENCE = 12
LONGEST_MEAN = 10.0
# Flesch-Douma: at or above this a text usually reads easily. Only ever a hint.
EASY_READING = 60.0

PLAIN_VOICES = (Voice.YOUTH, Voice.PARENT)

# A word that starts like this is jargon; the plain word is what to write instead.
JARGON = {
    "perspectief": "toekomst, richting",
    "ondersteuningsbehoefte": "wat je nodig hebt",
    "uitstroom": "vertrek, weggaan",
    "indicator": "waaraan je het ziet",
    "evaluatie": "samen terugkijken",
    "evalueer": "kijk samen terug",
    "realiseer": "doen, voor elkaar krijgen",
    "realiseren": "doen, voor elkaar krijgen",
    "middels": "met, door",
    "inzake": "over",
}
_PASSIVE = re.compile(r"\ber\s+(?:wordt|worden|werd|werden)\b", re.IGNORECASE)
_NOBODY = re.compile(r"\bmen\b", re.IGNORECASE)
_FORMAL = re.compile(r"\b(?:u|uw)\b", re.IGNORECASE)
_WHY = re.compile(r"\bwaarom\b", re.IGNORECASE)
_BLAME = re.compile(
    r"\b(?:u moet|je moet|ondanks|wil(?:t|len)? niet meewerken|werkt niet mee|je eigen schuld)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:agressief|manipulatief|onhandelbaar|probleemgedrag|lastig kind)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")
_WORD = re.compile(r"[0-9A-Za-zÀ-ÖØ-öø-ÿ]+(?:[-'’.,][0-9A-Za-zÀ-ÖØ-öø-ÿ]+)*")
# What sounds as one vowel in Dutch is one syllable.
_SYLLABLE = re.compile(
    "aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|[aeiouyëïöüáéíóúèê]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Remark:
    """One break of a rule: `code` names it, `found` is the word or the number of words."""

    code: str
    found: str
    instead: str = ""


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text."""
    return tuple(part for part in _SENTENCE_END.split(text) if _WORD.search(part))


def words(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(_WORD.findall(text))


def remarks(text: str, voice: Voice) -> Iterator[Remark]:
    """What this voice had better not read like this."""
    if voice in PLAIN_VOICES:
        yield from _plain(text)
    if voice is Voice.YOUTH:
        formal = _FORMAL.search(text)
        if formal:
            yield Remark("language_formal", formal[0], "je, jij, jouw")
    for code, pattern, instead in (
        ("language_why", _WHY, "wat, hoe, wat heb je nodig, wat hielp"),
        ("language_blame", _BLAME, "wat heb je nodig, wat hielp"),
        ("language_label", _LABEL, "wat iemand deed of voelde: 'je was boos'"),
    ):
        found = pattern.search(text)
        if found:
            yield Remark(code, found[0], instead)


def _plain(text: str) -> Iterator[Remark]:
    for sentence in sentences(text):
        count = len(words(sentence))
        if count > LONGEST_SENTENCE:
            yield Remark("language_long_sentence", str(count), str(LONGEST_SENTENCE))
    for word in words(text):
        for jargon, instead in JARGON.items():
            if word.casefold().startswith(jargon):
                yield Remark("language_jargon", word, instead)
                break
    for code, pattern, instead in (
        ("language_passive", _PASSIVE, "wie het doet: 'wij doen', 'je mentor doet'"),
        ("language_nobody", _NOBODY, "wie het doet: 'wij', 'de school'"),
    ):
        found = pattern.search(text)
        if found:
            yield Remark(code, found[0], instead)


def mean_sentence(texts: Iterable[str]) -> float:
    """The mean number of words in a sentence over these texts, 0.0 without any."""
    lengths = [len(words(sentence)) for text in texts for sentence in sentences(text)]
    return sum(lengths) / len(lengths) if lengths else 0.0


def flesch_douma(texts: Iterable[str]) -> float:
    """How easily these texts read (higher is easier), by the formula of Douma; 100.0 without any."""
    together = [sentence for text in texts for sentence in sentences(text)]
    found = [word for sentence in together for word in words(sentence)]
    if not found:
        return 100.0
    syllables = sum(max(1, len(_SYLLABLE.findall(word))) for word in found)
    return 206.835 - 0.93 * len(found) / len(together) - 0.77 * 100 * syllables / len(found)
