"""picture and calendar, as a person types them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from planbuilder.resources import shipped_folder

EXAMPLE = Path(shipped_folder("questionnaires")).parent / "planbuilder" / "examples" / "imane.yaml"


def run(folder: Path, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "planbuilder", *words],
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == code, (done.stdout, done.stderr)
    return done


def test_the_pictures_named_are_made_in_the_forms_named(tmp_path: Path) -> None:
    told = run(
        tmp_path, "picture", str(EXAMPLE), "route", "kalender", "--format", "svg,png", "-o", "uit"
    )
    names = sorted(path.name.split("_")[0] + path.suffix for path in (tmp_path / "uit").iterdir())
    assert names == [
        "mijn-route.png",
        "mijn-route.svg",
        "wie-doet-wat-wanneer.png",
        "wie-doet-wat-wanneer.svg",
    ]
    assert len(told.stdout.splitlines()) == 4


def test_everybody_with_agreements_gets_an_agenda(tmp_path: Path) -> None:
    run(tmp_path, "calendar", str(EXAMPLE), "-o", "uit")
    files = sorted((tmp_path / "uit").iterdir())
    assert len(files) >= 5
    assert all(path.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n") for path in files)
    run(tmp_path, "calendar", str(EXAMPLE), "--for", "jongere", "-o", "een")
    assert [path.name for path in (tmp_path / "een").iterdir()] == [
        path.name for path in files if "voor-jongere" in path.name
    ]


def test_what_does_not_exist_is_named_with_what_does(tmp_path: Path) -> None:
    told = run(tmp_path, "picture", str(EXAMPLE), "routes", code=4)
    assert "Het plaatje 'routes' bestaat niet. Wel bestaan: route, mensen" in told.stderr
    told = run(tmp_path, "picture", str(EXAMPLE), "--format", "gif", code=4)
    assert "gif" in told.stderr


def test_who_may_see_nothing_is_told_why(tmp_path: Path) -> None:
    told = run(
        tmp_path, "picture", str(EXAMPLE), "toekomstkamer", "--for", "stamschool",
        "--format", "svg", code=5,
    )  # fmt: skip
    assert told.stderr
    assert not (tmp_path / "output").exists()
