"""One question from page to stored answer: what stands around it, what is recorded, what it changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from planbuilder.dossier.events import AnswerGiven, Person
from planbuilder.errors import AnswerNotAccepted, StorageFailed
from planbuilder.interview import flow
from planbuilder.interview.answers import Answer
from planbuilder.interview.interview import Interview
from planbuilder.interview.review import change
from planbuilder.questionnaire.model import Question
from planbuilder.questionnaire.terms import AnswerStatus, AnswerType, Mode, Voice
from planbuilder.terminal.asking import Asking, Given
from planbuilder.terminal.leaving import Leave
from planbuilder.terminal.port import ConversationPort, DraftPort, SignalPort, interview_of
from planbuilder.terminal.prompts import Command, Option
from planbuilder.terminal.question_page import QuestionPage
from planbuilder.terminal.reviewing import asked_words, words_of
from planbuilder.terminal.tables import Rows, TableAsking
from planbuilder.terminal.wording import say

# Who ticks this is shown the help numbers, and asked whether the mentor may know.
BAD_THOUGHTS = "slechte gedachten"
_DRAFTED = (AnswerType.TEXT, AnswerType.LONG_TEXT)

Wish = Given | AnswerStatus | Command | str | None


class Questioning:
    """Puts questions to one person and records what is confirmed before anything else happens.

    `asked` is the interview while a question waits for its answer, None at any other moment.
    """

    def __init__(self, port: ConversationPort, person: Person, asking: Asking) -> None:
        self._port = port
        self._person = person
        self._asking = asking
        self._screen = asking.screen
        self.page = QuestionPage(port, asking.screen, asking.prompts)
        self.asked: Interview | None = None

    def put(self, interview: Interview, *, in_review: bool = False) -> tuple[Interview, bool]:
        """The interview after this question was put, and whether the review is asked for.

        In a review the place stays; otherwise it is where this question leads.
        """
        question = interview.question
        if question is None:
            return interview, False
        self.asked = interview
        found = self._put(interview, question, in_review)
        self.asked = None
        return found

    def _put(
        self, interview: Interview, question: Question, in_review: bool
    ) -> tuple[Interview, bool]:
        while True:
            self.page.show(interview, question)
            wish = self._wish(interview, question, in_review)
            if wish is Command.PAUSE:
                raise Leave
            if wish == "review":
                return interview, not in_review
            if wish is Command.HELP:
                self.page.help(question)
            elif wish is Command.BACK:
                return (interview if in_review else flow.back(interview)), False
            elif wish is Command.SKIP:
                return (interview if in_review else flow.skip(interview)), False
            elif not isinstance(wish, Command) and wish != "again":
                break
        after = self._recorded(interview, wish)
        return (after if in_review else flow.next_question(after)), False

    def record_value(self, interview: Interview, value: Any) -> None:
        """Record a value for the question at which the interview is, if it fits it."""
        try:
            self._record(interview, flow.answer(interview, value, mode=self._mode))
        except AnswerNotAccepted:
            return

    def keep_draft(self, interview: Interview, draft: str) -> bool:
        """Keep half-typed words where they are as safe as answers; False when that can't be done."""
        question = interview.question
        if question is None or not self.fits(interview, draft):
            return False
        return isinstance(self._port, DraftPort) and self._port.keep_draft(question.id, draft)

    def fits(self, interview: Interview, draft: str) -> bool:
        """True when half-typed words can stand as the answer to the question that is asked."""
        question = interview.question
        return question is not None and question.type in _DRAFTED and bool(draft.strip())

    # -- what is wished --

    def _wish(self, interview: Interview, question: Question, in_review: bool) -> Wish:
        """What somebody wants: an answer, a status, a command; None: a table that was kept."""
        own = interview.own(question.id)
        stands = own is not None and own.status is not AnswerStatus.PENDING
        draft = self._port.draft(question.id) if isinstance(self._port, DraftPort) else ""
        wish: Wish
        if stands and not interview.holds_up(question.id) and not draft:
            wish = self._asking.revisit(in_review=in_review)
            if wish == "keep":
                return None
            if wish != "change":
                return wish
        current = own.value if own is not None else None
        if draft:
            self._screen.say("draft_found", style="yellow")
        if question.type is AnswerType.TABLE:
            wish = self._table(interview, question, current)
        else:
            wish = self._asking.put(question, current, draft, self._names(interview, question))
        if wish is Command.BUTTONS:
            wish = self._asking.buttons(may_skip=not interview.holds_up(question.id))
            # Back from the buttons is back to this very question.
            return "again" if wish is Command.BACK else wish
        return wish

    def _names(self, interview: Interview, question: Question) -> list[str]:
        """The people whom this voice named before, to choose from."""
        if question.type is not AnswerType.PERSON:
            return []
        found: dict[str, None] = {}
        for (asked, voice), answer in interview.answers.items():
            if voice != self._person.id or not answer.has_content:
                continue
            asked_type = getattr(interview.questionnaire.questions.get(asked), "type", None)
            if asked_type is AnswerType.PERSON and isinstance(answer.value, dict):
                found[str(answer.value.get("name", ""))] = None
            elif asked == "net_belangrijk" and isinstance(answer.value, list):
                found.update(dict.fromkeys(str(row.get("naam", "")) for row in answer.value))
        return [name for name in found if name.strip()]

    # -- what is recorded --

    @property
    def _mode(self) -> Mode:
        return Mode.SELF if self._port.by == self._person.id else Mode.MENTOR

    def _table(
        self, interview: Interview, question: Question, current: Any
    ) -> AnswerStatus | Command | None:
        """Ask a table; every row that is confirmed is recorded at once."""

        def page() -> None:
            self.page.heading(interview, question)

        def keep(rows: Rows) -> None:
            self._record(interview, flow.answer(interview, rows, mode=self._mode))

        return TableAsking(self._asking, question, page, keep).put(current)

    def _recorded(self, before: Interview, wish: Wish) -> Interview:
        """The interview after this answer stands on the disk; says what it changed."""
        if isinstance(wish, Given):
            self._record(before, flow.answer(before, wish.value, mode=self._mode))
        elif isinstance(wish, AnswerStatus):
            self._record(before, flow.answer(before, status=wish, mode=self._mode))
        after = self._refreshed(before)
        self.asked = None
        self._tell_changes(before, after)
        self._care_for(after)
        return after

    def _record(self, interview: Interview, given: flow.Given) -> None:
        own = self._port.dossier.answers.get((given.question, given.voice))
        said = (given.status, given.value, given.note)
        if own is not None and (own.status, own.value, own.note) == said:
            return
        payload = AnswerGiven(
            question=given.question,
            voice=given.voice,
            status=given.status,
            value=given.value,
            note=given.note,
            mode=given.mode,
        )
        while True:
            try:
                self._port.record(payload)
                break
            except StorageFailed as failed:
                self._ask_to_try_again(failed)
        if isinstance(self._port, DraftPort):
            self._port.drop_draft(given.question)

    def _ask_to_try_again(self, failed: StorageFailed) -> None:
        """Say that it is not kept yet; raises what went wrong when somebody gives up."""
        voice = self._asking.voice
        self._screen.gap()
        self._asking.refuse(failed)
        self._screen.say("save_failed", style="bold")
        options = [Option(say("try_again", voice), True), Option(say("give_up", voice), False)]
        if not self._asking.prompts.one(options, commands=False):
            raise failed

    def _refreshed(self, interview: Interview) -> Interview:
        """The same place over the dossier as it is now, with what others wrote meanwhile."""
        now = interview_of(self._port, self._person)
        return replace(
            now,
            sitting=interview.sitting,
            position=interview.position,
            chosen=interview.chosen,
            skipped=interview.skipped - {interview.position or ""},
        )

    def _tell_changes(self, before: Interview, after: Interview) -> None:
        changed = change(before, after)
        for code, answers in (
            ("stopped_applying", changed.no_longer),
            ("counts_again", changed.again),
        ):
            if answers:
                self._screen.gap()
                self._screen.say(code, style="yellow")
                for answer in answers:
                    words = asked_words(after, answer.question)
                    self._screen.answer(f"{words} {words_of(after, answer)}")
        if changed.no_longer or changed.again:
            self._screen.say("go_back_to_typing", style="dim")
            self._asking.prompts.enter()

    def _care_for(self, after: Interview) -> None:
        """What an answer asks for at once: another explanation, help numbers, a light word."""
        question = after.question
        own = after.own(question.id) if question else None
        if question is None or own is None:
            return
        self.page.after_heavy = question.heavy
        if after.holds_up(question.id):
            self._screen.say("explain_again", style="yellow")
            self._screen.say("go_back_to_typing", style="dim")
            self._asking.prompts.enter()
        elif _says_bad_thoughts(own):
            self._offer_signal()

    def _offer_signal(self) -> None:
        """Show the help numbers; a signal to the mentor goes out after a yes and never by itself."""
        screen, voice = self._screen, self._asking.voice
        screen.clear()
        screen.say("bad_thoughts", style="bold")
        screen.help_numbers(self.page.help_lines)
        screen.gap()
        if not isinstance(self._port, SignalPort):
            screen.say("signal_impossible")
        elif voice is Voice.YOUTH:
            screen.say("signal_explain", name=self._person.name)
            screen.say("signal_ask", style="bold")
            options = [
                Option(say("signal_no", voice), False),
                Option(say("signal_yes", voice), True),
            ]
            if not self._asking.prompts.one(options, commands=False):
                return
            sent = self._port.ask_mentor_to_talk()
            screen.say("signal_sent" if sent else "signal_impossible")
        screen.say("go_back_to_typing", style="dim")
        self._asking.prompts.enter()


def _says_bad_thoughts(answer: Answer) -> bool:
    value = answer.value
    chosen = value if isinstance(value, list) else [value]
    return BAD_THOUGHTS in [one for one in chosen if isinstance(one, str)]
