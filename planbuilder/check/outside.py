"""A signal to a party outside the care team: who it is about and the question, never an answer.

Source: the boundary on signals that go out. What goes out is only the youth's name, date of birth
and last known school, with a fixed question.
"""

from __future__ import annotations

from dataclasses import dataclass

from planbuilder.check.check import Finding
from planbuilder.dossier.dossier import Dossier
from planbuilder.interview.dates import display_date


@dataclass(frozen=True, slots=True)
class OutsideSignal:
    """All that goes out; a part that is not known is ""."""

    name: str
    birth_date: str
    last_school: str
    question: str


def outside_signal(finding: Finding, dossier: Dossier) -> OutsideSignal | None:
    """The signal for a party outside the care team, or None when this finding does not go out."""
    if not finding.outside:
        return None
    return OutsideSignal(
        name=_fact(dossier, "basis_naam") or (dossier.youth.name if dossier.youth else ""),
        birth_date=display_date(_fact(dossier, "basis_geboortedatum")),
        last_school=_fact(dossier, "ond_stamschool"),
        question=finding.outside,
    )


def _fact(dossier: Dossier, question: str) -> str:
    found = dossier.answer(question)
    return found.value if found is not None and isinstance(found.value, str) else ""
