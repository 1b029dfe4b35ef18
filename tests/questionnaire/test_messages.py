"""Every problem that this layer can tell has its sentence, in both languages, with nothing left open."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from planbuilder import language
from planbuilder.errors import InputInvalid, Problem
from planbuilder.questionnaire.reader import read_questionnaire
from planbuilder.questionnaire.settings import read_settings

PACKAGE = Path(language.__file__).parent
SENTENCES = tomllib.loads((PACKAGE / "messages" / "questionnaire.toml").read_text(encoding="utf-8"))
# A code is a word of at least two parts; these are other words of that shape.
_CODE = re.compile(
    r"^(?:yaml|condition|sitting|question|options?|columns?|scale|wording|help|language|must|too|not"
    r"|core|visibility|deadline|settings|questionnaire|file|unknown|missing|value|nobody|two|heavy|in"
    r"|asked|exception)_[a-z_]+$"
)
_OTHER_WORDS = {
    "in_file", "not_applicable", "not_before_intake_days", "value_error", "missing_key_error",
    "file_stem", "language_", "too_long", "too_short", "question_problems", "sitting_minutes",
}  # fmt: skip


def codes() -> Iterator[str]:
    """The texts in the source that look like the code of a sentence."""
    for path in (PACKAGE / "questionnaire").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if _CODE.match(node.value) and node.value not in _OTHER_WORDS:
                    yield node.value


def test_every_code_in_the_source_has_a_sentence_and_every_sentence_a_code() -> None:
    used = set(codes())
    assert len(used) > 60

    assert sorted(used - set(SENTENCES)) == []
    assert sorted(s for s in SENTENCES if s.removesuffix("_near") not in used) == []


def test_both_languages_fill_in_the_same_things() -> None:
    for code, wording in SENTENCES.items():
        dutch, english = (set(re.findall(r"{(\w+)}", wording[lang])) for lang in ("nl", "en"))
        assert dutch == english, code


WRONG = {
    "a.yaml": "a: 1\na: 2\nb: &x 1\n",
    "b.yaml": "questions:\n  q:\n    type: choise\n    txt: x\n    condition: age >\n    asked: [me]\n",
    "c.yaml": "a: [1",
    "d.yaml": "block: T\ntitle: T\nquestions:\n"
    "  x: {text: {youth: A}, type: text, phase: exit, asked: [parent], core: [youth], sittings: [1],\n"
    "      data_class: story, sensitivity: basic, source: s, options: [a, a], columns: [],\n"
    "      condition: filled(y) and filled(xx), scale: [a, b]}\n  z: 3\n",
    "e.yaml": "sittings:\n  s: {voice: youth, title: T, order: [x, nowhere, x]}\n  t: 3\n",
    "f.yaml": "visibility:\n  story: {reads: [99]}\n  stry: {}\n",
}


def test_no_sentence_is_left_with_an_open_place() -> None:
    with pytest.raises(InputInvalid) as caught:
        read_questionnaire(WRONG)
    with pytest.raises(InputInvalid) as settings:
        read_settings({"s.yaml": "sendss: {}\ndeadlines: {a: {what: 3, start: x, months: b}}\n"})
    problems: list[Problem] = [*caught.value.problems, *settings.value.problems]

    assert len({problem.code for problem in problems}) > 15
    for problem in problems:
        needed = set(re.findall(r"{(\w+)}", SENTENCES[problem.code]["nl"]))
        assert needed <= set(problem.parameters), problem.code
        for lang in ("nl", "en"):
            line = language.problem_line(problem, lang)
            assert problem.file in line
            assert "''" not in line, line
