"""The whole questionnaire on paper: as data for a program, as Dutch tables for a working group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from planbuilder.questionnaire.model import Question, Questionnaire, Visibility
from planbuilder.questionnaire.terms import Voice

_VOICES = {
    "youth": "jongere",
    "parent": "ouder",
    "professional": "professional",
    "school": "school",
    "experience_expert": "ervaringsdeskundige",
}
_TYPES = {
    "text": "tekst",
    "long_text": "lange tekst",
    "yes_no": "ja/nee",
    "choice": "keuze",
    "multi_choice": "meerkeuze",
    "scale": "schaal 1-10",
    "date": "datum",
    "person": "persoon",
    "amount": "bedrag",
    "table": "tabel",
}
_PHASES = {
    "intake": "instroom",
    "placement": "plaatsing",
    "exit": "uitstroom",
    "aftercare": "nazorg",
}
_PLANS = {
    "perspective_plan": "perspectiefplan",
    "exit_plan": "uitstroomplan",
    "school_transfer": "overdracht onderwijs",
    "my_plan": "Mijn plan",
    "monitoring": "monitoring",
}
_SENSITIVITIES = {
    "basic": "basis",
    "personal": "persoonlijk",
    "special_health": "bijzonder (gezondheid)",
    "special_justice": "bijzonder (justitie)",
    "special_other": "bijzonder (overig)",
}


def as_data(questionnaire: Questionnaire) -> dict[str, Any]:
    """The questionnaire as plain values that JSON holds: blocks, questions, sittings, visibility.

    Questions are a list in the order of the files, with every field of `Question`.
    """
    return {
        "blocks": [block.model_dump(mode="json") for block in questionnaire.blocks],
        "questions": [
            {**question.model_dump(mode="json"), "optional": question.optional}
            for question in questionnaire.questions.values()
        ],
        "sittings": [sitting.model_dump(mode="json") for sitting in questionnaire.sittings],
        "visibility": {
            str(name): row.model_dump(mode="json") for name, row in questionnaire.visibility.items()
        },
    }


def as_markdown(questionnaire: Questionnaire) -> str:
    """The questionnaire in Dutch: a table per block, then help and examples, then the sittings."""
    lines = ["# Vragenlijst", "", f"{len(questionnaire.questions)} vragen en velden.", ""]
    for block in questionnaire.blocks:
        questions = [q for q in questionnaire.questions.values() if q.block == block.id]
        lines += [f"## {block.id}. {block.title}", ""]
        lines += [block.intro, ""] if block.intro else []
        lines += _questions(questions)
        lines += _help(questions)
    loose = [
        q
        for q in questionnaire.questions.values()
        if q.block not in {block.id for block in questionnaire.blocks}
    ]
    if loose:
        lines += ["## Overige vragen", "", *_questions(loose), *_help(loose)]
    lines += _sittings(questionnaire)
    return "\n".join(lines)


def _questions(questions: Iterable[Question]) -> list[str]:
    return _table(
        (
            "id",
            "jongere",
            "ouders",
            "professional / school",
            "soort en opties",
            "wie",
            "kern",
            "fase",
            "plannen (! = verplicht)",
            "voorwaarde",
            "klasse en zicht",
            "bron",
        ),
        (_row(question) for question in questions),
    )


def _row(question: Question) -> tuple[str, ...]:
    text = question.text
    third = text.get(Voice.PROFESSIONAL) or text.get(Voice.SCHOOL)
    return (
        f"`{question.id}`" + (" (zwaar)" if question.heavy else ""),
        text.get(Voice.YOUTH, ""),
        text.get(Voice.PARENT, ""),
        third or text.get(Voice.EXPERIENCE_EXPERT, ""),
        _shape(question),
        _who(question),
        _core(question),
        _PHASES[question.phase],
        ", ".join(
            _PLANS[str(plan)] + ("!" if use == "required" else "")
            for plan, use in question.plans.items()
        ),
        f"`{question.condition}`" if question.condition else "altijd",
        f"{_SENSITIVITIES[question.sensitivity]}; {_seen_by(question.visibility)}",
        question.source,
    )


def _shape(question: Question) -> str:
    parts = [_TYPES[question.type]]
    options = [*question.options, *([f"{question.other} (eigen tekst)"] if question.other else [])]
    if options:
        parts.append(" · ".join(options))
    if question.scale:
        parts.append(f"1 = {question.scale[0]}, 10 = {question.scale[1]}")
    if question.columns:
        parts.append(" · ".join(column.text for column in question.columns))
    if question.max_choices:
        parts.append(f"hooguit {question.max_choices}")
    if question.max_words:
        parts.append(f"hooguit {question.max_words} woorden")
    return ": ".join([parts[0], "; ".join(parts[1:])]) if parts[1:] else parts[0]


def _who(question: Question) -> str:
    asked = [_VOICES[voice] for voice in question.asked]
    return ", ".join(asked + [f"({_VOICES[voice]})" for voice in question.may_answer])


def _core(question: Question) -> str:
    parts = [_VOICES[voice] for voice in question.core]
    if question.sittings:
        parts.append("zitting " + " en ".join(str(number) for number in question.sittings))
    if question.check_in:
        parts.append("check-in")
    return ", ".join(parts) or "optioneel"


def _seen_by(visibility: Visibility) -> str:
    after = " ".join(visibility.after_yes)
    return " ".join(visibility.reads) + (f" (+{after})" if after else "")


def _help(questions: Iterable[Question]) -> list[str]:
    rows = [*_help_rows(questions)]
    return _table(("id", "voor wie", "uitleg", "voorbeeld"), rows) if rows else []


def _help_rows(questions: Iterable[Question]) -> Iterator[tuple[str, ...]]:
    for question in questions:
        for voice, text in question.help.items():
            yield f"`{question.id}`", _VOICES[voice], text, question.example


def _sittings(questionnaire: Questionnaire) -> list[str]:
    rows = [
        (
            sitting.title,
            _VOICES[sitting.voice],
            sitting.moment,
            str(len(sitting.order)),
            ", ".join(f"`{name}`" for name in sitting.order),
        )
        for sitting in questionnaire.sittings
    ]
    heading = ("zitting", "voor wie", "moment", "aantal", "volgorde")
    return ["## Zittingen", "", *_table(heading, rows)]


def _table(heading: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [heading, ("---",) * len(heading), *rows]
    return [f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines] + [""]


def _cell(text: str) -> str:
    """A text that stays within one cell of a Markdown table and is not read as markup."""
    if not text.startswith("`"):
        text = text.replace("\\", "\\\\").replace("<", "&lt;")
    return " ".join(text.replace("|", "\\|").split())
