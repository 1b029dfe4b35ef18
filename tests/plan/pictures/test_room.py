"""Toekomstkamer: only the youth's own words, each at its own object, and an invitation where none are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from plan.made import MP, UP
from plan.pictures.compiled import material
from small_dossiers import SAM, dossier_of, said

from planbuilder.dossier.events import JointAnswerConfirmed, JointAnswerProposed
from planbuilder.plan.pictures.room import INVITATION, Room, Spot, Thing, compile_room
from planbuilder.questionnaire.terms import LifeArea, Party


def room(*payloads, whom="sam") -> Room:
    made = compile_room(material(dossier_of(*payloads), whom))
    assert made is not None
    return made


def spot(made: Room, area: LifeArea) -> Spot:
    return next(one for one in made.spots if one.area is area)


def thing(what: str, belongs: str = "", where: str = "") -> dict[str, str]:
    given = {"plek": where, "wat": what, "hoort_bij": belongs}
    return {key: value for key, value in given.items() if value}


def test_every_thing_stands_at_the_object_of_its_life_area() -> None:
    made = room(
        said(
            "sam", "tk_kamer", [thing("kikkers", "vrij", "op de muur"), thing("een slot", "wonen")]
        )
    )
    assert spot(made, LifeArea.LEISURE).things == (Thing("kikkers", "op de muur"),)
    assert spot(made, LifeArea.LEISURE).words == "op de muur: kikkers"
    assert spot(made, LifeArea.HOUSING).words == "een slot"


def test_without_things_the_wish_stands_there() -> None:
    made = room(
        said("sam", "won_wil", "Een huis waar een hond mag."),
        said("sam", "ink_wil", "Sparen."),
        said("sam", "tk_kamer", [thing("een slot", "wonen")]),
    )
    assert spot(made, LifeArea.HOUSING).words == "een slot"
    assert spot(made, LifeArea.INCOME).words == "Sparen."


def test_an_area_without_words_is_an_empty_place_with_an_invitation() -> None:
    made = room(said("sam", "tk_droom", "Een hond."))
    assert all(one.is_empty for one in made.spots)
    assert made.alternative.count(INVITATION) == 6


def test_the_words_of_others_are_not_in_the_youths_room() -> None:
    made = room(
        said("moeder", "won_wil", "Thuis."),
        said("mentor", "won_wil", "Begeleid wonen."),
        said("mentor", "tk_faciliteren", "Een hond uitlaten."),
        said("sam", "tk_droom", "Een hond."),
    )
    assert spot(made, LifeArea.HOUSING).is_empty
    assert not any(words in made.alternative for words in ("Thuis", "Begeleid", "uitlaten"))


def test_what_the_youth_said_alone_goes_before_what_was_said_together() -> None:
    together = JointAnswerProposed(
        question="won_wil", value="Thuis, met regels.", together_with=("sam", "moeder")
    )
    yes = ("sam", JointAnswerConfirmed(question="won_wil"))
    alone = said("sam", "won_wil", "Een eigen deur.")
    assert spot(room(together, yes), LifeArea.HOUSING).words == "Thuis, met regels."
    assert spot(room(together, yes, alone), LifeArea.HOUSING).words == "Een eigen deur."


def test_title_colour_and_symbols_are_those_that_the_youth_chose() -> None:
    made = room(
        said("sam", "tk_titel", "Plan Henk"),
        said("sam", "tk_kleur", "groen"),
        said("sam", "tk_teken", [{"hoort_bij": "vrij", "teken": "pootje"}]),
        said("sam", "tk_droom", "Een hond."),
    )
    assert (made.title, made.colour) == ("Plan Henk", "groen")
    assert spot(made, LifeArea.LEISURE).symbol == "pootje"
    assert spot(made, LifeArea.HOUSING).symbol == ""
    for words in ("Plan Henk", "groen", "pootje"):
        assert words in made.alternative


def test_a_thing_without_an_area_is_in_the_room_too() -> None:
    made = room(said("sam", "tk_kamer", [thing("een spiegel", "", "bij de deur")]))
    assert made.loose == (Thing("een spiegel", "bij de deur"),)
    assert "bij de deur: een spiegel" in made.alternative


def test_without_a_word_of_the_youth_there_is_no_room() -> None:
    assert compile_room(material(dossier_of(people=(SAM,)))) is None
    others = dossier_of(said("moeder", "won_wil", "Thuis."))
    assert compile_room(material(others, "mentor")) is None


def test_of_a_wish_that_a_school_may_not_read_there_is_no_empty_place_either() -> None:
    made = room(
        said("sam", "ink_wil", "Sparen."),
        said("sam", "tk_kamer", [thing("een atlas", "school"), thing("kikkers", "vrij")]),
        whom=Party.INSTITUTION_SCHOOL,
    )
    assert "Sparen" not in made.alternative
    places = [one.area for one in made.spots]
    assert LifeArea.LEISURE in places
    assert LifeArea.INCOME not in places


def test_mijn_plan_and_uitstroomplan_show_only_what_they_hold_themselves() -> None:
    dossier = dossier_of(said("sam", "tk_kamer", [thing("kikkers", "vrij")]))
    assert compile_room(material(dossier, "sam", UP)) is None
    assert compile_room(material(dossier, "sam", MP)) is None


@given(
    st.lists(
        st.tuples(
            st.text(min_size=1),
            st.sampled_from(["", "wonen", "school", "vrienden", "geld", "gezond", "vrij"]),
        ),
        min_size=1,
        max_size=10,
    ),
    st.text(max_size=300),
)
def test_every_word_of_the_youth_is_in_the_alternative_as_typed(things, dream) -> None:
    rows = [thing(what, belongs) for what, belongs in things if what.strip()]
    told = [said("sam", "tk_kamer", rows)] if rows else []
    told += [said("sam", "tk_droom", dream)] if dream.strip() else []
    made = compile_room(material(dossier_of(*told)))
    if not told:
        assert made is None
        return
    assert made is not None
    assert all(row["wat"] in made.alternative for row in rows)
    assert not dream.strip() or dream in made.alternative
