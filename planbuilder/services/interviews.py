"""The conversation's door to a stored dossier: what is known, what this voice may see, what is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import AnswerGiven, DirectorAppointed, Payload, Person
from planbuilder.dossier.view import view_for
from planbuilder.interview.answers import Answer
from planbuilder.questionnaire.model import Questionnaire
from planbuilder.questionnaire.settings import Settings
from planbuilder.questionnaire.terms import AnswerStatus, Voice
from planbuilder.services.agreements import agreement_events
from planbuilder.services.content import Content
from planbuilder.services.dossiers import Desk

# Who answers this as a professional appoints the first regisseur.
DIRECTOR_QUESTION = "reg_regisseur"


class InterviewDesk:
    """One voice's conversation over one stored dossier."""

    def __init__(
        self, desk: Desk, content: Content, voice: Person, by: str, clock: Callable[[], datetime]
    ) -> None:
        self._desk = desk
        self._content = content
        self.voice = voice
        self.by = by
        self._clock = clock

    @property
    def questionnaire(self) -> Questionnaire:
        """The questions."""
        return self._content.questionnaire

    @property
    def settings(self) -> Settings:
        """The settings of the organisation, with the help numbers."""
        return self._content.settings

    @property
    def dossier(self) -> Dossier:
        """What is known now."""
        return self._desk.dossier

    def now(self) -> datetime:
        """This moment."""
        return self._clock()

    def readable_answers(self) -> Mapping[tuple[str, str], Answer]:
        """The answers that this voice may read: its own, and what the view for this person holds."""
        recipient = Recipient(self.voice.role.party, self.voice.id)
        view = view_for(
            self.dossier,
            recipient,
            self.questionnaire,
            self.settings,
            self.now().date(),
        )
        own = {
            key: answer for key, answer in self.dossier.answers.items() if key[1] == self.voice.id
        }
        return {**view.answers, **own}

    def may_show(self, answer: Answer) -> bool:
        """True when the other voice agreed that its answers are shown while others answer."""
        showing = self.dossier.showing
        for question in (answer.question, "*"):
            if (answer.voice, question) in showing:
                return showing[(answer.voice, question)]
        return False

    def record(self, *payloads: Payload) -> None:
        """Record what was confirmed, and what follows from it; it stands on the disk when this returns."""
        whole: list[Payload] = []
        for payload in payloads:
            whole.append(payload)
            if isinstance(payload, AnswerGiven) and payload.status is AnswerStatus.ANSWERED:
                whole.extend(self._follows_from(payload))
        self._desk.record(whole, by=self.by, now=self.now(), basis="own answers")

    def _follows_from(self, given: AnswerGiven) -> Iterator[Payload]:
        question = self.questionnaire.questions.get(given.question)
        if question is None:
            return
        if question.agreements:
            yield from agreement_events(self.dossier, question, given.value)
        is_professional = self.voice.role.voice is Voice.PROFESSIONAL
        if given.question == DIRECTOR_QUESTION and is_professional:
            yield from self._first_director(given)

    def _first_director(self, given: AnswerGiven) -> Iterator[Payload]:
        """The person named is the regisseur, when there is none yet and it is one of the people here."""
        name = str(given.value.get("name", "")).casefold()
        named = [p.id for p in self.dossier.people.values() if p.name.casefold() == name]
        if self.dossier.direction.current is None and len(named) == 1:
            yield DirectorAppointed(person=named[0], since=self.now().date().isoformat())
