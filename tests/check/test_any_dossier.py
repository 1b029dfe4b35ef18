"""Whatever a dossier holds, the check gives findings; and the order of telling makes no difference."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from check.cases import EVERYBODY, TODAY, dossier_of, shipped
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.check.check import as_data, check
from planbuilder.check.open_points import open_points
from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import (
    Agreement,
    AgreementMade,
    AnswerGiven,
    ConsentDecided,
    DirectionOffered,
    DirectorAppointed,
    DossierOpened,
    Event,
    PartyNotApplicable,
    PartyUnknown,
    Payload,
    PersonAdded,
    PhaseChanged,
    PlanStateChanged,
)
from planbuilder.dossier.fold import fold
from planbuilder.dossier.view import view_for
from planbuilder.errors import EventRefused
from planbuilder.questionnaire.model import Column, Question
from planbuilder.questionnaire.terms import (
    AnswerStatus,
    AnswerType,
    LifeArea,
    Party,
    Phase,
    PlanKind,
    PlanState,
)

QUESTIONS = tuple(shipped()[0].questions.values())
VOICES = [person.id for person in EVERYBODY]
DATES = st.dates(date(1995, 1, 1), date(2035, 1, 1)).map(date.isoformat) | st.sampled_from(
    ["2026", "2026-06"]
)
# What an answer may hold all the same; an event itself takes only days of the calendar.
NO_DATES = st.sampled_from(["2026-13", "2026-02-31", "0000", "0001-01-01", "9999-12", "2026-1-1-1"])
WORDS = st.sampled_from(
    ["", " ", "ja", "oma", "Zwolle", "{wat}", "niets", "wonen", "regie"]
) | st.text(max_size=8)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 20) | WORDS | DATES | NO_DATES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


def fitting(asked: Question | Column) -> st.SearchStrategy[Any]:
    """Values that this question or column takes, and now and then half of one."""
    kind = asked.type
    if kind is AnswerType.CHOICE:
        return st.sampled_from(asked.options)
    if kind is AnswerType.MULTI_CHOICE:
        return st.lists(st.sampled_from(asked.options), min_size=1, max_size=3)
    if kind is AnswerType.TABLE and isinstance(asked, Question):
        row = st.fixed_dictionaries({}, optional={c.id: fitting(c) for c in asked.columns})
        return st.lists(row, min_size=1, max_size=3)
    plain = {
        AnswerType.SCALE: st.integers(1, 10),
        AnswerType.YES_NO: st.booleans(),
        AnswerType.DATE: DATES | NO_DATES,
        AnswerType.PERSON: st.fixed_dictionaries({"name": WORDS}, optional={"phone": WORDS}),
    }
    return plain.get(kind, WORDS)


@st.composite
def answers(draw: st.DrawFn, values: st.SearchStrategy[Any] | None = None) -> AnswerGiven:
    question = draw(st.sampled_from(QUESTIONS))
    status = draw(st.sampled_from([AnswerStatus.ANSWERED] * 4 + list(AnswerStatus)))
    fits = fitting(question) if values is None else values
    value = draw(fits) if status is AnswerStatus.ANSWERED else None
    return AnswerGiven(
        question=question.id,
        voice=draw(st.sampled_from(VOICES)),
        status=AnswerStatus.UNKNOWN
        if status is AnswerStatus.ANSWERED and value is None
        else status,
        value=value,
    )


AGREEMENTS = st.builds(
    AgreementMade,
    agreement=st.builds(
        Agreement,
        id=st.integers(1, 50).map("a{}".format),
        life_area=st.sampled_from(LifeArea),
        what=WORDS,
        who=WORDS,
        person=st.none() | st.sampled_from(VOICES),
        start=st.none() | DATES,
        due=st.none() | DATES,
        evidence=WORDS,
        state=st.sampled_from(["open", "done", "stopped"]),
    ),
)
OTHERS: st.SearchStrategy[Payload] = st.one_of(
    AGREEMENTS,
    st.builds(PhaseChanged, phase=st.sampled_from(Phase), date=DATES, responsible=WORDS),
    st.builds(DirectorAppointed, person=st.sampled_from(VOICES), since=DATES),
    st.builds(DirectionOffered, to=st.sampled_from(VOICES), date=DATES, reason=st.just("18 jaar")),
    st.builds(PartyNotApplicable, party=st.sampled_from(Party), reason=st.just("geen")),
    st.builds(
        PartyUnknown,
        party=st.sampled_from(Party),
        who_finds_out=st.just("Karim"),
        by_date=DATES,
    ),
    st.builds(
        PlanStateChanged,
        plan=st.sampled_from(PlanKind),
        version=st.integers(1, 3),
        state=st.sampled_from(PlanState),
    ),
    st.builds(
        ConsentDecided,
        decider=st.sampled_from(["noor", "moeder"]),
        party=st.sampled_from(Party),
        decision=st.sampled_from(["yes", "no", "no_objection", "withdrawn"]),
    ),
)


def foldable(payloads: list[Payload]) -> Dossier:
    """The dossier of these events, without those that do not fit."""
    dossier = Dossier(id="d1")
    seq = 0
    for payload in [DossierOpened(), *(PersonAdded(person=p) for p in EVERYBODY), *payloads]:
        event = Event(
            seq=seq + 1, at=datetime(2026, 6, 1, tzinfo=UTC), by="mentor", payload=payload
        )
        try:
            dossier = fold("d1", [event], onto=dossier)
        except EventRefused:
            continue
        seq += 1
    return dossier


@given(
    payloads=st.lists(answers() | answers(ANYTHING) | OTHERS, max_size=40),
    plan=st.none() | st.sampled_from(PlanKind),
    party=st.sampled_from(Party),
)
def test_every_dossier_can_be_checked_and_told_to_everybody(
    payloads: list[Payload], plan: PlanKind | None, party: Party
) -> None:
    questionnaire, settings, rules = shipped()
    dossier = foldable(payloads)
    findings = check(dossier, questionnaire, settings, rules, TODAY, plan)
    for finding in findings:
        assert finding.what
        assert finding.settled_by
    view = view_for(dossier, Recipient(party), questionnaire, settings, TODAY, plan)
    told = open_points(findings, view)
    assert len({point.text for point in told}) == len(told)


@given(data=st.data())
def test_the_order_of_telling_makes_no_difference(data: st.DataObject) -> None:
    given_answers = data.draw(
        st.lists(answers(), max_size=30, unique_by=lambda a: (a.question, a.voice))
    )
    agreements = data.draw(st.lists(AGREEMENTS, max_size=6, unique_by=lambda a: a.agreement.id))
    payloads: list[Payload] = [*given_answers, *agreements]
    other_order = data.draw(st.permutations(payloads))
    questionnaire, settings, rules = shipped()
    one, other = (
        check(dossier_of(*order), questionnaire, settings, rules, TODAY)
        for order in (payloads, other_order)
    )
    assert len(one) > 10
    assert frozenset(one) == frozenset(other)
    assert sorted(map(str, as_data(one))) == sorted(map(str, as_data(other)))


def test_an_empty_dossier_has_findings_and_no_error() -> None:
    questionnaire, settings, rules = shipped()
    for plan in (None, *PlanKind):
        assert check(Dossier(id="leeg"), questionnaire, settings, rules, TODAY, plan)
