"""How far this voice is: what still comes, how long that takes, and when to take a break."""

from __future__ import annotations

from dataclasses import dataclass

from planbuilder.interview.flow import due_sittings, expected_questions, open_questions
from planbuilder.interview.interview import Interview

# A sitting stops after this long with "we go on later".
LONGEST_SECONDS = 20 * 60


@dataclass(frozen=True, slots=True)
class Progress:
    """`answered` of `expected` questions of this sitting have a status; the `total_` ones count all
    sittings that are due. `minutes_left` of this sitting is rounded up, 0 when it is done.
    """

    sitting: str
    title: str
    answered: int
    expected: int
    minutes_left: int
    total_answered: int
    total_expected: int
    proposes_pause: bool

    @property
    def is_done(self) -> bool:
        """True when every question that this sitting expects has a status."""
        return self.answered == self.expected


def progress(
    interview: Interview, elapsed_seconds: float = 0, longest_seconds: float = LONGEST_SECONDS
) -> Progress:
    """How far this voice is now; `elapsed_seconds` is how long they have been busy in one go, and
    after `longest_seconds` of that a break is proposed.
    """
    current = interview.current_sitting
    expected = expected_questions(interview)
    left = open_questions(interview)
    asked: set[str] = set(expected)
    still_open: set[str] = set(left)
    for sitting in due_sittings(interview):
        asked.update(expected_questions(interview, sitting))
        still_open.update(open_questions(interview, sitting))
    seconds = sum(interview.questionnaire[question].seconds for question in left)
    return Progress(
        sitting=current.id if current else "",
        title=current.title if current else "",
        answered=len(expected) - len(left),
        expected=len(expected),
        minutes_left=-(-seconds // 60),
        total_answered=len(asked) - len(still_open),
        total_expected=len(asked),
        proposes_pause=elapsed_seconds >= longest_seconds,
    )
