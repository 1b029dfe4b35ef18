"""The questionnaire as it ships, read once for all tests here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from planbuilder.questionnaire.model import Questionnaire
from planbuilder.questionnaire.reader import read_questionnaire

FOLDER = Path(__file__).parents[2] / "questionnaires"
_OTHERS = ("plan", "rules", "settings")


@pytest.fixture(scope="session")
def shipped_files() -> Mapping[str, str]:
    """The files of the questionnaire itself, name -> text."""
    files = {
        path.name: path.read_text(encoding="utf-8")
        for path in FOLDER.glob("*.yaml")
        if not path.name.startswith(_OTHERS)
    }
    assert files
    return files


@pytest.fixture(scope="session")
def shipped_settings() -> str:
    """The text of the settings as they ship."""
    return (FOLDER / "settings.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def shipped(shipped_files: Mapping[str, str]) -> Questionnaire:
    """The questionnaire as it ships."""
    return read_questionnaire(shipped_files)
