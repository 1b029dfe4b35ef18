"""The six life areas of a section: each with its own heading, also where little was said yet."""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.plan.agreements import agreement_lines, first_to_do, is_agreements
from planbuilder.plan.answers import answer_blocks, is_fed
from planbuilder.plan.checklist import checklist_blocks
from planbuilder.plan.material import Material
from planbuilder.plan.model import Block, Bullets, Heading, Paragraph
from planbuilder.plan.open_ends import NOT_DISCUSSED, not_asked, open_ends
from planbuilder.plan.outline import Part, SectionOutline
from planbuilder.plan.sources import same_words
from planbuilder.plan.together import in_one_table
from planbuilder.plan.wording import about
from planbuilder.questionnaire.terms import LifeArea

_NO_AGREEMENT = "Nog geen afspraak."


def area_blocks(material: Material, section: SectionOutline) -> Iterator[Block]:
    """A heading with blocks per life area; one line for all areas when nobody talked about any."""
    party = material.view.recipient.party
    found: list[tuple[str, list[Block]]] = []
    silent: list[str] = []
    for part in section.areas.values():
        title = part.title_for(party)
        blocks: list[Block] = [
            *in_one_table(answer_blocks(material, part)),
            *checklist_blocks(material, part.checks),
        ]
        if blocks:
            found.append((title, [*blocks, *open_ends(material, part)]))
        elif not_asked(material, part) and not _has_status(material, part):
            silent.append(title)
            found.append((title, [Paragraph(f"{NOT_DISCUSSED}.", style="empty")]))
        elif lines := list(open_ends(material, part)):
            found.append((title, [*lines]))
    if found and len(silent) == len(found):
        yield Paragraph(about(NOT_DISCUSSED, silent), style="empty")
        return
    for title, blocks in found:
        yield Heading(title)
        yield from blocks


def box_blocks(material: Material, section: SectionOutline) -> Iterator[Block]:
    """A box per life area that this recipient may know of, with one agreement and what belongs to it."""
    party = material.view.recipient.party
    for area, part in section.areas.items():
        if not _may_know_of(material, part):
            continue
        yield Heading(part.title_for(party))
        others = part.model_copy(
            update={
                "feeds": {n: f for n, f in part.feeds.items() if not _is_agreements(material, n)}
            }
        )
        yield from answer_blocks(material, others)
        yield from _one_agreement(material, area, part)


def _has_status(material: Material, part: Part) -> bool:
    return any(material.answers(name) for name in part.feeds)


def _one_agreement(material: Material, area: LifeArea, part: Part) -> Iterator[Block]:
    for name, feed in part.feeds.items():
        question = material.question(name)
        if question is None or not is_agreements(question) or not is_fed(material, feed):
            continue
        answers = [a for a in material.answers(name) if a.has_content]
        lines = agreement_lines(material, question, answers)
        chosen = first_to_do(lines)
        if chosen is None:
            yield Paragraph(_NO_AGREEMENT, style="empty")
            continue
        yield Bullets((chosen.in_one,), sources=(same_words(chosen.origins),))


def _may_know_of(material: Material, part: Part) -> bool:
    return any(
        name in material.view.readable or material.answers(name) for name in part.feeds
    ) or any(
        a.life_area is question.life_area
        for name in part.feeds
        if (question := material.question(name)) is not None and is_agreements(question)
        for a in material.view.agreements
    )


def _is_agreements(material: Material, name: str) -> bool:
    question = material.question(name)
    return question is not None and is_agreements(question)
