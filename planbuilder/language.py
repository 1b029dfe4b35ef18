"""Sentences for a reader, from a code and its parameters; and how Dutch writes dates and lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from planbuilder.errors import NotFound, Problem

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip

_AND = {"nl": "en", "en": "and"}
_PLACE = re.compile(r"\{([a-z_]+)\}")
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
# Control characters and the marks that turn reading direction: on a terminal they are commands.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONGEST_PARAMETER = 500


def sentence(code: str, parameters: Mapping[str, object], lang: str) -> str:
    """The sentence for this code with its parameters filled in; Dutch where `lang` is not known.

    A parameter's text is only ever put in place: braces in it mean nothing, and what would steer
    a terminal is replaced. An unknown code still gives a sentence, for it is shown to somebody
    who is in trouble already.
    """
    wording = sentences().get(code)
    if wording is None:
        wording, parameters = sentences()["no_sentence"], {"code": code}
    chosen = lang if lang in wording else "nl"

    def fill(place: re.Match[str]) -> str:
        name = place[1]
        return _shown(parameters[name], chosen) if name in parameters else "?"

    return _PLACE.sub(fill, wording[chosen])


def problem_line(problem: Problem, lang: str) -> str:
    """One line: the file, the line in it (when known), and the sentence."""
    told = sentence(problem.code, problem.parameters, lang)
    if not problem.file:
        return told
    place = _shown(problem.file, lang)
    if problem.line:
        place += f", {'line' if lang == 'en' else 'regel'} {problem.line}"
    return f"{place}: {told}"


def choose_language(option: str | None, environ: Mapping[str, str]) -> Language:
    """The language asked for, else English where the locale says so, else Dutch.

    A locale without a language (C, POSIX) means Dutch. Raises NotFound for a language that
    planbuilder does not speak.
    """
    if option is not None:
        for language in LANGUAGES:
            if option.strip().lower() == language:
                return language
        raise NotFound("unknown_language", name=option, known=written_list(LANGUAGES))
    locale = next(filter(None, map(environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "en" if re.match(r"en(?![a-z])", locale.lower()) else "nl"


@lru_cache(maxsize=1)
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Every code with its wording per language, from all files of planbuilder/messages."""
    # Here, for most runs say nothing that stands in these files.
    import tomllib
    from importlib.resources import files

    found: dict[str, Mapping[str, str]] = {}
    for file in (files("planbuilder") / "messages").iterdir():
        if file.name.endswith(".toml"):
            found.update(tomllib.loads(file.read_text(encoding="utf-8")))
    return MappingProxyType(found)


def written_date(day: date | str) -> str:
    """A date as people write it: "14 maart 2026", "maart 2026" or "2026"; other text as it is."""
    text = day if isinstance(day, str) else date(day.year, day.month, day.day).isoformat()
    match = _PARTIAL_DATE.fullmatch(text)
    if match is None:
        return text
    year, month, of_month = match.groups()
    if month is None:
        return year
    if not 1 <= int(month) <= len(MONTHS):
        return text
    written = f"{MONTHS[int(month) - 1]} {year}"
    return f"{int(of_month)} {written}" if of_month else written


def written_list(things: Iterable[object], lang: str = "nl") -> str:
    """An enumeration as people write it: "a", "a en b", "a, b en c"."""
    *most, last = [str(thing) for thing in things] or [""]
    return f"{', '.join(most)} {_AND.get(lang, 'en')} {last}" if most else last


def harmless(text: str) -> str:
    """The text for a terminal: what would steer the terminal is replaced, line ends stay."""
    return "\n".join(_UNSAFE.sub("\ufffd", line) for line in text.split("\n"))


def _shown(value: object, lang: str) -> str:
    """The value as text that a terminal can't mistake for a command."""
    if isinstance(value, list | tuple | set | frozenset):
        value = written_list(
            sorted(map(str, value)) if isinstance(value, set | frozenset) else value, lang
        )
    text = re.sub(r"[\r\n\t]+", " ", str(value))
    text = _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if len(text) <= _LONGEST_PARAMETER else text[: _LONGEST_PARAMETER - 1] + "…"
