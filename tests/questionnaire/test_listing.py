"""The list for a working group and for programs holds every question, and nothing breaks its tables."""

from __future__ import annotations

import json
import re

from planbuilder.questionnaire.listing import as_data, as_markdown
from planbuilder.questionnaire.model import Questionnaire


def test_as_data_holds_every_question_and_survives_json(shipped: Questionnaire) -> None:
    data = json.loads(json.dumps(as_data(shipped)))

    assert [question["id"] for question in data["questions"]] == list(shipped.questions)
    assert data["questions"][0]["text"]["youth"] == "Welke naam gebruiken we voor jou?"
    assert len(data["blocks"]) == 22
    assert len(data["visibility"]) == 17
    ink_schulden = next(q for q in data["questions"] if q["id"] == "ink_schulden")
    assert ink_schulden["condition"] == "age >= 16 or chosen"


def test_as_markdown_has_each_question_in_the_table_of_its_block(shipped: Questionnaire) -> None:
    text = as_markdown(shipped)

    blocks = re.split(r"^## ", text, flags=re.MULTILINE)
    for block in shipped.blocks:
        part = next(p for p in blocks if p.startswith(f"{block.id}. {block.title}"))
        for question in shipped.questions.values():
            row = re.search(
                rf"^\| `{question.id}`.* \| {re.escape(question.source)} \|$", part, re.M
            )
            assert bool(row) is (question.block == block.id)


def test_every_row_of_a_table_has_as_many_cells_as_its_heading(shipped: Questionnaire) -> None:
    rows = [line for line in as_markdown(shipped).splitlines() if line.startswith("|")]
    assert len(rows) > 500

    width = 0
    for number, row in enumerate(rows):
        cells = len(re.findall(r"(?<!\\)\|", row)) - 1
        if number + 1 < len(rows) and rows[number + 1].startswith("| --- |"):
            width = cells
        assert cells == width, row


def test_a_stroke_or_a_tag_in_a_question_does_not_break_the_table(shipped: Questionnaire) -> None:
    question = shipped["va_leuk"]
    odd = question.model_copy(update={"text": {"youth": "a | b <script>\nc \\ d"}})
    listed = as_markdown(Questionnaire(questions={"va_leuk": odd}, sittings=()))

    assert "a \\| b &lt;script> c \\\\ d" in listed
