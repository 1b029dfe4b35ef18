"""Mijn route: coming in, staying, leaving and aftercare, with what happens on which day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from planbuilder.interview.dates import first_day
from planbuilder.interview.facts import ARRIVAL
from planbuilder.language import written_date
from planbuilder.plan.material import Material
from planbuilder.plan.pictures.moments import (
    NO_DATE,
    Kind,
    Moment,
    State,
    date_of,
    leaving_date,
    moments,
)
from planbuilder.plan.wording import joined
from planbuilder.questionnaire.terms import Phase

TITLE: Mapping[Phase, str] = MappingProxyType(
    {
        Phase.INTAKE: "Instroom",
        Phase.PLACEMENT: "Verblijf",
        Phase.EXIT: "Uitstroom",
        Phase.AFTERCARE: "Nazorg",
    }
)
Standing = Literal["been", "now", "coming"]
STANDING: Mapping[Standing, str] = MappingProxyType(
    {"been": "geweest", "now": "nu", "coming": "komt nog"}
)
_STATE: Mapping[State, str] = MappingProxyType(
    {"done": "geweest", "coming": "komt nog", "open": "nog niet gedaan", "undated": ""}
)
# A deadline is met or not, whether the day has come or not.
_MET: Mapping[State, str] = MappingProxyType({**_STATE, "done": "gehaald", "open": "nog open"})
KIND: Mapping[Kind, str] = MappingProxyType(
    {
        "arrival": "begin",
        "leaving": "vertrek",
        "order": "machtiging",
        "birthday": "verjaardag",
        "deadline": "afgesproken termijn",
        "meeting": "kennismaken",
        "step": "wennen",
        "talk": "overleg",
        "start": "nieuwe start",
        "aftercare": "nazorg",
    }
)
_ORDER = tuple(Phase)
# Where something belongs when no phase is known to have begun around it.
_HOME: Mapping[str, Phase] = MappingProxyType(
    {
        "arrival": Phase.INTAKE,
        "dl_perspective_3w": Phase.INTAKE,
        "dl_plan_6w": Phase.INTAKE,
        "talk": Phase.PLACEMENT,
        "order": Phase.PLACEMENT,
        "meeting": Phase.EXIT,
        "step": Phase.EXIT,
        "start": Phase.EXIT,
        "deadline": Phase.EXIT,
        "leaving": Phase.EXIT,
        "aftercare": Phase.AFTERCARE,
        "birthday": Phase.AFTERCARE,
    }
)
# These make their phase, whatever else happens on that day.
_FIXED: tuple[Kind, ...] = ("arrival", "leaving")


@dataclass(frozen=True, slots=True)
class Stretch:
    """One of the four stretches of the way; `begins` as people write it, `first` and `last` as days.

    `first` and `last` are None where the day is not known.
    """

    phase: Phase
    begins: str
    first: date | None
    last: date | None
    standing: Standing
    moments: tuple[Moment, ...]

    @property
    def title(self) -> str:
        """How the stretch is called."""
        return TITLE[self.phase]


@dataclass(frozen=True, slots=True)
class Route:
    """The way of one youth, as this recipient may know it."""

    name: str
    today: date
    stretches: tuple[Stretch, ...]

    @property
    def today_in_words(self) -> str:
        """Today, as it stands in the picture."""
        return f"vandaag, {written_date(self.today)}"

    @property
    def alternative(self) -> str:
        """All that the picture shows, a line per stretch and moment."""
        return "\n".join(_told(self))


def compile_route(material: Material) -> Route | None:
    """The route of this youth; None where this recipient may know no day of it (a birthday is none)."""
    found = moments(material)
    if not any(moment.day for moment in found if moment.kind != "birthday"):
        return None
    begun = _begun(material)
    placed = [(_phase_of(material, moment, begun), moment) for moment in found]
    stretches = tuple(_stretch(material, phase, begun, placed) for phase in _ORDER)
    return Route(material.name, material.view.today, stretches)


def _begun(material: Material) -> dict[Phase, str]:
    """When each phase began or will begin, as far as that is known."""
    found = dict(material.view.phases)
    arrived, leaves = date_of(material, ARRIVAL), leaving_date(material)
    if arrived:
        found.setdefault(Phase.INTAKE, arrived)
    if leaves:
        found.setdefault(Phase.AFTERCARE, leaves)
    return found


def _phase_of(material: Material, moment: Moment, begun: Mapping[Phase, str]) -> Phase:
    home = _HOME.get(moment.rule) or (
        Phase.AFTERCARE if moment.rule.startswith("dl_after") else _HOME[moment.kind]
    )
    if moment.day is None or moment.kind in _FIXED:
        return home
    started = [phase for phase in _ORDER if phase in begun and _first(begun, phase) <= moment.day]
    if not started:
        known = any(phase in begun for phase in _ORDER)
        return Phase.INTAKE if known else home
    found = started[-1]
    if _ORDER.index(home) > _ORDER.index(found):
        return found if home in begun else home
    # The day on which a phase begins is the last day of the one before.
    return home if _first(begun, found) == moment.day else found


def _first(begun: Mapping[Phase, str], phase: Phase) -> date:
    return first_day(begun[phase])


def _stretch(
    material: Material,
    phase: Phase,
    begun: Mapping[Phase, str],
    placed: Sequence[tuple[Phase, Moment]],
) -> Stretch:
    following = _ORDER[_ORDER.index(phase) + 1 :]
    end = _first(begun, following[0]) if following and following[0] in begun else None
    mine = tuple(moment for where, moment in placed if where is phase)
    now = _ORDER.index(material.view.phase)
    at = _ORDER.index(phase)
    return Stretch(
        phase=phase,
        begins=written_date(begun[phase]) if phase in begun else "",
        first=_first(begun, phase) if phase in begun else None,
        last=end,
        standing="been" if at < now else "now" if at == now else "coming",
        moments=mine,
    )


def since(stretch: Stretch) -> str:
    """From when a stretch is, in the words of the picture."""
    return f"vanaf {stretch.begins}" if stretch.begins else NO_DATE


def state_word(moment: Moment) -> str:
    """How it stands with a moment; "" where it has no day yet, which its day says."""
    return (_MET if moment.kind == "deadline" else _STATE)[moment.state]


def _told(route: Route) -> Iterator[str]:
    yield f"{route.today_in_words[:1].upper()}{route.today_in_words[1:]}."
    for stretch in route.stretches:
        yield f"{stretch.title}, {since(stretch)}: {STANDING[stretch.standing]}."
        for moment in stretch.moments:
            told = joined((moment.what, moment.detail))
            word = state_word(moment)
            yield f"- {moment.when}: {told}{f' ({word})' if word else ''}"
