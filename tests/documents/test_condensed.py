"""Short blocks that follow each other become one list, and Mijn plan four panels; nothing is left out."""

from __future__ import annotations

from datetime import date

from documents.sample_plans import my_plan, perspective_plan, plan_with
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.documents import make_document, template_data
from planbuilder.documents.condensed import condensed
from planbuilder.documents.long_words import MAY_BREAK, cut, width
from planbuilder.documents.sheet import SIZES, letter_size, sheets, sides
from planbuilder.questionnaire.terms import Party, PlanKind
from planbuilder.services.content import load_content
from planbuilder.services.examples import example_dossiers
from planbuilder.services.plans import orders_for, plan_for


def quote(label: str, text: str) -> dict[str, object]:
    return {"type": "quote", "label": label, "text": text, "speaker": "Sam"}


def facts(*pairs: tuple[str, str]) -> dict[str, object]:
    return {"type": "facts", "facts": [{"label": label, "text": text} for label, text in pairs]}


def test_words_that_follow_each_other_are_one_list() -> None:
    (said,) = condensed([quote("Leuk", "tekenen"), facts(("Groep", "x" * 80)), quote("Goed", "ja")])
    assert said["type"] == "said"
    assert [(line["type"], line["is_youth"]) for line in said["lines"]] == [
        ("quote", True),
        ("fact", False),
        ("quote", True),
    ]


def test_short_facts_stand_two_by_two_and_the_last_may_be_alone() -> None:
    (pairs,) = condensed([facts(("A", "1"), ("B", "2"), ("C", "3"))])
    labels = [[fact["label"] for fact in two] for two in pairs["twos"]]
    assert labels == [["A", "B"], ["C", ""]]


def test_every_text_of_the_blocks_is_in_the_parts_and_in_the_panels() -> None:
    for plan in (perspective_plan(), my_plan(), plan_with("Zqwoord & meer")):
        data, _ = template_data(plan)
        for section in data["sections"]:
            shown = set(texts_of(section["parts"]))
            # Whose words a quote is says the plan itself: it is of the youth.
            assert set(texts_of(section["blocks"])) - shown <= {plan.youth_name}


def texts_of(value: object) -> list[str]:
    if isinstance(value, dict):
        kept = {"type", "style", "heading", "name"}
        return [t for key, inner in value.items() if key not in kept for t in texts_of(inner)]
    if isinstance(value, list):
        return [t for inner in value for t in texts_of(inner)]
    return [value] if isinstance(value, str) else []


def test_mijn_plan_is_four_panels_in_the_order_of_its_boxes() -> None:
    data, _ = template_data(my_plan())
    assert len(data["panels"]) == 4
    titles = [box["title"] for panel in data["panels"] for box in panel]
    assert titles[:4] == [
        "Dit kan ik goed. Dit vind ik leuk.",
        "Hier wil ik heen",
        "Mijn eerste stap",
        "Mijn mensen",
    ]
    assert [[box["title"] for panel in side for box in panel] for side in data["sides"]] == [titles]
    assert letter_size(data["sides"]) > 12


def boxes_of(lengths: list[int], extra: int = 0) -> list[dict[str, object]]:
    return [
        {"title": f"Vak {at}", "blocks": [quote("", "woord " * (length // 6 + extra))]}
        for at, length in enumerate(lengths)
    ]


@given(st.lists(st.integers(0, 2000), max_size=14), st.sampled_from([0, 1]))
def test_more_to_say_never_makes_the_letters_on_a_sheet_larger(
    lengths: list[int], which: int
) -> None:
    less, more = (sheets(boxes_of(lengths, extra), "Sam")[which] for extra in (0, 200))
    assert letter_size(more) <= letter_size(less)
    assert letter_size(less) in SIZES


@given(st.lists(st.integers(0, 2000), max_size=14))
def test_one_side_or_both_have_all_boxes_in_their_order(lengths: list[int]) -> None:
    for sheet in sheets(boxes_of(lengths), "Sam"):
        assert all(len(side) == 4 for side in sheet)
        found = [box["title"] for side in sheet for panel in side for box in panel]
        assert found == [f"Vak {at}" for at in range(len(lengths))]


def test_much_to_say_takes_the_back_of_the_sheet_before_it_takes_small_letters() -> None:
    short, long = (sides(boxes_of([length] * 8), "Sam") for length in (60, 500))
    assert (len(short), len(long)) == (1, 2)
    assert letter_size(long) >= 11


@given(st.text(max_size=300), st.floats(20, 500))
def test_cutting_a_word_changes_no_letter_of_it(text: str, room: float) -> None:
    text = text.replace(MAY_BREAK, "")
    assert cut(text, room, 10).replace(MAY_BREAK, "") == text


def test_a_word_that_fits_is_left_whole_and_one_that_does_not_may_go_on_below() -> None:
    word = "arbeidsongeschiktheidsverzekering"
    assert cut(f"een {word} dus", 10 * width(word) + 4, 10) == f"een {word} dus"
    pieces = cut(word, 60, 10).split(MAY_BREAK)
    assert len(pieces) > 5
    assert all(10 * width(piece) < 60 for piece in pieces)
    # Joined emoji and marks stay with their letter.
    assert "👩🏽‍🚀" in cut("x" * 50 + "👩🏽‍🚀" * 3, 60, 10).replace("x", "").split(MAY_BREAK)[-1]


def test_no_plan_of_an_example_is_longer_than_it_is_meant_to_be_for_any_reader() -> None:
    meant = {
        # One sheet, on both sides where one would ask for small letters.
        PlanKind.MY_PLAN: 2,
        PlanKind.SCHOOL_TRANSFER: 3,
        PlanKind.PERSPECTIVE_PLAN: 6,
        PlanKind.EXIT_PLAN: 12,
    }
    content = load_content()
    pages: dict[PlanKind, list[int]] = {kind: [] for kind in meant}
    own: dict[PlanKind, list[int]] = {kind: [] for kind in meant}
    for _, dossier in example_dossiers(content.questionnaire):
        for order in orders_for(dossier, content, tuple(meant)):
            made = plan_for(dossier, content, order, date(2026, 11, 22))
            if not isinstance(made, str):
                found = make_document(made[0], "pdf").pages
                pages[order.kind].append(found)
                if order.recipient.party is Party.YOUTH:
                    own[order.kind].append(found)
    assert all(len(found) == 5 for found in own.values())
    assert {kind: max(found) for kind, found in pages.items() if max(found) > meant[kind]} == {}
    # Nor is the youth's own copy shorter than its kind is meant to be.
    assert all(found >= 4 for found in own[PlanKind.PERSPECTIVE_PLAN])
    assert all(found >= 8 for found in own[PlanKind.EXIT_PLAN])
