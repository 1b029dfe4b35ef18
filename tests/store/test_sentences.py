"""Each error and each finding of the store has a sentence in both languages."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

import planbuilder
from planbuilder.store import Finding, FindingKind, failures
from planbuilder.store.sealing import STREAMS

PACKAGE = Path(planbuilder.__file__).parent
SENTENCES = tomllib.loads((PACKAGE / "messages" / "store.toml").read_text())
ABOUT_ONE_ROW = ("changed", "removed", "cut_off", "moved", "added", "out_of_chain")
ERRORS = {"NotFound", "KeyRefused", "IntegrityBroken", "StorageFailed", "EventRefused"}
# Put together from the name of a stream.
COMPOSED = {"event_damaged", "access_damaged"}


def raised_codes() -> set[str]:
    """Every text in the store's sources that is the code of an error, or could be one."""
    found = set(COMPOSED)
    for path in (PACKAGE / "store").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and node.value in SENTENCES:
                found.add(node.value)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                first = node.args[0] if node.args and node.func.id in ERRORS else None
                if isinstance(first, ast.Constant):
                    found.add(first.value)
    return found | set(failures._BY_ERRNO.values()) | set(failures._BY_SQLITE.values())


def finding_codes() -> set[str]:
    codes = set()
    for kind in FindingKind:
        if kind in ABOUT_ONE_ROW:
            codes |= {Finding(kind, "noor", stream, 1).code for stream in STREAMS}
        else:
            codes.add(Finding(kind, "noor").code)
    return codes


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    codes = raised_codes() | finding_codes()
    assert len(codes) > 40
    assert codes == set(SENTENCES)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_there_in_both_languages_and_asks_for_the_same(code: str) -> None:
    sentence = SENTENCES[code]
    assert set(sentence) == {"nl", "en"}
    asked = [set(re.findall(r"\{(\w+)\}", sentence[language])) for language in ("nl", "en")]
    assert asked[0] == asked[1]
    if code.startswith("verify_"):
        assert asked[0] <= set(Finding(FindingKind.CHANGED).parameters)


def test_a_finding_makes_a_sentence() -> None:
    from planbuilder.language import sentence

    finding = Finding(FindingKind.MOVED, "noor", "events", 3, other=5)
    assert "gebeurtenis 3" in sentence(finding.code, finding.parameters, "nl")
    assert "event 5" in sentence(finding.code, finding.parameters, "en")
