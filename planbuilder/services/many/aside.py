"""Documents that stand aside until they are recorded, and what stands in its place already.

In the output folder each dossier has a folder of its own. Beside its documents stands a hidden file,
readable by its owner only, with the names of what was made and of which state of the dossier.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planbuilder.documents.writing import output_told_plainly, sync_folder, write_private_file
from planbuilder.errors import StorageFailed
from planbuilder.services.many.asked import digest

_ASIDE = ".planbuilder-making-"
_NOTE = ".planbuilder-made.json"
_LOCK = ".planbuilder-lock"
_FORMAT = 1

Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Note:
    """What was made of one state of a dossier: file names by order code and format.

    `wishes` are those of which everything that can be made stands there. `at` and `length` tell
    how the recording of documents that still stand aside can be found in the dossier.
    """

    key: str
    files: Names = field(default_factory=dict)
    wishes: tuple[str, ...] = ()
    dossier: str = ""
    at: str = ""
    length: int = 0


def folder_name(dossier_id: str) -> str:
    """The folder of a dossier: its id, or a code where an id from a file can't be a folder."""
    plain = dossier_id.replace("-", "").replace("_", "")
    is_safe = plain.isascii() and plain.isalnum() and plain == plain.lower()
    if is_safe and not dossier_id.startswith(("-", "_")) and len(dossier_id) <= 64:
        return dossier_id
    return f"dossier-{digest(dossier_id)[:10]}"


class Aside:
    """A new folder for documents on their way; nobody sees them until `publish`."""

    def __init__(self, output: Path) -> None:
        with output_told_plainly(output):
            self.path = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=output))

    def add(self, name: str, content: bytes) -> None:
        """Put a document in it; on the disk when this returns."""
        with output_told_plainly(self.path.parent):
            descriptor = os.open(self.path / name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())

    def seal(self, note: Note) -> None:
        """Say that everything is in it."""
        write_note(self.path, note)


def discard(aside: Path) -> None:
    """Remove what stands aside."""
    shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def alone_in(output: Path) -> Iterator[None]:
    """Make the output folder and keep other runs out of it; raises StorageFailed when one is at it."""
    with output_told_plainly(output):
        output.mkdir(parents=True, exist_ok=True)
        # The lock goes with the process, however it ends.
        lock = os.open(output / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StorageFailed("output_in_use", folder=str(output)) from None
        yield
    finally:
        os.close(lock)


def all_aside(output: Path) -> Iterator[tuple[Path, Note | None]]:
    """What a stopped run left aside, with its note where it is complete."""
    for path in sorted(output.glob(f"{_ASIDE}*")):
        yield path, read_note(path)


def publish(aside: Path, note: Note, folder: Path) -> None:
    """Put the documents in the folder of their dossier, each whole, and note there that they stand.

    May be stopped anywhere and done again.
    """
    with output_told_plainly(folder.parent):
        folder.mkdir(exist_ok=True)
        for names in note.files.values():
            for name in names.values():
                if (aside / name).exists():
                    (aside / name).replace(folder / name)
        sync_folder(folder)
    before = standing(folder, note.key)
    files = {code: {**before.files.get(code, {}), **names} for code, names in note.files.items()}
    wishes = tuple(dict.fromkeys(before.wishes + note.wishes))
    write_note(folder, Note(note.key, {**before.files, **files}, wishes))
    discard(aside)


def standing(folder: Path, key: str) -> Note:
    """What stands of this state of the dossier; empty after any change, and without what was removed."""
    note = read_note(folder)
    if note is None or note.key != key:
        return Note(key)
    kept = {
        code: {form: name for form, name in names.items() if (folder / name).is_file()}
        for code, names in note.files.items()
    }
    return Note(key, kept, note.wishes if kept == note.files else ())


def notes(output: Path) -> Iterator[tuple[Path, Note]]:
    """The folders of all dossiers that something was made of, each with its note."""
    for file in sorted(output.glob(f"*/{_NOTE}")):
        note = read_note(file.parent)
        if note is not None and not file.parent.name.startswith(_ASIDE):
            yield file.parent, note


def write_note(folder: Path, note: Note) -> None:
    """Write the note of this folder, in the place of the one of before."""
    plain = {
        "planbuilder": "made",
        "format": _FORMAT,
        **{name: getattr(note, name) for name in Note.__slots__},
    }
    write_private_file(folder / _NOTE, json.dumps(plain).encode("ascii"))


def read_note(folder: Path) -> Note | None:
    """The note of this folder; None where there is none, or one that is not ours."""
    try:
        plain = json.loads((folder / _NOTE).read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(plain, dict) or plain.get("format") != _FORMAT:
        return None
    texts = [plain.get(name) for name in ("key", "dossier", "at")]
    files: Any = plain.get("files")
    wishes, length = plain.get("wishes"), plain.get("length")
    if not all(isinstance(text, str) for text in texts) or not isinstance(length, int):
        return None
    if not isinstance(wishes, list) or not _are_names(files):
        return None
    key, dossier, at = (str(text) for text in texts)
    return Note(key, files, tuple(map(str, wishes)), dossier, at, length)


def _are_names(files: Any) -> bool:
    """True for names by code and format, each a name in the folder itself."""
    return isinstance(files, dict) and all(
        isinstance(names, dict)
        and all(isinstance(name, str) and Path(name).name == name for name in names.values())
        for names in files.values()
    )
