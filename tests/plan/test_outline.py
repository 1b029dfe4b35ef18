"""An outline is data: it is read strictly, and the shipped four show what the field asks for."""

from __future__ import annotations

import re

import pytest
from plan.made import OO, PP, content

from planbuilder.errors import InputInvalid
from planbuilder.language import problem_line
from planbuilder.plan.outline import Outline, outline_problems, read_outline
from planbuilder.questionnaire.terms import LifeArea, Party, PlanKind
from planbuilder.resources import read_shipped

SMALL = """
kind: my_plan
title: Mijn plan
subtitle: Mijn plan
sections:
  - id: strengths
    title: Dit kan ik goed
    feeds:
      va_sterk: Goed in
      va_leuk: {label: Leuk, only_for: [1a, 4]}
      va_energie:
"""


def problems(text: str) -> list[str]:
    with pytest.raises(InputInvalid) as caught:
        read_outline(text, "plan_mine.yaml")
    assert caught.value.code in ("outline_not_valid", "file_not_valid")
    return [problem_line(problem, "nl") for problem in caught.value.problems]


def test_a_label_may_stand_alone_or_with_more_or_not_at_all() -> None:
    feeds = read_outline(SMALL, "plan_mine.yaml").sections[0].feeds
    assert [feed.label for feed in feeds.values()] == ["Goed in", "Leuk", ""]
    assert feeds["va_leuk"].only_for == (Party.YOUTH, Party.CARE_PROVIDER)


def test_every_problem_is_told_with_its_line_and_the_nearest_name() -> None:
    wrong = SMALL.replace("kind: my_plan", "kind: my_plann").replace("    feeds:", "    feed:")
    found = problems(wrong)
    assert len(found) == 2
    assert "regel 2" in found[0]
    assert "my_plan" in found[0]
    assert "regel 8" in found[1]
    assert "'feeds'" in found[1]


def test_a_section_that_stands_there_twice_is_told() -> None:
    again = SMALL + "  - id: strengths\n    title: Nog eens\n"
    (found,) = problems(again)
    assert "regel 12" in found
    assert "regel 6" in found


@pytest.mark.parametrize("text", ["", "- a\n", "kind: [\n", "lines: {}\n", "file: x\n" + SMALL[1:]])
def test_what_is_no_outline_is_refused_in_words(text: str) -> None:
    assert all(len(line) > 20 for line in problems(text))


def test_a_question_or_rule_that_does_not_exist_is_told_with_the_nearest_one() -> None:
    text = SMALL.replace("va_sterk", "va_strek").replace(
        "    feeds:", "    complete: [mp_direktion]\n    feeds:"
    )
    outline = read_outline(text, "plan_mine.yaml")
    found = outline_problems([outline], content()[0], ["mp_direction"])
    lines = [problem_line(problem, "nl") for problem in found]
    assert len(lines) == 2
    assert "regel 10" in lines[0]
    assert "'va_sterk'" in lines[0]
    assert "regel 8" in lines[1]
    assert "'mp_direction'" in lines[1]


def test_there_is_one_outline_of_every_kind_and_all_it_names_exists() -> None:
    questionnaire, _, outlines = content()
    rules = [
        line.split(":")[0].strip()
        for name, text in read_shipped("questionnaires").items()
        if name.startswith("rules_")
        for line in text.splitlines()
        if line.startswith("  ") and line[2] != " "
    ]
    assert len(rules) > 100
    assert set(outlines) == set(PlanKind)
    assert outline_problems(outlines.values(), questionnaire, rules) == []


@pytest.mark.parametrize("kind", PlanKind)
def test_a_plan_shows_exactly_the_questions_that_say_they_feed_it(kind: PlanKind) -> None:
    questionnaire, _, outlines = content()
    declared = {q.id for q in questionnaire.questions.values() if kind in q.plans}
    assert len(declared) >= 30
    assert outlines[kind].feeds == declared


def _areas(outline: Outline) -> list[tuple[LifeArea, ...]]:
    return [tuple(section.areas) for section in outline.sections if section.areas]


def test_life_areas_are_all_there_in_their_fixed_order() -> None:
    outlines = content()[2]
    found = [areas for outline in outlines.values() for areas in _areas(outline)]
    assert len(found) == 3
    assert all(areas == tuple(LifeArea) for areas in found)


def test_the_basics_for_a_school_are_chapters_1_4_7_and_8() -> None:
    sections = content()[2][OO].sections
    assert [number for number, s in enumerate(sections, 1) if s.basics] == [1, 4, 7, 8]


def test_the_titles_and_labels_hold_no_jargon_in_the_copy_of_the_youth() -> None:
    banned = (
        "uitstroom",
        "perspectief",
        "ondersteuningsbehoefte",
        "indicator",
        "evaluatie",
        "ketenpartner",
        "achtervang",
        "waarom",
    )
    outlines = content()[2]
    parts = [
        part
        for kind in (PP, PlanKind.EXIT_PLAN, PlanKind.MY_PLAN)
        for section in outlines[kind].sections
        for part in section.parts
    ]
    told = [part.title_for(Party.YOUTH) for part in parts]
    told += [feed.label for part in parts for feed in part.feeds.values()]
    assert len(told) > 250
    assert [t for t in told if any(word in t.lower() for word in banned)] == []


@pytest.mark.parametrize("kind", PlanKind)
def test_an_abbreviation_stands_behind_the_words_it_is_short_for(kind: PlanKind) -> None:
    outline = content()[2][kind]
    parts = [part for section in outline.sections for part in section.parts]
    told = [part.title for part in parts]
    told += [feed.label for part in parts for feed in part.feeds.values()]
    short = {word for text in told for word in re.findall(r"\b[A-Z]{2,}\b", text)}
    assert bool(short) == (kind is not PlanKind.MY_PLAN)
    assert {word for word in short if not any(f" ({word})" in text for text in told)} == set()


@pytest.mark.parametrize("kind", PlanKind)
def test_a_label_also_reads_well_in_a_line_that_says_it_is_still_open(kind: PlanKind) -> None:
    outline = content()[2][kind]
    feeds = [*outline.first_page.values()]
    feeds += [
        f for section in outline.sections for part in section.parts for f in part.feeds.values()
    ]
    assert len(feeds) > 20
    unfinished = r" (op|vanaf|sinds|door|bij|tot)$"
    assert [feed.label for feed in feeds if re.search(unfinished, feed.label)] == []


def test_every_question_has_a_label_of_the_plans_own() -> None:
    unlabelled = [
        name
        for outline in content()[2].values()
        for section in outline.sections
        for part in section.parts
        for name, feed in part.feeds.items()
        if not feed.label
    ]
    assert unlabelled == []
