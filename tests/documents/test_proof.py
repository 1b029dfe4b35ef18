"""A document that lost a text is never handed out."""

from __future__ import annotations

import copy

import pytest
from documents.own_templates import changed, our_template
from documents.reading_back import read_docx
from documents.sample_plans import perspective_plan
from lxml import etree

from planbuilder.documents import template_data, word_text
from planbuilder.documents.to_docx import TextLost, to_docx
from planbuilder.documents.word_text import w
from planbuilder.language import sentence


def test_a_text_that_did_not_arrive_stops_the_document_and_names_its_place_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put = word_text._runs

    def loses_honesty(text: str, like: etree._Element, is_text: bool) -> list[etree._Element]:
        return put(text.replace("eerlijk", ""), like, is_text)

    monkeypatch.setattr(word_text, "_runs", loses_honesty)
    with pytest.raises(TextLost) as lost:
        to_docx(template_data(perspective_plan())[0], our_template())
    assert lost.value.path == "sections[0].blocks[1].text"
    told = sentence(lost.value.code, lost.value.parameters, "nl")
    assert "(sections[0].blocks[1].text)" in told
    assert "eerlijk" not in told


def test_a_text_that_is_printed_twice_must_be_there_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    put = word_text._runs
    seen = []

    def loses_the_second(text: str, like: etree._Element, is_text: bool) -> list[etree._Element]:
        seen.append(text)
        return [] if text == "Noor de Wit" and seen.count(text) == 2 else put(text, like, is_text)

    monkeypatch.setattr(word_text, "_runs", loses_the_second)
    with pytest.raises(TextLost):
        to_docx(template_data(perspective_plan())[0], our_template())
    assert seen.count("Noor de Wit") >= 2


def test_what_stands_beside_a_text_in_its_run_stays_where_it_was() -> None:
    template = changed(
        '<w:t xml:space="preserve">{{ plan.title }}</w:t>',
        '<w:t>voor</w:t><w:tab/><w:t xml:space="preserve">[{{ plan.title }}|{{ plan.date }}]</w:t>'
        "<w:br/><w:t>na</w:t>",
    )
    read = read_docx(to_docx(template_data(perspective_plan())[0], template))
    assert "voor\t[Op naar mijn eigen kamer|3 maart 2025]\nna" in read


def test_the_end_of_a_section_stays_with_its_last_paragraph() -> None:
    paragraph = etree.fromstring(
        f'<w:p xmlns:w="{word_text.W}"><w:pPr><w:pStyle w:val="x"/><w:sectPr/></w:pPr>'
        "<w:r><w:t>een</w:t></w:r></w:p>"
    )
    body = etree.Element(w("body"))
    body.append(copy.deepcopy(paragraph))
    new, _ = word_text._split_after(body[0].find(w("r")))
    assert body[0].find(f".//{w('sectPr')}") is None
    assert new.find(f".//{w('sectPr')}") is not None
    assert new.find(f".//{w('pStyle')}") is not None
