"""What ships is found; an organisation's own files go first; a file that can't be read is told plainly."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planbuilder.errors import InputInvalid, NotFound, PlanbuilderError, StorageFailed
from planbuilder.resources import own_path, read_bytes, read_shipped, read_text, shipped_path


def test_the_shipped_questions_are_found() -> None:
    files = read_shipped("questionnaires")
    assert len(files) > 20
    assert list(files) == sorted(files)
    assert all(name.endswith(".yaml") and text for name, text in files.items())


def test_an_own_file_takes_the_place_of_ours_and_others_are_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = next(iter(read_shipped("questionnaires")))
    (tmp_path / name).write_text("own: true\n")
    (tmp_path / "extra.yaml").write_text("extra: true\n")
    (tmp_path / ".hidden.yaml").write_text("left by an editor\n")
    (tmp_path / "notes.txt").write_text("not for planbuilder\n")

    files = read_shipped("questionnaires", tmp_path)

    assert files[name] == "own: true\n"
    assert set(files) - set(read_shipped("questionnaires")) == {"extra.yaml"}
    monkeypatch.setenv("PLANBUILDER_QUESTIONNAIRES", str(tmp_path))
    assert read_shipped("questionnaires") == files


def test_an_own_folder_that_is_not_there_is_told_and_not_passed_by(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="own_folder_not_found"):
        read_shipped("questionnaires", tmp_path / "nowhere")


def test_an_own_template_is_known_as_own(tmp_path: Path) -> None:
    (tmp_path / "exit_plan").mkdir()
    (tmp_path / "exit_plan" / "plan.docx").write_bytes(b"PK")
    assert (
        own_path("templates", "exit_plan/plan.docx", tmp_path)
        == tmp_path / "exit_plan" / "plan.docx"
    )
    assert own_path("templates", "exit_plan/plan.html", tmp_path) is None
    assert own_path("templates", "exit_plan/plan.docx") is None


def test_a_shipped_file_that_is_gone_is_told() -> None:
    with pytest.raises(NotFound, match="shipped_file_missing"):
        shipped_path("templates", "no/such.docx")


def test_text_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "sam.yaml"
    file.write_bytes("\ufeffJoke zei: 'één'\r\n  twee \u2028\n".encode())
    assert read_text(file) == "Joke zei: 'één'\r\n  twee \u2028\n"
    assert read_bytes(file).startswith(b"\xef\xbb\xbf")


def test_text_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "sam.yaml"
    file.write_bytes(b"een: 1\ntwee: caf\xe9\n")
    with pytest.raises(InputInvalid) as refused:
        read_text(file)
    (problem,) = refused.value.problems
    assert (problem.code, problem.file, problem.line) == ("file_not_utf8", "sam.yaml", 2)


@pytest.mark.parametrize("lock", [0o000, 0o200])
def test_a_file_that_we_may_not_read_is_told(tmp_path: Path, lock: int) -> None:
    file = tmp_path / "sam.yaml"
    file.write_text("x")
    file.chmod(lock)
    if os.access(file, os.R_OK):
        # The system's administrator may read everything; then there is nothing to refuse.
        assert read_text(file) == "x"
        return
    with pytest.raises(StorageFailed, match="file_not_permitted"):
        read_text(file)


def test_what_is_no_readable_file_is_told(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    huge = tmp_path / "huge"
    with huge.open("wb") as hole:
        hole.truncate(65 * 1024 * 1024)
    told = {}
    for path in (
        tmp_path,
        pipe,
        huge,
        tmp_path / "no.yaml",
        huge / "x",
        tmp_path / "nul\0",
        Path("x" * 5000),
    ):
        with pytest.raises(PlanbuilderError) as refused:
            read_text(path)
        told[path.name[:5]] = refused.value.code
    assert list(told.values()) == [
        "file_is_a_folder", "file_is_no_file", "file_too_large",
        "file_not_found", "file_not_found", "file_read_failed", "file_read_failed",
    ]  # fmt: skip
