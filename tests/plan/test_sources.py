"""Each text of a plan that came from the dossier says from what, and nothing of that is ever printed."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plan.made import TODAY, blocks, content, plan
from small_dossiers import dossier_of, said
from worlds import World, worlds

from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.events import Agreement, AgreementMade
from planbuilder.dossier.view import view_for
from planbuilder.plan.compile import compile_plan
from planbuilder.plan.model import Plan, Quote
from planbuilder.plan.sources import same_words
from planbuilder.questionnaire.terms import LifeArea, PlanKind

QUESTIONS, SETTINGS, OUTLINES = content()
MARKER = re.compile(r"Zq[a-z]{9}x")


def text_at(data: Any, place: str) -> str:
    for step in re.findall(r"\w+", place):
        data = data[int(step)] if step.isdecimal() else data[step]
    return str(data)


def texts_by_source(made: Plan) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    data = made.as_data()
    for place, source in made.sources().items():
        for key in source.split("+"):
            found.setdefault(key, []).append(text_at(data, place))
    return found


def test_an_answer_in_words_comes_from_its_question_and_voice() -> None:
    made = plan(dossier_of(said("sam", "va_leuk", "klimmen")), "sam")
    assert texts_by_source(made)["va_leuk.sam"] == ["klimmen"]
    (quote,) = [b for b in blocks(made, Quote) if b.text == "klimmen"]
    assert quote.source == "va_leuk.sam"


def test_a_note_alone_comes_from_the_note_and_with_a_value_from_the_answer() -> None:
    alone = said("sam", "va_leuk", None, note="later", status="unknown")
    assert "va_leuk.sam" not in texts_by_source(plan(dossier_of(alone), "sam"))
    both = said("sam", "va_leuk", "klimmen", note="en zwemmen")
    texts = texts_by_source(plan(dossier_of(both), "sam"))
    assert texts["va_leuk.sam"] == ["klimmen\nen zwemmen"]


def test_each_cell_of_an_agreement_comes_from_its_part() -> None:
    call = Agreement(
        id="bellen",
        life_area=LifeArea.SUPPORT,
        what="Elke zondag bellen we.",
        who="mama",
        due="2026-04-01",
    )
    texts = texts_by_source(plan(dossier_of(AgreementMade(agreement=call)), "sam"))
    assert texts["@agreement.bellen.what"] == ["Elke zondag bellen we."]
    assert texts["@agreement.bellen.who"] == ["mama"]
    assert texts["@agreement.bellen.due"] == ["1 april 2026"]
    assert "@agreement.bellen.start" not in texts


def test_what_two_people_filled_in_in_the_same_words_comes_from_both() -> None:
    row = {"what": "Fiets maken", "who": "oom Jan", "state": "loopt"}
    made = plan(
        dossier_of(said("sam", "sup_afspraken", [row]), said("mentor", "sup_afspraken", [row])),
        "sam",
    )
    assert "sup_afspraken.sam.0.what+sup_afspraken.mentor.0.what" in made.sources().values()
    assert same_words(["a", "a", "b"]) == "a+b"
    assert same_words(["a", ""]) == ""


def test_a_cell_of_a_table_comes_from_its_row_and_column() -> None:
    rows = [{"naam": "Oma", "kleur": "rood"}, {"naam": "Tante Roos"}]
    texts = texts_by_source(plan(dossier_of(said("sam", "net_belangrijk", rows)), "sam"))
    assert texts["net_belangrijk.sam.0.naam"] == ["Oma"]
    assert texts["net_belangrijk.sam.1.naam"] == ["Tante Roos"]
    # A column that the question does not have may have any name.
    assert texts["net_belangrijk.sam.0.kleur"] == ["rood"]


@st.composite
def made_plans(draw: st.DrawFn) -> tuple[World, Plan]:
    world = draw(worlds())
    person = draw(st.sampled_from([*world.dossier.people.values()]))
    kind = draw(st.sampled_from(list(PlanKind)))
    recipient = Recipient(person.role.party, person.id)
    view = view_for(world.dossier, recipient, QUESTIONS, SETTINGS, TODAY, kind)
    return world, compile_plan(view, OUTLINES[kind], QUESTIONS, SETTINGS)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(made_plans())
def test_a_source_names_the_answer_whose_words_stand_there(case: tuple[World, Plan]) -> None:
    world, made = case
    data = made.as_data()
    for place, source in made.sources().items():
        text = text_at(data, place)
        assert text, place
        for key in source.split("+"):
            if key.startswith("@"):
                continue
            question, voice = key.split(".")[:2]
            assert (question, voice) in world.dossier.answers
            for word in MARKER.findall(text):
                assert world.markers[question, voice] == word


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(made_plans())
def test_every_word_that_somebody_said_can_be_traced(case: tuple[World, Plan]) -> None:
    world, made = case
    data = made.as_data()
    traced = {w for place in made.sources() for w in MARKER.findall(text_at(data, place))}
    untraced = set(MARKER.findall("\n".join(made.texts()))) - traced
    assert [key for key, word in world.markers.items() if word in untraced] == []


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(made_plans())
def test_no_source_is_ever_among_what_a_template_gets(case: tuple[World, Plan]) -> None:
    _, made = case
    assert "source" not in repr(made.as_data())
    told = set(made.texts())
    assert not told & set(made.sources().values())
