"""Who or which question settles a finding, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planbuilder.check.case import Case
from planbuilder.check.parties import NAME
from planbuilder.questionnaire.terms import Party, Voice

PARTY_OF = {
    Voice.YOUTH: Party.YOUTH,
    Voice.PARENT: Party.PARENT,
    Voice.PROFESSIONAL: Party.CARE_PROVIDER,
    Voice.SCHOOL: Party.INSTITUTION_SCHOOL,
    Voice.EXPERIENCE_EXPERT: Party.NETWORK,
}
# More questions than this are counted, not listed; the data name them all.
_LISTED = 6


def parties_asked(case: Case, questions: Iterable[str]) -> tuple[Party, ...]:
    """The parties to whom these questions are put: as a core question, else at all."""
    asked = (case.questionnaire.questions.get(question) for question in questions)
    voices = {voice for q in asked if q is not None for voice in q.core or q.asked}
    return tuple(party for voice, party in PARTY_OF.items() if voice in voices)


def in_words(
    case: Case, questions: Sequence[str], parties: Iterable[Party], people: Iterable[str]
) -> tuple[str, ...]:
    """People by name, parties, and the questions by their id."""
    known = case.dossier.people
    named = [known[person].name for person in people if person in known]
    listed = [f"vraag {question}" for question in questions[:_LISTED]]
    if len(questions) > _LISTED:
        listed.append(f"en nog {len(questions) - _LISTED}")
    return (*(named or [NAME[party] for party in parties]), *listed)
