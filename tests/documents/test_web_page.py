"""The web page is accessible: axe-core finds nothing, on a screen, on a phone and as printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from documents.browser import Browser, browsing
from documents.example_plans import DOSSIERS, example_plan
from documents.nasty_texts import NASTY
from documents.sample_plans import of_kind, plan_with

from planbuilder.documents import make_document
from planbuilder.plan.model import Plan
from planbuilder.questionnaire.terms import PlanKind

pytestmark = pytest.mark.slow

# An A4 without its margins is 17 cm wide: 643 pixels of a browser.
SIGHTS = [(1280, "screen"), (375, "screen"), (643, "print")]
# All rules of axe-core, also those that are only advice.
RUN_AXE = """
axe.run(document, {resultTypes: ["violations", "incomplete"]}).then(told => ({
  rules: told.passes.length,
  found: told.violations.map(one => ({rule: one.id, help: one.help,
    where: one.nodes.slice(0, 3).map(node => node.target.join(" ") + ": " + node.failureSummary)})),
}))
"""
WIDER_THAN_THE_WINDOW = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Room for the one browser of this module; it is started where the first test finds Chromium."""
    held: dict[str, Any] = {"folder": tmp_path_factory.mktemp("browser")}
    yield held
    if "closing" in held:
        held["closing"].__exit__(None, None, None)


@pytest.fixture
def browser(opened: dict[str, Any], needs: Callable[[str], str]) -> Browser:
    if "browser" not in opened:
        opened["closing"] = browsing(needs("chromium"), opened["folder"])
        opened["browser"] = opened["closing"].__enter__()
    return opened["browser"]


@pytest.fixture
def axe(needs: Callable[[str], str]) -> str:
    return Path(needs("axe-core")).read_text(encoding="utf-8")


def findings(browser: Browser, axe: str, page: str) -> list[Any]:
    found: list[Any] = []
    for width, media in SIGHTS:
        browser.show(page, width, media)
        browser.evaluate(axe)
        told = browser.evaluate(RUN_AXE)
        assert told["rules"] > 15
        found += [(width, media, one) for one in told["found"]]
        if browser.evaluate(WIDER_THAN_THE_WINDOW):
            found.append((width, media, "the page is wider than the window"))
    return found


def page_of(plan: Plan) -> str:
    return make_document(plan, "html").content.decode()


@pytest.mark.parametrize("kind", PlanKind)
@pytest.mark.parametrize("dossier", DOSSIERS)
def test_axe_finds_nothing_in_the_plans_of_the_examples(
    browser: Browser, axe: str, dossier: str, kind: PlanKind
) -> None:
    plan = example_plan(dossier, kind) or of_kind(kind)
    assert findings(browser, axe, page_of(plan)) == []


@pytest.mark.parametrize("kind", PlanKind)
def test_axe_finds_nothing_whatever_was_typed(browser: Browser, axe: str, kind: PlanKind) -> None:
    for text in ("\n\n".join(NASTY), "שלום Sam", " \n ", "x" * 20_000):
        assert findings(browser, axe, page_of(replace(plan_with(text), kind=kind))) == []


def test_axe_finds_what_is_wrong(browser: Browser, axe: str) -> None:
    """The tests above would also pass with a script that says nothing."""
    page = page_of(of_kind(PlanKind.EXIT_PLAN))
    wrong = page.replace('<html lang="nl">', "<html>").replace("<h2", "<h5", 1)
    told = {one["rule"] for _, _, one in findings(browser, axe, wrong)}
    assert {"html-has-lang", "heading-order"} <= told
