"""A long answer in the person's own editor: a private file in memory, always removed afterwards."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from planbuilder.errors import SurroundingsMissing
from planbuilder.terminal.leaving import Leaving

_PREFIX = "planbuilder-"


def write_in_editor(draft: str, leaving: Leaving) -> str:
    """The text as the editor left it; raises SurroundingsMissing when there is no editor or it fails.

    Whoever calls keeps the draft: nothing is lost when this raises. A file that stayed behind after
    a crash is removed the next time.
    """
    command = _editor()
    parent = _private_parent()
    _remove_leftovers(parent)
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=parent))
    try:
        path = folder / "antwoord.txt"
        written = draft.encode("utf-8", "surrogatepass")
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(written)
        _run([*command, str(path)], leaving)
        found = path.read_bytes()
    except (OSError, subprocess.SubprocessError):
        raise SurroundingsMissing("editor_failed", editor=command[0]) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return draft if found == written else _text(found, draft)


def _text(found: bytes, draft: str) -> str:
    """The bytes as text, without the line end that an editor puts after the last line by itself."""
    try:
        text = found.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = found.decode("cp1252", "replace")
    if text.endswith("\n") and not draft.endswith("\n"):
        text = text.removesuffix("\n").removesuffix("\r")
    return text


def _run(command: list[str], leaving: Leaving) -> None:
    leaving.child = subprocess.Popen(command)
    try:
        code = leaving.child.wait()
    finally:
        leaving.child = None
    if code != 0:
        raise subprocess.CalledProcessError(code, command[0])


def _editor() -> list[str]:
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    try:
        command = shlex.split(chosen) if chosen else []
    except ValueError:
        command = []
    for candidate in (command, ["nano"], ["vim"], ["vi"]):
        if candidate and shutil.which(candidate[0]):
            return candidate
    raise SurroundingsMissing("no_editor")


def _private_parent() -> str:
    """A folder in memory where there is one, so that the words never reach a disk."""
    # Everybody may write in the second, so the folder made in it is for our eyes only.
    for candidate in (os.environ.get("XDG_RUNTIME_DIR"), "/dev/shm"):  # noqa: S108
        if candidate and Path(candidate).is_dir() and os.access(candidate, os.W_OK | os.X_OK):
            return candidate
    return tempfile.gettempdir()


def _remove_leftovers(parent: str) -> None:
    for folder in Path(parent).glob(f"{_PREFIX}*"):
        owner = folder.name.removeprefix(_PREFIX).split("-")[0]
        if owner.isdigit() and not _is_running(int(owner)) and _is_ours(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    try:
        return folder.lstat().st_uid == os.getuid() and not folder.is_symlink()
    except OSError:
        return False


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
