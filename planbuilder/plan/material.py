"""What a plan is made from: the view of one recipient with the questionnaire, and who speaks in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from planbuilder.dossier.events import Person
from planbuilder.dossier.view import DossierView
from planbuilder.interview.answers import JOINT, Answer
from planbuilder.interview.display import display_value
from planbuilder.interview.facts import Circumstances, key_dates, known_facts
from planbuilder.plan.deadlines import Deadline
from planbuilder.plan.outline import Feed, Outline
from planbuilder.plan.sources import answer_source
from planbuilder.plan.wording import ROLE, SOMEBODY, THE_YOUTH, TOGETHER, joined, said_yes
from planbuilder.questionnaire.conditions import Facts
from planbuilder.questionnaire.model import Question, Questionnaire
from planbuilder.questionnaire.terms import Role, Voice

# People answer "Sam. Geen Samuel." too: what follows is no part of the name.
_NAME_ENDS = re.compile(r"[.,;:!?()\n]")
_MOST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words something is: a name, and the role in which that person speaks."""

    name: str
    role: str = ""
    is_youth: bool = False

    @property
    def in_one(self) -> str:
        """Name and role in one text; the youth needs no role."""
        return self.name if self.is_youth else joined((self.name, self.role))


@dataclass(frozen=True)
class Material:
    """The view of one recipient, the outline of one kind of plan, and the questions.

    `deadlines` are those that this recipient may know of.
    """

    view: DossierView
    outline: Outline
    questionnaire: Questionnaire
    deadlines: tuple[Deadline, ...] = ()

    @cached_property
    def name(self) -> str:
        """How the youth wants to be called, as a name that fits in a sentence."""
        bare = _NAME_ENDS.split(self.chosen_name, maxsplit=1)[0].strip()
        if bare and len(bare.split()) <= _MOST_WORDS:
            return bare
        return self.view.youth.name if self.view.youth else THE_YOUTH

    @cached_property
    def chosen_name(self) -> str:
        """What the youth answered about this, whole; "" when nothing may be read."""
        return self._name_answer.value if self._name_answer else ""

    @property
    def name_source(self) -> str:
        """The source of the chosen name."""
        return answer_source(self._name_answer) if self._name_answer else ""

    @cached_property
    def _name_answer(self) -> Answer | None:
        for answer in self.view.answers_to(self.outline.name_from):
            if answer.has_content and isinstance(answer.value, str):
                return answer
        return None

    @cached_property
    def facts(self) -> Facts:
        """What conditions may look at: nothing but what this recipient may read."""
        view = self.view
        roles = {person.id: person.role for person in view.people.values()}
        circumstances = Circumstances(
            today=view.today,
            phase=view.phase,
            roles=roles,
            may_see=lambda _: True,
            plan_versions=view.standing.version if view.standing else 0,
        )
        known = known_facts(circumstances, key_dates(view.answers, roles))
        return Facts(known, lambda name: tuple((a.status, a.value) for a in view.answers_to(name)))

    def question(self, question: str) -> Question | None:
        """The question with this id, None where the questionnaire has no such question."""
        return self.questionnaire.questions.get(question)

    def label(self, question: Question, feed: Feed) -> str:
        """What stands above the answers: the outline's words, else the question as it was asked."""
        return feed.label or question.wording(Voice.YOUTH)

    def answers(self, question: str) -> tuple[Answer, ...]:
        """The answers to this question: the youth first, then joint ones, then the others."""
        found = self.view.answers_to(question)
        return tuple(sorted(found, key=lambda answer: not self.speaker(answer).is_youth))

    def speaker(self, answer: Answer) -> Speaker:
        """Whose words this answer is, as far as this recipient may know."""
        if answer.voice == JOINT:
            return Speaker(TOGETHER, said_yes(self.name))
        person = self.view.people.get(answer.voice)
        if person is None:
            return Speaker(SOMEBODY)
        if person.role is Role.YOUTH:
            return Speaker(self.name, "", is_youth=True)
        return Speaker(person.name, role_of(person))

    def is_own(self, answer: Answer) -> bool:
        """True for the youth's own words and for those the youth said yes to."""
        return answer.voice == JOINT or self.speaker(answer).is_youth


def role_of(person: Person) -> str:
    """In which role somebody takes part, in a few words: "moeder", "docent"."""
    return person.relation or person.function or ROLE[person.role]


def introduced(material: Material, person: Person) -> str:
    """A person with role and organisation: "Joris (docent, De Wissel)"; the youth by name alone."""
    if person.role is Role.YOUTH:
        return material.name
    return f"{person.name} ({joined((role_of(person), person.organisation))})"


def with_number(material: Material, person: Person) -> str:
    """A person with role, organisation and phone number, in one line."""
    return joined((introduced(material, person), person.phone))


def words_of(question: Question, answer: Answer) -> str:
    """What was answered, and under it the note that belongs to it; each exactly as it was typed."""
    value = display_value(question, answer.value) if answer.has_content else ""
    return joined((value, answer.note), "\n")
