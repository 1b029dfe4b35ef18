"""Makes every document of some plans and prints what it is the hash of: run as a program of its own."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from datetime import UTC, date, datetime

from documents.example_plans import example_plan
from documents.nasty_texts import NASTY
from documents.sample_plans import of_kind, plan_with

from planbuilder.documents import FORMATS, make_document
from planbuilder.questionnaire.terms import PlanKind


def fingerprints() -> dict[str, str]:
    """The hash of each document, by its plan and its format."""
    plans = {kind.value: of_kind(kind) for kind in PlanKind}
    plans["nasty"] = plan_with("\n\n".join(NASTY))
    pictured = example_plan("martijn", PlanKind.EXIT_PLAN)
    assert pictured is not None
    assert pictured.pictures()
    plans["pictured"] = pictured
    return {
        f"{name}{document.suffix}": hashlib.sha256(document.content).hexdigest()
        for name, plan in plans.items()
        for document in (make_document(plan, wanted) for wanted in FORMATS)
    }


def _on_another_day(seconds: float) -> None:
    """Let Python's clocks run ahead; what is not Python gets no clock from us at all."""
    real = time.time
    time.time = lambda: real() + seconds  # type: ignore[assignment]
    time.localtime = lambda at=None: time.gmtime(time.time() if at is None else at)  # type: ignore[assignment]
    assert datetime.fromtimestamp(time.time(), UTC).date() != date.fromtimestamp(real())


if __name__ == "__main__":
    if os.environ.get("AHEAD"):
        _on_another_day(float(os.environ["AHEAD"]))
    json.dump(fingerprints(), sys.stdout)
