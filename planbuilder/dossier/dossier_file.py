"""A whole dossier as one readable YAML file, and back, without any loss.

Text in, text out: who calls this opens the files. docs/dossier-file.md describes the format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from planbuilder.dossier.dossier_reader import END, FORMAT, Reader, unknown
from planbuilder.dossier.dossier_text import field_lines, item_lines
from planbuilder.dossier.events import AnswerGiven, Event, JointAnswerProposed
from planbuilder.errors import AnswerNotAccepted, InputInvalid, Problem
from planbuilder.interview.answers import check_value
from planbuilder.questionnaire.model import Questionnaire
from planbuilder.questionnaire.terms import AnswerStatus
from planbuilder.questionnaire.yaml_source import read_yaml

# In characters; far more than a dossier ever has, and little enough to refuse a flood.
LONGEST = 200_000_000
# Keys of an event that name people of the dossier.
_PEOPLE = ("voice", "person", "to", "decider", "together_with")


@dataclass(frozen=True, slots=True)
class DossierFile:
    """What a dossier file holds; `lines` tells on which line each event stands."""

    dossier_id: str
    events: tuple[Event, ...]
    file: str = ""
    lines: tuple[int, ...] = ()

    def line(self, event: Event) -> int:
        """The line of this event in its file; 0 when it does not come from a file."""
        return self.lines[event.seq - 1] if event.seq <= len(self.lines) else 0


def write_dossier_file(dossier_id: str, events: Iterable[Event]) -> str:
    """The file for these events, which are the whole dossier in its order."""
    entries = [item_lines(_flat(event)) for event in events]
    lines = ["planbuilder: dossier", f"format: {FORMAT}", *field_lines("dossier", dossier_id)]
    lines += [f"events: {len(entries)}", "", "log:" if entries else "log: []"]
    for entry in entries:
        lines += [*entry, ""]
    return "\n".join([*lines, END, ""])


def _flat(event: Event) -> dict[str, Any]:
    """The event as one mapping: the envelope, then what differs from the defaults."""
    payload = event.payload
    fields = payload.model_dump(mode="json", exclude={"kind", "value"}, exclude_defaults=True)
    if getattr(payload, "value", None) is not None:
        # An answer's value goes as it is: it may hold texts that pydantic cannot dump.
        fields["value"] = payload.value  # type: ignore[union-attr]
    ordered = {name: fields[name] for name in type(payload).model_fields if name in fields}
    return {"at": event.at.isoformat(), "by": event.by, "event": event.kind, **ordered}


def decode(data: bytes, file_name: str) -> str:
    """The text of a file; raises InputInvalid with the line that is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        line = data.count(b"\n", 0, broken.start) + 1
    raise InputInvalid(
        "dossier_file_invalid", [Problem("dossier_not_utf8", file_name, line)], file=file_name
    )


def read_dossier_file(text: str, file_name: str) -> DossierFile:
    """The dossier in this file; raises InputInvalid with all its problems, each with its line."""
    reader = Reader(read_yaml(text, file_name, longest=LONGEST))
    dossier_id, events = reader.read(ends_well=text.rstrip().rpartition("\n")[2] == END)
    if reader.problems:
        raise InputInvalid("dossier_file_invalid", reader.problems, file=file_name)
    return DossierFile(dossier_id, events, file_name, reader.lines_of(events))


def check_answers(dossier: DossierFile, questionnaire: Questionnaire) -> list[Problem]:
    """What does not fit this questionnaire: unknown questions and people, values of a wrong type.

    A person counts as known when they are added anywhere in the file; the fold checks the order.
    """
    people = {e.payload.person.id for e in dossier.events if e.kind == "person_added"}  # type: ignore[union-attr]
    problems: list[Problem] = []
    for event in dossier.events:
        line = dossier.line(event)
        for code, parameters in _misfits(event, questionnaire, people):
            problems.append(Problem(code, dossier.file, line, parameters))
    return problems


def _misfits(
    event: Event, questionnaire: Questionnaire, people: set[str]
) -> Iterator[tuple[str, dict[str, object]]]:
    for person in _named(event, _PEOPLE):
        if person not in people:
            yield unknown("dossier_unknown_person", person, people)
    for question in _named(event, ("question", "questions")):
        if question not in questionnaire:
            yield unknown("dossier_unknown_question", question, questionnaire.questions)
        elif (refused := _refusal(event, questionnaire)) is not None:
            yield refused.code, refused.parameters


def _named(event: Event, keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        found = getattr(event.payload, key, None)
        if isinstance(found, str):
            yield found
        elif isinstance(found, tuple):
            yield from found


def _refusal(event: Event, questionnaire: Questionnaire) -> AnswerNotAccepted | None:
    """Why the value of this event is no answer to its question, or None when it is one."""
    payload = event.payload
    if not isinstance(payload, AnswerGiven | JointAnswerProposed):
        return None
    if isinstance(payload, AnswerGiven) and payload.status is not AnswerStatus.ANSWERED:
        return None
    try:
        checked = check_value(questionnaire[payload.question], payload.value)
    except AnswerNotAccepted as refused:
        return refused
    if type(checked) is not type(payload.value):
        # A year or an amount that was read as a number: it would not stay what it is.
        return AnswerNotAccepted("dossier_value_needs_quotes", question=payload.question)
    return None
