"""One change, one transaction, one log entry; what others wrote meanwhile is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import field
import pytest
from small_dossiers import MENTOR, MOTHER, SAM

from planbuilder.dossier.events import (
    KINDS,
    AgreementMade,
    AnswerGiven,
    DirectionAccepted,
    PersonAdded,
    ShowingDecided,
)
from planbuilder.errors import AnswerNotAccepted, EventRefused
from planbuilder.questionnaire.terms import AnswerStatus
from planbuilder.services.content import load_content
from planbuilder.services.dossiers import Actor, Desk, start_dossier
from planbuilder.services.interviews import InterviewDesk
from planbuilder.services.logbook import DEEDS, log_lines
from planbuilder.store import KeyFile, Store, open_store

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
ACTOR = Actor("mentor", "care_provider")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "vault", KeyFile(tmp_path / "key"), create=True) as store:
        people = [PersonAdded(person=person) for person in (SAM, MENTOR, MOTHER)]
        start_dossier(store, field.questionnaire(), "kw7", ACTOR, people, by="mentor", now=NOW)
        yield store


def desk(store: Store) -> Desk:
    return Desk(store, field.questionnaire(), "kw7", ACTOR)


def talk(store: Store, person: str) -> InterviewDesk:
    sitting = desk(store)
    voice = sitting.dossier.people[person]
    return InterviewDesk(sitting, load_content(), voice, person, lambda: NOW)


def says(person: str, question: str, value: object) -> AnswerGiven:
    return AnswerGiven(question=question, voice=person, value=value)


def test_every_change_stands_in_the_log_and_every_kind_has_words(store: Store) -> None:
    assert {("change", kind) for kind in KINDS} <= set(DEEDS)
    working = desk(store)
    working.record([says("sam", "va_leuk", "koken")], by="mentor", now=NOW)
    entries = store.log("kw7")
    assert len(entries) == len(store.events("kw7"))
    assert entries[-1].field == "va_leuk"
    told = log_lines(entries, working.dossier, field.questionnaire())
    assert any("legde een antwoord vast op: Wat vind je leuk om te doen?" in line for line in told)
    assert not any("koken" in line for line in told)


def test_two_people_who_work_at_once_both_keep_their_words(store: Store) -> None:
    one, other = desk(store), desk(store)
    one.record([says("sam", "va_leuk", "koken")], by="sam", now=NOW)
    known = other.record([says("moeder", "va_leuk", "voetbal")], by="moeder", now=NOW)
    assert {a.value for a in known.answers_to("va_leuk")} == {"koken", "voetbal"}


def test_a_change_that_does_not_fit_writes_nothing_at_all(store: Store) -> None:
    working = desk(store)
    before = (len(store.events("kw7")), len(store.log("kw7")))
    fine = says("sam", "va_leuk", "koken")
    for wrong in (says("piet", "va_leuk", "x"), DirectionAccepted(person="mentor")):
        with pytest.raises(EventRefused):
            working.record([fine, wrong], by="mentor", now=NOW)
    for misfit in (says("sam", "geen_vraag", "x"), says("sam", "sup_nu", 11)):
        with pytest.raises(AnswerNotAccepted):
            working.record([fine, misfit], by="mentor", now=NOW)
    assert (len(store.events("kw7")), len(store.log("kw7"))) == before


def test_an_id_that_is_taken_is_refused(store: Store) -> None:
    with pytest.raises(EventRefused) as caught:
        start_dossier(store, field.questionnaire(), "kw7", ACTOR, [], by="mentor", now=NOW)
    assert caught.value.code == "dossier_exists"


ROW = {
    "what": "kamer bekijken",
    "who": "Noor",
    "due": "2026-12-01",
    "evidence": "",
    "state": "open",
}


def test_a_row_of_agreements_becomes_an_agreement_once(store: Store) -> None:
    sitting = talk(store, "mentor")
    sitting.record(says("mentor", "won_afspraken", [ROW]))
    (made,) = sitting.dossier.agreements.values()
    assert (made.what, made.person, made.due) == ("kamer bekijken", "mentor", "2026-12-01")
    sitting.record(says("mentor", "won_afspraken", [{**ROW, "state": "klaar"}]))
    (changed,) = sitting.dossier.agreements.values()
    assert (changed.id, changed.state) == (made.id, "done")
    sitting.record(says("mentor", "won_afspraken", [{"what": "fiets regelen"}]))
    assert {a.what for a in sitting.dossier.agreements.values()} == {
        "kamer bekijken",
        "fiets regelen",
    }
    assert sum(isinstance(e.payload, AgreementMade) for e in store.events("kw7")) == 2


def test_a_professional_who_names_the_regisseur_appoints_the_first_one(store: Store) -> None:
    talk(store, "sam").record(says("sam", "reg_regisseur", {"name": "Ria"}))
    assert desk(store).dossier.direction.current is None
    sitting = talk(store, "mentor")
    sitting.record(says("mentor", "reg_regisseur", {"name": "noor"}))
    assert sitting.dossier.direction.current == "mentor"
    sitting.record(says("mentor", "reg_regisseur", {"name": "Ria"}))
    assert sitting.dossier.direction.current == "mentor"


def test_what_somebody_said_is_shown_to_others_only_after_that_voice_said_so(store: Store) -> None:
    desk(store).record([says("sam", "va_leuk", "koken")], by="sam", now=NOW)
    mother = talk(store, "mentor")
    answer = mother.dossier.answers["va_leuk", "sam"]
    assert not mother.may_show(answer)
    desk(store).record([ShowingDecided(voice="sam", allowed=True)], by="sam", now=NOW)
    mother = talk(store, "mentor")
    assert mother.may_show(answer)
    closed = ShowingDecided(voice="sam", allowed=False, questions=("va_leuk",))
    desk(store).record([closed], by="sam", now=NOW)
    assert not talk(store, "mentor").may_show(answer)


def test_a_voice_reads_its_own_answers_and_not_what_is_not_for_it(store: Store) -> None:
    declined = AnswerGiven(question="va_gebeurd", voice="sam", status=AnswerStatus.DECLINED)
    story = says("sam", "va_kwetsbaar", ["slapen"])
    desk(store).record([declined, story, says("moeder", "va_leuk", "x")], by="mentor", now=NOW)
    assert set(talk(store, "moeder").readable_answers()) == {("va_leuk", "moeder")}
    assert ("va_kwetsbaar", "sam") in talk(store, "sam").readable_answers()
