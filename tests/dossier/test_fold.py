"""Events become one dossier, and what does not fit is refused without changing anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from small_dossiers import AUNT, MENTOR, MOTHER, SAM, TOWN, dossier_of, events_of, said

from planbuilder.dossier.events import (
    KINDS,
    Agreement,
    AgreementChanged,
    AgreementMade,
    AnswerGiven,
    DirectionAccepted,
    DirectionDeclined,
    DirectionOffered,
    DirectorAppointed,
    DossierOpened,
    JointAnswerConfirmed,
    JointAnswerDeclined,
    JointAnswerProposed,
    PartyNotApplicable,
    PartyUnknown,
    PersonAdded,
    PersonChanged,
    PersonLeft,
    SafetyShared,
    event_data,
    event_from_data,
)
from planbuilder.dossier.fold import _APPLY, fold
from planbuilder.errors import EventRefused
from planbuilder.interview.answers import JOINT
from planbuilder.questionnaire.terms import PARTIES, AnswerStatus, LifeArea, Party, Role


def refusal(*payloads: object) -> str:
    with pytest.raises(EventRefused) as caught:
        dossier_of(*payloads)
    return caught.value.code


def test_every_kind_of_event_can_be_folded() -> None:
    assert set(KINDS) == set(_APPLY)
    assert len(KINDS) > 20


def test_a_changed_answer_keeps_the_earlier_words_in_the_history() -> None:
    dossier = dossier_of(said("sam", "va_leuk", "gamen"), said("sam", "va_leuk", "gamen en koken"))
    assert dossier.answers["va_leuk", "sam"].value == "gamen en koken"
    assert [answer.value for answer in dossier.history["va_leuk", "sam"]] == ["gamen"]


def test_two_people_answer_one_question_side_by_side() -> None:
    dossier = dossier_of(said("moeder", "va_leuk", "voetbal"), said("sam", "va_leuk", "gamen"))
    assert [a.value for a in dossier.answers_to("va_leuk")] == ["gamen", "voetbal"]


def test_what_a_mentor_types_stays_the_youths_words() -> None:
    dossier = dossier_of(AnswerGiven(question="va_leuk", voice="sam", value="koken", mode="mentor"))
    answer = dossier.answers["va_leuk", "sam"]
    assert (answer.voice, answer.answered_by, answer.mode) == ("sam", "mentor", "mentor")


def test_a_joint_answer_counts_only_after_the_youths_yes() -> None:
    proposal = JointAnswerProposed(
        question="va_nodig", together_with=("sam", "moeder"), value=["rust"]
    )
    waiting = dossier_of(proposal)
    assert ("va_nodig", JOINT) not in waiting.answers
    confirmed = dossier_of(proposal, ("sam", JointAnswerConfirmed(question="va_nodig")))
    assert confirmed.answers["va_nodig", JOINT].value == ["rust"]
    assert not confirmed.proposals
    declined = dossier_of(proposal, ("sam", JointAnswerDeclined(question="va_nodig")))
    assert not declined.proposals
    assert ("va_nodig", JOINT) not in declined.answers


def test_nobody_but_the_youth_confirms_a_joint_answer() -> None:
    proposal = JointAnswerProposed(question="va_nodig", together_with=("sam",), value=["rust"])
    confirm = JointAnswerConfirmed(question="va_nodig")
    assert refusal(proposal, ("moeder", confirm)) == "only_the_youth_confirms"
    assert refusal(("sam", confirm)) == "nothing_proposed"


def test_all_nine_parties_are_always_there() -> None:
    parties = dossier_of().parties
    assert tuple(parties) == PARTIES
    assert {party.value[0] for party in parties} == set("123456789")


def test_a_party_is_named_or_absent_with_a_reason_or_being_found_out() -> None:
    dossier = dossier_of(
        PartyNotApplicable(party=Party.GUARDIAN, reason="de ouders hebben het gezag"),
        PartyUnknown(party=Party.SCHOOL_ALLIANCE, who_finds_out="Noor", by_date="2026-04-01"),
    )
    assert dossier.parties[Party.PARENT].people == ("moeder", "vader")
    assert dossier.parties[Party.GUARDIAN].status == "not_applicable"
    assert dossier.parties[Party.SCHOOL_ALLIANCE].who_finds_out == "Noor"
    assert dossier.parties[Party.SCHOOL_ALLIANCE].is_settled
    assert not dossier.parties[Party.REFERRER].is_settled


def test_a_party_with_people_is_never_not_applicable() -> None:
    assert refusal(PartyNotApplicable(party=Party.PARENT, reason="x")) == "party_is_there"
    assert refusal(PartyNotApplicable(party=Party.CARE_PROVIDER, reason="x")) == "party_is_there"


def test_somebody_who_comes_later_ends_not_applicable() -> None:
    guardian = MENTOR.model_copy(update={"id": "voogd", "role": Role.GUARDIAN})
    dossier = dossier_of(
        PartyNotApplicable(party=Party.GUARDIAN, reason="geen"), PersonAdded(person=guardian)
    )
    assert dossier.parties[Party.GUARDIAN].status == "named"


APPOINTED = DirectorAppointed(person="mentor", since="2026-03-02")
OFFER = DirectionOffered(to="wijkteam", date="2026-05-01", reason="einde maatregel")


def test_there_is_one_regisseur_until_the_receiver_says_yes() -> None:
    offered = dossier_of(APPOINTED, OFFER)
    assert (offered.direction.current, offered.direction.offered_to) == ("mentor", "wijkteam")
    taken = dossier_of(APPOINTED, OFFER, ("wijkteam", DirectionAccepted(person="wijkteam")))
    assert (taken.direction.current, taken.direction.offered_to) == ("wijkteam", None)
    assert taken.direction.earlier == (("mentor", "2026-03-02"),)
    refused = dossier_of(APPOINTED, OFFER, ("wijkteam", DirectionDeclined(person="wijkteam")))
    assert (refused.direction.current, refused.direction.offered_to) == ("mentor", None)


def test_a_second_regisseur_is_refused() -> None:
    second = DirectorAppointed(person="wijkteam", since="2026-03-03")
    assert refusal(APPOINTED, second) == "there_is_a_director"
    assert refusal(OFFER) == "no_director_yet"


def test_nobody_takes_the_direction_for_somebody_else() -> None:
    accepted = DirectionAccepted(person="wijkteam")
    assert refusal(APPOINTED, OFFER, ("mentor", accepted)) == "only_the_receiver_confirms"
    assert refusal(APPOINTED, ("wijkteam", accepted)) == "no_direction_offered"


def test_the_regisseur_hands_over_before_leaving() -> None:
    assert refusal(APPOINTED, PersonLeft(person="mentor")) == "director_hands_over_first"


def test_an_answer_of_somebody_unknown_is_refused() -> None:
    assert refusal(said("piet", "va_leuk", "vissen")) == "unknown_person"
    gone = PersonLeft(person="tante")
    assert refusal(gone, said("tante", "va_leuk", "vissen")) == "person_has_left"


def test_a_status_and_a_value_belong_together() -> None:
    assert refusal(said("sam", "va_leuk", None)) == "answer_without_value"
    declined = AnswerGiven(question="va_leuk", voice="sam", status=AnswerStatus.DECLINED, value="x")
    assert refusal(("sam", declined)) == "value_without_answer"


def test_people_are_added_once_and_keep_their_role() -> None:
    assert refusal(PersonAdded(person=SAM)) == "person_exists"
    other = SAM.model_copy(update={"id": "kim"})
    assert refusal(PersonAdded(person=other)) == "second_youth"
    as_parent = AUNT.model_copy(update={"role": Role.PARENT})
    assert refusal(PersonChanged(person=as_parent)) == "role_is_fixed"
    moved = AUNT.model_copy(update={"phone": "06-00000008"})
    assert dossier_of(PersonChanged(person=moved)).people["tante"].phone == "06-00000008"


def test_a_dossier_opens_once_and_numbers_follow_each_other() -> None:
    assert refusal(DossierOpened()) == "already_opened"
    first, second = events_of(DossierOpened(), PersonAdded(person=SAM))
    with pytest.raises(EventRefused) as caught:
        fold("sam", [first, second.model_copy(update={"seq": 3})])
    assert caught.value.code == "event_out_of_order"


def test_a_changed_agreement_keeps_what_was_agreed_before() -> None:
    first = Agreement(id="voetbal", life_area=LifeArea.LEISURE, what="proeftraining", who="Sam")
    done = first.model_copy(update={"state": "done"})
    dossier = dossier_of(AgreementMade(agreement=first), AgreementChanged(agreement=done))
    assert dossier.agreements["voetbal"].state == "done"
    assert dossier.agreement_history["voetbal"] == (first,)
    assert refusal(AgreementChanged(agreement=first)) == "unknown_agreement"


def test_sharing_for_safety_says_with_which_colleague_it_was_weighed() -> None:
    shared = SafetyShared(
        reason_kind="missing",
        reason="al twee nachten weg",
        questions=("basis_bereik",),
        party=Party.MUNICIPAL_YOUTH_CARE,
        with_whom="Anouk",
        decided_by="Noor",
        decided_by_function="mentor",
        youth_informed="after",
        youth_informed_why="niet te bereiken",
        peer_review=True,
    )
    assert refusal(shared) == "peer_review_with_whom"
    whole = shared.model_copy(update={"peer_review_with": "Els"})
    assert len(dossier_of(whole).safety) == 1


VOICES = st.sampled_from([SAM.id, MOTHER.id, MENTOR.id, TOWN.id])
QUESTIONS = st.sampled_from(["va_leuk", "va_sterk", "won_wil", "ink_nu"])
ANSWERS = st.lists(st.tuples(VOICES, QUESTIONS, st.text(min_size=1)), max_size=30)


@given(ANSWERS)
def test_no_answer_is_ever_lost(answers: list[tuple[str, str, str]]) -> None:
    dossier = dossier_of(*(said(voice, question, text) for voice, question, text in answers))
    for voice in {voice for voice, _, _ in answers}:
        for question in {asked for who, asked, _ in answers if who == voice}:
            typed = [text for who, asked, text in answers if (who, asked) == (voice, question)]
            kept = [a.value for a in dossier.history.get((question, voice), ())]
            assert [*kept, dossier.answers[question, voice].value] == typed


@given(ANSWERS, st.randoms(use_true_random=False))
def test_the_order_of_answering_does_not_change_what_is_known(
    answers: list[tuple[str, str, str]], chance: object
) -> None:
    last = {(who, asked): text for who, asked, text in answers}
    mixed = list(last.items())
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    dossier = dossier_of(*(said(who, asked, text) for (who, asked), text in mixed))
    assert {(a.voice, a.question): a.value for a in dossier.answers.values()} == last


@given(st.integers(min_value=0, max_value=8))
def test_folding_in_two_steps_is_the_same_as_folding_at_once(cut: int) -> None:
    events = events_of(
        DossierOpened(), PersonAdded(person=SAM), PersonAdded(person=MENTOR), APPOINTED,
        said("sam", "va_leuk", "koken"), said("sam", "va_leuk", "bakken"),
        said("mentor", "va_sterk", ["humor"]), ("sam", PersonAdded(person=TOWN)),
    )  # fmt: skip
    whole = fold("sam", events)
    assert fold("sam", events[cut:], onto=fold("sam", events[:cut])) == whole


@given(st.text(min_size=1))
def test_an_event_survives_being_written_down_as_plain_data(text: str) -> None:
    event = events_of(said("sam", "va_leuk", text))[0]
    assert event_from_data(event_data(event)) == event


@pytest.mark.parametrize("wrong", ["2026-13", "2026-02-30", "0000", "9999", "morgen", "2026-1-1"])
def test_a_date_that_is_not_in_the_calendar_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError):
        DirectorAppointed(person="mentor", since=wrong)
