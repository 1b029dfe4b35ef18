"""The conversation's door to a stored dossier: what is known, what this voice may see, what is recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import Payload, Person
from planbuilder.dossier.view import view_for
from planbuilder.interview.answers import Answer
from planbuilder.questionnaire.model import Questionnaire
from planbuilder.questionnaire.settings import Settings
from planbuilder.services.content import Content
from planbuilder.services.dossiers import Desk


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
        own = {key: answer for key, answer in self.dossier.answers.items() if key[1] == self.voice.id}
        return {**view.answers, **own}

    def may_show(self, answer: Answer) -> bool:
        """True when the other voice agreed that its answers are shown while others answer."""
        showing = self.dossier.showing
        for question in (answer.question, "*"):
            if (answer.voice, question) in showing:
                return showing[(answer.voice, question)]
        return False

    def record(self, *payloads: Payload) -> None:
        """Record what was confirmed; it stands on the disk when this returns."""
        self._desk.record(payloads, by=self.by, now=self.now(), basis="own answers")
