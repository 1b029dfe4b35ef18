"""Where the dossiers of a run come from: a store, which records what is made, or a folder of files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import DocumentIssued, Event, event_data
from planbuilder.errors import InputInvalid, NotFound, PlanbuilderError, StorageFailed
from planbuilder.resources import read_bytes
from planbuilder.services.many.aside import Note, folder_name, notes, standing
from planbuilder.services.many.asked import Asked, Failure, Outcome, Reply, Task, digest

if TYPE_CHECKING:
    # Dossier files need no store.
    from planbuilder.questionnaire.model import Questionnaire
    from planbuilder.services.dossiers import Actor, Desk
    from planbuilder.store import Original, Store


class Source(Protocol):
    """Where the dossiers of a run come from."""

    def __len__(self) -> int: ...

    def tasks(self, asked: Asked, basis: str) -> Iterator[Task | Outcome]:
        """Each dossier: what is to be made of it, or its outcome when that is known already."""

    def record(self, task: Task, reply: Reply) -> None:
        """Record the documents of this reply; they stand in the dossier when this returns."""

    def has_recorded(self, note: Note) -> bool:
        """True when these documents, of a run that was stopped, are recorded."""


class Vaulted:
    """All dossiers of a store. Only this process has the keys; one dossier, one transaction."""

    def __init__(
        self,
        store: Store,
        questionnaire: Questionnaire,
        actor: Callable[[Dossier], Actor],
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._questionnaire = store, questionnaire
        self._actor, self._clock = actor, clock
        self._names = store.dossiers()
        self._desks: dict[str, Desk] = {}

    def __len__(self) -> int:
        return len(self._names)

    def tasks(self, asked: Asked, basis: str) -> Iterator[Task | Outcome]:
        """As `Source.tasks`; a dossier that can't be read is a failure of its own."""
        from planbuilder.services.dossiers import Actor, Desk

        for name in self._names:
            try:
                events = self._store.events(name)
                desk = Desk(self._store, self._questionnaire, name, Actor(""), events)
            except StorageFailed:
                raise
            except PlanbuilderError as error:
                yield Outcome(name, failures=(Failure.of(error),))
                continue
            key = digest([name, _state(events), basis])
            stands = standing(asked.folder / folder_name(name), key)
            if asked.wish in stands.wishes:
                yield Outcome(name, before=_number(stands, asked))
                continue
            desk.actor = self._actor(desk.dossier)
            self._desks[name] = desk
            at = self._clock().isoformat()
            binding = self._store.binding_key(name)
            yield Task(name, key, at, name, tuple(events), None, binding, _done(stands))

    def record(self, task: Task, reply: Reply) -> None:
        """As `Source.record`, in one transaction with the access log."""
        desk = self._desks.pop(task.name)
        if reply.issued:
            by = desk.actor.id or "planbuilder"
            now = datetime.fromisoformat(task.at)
            desk.record(reply.issued, by=by, now=now, originals=_originals(reply, now))

    def has_recorded(self, note: Note) -> bool:
        """As `Source.has_recorded`: the moment of making tells which documents are meant."""
        if note.dossier not in self._store.dossiers():
            return False
        return any(
            isinstance(event.payload, DocumentIssued) and event.at.isoformat() == note.at
            for event in self._store.events(note.dossier, after=note.length)
        )


class Files:
    """All dossier files of a folder; nothing is recorded anywhere."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        if not folder.is_dir():
            raise NotFound("folder_not_found", folder=str(folder))
        self._clock = clock
        self._files = sorted(
            path for path in folder.iterdir() if path.suffix in {".yaml", ".yml"} and path.is_file()
        )
        # Which file each folder of documents belongs to.
        self._owners: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._files)

    def tasks(self, asked: Asked, basis: str) -> Iterator[Task | Outcome]:
        """As `Source.tasks`; a file that was read before is known by its bytes."""
        known = {note.key: folder for folder, note in notes(asked.folder)}
        keys: dict[Path, str] = {}
        for file in self._files:
            try:
                keys[file] = digest([hashlib.sha256(read_bytes(file)).hexdigest(), basis])
            except PlanbuilderError as error:
                yield Outcome(file.name, failures=(Failure.of(error),))
                continue
            if keys[file] in known:
                self._owners.setdefault(known[keys[file]].name, file.name)
        for file, key in keys.items():
            stands = standing(known[key], key) if key in known else Note(key)
            is_owner = key in known and self._owners[known[key].name] == file.name
            if is_owner and asked.wish in stands.wishes:
                yield Outcome(file.name, before=_number(stands, asked))
            else:
                at = self._clock().isoformat()
                yield Task(file.name, key, at, file=file, done=_done(stands))

    def record(self, task: Task, reply: Reply) -> None:
        """As `Source.record`: there is nowhere to record, but each dossier has one file only.

        Raises InputInvalid for a second file with the same id.
        """
        owner = self._owners.setdefault(folder_name(reply.dossier_id), task.name)
        if owner != task.name:
            raise InputInvalid("dossier_in_two_files", dossier=reply.dossier_id, file=owner)

    def has_recorded(self, note: Note) -> bool:
        """As `Source.has_recorded`: never, so what was left is made again."""
        return False


def _state(events: Sequence[Event]) -> object:
    """What stands for the dossier as it is; that documents were issued does not change it."""
    for event in reversed(events):
        if not isinstance(event.payload, DocumentIssued):
            return event_data(event)
    return None


def _originals(reply: Reply, now: datetime) -> dict[int, Original]:
    """The Word documents that wait aside, as they are kept."""
    from planbuilder.store import Original

    if reply.aside is None:
        return {}
    return {
        place: Original(now, token, (reply.aside / name).read_bytes())
        for place, (token, name) in reply.originals.items()
    }


def _done(stands: Note) -> dict[str, tuple[str, ...]]:
    return {code: tuple(names) for code, names in stands.files.items()}


def _number(stands: Note, asked: Asked) -> int:
    return sum(form in asked.formats for names in stands.files.values() for form in names)
