"""A process that is killed: it imports everything once and forks for each task, so that forks are cheap.

Each line on stdin is a task as JSON; the fork writes what it confirms to stdout, one line at a time.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from planbuilder.errors import PlanbuilderError
from planbuilder.store import AccessEntry, KeyFile, Original, Store, open_store, restore_store

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


@contextmanager
def no_file_grows_past(size: int) -> Iterator[Callable[..., None]]:
    """A disk on which no file can grow past a size; what is told meanwhile is said afterwards."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    told: list[tuple[object, ...]] = []
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield lambda *words: told.append(words)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        for words in told:
            say(*words)


def save_one(store: Store, dossier: str, text: str) -> int:
    with store.change(dossier) as change:
        seq = change.append(
            at=AT,
            by="jongere",
            payload={"kind": "answer_given", "question": "q", "voice": "jongere", "value": text},
        )
        change.log(
            AccessEntry(event_type="change", occurred_at=AT, subject_id=dossier, actor_id="jongere")
        )
    return seq


def opened(task: dict) -> Store:
    return open_store(Path(task["folder"]), KeyFile(Path(task["key"])))


def save(task: dict) -> None:
    """Save until killed or done; each confirmed number is said after the save came back."""
    store = opened(task)
    say("begin")
    for number in range(task["count"]):
        text = f"{task['name']}:{number}"
        say("saved", save_one(store, task["dossier"], text), text)


def issue(task: dict) -> None:
    """Keep documents until killed, each with the event that tells of it."""
    store = opened(task)
    say("begin")
    while True:
        with store.change(task["dossier"]) as change:
            number = len(change.events_after(0)) + 1
            kept = change.keep(Original(AT, f"token {number}", b"document %d" % number))
            value = f"document {kept}"
            change.append(
                at=AT,
                by="jongere",
                payload={
                    "kind": "answer_given", "question": "q", "voice": "jongere", "value": value,
                },
            )  # fmt: skip
        say("issued", kept)


def rekey(task: dict) -> None:
    """Change the key file and all dossier keys, to and fro, until killed."""
    current, other = Path(task["key"]), Path(task["other_key"])
    say("begin")
    while True:
        with open_store(Path(task["folder"]), KeyFile(current)) as store:
            store.rekey(KeyFile(other), deep=True)
        say("now", other)
        current, other = other, current


def restore(task: dict) -> None:
    """Put one backup back after the other until killed."""
    say("begin")
    while True:
        for source in task["sources"]:
            restore_store(Path(task["folder"]), KeyFile(Path(task["key"])), Path(source))
            say("restored", source)


def restore_until_step(task: dict) -> None:
    """Restore, and end as if killed right before the given renaming or removing of a file."""
    left = task["step"]

    def counted(real):
        def step(*arguments, **options):
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), 9)
            return real(*arguments, **options)

        return step

    for name in ("rename", "replace", "unlink"):
        setattr(Path, name, counted(getattr(Path, name)))
    restore_store(Path(task["folder"]), KeyFile(Path(task["key"])), Path(task["sources"][0]))
    say("done")


def save_on_full_disk(task: dict) -> None:
    """Save while no file may grow past a size, until it is refused; then with room again."""
    store = None if task["early"] else opened(task)
    with no_file_grows_past(task["size"]) as tell:
        try:
            store = store or opened(task)
            for number in range(task["count"]):
                text = f"{task['name']}:{number} " + "x" * 700
                tell("saved", save_one(store, task["dossier"], text), text)
        except PlanbuilderError as error:
            tell("refused", type(error).__name__, error.code)
    store = store or opened(task)
    text = f"{task['name']}:after"
    say("saved", save_one(store, task["dossier"], text), text)
    store.close()


def other_work_on_full_disk(task: dict) -> None:
    """Each thing that makes files, while no file may grow past a size."""
    folder = Path(task["folder"])
    work = {
        "create": lambda store: store.create_dossier("nieuw"),
        "backup": lambda store: store.backup(folder / "backup"),
        "backup_keys": lambda store: store.backup_keys(folder / "backup-keys"),
        "rekey": lambda store: store.rekey(KeyFile(folder / "other.key"), deep=True),
        "forget": lambda store: store.forget("weg"),
        "restore": lambda store: store.restore(Path(task["source"])),
    }
    store = opened(task)
    for name, act in work.items():
        with no_file_grows_past(task["size"]) as tell:
            try:
                act(store)
                tell(name, "done")
            except PlanbuilderError as error:
                tell(name, type(error).__name__, error.code)
    store.close()


def save_without_rights(task: dict) -> None:
    """Open and save as a user who may only read the folder."""
    os.setegid(task["group"])
    os.seteuid(task["user"])
    for name in ("opening", "saving"):
        try:
            store = opened(task)
            say(name, "done")
            save_one(store, task["dossier"], "mag niet")
        except PlanbuilderError as error:
            say(name, type(error).__name__, error.code)


def perform(task: dict) -> None:
    """Do the task and end this fork; an error is printed, and the exit code tells it."""
    ended = 1
    try:
        ACTIONS[task["action"]](task)
        ended = 0
    finally:
        if ended:
            traceback.print_exc()
        os._exit(ended)


ACTIONS = {
    action.__name__: action
    for action in (
        save,
        issue,
        rekey,
        restore,
        restore_until_step,
        save_on_full_disk,
        other_work_on_full_disk,
        save_without_rights,
    )
}


def main() -> None:
    # Django and the tables are imported once, before any fork, and no connection is opened.
    import planbuilder.store.database as database

    database.connect(Path("unused.sqlite3"))
    import planbuilder.store.backup
    import planbuilder.store.change
    import planbuilder.store.dossiers
    import planbuilder.store.rekey
    import planbuilder.store.verifying  # noqa: F401

    say("ready")
    children: set[int] = set()
    for line in sys.stdin:
        task = json.loads(line)
        if task["action"] == "wait":
            pid, status = os.waitpid(task["pid"], 0)
            say("ended", pid, os.waitstatus_to_exitcode(status))
            continue
        if "out" in task:
            out = os.open(task["out"], os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        pid = os.fork()
        if pid == 0:
            os.setpgid(0, 0)
            if "out" in task:
                os.dup2(out, 1)
            perform(task)
        if "out" in task:
            os.close(out)
        children.add(pid)
        say("started", pid)


if __name__ == "__main__":
    main()
