"""An agreement as the rules see it, from the list of agreements or from a table that was filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from planbuilder.check.calendar import partial_end
from planbuilder.check.reading import Row, text_in
from planbuilder.dossier.events import Agreement
from planbuilder.questionnaire.terms import LifeArea

_STATES = {"klaar": "done", "gestopt": "stopped"}


@dataclass(frozen=True, slots=True)
class Agreed:
    """One agreement; `id` when it stands in the list, `answer` when it stands in a table."""

    life_area: LifeArea
    what: str
    who: str
    person: str | None
    executor: str
    start: date | None
    due: date | None
    evidence: str
    state: str
    id: str | None = None
    answer: tuple[str, str] | None = None

    @property
    def is_complete(self) -> bool:
        """True when it says who, what, when and how we see that it is done."""
        who = self.who or self.person
        return bool(self.what and who and (self.due or self.start) and self.evidence)

    @property
    def agreements(self) -> tuple[str, ...]:
        """Its id, if it has one: who may not read it may not learn of it."""
        return (self.id,) if self.id else ()

    @property
    def rests_on(self) -> tuple[tuple[str, str], ...]:
        """The answer in which it stands, if it does."""
        return (self.answer,) if self.answer else ()


def from_agreement(agreement: Agreement) -> Agreed:
    """An agreement of the list."""
    return Agreed(
        life_area=agreement.life_area,
        what=agreement.what,
        who=agreement.who,
        person=agreement.person,
        executor=agreement.executor,
        start=partial_end(agreement.start),
        due=partial_end(agreement.due),
        evidence=agreement.evidence,
        state=agreement.state,
        id=agreement.id,
    )


def from_row(row: Row, area: LifeArea, answer: tuple[str, str]) -> Agreed:
    """A row of an agreements table."""
    state: Any = row.get("state")
    return Agreed(
        life_area=area,
        what=text_in(row, "what"),
        who=text_in(row, "who"),
        person=None,
        executor="youth" if text_in(row, "executor") == "jongere" else text_in(row, "executor"),
        start=partial_end(row.get("start")),
        due=partial_end(row.get("due")),
        evidence=text_in(row, "evidence"),
        state=_STATES.get(state, "open") if isinstance(state, str) else "open",
        answer=answer,
    )
