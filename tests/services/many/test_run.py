"""All dossiers at once: each plan made and recorded once, whatever happens on the way."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from small_dossiers import MENTOR, MOTHER, SAM

from planbuilder.documents.traces import find_fields
from planbuilder.dossier.dossier_file import write_dossier_file
from planbuilder.dossier.events import AnswerGiven, DocumentIssued, PersonAdded
from planbuilder.errors import StorageFailed
from planbuilder.questionnaire.terms import PlanKind
from planbuilder.services.content import load_content
from planbuilder.services.dossiers import Actor, Desk, start_dossier
from planbuilder.services.many import (
    Asked,
    Files,
    Outcome,
    Source,
    Vaulted,
    broken_templates,
    make_all,
)
from planbuilder.services.many.aside import all_aside, alone_in, folder_name
from planbuilder.store import KeyFile, Store, open_store

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
ACTOR = Actor("mentor", "care_provider")
WORDS = "Later wil ik een eigen kamer & een kat."
KINDS = (PlanKind.MY_PLAN, PlanKind.PERSPECTIVE_PLAN)
NAMES = ("anker", "boei", "roer", "zeil")
# Mijn plan for the youth; the perspectiefplan for the youth and the institution.
EACH = 3


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Four dossiers, in each a youth, a mother and a mentor, and one answer."""
    questionnaire = load_content().questionnaire
    with open_store(tmp_path / "vault", KeyFile(tmp_path / "key"), create=True) as store:
        for name in NAMES:
            people = [PersonAdded(person=person) for person in (SAM, MENTOR, MOTHER)]
            told = AnswerGiven(question="va_leuk", voice="sam", value=WORDS)
            start_dossier(store, questionnaire, name, ACTOR, [*people, told], by="mentor", now=NOW)
        yield store


def vaulted(store: Store) -> Vaulted:
    moments = count(1)
    return Vaulted(
        store,
        load_content().questionnaire,
        lambda dossier: ACTOR,
        lambda: NOW + timedelta(seconds=next(moments)),
    )


def asked(folder: Path, **more: object) -> Asked:
    return Asked(
        **{"kinds": KINDS, "formats": ("html",), "folder": folder, "today": NOW.date(), **more}
    )


def run(source: Source, wish: Asked, jobs: int = 2) -> dict[str, Outcome]:
    with closing(make_all(source, wish, jobs)) as making:
        return {outcome.name: outcome for outcome in making}


def issued(store: Store, name: str) -> Counter[tuple[str, str]]:
    """How often each plan was recorded as issued, by kind and party."""
    events = [event.payload for event in store.events(name)]
    return Counter((p.plan, p.party) for p in events if isinstance(p, DocumentIssued))


def documents(folder: Path) -> dict[str, bytes]:
    """Everything that a user sees in the folder; each of it whole."""
    found = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.glob("[!.]*/[!.]*"))
    }
    assert all(content.rstrip().endswith(b"</html>") for content in found.values())
    return found


def test_every_dossier_gets_its_plans_in_a_folder_of_its_own(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run(vaulted(store), asked(out))
    assert set(done) == set(NAMES)
    assert all(outcome.documents == EACH and not outcome.failures for outcome in done.values())
    made = documents(out)
    assert len(made) == 4 * EACH
    assert {Path(name).parts[0] for name in made} == set(NAMES)
    youths = [content for name, content in made.items() if "voor-jongere" in name]
    assert len(youths) == 8
    assert all(b"eigen kamer &amp; een kat" in content for content in youths)
    # The people are Sam, Ria and Noor.
    assert not re.search("sam|ria|noor", " ".join(made).lower())


def test_what_is_made_is_recorded_once_with_its_ground_in_the_log(
    store: Store, tmp_path: Path
) -> None:
    run(vaulted(store), asked(tmp_path / "out"))
    for name in NAMES:
        assert set(issued(store, name).values()) == {1}
        assert sum(issued(store, name).values()) == EACH
        entries = [e for e in store.log(name) if e.object_type == "document_issued"]
        assert len(entries) == EACH
        assert {entry.basis for entry in entries} == {"default"}
    assert store.verify() == []


def test_the_original_of_each_word_document_is_kept(store: Store, tmp_path: Path) -> None:
    run(vaulted(store), asked(tmp_path / "out", formats=("docx", "html")))
    for name in NAMES:
        there = {path.read_bytes() for path in (tmp_path / "out" / name).glob("*.docx")}
        assert len(there) == EACH
        events = [event.payload for event in store.events(name)]
        kept = [p.original for p in events if isinstance(p, DocumentIssued)]
        assert {store.original(name, one.number).content for one in kept} == there
        for one in kept:
            returned = find_fields(store.original(name, one.number).content)
            assert returned.token == one.token
            assert returned.manifest.proven_by(store.binding_key(name))
    assert store.verify() == []


def test_a_second_run_makes_and_records_nothing_again(store: Store, tmp_path: Path) -> None:
    wish = asked(tmp_path / "out")
    run(vaulted(store), wish)
    before, lengths = documents(wish.folder), {name: len(store.events(name)) for name in NAMES}
    again = run(vaulted(store), wish)
    assert all((o.documents, o.before) == (0, EACH) for o in again.values())
    assert documents(wish.folder) == before
    assert {name: len(store.events(name)) for name in NAMES} == lengths


def test_only_what_changed_or_is_missing_is_made_again(store: Store, tmp_path: Path) -> None:
    wish = asked(tmp_path / "out")
    run(vaulted(store), wish)
    more = AnswerGiven(question="va_leuk", voice="sam", value="voetbal")
    desk = Desk(store, load_content().questionnaire, "boei", ACTOR)
    desk.record([more], by="sam", now=NOW)
    removed = next(path for path in (wish.folder / "zeil").glob("mijn-plan*"))
    removed.unlink()
    again = run(vaulted(store), wish)
    assert {name: o.documents for name, o in again.items()} == {
        "anker": 0,
        "boei": EACH,
        "roer": 0,
        "zeil": 1,
    }
    assert removed.exists()
    newest = [c for n, c in documents(wish.folder).items() if n.startswith("boei") and "_v2_" in n]
    assert any(b"voetbal" in content for content in newest)


def test_another_day_or_another_format_is_another_wish(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(vaulted(store), asked(out, kinds=(PlanKind.MY_PLAN,)))
    more = run(vaulted(store), asked(out))
    assert {o.documents for o in more.values()} == {EACH - 1}
    tomorrow = run(vaulted(store), asked(out, today=NOW.date() + timedelta(days=1)))
    assert {o.documents for o in tomorrow.values()} == {EACH}


@pytest.fixture
def files(store: Store, tmp_path: Path) -> Path:
    """The four dossiers as files."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name in NAMES:
        text = write_dossier_file(name, store.events(name))
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def from_files(folder: Path) -> Files:
    return Files(folder, lambda: NOW)


def test_the_same_plans_come_from_one_process_and_from_three(files: Path, tmp_path: Path) -> None:
    run(from_files(files), asked(tmp_path / "one"), jobs=1)
    run(from_files(files), asked(tmp_path / "three"), jobs=3)
    assert len(documents(tmp_path / "one")) == 4 * EACH
    assert documents(tmp_path / "one") == documents(tmp_path / "three")


def test_a_broken_file_among_good_ones_is_told_and_the_others_are_made(
    files: Path, tmp_path: Path
) -> None:
    (files / "kapot.yaml").write_text("planbuilder: dossier\nlog: [", encoding="utf-8")
    shutil.copy(files / "roer.yaml", files / "roer-kopie.yaml")
    other = "# Dezelfde aanduiding, andere bytes.\n" + (files / "zeil.yaml").read_text()
    (files / "zeil-anders.yaml").write_text(other)
    (files / "geen-dossier.txt").write_text("hallo", encoding="utf-8")
    done = run(from_files(files), asked(tmp_path / "out"))
    assert len(done) == 7
    failed = {name: o.failures[0].problem.code for name, o in done.items() if o.failures}
    assert len(failed) == 3
    assert sorted(failed.values()).count("dossier_in_two_files") == 2
    assert "kapot.yaml" in failed
    assert len(documents(tmp_path / "out")) == 4 * EACH
    again = run(from_files(files), asked(tmp_path / "out"))
    assert sum(o.documents for o in again.values()) == 0
    codes = [o.failures[0].problem.code for o in again.values() if o.failures]
    assert sorted(codes) == sorted(failed.values())


def test_a_dossier_that_was_tampered_with_is_told_and_the_others_are_made(
    store: Store, tmp_path: Path
) -> None:
    import sqlite3

    with sqlite3.connect(store.folder / "planbuilder.sqlite3") as database:
        (table,) = database.execute(
            "SELECT name FROM sqlite_master WHERE type='table' AND name LIKE '%event%'"
        ).fetchone()
        database.execute(f"DELETE FROM {table} WHERE dossier='boei' AND seq=3")
    done = run(vaulted(store), asked(tmp_path / "out"))
    assert done["boei"].failures[0].exit_code == 6
    assert {name: o.documents for name, o in done.items()} == {
        "anker": EACH,
        "boei": 0,
        "roer": EACH,
        "zeil": EACH,
    }


@pytest.mark.parametrize(
    "hostile", ["../../elders", "/etc", "a/b", "", ".", "Sam de Vries", "x" * 300]
)
def test_the_id_in_a_file_is_never_a_path_or_a_name(hostile: str) -> None:
    assert re.fullmatch(r"dossier-[0-9a-f]{10}", folder_name(hostile))


def test_two_runs_in_one_folder_do_not_meet(store: Store, tmp_path: Path) -> None:
    wish = asked(tmp_path / "out")
    with alone_in(wish.folder), pytest.raises(StorageFailed) as caught:
        run(vaulted(store), wish)
    assert caught.value.code == "output_in_use"
    assert not documents(wish.folder)
    assert len(run(vaulted(store), wish)) == 4


def test_a_wrong_template_is_told_once_and_the_other_formats_are_made(
    store: Store, tmp_path: Path
) -> None:
    own = tmp_path / "sjablonen"
    (own / "my_plan").mkdir(parents=True)
    (own / "my_plan" / "plan.docx").write_bytes(b"geen Word")
    wish = asked(
        tmp_path / "out", kinds=(PlanKind.MY_PLAN,), formats=("docx", "html"), templates=own
    )
    assert set(broken_templates(wish)) == {PlanKind.MY_PLAN}
    wish = asked(**{name: getattr(wish, name) for name in ("kinds", "formats", "folder", "templates")},
                 broken=frozenset(broken_templates(wish)))  # fmt: skip
    done = run(vaulted(store), wish)
    assert {(o.documents, o.failures) for o in done.values()} == {(1, ())}
    assert {path.suffix for path in wish.folder.glob("*/[!.]*")} == {".html"}


# Stops


@pytest.fixture
def start(store: Store, tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """`start(out)`: the command on this vault, in a process group of its own."""

    def go(out: Path, *words: str, program: str = "") -> subprocess.Popen[str]:
        own = {
            "PLANBUILDER_DATA": str(store.folder),
            "PLANBUILDER_KEY_FILE": str(tmp_path / "key"),
            "LC_ALL": "C.UTF-8",
        }
        options = ["--kind", "mijn-plan,perspectiefplan", "--format", "html", "--jobs", "2"]
        command = ["plan", "--all", *options, "-o", str(out), *words]
        return subprocess.Popen(
            [sys.executable, "-c", program or "from planbuilder.cli import main; main()", *command],
            env={**os.environ, **own},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            # Whoever runs the tests in the background has Ctrl-C ignored, and children inherit that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )

    return go


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    told, error = process.communicate(timeout=120)
    return process.returncode, told, error


def recorded_once(store: Store, out: Path) -> None:
    """All documents stand there, each was recorded exactly once, and nothing is left aside."""
    assert len(documents(out)) == 4 * EACH
    for name in NAMES:
        assert set(issued(store, name).values()) == {1}, name
    assert list(all_aside(out)) == []
    assert store.verify() == []


@pytest.mark.faults
@pytest.mark.slow
@pytest.mark.parametrize("signal_", [signal.SIGKILL, signal.SIGINT])
def test_stopped_anywhere_the_next_run_makes_the_rest(
    store: Store, tmp_path: Path, start: Callable[..., subprocess.Popen[str]], signal_: int,
    times: Callable[[int], int],
) -> None:  # fmt: skip
    dice = random.Random(signal_)
    stopped = 0
    for number in range(times(2)):
        out = tmp_path / f"out{number}"
        before = {name: len(store.events(name)) for name in NAMES}
        for _ in range(3):
            process = start(out)
            time.sleep(dice.uniform(0.5, 1.7))
            stopped += process.poll() is None
            process.send_signal(signal_)
            ended(process)
            documents(out)
        code, told, error = ended(start(out))
        assert code == 0, error
        assert "Klaar. Dossiers: 4." in told
        assert len(documents(out)) == 4 * EACH
        assert list(all_aside(out)) == []
        for name in NAMES:
            new = [e.payload for e in store.events(name, after=before[name])]
            assert len(new) == EACH, "a document was recorded twice, or not at all"
    assert stopped >= 2, "no run was stopped in the middle"
    assert store.verify() == []


AT_STEP = """
import os, time
from planbuilder.services.many import run
real = run.publish
def publish(*arguments):
    if {after}: real(*arguments)
    {then}
run.publish = publish
from planbuilder.cli import main
main()
"""


@pytest.mark.parametrize("after", [False, True])
def test_killed_between_recording_and_appearing_the_document_appears_and_is_recorded_once(
    store: Store, tmp_path: Path, start: Callable[..., subprocess.Popen[str]], after: bool
) -> None:
    out = tmp_path / "out"
    assert (
        ended(start(out, program=AT_STEP.format(after=after, then="os.kill(os.getpid(), 9)")))[0]
        == -signal.SIGKILL
    )
    assert len(documents(out)) == (EACH if after else 0)
    assert sum(sum(issued(store, name).values()) for name in NAMES) == EACH
    assert ended(start(out))[0] == 0
    recorded_once(store, out)


def test_ctrl_c_stops_with_one_sentence(
    store: Store, tmp_path: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    process = start(tmp_path / "out", program=AT_STEP.format(after=True, then="time.sleep(1)"))
    assert process.stdout is not None
    assert "1 van 4" in process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    code, _, error = ended(process)
    assert code == 130
    assert len(error.splitlines()) == 1
    assert "bewaard" in error


def test_each_failure_is_one_line_and_the_first_gives_the_exit_code(
    files: Path, tmp_path: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    (files / "kapot.yaml").write_text("planbuilder: dossier\nlog: [", encoding="utf-8")
    code, told, error = ended(start(tmp_path / "out", str(files)))
    assert code == 3
    assert error.startswith("kapot.yaml: ")
    assert len(error.splitlines()) == 2
    assert "Niet alles lukte bij dit aantal dossiers: 1." in error
    assert told.count("gemaakt, 0 stonden er al") == 5


FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
from planbuilder.cli import main
main(["plan", "--all", sys.argv[1], "--format", "html", "-o", sys.argv[2]])
"""


def test_a_full_disk_stops_the_run_with_one_sentence_and_nothing_half(
    files: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(files), str(out)], capture_output=True, text=True
    )
    assert done.returncode == 7
    assert "vol" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not documents(out)
    assert list(all_aside(out)) == []
    assert all(o.documents for o in run(from_files(files), asked(out)).values())
