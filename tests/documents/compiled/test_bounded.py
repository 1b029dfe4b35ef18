"""A calculation in a template of any program can't fill the memory."""

from __future__ import annotations

import time

import pytest
from documents.own_templates import FOOTER, of

from planbuilder.documents import render_docx
from planbuilder.documents.zip_bytes import read_zip, write_zip
from planbuilder.errors import TemplateInvalid


def template(field: str) -> bytes:
    """A template with this and nothing else to fill in."""
    files = read_zip(of(field))
    files[FOOTER] = read_zip(of("voettekst", part=FOOTER))[FOOTER]
    return write_zip(files)


@pytest.mark.parametrize(
    "field",
    [
        "{{ 'a' * 999999999 }}",
        "{{ 999999999 * 'a' }}",
        "{{ [1] * 999999999 }}",
        "{{ (9 ** 999999)|string }}",
        "{{ a * 99999999 }}",
    ],
)
def test_what_would_grow_beyond_any_use_is_refused_at_once(field: str) -> None:
    started = time.process_time()
    with pytest.raises(TemplateInvalid):
        render_docx(template(field), {"a": "text"})
    assert time.process_time() - started < 5


def test_what_a_document_can_hold_is_calculated() -> None:
    assert render_docx(template("{{ 'ab' * 3 }} {{ 2 ** 10 }} {{ 3 * 4 }}"), {})
