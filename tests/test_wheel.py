"""The package as somebody else gets it: complete, nothing private in it, and working without a network."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

NO_NETWORK = """
import sys

def refuse(event, _):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        raise RuntimeError(f"planbuilder went to the network: {event}")

sys.addaudithook(refuse)
"""


def git_files(*arguments: str) -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", *arguments], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of this checkout that also holds files nobody may publish."""
    checkout = tmp_path_factory.mktemp("checkout")
    for name in git_files("--cached", "--others", "--exclude-standard"):
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, checkout / name)
    (checkout / "output" / "plan-van-sam.docx").write_bytes(b"private")
    (checkout / "questionnaires" / "dossiers.sqlite3").write_bytes(b"private")
    (checkout / "planbuilder" / "help" / "master.key").write_bytes(b"private")
    built = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", built, checkout],
        check=True, capture_output=True,
    )  # fmt: skip
    (found,) = built.glob("planbuilder-*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel, our dependencies and no network."""
    home = tmp_path_factory.mktemp("fresh") / "venv"
    venv.create(home, with_pip=False)
    subprocess.run(
        [sys.executable, "-m", "pip", "--quiet", "--python", home / "bin" / "python", "install",
         "--no-index", "--no-deps", wheel],
        check=True, capture_output=True,
    )  # fmt: skip
    (packages,) = home.glob("lib/python*/site-packages")
    # Not sitecustomize: some systems have one of their own, which goes before.
    (packages / "no_network.py").write_text(NO_NETWORK)
    (packages / "own.pth").write_text(f"import no_network\n{sysconfig.get_path('purelib')}\n")
    return home


def run(installed: Path, folder: Path, *words: str, before: tuple[str, ...] = ()) -> str:
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [*before, *map(str, (installed / "bin" / words[0], *words[1:]))],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def contents(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as opened:
        return {name for name in opened.namelist() if not name.endswith("/")}


@pytest.mark.slow
def test_the_wheel_ships_exactly_the_questions_and_templates_that_we_keep(wheel: Path) -> None:
    prefix = "planbuilder/_shipped/"
    shipped = {name.removeprefix(prefix) for name in contents(wheel) if name.startswith(prefix)}
    assert len(shipped) > 25
    assert shipped == set(git_files("questionnaires", "templates"))


@pytest.mark.slow
def test_nothing_private_and_no_stray_folder_is_in_the_wheel(wheel: Path) -> None:
    names = contents(wheel)
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"planbuilder"}
    assert not [
        name for name in names if name.endswith((".sqlite3", ".key")) or "plan-van-sam" in name
    ]


@pytest.mark.slow
def test_the_wheel_holds_what_people_read(wheel: Path) -> None:
    names = contents(wheel)
    for folder, suffix in (("messages", ".toml"), ("help", ".md"), ("examples", ".yaml")):
        found = [n for n in names if n.startswith(f"planbuilder/{folder}/") and n.endswith(suffix)]
        assert found, folder
    assert "planbuilder/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


@pytest.mark.slow
def test_an_installed_planbuilder_makes_a_plan_without_a_network(
    installed: Path, tmp_path: Path
) -> None:
    where = run(
        installed, tmp_path, "python", "-c", "import planbuilder as p; print(p.__path__[0])"
    )
    assert where.startswith(str(installed))
    with pytest.raises(AssertionError, match="went to the network"):
        run(
            installed,
            tmp_path,
            "python",
            "-c",
            "import socket; socket.getaddrinfo('localhost', 80)",
        )

    example = next((Path(where.strip()) / "examples").glob("*.yaml"))
    words = (
        "planbuilder",
        "plan",
        example,
        "--kind",
        "mijn-plan",
        "--format",
        "docx,html,pdf,odt,md",
    )
    run(installed, tmp_path, *map(str, words), "-o", str(tmp_path / "out"), before=cut_off())

    made = {path.suffix for path in (tmp_path / "out").rglob("*") if path.stat().st_size > 500}
    assert made >= {".docx", ".html", ".pdf", ".odt", ".md"}


def cut_off() -> tuple[str, ...]:
    """The words that run a program where no network exists, or none where the system can't.

    What stands in sitecustomize guards Python itself either way.
    """
    program = shutil.which("unshare")
    words = (program, "--map-root-user", "--net") if program else ()
    works = (
        words and subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
    )
    return words if works else ()
