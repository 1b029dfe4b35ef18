"""What is asked of every dossier of a run, and what came of one dossier."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from planbuilder.documents import Format
from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import DocumentIssued, Event
from planbuilder.errors import PlanbuilderError, Problem
from planbuilder.questionnaire.terms import PlanKind
from planbuilder.services.plans import Order


def everybody(dossier: Dossier) -> Sequence[Recipient]:
    """No recipient in particular: each kind of plan goes to whom it is meant for."""
    return ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is made of every dossier; goes to other processes, so all of it can be pickled.

    `choose` names the recipients (empty: all), and `recipients` is what the user typed for that.
    `broken` are the kinds of which the Word template can't be used: no Word file is made of those.
    """

    kinds: tuple[PlanKind, ...]
    formats: tuple[Format, ...]
    folder: Path
    today: date
    choose: Callable[[Dossier], Sequence[Recipient]] = everybody
    recipients: str = ""
    questionnaires: Path | None = None
    templates: Path | None = None
    broken: frozenset[PlanKind] = frozenset()
    verify: bool = False
    # For compiled Word templates, so that not every worker compiles them.
    cache: Path | None = None

    @property
    def wish(self) -> str:
        """The same text for the same wish: which documents of a dossier were asked for."""
        return digest([*sorted(self.kinds), "for", self.recipients, "as", *sorted(self.formats)])


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something of a dossier could not be made; `plan` names the document, "" for all of them.

    `more` is how many problems there are besides this one.
    """

    problem: Problem
    exit_code: int
    plan: str = ""
    more: int = 0

    @classmethod
    def of(cls, error: PlanbuilderError, plan: str = "") -> Failure:
        """The failure in one line: of a file with many problems, the first one."""
        problems = error.problems or (Problem(error.code, parameters=error.parameters),)
        return cls(problems[0], error.exit_code, plan, len(problems) - 1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one dossier; `name` is its id or the name of its file.

    `documents` were made now, `before` stood there already.
    """

    name: str
    documents: int = 0
    before: int = 0
    replaced: int = 0
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One dossier for a worker: its events, or the file to read them from.

    `binding_key` is what its documents are bound with, None for a file.
    `key` tells one state of the dossier, the content and the day from another; `done` are the
    documents of that state that stand already, as `order_code` → formats.
    """

    name: str
    key: str
    at: str
    dossier_id: str = ""
    events: tuple[Event, ...] = ()
    file: Path | None = None
    binding_key: bytes | None = field(default=None, repr=False)
    done: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker made of a task: documents in the folder `aside`, not yet where they belong.

    `files` are their names by `order_code` and format, `issued` what is to be recorded first;
    `originals` name the Word document (token and file) of an event by its place in `issued`.
    `stops_all` is what makes it useless to go on with any dossier.
    """

    dossier_id: str
    aside: Path | None = None
    files: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    issued: tuple[DocumentIssued, ...] = ()
    originals: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    replaced: int = 0
    failures: tuple[Failure, ...] = ()
    stops_all: Problem | None = None


def fulfilled(asked: Asked, failures: Sequence[Failure]) -> tuple[str, ...]:
    """The wishes that are fulfilled: none when something failed, so that the next run tries again."""
    return () if failures or asked.broken else (asked.wish,)


def order_code(order: Order) -> str:
    """A code for the order that tells nobody for whom it is."""
    recipient = order.recipient
    return digest([order.kind.value, recipient.party.value, recipient.person])[:16]


def digest(value: object) -> str:
    """The sha-256 of plain data, as text."""
    plain = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode("ascii")).hexdigest()
