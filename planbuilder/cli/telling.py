"""Sentences for the person at the terminal, in their language; errors go to standard error."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from planbuilder.errors import PlanbuilderError, Problem
from planbuilder.language import choose_language, harmless, problem_line, sentence

_chosen: list[str] = []


def speak(option: str | None) -> None:
    """Fix the language for this run: the option, else the locale, else Dutch."""
    _chosen[:] = [choose_language(option, os.environ)]


def language() -> str:
    """The language of this run, "nl" or "en"."""
    if not _chosen:
        speak(None)
    return _chosen[0]


def tell(code: str, **parameters: object) -> None:
    """Say one sentence on standard error."""
    sys.stderr.write(sentence(code, parameters, language()) + "\n")


def say(code: str, **parameters: object) -> None:
    """Say one sentence on standard output."""
    sys.stdout.write(sentence(code, parameters, language()) + "\n")


def show(text: str) -> None:
    """Print a result; what would steer the terminal is replaced by a sign that stands for it."""
    sys.stdout.write(harmless(text) + "\n")


def hand_over(text: str) -> None:
    """Print something that another program reads, exactly as it is."""
    sys.stdout.write(text)


def tell_problem(problem: Problem) -> None:
    """Say what is wrong in a file, with its place, on standard error."""
    sys.stderr.write(problem_line(problem, language()) + "\n")


def tell_error(error: PlanbuilderError) -> None:
    """Say what is wrong; every problem of a file on a line of its own."""
    tell(error.code, **error.parameters)
    for problem in error.problems:
        sys.stderr.write("  " + problem_line(problem, language()) + "\n")


def tell_house_style(templates: Path | None) -> None:
    """Say what of the house style could not be used, such as a logo or a font; plans go on without it."""
    from planbuilder.documents.font_names import font_problems
    from planbuilder.documents.house_style import house_style

    try:
        problems = (*house_style(templates).problems, *font_problems(templates))
    except PlanbuilderError:
        # Told already, with each plan that could not be made.
        return
    for problem in problems:
        tell_problem(problem)
