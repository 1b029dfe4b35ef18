"""The shipped questionnaire and settings, read once for all tests."""

from __future__ import annotations

from functools import lru_cache

from planbuilder import resources
from planbuilder.questionnaire.model import Questionnaire
from planbuilder.questionnaire.reader import read_questionnaire
from planbuilder.questionnaire.settings import Settings, read_settings


@lru_cache(maxsize=1)
def questionnaire() -> Questionnaire:
    """All shipped questions."""
    apart = ("plan_", "rules_", "settings")
    files = resources.read_shipped("questionnaires")
    return read_questionnaire({n: t for n, t in files.items() if not n.startswith(apart)})


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The shipped settings."""
    files = resources.read_shipped("questionnaires")
    return read_settings({n: t for n, t in files.items() if n.startswith("settings")})
