"""From a DossierView to a Plan of one kind: which sections there are, and what stands in them.

A plan is made from the view and nothing else, so what its recipient may not read can't be in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.view import SCHOOL_PARTIES, DossierView
from planbuilder.language import written_date
from planbuilder.plan.all_agreements import in_one_table
from planbuilder.plan.answers import answer_blocks
from planbuilder.plan.areas import area_blocks, box_blocks
from planbuilder.plan.call_list import call_list_blocks
from planbuilder.plan.checklist import checklist_blocks
from planbuilder.plan.deadlines import Deadline
from planbuilder.plan.direction import direction_blocks
from planbuilder.plan.first_page import (
    colour,
    file_stem,
    first_page,
    is_basic_version,
    recipient,
    state,
    title,
)
from planbuilder.plan.material import Material
from planbuilder.plan.model import Block, OpenPoint, Plan, Section
from planbuilder.plan.open_ends import open_ends
from planbuilder.plan.outline import Outline, SectionOutline
from planbuilder.plan.parties import party_blocks, party_lines
from planbuilder.plan.pictures.blocks import picture_blocks
from planbuilder.questionnaire.model import Questionnaire
from planbuilder.questionnaire.settings import Settings
from planbuilder.questionnaire.terms import Party, PlanKind

# Each of them reads for themselves only; of the other parties one copy goes to the party.
_EACH_ALONE = (Party.YOUTH, Party.PARENT, Party.NETWORK)
# Who always may have the plan, also when little or nothing stands in it yet.
_CLOSEST = (Party.YOUTH, Party.CARE_PROVIDER)


def compile_plan(
    view: DossierView,
    outline: Outline,
    questionnaire: Questionnaire,
    settings: Settings,
    findings: Sequence[OpenPoint] = (),
    deadlines: Sequence[Deadline] = (),
) -> Plan:
    """The plan of this outline's kind for the recipient of this view.

    A section of which this recipient may read nothing is not there, and the numbers run on.
    `findings` are the open points, already in the words for this recipient; `deadlines` those that
    this recipient may know of.
    """
    material = Material(view, outline, questionnaire, tuple(deadlines))
    own_title, title_source, title_note = title(material)
    sections: list[Section] = []
    for section in outline.sections:
        shown = _without_secrets(material, section)
        heading = shown.title_for(view.recipient.party)
        blocks = tuple(_blocks(material, shown)) if heading and _belongs(material, shown) else ()
        if blocks:
            sections.append(Section(section.id, len(sections) + 1, heading, blocks))
    return Plan(
        kind=outline.kind,
        title=own_title,
        subtitle=outline.subtitle,
        youth_name=material.name,
        recipient=recipient(material),
        version=view.version,
        state=state(material),
        date=written_date(view.today),
        language="nl",
        first_page=(*first_page(material), *title_note),
        sections=tuple(sections),
        open_points=tuple(findings) if outline.open_points else (),
        help_lines=tuple(line.text for line in settings.help_lines),
        file_stem=file_stem(material),
        title_source=title_source,
        colour=colour(material),
    )


def plan_is_possible(view: DossierView, outline: Outline) -> str | None:
    """The code of the reason why this recipient can't have this plan, or None."""
    closest = view.recipient.party in _CLOSEST
    if view.youth is None:
        return "plan_nobody_yet" if closest else "plan_no_consent"
    is_school_version = outline.kind is PlanKind.SCHOOL_TRANSFER
    if (
        is_school_version
        and view.recipient.party in SCHOOL_PARTIES
        and view.school_version == "none"
    ):
        return "plan_no_school_yes"
    fed = outline.feeds
    has_words = any(a.question in fed and a.has_content for a in view.answers.values())
    if not closest and not has_words and not view.agreements:
        return "plan_nothing_to_read"
    return None


def recipients_for(dossier: Dossier, kind: PlanKind, settings: Settings) -> tuple[Recipient, ...]:
    """For whom this kind of plan is made by default: every party of the settings that is involved.

    Parents and people of the network each get their own; another party gets one copy, on the name
    of its person where there is exactly one.
    """
    sending = settings.sends.get(kind)
    found: list[Recipient] = []
    for party in sending.parties if sending else ():
        people = dossier.parties[party].people
        if party in _EACH_ALONE or len(people) == 1:
            found.extend(Recipient(party, person) for person in people)
        elif people:
            found.append(Recipient(party))
    return tuple(found)


def _belongs(material: Material, section: SectionOutline) -> bool:
    view = material.view
    if section.only_for and view.recipient.party not in section.only_for:
        return False
    if section.from_age is not None and (view.age is None or view.age < section.from_age):
        return False
    return section.basics or not is_basic_version(material)


def _without_secrets(material: Material, section: SectionOutline) -> SectionOutline:
    """The section under its other title where its own would tell what this recipient may not know."""
    needed = section.needs
    if not needed or needed in material.view.readable or material.answers(needed):
        return section
    feeds = {name: feed for name, feed in section.feeds.items() if not feed.again}
    other = {"title": section.title_without, "youth_title": "", "feeds": feeds}
    return section.model_copy(update=other)


def _blocks(material: Material, section: SectionOutline) -> Iterator[Block]:
    yield from picture_blocks(material, section)
    if section.layout == "call_list":
        yield from call_list_blocks(material, section)
    elif section.layout == "one_agreement":
        yield from box_blocks(material, section)
    else:
        if section.layout == "direction":
            yield from direction_blocks(material)
        answers = answer_blocks(material, section, section.own_words)
        yield from in_one_table(answers) if section.layout == "agreements" else answers
        yield from checklist_blocks(material, section.checks)
        yield from area_blocks(material, section)
        if section.layout == "parties":
            yield from party_blocks(material)
        elif section.layout == "parties_in_short":
            yield from party_lines(material)
    yield from open_ends(material, section, section.own_words)
