"""One run over many dossiers: one process reads, records and puts in place; workers make documents."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Generator, Iterator
from pathlib import Path

from planbuilder import __version__
from planbuilder.documents.fields import check_template
from planbuilder.documents.template_files import WORD_TEMPLATE, word_template
from planbuilder.errors import (
    PlanbuilderError,
    Problem,
    StorageFailed,
    TemplateInvalid,
)
from planbuilder.questionnaire.terms import PlanKind
from planbuilder.resources import own_folder, shipped_folder
from planbuilder.services.many.aside import (
    Note,
    all_aside,
    alone_in,
    discard,
    folder_name,
    publish,
)
from planbuilder.services.many.asked import Asked, Failure, Outcome, Reply, Task, digest, fulfilled
from planbuilder.services.many.making import prepare
from planbuilder.services.many.sources import Source
from planbuilder.services.many.workers import Workers

EXIT_BUG = 70


def make_all(source: Source, asked: Asked, jobs: int) -> Generator[Outcome, None, None]:
    """Make what is asked of every dossier with `jobs` processes; the outcome of each when it is done.

    Stopped at any moment, a next run goes on where this one was. Raises StorageFailed when the disk
    is full or another run uses the folder.
    """
    with alone_in(asked.folder):
        _finish(source, asked.folder)
        workers: Workers[Task, Reply] = Workers(jobs, prepare, asked)
        tasks = source.tasks(asked, _basis(asked))
        try:
            yield from _outcomes(_Run(source, asked), tasks, workers)
        finally:
            workers.close()
            _finish(source, asked.folder)


def _outcomes(
    run: _Run, tasks: Iterator[Task | Outcome], workers: Workers[Task, Reply]
) -> Iterator[Outcome]:
    # One task is kept ready, so that no worker waits while a dossier is read.
    ready: deque[Task] = deque()
    more = True
    while more or ready or workers.have_work:
        while ready and not workers.are_busy:
            workers.give(ready.popleft())
        if more and not ready:
            step = next(tasks, None)
            if isinstance(step, Task):
                ready.append(step)
            elif step is not None:
                yield step
            more = step is not None
            continue
        if workers.have_work:
            for task, reply in workers.answers():
                yield run.settle(task, reply)


class _Run:
    """Settles what comes back from the workers, one dossier at a time."""

    def __init__(self, source: Source, asked: Asked) -> None:
        self._source, self._asked = source, asked

    def settle(self, task: Task, reply: Reply | None) -> Outcome:
        """Record, put in place and tell; raises StorageFailed when that can't go on."""
        if reply is None:
            died = Failure(Problem("plan_maker_stopped"), EXIT_BUG)
            return Outcome(task.name, failures=(died,))
        problem = reply.stops_all
        if problem is not None:
            raise StorageFailed(problem.code, **problem.parameters)
        if reply.aside is None:
            return Outcome(task.name, failures=reply.failures)
        folder = self._asked.folder / folder_name(reply.dossier_id)
        note = Note(task.key, reply.files, fulfilled(self._asked, reply.failures))
        try:
            self._source.record(task, reply)
        except StorageFailed:
            raise
        except PlanbuilderError as error:
            discard(reply.aside)
            return Outcome(task.name, failures=(Failure.of(error),))
        publish(reply.aside, note, folder)
        made = sum(len(names) for names in reply.files.values())
        before = sum(len(forms) for forms in task.done.values())
        return Outcome(task.name, made, before, reply.replaced, reply.failures)


def _finish(source: Source, output: Path) -> None:
    """Put in place what a stopped run had recorded, and remove what it had not."""
    for path, note in list(all_aside(output)):
        if note is not None and source.has_recorded(note):
            publish(path, note, output / folder_name(note.dossier))
        else:
            discard(path)


def broken_templates(asked: Asked) -> dict[PlanKind, TemplateInvalid]:
    """The kinds of which the organisation's own Word template can't be used, and why.

    Found once, instead of with the same error for every dossier.
    """
    found = {}
    kinds = asked.kinds or tuple(PlanKind) if "docx" in asked.formats else ()
    for kind in kinds:
        name = f"{kind.value}/{WORD_TEMPLATE}"
        try:
            template, is_ours = word_template(kind.value, asked.templates)
            problems = [] if is_ours else check_template(template, name)
        except TemplateInvalid as error:
            found[kind] = error
            continue
        if problems:
            found[kind] = TemplateInvalid("template_has_problems", problems, file=name)
    return found


def _basis(asked: Asked) -> str:
    """A code for all that documents are made of besides the dossier: content, templates, the day."""
    folders = [shipped_folder("questionnaires"), shipped_folder("templates")]
    own = (
        own_folder("questionnaires", asked.questionnaires),
        own_folder("templates", asked.templates),
    )
    files = [
        [str(file.relative_to(folder)), hashlib.sha256(file.read_bytes()).hexdigest()]
        for folder in [*folders, *filter(None, own)]
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    ]
    return digest([__version__, asked.today.isoformat(), files])
