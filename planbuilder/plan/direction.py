"""Who is the regisseur now, since when, and who takes over."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.language import written_date
from planbuilder.plan.material import Material, about, words_of
from planbuilder.plan.model import Block, Fact, Facts

QUESTION = "reg_regisseur"
_NOT_KNOWN = "nog niet bekend"


def direction_blocks(material: Material) -> Iterator[Block]:
    """The regisseur, and who was asked to take over; nothing where that is not known here."""
    view = material.view
    facts = []
    director = view.people.get(view.direction or "")
    if director is not None:
        since = f", sinds {written_date(view.direction_since)}" if view.direction_since else ""
        facts.append(Fact("Regisseur nu", about(material, director) + since))
    receiver = view.people.get(view.direction_offered_to or "")
    if receiver is not None:
        facts.append(
            Fact("Regisseur straks", f"{about(material, receiver)} (gevraagd, nog niet bevestigd)")
        )
    if facts:
        yield Facts(tuple(facts))


def director_fact(material: Material, label: str) -> Fact:
    """The regisseur with a phone number.

    The dossier knows who it is. What was answered about that person stands with it; what was
    answered about an earlier regisseur does not.
    """
    director = material.view.people.get(material.view.direction or "")
    question = material.question(QUESTION)
    texts = [about(material, director)] if director else []
    for answer in material.answers(QUESTION) if question else ():
        is_current = director is None or _name_in(answer.value) == director.name.casefold()
        if question and answer.has_content and is_current:
            texts.append(words_of(question, answer))
    return Fact(label, "\n".join(dict.fromkeys(texts)) or _NOT_KNOWN)


def _name_in(value: object) -> str:
    return str(value.get("name", "")).casefold() if isinstance(value, dict) else ""
