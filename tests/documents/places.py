"""A plan with a text of its own in every place that a plan has, and what a reader must then find."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from documents.reading_back import as_kept
from documents.sample_plans import perspective_plan

from planbuilder.documents import Format, make_document
from planbuilder.plan.model import (
    Bullets,
    Fact,
    Facts,
    Heading,
    OpenPoint,
    Paragraph,
    Perspective,
    Plan,
    Quote,
    Remark,
    Section,
    SideBySide,
    Table,
)
from planbuilder.questionnaire.terms import PlanKind

# The title, the fields of the footer, facts, headings, quotes, remarks, comparisons, tables, lists.
PLACES = 38
_NUMBERED = [f"Zq{number:03}x" for number in range(PLACES)]


def plan_of(
    texts: Sequence[str],
    kind: PlanKind = PlanKind.PERSPECTIVE_PLAN,
    foot: tuple[str, str] | None = None,
) -> Plan:
    """A small plan that holds these texts, one in each place (from the first again where they run out).

    `foot` is what stands for the name of the plan and of the youth, which every page repeats.
    """
    return _filled([_text_at(number, texts, kind) for number in range(PLACES)], kind, foot)


def _filled(texts: Sequence[str], kind: PlanKind, foot: tuple[str, str] | None) -> Plan:
    given = iter(texts)

    def one() -> str:
        return next(given)

    blocks = (
        Paragraph(one()),
        Paragraph(one(), style="note"),
        Paragraph(one(), style="empty"),
        Heading(one()),
        Quote(one(), one(), one()),
        Remark(one(), one(), one(), one()),
        SideBySide(one(), (Perspective(one(), one(), one(), True), Perspective(one(), "", one()))),
        Facts((Fact(one(), one()),)),
        Table(one(), (one(), one()), ((one(), one()),), speaker=one()),
        Bullets((one(), one()), label=one()),
    )
    plan = replace(
        perspective_plan(),
        kind=kind,
        title=one(),
        subtitle=one(),
        youth_name=one(),
        recipient=one(),
        first_page=(Fact(one(), one()),),
        sections=(Section("all", 1, one(), blocks),),
        open_points=(OpenPoint(one(), one()),),
        help_lines=(one(),),
    )
    assert next(given, None) is None
    return replace(plan, subtitle=foot[0], youth_name=foot[1]) if foot else plan


def _text_at(number: int, texts: Sequence[str], kind: PlanKind) -> str:
    text = texts[number % len(texts)]
    # A box of Mijn plan does not repeat its own title as a label: there no two texts are the same.
    return f"{text}{number}" if kind is PlanKind.MY_PLAN else text


def expected(
    read: Callable[[bytes], str],
    wanted: Format,
    texts: Sequence[str],
    kind: PlanKind,
    foot: tuple[str, str] | None = None,
) -> str:
    """Everything that a reader must find in the document of `plan_of(texts)`, and nothing else.

    It is what is found in the document of plain words, with each word replaced by its text.
    """
    whole = _plain(read, wanted, kind, foot)
    for number, word in enumerate(_NUMBERED):
        whole = whole.replace(word, as_kept(_text_at(number, texts, kind)))
    return whole


@cache
def _plain(
    read: Callable[[bytes], str], wanted: Format, kind: PlanKind, foot: tuple[str, str] | None
) -> str:
    whole = read(make_document(_filled(_NUMBERED, kind, foot), wanted).content)
    seen = [word for word in _NUMBERED if word in whole]
    # Mijn plan shows no heads of tables and no speakers in its boxes.
    # Mijn plan has no heads of tables and no roles; a page on which only the youth speaks no speaker.
    assert len(seen) >= (26 if kind is PlanKind.MY_PLAN else 35), seen
    return whole
