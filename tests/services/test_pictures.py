"""A picture or calendar by itself: recorded before it is there, only what its reader may see, no name on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import field
import pytest
from small_dossiers import EVERYBODY, MOTHER, SAM, TOWN, dossier_of, said

from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.events import (
    Agreement,
    AgreementMade,
    AnswerGiven,
    DocumentIssued,
    PersonAdded,
    PhaseChanged,
)
from planbuilder.dossier.view import next_version, view_for
from planbuilder.errors import StorageFailed
from planbuilder.plan.model import PictureName
from planbuilder.questionnaire.terms import LifeArea, Party, Phase, PlanKind
from planbuilder.services.content import load_content
from planbuilder.services.dossiers import Actor, Desk, start_dossier
from planbuilder.services.examples import example_dossiers
from planbuilder.services.pictures import Drawn, make_calendars, make_pictures, readers
from planbuilder.store import KeyFile, Store, open_store

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
CONTENT = load_content()
YOUTH = Recipient(Party.YOUTH, SAM.id)


def agree(name: str, person: str, due: str | None = "2026-12-01") -> AgreementMade:
    agreement = Agreement(
        id=name, life_area=LifeArea.HOUSING, what=f"doe {name}", person=person, due=due
    )
    return AgreementMade(agreement=agreement)


HAPPENED = (
    said("mentor", "basis_geboortedatum", "2012-05-05"),
    said("mentor", "basis_instroom", "2026-09-01"),
    agree("kamer", SAM.id),
    agree("bellen", MOTHER.id),
    agree("ooit", SAM.id, None),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_store(tmp_path / "vault", KeyFile(tmp_path / "key"), create=True) as store:
        yield stored(store)


def stored(store: Store) -> Desk:
    actor = Actor("mentor", "care_provider")
    people = [PersonAdded(person=person) for person in EVERYBODY]
    start_dossier(store, field.questionnaire(), "kw7", actor, people, by="mentor", now=NOW)
    desk = Desk(store, field.questionnaire(), "kw7", actor)
    payloads = [entry[1] if isinstance(entry, tuple) else entry for entry in HAPPENED]
    desk.record(payloads, by="mentor", now=NOW)
    return desk


def issued(desk: Desk) -> list[DocumentIssued]:
    return [dated.payload for dated in desk.dossier.issued]


def test_a_picture_that_leaves_the_house_stands_in_the_dossier_and_the_log(
    desk: Desk, tmp_path: Path
) -> None:
    (made,) = make_pictures(
        desk.dossier, CONTENT, ["route"], [YOUTH], ["svg", "png"], "a4", tmp_path, TODAY, desk, NOW
    )
    assert [path.suffix for path in made.files] == [".svg", ".png"]
    (record,) = issued(desk)
    assert record.formats == ("route.svg", "route.png")
    assert (record.party, record.person) == (Party.YOUTH, SAM.id)
    assert any(entry.object_type == "document_issued" for entry in desk.store.log("kw7"))


def test_what_can_not_be_written_is_not_recorded(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageFailed):
        list(
            make_pictures(
                desk.dossier,
                CONTENT,
                ["route"],
                [YOUTH],
                ["svg"],
                "a4",
                tmp_path / "file",
                TODAY,
                desk,
                NOW,
            )
        )
    assert issued(desk) == []


def test_a_picture_is_no_plan(desk: Desk, tmp_path: Path) -> None:
    before = next_version(desk.dossier, PlanKind.EXIT_PLAN)
    list(make_calendars(desk.dossier, CONTENT, [YOUTH], tmp_path, TODAY, desk, NOW))
    assert [record.formats for record in issued(desk)] == [("calendar.ics",)]
    assert not issued(desk)[0].is_plan
    assert next_version(desk.dossier, PlanKind.EXIT_PLAN) == before


def test_each_gets_their_own_agreements_and_hears_what_has_no_day(tmp_path: Path) -> None:
    dossier = dossier_of(*HAPPENED)
    youth, mother = make_calendars(
        dossier, CONTENT, [YOUTH, Recipient(Party.PARENT, MOTHER.id)], tmp_path, TODAY
    )
    text = youth.files[0].read_text()
    assert "doe kamer" in text
    assert "doe bellen" not in text
    assert youth.undated == 1
    assert "doe bellen" in mother.files[0].read_text()
    assert "doe kamer" not in mother.files[0].read_text()


def test_who_has_nothing_to_do_gets_no_calendar(tmp_path: Path) -> None:
    (made,) = make_calendars(
        dossier_of(*HAPPENED), CONTENT, [Recipient(Party.HOME_SCHOOL)], tmp_path, TODAY
    )
    assert made.files == ()
    assert made.refused
    assert list(tmp_path.iterdir()) == []


def test_who_may_see_nothing_gets_no_picture(tmp_path: Path) -> None:
    made = list(
        make_pictures(
            dossier_of(*HAPPENED),
            CONTENT,
            ["route", "people", "areas", "room", "calendar"],
            [Recipient(Party.SCHOOL_ALLIANCE), Recipient(Party.NETWORK, "tante")],
            ["svg"],
            "a4",
            tmp_path,
            TODAY,
        )
    )
    assert len(made) == 10
    assert all(one.refused and not one.files for one in made)
    assert list(tmp_path.iterdir()) == []


EXAMPLES = dict(example_dossiers(CONTENT.questionnaire))


def words_of(example: str, picture: PictureName, party: Party, folder: Path) -> tuple[Drawn, str]:
    """What was made for this party, and the words beside it."""
    whom = next(one for one in readers(EXAMPLES[example], CONTENT) if one.party is party)
    (made,) = make_pictures(
        EXAMPLES[example], CONTENT, [picture], [whom], ["svg"], "a4", folder, TODAY
    )
    return made, "".join(file.read_text() for file in made.files)


def test_whoever_is_leaving_sees_who_will_help_and_who_is_new(tmp_path: Path) -> None:
    leaving, words = words_of("martijn", "people", Party.YOUTH, tmp_path)
    assert leaving.kind is PlanKind.EXIT_PLAN
    assert "Hilde Jansma (nazorg, nieuw)" in words
    # From the perspectiefplan, which the youth gets too.
    assert "Martijn mist: " in words
    assert "Nog open: " in words
    staying, words = words_of("milan", "people", Party.YOUTH, tmp_path)
    assert staying.kind is PlanKind.PERSPECTIVE_PLAN
    assert "Milan mist" in words


def test_who_is_missed_is_told_only_to_whom_the_perspectiefplan_may_tell_it(tmp_path: Path) -> None:
    told = {}
    dossier = EXAMPLES["martijn"]
    for reader in readers(dossier, CONTENT):
        made, words = words_of("martijn", "people", reader.party, tmp_path / reader.party.value)
        if made.files:
            kind = PlanKind.PERSPECTIVE_PLAN
            view = view_for(dossier, reader, CONTENT.questionnaire, CONTENT.settings, TODAY, kind)
            may = (
                "net_missen" in view.readable
                and reader.party in CONTENT.settings.sends[kind].parties
            )
            told[reader.party] = ("Martijn mist: " in words, may)
    assert all(is_told == may for is_told, may in told.values())
    assert {is_told for is_told, _ in told.values()} == {True, False}


def test_what_comes_from_two_plans_is_recorded_for_both(desk: Desk, tmp_path: Path) -> None:
    happened = [
        PhaseChanged(phase=Phase.EXIT, date="2026-11-01", responsible="Noor"),
        AnswerGiven(
            question="net_belangrijk", voice=SAM.id, value=[{"naam": "ma", "hoe_dichtbij": "1"}]
        ),
    ]
    desk.record(happened, by="mentor", now=NOW)
    (made,) = make_pictures(
        desk.dossier, CONTENT, ["people"], [YOUTH], ["svg"], "a4", tmp_path, TODAY, desk, NOW
    )
    assert made.kind is PlanKind.EXIT_PLAN
    assert "Nog geen vrienden genoemd" in made.files[0].read_text()
    assert [one.plan for one in issued(desk)] == [PlanKind.EXIT_PLAN, PlanKind.PERSPECTIVE_PLAN]


def test_a_school_that_gets_no_perspectiefplan_sees_the_area_of_its_own_plan(
    tmp_path: Path,
) -> None:
    made, words = words_of("imane", "areas", Party.HOME_SCHOOL, tmp_path)
    assert made.kind is PlanKind.EXIT_PLAN
    assert "School en werk" in words
    assert "Wonen" not in words
    refused, _ = words_of("imane", "room", Party.HOME_SCHOOL, tmp_path)
    assert refused.refused == "picture_not_for_them"


def test_no_file_carries_a_name_and_two_dossiers_never_share_one(tmp_path: Path) -> None:
    made = make_pictures(
        dossier_of(*HAPPENED), CONTENT, ["route"], [YOUTH], ["svg"], "a4", tmp_path, TODAY
    )
    (name,) = [path.name for one in made for path in one.files]
    assert name.startswith("mijn-route_voor-jongere_2026-11-22_")
    assert "sam" not in name.lower()


def test_by_default_they_are_for_who_gets_the_uitstroomplan() -> None:
    parties = {recipient.party for recipient in readers(dossier_of(*HAPPENED), CONTENT)}
    assert {Party.YOUTH, Party.PARENT, TOWN.role.party} <= parties
