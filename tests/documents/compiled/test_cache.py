"""Compiled templates on disk: only data, only this user's, made again when anything is wrong with them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from documents.word_templates import word_template

from planbuilder.documents import render_docx
from planbuilder.documents import render_docx as public
from planbuilder.documents.compiled import cache, compiling, form
from planbuilder.documents.compiled.digests import digest
from planbuilder.documents.compiled.validity import FormBroken

TEMPLATE = word_template("{%p for x in names %}", "Dag {{ x }}!", "{%p endfor %}")
CONTEXT = {"names": ["Sam", "Noor & Bo"]}
FIRST = b"planbuilder compiled Word template 1\n"


@pytest.fixture
def compilings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One number for each time that a template is compiled; nothing stays in memory."""
    import sys

    module = sys.modules[public.__module__]
    made: list[int] = []
    real = compiling.compiled
    monkeypatch.setattr(compiling, "compiled", lambda raw: (made.append(1), real(raw))[1])
    monkeypatch.setattr(module, "_MOST_IN_MEMORY", 0)
    return made


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_a_template_is_compiled_once_and_kept_for_this_user_only(
    tmp_path: Path, compilings: list[int]
) -> None:
    folder = tmp_path / "cache"
    first = render_docx(TEMPLATE, CONTEXT, cache=folder)
    assert render_docx(TEMPLATE, CONTEXT, cache=folder) == first
    assert len(compilings) == 1
    assert folder.stat().st_mode & 0o777 == 0o700
    assert only_file(folder).stat().st_mode & 0o777 == 0o600


def test_another_template_or_version_is_another_file(
    tmp_path: Path, compilings: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    render_docx(TEMPLATE, CONTEXT, cache=tmp_path / "c")
    render_docx(word_template("{{ names }}"), CONTEXT, cache=tmp_path / "c")
    monkeypatch.setattr(cache, "_versions", lambda: "docxtpl-99")
    render_docx(TEMPLATE, CONTEXT, cache=tmp_path / "c")
    assert len(compilings) == 3
    assert len(list((tmp_path / "c").iterdir())) == 3


def signed(rest: bytes) -> bytes:
    return FIRST + digest(rest) + rest


def with_json(raw: bytes, change: Callable[[dict[str, object]], object]) -> bytes:
    """The file with other JSON in it and a right hash, as somebody who knows the format makes it."""
    rest = raw[len(FIRST) + 32 :]
    length = int.from_bytes(rest[:8], "big")
    told = json.loads(rest[8 : 8 + length])
    change(told)
    made = json.dumps(told).encode()
    return signed(len(made).to_bytes(8, "big") + made + rest[8 + length :])


def say(*body: object) -> Callable[[dict[str, object]], object]:
    """A change that makes this the whole program of the document."""
    return lambda told: told["programs"].update({"word/document.xml": [list(body), [], 0, []]})  # type: ignore[attr-defined]


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda raw: b"",
    "cut off": lambda raw: raw[: len(raw) // 2],
    "one letter changed": lambda raw: raw.replace(b"Dag", b"Dak", 1),
    "something behind it": lambda raw: raw + b"x",
    "of another format": lambda raw: raw.replace(b"template 2", b"template 1", 1),
    "not JSON": lambda raw: signed((4).to_bytes(8, "big") + b"\xff{}\x00"),
    "a pickle": lambda raw: b"cos\nsystem\n(S'id'\ntR.",
    "an unknown word": lambda raw: with_json(raw, say(["exec", "import os"])),
    "a private name": lambda raw: with_json(
        raw, say(["set", 0, ["a", ["n", "names"], "__class__"]])
    ),
    "a slot that is not there": lambda raw: with_json(raw, say(["set", 7, ["c", 1]])),
    "a call of anything": lambda raw: with_json(raw, say(["if", [[["call", "pop", ["n", "x"]], []]], []])),
    "deeper than anybody writes": lambda raw: with_json(raw, say(nested(5_000))),
    "a part outside the package": lambda raw: with_json(
        raw, lambda told: told["parts"][0].__setitem__(0, "../../x")  # type: ignore[index]
    ),
    "a size that does not fit": lambda raw: with_json(
        raw, lambda told: told["parts"][0].__setitem__(3, 10**6)  # type: ignore[index]
    ),
}  # fmt: skip


def nested(depth: int) -> list[object]:
    node: list[object] = ["c", 1]
    for _ in range(min(depth, 400)):
        node = ["not", node]
    return ["set", 0, node]


@pytest.mark.parametrize("how", SPOILED)
def test_what_is_not_as_planbuilder_wrote_it_is_made_again_without_a_word(
    how: str, tmp_path: Path, compilings: list[int]
) -> None:
    folder = tmp_path / "cache"
    first = render_docx(TEMPLATE, CONTEXT, cache=folder)
    file = only_file(folder)
    whole = file.read_bytes()
    spoiled = SPOILED[how](whole)
    assert spoiled != whole
    with pytest.raises(FormBroken):
        form.from_bytes(spoiled)
    file.write_bytes(spoiled)
    file.chmod(0o600)
    assert render_docx(TEMPLATE, CONTEXT, cache=folder) == first
    assert len(compilings) == 2
    assert only_file(folder).read_bytes() == whole


@pytest.mark.parametrize("mode", [0o602, 0o620, 0o640, 0o604])
def test_a_file_that_others_can_reach_is_made_again(
    mode: int, tmp_path: Path, compilings: list[int]
) -> None:
    render_docx(TEMPLATE, CONTEXT, cache=tmp_path / "c")
    only_file(tmp_path / "c").chmod(mode)
    render_docx(TEMPLATE, CONTEXT, cache=tmp_path / "c")
    assert len(compilings) == 2
    assert only_file(tmp_path / "c").stat().st_mode & 0o777 == 0o600


def test_a_file_or_folder_of_somebody_else_is_not_used(
    tmp_path: Path, compilings: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    render_docx(TEMPLATE, CONTEXT, cache=tmp_path / "c")
    me = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)
    render_docx(TEMPLATE, CONTEXT, cache=tmp_path / "c")
    assert len(compilings) == 2


def test_a_folder_that_others_can_write_in_is_not_used(
    tmp_path: Path, compilings: list[int]
) -> None:
    open_to_all = tmp_path / "c"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    render_docx(TEMPLATE, CONTEXT, cache=open_to_all)
    render_docx(TEMPLATE, CONTEXT, cache=open_to_all)
    assert len(compilings) == 2
    assert list(open_to_all.iterdir()) == []


def test_a_link_to_another_file_is_not_followed(tmp_path: Path, compilings: list[int]) -> None:
    render_docx(TEMPLATE, CONTEXT, cache=tmp_path / "c")
    file = only_file(tmp_path / "c")
    elsewhere = tmp_path / "elsewhere"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    render_docx(TEMPLATE, CONTEXT, cache=tmp_path / "c")
    assert len(compilings) == 2
    assert not file.is_symlink()


def test_without_a_folder_that_can_be_written_the_document_is_made_all_the_same(
    tmp_path: Path, compilings: list[int]
) -> None:
    (tmp_path / "file").write_text("x")
    assert render_docx(TEMPLATE, CONTEXT, cache=tmp_path / "file" / "c")
    assert len(compilings) == 1


def test_a_kept_template_loads_nothing_that_is_slow_to_load(tmp_path: Path) -> None:
    import subprocess
    import sys

    (tmp_path / "t.docx").write_bytes(TEMPLATE)
    program = (
        "import sys; before = set(sys.modules); from planbuilder.documents import render_docx\n"
        "render_docx(sys.argv[1], {'names': ['Sam']}, cache=sys.argv[2])\n"
        "slow = {'jinja2', 'lxml', 'docx', 'docxtpl', 'pydantic', 'django'}\n"
        "slow |= {'typing', 'pathlib', 'hashlib', 'dataclasses', 'inspect', 'tempfile'}\n"
        "print(sorted(slow & set(sys.modules) - before))"
    )
    words = [sys.executable, "-c", program, str(tmp_path / "t.docx"), str(tmp_path / "c")]
    told = [subprocess.run(words, capture_output=True, text=True, check=True) for _ in range(2)]
    assert "jinja2" in told[0].stdout
    assert told[1].stdout.strip() == "[]"
