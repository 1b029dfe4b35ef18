"""One question put to one person: the prompt that fits its type, until there is a value or a wish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planbuilder.errors import AnswerNotAccepted, PlanbuilderError, SurroundingsMissing
from planbuilder.interview.answers import check_value, parse_typed
from planbuilder.language import sentence
from planbuilder.questionnaire.model import Question
from planbuilder.questionnaire.terms import AnswerStatus, AnswerType, Voice
from planbuilder.terminal.editor import write_in_editor
from planbuilder.terminal.leaving import Leave, Leaving
from planbuilder.terminal.prompts import APART, Command, Option, Prompts, Typed
from planbuilder.terminal.screen import Screen
from planbuilder.terminal.wording import STATUS_WORDS, say


@dataclass(frozen=True, slots=True)
class Given:
    """A value that was confirmed and fits its question."""

    value: Any


class _Other:
    """Stands for 'anders' in a list of options."""


OTHER = _Other()
_PERSON_FIELDS = {
    Voice.YOUTH: ("name", "function", "phone"),
    Voice.PARENT: ("name", "function", "phone"),
}
_ALL_PERSON_FIELDS = ("name", "function", "organisation", "phone", "note")
_STATUSES = (AnswerStatus.UNKNOWN, AnswerStatus.DECLINED, AnswerStatus.PREFER_CONVERSATION)


class Asking:
    """Puts a question to a person on this terminal."""

    def __init__(self, screen: Screen, prompts: Prompts, leaving: Leaving) -> None:
        self.screen = screen
        self.prompts = prompts
        self.leaving = leaving

    @property
    def voice(self) -> Voice:
        """For whom the sentences are worded."""
        return self.screen.voice

    def statuses(self) -> tuple[AnswerStatus, ...]:
        """The answers that are no value, for this voice."""
        if self.voice in (Voice.YOUTH, Voice.PARENT):
            return _STATUSES
        return (*_STATUSES, AnswerStatus.NOT_APPLICABLE)

    def put(
        self, question: Question, current: Any, draft: str, people: Sequence[str]
    ) -> Given | AnswerStatus | Command:
        """The value, the status or the command that was chosen; a table is asked elsewhere.

        `current` is the value as it is now (None: none); `people` are names to choose from.
        """
        match question.type:
            case AnswerType.CHOICE | AnswerType.SCALE | AnswerType.YES_NO:
                return self._one(question, current)
            case AnswerType.MULTI_CHOICE:
                return self._several(question, current)
            case AnswerType.PERSON:
                return self._person(question, current, people)
            case AnswerType.LONG_TEXT:
                return self._typed(question, draft or current or "", lines=True)
            case AnswerType.TEXT:
                return self._typed(question, draft or current or "")
            case _:
                return self._typed(question, draft)

    def buttons(self, *, may_skip: bool = True) -> AnswerStatus | Command | str:
        """What somebody chose instead of answering: a status, SKIP, PAUSE, "review" or BACK
        (to the question itself).
        """
        options: list[Option] = [Option(STATUS_WORDS[status], status) for status in self.statuses()]
        options.append(Option(say("pause", self.voice), Command.PAUSE))
        if may_skip:
            options.append(Option(say("skip", self.voice), Command.SKIP))
        options.append(Option(say("to_review", self.voice), "review"))
        options.append(Option(say("return_to_question", self.voice), Command.BACK))
        self.screen.gap()
        self.screen.say("buttons_title", style="bold")
        return self.prompts.one(options, commands=False)

    def revisit(self, *, in_review: bool) -> AnswerStatus | Command | str:
        """What to do with an answer that stands: "keep", "change", a status, BACK or PAUSE."""
        options: list[Option] = [
            Option(say("keep_as_is", self.voice), "keep"),
            Option(say("change_it", self.voice), "change"),
            *(Option(STATUS_WORDS[status], status) for status in self.statuses()),
        ]
        if not in_review:
            options.append(Option(say("go_back", self.voice), Command.BACK))
        options.append(Option(say("pause", self.voice), Command.PAUSE))
        self.screen.say("menu", style="bold")
        return self.prompts.one(options, commands=False)

    def line(self, label: str, default: str = "", *, lines: bool = False) -> Typed | Command:
        """One line of text with a label before it; nothing typed is the empty text."""
        self.screen.show(label, style="bold")
        while True:
            typed = self._in_editor_if_wanted(self.prompts.text(default, lines=lines), default)
            if not (isinstance(typed, Typed) and (typed.wants_editor or typed.odd)):
                return typed
            if typed.odd:
                self.screen.say("odd_characters", style="yellow")
            default = typed.text

    def refuse(self, refused: PlanbuilderError) -> None:
        """Say what to do differently."""
        self.screen.show(sentence(refused.code, refused.parameters, "nl"), style="yellow")

    # -- per type --

    def _typed(
        self, question: Question, default: str, *, lines: bool = False
    ) -> Given | AnswerStatus | Command:
        if default:
            # A command key would now be a character of the text that stands there.
            self.screen.keys("keys_edit_long" if lines else "keys_edit")
        else:
            self.screen.keys("keys_long" if lines else "keys_text", "keys_buttons")
        while True:
            typed = self._in_editor_if_wanted(self.prompts.text(default, lines=lines), default)
            if isinstance(typed, Command):
                return typed
            default = typed.text
            if typed.odd:
                self.screen.say("odd_characters", style="yellow")
            if typed.odd or typed.wants_editor:
                continue
            try:
                value = parse_typed(question, typed.text)
            except AnswerNotAccepted as refused:
                self.refuse(refused)
                continue
            self._count_words(question, value)
            return Given(value)

    def _count_words(self, question: Question, value: Any) -> None:
        count = len(value.split()) if isinstance(value, str) else 0
        if question.max_words is not None and count > question.max_words:
            self.screen.say("words_so_far", style="yellow", count=count, most=question.max_words)

    def _in_editor_if_wanted(self, typed: Typed | Command, default: str) -> Typed | Command:
        """After the editor the text stands in the prompt again, to be confirmed there."""
        if typed is Command.EDITOR:
            draft = default
        elif isinstance(typed, Typed) and typed.wants_editor:
            draft = typed.text
        else:
            return typed
        try:
            return Typed(write_in_editor(draft, self.leaving), wants_editor=True)
        except SurroundingsMissing as refused:
            self.refuse(refused)
            return Typed(draft, wants_editor=True)

    def _options(self, question: Question) -> list[Option]:
        if question.type is AnswerType.YES_NO:
            return [Option(say("yes", self.voice), True), Option(say("no", self.voice), False)]
        if question.type is AnswerType.SCALE:
            return [Option(self._step(question, step), step) for step in range(1, 11)]
        options = [Option(option, option) for option in question.options]
        return [*options, Option(say("other", self.voice), OTHER)] if question.other else options

    def _step(self, question: Question, step: int) -> str:
        low, high = question.scale or ("", "")
        meaning = {1: low, 10: high}.get(step, "")
        return f"{step}  ({meaning})" if meaning else str(step)

    def _one(self, question: Question, current: Any) -> Given | AnswerStatus | Command:
        options = self._options(question)
        buttons = [APART, *(Option(STATUS_WORDS[status], status) for status in self.statuses())]
        buttons.append(Option(say("pause", self.voice), Command.PAUSE))
        self.screen.keys("keys_one")
        default = OTHER if isinstance(current, dict) else current
        while True:
            chosen = self.prompts.one([*options, *buttons], default)
            if isinstance(chosen, Command | AnswerStatus):
                return chosen
            if chosen is not OTHER:
                return Given(check_value(question, chosen))
            words = self._other_words(current)
            if words is not None:
                return Given(check_value(question, {"other": words}))

    def _several(self, question: Question, current: Any) -> Given | AnswerStatus | Command:
        options = self._options(question)
        before = [OTHER if isinstance(one, dict) else one for one in current or ()]
        if question.max_choices:
            self.screen.say("at_most", most=question.max_choices)
        self.screen.keys("keys_several", "keys_buttons")
        while True:
            chosen = self.prompts.several(options, before)
            if isinstance(chosen, Command):
                return chosen
            before = chosen
            value = [one for one in chosen if one is not OTHER]
            if OTHER in chosen:
                own = [one for one in current or () if isinstance(one, dict)]
                words = self._other_words(own[0] if own else None)
                if words is None:
                    continue
                value.append({"other": words})
            try:
                return Given(check_value(question, value))
            except AnswerNotAccepted as refused:
                self.refuse(refused)

    def _other_words(self, current: Any) -> str | None:
        """The own words behind 'anders'; None: back to the list."""
        default = current["other"] if isinstance(current, dict) else ""
        typed = self.line(say("other_ask", self.voice), default)
        return typed.text if isinstance(typed, Typed) and typed.text.strip() else None

    def _person(
        self, question: Question, current: Any, people: Sequence[str]
    ) -> Given | AnswerStatus | Command:
        value = dict(current) if isinstance(current, dict) else {}
        if people and not value:
            self.screen.say("person_pick")
            options = [Option(name, name) for name in people]
            options.append(Option(say("person_new", self.voice), OTHER))
            options += [APART, *(Option(STATUS_WORDS[s], s) for s in self.statuses())]
            options.append(Option(say("pause", self.voice), Command.PAUSE))
            self.screen.keys("keys_one")
            chosen = self.prompts.one(options)
            if isinstance(chosen, Command | AnswerStatus):
                return chosen
            if chosen is not OTHER:
                return Given(check_value(question, {"name": chosen}))
        self.screen.keys("keys_text", "keys_buttons")
        fields = [
            field
            for field in _ALL_PERSON_FIELDS
            if field in _PERSON_FIELDS.get(self.voice, _ALL_PERSON_FIELDS) or field in value
        ]
        return self._fields(question, fields, value)

    def _fields(
        self, question: Question, fields: Sequence[str], value: dict[str, str]
    ) -> Given | Command:
        at = 0
        while at < len(fields):
            field = fields[at]
            label = say(f"person_{field}", self.voice)
            if field != "name":
                label += " " + say("may_be_empty", self.voice)
            typed = self._field(question, value, label, field)
            if typed is Command.BACK and at > 0:
                at -= 1
                continue
            if isinstance(typed, Command):
                return typed
            value[field] = typed.text
            if field == "name" and not typed.text.strip():
                self.refuse(AnswerNotAccepted("person_without_name"))
                continue
            at += 1
        return Given(check_value(question, value))

    def _field(
        self, question: Question, value: dict[str, str], label: str, field: str
    ) -> Typed | Command:
        """One field; who leaves in the middle keeps the fields that were confirmed."""
        try:
            return self.line(label, value.get(field, ""))
        except Leave as leave:
            if value.get("name", "").strip():
                leave.confirmed = check_value(question, value)
            raise
