"""Pause, closed window and end signals: each becomes one calm `Leave`, never in the middle of saving."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class Leave(BaseException):
    """Somebody stops, or the terminal went away. Not an error, so nothing may catch it as one.

    `draft` is what was being typed and not confirmed; `hung_up`: nobody is there to read or answer;
    `confirmed`: a value of which only a part was asked yet (a person, a table), None when nothing.
    """

    def __init__(self, draft: str = "", *, hung_up: bool = False) -> None:
        super().__init__()
        self.draft = draft
        self.hung_up = hung_up
        self.confirmed: Any = None


class Leaving:
    """While it is open, a signal is remembered and ends the prompt that is waiting.

    Why remembered and not raised: a signal can come while an answer is being saved.
    """

    def __init__(self) -> None:
        self.received: str | None = None
        self.child: subprocess.Popen[bytes] | None = None
        self._end_prompt: Callable[[], None] | None = None
        self._before: dict[int, Any] = {}
        self._let_go = False

    def __enter__(self) -> Leaving:
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                self._before[number] = signal.signal(number, self._remember)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            # A window that closes may say so twice; the second time must not cut off what follows.
            is_repeat = self._let_go and number == getattr(signal, "SIGHUP", None)
            signal.signal(number, signal.SIG_IGN if is_repeat else handler)

    @property
    def hung_up(self) -> bool:
        """True when the window was closed."""
        return self.received == "SIGHUP"

    def may_still_ask(self) -> bool:
        """False when we were told to end; after Ctrl-C one last question is possible."""
        if self.received == "SIGINT":
            self.received = None
        return self.received is None

    def check(self) -> None:
        """Leave when a signal came; to be called between two things, never within one."""
        if self.received:
            raise Leave(hung_up=self.hung_up)

    def waiting(self, end_prompt: Callable[[], None] | None) -> None:
        """From here on a signal ends this prompt (None: there is none)."""
        self._end_prompt = end_prompt

    def let_go_of_terminal(self) -> None:
        """Send further output nowhere, for the terminal is gone."""
        self._let_go = True
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for number in (1, 2):
            os.dup2(nowhere, number)
        os.close(nowhere)

    def _remember(self, number: int, frame: FrameType | None) -> None:
        name = signal.Signals(number).name
        if self.child is not None:
            # Ctrl-C belongs to the editor; an end signal ends the editor, and then us.
            if name == "SIGINT":
                return
            self.child.terminate()
        self.received = name
        if self._end_prompt is not None:
            self._end_prompt()
