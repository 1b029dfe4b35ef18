"""The example dossiers that ship with planbuilder; everybody in them is made up."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.dossier_file import check_answers, read_dossier_file
from planbuilder.dossier.fold import fold
from planbuilder.errors import InputInvalid
from planbuilder.questionnaire.model import Questionnaire


def example_dossiers(questionnaire: Questionnaire) -> Iterator[tuple[str, Dossier]]:
    """Each example's name with its dossier, in the order of their names."""
    folder = files("planbuilder") / "examples"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if not entry.name.endswith(".yaml"):
            continue
        found = read_dossier_file(entry.read_text(encoding="utf-8"), entry.name)
        problems = check_answers(found, questionnaire)
        if problems:
            raise InputInvalid("dossier_file_invalid", problems, file=entry.name)
        yield entry.name.removesuffix(".yaml"), fold(found.dossier_id, found.events)
