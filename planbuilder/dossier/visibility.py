"""May this recipient read this? The visibility matrix crossed with age, consent and the hard blocks.

The order matters and is the same everywhere: first what can never be, then a person's own words,
then what somebody closed, then the matrix, then consent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from planbuilder.dossier.consent import Consent, Decision, Recipient
from planbuilder.dossier.events import Agreement, Person
from planbuilder.interview.answers import JOINT, Answer
from planbuilder.interview.dates import last_day
from planbuilder.questionnaire.model import Question, Questionnaire, Visibility
from planbuilder.questionnaire.terms import (
    DataClass,
    Party,
    PlanKind,
    Role,
    Sensitivity,
    Voice,
)

_NEVER_SPECIAL_PARTIES = (Party.INSTITUTION_SCHOOL, Party.HOME_SCHOOL, Party.SCHOOL_ALLIANCE)
_NEVER_SPECIAL_PLANS = (PlanKind.SCHOOL_TRANSFER, PlanKind.MY_PLAN)
_ALWAYS_FOR_PARENTS = (DataClass.IDENTITY, DataClass.PROCESS)
# Answers after each sitting that hold the sitting's answers back until they are looked at together.
_SITTING_RELEASE = {1: "deel_1", 2: "deel_2"}
_RELEASED = "zoals het nu staat"
# A parent's answer: for that parent and the care team, for others after that parent's yes.
_PARENTS_WORDS = Visibility(
    reads=(Party.CARE_PROVIDER,),
    after_yes=(Party.YOUTH, Party.PARENT, Party.GUARDIAN, Party.MUNICIPAL_YOUTH_CARE),
)


@dataclass
class Reader:
    """One recipient looking into one dossier, for one kind of plan.

    `grounds` collects the decisions that opened something, for the first page and the log.
    """

    consent: Consent
    questionnaire: Questionnaire
    recipient: Recipient
    plan: PlanKind | None = None
    _grounds: dict[int, Decision] = field(default_factory=dict)
    # What was found out per class of data: the same question comes hundreds of times a view.
    _closed: dict[DataClass, bool] = field(default_factory=dict)
    _granted: dict[DataClass, tuple[Decision, ...]] = field(default_factory=dict)

    @property
    def grounds(self) -> tuple[Decision, ...]:
        """The decisions used so far, in the order in which they were made."""
        return tuple(self._grounds[seq] for seq in sorted(self._grounds))

    def may_read_answer(self, answer: Answer) -> bool:
        """True when this recipient may read this answer, whatever its status is."""
        question = self.questionnaire.questions.get(answer.question)
        if question is None:
            # An answer to a question that this questionnaire does not know: the care team keeps it.
            return self.recipient.party is Party.CARE_PROVIDER and self.plan is None
        author = self.consent.dossier.people.get(answer.voice)
        if answer.voice != JOINT and author is None:
            return False
        if self._never(question.sensitivity):
            return False
        if self._is_own(author):
            return True
        if self._is_held_back(question, author):
            return False
        if author is not None and author.role is Role.PARENT:
            return self._may_read_parents_words(author, question)
        return self._may_read(
            question.visibility, question.data_class, question.sensitivity, author
        )

    def may_know_of(self, question: Question) -> bool:
        """True when this recipient may know that this question exists in this dossier."""
        if self._never(question.sensitivity):
            return False
        youth = self.consent.dossier.youth
        if self._is_held_back(question, youth) and Voice.YOUTH in question.asked:
            return False
        author = youth if Voice.YOUTH in question.asked else None
        return self._may_read(
            question.visibility, question.data_class, question.sensitivity, author
        )

    def may_read_agreement(self, agreement: Agreement) -> bool:
        """True when this recipient does it, or may read the agreements of that life area."""
        question = next(
            q for q in self.questionnaire.by_life_area[agreement.life_area] if q.agreements
        )
        if self._never(question.sensitivity):
            return False
        if agreement.person is not None:
            doer = self.consent.dossier.people.get(agreement.person)
            if self._is_own(doer) and self._is_engaged:
                return True
        maker = self.consent.dossier.agreement_makers.get(agreement.id, "")
        author = self.consent.dossier.people.get(maker)
        return self._may_read(
            question.visibility, question.data_class, question.sensitivity, author
        )

    def may_read_class(self, data_class: DataClass, sensitivity: Sensitivity) -> bool:
        """True when this recipient may read this class of data in general (the matrix' own row)."""
        row = self.questionnaire.visibility.get(data_class)
        return row is not None and self._may_read(row, data_class, sensitivity, None)

    # -- the steps, in their order --

    def _never(self, sensitivity: Sensitivity) -> bool:
        if not self._is_engaged:
            return True
        if not sensitivity.is_special:
            return False
        return self.recipient.party in _NEVER_SPECIAL_PARTIES or self.plan in _NEVER_SPECIAL_PLANS

    @cached_property
    def _is_engaged(self) -> bool:
        """An experience expert reads only while engaged; all others always are."""
        person = self.consent.dossier.people.get(self.recipient.person or "")
        if person is None:
            return self.recipient.person is None
        if person.id in self.consent.dossier.left:
            return False
        if person.role is not Role.EXPERIENCE_EXPERT:
            return True
        begun = (
            person.engaged_from is not None and last_day(person.engaged_from) <= self.consent.today
        )
        over = (
            person.engaged_until is not None and last_day(person.engaged_until) < self.consent.today
        )
        return begun and not over

    def _is_own(self, author: Person | None) -> bool:
        """A party reads what it said itself; parents and the network each only their own."""
        if author is None:
            return False
        if self.recipient.person is not None:
            return author.id == self.recipient.person
        alone = (Party.PARENT, Party.NETWORK)
        return author.role.party is self.recipient.party and self.recipient.party not in alone

    def _is_held_back(self, question: Question, author: Person | None) -> bool:
        """True for a youth's answers of a sitting that the youth did not release yet for others."""
        if self.recipient.party in (Party.YOUTH, Party.CARE_PROVIDER):
            return False
        if (
            author is None
            or author.role is not Role.YOUTH
            or question.sensitivity is Sensitivity.BASIC
        ):
            return False
        for sitting in question.sittings:
            release = self.consent.dossier.answers.get(
                (_SITTING_RELEASE.get(sitting, ""), author.id)
            )
            if release is not None and release.value != _RELEASED:
                return True
        return False

    def _may_read_parents_words(self, author: Person, question: Question) -> bool:
        """Another's reading of a parent's words: what goes beyond the row takes that parent's own yes."""
        row = question.visibility if _only_for_parents(question) else _PARENTS_WORDS
        basic = question.sensitivity is Sensitivity.BASIC
        party = self.recipient.party
        if party in row.reads and (party is not Party.PARENT or basic):
            return basic or not self._is_closed(question.data_class)
        if party not in row.after_yes and party is not Party.PARENT:
            return False
        yes = self.consent.own_words_granted(author.id, self.recipient)
        if yes is not None:
            self._grounds[yes.seq] = yes
        return yes is not None

    def _may_read(
        self,
        visibility: Visibility,
        data_class: DataClass,
        sensitivity: Sensitivity,
        author: Person | None,
    ) -> bool:
        level = self._level(visibility, data_class, author)
        if level == "never":
            return False
        if self._is_closed(data_class):
            # Plain facts that a party reads by default can't be closed; all else can.
            if level == "after_yes" or sensitivity is not Sensitivity.BASIC:
                return False
        if level == "reads":
            return True
        if data_class not in self._granted:
            self._granted[data_class] = self.consent.granted(self.recipient, data_class)
        given = self._granted[data_class]
        for decision in given:
            self._grounds[decision.seq] = decision
        return bool(given)

    def _is_closed(self, data_class: DataClass) -> bool:
        """True when somebody closed these data for this recipient; nobody closes the youth's own."""
        if self.recipient.party is Party.YOUTH:
            return False
        if data_class not in self._closed:
            self._closed[data_class] = self.consent.closed(self.recipient, data_class)
        return self._closed[data_class]

    def _level(self, visibility: Visibility, data_class: DataClass, author: Person | None) -> str:
        party = self.recipient.party
        if party not in visibility.reads:
            return "after_yes" if party in visibility.after_yes else "never"
        if party is Party.PARENT and not self._parent_reads_by_default(data_class):
            return "after_yes"
        if party is Party.NETWORK:
            return "after_yes"
        from_care = author is not None and author.role is Role.CARE_PROVIDER
        if party is Party.HOME_SCHOOL and data_class is DataClass.EDUCATION and from_care:
            # Between schools it may pass; what comes from care needs a yes.
            return "after_yes"
        return "reads"

    def _parent_reads_by_default(self, data_class: DataClass) -> bool:
        age = self.consent.age
        if self.recipient.person not in self.consent.authorities:
            return False
        if age is None or age >= 18:
            return False
        return age < 16 or data_class in _ALWAYS_FOR_PARENTS


def _only_for_parents(question: Question) -> bool:
    return set(question.asked) <= {Voice.PARENT}
