"""A deadline as a plan shows it: which rule it is, the day on which it falls, and whether it was met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline that this recipient may know of."""

    rule: str
    day: date
    met: bool


# In words that the youth and a professional both read easily.
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "dl_perspective_3w": "Eerste plan over waar ik heen wil",
        "dl_plan_6w": "Perspectiefplan klaar",
        "dl_exit_know": "Plek om te wonen, leren of werken bekend",
        "dl_exit_plan": "Uitstroomplan klaar",
        "dl_handover": "Alles overgedragen",
        "dl_after_w1": "Nazorg na 1 week",
        "dl_after_w2": "Nazorg na 2 weken",
        "dl_after_w6": "Nazorg na 6 weken",
        "dl_after_m3": "Nazorg na 3 maanden",
        "dl_after_m6": "Nazorg na een half jaar",
        "dl_after_m12": "Nazorg na 1 jaar",
        "dl_after_m18": "Nazorg na anderhalf jaar",
        "dl_after_m24": "Nazorg na 2 jaar",
    }
)
