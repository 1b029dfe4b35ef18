"""What the documentation says is so: links, file names, commands, exit codes, terms, dependencies."""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from pathlib import Path

import pytest
import typer.main

from planbuilder import errors
from planbuilder.cli.app import app
from planbuilder.questionnaire import terms
from planbuilder.questionnaire.terms import AnswerType

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "planbuilder").rglob("*.md")]
)


def links(page: Path) -> list[str]:
    without_code = re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)
    return re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", without_code)


def test_every_link_leads_somewhere() -> None:
    local = [(page, link) for page in PAGES for link in links(page) if "://" not in link]
    assert len(local) > 40
    broken = [f"{page.name}: {link}" for page, link in local if not (page.parent / link).exists()]
    assert broken == []


def test_the_flow_links_each_arrow_to_its_files() -> None:
    page = (ROOT / "docs" / "how-it-works.md").read_text()
    picture, _, table = page.partition("| arrow |")
    arrows = set(re.findall(r"[─ ](\d+)[─ \n]", picture))
    rows = dict(re.findall(r"^\| (\d+) \|.*\| (.+) \|$", table, re.MULTILINE))
    assert len(arrows) == 10
    assert arrows == set(rows)
    assert all("](" in files for files in rows.values())


def test_every_term_is_in_the_glossary() -> None:
    page = (ROOT / "docs" / "glossary.md").read_text()
    lists = [
        thing
        for thing in vars(terms).values()
        if isinstance(thing, type) and issubclass(thing, StrEnum)
    ]
    lists.remove(StrEnum)
    assert len(lists) >= 12
    rows = re.findall(r"^\| (.+) \| `(\w+)\.(\w+)` \| `(.+)` \|$", page, re.MULTILINE)
    told = {(name, member, value) for _, name, member, value in rows}
    assert told == {(one.__name__, member.name, member.value) for one in lists for member in one}


def named_files(text: str) -> list[str]:
    return re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:md|toml|txt))`", text)


def test_contributing_names_files_that_are_there() -> None:
    named = named_files((ROOT / "CONTRIBUTING.md").read_text())
    assert len(named) > 25
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize(
    ("file", "left_out"),
    [
        ("planbuilder/questionnaire/model.py", set()),
        ("planbuilder/interview/values.py", set()),
        ("planbuilder/interview/typed.py", {"TABLE"}),  # asked row by row, never typed in one go
    ],
)
def test_every_answer_type_is_handled_where_contributing_says(
    file: str, left_out: set[str]
) -> None:
    assert file in named_files((ROOT / "CONTRIBUTING.md").read_text())
    handled = set(re.findall(r"AnswerType\.([A-Z_]+)", (ROOT / file).read_text()))
    assert handled >= {kind.name for kind in AnswerType} - left_out


def test_the_readme_shows_every_command() -> None:
    shown = " ".join(
        re.findall(r"^\| (`planbuilder .+?) \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    )
    words = set(re.findall(r"[a-z][a-z-]+", shown)) - {"planbuilder"}
    group = typer.main.get_command(app)
    commands = set(group.commands)  # type: ignore[attr-defined]
    assert len(commands) > 20
    assert commands == words


def test_the_readme_explains_every_exit_code() -> None:
    table = (ROOT / "README.md").read_text().partition("## Exitcodes")[2]
    explained = {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}
    ours = {
        thing.exit_code
        for thing in vars(errors).values()
        if isinstance(thing, type) and issubclass(thing, errors.PlanbuilderError)
    }
    assert len(ours) >= 7
    assert explained == ours | {0, 1, 2, 70, 130}


def test_every_dependency_has_its_reason_and_its_lock() -> None:
    def name(text: str) -> str:
        return re.split(r"[<>=!\[; ]", text)[0].lower().replace("_", "-").replace(".", "-")

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {name(one) for one in project["dependencies"]}
    for_development = {name(one) for one in project["optional-dependencies"]["dev"]}
    page = (ROOT / "docs" / "decisions" / "0000-dependencies.md").read_text()
    reasons = {
        name(one)
        for one in re.findall(r"^\| ([\w.-]+) \| .{20,} \| [a-z, ]+ \|$", page, re.MULTILINE)
    }
    assert len(wanted) > 10
    assert reasons == wanted
    told = page.partition("For development only:")[2].partition(".\n")[0]
    assert {name(one) for one in re.split(r",\s*", told.strip())} == for_development

    for lock, needed in {
        "requirements.txt": wanted,
        "requirements-dev.txt": wanted | for_development,
    }.items():
        text = (ROOT / lock).read_text()
        blocks = re.findall(
            r"^([\w.-]+)==\S+ \\\n(?:    --hash=sha256:[0-9a-f]{64}[ \\]*\n)+", text, re.MULTILINE
        )
        assert needed <= {name(one) for one in blocks}, lock
        assert len(blocks) == len(re.findall(r"^[\w.-]+==", text, re.MULTILINE)), lock
