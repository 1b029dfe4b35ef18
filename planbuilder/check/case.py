"""A Case: one dossier on one day, with the questions and settings that rules need to judge it.

Rules read answers through a Case only. Its readings bear any value that a dossier can hold, so a
rule never fails on an answer that has an unexpected shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from planbuilder.check.agreed import Agreed, from_agreement, from_row
from planbuilder.check.calendar import partial_end
from planbuilder.check.reading import Row, chosen, rows_in
from planbuilder.dossier.consent import birth_date
from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import Person
from planbuilder.interview.answers import JOINT, Answer
from planbuilder.interview.facts import Circumstances, age_on, key_dates, known_facts
from planbuilder.questionnaire.expression import Facts, Seen
from planbuilder.questionnaire.model import Questionnaire
from planbuilder.questionnaire.settings import Settings
from planbuilder.questionnaire.terms import (
    AnswerStatus,
    LifeArea,
    Phase,
    PlanKind,
    PlanState,
    Role,
)

_STATES = tuple(PlanState)
# Answers after which nothing is left to ask; `unknown` is a status too, but there is still a fact to find.
_SAID = (
    AnswerStatus.ANSWERED,
    AnswerStatus.DECLINED,
    AnswerStatus.PREFER_CONVERSATION,
    AnswerStatus.NOT_APPLICABLE,
)


@dataclass(frozen=True)
class Case:
    """One dossier as the rules look at it on the day `today`.

    `needs_content` are the questions for which "I'd rather not say" is not enough.
    """

    dossier: Dossier
    questionnaire: Questionnaire
    settings: Settings
    today: date
    needs_content: frozenset[str] = frozenset()

    # -- answers --

    @cached_property
    def _by_question(self) -> Mapping[str, tuple[Answer, ...]]:
        return self.dossier.answers_by_question()

    def answers(self, question: str, *roles: Role) -> tuple[Answer, ...]:
        """Everybody's latest answer (of these roles, if given): joint, then the youth, then others."""
        found = self._by_question.get(question, ())
        if not roles:
            return found
        return tuple(answer for answer in found if self.role_of(answer) in roles)

    def role_of(self, answer: Answer) -> Role | None:
        """The role of the person whose words these are; None for a joint answer."""
        person = self.dossier.people.get(answer.voice)
        return person.role if person else None

    def has_content(self, *questions: str) -> bool:
        """True when somebody's answer to one of these questions has something to read."""
        return any(a.has_content for question in questions for a in self.answers(question))

    def has_status(self, question: str, *roles: Role) -> bool:
        """True when somebody (of these roles) was asked: any status but 'not asked yet'."""
        return any(a.status is not AnswerStatus.PENDING for a in self.answers(question, *roles))

    def is_settled(self, question: str) -> bool:
        """True when nothing is left to do: answered, not applicable, or declined where that is enough."""
        if question in self.needs_content:
            return self.has_content(question) or self.is_not_applicable(question)
        return any(a.status in _SAID for a in self.answers(question))

    def unsettled(self, *questions: str) -> tuple[str, ...]:
        """Those of these questions that apply and are not settled."""
        return tuple(q for q in questions if self.applies(q) and not self.is_settled(q))

    def is_not_applicable(self, question: str) -> bool:
        """True when everybody who was asked says that it does not apply."""
        found = self.answers(question)
        return bool(found) and all(a.status is AnswerStatus.NOT_APPLICABLE for a in found)

    def fact(self, question: str) -> Answer | None:
        """One answer with content to a factual question: the joint one, or who knows it best."""
        joint = self.dossier.answers.get((question, JOINT))
        if joint is not None and joint.has_content:
            return joint
        return self.dossier.answer(question)

    def value(self, question: str) -> Any:
        """The value of `fact`, or None."""
        found = self.fact(question)
        return found.value if found else None

    def options(self, question: str, *roles: Role) -> frozenset[str]:
        """Every option that somebody (of these roles) chose."""
        return frozenset(
            option
            for answer in self.answers(question, *roles)
            if answer.has_content
            for option in chosen(answer.value)
        )

    def day(self, question: str) -> date | None:
        """The last day that the answer to a date question can mean."""
        return partial_end(self.value(question))

    def rows(self, question: str) -> tuple[Row, ...]:
        """The rows of everybody's table, in the order of `answers`."""
        return tuple(
            row for a in self.answers(question) if a.has_content for row in rows_in(a.value)
        )

    def rests_on(self, *questions: str) -> tuple[tuple[str, str], ...]:
        """The answers with content to these questions, as (question, voice)."""
        return tuple(
            (a.question, a.voice)
            for question in questions
            for a in self.answers(question)
            if a.has_content
        )

    def rests_on_fact(self, question: str) -> tuple[tuple[str, str], ...]:
        """The one answer that `fact` takes, as (question, voice)."""
        found = self.fact(question)
        return ((found.question, found.voice),) if found else ()

    def applies(self, question: str) -> bool:
        """True when the condition of this question holds for at least one of those who may answer."""
        asked = self.questionnaire.questions.get(question)
        if asked is None or asked.condition is None:
            return True
        known = {**self._known, "chosen": self.has_status(question)}
        return asked.condition.holds(Facts(known, self._seen))

    def _seen(self, question: str) -> Seen:
        return tuple((answer.status, answer.value) for answer in self.answers(question))

    @cached_property
    def _known(self) -> Mapping[str, int | str | bool]:
        roles = {person.id: person.role for person in self.dossier.people.values()}
        versions = [d.payload.version for d in self.dossier.issued if d.payload.is_plan]
        versions += [entry.version for made in self.dossier.standings.values() for entry in made]
        circumstances = Circumstances(
            today=self.today,
            phase=self.dossier.phase,
            roles=roles,
            may_see=lambda _: True,
            plan_versions=max(versions, default=0),
        )
        return known_facts(circumstances, key_dates(self.dossier.answers, roles))

    # -- the pathway --

    @cached_property
    def born(self) -> date | None:
        """The youth's date of birth."""
        return birth_date(self.dossier)

    @cached_property
    def age(self) -> int | None:
        """The youth's age in whole years, None when the date of birth is not known."""
        return age_on(self.born, self.today) if self.born else None

    @cached_property
    def intake(self) -> date | None:
        """The day on which the youth came in."""
        return self.day("basis_instroom")

    @cached_property
    def order_end(self) -> date | None:
        """The end of the secure care order, None when it is not known or there is none any more."""
        if "geen machtiging meer" in self.options("basis_mgj_type"):
            return None
        return self.day("basis_mgj_eind")

    @cached_property
    def left_on(self) -> date | None:
        """The day on which the youth really left, None before that."""
        left = self.day("basis_uitstroom")
        return left if left is not None and left <= self.today else None

    @cached_property
    def leaving(self) -> date | None:
        """T: the day of leaving, else the day that is expected, else the end of the order."""
        return self.day(self.leaving_question) if self.leaving_question else None

    @cached_property
    def leaving_question(self) -> str:
        """The question from which T comes; "" when T is not known."""
        for question in ("basis_uitstroom", "basis_uitstroom_verwacht"):
            if self.day(question) is not None:
                return question
        return "basis_mgj_eind" if self.order_end is not None else ""

    @property
    def has_left(self) -> bool:
        """True when the youth does not live in the institution any more."""
        return self.dossier.phase is Phase.AFTERCARE or self.left_on is not None

    @property
    def is_closed(self) -> bool:
        """True when the aftercare was ended, with a reason."""
        standing = self.dossier.standing(PlanKind.EXIT_PLAN)
        closed = standing is not None and standing.state is PlanState.CLOSED
        return closed or self.has_content("naz_afsluiten")

    # -- plans, people, agreements --

    def plan_is_made(self, plan: PlanKind) -> bool:
        """True when some version of this plan exists or went out."""
        issued = any(
            dated.payload.plan is plan and dated.payload.is_plan for dated in self.dossier.issued
        )
        return issued or self.dossier.standing(plan) is not None

    def plan_reached(self, plan: PlanKind, state: PlanState) -> bool:
        """True when some version of this plan came as far as this state, or further."""
        return any(
            _STATES.index(entry.state) >= _STATES.index(state)
            for entry in self.dossier.standings.get(plan, ())
        )

    def agreements(self, area: LifeArea | None = None) -> tuple[Agreed, ...]:
        """The agreements that were not stopped, of one life area or of all."""
        return tuple(
            agreed
            for agreed in self._agreements
            if agreed.state != "stopped" and (area is None or agreed.life_area is area)
        )

    @cached_property
    def _agreements(self) -> tuple[Agreed, ...]:
        found = [from_agreement(agreement) for agreement in self.dossier.agreements.values()]
        for question in self.questionnaire.questions.values():
            if not question.agreements or question.life_area is None:
                continue
            for answer in self.answers(question.id):
                place = (answer.question, answer.voice)
                found += [from_row(r, question.life_area, place) for r in rows_in(answer.value)]
        return tuple(found)

    @property
    def director(self) -> Person | None:
        """The regisseur."""
        return self.dossier.people.get(self.dossier.direction.current or "")

    def people_of(self, *roles: Role) -> tuple[str, ...]:
        """The ids of the people with these roles who are still there."""
        return tuple(person.id for person in self.dossier.present(*roles))
