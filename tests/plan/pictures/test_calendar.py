"""Wie doet wat wanneer: every agreement once, with who does it, and apart what has no day."""

from __future__ import annotations

from plan.made import UP
from plan.pictures.compiled import material
from small_dossiers import AUNT, MOTHER, SAM, TOWN, dossier_of, said

from planbuilder.dossier.events import Agreement, AgreementChanged, AgreementMade
from planbuilder.plan.pictures.calendar import Calendar, compile_calendar, own_tasks
from planbuilder.questionnaire.terms import LifeArea, Party


def agree(name: str, area: LifeArea = LifeArea.SUPPORT, **more) -> AgreementMade:
    return AgreementMade(agreement=Agreement(id=name, life_area=area, what=f"doe {name}", **more))


def calendar(*payloads, whom="sam") -> Calendar:
    made = compile_calendar(material(dossier_of(*payloads), whom, UP))
    assert made is not None
    return made


def test_each_party_has_a_lane_with_what_it_does_in_the_order_of_the_days() -> None:
    made = calendar(
        agree("twee", person=SAM.id, start="2026-12-01", due="2026-12-20"),
        agree("een", person=SAM.id, due="2026-11-30"),
        agree("bellen", person=MOTHER.id, start="2026-11-01"),
    )
    assert [(lane.party, [t.what for t in lane.tasks]) for lane in made.lanes] == [
        (Party.YOUTH, ["doe een", "doe twee"]),
        (Party.PARENT, ["doe bellen"]),
    ]


def test_the_days_are_told_as_people_write_them() -> None:
    made = calendar(
        agree("a", due="2026-11-30"),
        agree("b", start="2026-10-01", due="2026-12-20"),
        agree("c", start="2026-12-01", due="2027-01-05"),
        agree("d", start="2026-12"),
    )
    assert {task.key.split(".")[-1]: task.when for task in made.tasks} == {
        "a": "klaar op 30 november 2026",
        "b": "1 oktober tot 20 december 2026",
        "c": "1 december 2026 tot 5 januari 2027",
        "d": "vanaf december 2026",
    }


def test_an_agreement_without_a_day_stands_apart() -> None:
    made = calendar(agree("ooit", person=SAM.id), agree("morgen", person=SAM.id, due="2026-11-23"))
    assert [task.what for task in made.undated] == ["doe ooit"]
    assert "Nog geen datum:\n- doe ooit (nog geen datum, Sam; loopt)" in made.alternative


def test_how_it_stands_goes_by_the_state_and_the_day() -> None:
    late = agree("laat", due="2026-11-01")
    done = agree("af", due="2026-11-01")
    changed = AgreementChanged(agreement=done.agreement.model_copy(update={"state": "done"}))
    made = calendar(late, done, changed, agree("straks", due="2026-11-22"))
    assert {task.what: task.state for task in made.tasks} == {
        "doe laat": "late",
        "doe af": "done",
        "doe straks": "open",
    }


def test_a_row_of_a_table_that_became_no_agreement_is_there_too() -> None:
    row = {"what": "Fiets maken", "who": "ik", "executor": "jongere", "due": "2026-12-01"}
    (task,) = calendar(said("sam", "sup_afspraken", [row])).tasks
    assert (task.what, task.party, task.when) == (
        "Fiets maken",
        Party.YOUTH,
        "klaar op 1 december 2026",
    )


def test_nobody_gets_what_another_does_in_their_own_list() -> None:
    made = calendar(
        agree("mijn", person=SAM.id, due="2026-12-01"),
        agree("mama", person=MOTHER.id, due="2026-12-01"),
        agree("tante", person=AUNT.id, due="2026-12-01"),
        agree("wijk", person=TOWN.id, due="2026-12-01"),
    )
    assert [t.what for t in own_tasks(made, Party.YOUTH, SAM.id)] == ["doe mijn"]
    assert [t.what for t in own_tasks(made, Party.PARENT, MOTHER.id)] == ["doe mama"]
    assert own_tasks(made, Party.PARENT, "vader") == ()


def test_who_may_not_read_an_agreement_does_not_see_it() -> None:
    payloads = (
        agree("geheim", LifeArea.WELLBEING, person=SAM.id, due="2026-12-01"),
        agree("wijk", LifeArea.HOUSING, person=TOWN.id, due="2026-12-01"),
    )
    seen = compile_calendar(material(dossier_of(*payloads), TOWN.id, UP))
    assert seen is not None
    assert [task.what for task in seen.tasks] == ["doe wijk"]
    assert "geheim" not in seen.alternative


def test_no_agreements_give_no_picture() -> None:
    assert compile_calendar(material(dossier_of(), "sam", UP)) is None
