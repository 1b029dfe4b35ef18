"""What is on the screen around a prompt: progress, the question, help, other voices, help numbers."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from planbuilder.interview.progress import Progress
from planbuilder.questionnaire.terms import Voice
from planbuilder.terminal.leaving import Leave
from planbuilder.terminal.surroundings import Look, visible
from planbuilder.terminal.wording import say

if TYPE_CHECKING:
    from rich.console import RenderableType

# A line this long or shorter reads easily.
_WIDEST = 78


class Screen:
    """Prints for one voice; raises Leave when the terminal is gone."""

    def __init__(self, look: Look, voice: Voice) -> None:
        from rich.console import Console

        self.look = look
        self.voice = voice
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="replace")
        self._console = Console(highlight=False, emoji=False, markup=False, soft_wrap=False)
        self._used = 0

    @property
    def height(self) -> int:
        """How many lines fit on the screen."""
        return self._console.size.height

    @property
    def room(self) -> int:
        """How many lines are left below what stands on the screen, never less than a short list."""
        return max(self.height - self._used - 3, 5)

    def say(self, code: str, *, style: str = "", **parameters: str | int) -> None:
        """A sentence of the conversation."""
        self.show(say(code, self.voice, **parameters), style=style)

    def show(self, text: str, *, style: str = "", indent: int = 1) -> None:
        """Text as it is, wrapped; what would steer the terminal is shown as a mark."""
        from rich.padding import Padding
        from rich.text import Text

        self._print(Padding(Text(visible(text), style=style), (0, 1, 0, indent)))

    def gap(self) -> None:
        """An empty line."""
        self._print("")

    def clear(self) -> None:
        """An empty screen, so that nobody reads over a shoulder what was said before."""
        self._used = 0
        try:
            self._console.clear()
        except OSError:
            raise Leave(hung_up=True) from None

    def progress(self, now: Progress) -> None:
        """The sitting, a bar and how long it still takes."""
        from rich.text import Text

        width = min(self._console.width, _WIDEST) - 2
        code = "progress" if now.minutes_left else "progress_last"
        counted = say(
            code,
            self.voice,
            answered=now.answered,
            expected=now.expected,
            minutes=now.minutes_left,
        )
        title = visible(now.title)
        self._print(Text(f" {title}", style="bold cyan"))
        done, left = self.look.bar
        length = max(width - len(counted) - 2, 8)
        filled = length * now.answered // now.expected if now.expected else length
        self._print(Text(f" {done * filled}{left * (length - filled)}  {counted}", style="cyan"))

    def question(self, text: str) -> None:
        """The question, as large as a terminal can write."""
        from rich import box
        from rich.panel import Panel
        from rich.text import Text

        frame = box.HEAVY if self.look.utf8 else box.ASCII
        width = min(self._console.width, _WIDEST)
        self._print(
            Panel(
                Text(visible(text), style="bold"), box=frame, width=width, padding=(0, 1), style=""
            )
        )

    def answer(self, text: str) -> None:
        """An answer, each line behind a mark."""
        mark = "│" if self.look.utf8 else "|"
        for line in text.split("\n"):
            self.show(f"{mark} {line}", style="green", indent=2)

    def help_numbers(self, lines: Iterable[str]) -> None:
        """Whom one can call, always the same way."""
        for line in lines:
            self.show(line, style="yellow", indent=2)

    def keys(self, *codes: str) -> None:
        """Which keys do what, in small print."""
        for code in codes:
            self.say(code, style="dim")

    def page(self, title: str, rows: Sequence[tuple[str, str, str, bool]], footer: str) -> None:
        """A page of the review: number, question, answer, and whether it counts."""
        self._print(self._table(title, rows))
        if footer:
            self.show(footer, style="dim")

    def pages(
        self, rows: Sequence[tuple[str, str, str, bool]]
    ) -> list[list[tuple[str, str, str, bool]]]:
        """The rows apart in pages that fit on the screen above a short list; at least one row each."""
        room = max(self.height - 8, 4)
        pages: list[list[tuple[str, str, str, bool]]] = [[]]
        for row in rows:
            lines = self._console.render_lines(self._table("", [*pages[-1], row]), pad=False)
            if pages[-1] and len(lines) > room:
                pages.append([])
            pages[-1].append(row)
        return pages

    def _table(self, title: str, rows: Sequence[tuple[str, str, str, bool]]) -> RenderableType:
        from rich import box
        from rich.table import Table
        from rich.text import Text

        table = Table(
            title=Text(title, style="bold cyan") if title else None,
            title_justify="left",
            box=box.SIMPLE_HEAD if self.look.utf8 else box.ASCII,
            width=min(self._console.width, 100),
        )
        table.add_column("", justify="right", style="dim", width=4)
        table.add_column(say("review_question", self.voice), ratio=1, overflow="fold")
        table.add_column(say("review_answer", self.voice), ratio=1, overflow="fold")
        for number, question, words, counts in rows:
            shown = Text(visible(words), style="" if counts else "dim")
            if not counts:
                shown.append(f"\n({say('no_longer', self.voice)})", style="dim italic")
            table.add_row(number, Text(visible(question)), shown)
        return table

    def _print(self, what: RenderableType) -> None:
        try:
            self._used += len(self._console.render_lines(what, pad=False))
            self._console.print(what)
        except OSError:
            raise Leave(hung_up=True) from None
