"""Any plan that a dossier could bring about: every kind of block, any text in it, in any order."""

from __future__ import annotations

from dataclasses import replace

from documents.example_plans import DOSSIERS, example_plan
from documents.nasty_texts import ANY_TEXT
from documents.sample_plans import of_kind
from hypothesis import strategies as st

from planbuilder.plan.model import (
    Block,
    Bullets,
    Fact,
    Facts,
    Heading,
    OpenPoint,
    Paragraph,
    Perspective,
    Picture,
    Plan,
    Quote,
    Remark,
    Section,
    SideBySide,
    Table,
)
from planbuilder.questionnaire.terms import PlanKind

# planbuilder's own words and the names of people; what was said in an answer may be anything.
WORDS = st.sampled_from(
    ["Wonen", "Wat ik leuk vind", "Noor & Co", "שרה", "Een heel lang woord " * 8, "<b>", "1."]
)
# An answer holds more than line breaks and spaces.
SAID = ANY_TEXT.filter(lambda text: len(text) < 300 and bool(text.strip()))
SOURCES = st.integers(0, 50).map(lambda number: f"vraag{number}.sam") | st.just("")


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table with rows in which some cells, or all but one, are empty."""
    columns = draw(st.integers(2, 6))
    row = st.tuples(*[SAID | st.just("")] * columns).filter(any)
    rows = tuple(draw(st.lists(row, min_size=1, max_size=4)))
    sources = tuple(tuple(draw(SOURCES) if cell else "" for cell in cells) for cells in rows)
    heads = tuple(draw(WORDS) for _ in range(columns))
    return Table(draw(WORDS), heads, rows, draw(WORDS | st.just("")), sources)


@st.composite
def bullets(draw: st.DrawFn) -> Bullets:
    """A list of which some items came from an answer."""
    items = tuple(draw(st.lists(SAID, min_size=1, max_size=4)))
    return Bullets(items, draw(WORDS | st.just("")), tuple(draw(SOURCES) for _ in items))


def pictures() -> list[Picture]:
    """The pictures of the examples."""
    plans = [example_plan(dossier, kind) for dossier in DOSSIERS for kind in PlanKind]
    return [picture for plan in plans if plan for picture in plan.pictures()]


FACTS = st.builds(Fact, WORDS, SAID, SOURCES)
VOICES = st.builds(Perspective, WORDS, WORDS | st.just(""), SAID, st.booleans(), SOURCES)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, WORDS, st.sampled_from(["body", "note", "empty"])),
    st.builds(Heading, WORDS),
    st.builds(Quote, WORDS, SAID, WORDS, SOURCES),
    st.builds(Remark, WORDS, SAID, WORDS, WORDS | st.just(""), SOURCES),
    st.builds(SideBySide, WORDS, st.lists(VOICES, min_size=1, max_size=4).map(tuple)),
    st.builds(Facts, st.lists(FACTS, min_size=1, max_size=4).map(tuple)),
    tables(),
    bullets(),
    st.deferred(lambda: st.sampled_from(pictures())),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan of any kind with one to four chapters."""
    chapters = draw(st.lists(st.lists(BLOCKS, min_size=1, max_size=5), min_size=1, max_size=4))
    points = st.builds(OpenPoint, SAID, WORDS, st.sampled_from(["info", "action", "urgent"]))
    return replace(
        of_kind(draw(st.sampled_from(PlanKind))),
        title=draw(SAID),
        title_source=draw(SOURCES),
        youth_name=draw(SAID),
        recipient=draw(WORDS),
        language=draw(st.sampled_from(["nl", "en"])),
        colour=draw(st.sampled_from(["", "groen", "paars", "nooit gehoord"])),
        first_page=tuple(draw(st.lists(FACTS, min_size=1, max_size=4))),
        open_points=tuple(draw(st.lists(points, max_size=3))),
        sections=tuple(
            Section(f"deel{number}", number, draw(WORDS), tuple(blocks))
            for number, blocks in enumerate(chapters, 1)
        ),
    )
