"""A document is there whole or not at all, and only its owner can read it."""

from __future__ import annotations

import errno
import os
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
