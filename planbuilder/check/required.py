"""Questions that a plan must have asked: every voice that should be asked has some status."""

from __future__ import annotations

from collections.abc import Iterable

from planbuilder.check.case import Case
from planbuilder.check.hit import Hit
from planbuilder.check.rule import Rule
from planbuilder.check.settled_by import PARTY_OF
from planbuilder.questionnaire.model import Question
from planbuilder.questionnaire.terms import Party, Phase, PlanKind, Role, Sensitivity, Voice

_PHASES = tuple(Phase)
# Until which phase a plan looks ahead: questions of a later phase are not expected yet.
_LOOKS_AHEAD = {
    PlanKind.PERSPECTIVE_PLAN: Phase.PLACEMENT,
    PlanKind.EXIT_PLAN: Phase.EXIT,
    PlanKind.SCHOOL_TRANSFER: Phase.EXIT,
    PlanKind.MY_PLAN: Phase.INTAKE,
}
_STAFF = (Voice.PROFESSIONAL, Voice.SCHOOL)
_ROLES: dict[Voice, tuple[Role, ...]] = {
    voice: tuple(role for role in Role if role.voice is voice) for voice in Voice
}


def required_asked(case: Case, rule: Rule) -> Iterable[Hit]:
    """A hit per block of the questionnaire with the questions that this plan must have asked."""
    plan = rule.plans[0]
    missing: dict[str, list[str]] = {}
    parties: dict[str, set[Party]] = {}
    for question in case.questionnaire.questions.values():
        if question.plans.get(plan) != "required" or not _is_expected(case, question, plan):
            continue
        voices = missing_voices(case, question)
        if voices:
            missing.setdefault(question.block, []).append(question.id)
            asked = {PARTY_OF[voice] for voice in voices}
            parties.setdefault(question.block, set()).update(asked)
    titles = {block.id: block.title for block in case.questionnaire.blocks}
    for block, questions in missing.items():
        yield Hit(
            questions=tuple(questions),
            parties=tuple(sorted(parties[block])),
            slots=(("deel", titles.get(block, block)), ("aantal", str(len(questions)))),
            plan=plan,
        )


def _is_expected(case: Case, question: Question, plan: PlanKind) -> bool:
    # What is asked after leaving is a growing appendix, and no part of a complete plan.
    now = min(_PHASES.index(case.dossier.phase), _PHASES.index(Phase.EXIT))
    until = max(now, _PHASES.index(_LOOKS_AHEAD[plan]))
    return _PHASES.index(question.phase) <= until and case.applies(question.id)


def missing_voices(case: Case, question: Question) -> tuple[Voice, ...]:
    """The voices that must still be asked.

    A plain fact needs one voice. Otherwise the youth and the parents, where it is a core question
    of theirs, each count for themselves; of the professionals one is enough.
    """
    if question.agreements and question.life_area and case.agreements(question.life_area):
        return ()
    if any(case.role_of(answer) is None for answer in case.answers(question.id)):
        return ()
    if question.sensitivity is Sensitivity.BASIC or not question.core:
        if case.has_status(question.id):
            return ()
        return tuple(v for v in question.core or question.asked if _is_here(case, v))
    missing = [
        voice
        for voice in question.core
        if voice not in _STAFF and not _was_asked(case, question, voice) and _is_here(case, voice)
    ]
    staff = tuple(voice for voice in question.core if voice in _STAFF)
    if staff and not any(_was_asked(case, question, voice) for voice in _STAFF):
        missing += staff
    return tuple(missing)


def _was_asked(case: Case, question: Question, voice: Voice) -> bool:
    return case.has_status(question.id, *_ROLES[voice])


def _is_here(case: Case, voice: Voice) -> bool:
    """Parents or an experience expert may be absent; youth and professionals are always to be asked."""
    return voice in (Voice.YOUTH, *_STAFF) or bool(case.people_of(*_ROLES[voice]))
