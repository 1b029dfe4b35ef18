"""Who said yes or no to sharing what with whom, and whether that is enough at this age.

Sources: visibility matrix and age rules of the content (Jeugdwet par. 7.3); where sources differ
the strictest reading is the default and the organisation's settings decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import Person
from planbuilder.interview.answers import Answer
from planbuilder.interview.dates import last_day
from planbuilder.interview.facts import BIRTH, age_on, birthday
from planbuilder.questionnaire.settings import Settings
from planbuilder.questionnaire.terms import DataClass, Party, Role

Word = Literal["yes", "no", "no_objection", "withdrawn"]
# The question whose answer counts from the eighteenth birthday on.
FROM_EIGHTEEN = "a18_ouders"
# Under this age a child's yes about sharing is given by who has authority.
DECIDES_FROM = 12


@dataclass(frozen=True, slots=True)
class Recipient:
    """For whom something is: a party, or one person of it."""

    party: Party
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person decided about one party; `data_classes` empty: everything but a parent's own."""

    decider: str
    party: Party
    person: str | None
    data_classes: tuple[DataClass, ...]
    word: Word
    until: str | None
    on: date
    seq: int
    # Meant for the time after the eighteenth birthday.
    from_eighteen: bool = False

    def covers(self, recipient: Recipient, data_class: DataClass, today: date) -> bool:
        """True when this decision speaks about these data for this recipient on this day."""
        if self.party is not recipient.party:
            return False
        if self.until is not None and last_day(self.until) < today:
            return False
        return self._speaks_of_person(recipient) and self._speaks_of(data_class)

    def _speaks_of_person(self, recipient: Recipient) -> bool:
        if self.person is None or self.person == recipient.person:
            return True
        # A yes for one person does not open the door for their whole party; a no for one does
        # close the door of a copy that goes to the party as a whole.
        return recipient.person is None and self.word in ("no", "withdrawn")

    def _speaks_of(self, data_class: DataClass) -> bool:
        if self.data_classes:
            return data_class in self.data_classes
        return data_class is not DataClass.PARENT_OWN


def birth_date(dossier: Dossier) -> date | None:
    """The youth's date of birth; of a partial one the last possible day (the strictest age)."""
    answer = dossier.answer(BIRTH)
    try:
        return last_day(answer.value) if answer else None
    except (ValueError, AttributeError):
        return None


def decisions(dossier: Dossier, settings: Settings) -> tuple[Decision, ...]:
    """All decisions in the order in which they were made.

    Explicit ones, and those that follow from the answers about sharing (settings say what each
    option means); a later one of the same person replaces an earlier one on the same subject.
    """
    found = [
        Decision(
            decider=dated.payload.decider,
            party=dated.payload.party,
            person=dated.payload.person,
            data_classes=dated.payload.data_classes,
            word=dated.payload.decision,
            until=dated.payload.until,
            on=dated.at.date(),
            seq=dated.seq,
        )
        for dated in dossier.consents
    ]
    for (question, voice), answer in dossier.answers.items():
        person = dossier.people.get(voice)
        if question in settings.sharing and person is not None:
            found.extend(_from_answer(answer, person, settings))
    return tuple(sorted(found, key=lambda decision: decision.seq))


def _from_answer(answer: Answer, person: Person, settings: Settings) -> Iterable[Decision]:
    if person.role not in (Role.YOUTH, Role.PARENT, Role.GUARDIAN):
        return
    options = settings.sharing[answer.question]
    # An answer that is not a plain option (not asked, not told) opens nothing.
    effects = options.get(answer.value, ()) if isinstance(answer.value, str) else ()
    for effect in effects:
        word: Word = effect.decision
        if word == "yes" and person.role is not Role.YOUTH:
            word = "no_objection"
        for party in effect.parties:
            yield Decision(
                decider=person.id,
                party=party,
                person=None,
                data_classes=effect.data_classes,
                word=word,
                until=None,
                on=answer.answered_at.date(),
                seq=answer.seq,
                from_eighteen=answer.question == FROM_EIGHTEEN,
            )


def _in_force(decision: Decision, born: date | None, today: date) -> bool:
    """False for a decision of before or after the eighteenth birthday that is about the other side.

    At eighteen the parents' access ends until the youth says yes again.
    """
    adult_from = birthday(born, 18) if born else None
    is_adult = adult_from is not None and today >= adult_from
    if decision.from_eighteen:
        return is_adult
    if is_adult and adult_from and decision.party is Party.PARENT and decision.word == "yes":
        return decision.on >= adult_from
    return True


@dataclass(frozen=True)
class Consent:
    """The consent of one dossier on one day: answers whether something may be shared, and on what ground."""

    dossier: Dossier
    made: tuple[Decision, ...]
    mode_12_15: Literal["both", "youth"]
    today: date

    @classmethod
    def of(cls, dossier: Dossier, settings: Settings, today: date) -> Consent:
        """The consent as it stands in this dossier."""
        born = birth_date(dossier)
        made = tuple(d for d in decisions(dossier, settings) if _in_force(d, born, today))
        return cls(dossier, made, settings.consent_mode_12_15, today)

    @cached_property
    def age(self) -> int | None:
        """The youth's age in whole years, None when the date of birth is not known."""
        born = birth_date(self.dossier)
        return age_on(born, self.today) if born else None

    @cached_property
    def authorities(self) -> tuple[str, ...]:
        """Who has legal authority (gezag): a guardian with authority, otherwise parents with custody."""
        guardians = [p.id for p in self.dossier.present(Role.GUARDIAN) if p.has_custody]
        parents = [p.id for p in self.dossier.present(Role.PARENT) if p.has_custody]
        return tuple(guardians or parents)

    def latest(self, decider: str, recipient: Recipient, data_class: DataClass) -> Decision | None:
        """This person's latest decision about these data for this recipient, if it still counts."""
        for decision in reversed(self.made):
            if decision.decider == decider and decision.covers(recipient, data_class, self.today):
                return decision
        return None

    def granted(self, recipient: Recipient, data_class: DataClass) -> tuple[Decision, ...]:
        """The decisions that together are a valid yes; empty when there is none."""
        deciders = self._deciders(recipient)
        words = {d: self.latest(d, recipient, data_class) for d in deciders.all}
        if any(found is not None and found.word in ("no", "withdrawn") for found in words.values()):
            return ()
        given: list[Decision] = []
        if deciders.youth is not None:
            yes = words[deciders.youth]
            if yes is None or yes.word != "yes":
                return ()
            given.append(yes)
        if deciders.youth is None or deciders.both:
            support = [words[a] for a in deciders.authorities]
            agreed = [found for found in support if found is not None]
            if not agreed:
                return ()
            given.extend(agreed)
        return tuple(given)

    def closed(self, recipient: Recipient, data_class: DataClass) -> bool:
        """True when somebody whose word counts said no, so that even a default is shut."""
        heard = set(self._deciders(recipient).all)
        if self.dossier.youth is not None:
            # A child's no counts, also where a parent or guardian decides.
            heard.add(self.dossier.youth.id)
        if recipient.party is Party.CARE_PROVIDER:
            # Direct care needs no consent of the authorities; only the youth can close its door.
            heard -= set(self.authorities)
        return any(
            found is not None and found.word in ("no", "withdrawn")
            for found in (self.latest(d, recipient, data_class) for d in heard)
        )

    def own_words_granted(self, author: str, recipient: Recipient) -> Decision | None:
        """A parent's own yes to show their own answers to this recipient."""
        found = self.latest(author, recipient, DataClass.PARENT_OWN)
        return found if found is not None and found.word == "yes" else None

    def _deciders(self, recipient: Recipient) -> _Deciders:
        youth = self.dossier.youth.id if self.dossier.youth else None
        if self.dossier.capacity is not None:
            return _Deciders(None, (self.dossier.capacity.payload.decider,))
        # Sharing with somebody who has authority is not sharing behind their back.
        is_authority = bool(recipient.person) and recipient.person in self.authorities
        age = self.age
        if age is not None and age >= 16:
            return _Deciders(youth or "")
        if age is not None and age < DECIDES_FROM:
            return _Deciders(None, self.authorities)
        # 12-15, and an age that nobody filled in: the strictest rule of the two.
        if (self.mode_12_15 == "youth" and age is not None) or is_authority:
            return _Deciders(youth or "")
        return _Deciders(youth or "", self.authorities, both=True)


@dataclass(frozen=True, slots=True)
class _Deciders:
    """Whose word counts: the youth ("" while unknown, None: not the youth's to decide) and authorities.

    With `both` the youth's yes and at least one authority's are needed.
    """

    youth: str | None
    authorities: tuple[str, ...] = ()
    both: bool = False

    @property
    def all(self) -> tuple[str, ...]:
        return ((self.youth,) if self.youth is not None else ()) + self.authorities
