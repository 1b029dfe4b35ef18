"""A Word document that was handed out can be laid beside its original, and nobody can pretend one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from small_dossiers import EVERYBODY

from planbuilder.documents.binding import sources_of
from planbuilder.documents.traces import find_fields
from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.dossier_file import read_dossier_file
from planbuilder.dossier.events import AnswerGiven, DocumentIssued, KeptOriginal, PersonAdded
from planbuilder.errors import NotFound
from planbuilder.questionnaire.terms import Party, PlanKind
from planbuilder.services.content import Content, load_content
from planbuilder.services.dossiers import Actor, Desk, start_dossier
from planbuilder.services.originals import binding_for
from planbuilder.services.plans import Order, make_plans, plan_for
from planbuilder.services.returned import find_original
from planbuilder.services.transfer import export_dossier, import_dossier
from planbuilder.store import KeyFile, open_store

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
ACTOR = Actor("mentor", "care_provider")
ORDER = Order(PlanKind.PERSPECTIVE_PLAN, Recipient(Party.YOUTH, "sam"))


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


@pytest.fixture
def desk(tmp_path: Path, content: Content) -> Iterator[Desk]:
    with open_store(tmp_path / "vault", KeyFile(tmp_path / "key"), create=True) as store:
        people = [PersonAdded(person=person) for person in EVERYBODY]
        desk = start_dossier(
            store, content.questionnaire, "kw7", ACTOR, people, by="mentor", now=NOW
        )
        desk.record([says("koken")], by="sam", now=NOW)
        yield desk


def says(text: str) -> AnswerGiven:
    return AnswerGiven(question="va_leuk", voice="sam", value=text)


def hand_out(desk: Desk, content: Content, folder: Path, formats=("docx",)) -> bytes:
    orders = make_plans(
        desk.dossier, content, [ORDER], formats, folder, NOW.date(), desk=desk, now=NOW
    )
    (made,) = orders
    return next((path.read_bytes() for path in made.files if path.suffix == ".docx"), b"")


def originals(desk: Desk) -> list[KeptOriginal | None]:
    events = desk.store.events("kw7")
    return [e.payload.original for e in events if isinstance(e.payload, DocumentIssued)]


def test_the_original_is_found_by_the_token_in_the_document(
    desk: Desk, content: Content, tmp_path: Path
) -> None:
    handed_out = hand_out(desk, content, tmp_path / "out")
    token = find_fields(handed_out).token
    assert find_original(desk, token, NOW).content == handed_out
    assert desk.store.log("kw7")[-1].object_type == "original"
    (kept,) = originals(desk)
    assert kept.sha256 == hashlib.sha256(handed_out).hexdigest()
    assert kept.token == token


def test_the_manifest_names_the_dossier_and_is_proven_by_its_key(
    desk: Desk, content: Content, tmp_path: Path
) -> None:
    revision = desk.dossier.length
    manifest = find_fields(hand_out(desk, content, tmp_path / "out")).manifest
    assert (manifest.dossier, manifest.revision, manifest.party) == ("kw7", revision, "1a")
    assert manifest.proven_by(desk.store.binding_key("kw7"))
    assert not manifest.proven_by(b"x" * 32)


def test_each_field_leads_to_its_answer_also_after_others_were_given(
    desk: Desk, content: Content, tmp_path: Path
) -> None:
    returned = find_fields(hand_out(desk, content, tmp_path / "out"))
    desk.record([says("zwemmen")], by="sam", now=NOW)
    made = plan_for(desk.dossier, content, ORDER, NOW.date())
    assert not isinstance(made, str)
    binding = binding_for(desk.dossier, Party.YOUTH, desk.store.binding_key("kw7"))
    sources = sources_of(made[0], binding)
    told = {sources[trace.code]: trace.text for trace in returned.traces.values()}
    assert told["va_leuk.sam"] == "koken"


def test_the_same_document_handed_out_twice_is_kept_once(
    desk: Desk, content: Content, tmp_path: Path
) -> None:
    assert hand_out(desk, content, tmp_path / "a") == hand_out(desk, content, tmp_path / "b")
    first, second = originals(desk)
    assert first.number == second.number == 1
    desk.record([says("zwemmen")], by="sam", now=NOW)
    hand_out(desk, content, tmp_path / "c")
    assert originals(desk)[-1].number == 2


def test_a_plan_that_is_no_word_document_keeps_nothing(
    desk: Desk, content: Content, tmp_path: Path
) -> None:
    hand_out(desk, content, tmp_path / "out", ("md",))
    assert originals(desk) == [None]


def test_a_token_that_nobody_was_given_finds_nothing(desk: Desk) -> None:
    for token in ("", "planbuilder-1 kw7 none " + "0" * 64, "iets anders"):
        with pytest.raises(NotFound) as error:
            find_original(desk, token, NOW)
        assert error.value.code == "original_unknown"


def test_a_document_of_before_new_keys_is_still_known(
    desk: Desk, content: Content, tmp_path: Path
) -> None:
    handed_out = hand_out(desk, content, tmp_path / "out")
    returned = find_fields(handed_out)
    desk.store.rekey(deep=True)
    assert not returned.manifest.proven_by(desk.store.binding_key("kw7"))
    original = find_original(desk, returned.token, NOW + timedelta(days=1))
    assert original.content == handed_out
    assert find_fields(original.content).manifest == returned.manifest


def test_a_dossier_that_came_from_a_file_knows_its_documents_but_has_no_originals(
    desk: Desk, content: Content, tmp_path: Path
) -> None:
    token = find_fields(hand_out(desk, content, tmp_path / "out")).token
    text = export_dossier(desk, NOW)
    file = read_dossier_file(text, "kw7.yaml")
    with open_store(tmp_path / "other", KeyFile(tmp_path / "key2"), create=True) as store:
        there = import_dossier(store, content.questionnaire, file, ACTOR, NOW)
        with pytest.raises(NotFound):
            find_original(there, token, NOW)
        assert store.verify() == []
        # A document handed out there gets a number of that store, and the two are never confused.
        again = hand_out(there, content, tmp_path / "there")
        assert find_original(there, find_fields(again).token, NOW).content == again
        with pytest.raises(NotFound):
            find_original(there, token, NOW)


def test_a_plan_from_a_file_says_that_it_proves_nothing(
    desk: Desk, content: Content, tmp_path: Path
) -> None:
    orders = make_plans(desk.dossier, content, [ORDER], ["docx"], tmp_path / "out", NOW.date())
    (made,) = orders
    manifest = find_fields(made.files[0].read_bytes()).manifest
    assert manifest.proof == "none"
    assert manifest.is_whole
    assert not manifest.proven_by(desk.store.binding_key("kw7"))
