"""Wie doet wat wanneer: the agreements, per party that does them, with and without a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from planbuilder.errors import AnswerNotAccepted
from planbuilder.interview.dates import check_date, first_day, last_day
from planbuilder.language import written_date
from planbuilder.plan.agreements import AgreementLine, agreement_lines, is_agreements
from planbuilder.plan.material import Material
from planbuilder.plan.pictures.moments import NO_DATE
from planbuilder.plan.wording import PARTY, joined
from planbuilder.questionnaire.terms import PARTIES, AnswerStatus, Party

State = Literal["open", "late", "done", "stopped"]
STATE: Mapping[State, str] = MappingProxyType(
    {"open": "loopt", "late": "datum voorbij", "done": "klaar", "stopped": "gestopt"}
)
SOMEBODY = "wie dit doet, is nog niet duidelijk"
# What somebody filled in as executor where no person is named.
_EXECUTOR: Mapping[str, Party] = MappingProxyType(
    {
        "youth": Party.YOUTH,
        "jongere": Party.YOUTH,
        "network": Party.NETWORK,
        "netwerk": Party.NETWORK,
    }
)
_STATES: Mapping[str, State] = MappingProxyType({"klaar": "done", "gestopt": "stopped"})


@dataclass(frozen=True, slots=True)
class Task:
    """One agreement: `what` and `who` as they were typed, `start` and `due` as stored ("" unknown).

    `key` tells it apart within the dossier, also when its words change; `person` is who does it.
    """

    key: str
    what: str
    who: str
    evidence: str
    party: Party | None
    person: str
    start: str
    due: str
    state: State

    @property
    def first(self) -> date | None:
        """The first day on which something of it happens."""
        given = self.start or self.due
        return first_day(given) if given else None

    @property
    def last(self) -> date | None:
        """The last day that it can be done in time."""
        given = self.due or self.start
        return last_day(given) if given else None

    @property
    def when(self) -> str:
        """From when until when, in words."""
        if self.start and self.due and self.start != self.due:
            start = written_date(self.start)
            same_year = self.start[:4] == self.due[:4] and len(self.start) > 4
            start = start.removesuffix(f" {self.start[:4]}") if same_year else start
            return f"{start} tot {written_date(self.due)}"
        if self.due:
            return f"klaar op {written_date(self.due)}"
        return f"vanaf {written_date(self.start)}" if self.start else NO_DATE

    @property
    def details(self) -> str:
        """When and who, in one line."""
        return joined((self.when, self.who))


@dataclass(frozen=True, slots=True)
class Lane:
    """What one party does; `party` None: nobody knows yet who."""

    party: Party | None
    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The agreements of one youth that this recipient may read, those with a day in lanes."""

    name: str
    today: date
    lanes: tuple[Lane, ...]
    undated: tuple[Task, ...]

    @property
    def today_in_words(self) -> str:
        """Today, as it stands in the picture."""
        return f"vandaag, {written_date(self.today)}"

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All of them, by party, those without a day last."""
        return (*(task for lane in self.lanes for task in lane.tasks), *self.undated)

    @property
    def alternative(self) -> str:
        """All that the picture shows, a line per agreement."""
        return "\n".join(_told(self))


def compile_calendar(material: Material) -> Calendar | None:
    """The agreements that this recipient may read; None where there are none."""
    tasks = tuple(_tasks(material))
    if not tasks:
        return None
    dated = [task for task in tasks if task.first]
    undated = tuple(task for task in tasks if not task.first)
    return Calendar(material.name, material.view.today, tuple(_lanes(dated)), undated)


def own_tasks(calendar: Calendar, party: Party, person: str | None = None) -> tuple[Task, ...]:
    """Those that this party does; of one person those of that person and of the party as a whole."""
    return tuple(
        task
        for task in calendar.tasks
        if task.party is party and (not person or task.person in ("", person))
    )


def party_title(party: Party | None) -> str:
    """How a lane is called."""
    return PARTY[party] if party else SOMEBODY


def _lanes(tasks: Iterable[Task]) -> Iterator[Lane]:
    found: dict[Party | None, list[Task]] = {}
    for task in tasks:
        found.setdefault(task.party, []).append(task)
    for party in (*PARTIES, None):
        if party in found:
            ordered = sorted(found[party], key=_place)
            yield Lane(party, party_title(party), tuple(ordered))


def _place(task: Task) -> tuple[date, date, str]:
    day = task.first or date.max
    return day, task.last or day, task.what


def _tasks(material: Material) -> Iterator[Task]:
    """The agreements of all life areas that this kind of plan shows."""
    for question in material.questionnaire.questions.values():
        if not is_agreements(question) or question.id not in material.outline.feeds:
            continue
        told = [
            answer
            for answer in material.answers(question.id)
            if answer.status not in (AnswerStatus.DECLINED, AnswerStatus.PENDING)
        ]
        for line in agreement_lines(material, question, told):
            yield _task(material, line)


def _task(material: Material, line: AgreementLine) -> Task:
    person = material.view.people.get(line.person)
    party = person.role.party if person else _EXECUTOR.get(line.executor)
    start, due = _date(line.start), _date(line.due)
    state = _STATES.get(line.state, "open")
    if state == "open" and due and last_day(due) < material.view.today:
        state = "late"
    return Task(
        key="+".join(line.origins),
        what=line.what,
        who=line.who,
        evidence=line.evidence,
        party=party,
        person=person.id if person else "",
        start=start,
        due=due,
        state=state,
    )


def _date(given: str) -> str:
    """The date as it is stored, "" for what is none."""
    try:
        return check_date(given)
    except AnswerNotAccepted:
        return ""


def _told(calendar: Calendar) -> Iterator[str]:
    yield f"{calendar.today_in_words[:1].upper()}{calendar.today_in_words[1:]}."
    for lane in calendar.lanes:
        yield f"{lane.title[:1].upper()}{lane.title[1:]}:"
        yield from (_line(task) for task in lane.tasks)
    if calendar.undated:
        yield f"{NO_DATE[:1].upper()}{NO_DATE[1:]}:"
        for task in calendar.undated:
            yield _line(task)


def _line(task: Task) -> str:
    return f"- {task.what} ({task.details}; {STATE[task.state]})"
