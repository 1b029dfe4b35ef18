"""Random dossiers in which every answer carries its own marker word, for the tests of who reads what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import field
from hypothesis import strategies as st
from leak_oracle import Situation, may_read

from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import (
    Agreement,
    AgreementMade,
    AnswerGiven,
    ConsentDecided,
    DirectorAppointed,
    DossierOpened,
    Event,
    Payload,
    Person,
    PersonAdded,
)
from planbuilder.dossier.fold import fold
from planbuilder.questionnaire.model import Question, Questionnaire
from planbuilder.questionnaire.terms import (
    AnswerType,
    DataClass,
    LifeArea,
    Party,
    PlanKind,
    Role,
    Voice,
)

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
SHARING_ANSWERS = {
    "deel_school": (("5", "6"), "de schoolversie", "niets"),
    "deel_gemeente": (("7",), "het uitstroomplan", "niets"),
    "deel_netwerk": (("9",), "Mijn plan", "niets"),
    "deel_ouders": (("1b",), "alles", "niets"),
}
RELEASES = {"deel_1": 1, "deel_2": 2}


def marker(question: str, voice: str) -> str:
    """A word that occurs nowhere else: letters only, so that no format breaks or escapes it."""
    number = sum(ord(c) * 131**i for i, c in enumerate(f"{question}/{voice}")) % 26**9
    letters = ""
    for _ in range(9):
        number, rest = divmod(number, 26)
        letters += chr(97 + rest)
    return f"Zq{letters}x"


def marked(question: Question, word: str) -> tuple[Any, str]:
    """(value, note) for this question with the marker somewhere in it."""
    kind = question.type
    if kind in (AnswerType.TEXT, AnswerType.LONG_TEXT):
        return f"ik zei {word} echt", ""
    if kind is AnswerType.PERSON:
        return {"name": word}, ""
    if kind is AnswerType.CHOICE:
        return question.options[0], word
    if kind is AnswerType.MULTI_CHOICE:
        if question.other:
            return [question.options[0], {"other": word}], ""
        return [question.options[0]], word
    if kind is AnswerType.TABLE:
        texts = [c.id for c in question.columns if c.type is AnswerType.TEXT]
        return ([{texts[0]: word}], "") if texts else ([], word)
    plain = {
        AnswerType.YES_NO: True,
        AnswerType.SCALE: 6,
        AnswerType.DATE: "2026",
        AnswerType.AMOUNT: "5.00",
    }
    return plain[kind], word


@dataclass(frozen=True, repr=False)
class World:
    """A dossier and how it came about, told without planbuilder's own rules."""

    dossier: Dossier
    age: int
    custody: frozenset[str]
    engaged: frozenset[str]
    decided_as_adult: bool
    # What the youth said about parents after eighteen; counts only from then on.
    parents_after_18: str | None
    youth_words: dict[str, str]
    authority_words: dict[str, str]
    parents_yes: frozenset[tuple[str, str]]
    held: frozenset[int]
    markers: dict[tuple[str, str], str]
    agreement_markers: dict[str, tuple[LifeArea, str, str]]

    def __repr__(self) -> str:
        words = {
            "age": self.age,
            "adult": (self.decided_as_adult, self.parents_after_18),
            "own": sorted(self.parents_yes),
            "held": sorted(self.held),
            "custody": sorted(self.custody),
            "youth": self.youth_words,
        }
        return f"World({words}, {self.authority_words}, {len(self.markers)} markers)"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    def situation(self, recipient: Recipient) -> Situation:
        """The world as it is for this recipient."""
        is_authority = recipient.person in self.custody
        yes, no = set(), set()
        for party in Party:
            if party is Party.PARENT and self.age >= 18 and self.parents_after_18:
                # Said last, and meant for this age.
                (yes if self.parents_after_18 == "yes" else no).add(party.value)
                continue
            youth = self.youth_words.get(party.value)
            guard = self.authority_words.get(party.value)
            needs_guard = self.age < 12 or (self.age < 16 and not is_authority)
            if youth == "no" or (
                needs_guard and guard == "no" and party is not Party.CARE_PROVIDER
            ):
                no.add(party.value)
            youth_ok = youth == "yes" or self.age < 12
            if party is Party.PARENT and self.age >= 18 and not self.decided_as_adult:
                youth_ok = False
            if youth_ok and (not needs_guard or (guard == "no_objection" and bool(self.custody))):
                yes.add(party.value)
        return Situation(
            age=self.age,
            party=recipient.party.value,
            is_authority=is_authority,
            engaged=recipient.person is None or recipient.person in self.engaged,
            yes=frozenset(yes),
            no=frozenset(no),
            parents_yes=self.parents_yes,
            held=self.held,
        )

    def allowed(
        self, questionnaire: Questionnaire, recipient: Recipient, plan: PlanKind
    ) -> set[str]:
        """The markers that may appear in this plan for this recipient."""
        now = self.situation(recipient)
        found = set()
        for (question_id, voice), word in self.markers.items():
            question = questionnaire[question_id]
            person = self.dossier.people[voice]
            alone = person.role.party in (Party.PARENT, Party.NETWORK)
            own = voice == recipient.person or (
                recipient.person is None and person.role.party is recipient.party and not alone
            )
            education = question.data_class is DataClass.EDUCATION
            if may_read(
                question_id,
                voice,
                person.role.value,
                own,
                question.sittings,
                education,
                plan.value,
                now,
            ):
                found.add(word)
        for area, maker, word in self.agreement_markers.values():
            question = next(q for q in questionnaire.by_life_area[area] if q.agreements)
            role = self.dossier.people[maker].role.value
            education = question.data_class is DataClass.EDUCATION
            if may_read(question.id, maker, role, False, (), education, plan.value, now):
                found.add(word)
        return found


def _people(custody: frozenset[str]) -> tuple[Person, ...]:
    def person(id_: str, role: Role, **more: Any) -> Person:
        return Person(id=id_, name=f"Naam {id_}", role=role, has_custody=id_ in custody, **more)

    return (
        person("jongere", Role.YOUTH),
        person("moeder", Role.PARENT),
        person("vader", Role.PARENT),
        person("voogd", Role.GUARDIAN),
        person("verwijzer", Role.REFERRER),
        person("mentor", Role.CARE_PROVIDER),
        person("school_hier", Role.INSTITUTION_SCHOOL),
        person("school_thuis", Role.HOME_SCHOOL),
        person("wijkteam", Role.MUNICIPAL_YOUTH_CARE),
        person("swv", Role.SCHOOL_ALLIANCE),
        person("tante", Role.INFORMAL_NETWORK),
        person("ed_nu", Role.EXPERIENCE_EXPERT, engaged_from="2026-01"),
        person("ed_klaar", Role.EXPERIENCE_EXPERT, engaged_from="2025", engaged_until="2026-06"),
    )


_ANSWERERS = {
    Voice.YOUTH: ("jongere",),
    Voice.PARENT: ("moeder", "vader"),
    Voice.PROFESSIONAL: ("mentor", "voogd", "wijkteam", "verwijzer"),
    Voice.SCHOOL: ("school_hier", "school_thuis", "swv"),
    Voice.EXPERIENCE_EXPERT: ("ed_nu", "ed_klaar"),
}


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A world of any age and family, with decisions of any kind and a marker in every answer."""
    # Not an argument: the report of a failure would print the whole questionnaire.
    questionnaire = field.questionnaire()
    age = draw(st.integers(min_value=8, max_value=20))
    custody = draw(
        st.sampled_from(
            [
                frozenset({"moeder"}),
                frozenset({"moeder", "vader"}),
                frozenset({"voogd"}),
                frozenset(),
            ]
        )
    )
    people = _people(custody)
    parties = [p.value for p in Party if p is not Party.YOUTH]
    youth_words = draw(st.dictionaries(st.sampled_from(parties), st.sampled_from(["yes", "no"])))
    by_answer = draw(st.sets(st.sampled_from(sorted(SHARING_ANSWERS))))
    authority_words = draw(
        st.dictionaries(st.sampled_from(parties), st.sampled_from(["no_objection", "no"]))
    )
    shared = draw(
        st.sets(
            st.tuples(st.sampled_from(["moeder", "vader"]), st.sampled_from(["1a", "1b", "2", "7"]))
        )
    )
    held = draw(st.sets(st.sampled_from(sorted(RELEASES))))
    born = f"{TODAY.year - age - 1}-12-31" if draw(st.booleans()) else f"{TODAY.year - age}-11-22"
    payloads: list[tuple[str, Payload]] = [("mentor", DossierOpened())]
    payloads += [("mentor", PersonAdded(person=person)) for person in people]
    payloads.append(("mentor", DirectorAppointed(person="verwijzer", since="2026-03")))
    payloads.append(
        ("mentor", AnswerGiven(question="basis_geboortedatum", voice="mentor", value=born))
    )
    for question_id in sorted(by_answer):
        touched, full, nothing = SHARING_ANSWERS[question_id]
        word = draw(st.sampled_from(["yes", "no"]))
        youth_words.update(dict.fromkeys(touched, word))
        value = full if word == "yes" else nothing
        payloads.append(
            ("jongere", AnswerGiven(question=question_id, voice="jongere", value=value))
        )
    answered = {t for q in by_answer for t in SHARING_ANSWERS[q][0]}
    for party, word in sorted(youth_words.items()):
        if party not in answered:
            payloads.append(("jongere", _decided("jongere", party, word)))
    for party, word in sorted(authority_words.items()):
        for person_id in sorted(custody):
            payloads.append((person_id, _decided(person_id, party, word)))
    for parent, party in sorted(shared):
        own = ConsentDecided(
            decider=parent, party=Party(party), data_classes=(DataClass.PARENT_OWN,), decision="yes"
        )
        payloads.append((parent, own))
    for question_id in sorted(held):
        hold = AnswerGiven(question=question_id, voice="jongere", value="alleen mijn mentor")
        payloads.append(("jongere", hold))
    after_18 = draw(st.sampled_from([None, "yes", "no"]))
    if after_18:
        word = "ja" if after_18 == "yes" else "nee"
        payloads.append(
            ("jongere", AnswerGiven(question="a18_ouders", voice="jongere", value=word))
        )
    taken = {*SHARING_ANSWERS, *RELEASES, "a18_ouders"}
    markers = _answers(draw, questionnaire, payloads, taken)
    agreements = {}
    for area in LifeArea:
        maker = draw(st.sampled_from(["mentor", "jongere", "school_thuis"]))
        word = marker(area.value, maker)
        made = Agreement(
            id=f"a-{area.value}".replace("_", "-"), life_area=area, what=word, who="Iemand"
        )
        payloads.append((maker, AgreementMade(agreement=made)))
        agreements[made.id] = (area, maker, word)
    events = [
        Event(seq=n, at=AT, by=by, payload=payload)
        for n, (by, payload) in enumerate(payloads, start=1)
    ]
    return World(
        dossier=fold("wereld", events),
        age=age,
        custody=custody,
        engaged=frozenset(p.id for p in people if p.id != "ed_klaar"),
        decided_as_adult=date.fromisoformat(born).replace(year=int(born[:4]) + 18) <= AT.date(),
        parents_after_18=after_18,
        youth_words=youth_words,
        authority_words={p: w for p, w in authority_words.items() if custody},
        parents_yes=frozenset(shared),
        held=frozenset(RELEASES[q] for q in held),
        markers=markers,
        agreement_markers=agreements,
    )


def _decided(decider: str, party: str, word: str) -> ConsentDecided:
    return ConsentDecided(decider=decider, party=Party(party), decision=word)  # type: ignore[arg-type]


def _answers(
    draw: st.DrawFn,
    questionnaire: Questionnaire,
    payloads: list[tuple[str, Payload]],
    taken: set[str],
) -> dict[tuple[str, str], str]:
    """Answers of about a third of all voices and questions, every one with its marker."""
    pairs = [
        (question.id, person)
        for question in questionnaire.questions.values()
        if question.id not in taken | {"basis_geboortedatum"} and not question.agreements
        for voice in (*question.asked, *question.may_answer)
        for person in _ANSWERERS[voice]
    ]
    start = draw(st.integers(min_value=0, max_value=2))
    markers = {}
    for question_id, person in pairs[start::3]:
        word = marker(question_id, person)
        value, note = marked(questionnaire[question_id], word)
        given = AnswerGiven(question=question_id, voice=person, value=value, note=note)
        payloads.append((person, given))
        markers[question_id, person] = word
    return markers
