"""What a working group had better look at again in a questionnaire that can be read.

Each finding is a Problem; its parameter "severity" is "problem", or "hint" for what is only a sign.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from planbuilder.errors import Problem
from planbuilder.questionnaire.fields import with_hint
from planbuilder.questionnaire.language_rules import (
    EASY_READING,
    LONGEST_MEAN,
    PLAIN_VOICES,
    flesch_douma,
    mean_sentence,
    remarks,
)
from planbuilder.questionnaire.model import Question, Questionnaire
from planbuilder.questionnaire.reachability import circles, impossible
from planbuilder.questionnaire.references import question_problems
from planbuilder.questionnaire.sitting_rules import sitting_problems
from planbuilder.questionnaire.terms import Voice

HINTS = frozenset({"language_hard_to_read"})
# Voices that never read another voice's wording; a school may read the professional's.
_OWN_WORDING = (Voice.YOUTH, Voice.PARENT, Voice.EXPERIENCE_EXPERT)


def lint(questionnaire: Questionnaire, used_elsewhere: Collection[str] = ()) -> list[Problem]:
    """The findings, in the order of file and line; empty for a questionnaire that is all right.

    `used_elsewhere` are the question ids that plans, checks and sharing rules use. A question's own
    `exceptions` keep a finding back; an exception that keeps nothing back is a finding too.
    """
    found = [*_findings(questionnaire, used_elsewhere)]
    kept: list[Problem] = []
    used: set[tuple[str, str]] = set()
    for problem in found:
        name = str(problem.parameters.get("name", ""))
        question = questionnaire.questions.get(name)
        if question is not None and problem.code in question.exceptions:
            used.add((name, problem.code))
        else:
            kept.append(problem)
    kept.extend(_needless_exceptions(questionnaire, used))
    for problem in kept:
        problem.parameters["severity"] = "hint" if problem.code in HINTS else "problem"
    return sorted(kept, key=lambda p: (p.file, p.line, p.code))


def _findings(questionnaire: Questionnaire, used_elsewhere: Collection[str]) -> Iterator[Problem]:
    questions = questionnaire.questions
    yield from question_problems(questions.values(), questions)
    for question in questions.values():
        if question.condition is not None:
            for code, parameters in impossible(question.condition, questions):
                yield _at(question, with_hint(code, parameters.get("suggestion")), **parameters)
        yield from _wordings(question)
        yield from _language(question)
    for circle in circles(questions):
        yield _at(questions[circle[0]], "condition_circle", circle=" → ".join((*circle, circle[0])))
    yield from _unused(questionnaire, used_elsewhere)
    yield from sitting_problems(questionnaire)
    yield from _language_as_a_whole(questionnaire)


def _wordings(question: Question) -> Iterator[Problem]:
    voices = (*question.asked, *question.may_answer)
    for voice in voices:
        shared = voice is Voice.SCHOOL and Voice.PROFESSIONAL in question.text
        if not shared and not question.text.get(voice, "").strip():
            yield _at(question, "wording_missing", voice=str(voice))
    for voice in question.text:
        if voice in _OWN_WORDING and voice not in voices:
            yield _at(question, "wording_for_nobody", voice=str(voice))
    for voice in question.help:
        if voice not in voices:
            yield _at(question, "help_for_nobody", voice=str(voice))


def _language(question: Question) -> Iterator[Problem]:
    for voice, part, text in _texts(question):
        for remark in remarks(text, voice):
            yield _at(
                question,
                remark.code,
                voice=str(voice),
                part=part,
                found=remark.found,
                instead=remark.instead,
            )


def _texts(question: Question) -> Iterator[tuple[Voice, str, str]]:
    for voice, text in question.text.items():
        yield voice, "text", text
    for voice, text in question.help.items():
        yield voice, "help", text
    voices = (*question.asked, *question.may_answer)
    plainest = next((v for v in (Voice.YOUTH, Voice.PARENT) if v in voices), None)
    if plainest is not None:
        for option in (*question.options, *(question.scale or ())):
            yield plainest, "options", option
        if question.example and not question.columns:
            yield plainest, "example", question.example


def _language_as_a_whole(questionnaire: Questionnaire) -> Iterator[Problem]:
    for voice in PLAIN_VOICES:
        wordings = [q.text[voice] for q in questionnaire.questions.values() if voice in q.text]
        mean = mean_sentence(wordings)
        if mean > LONGEST_MEAN:
            yield Problem("language_mean", parameters={"voice": str(voice), "mean": f"{mean:.1f}"})
        ease = flesch_douma(wordings)
        if ease < EASY_READING:
            yield Problem(
                "language_hard_to_read",
                parameters={"voice": str(voice), "ease": f"{ease:.0f}"},
            )


def _unused(questionnaire: Questionnaire, used_elsewhere: Collection[str]) -> Iterator[Problem]:
    used = set(used_elsewhere)
    for question in questionnaire.questions.values():
        if question.condition is not None:
            used |= question.condition.references
    for question in questionnaire.questions.values():
        if question.id not in used and "monitoring" not in question.plans:
            yield _at(question, "question_not_used")


def _needless_exceptions(
    questionnaire: Questionnaire, used: Collection[tuple[str, str]]
) -> Iterator[Problem]:
    for question in questionnaire.questions.values():
        for code in question.exceptions:
            # Whether a question is used depends on what else was read along.
            if (question.id, code) not in used and code != "question_not_used":
                yield _at(question, "exception_not_needed", exception=code)


def _at(question: Question, code: str, **parameters: object) -> Problem:
    return Problem(code, question.file, question.line, {"name": question.id, **parameters})
