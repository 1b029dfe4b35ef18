"""A conversation over a dossier in a file of JSON lines, so that a test can talk to a real process.

Run as: python rehearsal.py EVENTS [PERSON [BY]]. Each event is on the disk before `record` returns.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import (
    Event,
    Payload,
    Person,
    PersonAdded,
    ShowingDecided,
    event_data,
)
from planbuilder.dossier.events import event_from_data as from_data
from planbuilder.dossier.fold import fold
from planbuilder.errors import StorageFailed
from planbuilder.interview.answers import Answer
from planbuilder.questionnaire.model import Column, Question, Questionnaire, Sitting
from planbuilder.questionnaire.settings import HelpLine, Settings
from planbuilder.questionnaire.terms import (
    AnswerType,
    DataClass,
    Phase,
    Role,
    Sensitivity,
    Voice,
)

PEOPLE = (
    Person(id="sam", name="Sam", role=Role.YOUTH),
    Person(id="noor", name="Noor", role=Role.CARE_PROVIDER),
    Person(id="ria", name="Ria", role=Role.PARENT),
)


def asked(name: str, words: str, kind: str = "text", **more: Any) -> Question:
    return Question(
        id=name,
        text={Voice.YOUTH: words, Voice.PROFESSIONAL: f"{words} (inschatting)"},
        type=AnswerType(kind),
        phase=Phase.INTAKE,
        asked=(Voice.YOUTH, Voice.PROFESSIONAL),
        core=more.pop("core", (Voice.YOUTH, Voice.PROFESSIONAL)),
        data_class=DataClass.STORY,
        sensitivity=Sensitivity.PERSONAL,
        visibility={"reads": ("1a",)},
        source="eigen",
        **more,
    )


QUESTIONS = (
    asked("naam", "Hoe heet je?", example="Sam"),
    asked("start_snap", "Ik snap waar mijn antwoorden voor zijn.", "yes_no"),
    asked("thuis", "Ga je naar huis?", "yes_no"),
    asked("wie_thuis", "Wie wacht er op je?", condition="thuis = 'ja'"),
    asked("droom", "Hoe ziet jouw dag eruit?", "long_text"),
    asked(
        "merk",
        "Waaraan merk je dat het minder gaat?",
        "multi_choice",
        options=("stil", "boos", "slechte gedachten"),
        other="anders",
        heavy=True,
    ),
    asked("nu", "Hoe gaat het?", "scale", scale=("slecht", "goed")),
    asked("mensen", "Wie zijn belangrijk?", "table", columns=(
        Column(id="naam", text="naam"), Column(id="sinds", text="sinds", type=AnswerType.DATE),
    )),
    asked("mentor", "Wie is je mentor?", "person"),
    asked("extra", "Wat wil je nog kwijt?", core=()),
)  # fmt: skip
ORDER = tuple(question.id for question in QUESTIONS[:-1])
SMALL = Questionnaire(
    questions={question.id: question for question in QUESTIONS},
    sittings=(
        Sitting(id="een", voice=Voice.YOUTH, title="Wie ik ben", order=ORDER[:5]),
        Sitting(id="twee", voice=Voice.YOUTH, title="Hoe het gaat", order=ORDER[5:]),
        Sitting(id="meer", voice=Voice.YOUTH, title="Meer over mij", order=("extra",)),
        Sitting(id="prof", voice=Voice.PROFESSIONAL, title="Instroom", order=ORDER[:3]),
    ),
)


class FileDesk:
    """The simplest keeper of a dossier: one line per event."""

    def __init__(
        self, path: Path, questionnaire: Questionnaire, settings: Settings, by: str
    ) -> None:
        self.path = path
        self.by = by
        self.questionnaire = questionnaire
        self.settings = settings
        # So long takes the first answer.
        self.thinking = timedelta(minutes=int(os.environ.get("REHEARSAL_MINUTES", "0")))
        if not path.exists():
            self.record(*(PersonAdded(person=person) for person in PEOPLE))

    @property
    def events(self) -> list[Event]:
        lines = self.path.read_text("utf-8").splitlines() if self.path.exists() else []
        return [from_data(json.loads(line)) for line in lines]

    @property
    def dossier(self) -> Dossier:
        return fold("d1", self.events)

    def now(self) -> datetime:
        passed = self.thinking if self.dossier.answers else timedelta()
        return datetime(2026, 3, 14, 10, tzinfo=UTC) + passed

    def readable_answers(self) -> Mapping[tuple[str, str], Answer]:
        return self.dossier.answers

    def may_show(self, answer: Answer) -> bool:
        return self.dossier.showing.get((answer.voice, "*"), False)

    def record(self, *payloads: Payload) -> None:
        trouble = self.path.with_suffix(".full")
        if trouble.exists():
            trouble.unlink()
            raise StorageFailed("disk_full")
        seq = len(self.events)
        with self.path.open("a", encoding="utf-8") as file:
            for number, payload in enumerate(payloads, seq + 1):
                event = Event(
                    seq=number,
                    at=datetime(2026, 3, 14, 10, tzinfo=UTC),
                    by=self.by,
                    payload=payload,  # type: ignore[arg-type]
                )
                file.write(json.dumps(event_data(event)) + "\n")
            file.flush()
            os.fsync(file.fileno())


class FullDesk(FileDesk):
    """One that keeps drafts and brings signals too."""

    @property
    def _drafts(self) -> Path:
        return self.path.with_suffix(".drafts")

    def keep_draft(self, question: str, text: str) -> bool:
        self._drafts.write_text(json.dumps({question: text}), "utf-8")
        return True

    def draft(self, question: str) -> str:
        if not self._drafts.exists():
            return ""
        return str(json.loads(self._drafts.read_text("utf-8")).get(question, ""))

    def drop_draft(self, question: str) -> None:
        if self.draft(question):
            self._drafts.unlink()

    def ask_mentor_to_talk(self) -> bool:
        self.path.with_suffix(".signal").write_text("Sam", "utf-8")
        return True


def main() -> None:
    from planbuilder.errors import PlanbuilderError
    from planbuilder.language import sentence
    from planbuilder.terminal.conversation import hold_conversation

    path, person, by = (sys.argv[1:] + ["sam", ""][len(sys.argv) - 2 :])[:3]
    settings = Settings(help_lines=(HelpLine(text="Bel 113.", status="norm", source="113"),))
    questionnaire = SMALL
    if os.environ.get("REHEARSAL_SHIPPED"):
        from planbuilder import resources
        from planbuilder.questionnaire.reader import read_questionnaire
        from planbuilder.questionnaire.settings import read_settings

        files = resources.read_shipped("questionnaires")
        settings = read_settings({n: t for n, t in files.items() if n.startswith("settings")})
        questionnaire = read_questionnaire(
            {n: t for n, t in files.items() if not n.startswith(("settings", "plan_", "rules_"))}
        )
    kind = FullDesk if os.environ.get("REHEARSAL_FULL") else FileDesk
    desk = kind(Path(path), questionnaire, settings, by or person)
    if os.environ.get("REHEARSAL_SHOWN"):
        desk.record(ShowingDecided(voice="noor", allowed=True))
    voice = next(p for p in PEOPLE if p.id == person)
    try:
        sys.stdout.write(f"ending={hold_conversation(desk, voice)}\n")
    except PlanbuilderError as error:
        sys.stderr.write(sentence(error.code, error.parameters, "nl") + "\n")
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
