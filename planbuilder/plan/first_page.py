"""What stands on the first page: for whom, on whose yes, the regisseur, and whom the youth turns to."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterator

from planbuilder.dossier.consent import Decision
from planbuilder.language import written_date
from planbuilder.plan.answers import fact_of, facts_said, is_fed
from planbuilder.plan.direction import QUESTION, director_facts
from planbuilder.plan.material import Material, introduced
from planbuilder.plan.model import Fact
from planbuilder.plan.sources import answer_source, note_source, person_source
from planbuilder.plan.wording import (
    CONSENT,
    FILE_KIND,
    FILE_PARTY,
    PARTY,
    STATE,
    joined,
)
from planbuilder.questionnaire.terms import AnswerStatus, Party, PlanKind, PlanState

_BY_DEFAULT = "de afspraken over wat deze lezer altijd mag lezen"


def first_page(material: Material) -> tuple[Fact, ...]:
    """The facts under the title, in the order in which a reader looks for them."""
    reader = material.view.people.get(material.view.recipient.person or "")
    for_whom = Fact("Voor wie", recipient(material), person_source(reader) if reader else "")
    facts = [for_whom, Fact("Mag dit lezen vanwege", ground(material))]
    facts += _fed(material)
    named_in = any(
        material.outline.name_from in section.feeds for section in material.outline.sections
    )
    if not named_in and material.chosen_name not in ("", material.name):
        facts.append(Fact("Zo wil ik heten", material.chosen_name, material.name_source))
    return tuple(facts)


def _fed(material: Material) -> Iterator[Fact]:
    for name, feed in material.outline.first_page.items():
        question = material.question(name)
        if question is None or not is_fed(material, feed):
            continue
        if name == QUESTION:
            yield from director_facts(material, material.label(question, feed))
            continue
        for found in fact_of(material, question, feed, material.answers(name)):
            if isinstance(found, Fact):
                yield found
                continue
            # The same was asked of several people, and each may name somebody else.
            yield from facts_said(found.label, [(p.text, p.source) for p in found.perspectives])


def recipient(material: Material) -> str:
    """For whom this plan is: a person with role, or a party."""
    view = material.view
    party = PARTY[view.recipient.party]
    person = view.people.get(view.recipient.person or "")
    if person is None:
        return party
    return introduced(material, person)


def ground(material: Material) -> str:
    """On what ground this recipient reads this: whose yes and when, or what holds without one."""
    view = material.view
    given = dict.fromkeys(_decision(material, decision) for decision in view.grounds)
    if view.recipient.party is Party.YOUTH:
        return joined(("eigen plan", *given), "; ")
    if view.recipient.party is Party.CARE_PROVIDER:
        return joined(("de hulp die deze lezer geeft", *given), "; ")
    if is_basic_version(material):
        return f"de keuze van {material.name}: alleen de basis"
    if given:
        return "; ".join(given)
    person = view.people.get(view.recipient.person or "")
    if person is not None and person.has_custody:
        return f"gezag; {_BY_DEFAULT}"
    return _BY_DEFAULT


def is_basic_version(material: Material) -> bool:
    """True for the school version that holds only the basics."""
    is_school_version = material.outline.kind is PlanKind.SCHOOL_TRANSFER
    return is_school_version and material.view.school_version == "basic"


def _decision(material: Material, decision: Decision) -> str:
    person = material.view.people.get(decision.decider)
    word = CONSENT.get(decision.word, decision.word)
    name = introduced(material, person) if person else "wie hierover beslist"
    return f"{word} van {name}, {written_date(decision.on)}"


def state(material: Material) -> str:
    """How far this version is; a version that nobody decided about yet is a draft."""
    standing = material.view.standing
    if standing is None or standing.version != material.view.version:
        return STATE[PlanState.DRAFT]
    return STATE[standing.state]


def title(material: Material) -> tuple[str, str, tuple[Fact, ...]]:
    """The title that the youth chose, or the outline's; its source; and what was noted with it."""
    for answer in material.answers(material.outline.title_from):
        if (
            answer.status is AnswerStatus.ANSWERED
            and isinstance(answer.value, str)
            and answer.value
        ):
            note = Fact("Over de naam van het plan", answer.note, note_source(answer))
            return answer.value, answer_source(answer), (note,) if answer.note else ()
    return material.outline.title, "", ()


def colour(material: Material) -> str:
    """The colour that the youth chose, in the words of the question; "" where none may be read."""
    for answer in material.answers(material.outline.colour_from):
        if answer.status is AnswerStatus.ANSWERED and isinstance(answer.value, str):
            return answer.value
    return ""


def file_stem(material: Material) -> str:
    """A file name without any name of a person; the code tells files of two dossiers apart."""
    view = material.view
    about = f"{view.dossier_id}\n{view.recipient.party.value}\n{view.recipient.person or ''}"
    digest = hashlib.sha256(about.encode("utf-8", "surrogatepass")).digest()
    code = b32encode(digest).decode("ascii").lower()[:6]
    kind, party = FILE_KIND[material.outline.kind], FILE_PARTY[view.recipient.party]
    return f"{kind}_v{view.version}_voor-{party}_{view.today.isoformat()}_{code}"
