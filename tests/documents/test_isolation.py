"""A template from outside is read in a process that can't do harm, and a bad one gives one clear error."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from documents.own_templates import BODY, FOOTER, changed, our_template, own_folder
from documents.reading_back import read_docx
from documents.sample_plans import perspective_plan, plan_with
from lxml import etree

from planbuilder.documents import isolation, make_document
from planbuilder.documents.zip_bytes import read_zip, write_zip
from planbuilder.errors import Problem, TemplateInvalid
from planbuilder.language import problem_line

TITLE = "{{ plan.title }}"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def test_an_own_template_gives_the_same_plan_in_its_own_form(tmp_path: Path) -> None:
    own = own_folder(tmp_path, changed("Wat nog open staat", "Nog te doen"))
    document = make_document(perspective_plan(), "docx", own)
    text = read_docx(document.content)
    assert "Nog te doen" in text
    ours = read_docx(make_document(perspective_plan(), "docx").content)
    assert text == ours.replace("Wat nog open staat", "Nog te doen")
    assert make_document(perspective_plan(), "docx", own) == document


def test_hard_texts_arrive_through_an_own_template_too(tmp_path: Path) -> None:
    own = own_folder(tmp_path, changed("Wat nog open staat", "Nog te doen"))
    document = make_document(plan_with("{{ 7*7 }} & \ud800\n\n{_{"), "docx", own)
    assert "{{ 7*7 }} & \ufffd\n\n{_{" in read_docx(document.content)
    assert "title" in document.replaced


def test_our_own_template_needs_no_other_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(isolation, "_ask", lambda *_: pytest.fail("a process was started"))
    make_document(perspective_plan(), "docx")
    make_document(perspective_plan(), "docx", own_folder(tmp_path / "same", our_template()))
    with pytest.raises(pytest.fail.Exception):
        make_document(
            perspective_plan(), "docx", own_folder(tmp_path / "other", changed("Wie", "Wie?"))
        )


ATTACKS = {
    "a class": "{{ plan.title.__class__ }}",
    "a program": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "a flood": "{{ 'a' * 1000000000 }}",
    "rounds in rounds": "{% for a in plan.sections %}" * 9 + "x" + "{% endfor %}" * 9,
    "a missing field": "{{ plan.titel }}",
    "an open tag": "{{ plan.title",
    "an open loop": "{% for x in plan.sections %}",
    "a whole list": "{{ plan.sections }}",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_template_that_attacks_or_fails_is_refused(attack: str, tmp_path: Path) -> None:
    own = own_folder(tmp_path, changed(TITLE, ATTACKS[attack]))
    with pytest.raises(TemplateInvalid) as refused:
        make_document(perspective_plan(), "docx", own)
    assert refused.value.code == "template_not_usable"
    assert refused.value.problems
    told = str(refused.value) + "".join(problem_line(p, "nl") for p in refused.value.problems)
    assert "Op naar mijn eigen kamer" not in told


def test_a_template_that_unpacks_to_gigabytes_is_stopped(tmp_path: Path) -> None:
    bomb = io.BytesIO(our_template())
    with (
        zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/bomb.xml", "w", force_zip64=True) as file,
    ):
        for _ in range(1500):
            file.write(bytes(1024 * 1024))
    with pytest.raises(TemplateInvalid) as refused:
        make_document(perspective_plan(), "docx", own_folder(tmp_path, bomb.getvalue()))
    assert [problem.code for problem in refused.value.problems] == ["template_bomb"]


def test_entities_that_multiply_are_stopped(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    files = read_zip(our_template())
    body = files[BODY].decode("utf-8").replace(TITLE, "&l9;", 1)
    declaration, rest = body.split("\n", 1)
    files[BODY] = f"{declaration}\n<!DOCTYPE x [{laughs}]>{rest}".encode()
    with pytest.raises(TemplateInvalid) as refused:
        make_document(perspective_plan(), "docx", own_folder(tmp_path, write_zip(files)))
    assert [problem.code for problem in refused.value.problems] == ["template_doctype"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "template_not_word"),
        (b"no zip", "template_not_word"),
        (our_template()[:3000], "template_cut_off"),
        (write_zip({"a": b"b"}), "template_not_word"),
    ],
)
def test_a_file_that_is_no_word_document_is_refused(
    content: bytes, code: str, tmp_path: Path
) -> None:
    with pytest.raises(TemplateInvalid) as refused:
        make_document(perspective_plan(), "docx", own_folder(tmp_path, content))
    assert refused.value.problems == (Problem(code, "perspective_plan/plan.docx"),)


@pytest.mark.parametrize(
    "place",
    [
        '</w:t></w:r><w:r><w:instrText>QUOTE "{{ plan.title }}"</w:instrText></w:r><w:r><w:t>',
        '</w:t></w:r><w:hyperlink w:anchor="{{ plan.title }}"><w:r><w:t>x</w:t></w:r></w:hyperlink><w:r><w:t>',
    ],
)
def test_a_text_never_becomes_a_field_code_or_a_link(place: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateInvalid) as refused:
        make_document(perspective_plan(), "docx", own_folder(tmp_path, changed(TITLE, place)))
    assert [problem.code for problem in refused.value.problems] == ["template_field_hidden"]


def test_what_only_shows_when_it_is_compiled_is_told_by_the_check_too() -> None:
    # A picture of which the number comes after its words can't be given another number.
    picture = f'<wp:docPr xmlns:wp="{DRAWING}" descr="{TITLE}" id="1" name="x"/>'
    template = changed(TITLE, f"</w:t></w:r><w:r><w:drawing>{picture}</w:drawing></w:r><w:r><w:t>")
    (problem,) = isolation.check_apart(template, "x.docx")
    assert problem.code == "template_not_fillable"


def test_words_for_a_picture_may_be_a_field(tmp_path: Path) -> None:
    picture = f'<wp:docPr xmlns:wp="{DRAWING}" id="1" name="x" descr="{TITLE}"/>'
    template = changed(TITLE, f"</w:t></w:r><w:r><w:drawing>{picture}</w:drawing></w:r><w:r><w:t>")
    assert isolation.check_apart(template, "x.docx") == []
    plan = replace(perspective_plan(), title='een "kamer"\n\tvoor mij & <Bo>')
    made = make_document(plan, "docx", own_folder(tmp_path, template)).content
    root = etree.fromstring(read_zip(made)[BODY])
    told = [one.get("descr") for one in root.iter(f"{{{DRAWING}}}docPr")]
    assert plan.title in told


def test_a_field_in_the_footer_is_found_too(tmp_path: Path) -> None:
    own = own_folder(tmp_path, changed("plan.version", "plan.versie", FOOTER))
    with pytest.raises(TemplateInvalid) as refused:
        make_document(perspective_plan(), "docx", own)
    told = [problem_line(problem, "nl") for problem in refused.value.problems]
    assert len(told) == 1
    assert "voettekst, alinea 1" in told[0]
    assert "Bedoelt u 'plan.version'?" in told[0]


def test_the_process_can_not_reach_out(tmp_path: Path) -> None:
    """The doors that `apart` shuts, each tried from inside such a process."""
    attempts = {
        "socket": "import socket; socket.socket()",
        "program": "import subprocess; subprocess.run(['true'])",
        "shell": "import os; os.system('true')",
        "fork": "import os; os.fork()",
        "file": f"open({str(tmp_path / 'made')!r}, 'w')",
        "remove": f"import os; os.unlink({str(tmp_path)!r})",
    }
    for door, attempt in attempts.items():
        program = f"from planbuilder.documents.apart import _limit\n_limit()\ntry:\n    {attempt}\nexcept PermissionError as refused:\n    print('shut', refused)"
        told = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert told.stdout.startswith("shut"), (door, told.stdout, told.stderr[-300:])
    assert list(tmp_path.iterdir()) == []


def test_the_process_is_ended_when_it_takes_too_long(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(isolation, "_START", "while True: pass")
    monkeypatch.setattr(isolation, "SECONDS", 0.5)
    with pytest.raises(TemplateInvalid) as refused:
        make_document(perspective_plan(), "docx", own_folder(tmp_path, changed("Wie", "Wie?")))
    assert [problem.code for problem in refused.value.problems] == ["template_too_heavy"]


def test_the_process_gets_nothing_of_our_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANBUILDER_PASSPHRASE", "geheim")
    started: list[dict[str, object]] = []
    popen = subprocess.Popen

    def watched(command: list[str], **options: object) -> object:
        started.append(options)
        return popen(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", watched)
    assert isolation.check_apart(our_template(), "plan.docx") == []
    assert [options["env"] for options in started] == [{}]
