"""Whatever is in a dossier: what a reader may see is in the plan word for word, and nothing else is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from plan.made import MP, TODAY, content, everything
from worlds import World, worlds

from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.view import DossierView, view_for
from planbuilder.plan.compile import compile_plan, plan_is_possible
from planbuilder.plan.model import Plan, Table
from planbuilder.plan.outline import Outline
from planbuilder.questionnaire.terms import Party, PlanKind

QUESTIONS, SETTINGS, OUTLINES = content()
MARKER = re.compile(r"Zq[a-z]{9}x")
# The dossier itself knows better who the regisseur is than an answer does; a colour is not read but seen.
KNOWN_BETTER = {"reg_regisseur"} | {"tk_kleur"}


@dataclass(frozen=True, repr=False)
class Case:
    """Without a repr of its fields: that of a whole dossier is unreadable in a report."""

    world: World
    view: DossierView
    made: Plan

    def __repr__(self) -> str:
        return f"{self.made.kind} for {self.view.recipient} of a youth of {self.world.age}"


@st.composite
def cases(draw: st.DrawFn) -> Case:
    world = draw(worlds())
    person = draw(st.sampled_from([*world.dossier.people.values()]))
    kind = draw(st.sampled_from(list(PlanKind)))
    recipient = Recipient(person.role.party, person.id)
    view = view_for(world.dossier, recipient, QUESTIONS, SETTINGS, TODAY, kind)
    return Case(world, view, compile_plan(view, OUTLINES[kind], QUESTIONS, SETTINGS))


def shown(view: DossierView, outline: Outline) -> set[str]:
    """The questions of the sections and feeds that this reader's copy has."""
    party = view.recipient.party
    found = {outline.title_from, outline.name_from, *outline.first_page}
    basic = outline.kind is PlanKind.SCHOOL_TRANSFER and view.school_version == "basic"
    for part in outline.sections:
        if part.from_age and (view.age is None or view.age < part.from_age):
            continue
        if basic and not part.basics:
            continue
        for inner in part.parts:
            found |= {n for n, f in inner.feeds.items() if not f.only_for or party in f.only_for}
            found |= set(inner.checks)
    return found


MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@MANY
@given(cases())
def test_every_answer_that_may_be_read_and_belongs_here_is_in_the_plan(case: Case) -> None:
    world, view, made = case.world, case.view, case.made
    if made.kind is MP:
        # One page: the youth's own words, and one agreement per box.
        return
    fed = shown(view, OUTLINES[made.kind]) - KNOWN_BETTER
    wanted = {
        word
        for (question, voice), word in world.markers.items()
        if (question, voice) in view.answers and question in fed
    }
    event("something to show" if wanted else "nothing to show")
    missing = wanted - set(MARKER.findall(everything(made)))
    assert missing == set(), [key for key, word in world.markers.items() if word in missing]


@MANY
@given(cases())
def test_nothing_that_is_not_in_the_view_is_ever_in_the_plan(case: Case) -> None:
    world, view, made = case.world, case.view, case.made
    readable = {world.markers[key] for key in view.answers if key in world.markers}
    readable |= {agreement.what for agreement in view.agreements}
    told = everything(made) + made.file_stem
    assert set(MARKER.findall(told)) <= readable
    named = {person.name for person in view.people.values()}
    hidden = {person.name for person in world.dossier.people.values()} - named
    assert [name for name in hidden if re.search(rf"\b{name}\b", told)] == []


@MANY
@given(cases())
def test_a_plan_has_the_shape_that_every_document_counts_on(case: Case) -> None:
    made = case.made
    assert [part.number for part in made.sections] == list(range(1, len(made.sections) + 1))
    assert all(part.blocks and part.title for part in made.sections)
    tables = [b for part in made.sections for b in part.blocks if isinstance(b, Table)]
    assert all(len(row) == len(table.columns) for table in tables for row in table.rows)
    assert all(isinstance(text, str) for text in made.texts())


@MANY
@given(cases())
def test_mijn_plan_shows_every_word_that_the_youth_gave_for_it(case: Case) -> None:
    world = case.world
    mine = view_for(
        world.dossier, Recipient(Party.YOUTH, "jongere"), QUESTIONS, SETTINGS, TODAY, MP
    )
    made = compile_plan(mine, OUTLINES[MP], QUESTIONS, SETTINGS)
    assert plan_is_possible(mine, OUTLINES[MP]) is None
    fed = OUTLINES[MP].feeds - KNOWN_BETTER
    own = {
        key: word
        for key, word in world.markers.items()
        if key[1] == "jongere" and key[0] in fed and key in mine.answers
    }
    told = set(MARKER.findall(everything(made)))
    assert [key for key, word in own.items() if word not in told] == []
