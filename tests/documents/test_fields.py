"""What a template may use is told, and what it gets wrong is named with its place."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from documents.own_templates import BODY, FOOTER, changed
from documents.sample_plans import of_kind, perspective_plan

from planbuilder.documents import template_data
from planbuilder.documents.fields import check_template, template_fields
from planbuilder.documents.zip_bytes import read_zip, write_zip
from planbuilder.language import problem_line
from planbuilder.questionnaire.terms import PlanKind


def names_in(data: Any, name: str = "plan") -> set[str]:
    if isinstance(data, dict):
        return {name} | {n for key, inner in data.items() for n in names_in(inner, f"{name}.{key}")}
    if isinstance(data, list):
        return {name} | {n for inner in data for n in names_in(inner, f"{name}[]")}
    return {name}


def as_block(name: str) -> str:
    for place in ("sections[].parts[].lines[]", "sections[].parts[].twos[][]", "sections[].parts[]",
                  "panels[][].lines[]"):  # fmt: skip
        name = name.replace(f"plan.{place}", "plan.sections[].blocks[]")
    return name


def test_every_field_of_a_plan_is_told_and_no_other() -> None:
    there = names_in(template_data(perspective_plan())[0]) | names_in(
        template_data(of_kind(PlanKind.MY_PLAN))[0]
    )
    # The sides of the sheet hold the same boxes as its panels.
    there = {name.replace("plan.sides[][][]", "plan.panels[][]") for name in there}
    containers = {
        "plan",
        "plan.house",
        "plan.first_page[]",
        "plan.sections[]",
        "plan.sections[].blocks[]",
    }
    in_boxes = "plan.spreads[].rows[][].blocks[]"
    told = {field.name for field in template_fields()}
    assert len(told) > 40
    missing = {n for n in there - told - containers if not n.startswith(in_boxes)}
    # The parts of a section and the lines of the sheet are blocks with something more.
    missing = {n for n in missing if as_block(n) not in told}
    assert {n for n in missing if not n.endswith("[]")} == set()
    assert told - there == set()
    assert all(field.explanation.endswith(".") for field in template_fields())


def test_the_plan_has_no_part_that_a_template_can_not_reach() -> None:
    data = template_data(perspective_plan())[0]
    assert is_dataclass(perspective_plan())
    # Where the title came from is nothing to print.
    assert {field.name for field in fields(perspective_plan())} - {"title_source"} <= set(data)
    assert not [name for name in names_in(data) if "source" in name]


@pytest.mark.parametrize(
    ("old", "new", "part", "sentence"),
    [
        (
            "{{ plan.title }}",
            "{{ plan.titel }}",
            "word/document.xml",
            (
                "sjabloon.docx: alinea 5, bij '{{ plan.titel }}': het veld 'plan.titel' bestaat niet. "
                "Bedoelt u 'plan.title'?"
            ),
        ),
        ("{{ item }}", "{{ itm }}", "word/document.xml", "Bedoelt u 'item'?"),
        ("{{ fact.text }}", "{{ fact.waarde }}", "word/document.xml", "(in tabel 1)"),
        ("plan.sections %}", "plan.section %}", "word/document.xml", "Bedoelt u 'plan.sections'?"),
        ("{{ point.who }}", "{{ point.wie }}", "word/document.xml", "Bedoelt u 'point.who'?"),
        ("plan.date", "plan.datum", FOOTER, "voettekst, alinea 1"),
        ("{{ plan.title }}", "{{ plan.title|upper }}", "word/document.xml", "'|upper' mag niet"),
        ("{{ plan.title }}", "{{ plan.title }", "word/document.xml", "begint of eindigt hier"),
        (
            "{%p for line in plan.help_lines %}",
            "",
            "word/document.xml",
            "past niet bij wat het laatst begon",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    old: str, new: str, part: str, sentence: str
) -> None:
    problems = check_template(changed(old, new, part), "sjabloon.docx")
    told = [problem_line(problem, "nl") for problem in problems]
    assert len(told) == 1
    assert sentence in told[0]


def test_all_wrong_fields_are_named_at_once() -> None:
    files = read_zip(changed("plan.date", "plan.datum", FOOTER))
    text = files[BODY].replace(b"{{ plan.title }}", b"{{ plan.titel }}")
    files[BODY] = text.replace(b"{{ block.speaker }}", b"{{ block.spreker }}")
    told = check_template(write_zip(files), "x.docx")
    assert {problem.parameters["field"] for problem in told} == {
        "plan.titel",
        "block.spreker",
        "plan.datum",
    }


def test_a_field_cut_in_pieces_by_word_is_still_one_field() -> None:
    cut = changed("{{ plan.title }}", "{{ plan</w:t></w:r><w:r><w:t>.title }}")
    assert check_template(cut, "x.docx") == []
    wrong = changed("{{ plan.title }}", "{{ plan</w:t></w:r><w:r><w:t>.titel }}")
    assert [p.parameters["field"] for p in check_template(wrong, "x.docx")] == ["plan.titel"]
