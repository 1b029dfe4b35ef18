"""`planbuilder plan --all`: every dossier, with a bar where somebody is looking and lines elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from planbuilder.cli.telling import language, say, tell, tell_error, tell_house_style

if TYPE_CHECKING:
    from rich.progress import Progress

    from planbuilder.services.many import Asked, Failure, Outcome, Source
    from planbuilder.store import Store


def plan_all(
    folder: Path | None,
    asked: Asked,
    open_vault: Callable[[], Store],
    by: str = "",
    jobs: int | None = None,
) -> None:
    """Make what is asked of all dossiers of the vault, or of all dossier files in `folder`.

    Every failure is told as it comes, the others go on; then leaves with the exit code of the first.
    """
    from planbuilder.services.many import broken_templates, make_all

    source = _source(folder, asked, open_vault, by)
    totals = _Totals(len(source))
    broken = broken_templates(asked)
    for error in broken.values():
        tell_error(error)
        totals.exit_code = error.exit_code
    asked = replace(asked, broken=frozenset(broken))
    with closing(make_all(source, asked, jobs or _cores())) as making, _shown(totals) as show:
        for outcome in making:
            totals.add(outcome)
            show(outcome)
    say(
        "many_done",
        dossiers=totals.dossiers,
        documents=totals.documents,
        before=totals.before,
        folder=asked.folder,
    )
    tell_house_style(asked.templates)
    if totals.replaced:
        tell("characters_replaced", number=totals.replaced)
    if totals.failed:
        tell("many_failed", number=totals.failed)
    if totals.exit_code:
        raise typer.Exit(totals.exit_code)


def _source(folder: Path | None, asked: Asked, open_vault: Callable[[], Store], by: str) -> Source:
    from planbuilder.cli.opening import actor, now
    from planbuilder.services.many import Files, Vaulted

    if folder is not None:
        return Files(folder, now)
    from planbuilder.services.content import load_content

    questionnaire = load_content(asked.questionnaires).questionnaire
    return Vaulted(open_vault(), questionnaire, partial(actor, by), now)


class _Totals:
    """What came of all dossiers so far."""

    def __init__(self, dossiers: int) -> None:
        self.dossiers = dossiers
        self.settled = self.failed = self.documents = self.before = self.replaced = 0
        self.exit_code = 0
        self._began = time.monotonic()

    def add(self, outcome: Outcome) -> None:
        self.settled += 1
        self.documents += outcome.documents
        self.before += outcome.before
        self.replaced += outcome.replaced
        if outcome.failures:
            self.failed += 1
            self.exit_code = self.exit_code or outcome.failures[0].exit_code

    @property
    def pace(self) -> float:
        """Documents made per second so far."""
        return self.documents / max(time.monotonic() - self._began, 0.001)


@contextmanager
def _shown(totals: _Totals) -> Iterator[Callable[[Outcome], None]]:
    """What to call with each outcome: it moves a bar, or writes a line where nobody looks at one."""
    if not sys.stderr.isatty():
        yield lambda outcome: _show_line(totals, outcome)
        return
    from rich.progress import TaskID

    with _bar() as bar:
        task: TaskID = bar.add_task("", total=totals.dossiers, failed=0, pace="")

        def show(outcome: Outcome) -> None:
            for failure in outcome.failures:
                bar.console.print(_failure_line(outcome, failure), markup=False, highlight=False)
            pace = f"{totals.pace:.1f}"
            bar.update(task, completed=totals.settled, failed=totals.failed, pace=pace)

        yield show


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    from planbuilder.language import sentence

    live = {name: f"{{task.fields[{name}]}}" for name in ("failed", "pace")}
    words = sentence("many_bar", live, language())
    return Progress(
        MofNCompleteColumn(),
        BarColumn(),
        TextColumn(words, markup=False),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def _show_line(totals: _Totals, outcome: Outcome) -> None:
    for failure in outcome.failures:
        sys.stderr.write(_failure_line(outcome, failure) + "\n")
    say(
        "many_line",
        settled=totals.settled,
        dossiers=totals.dossiers,
        name=outcome.name,
        documents=outcome.documents,
        before=outcome.before,
    )
    sys.stdout.flush()


def _failure_line(outcome: Outcome, failure: Failure) -> str:
    from planbuilder.language import harmless, problem_line, sentence

    told = [f"{outcome.name} ({failure.plan}):" if failure.plan else f"{outcome.name}:"]
    told.append(problem_line(failure.problem, language()))
    if failure.more:
        told.append(sentence("many_more_problems", {"number": failure.more}, language()))
    return harmless(" ".join(told).replace("\n", " "))


def _cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
