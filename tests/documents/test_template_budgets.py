"""A template that never ends, or only fails on this plan, is told quickly, in little memory, with its place."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from documents.own_templates import of, own_folder, table
from documents.sample_plans import perspective_plan

from planbuilder.documents import isolation, make_document, template_data
from planbuilder.errors import Problem, TemplateInvalid
from planbuilder.language import problem_line


def refusal(template: bytes, folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(TemplateInvalid) as refused:
        make_document(perspective_plan(), "docx", own_folder(folder, template))
    assert refused.value.code == "template_not_usable"
    assert {problem.file for problem in refused.value.problems} == {"perspective_plan/plan.docx"}
    return refused.value.problems


def nested(depth: int, inside: str) -> str:
    """A text repeated for each of six things, for each of those, and so on."""
    begin = "".join(f"{{% for a{n} in plan.sections|batch(1) %}}" for n in range(depth))
    return begin + inside + "{% endfor %}" * depth


_REFUSED = """
import resource, sys
from pathlib import Path
from documents.sample_plans import perspective_plan
from planbuilder.documents import make_document
from planbuilder.errors import TemplateInvalid

try:
    make_document(perspective_plan(), "docx", Path(sys.argv[1]))
except TemplateInvalid as refused:
    (problem,) = refused.problems
    # A new process starts with the most that its parent ever had, so only the children tell it right.
    print(problem.code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""

HEAVY = {
    "loops in loops": nested(12, "x"),
    "a text a million times": nested(9, "{{ plan.title }}"),
    "a long text many times": nested(6, "x" * 8000),
}


@pytest.mark.parametrize("heavy", HEAVY)
def test_a_template_that_multiplies_is_stopped_quickly(heavy: str, tmp_path: Path) -> None:
    own_folder(tmp_path, of(HEAVY[heavy]))
    # In a process of its own: the memory of other tests' children is not what is measured here.
    done = subprocess.run(
        [sys.executable, "-c", _REFUSED, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    code, most = done.stdout.split()
    assert code == "template_too_heavy"
    assert int(most) < 600 * 1024


def test_what_a_long_plan_needs_is_far_below_the_limits(tmp_path: Path) -> None:
    own = own_folder(tmp_path, of(nested(3, "{{ plan.title }}"), "{{ plan.date }}"))
    assert make_document(perspective_plan(), "docx", own).content


@pytest.mark.parametrize(
    ("pieces", "sentence"),
    [
        (("{%p for s in plan.sections %}", "{%p for b in s.blocks %}", "{{ b.text }}", "{%p endfor %}", "{%p endfor %}"),
         "alinea 3, bij '{{ b.text }}': het veld 'text' is er niet bij alles wat hier langskomt"),
        (("goed", "{{ 5 % 0 }}"), "alinea 2, bij '{{ 5 % 0 }}': '{{ 5 % 0 }}' lukt niet met wat er in dit plan staat"),
        (("{% if plan.title < 3 %}", "{% endif %}"), "lukt niet met wat er in dit plan staat"),
        (("{{ plan.sections[400].title }}",), "is er niet bij alles"),
        (("{{ plan.title|first }}",), "lukt niet met wat er in dit plan staat"),
        ((table(("{{ plan.first_page[0].text }}", "{{ plan.version * 9999999999 }}")),), "alinea 2 (in tabel 1)"),
        (("{{ plan.first_page|batch(0) }}",), "'plan.first_page' is geen tekst maar een lijst"),
    ],
)  # fmt: skip
def test_what_fails_on_this_plan_is_named_with_its_place(
    pieces: tuple[str, ...], sentence: str, tmp_path: Path
) -> None:
    problems = refusal(of(*pieces), tmp_path)
    lines = [problem_line(problem, "nl") for problem in problems]
    assert len(lines) == 1
    assert sentence in lines[0]
    assert "Op naar mijn eigen kamer" not in lines[0]


def test_a_template_that_is_wrong_for_every_plan_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = own_folder(tmp_path, of("{{ plan.titel }}", "een eigen regel"))
    asked = []
    ask = isolation._ask
    monkeypatch.setattr(isolation, "_ask", lambda *more: asked.append(1) or ask(*more))
    told = []
    for _ in range(3):
        with pytest.raises(TemplateInvalid) as refused:
            make_document(perspective_plan(), "docx", own)
        told.append(refused.value.problems)
    assert len(asked) == 1
    assert told[0] == told[1] == told[2]


def test_a_template_that_fails_on_one_plan_is_tried_on_the_next(tmp_path: Path) -> None:
    own = own_folder(tmp_path, of("{{ plan.sections[2].title }}"))
    short = perspective_plan()
    assert len(template_data(short)[0]["sections"]) > 2
    from dataclasses import replace

    with pytest.raises(TemplateInvalid):
        make_document(replace(short, sections=short.sections[:1]), "docx", own)
    assert make_document(short, "docx", own).content


def test_a_process_that_breaks_down_is_not_called_heavy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolation, "_START", "raise SystemExit(1)")
    problems = refusal(of("een sjabloon dat nog niet gelezen is"), tmp_path)
    assert [problem.code for problem in problems] == ["template_not_usable"]
