"""The error tree: what a person can put right, as codes with parameters.

Why: the core raises a code; the sentence in the reader's language stands in `messages/*.toml` and is
made by `language.sentence`. Only a face (terminal, web, command line) catches `PlanbuilderError`, and
the service that makes plans, which goes on with the other formats.
A bug is not a `PlanbuilderError`: it is left to crash and be reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file: where it stands and which sentence tells what to do.

    `file` is the name as the user gave it, `line` counts from 1 (0: the file as a whole).
    """

    code: str
    file: str = ""
    line: int = 0
    parameters: dict[str, object] = field(default_factory=dict)


class PlanbuilderError(Exception):
    """Something a person can put right; `code` names the sentence, `parameters` fill it."""

    exit_code = 3

    def __init__(self, code: str, **parameters: object) -> None:
        # The parameters stay out of `args`: a traceback or a log must not repeat what a person typed.
        super().__init__(code)
        self.code = code
        self.parameters = parameters
        self.problems: tuple[Problem, ...] = ()


class InputInvalid(PlanbuilderError):
    """A file has problems; all of them are in `problems`, in the order of their lines."""

    exit_code = 3

    def __init__(self, code: str, problems: Iterable[Problem] = (), **parameters: object) -> None:
        super().__init__(code, **parameters)
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line)))


class AnswerNotAccepted(PlanbuilderError):
    """An answer does not fit its question; nothing was stored."""

    exit_code = 3


class EventRefused(PlanbuilderError):
    """What was asked does not fit the dossier as it is now; nothing was changed."""

    exit_code = 3


class NotFound(PlanbuilderError):
    """What was named is not there."""

    exit_code = 4


class NotAllowed(PlanbuilderError):
    """No consent, or not this person's to do; says nothing about what exists."""

    exit_code = 5


class KeyRefused(PlanbuilderError):
    """Wrong passphrase, or a key that is missing, forgotten or too widely readable."""

    exit_code = 6


class IntegrityBroken(PlanbuilderError):
    """Stored data were changed, removed, reordered, swapped or cut off."""

    exit_code = 6


class StorageFailed(PlanbuilderError):
    """The disk is full or read-only, or the database stays locked; nothing is half-written."""

    exit_code = 7


class SurroundingsMissing(PlanbuilderError):
    """No terminal, or a tool that is needed is not there."""

    exit_code = 8


class TemplateInvalid(InputInvalid):
    """A document template cannot be used; the problems name each place."""

    exit_code = 9


class DocumentNotMade(PlanbuilderError):
    """One document could not be made well, through a mistake of ours; the others stand."""

    exit_code = 70
