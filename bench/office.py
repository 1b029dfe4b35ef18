"""A LibreOffice that keeps running, asked over UNO; see `office_worker.py`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

_WORKER = Path(__file__).resolve().with_name("office_worker.py")


class Office:
    """A running LibreOffice."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._answer()

    @classmethod
    def started(cls, soffice: str, profile: Path) -> Office | None:
        """An office that runs, or None (told aloud) where no Python knows UNO."""
        for python in filter(None, (shutil.which("python3", path="/usr/bin"), sys.executable)):
            known = subprocess.run([python, "-c", "import uno"], check=False, capture_output=True)
            if known.returncode == 0:
                break
        else:
            print("!!! NOT MEASURED HERE: LibreOffice over UNO (python3-uno is not installed).")
            return None
        command = [python, str(_WORKER), soffice, str(profile)]
        pipe = subprocess.PIPE
        return cls(subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True))

    def convert(self, file: Path) -> tuple[float, float]:
        """Make a PDF beside this file; the seconds it took, by the clock and of the processor."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{file}\t{file.with_suffix('.pdf')}\n")
        self._process.stdin.flush()
        clock, processor = self._answer().split()
        return float(clock), float(processor)

    def close(self) -> None:
        """End it."""
        self._process.communicate()

    def _answer(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("LibreOffice stopped")
        return line.strip()
