"""The rules that keep the house in order: who may know whom, sentences for every code, nothing private."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

from planbuilder.language import sentences

Node = TypeVar("Node", bound=ast.AST)
ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "planbuilder"
ERROR_CLASSES = {
    node.name
    for node in ast.walk(ast.parse((PACKAGE / "errors.py").read_text()))
    if isinstance(node, ast.ClassDef)
}
# Where a refused answer or event is caught, its place is added to its parameters.
ADDED_ON_THE_WAY = {"question", "column", "row", "seq"}


@cache
def modules() -> dict[Path, ast.Module]:
    found = {path: ast.parse(path.read_text()) for path in sorted(PACKAGE.rglob("*.py"))}
    assert len(found) > 60
    return found


@cache
def tracked() -> tuple[Path, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout.split("\0")
    found = tuple(ROOT / name for name in listed if name and (ROOT / name).is_file())
    assert len(found) > 100
    return found


def nodes(kind: type[Node]) -> Iterator[tuple[Path, Node]]:
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, kind):
                yield path, node


# Who may know whom


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(folder)},
    )


@pytest.mark.slow
def test_every_package_knows_only_what_lies_below_it() -> None:
    told = lint_imports(ROOT)
    assert told.returncode == 0, told.stdout
    assert "6 kept, 0 broken" in told.stdout


@pytest.mark.slow
def test_each_contract_can_be_broken(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "planbuilder", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for module, line in {
        "interview/answers.py": "from planbuilder.dossier import events",  # upward, and a circle
        "plan/model.py": "import pathlib",
        "services/content.py": "import django, docx",
        "documents/words.py": "import rich",
    }.items():
        with (tmp_path / "planbuilder" / module).open("a") as file:
            file.write(f"\n{line}\n")
    told = lint_imports(tmp_path)
    assert told.returncode == 1
    assert "0 kept, 6 broken" in told.stdout


@pytest.mark.parametrize(
    ("entry", "strangers"),
    [
        (
            "import planbuilder.cli",
            "django docxtpl docx typst jinja2 pydantic questionary rich ruamel cryptography pypandoc",
        ),
        ("import planbuilder.services.plans", "django cryptography questionary rich typst docxtpl"),
        ("import planbuilder.terminal", "django questionary prompt_toolkit rich"),
        ("import planbuilder.store", "django"),
        ("import planbuilder.documents", "docxtpl typst pypandoc markdown pydantic"),
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(entry: str, strangers: str) -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", f"{entry}; import sys; print(*sys.modules)"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    assert "planbuilder" in loaded
    assert set(strangers.split()) & set(loaded) == set()


@pytest.mark.slow
def test_a_plan_from_a_file_never_loads_the_store(tmp_path: Path) -> None:
    example = sorted((PACKAGE / "examples").glob("*.yaml"))[0]
    words = ["plan", str(example), "--kind", "mijn-plan", "--format", "md", "-o", str(tmp_path)]
    program = (
        "import atexit, sys; from planbuilder.cli import main; "
        "atexit.register(lambda: print('LOADED', *sys.modules)); "
        f"main({words!r})"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    assert list(tmp_path.rglob("*.md"))
    loaded = told.stdout.partition("LOADED ")[2].split()
    assert "planbuilder.dossier.fold" in loaded
    assert {"django", "sqlite3", "cryptography"} & set(loaded) == set()


# Sentences


def codes_of_errors() -> Iterator[tuple[str, str, set[str] | None]]:
    """Place, code, and the parameters given with it (None: not to be told from the source)."""
    for path, call in nodes(ast.Call):
        if not (isinstance(call.func, ast.Name) and call.func.id in ERROR_CLASSES and call.args):
            continue
        code = call.args[0]
        if not (isinstance(code, ast.Constant) and isinstance(code.value, str)):
            continue
        given: set[str] | None = {word.arg for word in call.keywords if word.arg}
        if any(word.arg is None for word in call.keywords):
            given = None
        if call.func.id == "Problem":
            filling = [
                a
                for a in [*call.args[3:4], *(k.value for k in call.keywords)]
                if isinstance(a, ast.Dict)
            ]
            names = [
                key.value for one in filling for key in one.keys if isinstance(key, ast.Constant)
            ]
            complete = filling and all(
                isinstance(key, ast.Constant) for one in filling for key in one.keys
            )
            given = set(map(str, names)) if complete else None
        yield f"{path.relative_to(ROOT)}:{call.lineno}", code.value, given


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{([a-z_]+)\}", text))


def test_every_error_has_a_sentence_that_gets_what_it_shows() -> None:
    found = list(codes_of_errors())
    assert len(found) > 80
    wordless = [f"{place} {code}" for place, code, _ in found if code not in sentences()]
    assert wordless == []
    starved = [
        f"{place} {code}: {sorted(missing)}"
        for place, code, given in found
        if given is not None
        and (missing := placeholders(sentences()[code]["nl"]) - given - ADDED_ON_THE_WAY)
    ]
    assert starved == []


def test_every_sentence_is_used() -> None:
    said = {node.value for _, node in nodes(ast.Constant) if isinstance(node.value, str)}
    made = [
        "".join(
            re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[a-z0-9_]+"
            for p in node.values
        )
        for _, node in nodes(ast.JoinedStr)
    ]
    patterns = [re.compile(one) for one in made if re.fullmatch(r"[a-z0-9_\[\]\-+]+", one)]
    unused = [
        code
        for code in sentences()
        if code not in said and not any(pattern.fullmatch(code) for pattern in patterns)
    ]
    assert unused == []


def test_both_languages_show_the_same_things() -> None:
    differing = [
        code
        for code, text in sentences().items()
        if placeholders(text["nl"]) != placeholders(text["en"])
    ]
    assert differing == []


def test_no_two_files_hold_the_same_code() -> None:
    import tomllib

    codes = [
        code
        for file in sorted((PACKAGE / "messages").glob("*.toml"))
        for code in tomllib.loads(file.read_text())
    ]
    assert len(codes) > 100
    assert sorted(codes) == sorted(set(codes))


# Source


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path, tree in modules().items()
        if not ast.get_docstring(tree) and path.parent.name != "migrations"
    ]
    assert silent == []


def test_no_module_grows_past_one_idea() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in [*modules(), *sorted((ROOT / "tests").rglob("*.py"))]
        if (lines := path.read_text().count("\n")) > 500
    }
    assert long == {}
    vague = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
    assert [str(path) for path in modules() if path.stem in vague] == []


def test_nothing_typed_is_ever_run_and_no_error_is_caught_whole() -> None:
    run = [
        f"{path.name}:{call.lineno}"
        for path, call in nodes(ast.Call)
        if isinstance(call.func, ast.Name)
        and call.func.id in {"eval", "exec", "compile", "__import__"}
    ]
    whole = [
        f"{path.name}:{handler.lineno}"
        for path, handler in nodes(ast.ExceptHandler)
        if (
            handler.type is None
            or (
                isinstance(handler.type, ast.Name)
                and handler.type.id in {"Exception", "BaseException"}
            )
        )
        # Tidying up and then raising the same again catches nothing.
        and not (isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None)
    ]
    assert run == []
    assert whole == []


# Each with a character in brackets, so that this file does not find itself.
FORBIDDEN = {
    "the path of somebody's machine": r"(^|[^\w.])/(work|farm|root|home/\w+)/",
    "the address of a package registry": r"py[p]i\.org|python[h]osted|arti[f]actory|index[-]url",
    "something that is not finished": r"\b(TO[D]O|FIX[M]E|XX[X])\b|Not[I]mplementedError",
    "a hand-over paper outside the project": r"\b(IN[H]OUD|DE[S]IGN|STY[L]E)\b(\.md| [A-F]\d)",
}
TEXT = {".py", ".md", ".toml", ".yaml", ".txt", ".html", ".css", ".typ", ".csv", ".cfg", ""}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    read = 0
    found = []
    for path in tracked():
        if path.suffix not in TEXT or path.name == "Makefile":
            continue
        read += 1
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert read > 100
    assert found == []


def test_the_output_folder_is_never_tracked() -> None:
    assert [path.name for path in tracked() if path.parent == ROOT / "output"] == [".gitignore"]
