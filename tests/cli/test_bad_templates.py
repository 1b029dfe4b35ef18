"""A bad template at the command line: one message that says what to do, and all other files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from documents.own_templates import changed, our_template

EXAMPLE = Path(__file__).resolve().parents[2] / "planbuilder" / "examples" / "milan.yaml"


def planbuilder(
    *words: str | Path, code: int, lang: str = "nl"
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "planbuilder", "--lang", lang, *map(str, words)],
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    return done


def own(folder: Path, raw: bytes) -> Path:
    (folder / "my_plan").mkdir(parents=True)
    (folder / "my_plan" / "plan.docx").write_bytes(raw)
    return folder


def test_the_other_formats_and_plans_are_made_and_the_template_is_named_once(
    tmp_path: Path,
) -> None:
    templates = own(tmp_path / "own", our_template("my_plan")[:2000])
    out = tmp_path / "out"
    done = planbuilder(
        "plan", EXAMPLE, "--for", "jongere", "--templates", templates, "-o", out, code=9
    )  # fmt: skip
    kinds = {
        path.stem: sorted(p.suffix for p in out.glob(f"{path.stem}.*")) for path in out.iterdir()
    }
    mine = [stem for stem in kinds if "mijn" in stem]
    assert len(mine) == 1
    assert kinds.pop(mine[0]) == [".pdf"]
    assert set(map(tuple, kinds.values())) == {(".docx", ".pdf")}
    assert done.stdout.count("\n") == len(list(out.iterdir()))
    assert done.stderr.count("my_plan/plan.docx") == 1
    assert "houdt halverwege op" in done.stderr
    assert "de vorm docx. Alle andere bestanden staan er." in done.stderr


def test_only_a_bad_template_leaves_no_file_and_no_folder(tmp_path: Path) -> None:
    templates = own(tmp_path / "own", b"geen Word")
    out = tmp_path / "out"
    done = planbuilder(
        "plan", EXAMPLE, "--kind", "mijn-plan", "--format", "docx", "--templates", templates, "-o", out, code=9
    )  # fmt: skip
    assert not out.exists()
    assert "de vorm docx. Er is niets veranderd." in done.stderr


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "geen Word-bestand"),
        (b"%PDF-1.7", "PDF-bestand"),
        (our_template()[:99], "houdt halverwege op"),
        (changed("plan.title", "plan.titel"), "Bedoelt u 'plan.title'?"),
    ],
)
def test_template_check_says_the_same(raw: bytes, words: str, tmp_path: Path) -> None:
    file = tmp_path / "sjabloon.docx"
    file.write_bytes(raw)
    done = planbuilder("template", "check", file, code=9)
    assert words in done.stderr
    assert done.stderr.count("sjabloon.docx: ") == 1
    assert planbuilder("template", "check", file, code=9, lang="en").stderr != done.stderr


def test_what_verify_finds_wrong_is_told_and_not_handed_out(tmp_path: Path) -> None:
    template = changed("<w:cantSplit/><w:tblHeader/>", "<w:cantSplit/>")
    folder = tmp_path / "own" / "perspective_plan"
    folder.mkdir(parents=True)
    (folder / "plan.docx").write_bytes(template)
    asked = ("plan", EXAMPLE, "--kind", "perspectiefplan", "--for", "jongere", "--verify")
    done = planbuilder(*asked, "--templates", folder.parent, "-o", tmp_path / "out", code=9)
    assert "daarna nagekeken, en het klopt niet" in done.stderr
    assert "De kop van tabel" in done.stderr
    assert [path.suffix for path in (tmp_path / "out").iterdir()] == [".pdf"]
    planbuilder(*asked, "-o", tmp_path / "right", code=0)
    assert sorted(path.suffix for path in (tmp_path / "right").iterdir()) == [".docx", ".pdf"]
