"""Answers as blocks: the youth's words quoted and first, others with name and role, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from planbuilder.interview.answers import Answer
from planbuilder.plan.agreements import agreement_blocks, is_agreements
from planbuilder.plan.material import Material, words_of
from planbuilder.plan.model import Block, Fact, Facts, Perspective, SideBySide
from planbuilder.plan.outline import Feed, Part
from planbuilder.plan.sources import same_words, shown_source
from planbuilder.plan.tables import table_blocks, words
from planbuilder.plan.wording import NOT_KNOWN_YET, TELLS_THIS
from planbuilder.questionnaire.model import Question
from planbuilder.questionnaire.terms import AnswerStatus, AnswerType, Sensitivity, Voice

_SHORT = frozenset(
    {
        AnswerType.CHOICE,
        AnswerType.MULTI_CHOICE,
        AnswerType.DATE,
        AnswerType.YES_NO,
        AnswerType.PERSON,
        AnswerType.AMOUNT,
    }
)
_STAFF = frozenset({Voice.PROFESSIONAL, Voice.SCHOOL})
_NOT_APPLICABLE = "niet van toepassing"


def answer_blocks(material: Material, part: Part, own_words: bool = False) -> Iterator[Block]:
    """The answers to the questions of this part, in the outline's order.

    Facts that follow each other become one list. With `own_words` words of others are left out.
    """
    facts: list[Fact] = []
    for name, feed in part.feeds.items():
        for found in _of_question(material, name, feed, own_words):
            if isinstance(found, Fact):
                facts.append(found)
                continue
            if facts:
                yield Facts(tuple(facts))
                facts = []
            yield found
    if facts:
        yield Facts(tuple(facts))


def is_fed(material: Material, feed: Feed) -> bool:
    """False where this question is shown in the copies of others only."""
    return not feed.only_for or material.view.recipient.party in feed.only_for


def is_fact(question: Question, feed: Feed) -> bool:
    """True when the answer is shown as a plain fact, without whose words it is."""
    if feed.show != "auto":
        return feed.show == "fact"
    is_basic = question.sensitivity is Sensitivity.BASIC
    from_staff = Voice.YOUTH not in question.asked and bool(_STAFF & set(question.asked))
    if question.type in _SHORT:
        return is_basic or from_staff
    return question.type is AnswerType.TEXT and is_basic and from_staff


def fact_of(
    material: Material, question: Question, feed: Feed, answers: Iterable[Answer]
) -> list[Fact | SideBySide]:
    """One fact; side by side where people say different things; empty where nobody said anything."""
    said = [(answer, text) for answer in answers if (text := _fact_text(question, answer))]
    label = material.label(question, feed)
    facts = facts_said(label, [(text, shown_source(answer)) for answer, text in said])
    if len(facts) > 1:
        return [_side_by_side(material, label, said)]
    return [*facts]


def facts_said(label: str, said: Iterable[tuple[str, str]]) -> list[Fact]:
    """A fact for each text (given with its source); what several said in the same words is one."""
    sources: dict[str, list[str]] = {}
    for text, source in said:
        sources.setdefault(text, []).append(source)
    return [Fact(label, text, same_words(found)) for text, found in sources.items()]


def _of_question(
    material: Material, name: str, feed: Feed, own_words: bool
) -> Iterator[Block | Fact]:
    question = material.question(name)
    if question is None or not is_fed(material, feed):
        return
    answers = material.answers(name)
    if is_agreements(question):
        yield from agreement_blocks(material, question, feed, answers)
        return
    if question.type is AnswerType.TABLE:
        yield from table_blocks(material, question, feed, answers)
        return
    shown = [answer for answer in answers if material.is_own(answer) or not own_words]
    if is_fact(question, feed):
        yield from fact_of(material, question, feed, shown)
    else:
        yield from _words(material, question, feed, shown)


def _words(
    material: Material, question: Question, feed: Feed, answers: Sequence[Answer]
) -> Iterator[Block]:
    said = [(a, text) for a in answers if (text := words_of(question, a)) and _may_stand(a)]
    if not said:
        return
    label = material.label(question, feed)
    unsaid = [(answer, text) for answer in answers if (text := _youth_open(material, answer))]
    known = {answer.voice for answer, _ in said}
    perspectives = [pair for pair in unsaid if pair[0].voice not in known] + said
    if len(perspectives) == 1:
        answer, text = perspectives[0]
        yield words(material.speaker(answer), label, text, shown_source(answer))
    else:
        yield _side_by_side(material, label, perspectives)


def _may_stand(answer: Answer) -> bool:
    """What was declined falls away without a trace, also what was noted with it."""
    return answer.status not in (AnswerStatus.DECLINED, AnswerStatus.PENDING)


def _youth_open(material: Material, answer: Answer) -> str:
    """What stands next to the words of others where the youth does not know or will tell it."""
    speaker = material.speaker(answer)
    if answer.note or not speaker.is_youth:
        return ""
    if answer.status is AnswerStatus.UNKNOWN:
        return NOT_KNOWN_YET
    if answer.status is AnswerStatus.PREFER_CONVERSATION:
        return TELLS_THIS
    return ""


def _fact_text(question: Question, answer: Answer) -> str:
    if not _may_stand(answer):
        return ""
    text = words_of(question, answer)
    if answer.status is AnswerStatus.NOT_APPLICABLE:
        return f"{_NOT_APPLICABLE}\n{text}" if text else _NOT_APPLICABLE
    return text


def _side_by_side(material: Material, label: str, said: Iterable[tuple[Answer, str]]) -> SideBySide:
    ordered = sorted(said, key=lambda pair: not material.speaker(pair[0]).is_youth)
    return SideBySide(label, tuple(_perspective(material, a, text) for a, text in ordered))


def _perspective(material: Material, answer: Answer, text: str) -> Perspective:
    speaker = material.speaker(answer)
    # What planbuilder says about the youth is not the youth's own words.
    is_quoted = speaker.is_youth and (answer.has_content or bool(answer.note))
    return Perspective(speaker.name, speaker.role, text, is_quoted, shown_source(answer))
