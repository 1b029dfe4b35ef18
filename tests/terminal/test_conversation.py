"""A real process at a real pseudo-terminal: nothing confirmed is lost, whatever happens to it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

REHEARSAL = Path(__file__).with_name("rehearsal.py")
ROOT = Path(__file__).parents[2]
ENTER, DOWN, UP, CTRL_C, CTRL_D, ESCAPE = "\r", "\x1b[B", "\x1b[A", "\x03", "\x04", "\x1b"


class Talk:
    """Somebody at the keyboard."""

    def __init__(self, events: Path, *arguments: str, **environment: str) -> None:
        self.events = events
        surroundings = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm",
            # The pseudo-terminal does not answer where its cursor is.
            "PROMPT_TOOLKIT_NO_CPR": "1",
            "PYTHONIOENCODING": "utf-8",
            **environment,
        }
        self.process = pexpect.spawn(
            sys.executable,
            [str(REHEARSAL), str(events), *arguments],
            env=surroundings,
            dimensions=(24, 80),
            encoding="utf-8",
            codec_errors="replace",
            timeout=15,
        )

    def at(self, words: str) -> Talk:
        """Wait until this is on the screen, and the prompt below it is ready."""
        self.process.expect_exact(words)
        time.sleep(0.2)
        return self

    def keys(self, *keys: str) -> Talk:
        for key in keys:
            self.process.send(key)
            time.sleep(0.04)
        return self

    def begin(self) -> Talk:
        return self.at("Liever een andere keer").keys(ENTER)

    def end(self, words: str) -> str:
        """The last that was said; waits until the process is gone."""
        self.process.expect_exact(words)
        rest = self.process.read()
        self.process.close()
        return str(rest)

    def said(self, voice: str = "sam") -> dict[str, Any]:
        """What is on the disk: the latest value or status per question."""
        return {
            payload["question"]: payload["value"]
            if payload["status"] == "answered"
            else payload["status"]
            for payload in self.payloads("answer_given")
            if payload["voice"] == voice
        }

    def payloads(self, kind: str) -> list[dict[str, Any]]:
        lines = self.events.read_text("utf-8").splitlines()
        found = [json.loads(line)["payload"] for line in lines]
        return [payload for payload in found if payload["kind"] == kind]


Start = Callable[..., Talk]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    talks: list[Talk] = []

    def begin(*arguments: str, **environment: str) -> Talk:
        talks.append(Talk(tmp_path / "events.jsonl", *arguments, **environment))
        return talks[-1]

    yield begin
    for talk in talks:
        talk.process.close(force=True)


def to_the_dream(talk: Talk) -> Talk:
    """Through the first questions, up to the long one."""
    talk.begin().at("Hoe heet je?").keys("Sam", ENTER)
    talk.at("Ik snap").keys(ENTER)
    return talk.at("Ga je naar huis?").keys("2", ENTER).at("Hoe ziet jouw dag eruit?")


def to_the_signs(talk: Talk) -> Talk:
    """Into the second sitting, at the heavy question."""
    to_the_dream(talk).keys("Vroeg op", ENTER, ENTER)
    return talk.at("is klaar").keys(ENTER).at("Waaraan merk je")


def test_a_sitting_is_answered_and_every_answer_is_kept_as_typed(start: Start) -> None:
    talk = start()
    to_the_dream(talk).keys(
        " Ik sta  vroeg op.", ENTER, "Dan <b>werk</b> & {{ rust }}", ENTER, ENTER
    )
    talk.at("is klaar").at("stoppen").keys(CTRL_C)
    talk.end("ending=paused")
    assert talk.said() == {
        "naam": "Sam",
        "start_snap": True,
        "thuis": False,
        "droom": " Ik sta  vroeg op.\nDan <b>werk</b> & {{ rust }}",
    }


def test_a_question_mark_explains_and_a_smaller_sign_goes_back(start: Start) -> None:
    talk = start()
    talk.begin().at("Hoe heet je?").keys("?", ENTER).at("Bijvoorbeeld: Sam").keys(ENTER)
    talk.at("Hoe heet je?").keys("Sam", ENTER)
    talk.at("Ik snap").keys("<")
    talk.at("Hoe heet je?").at("zo laten staan").keys(DOWN, ENTER)
    talk.at("Enter klaar").keys("my", ENTER)
    talk.at("Ik snap").keys("?").at("Uitleg").keys(ENTER)
    talk.at("Ik snap").keys(CTRL_C)
    talk.end("ending=paused")
    assert talk.said() == {"naam": "Sammy"}


def test_every_button_is_an_answer_of_its_own(start: Start) -> None:
    talk = start()
    talk.begin().at("Hoe heet je?").keys("-", ENTER).at("Wat past nu").keys("2", ENTER)
    talk.at("Ik snap").keys(ENTER)
    talk.at("Ga je naar huis?").keys("5", ENTER)
    talk.at("Hoe ziet jouw dag").keys("-", ENTER).at("Wat past nu").keys("1", ENTER)
    talk.at("is klaar").keys(CTRL_C)
    talk.end("ending=paused")
    said = talk.said()
    assert (said["naam"], said["thuis"], said["droom"]) == (
        "declined",
        "prefer_conversation",
        "unknown",
    )


def test_nobody_goes_on_before_the_explanation_is_understood(start: Start) -> None:
    talk = start()
    talk.begin().at("Hoe heet je?").keys("Sam", ENTER)
    talk.at("Ik snap").keys("2", ENTER).at("Dat geeft niet").keys(ENTER)
    talk.at("Ik snap").keys(">")
    talk.at("Ik snap").keys("1", ENTER)
    talk.at("Ga je naar huis?").keys(CTRL_C)
    talk.end("ending=paused")


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_who_stops_half_way_goes_on_where_they_left(start: Start, key: str) -> None:
    talk = start()
    talk.begin().at("Hoe heet je?").keys("Sam", ENTER).at("Ik snap").keys(key)
    assert "Ik snap" in talk.end("Je gaat dan verder bij")
    assert talk.said() == {"naam": "Sam"}
    again = start()
    again.at("Fijn dat je er weer bent").begin().at("Ik snap").keys(CTRL_C)
    again.end("ending=paused")


def test_pause_is_a_button_too(start: Start) -> None:
    talk = start()
    talk.begin().at("Hoe heet je?").keys("Sam", ENTER).at("Ik snap").keys("6", ENTER)
    assert "ending=paused" in talk.end("Goed dat je even stopt")


@pytest.mark.parametrize(("choice", "kept"), [(ENTER, {"naam": "half getypt"}), (DOWN + ENTER, {})])
def test_half_typed_words_are_kept_only_when_somebody_wants_that(
    start: Start, choice: str, kept: dict[str, str]
) -> None:
    talk = start()
    talk.begin().at("Hoe heet je?").keys("half getypt", CTRL_C)
    talk.at("Je was nog aan het typen").at("gooi het weg").keys(*choice.partition(ENTER))
    talk.end("ending=paused")
    assert talk.said() == kept


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_closed_window_loses_nothing_confirmed_and_keeps_the_draft_where_that_is_safe(
    start: Start, number: signal.Signals
) -> None:
    talk = start(REHEARSAL_FULL="1")
    talk.begin().at("Hoe heet je?").keys("Sam", ENTER).at("Ik snap").keys(ENTER)
    talk.at("Ga je naar huis?").keys(ENTER).at("Wie wacht er op je?").keys("mijn oma en")
    talk.process.kill(number)
    talk.process.expect(pexpect.EOF)
    talk.process.close()
    assert talk.process.exitstatus == 0
    if number == signal.SIGTERM:
        assert "Goed dat je even stopt" in talk.process.before
    assert talk.said() == {"naam": "Sam", "start_snap": True, "thuis": True}
    again = start(REHEARSAL_FULL="1")
    again.begin().at("Dit was je aan het typen").at("mijn oma en").keys(" opa", ENTER)
    again.at("Hoe ziet jouw dag").keys(CTRL_C)
    again.end("ending=paused")
    assert again.said()["wie_thuis"] == "mijn oma en opa"


def test_a_window_that_is_really_gone_ends_the_process(start: Start) -> None:
    talk = start()
    talk.begin().at("Hoe heet je?").keys("Sam", ENTER).at("Ik snap").keys("1")
    talk.process.close(force=False)
    assert not talk.process.isalive()
    assert talk.process.signalstatus is None
    assert talk.said() == {"naam": "Sam"}


def test_a_paste_arrives_whole_with_its_odd_characters_and_line_ends(start: Start) -> None:
    words = "é 👩‍👧 שלום \u202eom\u202c\n\n\tregel\x07 & <x>\n{{ y }} =1+1"
    talk = start()
    to_the_dream(talk).keys(f"{ESCAPE}[200~{words}{ESCAPE}[201~").keys(ENTER, ENTER)
    talk.at("is klaar").keys(CTRL_C)
    talk.end("ending=paused")
    assert talk.said()["droom"] == words


def test_line_ends_in_a_paste_never_confirm_an_answer(start: Start) -> None:
    talk = start()
    talk.begin().at("Hoe heet je?").keys("Sam\rtweede regel\rderde").keys(ENTER)
    talk.at("Ik snap").keys(CTRL_C)
    talk.end("ending=paused")
    assert talk.said() == {"naam": "Sam\ntweede regel\nderde"}


def test_bytes_that_are_no_characters_are_shown_before_they_are_kept(start: Start) -> None:
    talk = start()
    talk.begin().at("Hoe heet je?")
    os.write(talk.process.child_fd, b"Ren\xe9e")
    talk.keys(ENTER).at("tekens kwamen vreemd binnen").at("Renée").keys(ENTER)
    talk.at("Ik snap").keys(CTRL_C)
    talk.end("ending=paused")
    assert talk.said() == {"naam": "Renée"}


def test_an_answer_is_changed_in_the_review_and_what_hung_on_it_is_marked(start: Start) -> None:
    talk = start()
    talk.begin().at("Hoe heet je?").keys("Sam", ENTER).at("Ik snap").keys(ENTER)
    talk.at("Ga je naar huis?").keys(ENTER).at("Wie wacht er op je?").keys("oma", ENTER)
    talk.at("Hoe ziet jouw dag").keys("-", ENTER).at("bekijken").keys("6", ENTER)
    talk.at("Jouw antwoorden").at("klaar met kijken").keys(ENTER)
    talk.at("Welk antwoord?").at("klaar met kijken").keys("3", ENTER)
    talk.at("Ga je naar huis?").at("veranderen").keys("2", ENTER).at("pijltjes").keys("2", ENTER)
    talk.at("tellen deze antwoorden nu niet mee").at("oma").keys(ENTER)
    talk.at("telt nu niet mee, blijft").at("klaar met kijken").keys("2", ENTER)
    talk.at("Hoe ziet jouw dag").keys(CTRL_C)
    talk.end("ending=paused")
    assert (talk.said()["thuis"], talk.said()["wie_thuis"]) == (False, "oma")


def test_a_heavy_question_shows_help_numbers_and_a_signal_goes_out_after_a_yes_only(
    start: Start,
) -> None:
    talk = start(REHEARSAL_FULL="1")
    to_the_dream(talk).keys("Vroeg op", ENTER, ENTER)
    talk.at("is klaar").keys(ENTER)
    talk.at("lastige vraag").at("Bel 113.").at("slechte gedachten").keys(DOWN, DOWN, " ", ENTER)
    talk.at("Bel 113.").at("Mag je mentor dit seintje").keys(ENTER)
    talk.at("Nu iets lichters").at("Hoe gaat het?")
    assert not talk.events.with_suffix(".signal").exists()
    talk.keys("<").at("Waaraan merk je").keys("2", ENTER)
    talk.at("slechte gedachten").keys(" ", ENTER)
    talk.at("Mag je mentor dit seintje").keys("2", ENTER)
    talk.at("staat klaar voor je mentor").keys(ENTER).at("Hoe gaat het?").keys(CTRL_C)
    talk.end("ending=paused")
    assert talk.events.with_suffix(".signal").exists()


def test_where_no_signal_can_go_out_that_is_said(start: Start) -> None:
    talk = start()
    to_the_signs(talk).at("slechte gedachten").keys(UP, UP, " ", ENTER)
    talk.at("kan zelf geen seintje sturen").keys(ENTER)
    talk.at("Hoe gaat het?").keys(CTRL_C)
    talk.end("ending=paused")
    assert talk.said()["merk"] == ["slechte gedachten"]


def test_a_table_is_asked_row_by_row_and_a_person_field_by_field(start: Start) -> None:
    talk = start()
    to_the_signs(talk).keys(" ", UP, " ", ENTER).at("Schrijf op").keys("ik ga rennen", ENTER)
    talk.at("Hoe gaat het?").keys("7", ENTER)
    talk.at("Wie zijn belangrijk?").at("een regel invullen").keys(ENTER)
    talk.at("Naam:").keys("Oma Bep", ENTER).at("Sinds:").keys("30-2-2020", ENTER)
    talk.at("bestaat niet").keys(*["\x7f"] * 9, "maart 2020", ENTER)
    talk.at("maart 2020").at("klaar, naar").keys("1", ENTER)
    talk.at("Naam:").keys("Jan", ENTER).at("Sinds:").keys(CTRL_C)
    talk.end("ending=paused")
    said = talk.said()
    assert said["merk"] == ["stil", {"other": "ik ga rennen"}]
    assert said["nu"] == 7
    assert said["mensen"] == [{"naam": "Oma Bep", "sinds": "2020-03"}, {"naam": "Jan"}]
    again = start()
    again.begin().at("Wie is je mentor?").at("Naam:").keys("Noor", ENTER)
    again.at("Wie is dat van jou").keys("mentor", ENTER).at("Telefoonnummer").keys(ENTER)
    again.at("is klaar").at("Wat wil je nu doen?").at("stoppen").keys(UP, ENTER)
    again.at("Mogen zij dan jouw antwoorden zien?").keys("2", ENTER)
    again.end("ending=stopped")
    assert again.said()["mentor"] == {"name": "Noor", "function": "mentor"}
    assert [payload["allowed"] for payload in again.payloads("showing_decided")] == [True]


def test_an_answer_that_could_not_be_saved_is_still_there_to_try_again(start: Start) -> None:
    talk = start()
    talk.begin().at("Hoe heet je?")
    talk.events.with_suffix(".full").touch()
    talk.keys("Sam", ENTER).at("nog niet bewaard").keys(ENTER).at("Ik snap").keys(CTRL_C)
    talk.end("ending=paused")
    assert talk.said() == {"naam": "Sam"}


def test_a_skipped_question_comes_back_when_the_rest_is_done(start: Start) -> None:
    talk = start("noor")
    talk.begin().at("Hoe heet je?").keys(">", ENTER)
    talk.at("Ik snap").keys(ENTER).at("Ga je naar huis?").keys("2", ENTER)
    talk.at("overgeslagen vragen").keys(ENTER).at("Hoe heet je?").keys(CTRL_C)
    talk.end("ending=paused")


def test_a_professional_is_called_u_and_may_say_that_it_does_not_apply(start: Start) -> None:
    talk = start("noor")
    talk.at("Fijn dat u er bent, Noor").begin().at("(inschatting)").keys("-", ENTER)
    talk.at("niet van toepassing").keys("4", ENTER).at("Ik snap").keys(CTRL_C)
    talk.end("Prima om even te stoppen")
    assert talk.said("noor") == {"naam": "not_applicable"}


def test_when_the_mentor_types_the_words_stay_the_youths(start: Start) -> None:
    talk = start("sam", "noor")
    talk.at("Je mentor typt").begin().at("Hoe heet je?").keys("Sam", ENTER).at("Ik snap").keys(
        CTRL_C
    )
    talk.end("ending=paused")
    answer = talk.payloads("answer_given")[0]
    assert (answer["voice"], answer["mode"]) == ("sam", "mentor")
    assert json.loads(talk.events.read_text("utf-8").splitlines()[-1])["by"] == "noor"


@pytest.mark.parametrize("agreed", [True, False])
def test_what_another_said_is_shown_only_after_their_yes(start: Start, agreed: bool) -> None:
    other = start("noor")
    other.begin().at("Hoe heet je?").keys("Samuel", ENTER).at("Ik snap").keys(CTRL_C)
    other.end("ending=paused")
    talk = start(**({"REHEARSAL_SHOWN": "1"} if agreed else {}))
    talk.begin().at("Hoe heet je?")
    found = talk.process.expect_exact(["Noor: Samuel", "Enter klaar"])
    assert found == (0 if agreed else 1)


def test_after_twenty_minutes_it_proposes_to_stop(start: Start) -> None:
    talk = start(REHEARSAL_MINUTES="20")
    talk.begin().at("Hoe heet je?").keys("Sam", ENTER)
    talk.at("20 minuten bezig").at("Ja, ik stop nu").keys(ENTER)
    talk.end("ending=paused")
    assert talk.said() == {"naam": "Sam"}


def test_a_terminal_that_knows_few_characters_shows_what_it_can(start: Start) -> None:
    talk = start(PYTHONIOENCODING="ascii", REHEARSAL_FULL="1")
    to_the_signs(talk).at("[ ] stil").keys(" ").at("[x]").keys(CTRL_C)
    talk.end("ending=paused")
    assert talk.said()["naam"] == "Sam"


def test_without_colour_nothing_is_coloured(start: Start) -> None:
    talk = start(NO_COLOR="1")
    talk.begin().at("Hoe heet je?").keys(CTRL_C)
    talk.process.expect_exact("ending=paused")
    assert "\x1b[36m" not in talk.process.before
    assert "\x1b[1;36m" not in talk.process.before


def editor(tmp_path: Path, body: str) -> str:
    path = tmp_path / "schrijver"
    path.write_text(f"#!/bin/sh\nls -ld $(dirname $1) $1 > {tmp_path}/rights\n{body}\n", "utf-8")
    path.chmod(0o700)
    return str(path)


def test_a_long_answer_is_written_in_the_editor_in_a_private_file_that_is_gone_after(
    start: Start, tmp_path: Path
) -> None:
    runtime = tmp_path / "run"
    runtime.mkdir()
    written = editor(tmp_path, "printf 'Eerste\\n\\nlaatste \\n' > $1")
    talk = start(VISUAL=written, XDG_RUNTIME_DIR=str(runtime))
    to_the_dream(talk).keys("+", ENTER).at("laatste ").keys(ENTER, ENTER)
    talk.at("is klaar").keys(CTRL_C)
    talk.end("ending=paused")
    assert talk.said()["droom"] == "Eerste\n\nlaatste "
    assert list(runtime.iterdir()) == []
    rights = (tmp_path / "rights").read_text("utf-8").splitlines()
    assert sorted(line.split()[0].rstrip(".") for line in rights) == ["-rw-------", "drwx------"]


def test_when_the_editor_fails_the_draft_is_still_there(start: Start, tmp_path: Path) -> None:
    talk = start(VISUAL=editor(tmp_path, "exit 3"))
    to_the_dream(talk).keys("bijna kwijt", "\x0f")
    talk.at("ging niet goed").at("bijna kwijt").keys("!", ENTER, ENTER)
    talk.at("is klaar").keys(CTRL_C)
    talk.end("ending=paused")
    assert talk.said()["droom"] == "bijna kwijt!"


def test_without_a_terminal_there_is_one_clear_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(REHEARSAL), str(tmp_path / "events.jsonl")],
        input="Sam\n",
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 8
    assert done.stdout == ""
    assert done.stderr.startswith("Het gesprek heeft een echt scherm")
    assert done.stderr.count("\n") == 1
