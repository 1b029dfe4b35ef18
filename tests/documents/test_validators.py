"""Two validators of others, and our own lint, find nothing in any Word document that we make."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from documents.any_plan import plans
from documents.example_plans import DOSSIERS, example_plan
from documents.nasty_texts import NASTY
from documents.own_templates import BODY
from documents.sample_plans import of_kind, plan_with
from how_many import FEW
from hypothesis import HealthCheck, given, settings
from openxml_audit import OpenXmlValidator

from planbuilder.documents import make_document
from planbuilder.documents.binding import Binding
from planbuilder.documents.verify import verify_document
from planbuilder.documents.word_lint import lint_word
from planbuilder.documents.zip_bytes import read_zip, write_zip
from planbuilder.plan.model import Plan
from planbuilder.questionnaire.terms import PlanKind

AUDITOR = OpenXmlValidator(security_validation=True)
# As they are handed out: each field with its names, and a manifest.
BINDING = Binding("proef", 1, "1a", b"k" * 32)


def found_in(content: bytes, sdk: str, folder: Path) -> list[str]:
    """What Microsoft's SDK (for the newest Word), openxml-audit and our own lint say of a document."""
    file = folder / "plan.docx"
    file.write_bytes(content)
    told = subprocess.run(
        [sdk, file, "Microsoft365"],
        capture_output=True,
        check=True,
        # It needs no texts in other languages, and so no ICU.
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )
    by_sdk = json.loads(told.stdout)
    assert by_sdk["ok"] == (by_sdk["errors"] == [])
    return [
        *(f"sdk: {one['description']} {one['path']}" for one in by_sdk["errors"]),
        *(f"audit: {one.description} {one.part_uri}" for one in AUDITOR.validate(file).errors),
        *(f"lint: {one.code} {one.file} {one.parameters}" for one in lint_word(content)),
    ]


@pytest.fixture
def sdk(needs: Callable[[str], str]) -> str:
    return needs("ooxml-validator")


@pytest.mark.slow
@pytest.mark.parametrize("kind", PlanKind)
@pytest.mark.parametrize("dossier", DOSSIERS)
def test_no_validator_finds_anything_in_the_plans_of_the_examples(
    sdk: str, tmp_path: Path, dossier: str, kind: PlanKind
) -> None:
    plan = example_plan(dossier, kind)
    if plan is None:
        assert (dossier, kind) == ("dewi", PlanKind.SCHOOL_TRANSFER)
        return
    assert found_in(make_document(plan, "docx", binding=BINDING).content, sdk, tmp_path) == []


@pytest.mark.parametrize("kind", PlanKind)
def test_no_validator_finds_anything_in_a_plan_of_nasty_texts(
    sdk: str, tmp_path: Path, kind: PlanKind
) -> None:
    plan = replace(plan_with("\n\n".join(NASTY)), kind=kind)
    assert found_in(make_document(plan, "docx", binding=BINDING).content, sdk, tmp_path) == []
    assert (
        found_in(make_document(of_kind(kind), "docx", binding=BINDING).content, sdk, tmp_path) == []
    )


@pytest.mark.slow
@settings(max_examples=FEW, suppress_health_check=list(HealthCheck))
@given(plan=plans())
def test_no_validator_finds_anything_in_any_plan(sdk: str, plan: Plan) -> None:
    document = make_document(plan, "docx", binding=BINDING)
    with tempfile.TemporaryDirectory() as folder:
        assert found_in(document.content, sdk, Path(folder)) == []
    verify_document(document, plan)


def test_the_validators_find_what_is_wrong(sdk: str, tmp_path: Path) -> None:
    """The tests above would also pass with validators that say nothing."""
    files = read_zip(make_document(of_kind(PlanKind.EXIT_PLAN), "docx").content)
    body = files[BODY].decode()
    files[BODY] = body.replace("<w:tblHeader/>", "<w:tblHeader/><w:jc/><w:x/>", 1).encode()
    told = found_in(write_zip(files), sdk, tmp_path)
    assert {one.partition(":")[0] for one in told} == {"sdk", "audit"}
