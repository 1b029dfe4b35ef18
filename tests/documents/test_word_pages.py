"""A plan of an example is in a word processor no longer than it is meant to be either."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from planbuilder.documents import make_document
from planbuilder.questionnaire.terms import PlanKind
from planbuilder.services.content import load_content
from planbuilder.services.examples import example_dossiers
from planbuilder.services.plans import orders_for, plan_for

# One sheet on both sides; what a school reads; what everybody around the youth reads.
MEANT = {PlanKind.MY_PLAN: 2, PlanKind.SCHOOL_TRANSFER: 3, PlanKind.PERSPECTIVE_PLAN: 6}


@pytest.mark.needs_libreoffice
def test_no_plan_in_word_is_longer_than_it_is_meant_to_be(
    libreoffice: str, needs: Callable[[str], str], tmp_path: Path
) -> None:
    needs("carlito")
    pdfinfo = needs("pdfinfo")
    content = load_content()
    written: dict[Path, PlanKind] = {}
    for name, dossier in example_dossiers(content.questionnaire):
        for order in orders_for(dossier, content, tuple(MEANT)):
            made = plan_for(dossier, content, order, date(2026, 11, 22))
            if not isinstance(made, str):
                party = order.recipient.party.value
                path = tmp_path / f"{order.kind.value}_{name}_{party}_{len(written)}.docx"
                path.write_bytes(make_document(made[0], "docx").content)
                written[path] = order.kind
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        [libreoffice, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *written],
        check=True,
        capture_output=True,
        timeout=300,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    pages: dict[str, tuple[PlanKind, int]] = {}
    for path, kind in written.items():
        told = subprocess.run(
            [pdfinfo, path.with_suffix(".pdf")], check=True, capture_output=True, text=True
        ).stdout
        found = re.search(r"^Pages:\s+(\d+)$", told, re.MULTILINE)
        assert found is not None
        pages[path.stem] = (kind, int(found[1]))
    assert {kind for kind, _ in pages.values()} == set(MEANT)
    assert {name: found for name, (kind, found) in pages.items() if found > MEANT[kind]} == {}
