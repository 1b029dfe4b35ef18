"""A table asked row by row; each row is handed over as soon as it is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from planbuilder.errors import AnswerNotAccepted
from planbuilder.interview.answers import display_value
from planbuilder.interview.display import display_cell
from planbuilder.interview.typed import parse_cell
from planbuilder.questionnaire.model import Column, Question
from planbuilder.questionnaire.terms import AnswerStatus, AnswerType, Voice
from planbuilder.terminal.asking import Asking
from planbuilder.terminal.leaving import Leave
from planbuilder.terminal.prompts import Command, Option, Typed
from planbuilder.terminal.wording import STATUS_WORDS, say

Rows = list[dict[str, Any]]
_ADD, _CHANGE, _REMOVE, _DONE, _EMPTY = "add", "change", "remove", "done", "empty"


class TableAsking:
    """Asks one table question; `keep` is called with all rows after each row that is confirmed,
    `page` shows the question on a fresh screen.
    """

    def __init__(
        self,
        asking: Asking,
        question: Question,
        page: Callable[[], None],
        keep: Callable[[Rows], None],
    ) -> None:
        self._asking = asking
        self._page = page
        self._question = question
        self._keep = keep

    @property
    def _voice(self) -> Voice:
        return self._asking.voice

    def put(self, current: Any) -> AnswerStatus | Command | None:
        """The status or command that was chosen; None: done, and every row was kept."""
        rows: Rows = [dict(row) for row in current or ()]
        while True:
            self._show(rows)
            chosen = self._choose(bool(rows))
            if chosen == _DONE:
                return None
            if chosen == _ADD:
                self._write(rows, len(rows))
            elif chosen == _CHANGE:
                number = self._which(rows)
                if number is not None:
                    self._write(rows, number)
            elif chosen == _REMOVE:
                number = self._which(rows)
                # An empty table is no answer; the last row can be changed, or a status chosen.
                if number is not None and len(rows) > 1:
                    del rows[number]
                    self._keep(rows)
            else:
                return chosen  # type: ignore[no-any-return]

    def _show(self, rows: Rows) -> None:
        self._page()
        if rows:
            self._asking.screen.answer(display_value(self._question, rows))

    def _choose(self, has_rows: bool) -> Any:
        def words(code: str) -> str:
            return say(code, self._voice)

        if has_rows:
            options = [Option(words("row_add"), _ADD), Option(words("row_done"), _DONE)]
            options += [
                Option(words("row_change"), _CHANGE),
                Option(words("row_remove"), _REMOVE),
            ]
            default = _DONE
        else:
            options = [Option(words("row_first"), _ADD)]
            options += [Option(STATUS_WORDS[s], s) for s in self._asking.statuses()]
            default = _ADD
        options.append(Option(words("pause"), Command.PAUSE))
        self._asking.screen.gap()
        self._asking.screen.say("row_choose", style="bold")
        self._asking.screen.keys("keys_one")
        return self._asking.prompts.one(options, default)

    def _which(self, rows: Rows) -> int | None:
        self._asking.screen.say("row_which", style="bold")
        options = [
            Option(display_value(self._question, [row]), number) for number, row in enumerate(rows)
        ]
        options.append(Option(say("return_to_question", self._voice), None))
        chosen = self._asking.prompts.one(options, commands=False)
        return chosen if isinstance(chosen, int) else None

    def _write(self, rows: Rows, number: int) -> None:
        """Ask the cells of one row and keep it; who stops half-way keeps the cells so far."""
        before = rows[number] if number < len(rows) else {}
        row = dict(before)
        self._page()
        self._asking.screen.say("row_title", style="bold cyan", number=number + 1)
        self._asking.screen.keys("row_keys")
        try:
            finished = self._cells(row)
        except Leave as leave:
            leave.confirmed = [*rows[:number], row, *rows[number + 1 :]] if row else rows or None
            raise
        if finished and row:
            rows[number : number + 1] = [row]
            self._keep(rows)

    def _cells(self, row: dict[str, Any]) -> bool:
        """Fill the row cell by cell; False: back out of it, nothing changed."""
        columns = self._question.columns
        at = 0
        while at < len(columns):
            column = columns[at]
            cell = self._cell(column, row.get(column.id))
            if cell is Command.BACK:
                if at == 0:
                    return False
                at -= 1
                continue
            if isinstance(cell, Command):
                continue
            if cell is None:
                row.pop(column.id, None)
            else:
                row[column.id] = cell
            at += 1
        return True

    def _cell(self, column: Column, current: Any) -> Any:
        """The value of a cell, None when it stays empty, or a command."""
        label = column.text[:1].upper() + column.text[1:] + ":"
        if column.type in (AnswerType.CHOICE, AnswerType.YES_NO):
            return self._chosen_cell(column, label, current)
        default = current if isinstance(current, str) else display_cell(column, current)
        if column.type in (AnswerType.DATE, AnswerType.AMOUNT):
            default = display_cell(column, current)
        while True:
            typed = self._asking.line(label, default)
            if not isinstance(typed, Typed):
                return typed
            if not typed.text.strip():
                return None
            try:
                return parse_cell(column, typed.text)
            except AnswerNotAccepted as refused:
                self._asking.refuse(refused)
                default = typed.text

    def _chosen_cell(self, column: Column, label: str, current: Any) -> Any:
        if column.type is AnswerType.YES_NO:
            options = [Option(say("yes", self._voice), True), Option(say("no", self._voice), False)]
        else:
            options = [Option(option, option) for option in column.options]
        options.append(Option(say("cell_empty", self._voice), _EMPTY))
        self._asking.screen.show(label, style="bold")
        chosen = self._asking.prompts.one(options, current)
        if isinstance(chosen, Command):
            return chosen
        # The list is gone once something is chosen; what was chosen stays in view.
        self._asking.screen.answer("" if chosen == _EMPTY else display_cell(column, chosen))
        return None if chosen == _EMPTY and isinstance(chosen, str) else chosen
