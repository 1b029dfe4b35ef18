"""A long answer goes to the editor and back without a trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.errors import SurroundingsMissing
from planbuilder.terminal.editor import write_in_editor
from planbuilder.terminal.leaving import Leaving


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.delenv("VISUAL", raising=False)
    return folder


def use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str) -> None:
    path = tmp_path / "mijn schrijver"
    path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    path.chmod(0o700)
    monkeypatch.setenv("EDITOR", f"'{path}' --wacht")


def test_an_untouched_draft_comes_back_exactly(
    runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, tmp_path, "true")
    for draft in ("", "een\n", " twee\n\n", "\ud83d half"):
        assert write_in_editor(draft, Leaving()) == draft


@pytest.mark.parametrize(
    ("printed", "text"),
    [("a\\nb\\n", "a\nb"), ("a\\n\\n", "a\n"), ("a", "a"), ("Ren\\351e", "Renée"), ("", "")],
)
def test_the_line_end_of_the_last_line_is_the_editors_and_not_the_persons(
    runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, printed: str, text: str
) -> None:
    use(monkeypatch, tmp_path, f"printf '{printed}' > \"$2\"")
    assert write_in_editor("iets", Leaving()) == text
    assert list(runtime.iterdir()) == []


@pytest.mark.parametrize("body", ["exit 1", "kill -9 $$", 'rm "$2"'])
def test_a_failing_editor_is_told_and_leaves_nothing_behind(
    runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    use(monkeypatch, tmp_path, body)
    with pytest.raises(SurroundingsMissing, match="editor_failed"):
        write_in_editor("iets", Leaving())
    assert list(runtime.iterdir()) == []


def test_what_a_killed_conversation_left_behind_is_removed(
    runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = runtime / "planbuilder-4194399-abc"
    left.mkdir()
    (left / "antwoord.txt").write_text("geheim", "utf-8")
    kept = runtime / "iets-anders"
    kept.mkdir()
    use(monkeypatch, tmp_path, "true")
    write_in_editor("iets", Leaving())
    assert list(runtime.iterdir()) == [kept]


def test_without_any_editor_that_is_said(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "bestaat-niet")
    monkeypatch.setenv("PATH", str(runtime))
    with pytest.raises(SurroundingsMissing, match="no_editor"):
        write_in_editor("iets", Leaving())
