"""The same plan gives the same bytes: in any process, place, language and year."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
import zlib
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from documents.fingerprints import fingerprints
from documents.sample_plans import perspective_plan

from planbuilder.documents import FORMATS, Format, make_document

HERE = cache(fingerprints)
TESTS = Path(__file__).resolve().parents[1]
DAY = 86_400


@pytest.mark.slow
@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {
            "PYTHONHASHSEED": "4242",
            "TZ": "America/Anchorage",
            "LC_ALL": "tr_TR.UTF-8",
            "LANG": "ar",
        },
        {"AHEAD": str(400 * DAY), "PYTHONUTF8": "0", "LANGUAGE": "de", "SOURCE_DATE_EPOCH": "1"},
    ],
    ids=["hash seed 0, east, C", "hash seed 4242, west, Turkish", "400 days on, German"],
)
def test_the_same_plan_gives_the_same_bytes_anywhere(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    bare = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    told = subprocess.run(
        [sys.executable, "-m", "documents.fingerprints"],
        cwd=tmp_path,
        env={**bare, "PYTHONPATH": str(TESTS), **surroundings},
        capture_output=True,
        check=True,
    )
    elsewhere = json.loads(told.stdout)
    here = HERE()
    assert len(here) == 6 * len(FORMATS)
    assert {name for name in here if here[name] != elsewhere[name]} == set()


def unpacked(content: bytes) -> bytes:
    """All that a file holds, with what is compressed in it unpacked."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            return b"\n".join(package.read(name) for name in package.namelist())
    found = [content]
    for stream in re.finditer(rb"stream\r?\n", content):
        try:
            found.append(zlib.decompressobj().decompress(content[stream.end() :]))
        except zlib.error:
            continue
    return b"\n".join(found)


@pytest.mark.parametrize("wanted", FORMATS)
def test_no_document_knows_on_which_day_it_was_made(wanted: Format) -> None:
    whole = unpacked(make_document(perspective_plan(), wanted).content).decode("utf-8", "replace")
    today = date.fromtimestamp(time.time())
    for day in (today - timedelta(days=1), today, today + timedelta(days=1)):
        assert str(day) not in whole
        assert f"D:{day:%Y%m%d}" not in whole
    assert re.findall(r"\b20[2-9]\d-[01]\d-[0-3]\d\b", whole) == []
