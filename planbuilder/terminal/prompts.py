"""One prompt at a time, through questionary: a line, a text, one option, several options."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from planbuilder.questionnaire.terms import Voice
from planbuilder.terminal.leaving import Leave, Leaving
from planbuilder.terminal.surroundings import Look, visible, whole_characters
from planbuilder.terminal.wording import say

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from questionary import Question as Prompt


class Command(Enum):
    """What somebody may want instead of answering, with the key that asks for it if it has one."""

    HELP = "?"
    BACK = "<"
    SKIP = ">"
    BUTTONS = "-"
    EDITOR = "+"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed and confirmed; `odd`: some bytes were no characters of this terminal.

    `wants_editor`: not confirmed yet, to be written on in the editor.
    """

    text: str
    odd: bool = False
    wants_editor: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """A line to choose: what is shown, and what it stands for."""

    title: str
    value: Any


# Keeps the buttons apart from the answers.
APART = Option("", None)


class Prompts:
    """The prompts on this terminal; each raises Leave when somebody stops or the terminal goes."""

    def __init__(self, look: Look, leaving: Leaving, room: Callable[[], int]) -> None:
        self._look = look
        self._leaving = leaving
        self._room = room
        self._typing: Callable[[], str] = str

    def text(
        self, default: str = "", *, lines: bool = False, commands: bool = True
    ) -> Typed | Command:
        """What was typed, kept exactly; with `lines` Enter makes a new line and twice Enter is done.

        A paste is never confirmed by the line ends in it. With `commands`, one of the command keys
        alone is that command.
        """
        import questionary

        bindings = self._bindings()
        prompt = questionary.text(
            "", default=default, qmark=" >", multiline=True, instruction="", key_bindings=bindings
        )
        buffer = prompt.application.current_buffer
        buffer.cursor_position = len(default)
        self._typing = lambda: buffer.text

        def finish(event: KeyPressEvent) -> None:
            text = buffer.text
            if _more_to_come(event):
                buffer.insert_text("\n")
            elif commands and text in _COMMANDS:
                event.app.exit(result=_COMMANDS[text])
            elif not lines or not text.strip():
                event.app.exit(result=Typed(text))
            elif text.endswith("\n") and buffer.cursor_position == len(text):
                event.app.exit(result=Typed(text[:-1]))
            else:
                buffer.insert_text("\n")

        bindings.add("enter", eager=True)(finish)

        @bindings.add("escape", "enter", eager=True)
        def _(event: KeyPressEvent) -> None:
            buffer.insert_text("\n")

        @bindings.add("c-o", eager=True)
        def _(event: KeyPressEvent) -> None:
            if commands:
                event.app.exit(result=Typed(buffer.text, wants_editor=True))

        given = self._run(prompt)
        if isinstance(given, Command):
            return given
        words, odd = whole_characters(given.text)
        return Typed(words, odd, given.wants_editor)

    def one(
        self, options: Sequence[Option], default: Any = None, *, commands: bool = True
    ) -> Any | Command:
        """The value of the option that was chosen."""
        import questionary

        choices = _choices(options)
        known = next((c for c, o in zip(choices, options, strict=True) if o.value == default), None)
        numbered = len(choices) <= _MOST_NUMBERED
        prompt = questionary.select(
            "",
            choices=choices,
            default=known if default is not None else None,
            qmark="",
            pointer=self._look.pointer,
            instruction=self._hint(choices),
            use_shortcuts=numbered,
            use_jk_keys=False,
            use_emacs_keys=False,
        )
        found = self._run(prompt, self._bindings(_COMMANDS if commands else {}))
        return found.value if isinstance(found, Option) else found

    def several(
        self, options: Sequence[Option], chosen: Sequence[Any] = (), *, commands: bool = True
    ) -> list[Any] | Command:
        """The values of the options that were ticked, in the order of the list."""
        import questionary

        choices = _choices(options)
        for choice, option in zip(choices, options, strict=True):
            choice.checked = option.value in chosen
        with _Marks(self._look):
            prompt = questionary.checkbox(
                "",
                choices=choices,
                qmark="",
                pointer=self._look.pointer,
                instruction=self._hint(choices),
                use_jk_keys=False,
                use_emacs_keys=False,
            )
            # 'a' and 'i' would tick everything at once; a slip of the finger must not.
            ignored = {"a": None, "i": None}
            found = self._run(prompt, self._bindings(_COMMANDS if commands else {}, ignored))
        if isinstance(found, Command):
            return found
        return [option.value for option in found]

    def enter(self) -> None:
        """Wait for Enter."""
        self.text(commands=False)

    def _hint(self, choices: Sequence[Any]) -> str:
        """Tells that a list is longer than what is in view."""
        return say("list_goes_on", Voice.YOUTH) if len(choices) > self._room() else " "

    def _bindings(self, *keys: dict[str, Command] | dict[str, None]) -> KeyBindings:
        from prompt_toolkit.key_binding import KeyBindings

        bindings = KeyBindings()
        for name in ("c-c", "c-d", "c-q", "<sigint>"):
            bindings.add(name, eager=True)(lambda event: event.app.exit(exception=Leave()))
        for group in keys:
            for key, command in group.items():
                bindings.add(key, eager=True)(_exit_with(command))
        return bindings

    def _run(self, prompt: Prompt, more: KeyBindings | None = None) -> Any:
        from prompt_toolkit.application import Application
        from prompt_toolkit.key_binding import merge_key_bindings

        app: Application[Any] = prompt.application
        if more is not None:
            app.key_bindings = merge_key_bindings([b for b in (app.key_bindings, more) if b])
            _fit(app, self._room())
            app.erase_when_done = True
        typing, self._typing = self._typing, str
        self._leaving.check()
        self._leaving.waiting(lambda: _end(app))
        try:
            return app.run()
        except Leave:
            raise Leave(whole_characters(typing())[0], hung_up=self._leaving.hung_up) from None
        except (EOFError, OSError):
            raise Leave(whole_characters(typing())[0], hung_up=True) from None
        finally:
            self._leaving.waiting(None)


_COMMANDS: dict[str, Command] = {
    command.value: command for command in Command if len(command.value) == 1
}
# So many lines get a number or letter of their own.
_MOST_NUMBERED = 36


def _fit(app: Any, room: int) -> None:
    """Keep a list as low as the room below the question, so that the question stays in view."""
    from prompt_toolkit.filters import to_filter
    from prompt_toolkit.layout.dimension import Dimension
    from prompt_toolkit.layout.margins import ScrollbarMargin
    from questionary.prompts.common import InquirerControl

    for window in app.layout.find_all_windows():
        if isinstance(window.content, InquirerControl):
            window.wrap_lines = to_filter(True)
            window.height = Dimension(max=room)
            if len(window.content.choices) > room:
                window.right_margins = [ScrollbarMargin()]


def _end(app: Any) -> None:
    """End a waiting prompt from within a signal handler."""

    def leave() -> None:
        if app.is_running and not app.is_done:
            app.exit(exception=Leave())

    if app.loop is not None:
        app.loop.call_soon_threadsafe(leave)


def _exit_with(command: Command | None) -> Callable[[KeyPressEvent], None]:
    def leave(event: KeyPressEvent) -> None:
        if command is not None:
            event.app.exit(result=command)

    return leave


def _more_to_come(event: KeyPressEvent) -> bool:
    """True when keys came in together with this Enter: then it is part of a paste."""
    from prompt_toolkit.keys import Keys

    waiting = event.key_processor.input_queue
    return any(press.key not in (Keys.CPRResponse, Keys.SIGINT) for press in waiting)


def _choices(options: Sequence[Option]) -> list[Any]:
    import questionary

    return [
        questionary.Separator(" ")
        if option is APART
        else questionary.Choice(title=visible(option.title).replace("\n", " "), value=option)
        for option in options
    ]


# How questionary calls the boxes; it has no option for them.
_INDICATORS = ("INDICATOR_SELECTED", "INDICATOR_UNSELECTED")


class _Marks:
    """The boxes of a list in signs that this terminal can show, while a list is on the screen."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def __enter__(self) -> None:
        from questionary.prompts import common

        self._before = {name: getattr(common, name) for name in _INDICATORS}
        for name, mark in zip(_INDICATORS, self._look.marks, strict=True):
            setattr(common, name, mark)

    def __exit__(self, *_: object) -> None:
        from questionary.prompts import common

        for name, mark in self._before.items():
            setattr(common, name, mark)
