"""The house itself: import, fold, view and compile, each format, saving and whole processes."""

from __future__ import annotations

import io
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import count
from pathlib import Path
from unittest import mock

from full_dossier import START, full_events
from measuring import Measure
from plans import content

from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.dossier_file import read_dossier_file, write_dossier_file
from planbuilder.dossier.events import AnswerGiven, Event, event_data, event_from_data
from planbuilder.dossier.fold import fold
from planbuilder.plan.model import Plan
from planbuilder.questionnaire.terms import PlanKind

TODAY = START.date() + timedelta(days=60)
# 1,000 answers in ten turns, so that ours and the peer's share the same busy moments of a disk.
ANSWERS, TURNS = 100, 10


@cache
def events(at_least: int = 0) -> list[Event]:
    return full_events(content().questionnaire, at_least)


@cache
def dossier() -> Dossier:
    return fold("bench", events())


def core() -> Iterator[Measure]:
    """Import, fold, and view with compile."""
    from ruamel.yaml import YAML

    text = write_dossier_file("bench", events())
    yield Measure(
        f"import of a full dossier ({len(events())} events, {len(text) // 1024} KB)",
        lambda: fold("bench", read_dossier_file(text, "bench.yaml").events),
        "ruamel.yaml (C) reads the same text",
        lambda: YAML(typ="safe", pure=False).load(text),
        rounds=5,
    )
    many = events(5000)
    plain = [event_data(event) for event in many]
    yield Measure(
        f"fold of {len(many)} events",
        lambda: fold("bench", many),
        "pydantic checks the same events",
        lambda: [event_from_data(data) for data in plain],
    )
    for kind in PlanKind:
        yield Measure(
            f"view and compile, {kind.value}",
            lambda kind=kind: plan_of(kind),
            "fold of the same dossier",
            lambda: fold("bench", events()),
        )


def plan_of(kind: PlanKind) -> Plan:
    from planbuilder.services.plans import orders_for, plan_for

    order = orders_for(dossier(), content(), [kind])[0]
    made = plan_for(dossier(), content(), order, TODAY)
    if isinstance(made, str):
        raise SystemExit(f"no {kind.value} for {order.recipient}: {made}")
    return made[0]


def documents() -> Iterator[Measure]:
    """Each kind in each format, beside the bare engine with the same words and no styles."""
    from planbuilder.documents import make_document

    for kind in PlanKind:
        plan = plan_of(kind)
        words = list(texts(plan))
        peers = {
            "docx": ("python-docx", lambda words=words: bare_docx(words)),
            "html": ("markdown", lambda words=words: bare_html(words)),
            "pdf": ("typst", lambda words=words: bare_pdf(words)),
            "odt": ("pandoc", lambda words=words: bare_pandoc(words, "odt")),
            "md": ("pandoc", lambda words=words: bare_pandoc(words, "markdown")),
        }
        for form, (engine, peer) in peers.items():
            yield Measure(
                f"{kind.value} as {form}",
                lambda plan=plan, form=form: make_document(plan, form),
                f"bare {engine}, {len(words)} texts",
                peer,
                rounds=5,
            )


def texts(plan: Plan) -> Iterator[str]:
    """Every text of the plan, in its order."""

    def walk(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for one in value.values():
                yield from walk(one)
        elif isinstance(value, list | tuple):
            for one in value:
                yield from walk(one)

    from dataclasses import asdict

    return walk(asdict(plan))


def bare_docx(words: list[str]) -> bytes:
    import docx

    document = docx.Document()
    for text in words:
        document.add_paragraph(text)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def bare_html(words: list[str]) -> str:
    import markdown

    return markdown.markdown("\n\n".join(words))


def bare_pdf(words: list[str]) -> bytes:
    import typst

    source = "\n\n".join(f"#{json.dumps(text, ensure_ascii=False)}" for text in words)
    return typst.compile(source.encode())


def bare_pandoc(words: list[str], form: str) -> object:
    import pypandoc

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "plan"
        pypandoc.convert_text("\n\n".join(words), form, format="markdown", outputfile=str(target))
        return target.stat().st_size


class PlainCipher:
    """Stands in for AES-GCM: copies, with room for the seal, so that only encryption is left out."""

    def __init__(self, key: bytes) -> None:
        self.key = key

    def encrypt(self, nonce: bytes, data: bytes, bound: bytes | None) -> bytes:
        return data + bytes(16)

    def decrypt(self, nonce: bytes, data: bytes, bound: bytes | None) -> bytes:
        return data[:-16]


def saving() -> Iterator[Measure]:
    """Answers, each on the disk before the next; the peer is sqlite3 with the same settings."""
    from planbuilder.store import KeyFile, Store, open_store

    holder = tempfile.TemporaryDirectory()
    folder = Path(holder.name)
    key = folder / "key"
    key.write_bytes(b"A" * 43 + b"=\n")
    key.chmod(0o600)
    numbers = count(1)

    def store_in(name: str) -> Store:
        return open_store(folder / name, KeyFile(key), create=True)

    def save(store: Store) -> None:
        number = next(numbers)
        store.create_dossier(f"d{number}")
        for turn in range(ANSWERS):
            with store.change(f"d{number}") as change:
                change.append(at=START, by="jongere", payload=answer(turn))

    def save_plainly() -> None:
        database = sqlite3.connect(folder / f"peer{next(numbers)}.db", isolation_level=None)
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY, data TEXT)")
        for turn in range(ANSWERS):
            data = json.dumps(answer(turn).model_dump(mode="json"))
            database.execute("INSERT INTO event VALUES (?, ?)", (turn, data))
        database.close()

    sealed = store_in("sealed")
    yield Measure(
        f"{ANSWERS * TURNS} answers saved one by one, encrypted (per {ANSWERS})",
        lambda: save(sealed),
        "bare sqlite3, WAL, synchronous FULL",
        save_plainly,
        rounds=TURNS,
    )
    with mock.patch("planbuilder.store.sealing.AESGCM", PlainCipher):
        # The key file keeps its own cipher; only the rows go without.
        plain = store_in("plain")
        yield Measure(
            f"{ANSWERS * TURNS} answers saved one by one, not encrypted (per {ANSWERS})",
            lambda: save(plain),
            "bare sqlite3, WAL, synchronous FULL",
            save_plainly,
            rounds=TURNS,
        )
    for store in (sealed, plain):
        store.close()
    holder.cleanup()


def answer(turn: int) -> AnswerGiven:
    return AnswerGiven(
        question="droom", voice="jongere", value=f"Antwoord {turn}: naar mijn tante."
    )


def processes() -> Iterator[Measure]:
    """Whole processes, from the shell's view."""

    def run(*words: str) -> None:
        subprocess.run([sys.executable, *words], check=True, capture_output=True)

    yield Measure(
        "planbuilder --help",
        lambda: run("-m", "planbuilder", "--help"),
        'python -c "import typer"',
        lambda: run("-c", "import typer"),
        rounds=15,
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.yaml"
        file.write_text(write_dossier_file("bench", events()), encoding="utf-8")
        out = ("-o", str(Path(folder) / "out"))
        yield Measure(
            "planbuilder plan FILE.yaml, all kinds, all parties, docx and pdf",
            lambda: run("-m", "planbuilder", "plan", str(file), *out),
            "python imports docxtpl, typst, pydantic, ruamel.yaml",
            lambda: run("-c", "import docxtpl, typst, pydantic, ruamel.yaml"),
            rounds=3,
        )
        yield Measure(
            "planbuilder plan FILE.yaml --kind mijn-plan --for jongere --format md",
            lambda: run(
                "-m",
                "planbuilder",
                "plan",
                str(file),
                "--kind",
                "mijn-plan",
                "--for",
                "jongere",
                "--format",
                "md",
                *out,
            ),
            "python imports pydantic, ruamel.yaml",
            lambda: run("-c", "import pydantic, ruamel.yaml"),
            rounds=5,
        )
