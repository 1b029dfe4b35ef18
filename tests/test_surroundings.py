"""A machine without LibreOffice still tests, but nobody can miss what was not checked."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
NEEDY = """
def test_it_opens_in_a_word_processor(libreoffice):
    assert libreoffice
"""


def run_without_tools(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    shutil.copy(TESTS / "conftest.py", folder)
    (folder / "test_needy.py").write_text(NEEDY)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", folder, folder],
        cwd=folder, env={"PATH": str(folder), **environment}, capture_output=True, text=True,
    )  # fmt: skip


def test_without_libreoffice_the_end_of_the_run_says_what_was_not_checked(tmp_path: Path) -> None:
    told = run_without_tools(tmp_path)
    assert told.returncode == 0, told.stdout
    end = told.stdout[told.stdout.index("!!! NOT CHECKED HERE !!!") :]
    assert "whether LibreOffice opens the documents" in end
    assert "1 test was left out" in end


@pytest.mark.parametrize("name", ["CI", "REQUIRE_TOOLS"])
def test_where_everything_must_be_checked_a_missing_tool_fails(tmp_path: Path, name: str) -> None:
    told = run_without_tools(tmp_path, **{name: "1"})
    assert told.returncode == 1
    assert "apt-get install libreoffice-writer" in told.stdout
