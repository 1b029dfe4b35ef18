"""Sharing: recipients for whom the decision that their document needs was not made yet."""

from __future__ import annotations

from collections.abc import Iterable

from planbuilder.check.case import Case
from planbuilder.check.hit import Hit
from planbuilder.check.parties import NAME
from planbuilder.check.rule import Rule
from planbuilder.check.signals import leaving_is_in_sight
from planbuilder.dossier.consent import Consent, Recipient
from planbuilder.questionnaire.terms import DataClass, Party

# What a plan for a party is about, where a decision names nothing in particular.
_MAIN = DataClass.LIFE_AREA


def consent_missing(case: Case, rule: Rule) -> Iterable[Hit]:
    """A hit per party that takes part and waits for a decision of the youth or of who has authority.

    A no is a decision: nothing is missing then.
    """
    if not leaving_is_in_sight(case):
        return
    consent = Consent.of(case.dossier, case.settings, case.today)
    for party, question in _asked_about(case).items():
        if not case.dossier.parties[party].people or not case.applies(question):
            continue
        recipient = Recipient(party)
        decisions = [decision for decision in consent.made if decision.party is party]
        if not decisions and not case.is_settled(question):
            yield Hit(questions=(question,), parties=(party,), slots=(("partij", NAME[party]),))
            continue
        classes = {c for d in decisions if d.word == "yes" for c in d.data_classes or (_MAIN,)}
        waiting = [
            c
            for c in classes
            if not consent.granted(recipient, c) and not consent.closed(recipient, c)
        ]
        if waiting:
            yield Hit(
                questions=(question,),
                parties=(party,),
                people=consent.authorities,
                slots=(("partij", NAME[party]),),
                rests_on=case.rests_on(question),
            )


def _asked_about(case: Case) -> dict[Party, str]:
    """Per party the question by which the youth decides about it, as the settings say."""
    found: dict[Party, str] = {}
    for question, options in case.settings.sharing.items():
        for effects in options.values():
            for effect in effects:
                for party in effect.parties:
                    found.setdefault(party, question)
    return found
