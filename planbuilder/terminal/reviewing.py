"""Looking back: every answer on pages that fit, each of which can be changed."""

from __future__ import annotations

from planbuilder.interview.answers import Answer, display_value
from planbuilder.interview.interview import Interview
from planbuilder.interview.review import review
from planbuilder.questionnaire.terms import AnswerStatus, Voice
from planbuilder.terminal.prompts import Option, Prompts
from planbuilder.terminal.screen import Screen
from planbuilder.terminal.wording import STATUS_WORDS, say

_NEXT, _PREVIOUS, _CHANGE, _DONE = "next", "previous", "change", "done"


def words_of(interview: Interview, answer: Answer) -> str:
    """An answer as it reads: its words, or what was chosen instead of words."""
    if answer.status is not AnswerStatus.ANSWERED:
        return STATUS_WORDS[answer.status]
    question = interview.questionnaire.questions.get(answer.question)
    return display_value(question, answer.value) if question else str(answer.value)


def asked_words(interview: Interview, question: str) -> str:
    """The question in this voice's words; its id where the questionnaire no longer has it."""
    found = interview.questionnaire.questions.get(question)
    return found.wording(interview.voice) if found else question


class Reviewing:
    """Shows the answers of one voice page by page."""

    def __init__(self, screen: Screen, prompts: Prompts) -> None:
        self._screen = screen
        self._prompts = prompts
        self._page = 0

    @property
    def _voice(self) -> Voice:
        return self._screen.voice

    def put(self, interview: Interview) -> str | None:
        """The question whose answer is to be changed, or None when done looking."""
        lines = review(interview)
        rows = [
            (
                str(number),
                asked_words(interview, line.answer.question),
                words_of(interview, line.answer),
                line.applies,
            )
            for number, line in enumerate(lines, 1)
        ]
        if not rows:
            self._screen.say("review_empty")
            return None
        pages = self._screen.pages(rows)
        while True:
            self._page = min(self._page, len(pages) - 1)
            self._show(pages)
            chosen = self._choose(len(pages))
            if chosen == _DONE:
                return None
            if chosen == _CHANGE:
                known = interview.questionnaire.questions
                options = [
                    Option(f"{question}", lines[int(number) - 1].answer.question)
                    for number, question, _, _ in pages[self._page]
                    if lines[int(number) - 1].answer.question in known
                ]
                options.append(Option(say("review_done", self._voice), None))
                self._screen.say("review_which", style="bold")
                question = self._prompts.one(options, commands=False)
                if isinstance(question, str):
                    return question
            else:
                self._page += 1 if chosen == _NEXT else -1

    def _show(self, pages: list[list[tuple[str, str, str, bool]]]) -> None:
        self._screen.clear()
        footer = ""
        if len(pages) > 1:
            footer = say("review_page", self._voice, page=self._page + 1, pages=len(pages))
        self._screen.page(say("review_title", self._voice), pages[self._page], footer)

    def _choose(self, pages: int) -> str:
        options = []
        if self._page + 1 < pages:
            options.append(Option(say("review_next", self._voice), _NEXT))
        if self._page > 0:
            options.append(Option(say("review_previous", self._voice), _PREVIOUS))
        options.append(Option(say("review_change", self._voice), _CHANGE))
        options.append(Option(say("review_done", self._voice), _DONE))
        return str(self._prompts.one(options, commands=False))
