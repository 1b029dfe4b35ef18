"""Each format of each plan stands or falls by itself, and what is recorded is what was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from small_dossiers import EVERYBODY, dossier_of, said

from planbuilder.documents import FORMATS, Format, through_pandoc, to_pdf
from planbuilder.documents import writing as writing_documents
from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import DocumentIssued, PersonAdded
from planbuilder.errors import EventRefused, NotFound, StorageFailed
from planbuilder.questionnaire.terms import Party, PlanKind
from planbuilder.services.content import Content, load_content
from planbuilder.services.dossiers import Actor, Desk, start_dossier
from planbuilder.services.plans import Made, Order, make_plans
from planbuilder.store import KeyFile, open_store

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
ACTOR = Actor("mentor", "care_provider")
ORDER = Order(PlanKind.PERSPECTIVE_PLAN, Recipient(Party.YOUTH, "sam"))
MINE = Order(PlanKind.MY_PLAN, Recipient(Party.YOUTH, "sam"))


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


def dossier() -> Dossier:
    return dossier_of(said("sam", "va_leuk", "koken"))


def make(
    content: Content,
    folder: Path,
    formats: tuple[Format, ...] = FORMATS,
    orders: tuple[Order, ...] = (ORDER,),
    templates: Path | None = None,
) -> list[Made]:
    made = make_plans(dossier(), content, orders, formats, folder, NOW.date(), templates)
    return list(made)


def bad_template(folder: Path, kind: str = "perspective_plan", raw: bytes = b"geen Word") -> Path:
    (folder / kind).mkdir(parents=True)
    (folder / kind / "plan.docx").write_bytes(raw)
    return folder


def suffixes(made: Made) -> list[str]:
    return [path.suffix for path in made.files]


def test_a_bad_word_template_keeps_no_other_file_from_being_made(
    content: Content, tmp_path: Path
) -> None:
    own = bad_template(tmp_path / "own")
    first, second = make(content, tmp_path / "out", orders=(ORDER, MINE), templates=own)
    assert suffixes(first) == [".html", ".pdf", ".odt", ".md"]
    assert [(f.format, f.error.code) for f in first.failures] == [("docx", "template_not_usable")]
    assert [(p.file, p.code) for p in first.failures[0].error.problems] == [
        ("perspective_plan/plan.docx", "template_not_word")
    ]
    assert suffixes(second) == [".docx", ".html", ".pdf", ".odt", ".md"]
    assert sorted((tmp_path / "out").iterdir()) == sorted(first.files + second.files)


def no_pandoc() -> str:
    raise OSError("no pandoc")


def test_without_pandoc_the_other_three_are_made(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(through_pandoc, "_program", no_pandoc)
    (made,) = make(content, tmp_path)
    assert suffixes(made) == [".docx", ".html", ".pdf"]
    assert [(f.format, f.error.code, f.error.exit_code) for f in made.failures] == [
        ("odt", "pandoc_missing", 8),
        ("md", "pandoc_missing", 8),
    ]


def test_a_pandoc_that_fails_or_hangs_is_told_without_what_it_says(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pandoc"
    monkeypatch.setattr(through_pandoc, "_program", lambda: str(program))
    monkeypatch.setattr(through_pandoc, "_SECONDS", 0.5)
    for does in ("exit 1", "exec sleep 60"):
        program.write_text(f"#!/bin/sh\n{does}\n")
        program.chmod(0o700)
        (made,) = make(content, tmp_path / "out", ("html", "md"))
        assert suffixes(made) == [".html"]
        assert [f.error.code for f in made.failures] == ["document_not_made"]
    program.chmod(0o600)
    (made,) = make(content, tmp_path / "out", ("html", "md"))
    assert [f.error.code for f in made.failures] == ["pandoc_missing"]


def test_when_typst_fails_the_other_four_are_made(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "plan.typ"
    broken.write_text("#panic(1)")
    real = to_pdf.to_pdf
    monkeypatch.setattr(to_pdf, "to_pdf", lambda data, *_, **__: real(data, broken))
    (made,) = make(content, tmp_path / "out")
    assert suffixes(made) == [".docx", ".html", ".odt", ".md"]
    assert [(f.format, f.error.code) for f in made.failures] == [("pdf", "document_not_made")]


def test_a_folder_of_templates_that_is_not_there_is_told_before_anything_is_made(
    content: Content, tmp_path: Path
) -> None:
    with pytest.raises(NotFound):
        make(content, tmp_path / "out", templates=tmp_path / "nergens")
    assert not (tmp_path / "out").exists()


@pytest.fixture
def desk(tmp_path: Path, content: Content) -> Iterator[Desk]:
    with open_store(tmp_path / "vault", KeyFile(tmp_path / "key"), create=True) as store:
        people = [PersonAdded(person=person) for person in EVERYBODY]
        yield start_dossier(
            store, content.questionnaire, "kw7", ACTOR, people, by="mentor", now=NOW
        )


def issued(desk: Desk) -> list[tuple[str, ...]]:
    events = desk.store.events("kw7")
    return [e.payload.formats for e in events if isinstance(e.payload, DocumentIssued)]


def from_desk(
    desk: Desk,
    content: Content,
    folder: Path,
    templates: Path,
    formats: tuple[Format, ...] = ("docx", "html"),
) -> list[Made]:
    return list(
        make_plans(
            desk.dossier, content, [ORDER], formats, folder, NOW.date(), templates, desk, NOW
        )
    )


def test_exactly_what_was_written_is_recorded_as_issued(
    desk: Desk, content: Content, tmp_path: Path
) -> None:
    own = bad_template(tmp_path / "own")
    (made,) = from_desk(desk, content, tmp_path / "out", own)
    assert suffixes(made) == [".html"]
    assert issued(desk) == [("html",)]
    (made,) = from_desk(desk, content, tmp_path / "out", own, ("docx",))
    assert (made.files, [f.format for f in made.failures]) == ((), ["docx"])
    assert issued(desk) == [("html",)]


def test_what_can_not_be_recorded_does_not_appear(
    desk: Desk, content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own").mkdir()

    def refuse(*_: object, **__: object) -> None:
        raise EventRefused("dossier_exists", dossier="kw7")

    monkeypatch.setattr(desk, "record", refuse)
    with pytest.raises(EventRefused):
        from_desk(desk, content, tmp_path / "out", tmp_path / "own")
    assert list((tmp_path / "out").iterdir()) == []


def test_what_can_not_be_written_is_not_recorded(
    desk: Desk, content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own").mkdir()

    def full(_: int) -> None:
        raise OSError(28, "disk full")

    monkeypatch.setattr(writing_documents.os, "fsync", full)
    with pytest.raises(StorageFailed):
        from_desk(desk, content, tmp_path / "out", tmp_path / "own")
    assert list((tmp_path / "out").iterdir()) == []
    monkeypatch.undo()
    assert issued(desk) == []


def test_a_folder_with_the_name_of_a_plan_stops_it_before_it_is_recorded(
    desk: Desk, content: Content, tmp_path: Path
) -> None:
    (tmp_path / "own").mkdir()
    (made,) = from_desk(desk, content, tmp_path / "out", tmp_path / "own", ("html",))
    made.files[0].unlink()
    made.files[0].mkdir()
    before = issued(desk)
    with pytest.raises(StorageFailed):
        from_desk(desk, content, tmp_path / "out", tmp_path / "own")
    assert issued(desk) == before
    assert list((tmp_path / "out").iterdir()) == [made.files[0]]


def test_no_document_stands_under_its_name_before_it_is_recorded(
    desk: Desk, content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own").mkdir()
    seen: list[list[Path]] = []
    record = desk.record

    def look_first(*arguments: object, **more: object) -> Dossier:
        seen.append([path for path in (tmp_path / "out").iterdir() if path.suffix])
        return record(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(desk, "record", look_first)
    from_desk(desk, content, tmp_path / "out", tmp_path / "own")
    assert seen == [[]]
