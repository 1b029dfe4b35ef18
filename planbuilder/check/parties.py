"""The nine parties: each named, absent with a reason, or being found out by somebody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planbuilder.check.calendar import partial_end
from planbuilder.check.case import Case
from planbuilder.check.hit import Hit
from planbuilder.check.rule import Rule
from planbuilder.interview.dates import display_date
from planbuilder.questionnaire.terms import Party

NAME: Mapping[Party, str] = {
    Party.YOUTH: "de jongere",
    Party.PARENT: "de ouders of verzorgers",
    Party.GUARDIAN: "de voogd",
    Party.REFERRER: "de verwijzer",
    Party.CARE_PROVIDER: "de zorg van de instelling",
    Party.INSTITUTION_SCHOOL: "de instellingsschool",
    Party.HOME_SCHOOL: "de stamschool",
    Party.MUNICIPAL_YOUTH_CARE: "de jeugdhulp van de gemeente",
    Party.SCHOOL_ALLIANCE: "het samenwerkingsverband",
    Party.NETWORK: "het netwerk, de JIM of een ervaringsdeskundige",
}


def parties_settled(case: Case, rule: Rule) -> Iterable[Hit]:
    """A hit per party of which nothing is known: no name, no reason, nobody who finds out."""
    for party, state in case.dossier.parties.items():
        if not state.is_settled:
            yield Hit(parties=(party,), slots=(("partij", NAME[party]),))


def parties_found_out(case: Case, rule: Rule) -> Iterable[Hit]:
    """A hit per party that somebody would find out, when the day for that has passed."""
    for party, state in case.dossier.parties.items():
        by = partial_end(state.by_date)
        if state.status == "unknown" and by is not None and by < case.today:
            yield Hit(
                parties=(party,),
                slots=(("partij", NAME[party]), ("datum", display_date(by.isoformat()))),
            )
