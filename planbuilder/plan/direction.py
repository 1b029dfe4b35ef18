"""Who is the regisseur now, since when, and who takes over."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.dossier.events import Person
from planbuilder.interview.answers import Answer
from planbuilder.language import written_date
from planbuilder.plan.answers import facts_said
from planbuilder.plan.material import Material, with_number, words_of
from planbuilder.plan.model import Block, Fact, Facts
from planbuilder.plan.sources import person_source, shown_source

QUESTION = "reg_regisseur"
_NOT_KNOWN = "nog niet bekend"


def direction_blocks(material: Material) -> Iterator[Block]:
    """The regisseur, and who was asked to take over; nothing where that is not known here."""
    view = material.view
    facts = []
    director = view.people.get(view.direction or "")
    if director is not None:
        since = f", sinds {written_date(view.direction_since)}" if view.direction_since else ""
        text = with_number(material, director) + since
        facts.append(Fact("Regisseur nu", text, "@direction.current"))
    receiver = view.people.get(view.direction_offered_to or "")
    if receiver is not None:
        facts.append(
            Fact(
                "Regisseur straks",
                f"{with_number(material, receiver)}, gevraagd, nog niet bevestigd",
                "@direction.offered",
            )
        )
    if facts:
        yield Facts(tuple(facts))


def director_facts(material: Material, label: str) -> list[Fact]:
    """The regisseur with a phone number: one fact, or more where an answer tells more.

    The dossier knows who it is. What an answer adds about that person stands with it; an answer
    about an earlier regisseur does not.
    """
    director = material.view.people.get(material.view.direction or "")
    question = material.question(QUESTION)
    said = [(with_number(material, director), person_source(director))] if director else []
    for answer in material.answers(QUESTION) if question else ():
        if question and answer.has_content and (director is None or _adds(answer, director)):
            said.append((words_of(question, answer), shown_source(answer)))
    return facts_said(label, said) or [Fact(label, _NOT_KNOWN)]


def _adds(answer: Answer, director: Person) -> bool:
    """True when the answer is about this regisseur and tells more than the dossier knows."""
    said = answer.value if isinstance(answer.value, dict) else {"name": answer.value}
    if str(said.get("name", "")).casefold() != director.name.casefold():
        return False
    phone = said.get("phone") or director.phone
    return bool(answer.note or said.get("note")) or phone != director.phone
