"""A document is there whole or not at all, and only its owner can read it."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from planbuilder.documents import Document
from planbuilder.documents.writing import documents_beside
from planbuilder.errors import StorageFailed

PLAN = Document(b"het plan", ".docx")


def write_document(document: Document, folder: Path, stem: str) -> Path:
    with documents_beside([document], folder, stem) as put_in_place:
        (path,) = put_in_place()
    return path


def test_a_document_stands_under_its_name_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = write_document(PLAN, tmp_path / "nieuw" / "map", "perspectiefplan-v2")
    assert path == tmp_path / "nieuw" / "map" / "perspectiefplan-v2.docx"
    assert path.read_bytes() == b"het plan"
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (errno.ENOSPC, "output_disk_full"),
        (errno.EDQUOT, "output_disk_full"),
        (errno.EROFS, "output_not_writable"),
        (errno.EIO, "output_not_writable"),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "fdopen"])
def test_a_disk_that_refuses_leaves_the_old_document_and_nothing_half(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, step: str, fault: int, code: str
) -> None:
    write_document(Document(b"oud", ".docx"), tmp_path, "plan")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(os, step, refuse)
    with pytest.raises(StorageFailed) as refused:
        write_document(PLAN, tmp_path, "plan")
    assert refused.value.code == code
    assert [path.name for path in tmp_path.iterdir()] == ["plan.docx"]
    assert (tmp_path / "plan.docx").read_bytes() == b"oud"


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "map").write_text("een bestand")
    with pytest.raises(StorageFailed):
        write_document(PLAN, tmp_path / "map", "plan")


KILLED = """
import os, pathlib, signal, sys
from planbuilder.documents import Document
from planbuilder.documents.writing import documents_beside
with documents_beside([Document(b"het plan", ".docx")], pathlib.Path(sys.argv[1]), "plan"):
    print(flush=True)
    sys.stdin.read() if sys.argv[2:] else os.kill(os.getpid(), signal.SIGKILL)
"""


def an_hour_old(folder: Path) -> list[Path]:
    left = sorted(folder.glob(".planbuilder-*"))
    for path in left:
        os.utime(path, (time.time() - 3600,) * 2)
    return left


def test_what_a_killed_run_left_goes_with_the_next_one(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, tmp_path], check=False)
    # Another run that started this very moment may be about to lock its file.
    assert [path.stat().st_mode & 0o777 for path in tmp_path.iterdir()] == [0o600]
    write_document(PLAN, tmp_path, "ander")
    assert len(an_hour_old(tmp_path)) == 1
    write_document(PLAN, tmp_path, "ander")
    assert [path.name for path in tmp_path.iterdir()] == ["ander.docx"]


def test_what_a_living_run_or_somebody_else_has_there_stays(tmp_path: Path) -> None:
    living = subprocess.Popen(
        [sys.executable, "-c", KILLED, tmp_path, "wait"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with living:
        assert living.stdout is not None
        living.stdout.readline()
        (left,) = an_hour_old(tmp_path)
        (tmp_path / "eigen.txt").write_text("van iemand")
        (tmp_path / ".planbuilder-new-link").symlink_to(tmp_path / "eigen.txt")
        (tmp_path / ".planbuilder-made.json").write_text("{}")
        an_hour_old(tmp_path)
        write_document(PLAN, tmp_path, "ander")
        assert left.exists()
        assert len(list(tmp_path.iterdir())) == 5
        living.kill()
    write_document(PLAN, tmp_path, "ander")
    assert not left.exists()
    assert (tmp_path / "eigen.txt").read_text() == "van iemand"


def test_writing_many_documents_leaves_no_file_open(tmp_path: Path) -> None:
    before = len(list(Path("/dev/fd").iterdir()))
    for number in range(20):
        write_document(PLAN, tmp_path, f"plan{number}")
    with documents_beside([PLAN], tmp_path, "niet"):
        pass
    assert len(list(Path("/dev/fd").iterdir())) == before
