"""What is not known or not talked about says so in a line; what was declined leaves no trace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan.made import MP, OO, PP, UP, blocks, content, everything, has_section, plan, section
from small_dossiers import MOTHER, SAM, SCHOOL, dossier_of, said

from planbuilder.dossier.events import ConsentDecided, Person, PhaseChanged
from planbuilder.plan.model import Paragraph
from planbuilder.plan.wording import about
from planbuilder.questionnaire.terms import AnswerStatus, Party, Phase, Role

NO_ANSWER = AnswerStatus.DECLINED


def lines(made, name: str) -> list[str]:
    return [b.text for b in blocks(made, Paragraph, name) if b.style == "empty"]


def test_an_empty_dossier_gives_one_line_per_section() -> None:
    made = plan(dossier_of(people=(SAM,)), "sam")
    assert lines(made, "who_i_am") == [
        (
            "Nog niet besproken: wat ik leuk vind, waar ik goed in ben, wat energie geeft, "
            "wat bij mij past, wat voor mij telt."
        )
    ]
    assert lines(made, "life_areas") == [
        "Nog niet besproken: mijn mensen, wonen, school en werk, vrije tijd, geld, hoe het met mij gaat."
    ]
    assert all(len(lines(made, part.id)) <= 2 for part in made.sections)


def test_a_line_of_what_is_open_names_subjects_and_not_the_scale_of_their_marks() -> None:
    told = about("Nog niet besproken", ["Gevoel nu (1 tot 10)", "Klopt dit plan?"])
    assert told == "Nog niet besproken: gevoel nu, klopt dit plan."


def test_what_somebody_does_not_know_yet_says_so() -> None:
    dossier = dossier_of(said("sam", "va_past", None, status="unknown"))
    assert "Sam weet dit nog niet: wat bij mij past." in lines(plan(dossier, "sam"), "who_i_am")


def test_what_the_youth_tells_in_person_says_so_and_is_no_gap() -> None:
    dossier = dossier_of(said("sam", "va_gebeurd", None, status="prefer_conversation"))
    made = plan(dossier, "sam")
    assert "Sam vertelt dit zelf: wat er is gebeurd." in lines(made, "story")
    assert not any("besproken" in line and "gebeurd" in line for line in lines(made, "story"))


@pytest.mark.parametrize("kind", [PP, UP, OO, MP])
def test_what_was_declined_leaves_no_trace_anywhere(kind) -> None:
    questions = [q for q in content()[0].questions.values() if kind in q.plans]
    declined = dossier_of(
        *(said("sam", q.id, None, status=NO_ANSWER) for q in questions),
        ("mentor", PhaseChanged(phase=Phase.EXIT, date="2026-06", responsible="Noor")),
        people=(SAM,),
    )
    made = plan(declined, "sam", kind)
    assert len(questions) >= 30
    assert "besproken" not in everything(made)
    assert "ingevuld" not in everything(made)
    assert {part.id for part in made.sections} <= {"consent", "parties", "areas", "call"}


def test_a_note_with_a_declined_answer_falls_away_with_it() -> None:
    dossier = dossier_of(said("sam", "va_leuk", None, status=NO_ANSWER, note="dat is van mij"))
    assert "dat is van mij" not in everything(plan(dossier, "sam"))


def test_not_applicable_is_shown_where_it_says_something() -> None:
    dossier = dossier_of(
        said("mentor", "basis_voogd", None, status="not_applicable", note="geen OTS")
    )
    assert "niet van toepassing\ngeen OTS" in everything(plan(dossier, "mentor", UP))
    wish = dossier_of(said("sam", "vt_wie", None, status="not_applicable"))
    assert "van toepassing" not in everything(plan(wish, "sam"))


def test_a_question_of_a_later_phase_is_not_open_yet() -> None:
    at_exit = PhaseChanged(phase=Phase.EXIT, date="2026-06", responsible="Noor")
    assert not has_section(plan(dossier_of(), "mentor", UP), "evaluation") or not any(
        "hulp begonnen" in line for line in lines(plan(dossier_of(), "mentor", UP), "evaluation")
    )
    in_aftercare = PhaseChanged(phase=Phase.AFTERCARE, date="2026-07", responsible="Noor")
    made = plan(dossier_of(("mentor", at_exit), ("mentor", in_aftercare)), "mentor", UP)
    assert any("contact na vertrek" in line for line in lines(made, "evaluation"))


def test_a_question_whose_condition_does_not_hold_is_not_open() -> None:
    young = dossier_of(said("mentor", "basis_geboortedatum", "2015-01-01"))
    older = dossier_of(said("mentor", "basis_geboortedatum", "2010-01-01"))
    assert "ouders mogen zien" not in " ".join(lines(plan(young, "mentor", UP), "parties"))
    assert "ouders mogen zien" in " ".join(lines(plan(older, "mentor", UP), "parties"))


def test_a_reader_is_not_told_that_something_is_open_when_it_was_only_hidden() -> None:
    """The mentor's answer on education does not go to the home school by itself."""
    yes = ConsentDecided(decider="sam", party=Party.HOME_SCHOOL, decision="no")
    dossier = dossier_of(
        said("mentor", "basis_geboortedatum", "2009-01-01"),
        said("mentor", "ond_niveau", "havo"),
        ("sam", yes),
        people=(SAM, SCHOOL, *(p for p in dossier_of().people.values() if p.id == "mentor")),
    )
    made = plan(dossier, "school", UP)
    assert "havo" not in everything(made)
    assert "niveau" not in everything(made).lower()


def test_parents_answers_that_others_may_not_see_do_not_count_as_open() -> None:
    guardian = Person(id="voogd", name="Vera", role=Role.GUARDIAN)
    dossier = dossier_of(said("moeder", "ond_school_goed", "ja"), people=(SAM, MOTHER, guardian))
    assert "goed op school" not in everything(plan(dossier, "voogd"))
    assert "niveau" not in everything(plan(dossier, "voogd"))


@given(st.lists(st.sampled_from(["va_leuk", "va_past", "va_energie", "va_waarde"]), unique=True))
def test_declining_more_never_adds_a_word(declined: list[str]) -> None:
    def words(names: list[str]) -> set[str]:
        answers = [said("sam", name, None, status=NO_ANSWER) for name in names]
        made = plan(dossier_of(*answers, people=(SAM,)), "sam")
        return set(" ".join(lines(made, "who_i_am")).replace(".", "").replace(",", "").split())

    assert words(declined) <= words([])


def test_mijn_plan_shows_an_empty_box_as_room_to_fill() -> None:
    made = plan(dossier_of(people=(SAM,)), "sam", MP)
    assert lines(made, "first_step") == ["Nog niet besproken: mijn eerste stap."]
    assert section(made, "areas").blocks
