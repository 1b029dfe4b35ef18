"""From nothing to the plans, at a real keyboard and on a real vault: stop half-way, go on, finish."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import field
import pexpect
import pytest
from docx import Document as WordDocument

from planbuilder.documents.word_text import read_text
from planbuilder.questionnaire.model import Question
from planbuilder.questionnaire.terms import AnswerType, Voice

ENTER, CTRL_C = "\r", "\x03"
FIRST_SITTING = next(s for s in field.questionnaire().sittings if s.id == "youth_1").order


class Desk:
    """A vault of its own, and somebody at the keyboard."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.surroundings = {
            **os.environ,
            "PLANBUILDER_DATA": str(folder / "vault"),
            "PLANBUILDER_KEY_FILE": str(folder / "key"),
            "TERM": "xterm",
            "PROMPT_TOOLKIT_NO_CPR": "1",
            "PYTHONIOENCODING": "utf-8",
            "LC_ALL": "C.UTF-8",
        }

    def run(self, *words: str, code: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "planbuilder", *words],
            env=self.surroundings,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == code, (words, done.returncode, done.stderr)
        return done.stdout

    def sit_down(self, *words: str) -> pexpect.spawn:
        return pexpect.spawn(
            sys.executable,
            ["-m", "planbuilder", *words],
            env=self.surroundings,
            cwd=str(self.folder),
            dimensions=(30, 100),
            encoding="utf-8",
            codec_errors="replace",
            timeout=30,
        )

    def said(self) -> dict[str, str]:
        """What stands on the disk: per question the lines of the last answer in the exported file."""
        exported = self.run("export", "kw7")
        found = {}
        for event in exported.split("\n- at: "):
            asked = re.search(r"^  question: (\w+)$", event, re.MULTILINE)
            if asked and "event: answer_given" in event:
                found[asked[1]] = event.removesuffix("\n\n...\n").strip()
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.run("new", "kw7", "--youth", "Sam", "--mentor", "Noor de Wit")
    return desk


def send(talk: pexpect.spawn, *keys: str) -> None:
    for key in keys:
        talk.send(key)
        time.sleep(0.05)


def words_for(question: str) -> str:
    return f"eigen woorden bij {question}"


def answer(talk: pexpect.spawn, question: Question) -> None:
    """Wait for this question and answer it in the way of its type."""
    talk.expect_exact(question.text[Voice.YOUTH][:30])
    time.sleep(0.3)
    if question.type is AnswerType.TEXT:
        send(talk, words_for(question.id), ENTER)
    elif question.type is AnswerType.LONG_TEXT:
        send(talk, words_for(question.id), ENTER, ENTER)
    elif question.type is AnswerType.MULTI_CHOICE:
        send(talk, " ", ENTER)
    elif question.type in (AnswerType.CHOICE, AnswerType.YES_NO):
        send(talk, ENTER)
    elif question.type is AnswerType.SCALE:
        send(talk, "7", ENTER)
    else:
        # A person or a table: not now, with the button for it.
        send(talk, "-")
        if question.type is AnswerType.PERSON:
            send(talk, ENTER)
        talk.expect_exact("Wat past nu")
        time.sleep(0.2)
        send(talk, "1", ENTER)


def test_a_person_starts_stops_half_way_goes_on_and_gets_the_plans(desk: Desk) -> None:
    questions = [field.questionnaire()[asked] for asked in FIRST_SITTING]
    talk = desk.sit_down("interview", "kw7", "--as", "jongere", "--by", "mentor")
    talk.expect_exact("Liever een andere keer")
    send(talk, ENTER)
    for question in questions[:9]:
        answer(talk, question)
    talk.expect_exact(questions[9].text[Voice.YOUTH])
    time.sleep(0.2)
    send(talk, CTRL_C)
    talk.expect_exact("is bewaard")
    talk.expect(pexpect.EOF)
    talk.close()
    assert talk.exitstatus == 0
    half = desk.said()
    assert set(half) == {question.id for question in questions[:9]}
    assert words_for("va_leuk") in half["va_leuk"]

    again = desk.sit_down("interview", "kw7", "--as", "jongere", "--by", "mentor")
    again.expect_exact("Liever een andere keer")
    send(again, ENTER)
    for question in questions[9:]:
        answer(again, question)
    again.expect_exact("is klaar")
    again.expect_exact("stoppen")
    time.sleep(0.3)
    send(again, CTRL_C)
    again.expect(pexpect.EOF)
    again.close()
    whole = desk.said()
    assert set(whole) >= set(FIRST_SITTING)
    assert half.items() <= whole.items()

    made = desk.run("plan", "kw7", "--format", "docx,pdf,html,odt,md", "-o", "uit").split()
    assert {Path(name).suffix for name in made} == {".docx", ".pdf", ".html", ".odt", ".md"}
    (own,) = [n for n in made if "perspectiefplan" in n and "jongere" in n and n.endswith("docx")]
    # python-docx skips what stands in a content control, and every answer does.
    text = read_text(WordDocument(str(desk.folder / own)).element)
    for question in ("va_leuk", "tk_droom", "va_richting", "va_gebeurd", "va_stap"):
        assert words_for(question) in text
    told = desk.run("log", "kw7")
    assert "maakte een document" in told
    assert "Nagekeken" in desk.run("verify")


@pytest.mark.parametrize("blow", [signal.SIGHUP, signal.SIGKILL])
def test_a_closed_window_or_a_dead_process_loses_nothing_confirmed(
    desk: Desk, blow: signal.Signals
) -> None:
    questions = [field.questionnaire()[asked] for asked in FIRST_SITTING]
    talk = desk.sit_down("interview", "kw7", "--as", "jongere")
    talk.expect_exact("Liever een andere keer")
    send(talk, ENTER)
    for question in questions[:3]:
        answer(talk, question)
    talk.expect_exact(questions[3].text[Voice.YOUTH])
    talk.kill(blow)
    talk.expect(pexpect.EOF)
    talk.close()
    assert set(desk.said()) == {question.id for question in questions[:3]}
    assert "Nagekeken" in desk.run("verify")


def test_a_passphrase_opens_the_vault_and_a_wrong_one_does_not(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    del desk.surroundings["PLANBUILDER_KEY_FILE"]
    talk = desk.sit_down("new", "kw7", "--youth", "Sam", "--mentor", "Noor")
    for typed in ("een lange zin van mij", "een lange zin van mij"):
        talk.expect_exact("achtzin:")
        time.sleep(0.2)
        talk.sendline(typed)
    talk.expect_exact("is begonnen")
    talk.expect(pexpect.EOF)
    for typed, code in (("een lange zin van mij", 0), ("een andere lange zin", 6)):
        talk = desk.sit_down("list")
        talk.expect_exact("achtzin:")
        time.sleep(0.2)
        talk.sendline(typed)
        talk.expect(pexpect.EOF)
        talk.close()
        assert talk.exitstatus == code
        assert "Traceback" not in (talk.before or "")
