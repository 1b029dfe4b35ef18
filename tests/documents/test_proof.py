"""A document that lost a text is never handed out."""

from __future__ import annotations

import pytest
from documents.own_templates import changed, of
from documents.reading_back import read_docx
from documents.sample_plans import perspective_plan, plan_with
from documents.word_templates import canonical

from planbuilder.documents import template_data
from planbuilder.documents.compiled import plan_printing
from planbuilder.documents.compiled.plan_rendering import TextLost
from planbuilder.documents.to_docx import to_docx
from planbuilder.language import sentence


def test_a_text_that_did_not_arrive_stops_the_document_and_names_its_place_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put = plan_printing._inside
    plan = template_data(plan_with("eerlijk & open"))[0]
    monkeypatch.setattr(plan_printing, "_inside", lambda text: put(text.replace("eerlijk", "")))
    with pytest.raises(TextLost) as lost:
        to_docx(plan, of("{{ plan.date }}", "{{ plan.title }}"))
    assert lost.value.path == "title"
    told = sentence(lost.value.code, lost.value.parameters, "nl")
    assert "(title)" in told
    assert "eerlijk" not in told


def test_a_text_that_is_printed_twice_must_be_there_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    put = plan_printing._inside
    seen = []

    def loses_the_second(text: str) -> str:
        seen.append(text)
        return "" if text == "A & B" and seen.count(text) == 2 else put(text)

    monkeypatch.setattr(plan_printing, "_inside", loses_the_second)
    template = of("{{ plan.title }}", "{{ plan.title }}")
    with pytest.raises(TextLost):
        to_docx(template_data(plan_with("A & B"))[0], template)
    assert seen.count("A & B") >= 2


def test_what_stands_beside_a_text_in_its_run_stays_where_it_was() -> None:
    template = changed(
        '<w:t xml:space="preserve">{{ plan.title }}</w:t>',
        '<w:t>voor</w:t><w:tab/><w:t xml:space="preserve">[{{ plan.title }}|{{ plan.date }}]</w:t>'
        "<w:br/><w:t>na</w:t>",
    )
    read = read_docx(to_docx(template_data(perspective_plan())[0], template))
    assert "voor\t[Op naar mijn eigen kamer|3 maart 2025]\nna" in read


def test_the_end_of_a_section_stays_with_its_last_paragraph() -> None:
    section = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    template = of(
        f'<w:p><w:pPr><w:pStyle w:val="BodyText"/>{section}</w:pPr>'
        "<w:r><w:t>{{ plan.title }}</w:t></w:r></w:p>",
        "na",
    )
    made = to_docx(template_data(plan_with("een\n\ntwee\n\ndrie"))[0], template)
    body = canonical(made)["word/document.xml"].decode()
    assert body.count('"continuous"') == 1
    assert body.count('<w:pStyle w:val="BodyText">') == 3
    assert body.index("twee") < body.index('"continuous"') < body.index("drie")
