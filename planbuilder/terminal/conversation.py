"""The conversation from welcome to goodbye: asks, records at once, looks back, and can stop anywhere."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from planbuilder.dossier.events import Person, ShowingDecided
from planbuilder.interview import flow
from planbuilder.interview.interview import Interview
from planbuilder.interview.progress import progress
from planbuilder.questionnaire.terms import Voice
from planbuilder.terminal.asking import Asking
from planbuilder.terminal.leaving import Leave, Leaving
from planbuilder.terminal.port import ConversationPort, interview_of
from planbuilder.terminal.prompts import Option, Prompts
from planbuilder.terminal.questioning import Questioning
from planbuilder.terminal.reviewing import Reviewing, asked_words
from planbuilder.terminal.screen import Screen
from planbuilder.terminal.surroundings import look, require_terminal
from planbuilder.terminal.wording import say

__all__ = ["ConversationPort", "Ending", "hold_conversation", "require_terminal"]


class Ending(StrEnum):
    """How a conversation ended; nothing that was confirmed is lost in any of them."""

    STOPPED = "stopped"
    PAUSED = "paused"
    HUNG_UP = "hung_up"


def hold_conversation(port: ConversationPort, person: Person, sitting: str = "") -> Ending:
    """Hold the conversation on this terminal until it is done, paused or the terminal goes away.

    `person` is whose words are asked for. `sitting` chooses one by its id; without it the
    conversation goes on where this voice left.
    Raises SurroundingsMissing without a terminal, NotFound for a role that is not interviewed, and
    what the port raises when an answer can't be kept.
    """
    require_terminal()
    interview = interview_of(port, person, sitting)
    with Leaving() as leaving:
        conversation = _Conversation(port, person, interview, leaving)
        try:
            conversation.run()
        except Leave as leave:
            return conversation.leave(leave)
    return Ending.STOPPED


class _Conversation:
    def __init__(
        self, port: ConversationPort, person: Person, interview: Interview, leaving: Leaving
    ) -> None:
        self.port = port
        self.person = person
        self.leaving = leaving
        self.interview = interview
        self.screen = Screen(look(), interview.voice)
        self.prompts = Prompts(self.screen.look, leaving, lambda: self.screen.room)
        asking = Asking(self.screen, self.prompts, leaving)
        self.questioning = Questioning(port, person, asking)
        self.reviewing = Reviewing(self.screen, self.prompts)
        self.started = port.now()
        self.decided_showing = any(voice == person.id for voice, _ in port.dossier.showing)

    @property
    def voice(self) -> Voice:
        return self.interview.voice

    def run(self) -> None:
        self.welcome()
        while True:
            while self.interview.position is not None:
                self.one_question()
            if not self.menu():
                break
        self.ask_showing()
        self.screen.clear()
        self.screen.say("goodbye", name=self.person.name)
        self.screen.help_numbers(self.questioning.page.help_lines[:1])

    def welcome(self) -> None:
        self.screen.clear()
        answered = any(voice == self.person.id for _, voice in self.interview.answers)
        code = "welcome_back" if answered else "welcome"
        self.screen.say(code, style="bold cyan", name=self.person.name)
        if self.port.by != self.person.id:
            self.screen.say("welcome_mentor", name=self.person.name)
        self.screen.gap()
        self.screen.say("welcome_how")
        if self.voice is Voice.YOUTH:
            self.screen.gap()
            self.screen.help_numbers(self.questioning.page.help_lines)
        now = progress(self.interview)
        if now.expected > now.answered:
            self.screen.gap()
            self.screen.say(
                "welcome_expect",
                style="cyan",
                title=now.title,
                open=now.expected - now.answered,
                minutes=now.minutes_left,
            )
            self.screen.gap()
            start = Option(say("go_on" if answered else "begin", self.voice), True)
            if not self.prompts.one(
                [start, Option(say("later", self.voice), False)], commands=False
            ):
                raise Leave

    def one_question(self) -> None:
        """Ask the question at which we are, and move to where this leads."""
        before = self.interview
        self.interview, wants_review = self.questioning.put(before)
        if wants_review:
            self.review()
        ended = before.sitting != self.interview.sitting or self.interview.position is None
        current = before.current_sitting
        if ended and current is not None and not flow.open_questions(self.interview, current):
            self.screen.clear()
            self.screen.say("sitting_done", style="bold green", title=current.title)
            if self.interview.position is not None and not self.menu(next_up=self.interview):
                raise Leave
        self.propose_pause()

    def propose_pause(self) -> None:
        """After a sitting's length: stop here, unless they rather go on."""
        minutes = self.port.settings.sitting_minutes
        elapsed = (self.port.now() - self.started).total_seconds()
        now = progress(self.interview, elapsed, longest_seconds=minutes * 60)
        if not now.proposes_pause or self.interview.position is None:
            return
        self.screen.clear()
        self.screen.say("long_enough", style="bold cyan", minutes=minutes)
        options = [
            Option(say("stop_now", self.voice), True),
            Option(say("a_bit_more", self.voice), False),
        ]
        if self.prompts.one(options, commands=False):
            raise Leave
        self.started = self.port.now()

    def menu(self, next_up: Interview | None = None) -> bool:
        """What to do now that a sitting is done; False: stop."""
        if next_up is None:
            self.screen.clear()
            done = not flow.put_off(self.interview)
            self.screen.say("nothing_left" if done else "menu", style="bold green")
        while True:
            options = self.menu_options(next_up)
            self.screen.gap()
            self.screen.say("menu", style="bold")
            chosen = self.prompts.one(options, commands=False)
            if chosen == "stop":
                return False
            if chosen == "next":
                return True
            if chosen == "put_off":
                self.interview = flow.take_up(self.interview)
                return True
            if chosen == "review":
                position = self.interview.position
                self.review()
                if self.interview.position != position:
                    return True
                self.screen.clear()
                continue
            self.interview = interview_of(self.port, self.person, str(chosen))
            return True

    def menu_options(self, next_up: Interview | None) -> list[Option]:
        options = []
        if next_up is not None and next_up.current_sitting is not None:
            title = next_up.current_sitting.title
            options.append(Option(say("menu_sitting", self.voice, title=title), "next"))
        count = len(flow.put_off(self.interview))
        if count:
            options.append(Option(say("menu_put_off", self.voice, count=count), "put_off"))
        options.append(Option(say("menu_review", self.voice), "review"))
        if next_up is None:
            for sitting in flow.later_sittings(self.interview):
                words = say("menu_later_sitting", self.voice, title=sitting.title)
                options.append(Option(words, sitting.id))
        options.append(Option(say("menu_stop", self.voice), "stop"))
        return options

    def review(self) -> None:
        """Look back; every answer that is chosen is asked again, then we look on."""
        place = self.interview
        while (question := self.reviewing.put(self.interview)) is not None:
            there = flow.jump(self.interview, question)
            changed, _ = self.questioning.put(there, in_review=True)
            self.interview = changed
        self.interview = replace(self.interview, sitting=place.sitting, position=place.position)
        if place.position is not None and place.position not in flow.open_questions(self.interview):
            self.interview = flow.next_question(self.interview)

    def ask_showing(self) -> None:
        """Once: may others see these answers while they answer themselves?"""
        own = any(voice == self.person.id for _, voice in self.interview.answers)
        if self.decided_showing or not own:
            return
        self.screen.clear()
        self.screen.say("showing_ask", style="bold")
        options = [
            Option(say("showing_no", self.voice), False),
            Option(say("showing_yes", self.voice), True),
            Option(say("showing_later", self.voice), None),
        ]
        allowed = self.prompts.one(options, commands=False)
        if isinstance(allowed, bool):
            self.port.record(ShowingDecided(voice=self.person.id, allowed=allowed))

    # -- stopping --

    def leave(self, leave: Leave) -> Ending:
        """Keep what can be kept, say goodbye, and tell how to go on."""
        asked = self.questioning.asked
        if asked is not None and leave.confirmed is not None:
            self.questioning.record_value(asked, leave.confirmed)
        draft = leave.draft if asked is not None and leave.draft.strip() else ""
        kept = asked is not None and bool(draft) and self.questioning.keep_draft(asked, draft)
        may_ask = self.leaving.may_still_ask() and not leave.hung_up
        hung_up = leave.hung_up
        try:
            self.screen.clear()
            if kept:
                self.screen.say("draft_kept")
            elif asked is not None and draft:
                self.settle_draft(asked, draft, may_ask=may_ask)
            self.calm_goodbye()
        except Leave as again:
            # A second Ctrl-C, or nobody is there to read this.
            hung_up = hung_up or again.hung_up
        if hung_up:
            self.leaving.let_go_of_terminal()
        return Ending.HUNG_UP if hung_up else Ending.PAUSED

    def calm_goodbye(self) -> None:
        self.screen.say("paused", style="bold cyan")
        place = interview_of(self.port, self.person).position
        if place is not None:
            self.screen.say("how_to_resume", question=asked_words(self.interview, place))
        self.screen.gap()
        if self.voice is Voice.YOUTH:
            self.screen.help_numbers(self.questioning.page.help_lines[:3])
        self.screen.say("goodbye", name=self.person.name)

    def settle_draft(self, asked: Interview, draft: str, *, may_ask: bool) -> None:
        """Half-typed words that can't be kept safely as a draft: an answer, or lost, never unsaid."""
        if may_ask and self.questioning.fits(asked, draft):
            self.screen.say("keep_typed", style="bold")
            self.screen.answer(draft)
            options = [
                Option(say("keep_it", self.voice), True),
                Option(say("drop_it", self.voice), False),
            ]
            if self.prompts.one(options, commands=False):
                self.questioning.record_value(asked, draft)
        else:
            self.screen.say("draft_lost")
