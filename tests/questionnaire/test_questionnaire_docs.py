"""The page about the files says what the reader does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from planbuilder.questionnaire.conditions import parse_condition
from planbuilder.questionnaire.expression import FACTS
from planbuilder.questionnaire.model import Question
from planbuilder.questionnaire.reader import read_questionnaire
from planbuilder.questionnaire.settings import SettingsFile, read_settings

PAGE = (Path(__file__).parents[2] / "docs" / "questionnaire-file.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def example(start: str) -> str:
    """The one example on the page that starts like this."""
    (found,) = (text for text in EXAMPLES if text.startswith(start))
    return found


def test_the_example_question_and_sitting_are_read_along_with_the_shipped_ones(
    shipped_files: Mapping[str, str],
) -> None:
    files = {**shipped_files, "t1.yaml": example("block"), "t2.yaml": example("sittings")}

    questionnaire = read_questionnaire(files)

    assert questionnaire["dier_naam"].other == "een ander dier"
    assert questionnaire.sittings[-1].order == ("dier_naam",)


def test_the_example_row_of_the_matrix_is_the_shipped_one(shipped_files: Mapping[str, str]) -> None:
    row = example("visibility").removeprefix("visibility:\n")

    assert row in shipped_files["visibility.yaml"]


def test_the_example_settings_are_read(shipped_settings: str) -> None:
    settings = read_settings({"a.yaml": shipped_settings, "b.yaml": example("organisation")})

    assert settings.organisation == "De Haven"
    assert settings.regions["haaglanden"].crisis_number == "070-0000000"


def test_every_condition_on_the_page_can_be_read() -> None:
    part = PAGE.split("## Conditions")[1].split("Facts:")[0]
    written = re.findall(r"^\| `([^`]+)` \|", part, re.MULTILINE)

    assert len(written) == 10
    for text in written:
        assert parse_condition(text).text == text


def test_every_fact_key_and_setting_is_named() -> None:
    own = {"id", "block", "file", "line"}

    for name in (*FACTS, *(set(Question.model_fields) - own), *SettingsFile.model_fields):
        assert f"`{name}`" in PAGE, name
