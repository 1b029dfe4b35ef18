"""The page of one question: how far we are, the question, help numbers, other voices, and help."""

from __future__ import annotations

from planbuilder.interview import flow
from planbuilder.interview.answers import display_value
from planbuilder.interview.interview import EXPLAINED, Interview
from planbuilder.interview.progress import progress
from planbuilder.interview.review import shown_answers
from planbuilder.questionnaire.model import Question
from planbuilder.questionnaire.terms import AnswerStatus, Voice
from planbuilder.terminal.port import ConversationPort
from planbuilder.terminal.prompts import Prompts
from planbuilder.terminal.reviewing import asked_words, words_of
from planbuilder.terminal.screen import Screen
from planbuilder.terminal.wording import STATUS_WORDS

REGION = "basis_regio"


class QuestionPage:
    """Shows a question; `after_heavy`: the one before was heavy, so this one begins with a breath."""

    def __init__(self, port: ConversationPort, screen: Screen, prompts: Prompts) -> None:
        self._port = port
        self._screen = screen
        self._prompts = prompts
        self.after_heavy = False

    @property
    def help_lines(self) -> list[str]:
        """The help numbers of the settings, and the crisis number of the region where there is one."""
        lines = [line.text for line in self._port.settings.help_lines]
        known = self._port.dossier.answer(REGION)
        crisis = [
            f"{region.crisis_name or region.name}: {region.crisis_number}"
            for region in self._port.settings.regions.values()
            if known and region.name == known.value and region.crisis_number
        ]
        return lines + crisis

    def show(self, interview: Interview, question: Question) -> None:
        """The whole page: the question, what others let be seen, and what stands there now."""
        self.heading(interview, question)
        self._others(interview, question)
        screen = self._screen
        own = interview.own(question.id)
        if own is not None and own.status is AnswerStatus.ANSWERED:
            screen.say("your_answer_now", style="dim")
            screen.answer(words_of(interview, own))
        elif own is not None and own.status is not AnswerStatus.PENDING:
            screen.say("your_status_now", style="dim", status=STATUS_WORDS[own.status])

    def heading(self, interview: Interview, question: Question) -> None:
        """A fresh screen with how far we are and the question, and what goes with a heavy one."""
        screen = self._screen
        screen.clear()
        if question.id in flow.expected_questions(interview):
            screen.progress(progress(interview))
        else:
            screen.say("extra_question", style="cyan")
        if self.after_heavy and not question.heavy:
            screen.say("breather", style="green")
        self.after_heavy = False
        if question.id == EXPLAINED:
            screen.say("explain")
        screen.question(asked_words(interview, question.id))
        if question.heavy:
            screen.say("heavy", style="italic")
            screen.say("heavy_options")
            screen.help_numbers(self.help_lines)

    def _others(self, interview: Interview, question: Question) -> None:
        def agreed(voice: str, asked: str) -> bool:
            return self._port.may_show(interview.answers[(asked, voice)])

        readable = self._port.readable_answers()
        shown = [
            answer
            for answer in shown_answers(interview, question.id, agreed)
            if (answer.question, answer.voice) in readable
        ]
        if shown:
            self._screen.say("others_said", style="dim")
        people = self._port.dossier.people
        for answer in shown:
            name = people[answer.voice].name if answer.voice in people else answer.voice
            self._screen.answer(f"{name}: {display_value(question, answer.value)}")

    def help(self, question: Question) -> None:
        """What the question means and how to answer it, until Enter."""
        screen, voice = self._screen, self._screen.voice
        screen.clear()
        screen.say("help_title", style="bold cyan")
        screen.show(question.wording(voice), style="bold")
        screen.gap()
        if question.id == EXPLAINED:
            screen.say("explain")
        words = question.help.get(voice)
        if words:
            screen.show(words)
        if question.example:
            screen.say("help_example", example=question.example)
        screen.say(f"help_{question.type.value}")
        screen.gap()
        screen.say("help_free")
        if voice is Voice.YOUTH:
            screen.gap()
            screen.help_numbers(self.help_lines)
        screen.gap()
        screen.say("go_back_to_typing", style="dim")
        self._prompts.enter()
