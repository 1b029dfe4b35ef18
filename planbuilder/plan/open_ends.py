"""What is not known or not talked about yet, in one line per part; what was declined leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from planbuilder.interview.answers import Answer
from planbuilder.plan.agreements import is_agreements
from planbuilder.plan.answers import is_fed
from planbuilder.plan.material import Material
from planbuilder.plan.model import Paragraph
from planbuilder.plan.outline import Part
from planbuilder.plan.wording import NOT_KNOWN_YET, TELLS_THIS, about
from planbuilder.questionnaire.model import Question
from planbuilder.questionnaire.terms import (
    AnswerStatus,
    DataClass,
    Party,
    Phase,
    PlanKind,
    Voice,
)

NOT_DISCUSSED = "Nog niet besproken"
NOT_FILLED_IN = "Nog niet ingevuld"
_CHECKS = "wat er geregeld is"
_PHASES = tuple(Phase)
# Until which phase a plan looks ahead: what is asked later is not open yet.
_LOOKS_AHEAD: Mapping[PlanKind, Phase] = MappingProxyType(
    {
        PlanKind.PERSPECTIVE_PLAN: Phase.PLACEMENT,
        PlanKind.EXIT_PLAN: Phase.EXIT,
        PlanKind.SCHOOL_TRANSFER: Phase.EXIT,
        PlanKind.MY_PLAN: Phase.INTAKE,
    }
)


def open_ends(material: Material, part: Part, own_words: bool = False) -> Iterator[Paragraph]:
    """A line per person for what they don't know yet or will tell themselves, and what nobody was asked."""
    for line, labels in {
        **_by_status(material, part, own_words, AnswerStatus.UNKNOWN),
        **_by_status(material, part, own_words, AnswerStatus.PREFER_CONVERSATION),
        **not_asked(material, part),
    }.items():
        yield Paragraph(about(line, labels), style="empty")


def not_asked(material: Material, part: Part) -> dict[str, list[str]]:
    """What this plan must have asked and nobody was asked, as far as this recipient may know of it."""
    found: dict[str, list[str]] = {}
    for name, feed in part.feeds.items():
        question = material.question(name)
        if question is not None and is_fed(material, feed) and _is_pending(material, question):
            line = NOT_DISCUSSED if _is_for_youth(question) else NOT_FILLED_IN
            found.setdefault(line, []).append(material.label(question, feed))
    checks = [q for name in part.checks if (q := material.question(name)) is not None]
    if checks and all(_is_pending(material, question) for question in checks):
        found.setdefault(NOT_DISCUSSED, []).append(_CHECKS)
    return found


def _by_status(
    material: Material, part: Part, own_words: bool, status: AnswerStatus
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, feed in part.feeds.items():
        question = material.question(name)
        answers = material.answers(name)
        if question is None or not is_fed(material, feed):
            continue
        if any(a.has_content and (material.is_own(a) or not own_words) for a in answers):
            # It was said, or the answer stands beside what others said.
            continue
        for answer in answers:
            if answer.status is status and (material.is_own(answer) or not own_words):
                line = _line(material, answer)
                found.setdefault(line, []).append(material.label(question, feed))
    return found


def _line(material: Material, answer: Answer) -> str:
    name = material.speaker(answer).name
    said = NOT_KNOWN_YET if answer.status is AnswerStatus.UNKNOWN else TELLS_THIS
    return f"{name} {said}"


def _is_pending(material: Material, question: Question) -> bool:
    view = material.view
    kind = material.outline.kind
    if question.plans.get(kind) != "required" or question.id not in view.readable:
        return False
    if material.answers(question.id):
        return False
    if is_agreements(question) and any(a.life_area is question.life_area for a in view.agreements):
        return False
    if not looks_ahead(material, question) or not _applies(material, question):
        return False
    return _would_be_seen(material, question)


def looks_ahead(material: Material, question: Question) -> bool:
    """True when it is time for this question, by the phase of the pathway or the kind of plan."""
    ahead = _LOOKS_AHEAD[material.outline.kind]
    until = max(_PHASES.index(material.view.phase), _PHASES.index(ahead))
    return _PHASES.index(question.phase) <= until


def _would_be_seen(material: Material, question: Question) -> bool:
    """False where an answer may exist that this recipient does not see, so silence says nothing."""
    recipient = material.view.recipient.party
    if recipient is Party.CARE_PROVIDER or _is_for_youth(question):
        return True
    if Voice.PARENT in (*question.asked, *question.may_answer):
        return False
    # Between schools it may pass by itself; what comes from care may not.
    return recipient is not Party.HOME_SCHOOL or question.data_class is not DataClass.EDUCATION


def _is_for_youth(question: Question) -> bool:
    """True when the youth is the one who is asked in the first place."""
    return Voice.YOUTH in (question.core or question.asked[:1])


def _applies(material: Material, question: Question) -> bool:
    """True when the question's condition holds, by nothing but what this recipient may read."""
    return question.condition is None or question.condition.holds(material.facts)
