"""Somebody changes a plan in LibreOffice and saves it: every field is found again, changed or not."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from documents.example_plans import DOSSIERS, example_plan
from lxml import etree

from planbuilder.documents import make_document
from planbuilder.documents.binding import Binding
from planbuilder.documents.traces import Place, Returned, find_fields
from planbuilder.documents.word_text import read_text
from planbuilder.documents.zip_bytes import read_zip
from planbuilder.questionnaire.terms import PlanKind

pytestmark = [pytest.mark.needs_libreoffice, pytest.mark.slow]

BINDING = Binding("proef", 12, "1a", b"k" * 32)
ACTIONS = ("insert_after", "insert_inside", "replace", "delete", "split", "paste")
WORD, TEXT = "MS Word 2007 XML", "writer8"
HAND = Path(__file__).with_name("word_processor.py")


@dataclass(frozen=True)
class Edit:
    """What is done at which words, and the text that the field has then."""

    place: Place
    action: str
    at: str
    words: str
    after: str

    @property
    def order(self) -> list[str]:
        return [self.action, self.at, self.words]


def edit(action: str, place: Place, text: str, other: str) -> Edit:
    half = text[: len(text) // 2]
    match action:
        case "insert_after":
            return Edit(place, action, text, " Dat is nieuw.", f"{text} Dat is nieuw.")
        case "insert_inside":
            return Edit(place, action, text, "QQ", f"{text[:2]}QQ{text[2:]}")
        case "replace":
            return Edit(place, action, text, "Iets heel anders", "Iets heel anders")
        case "delete":
            return Edit(place, action, text, "", "")
        case "split":
            return Edit(place, action, half, "", f"{half}\n{text[len(half) :]}")
        case _:
            return Edit(place, "paste", text, other, text + other)


def alone(made: Returned, shown: str) -> Iterator[tuple[Place, str]]:
    """Fields of which the words stand once in the document, in a paragraph without another field."""
    for place, trace in made.traces.items():
        text = trace.text
        by_itself = trace.texts.get("style", [""])[0].strip("“”") == text
        half = text[: len(text) // 2]
        if by_itself and len(text) > 12 and text.isprintable() and shown.count(half) == 1:
            yield place, text


def edits_for(made: Returned, shown: str) -> list[Edit]:
    """One edit of each kind, as far as there are fields, spread over the document."""
    *found, (_, other) = alone(made, shown)
    actions = ACTIONS[: len(found)]
    step = len(found) // len(actions)
    return [edit(action, *found[at * step], other) for at, action in enumerate(actions)]


def work(soffice: str, python: str, folder: Path, orders: list[dict[str, object]]) -> None:
    done = subprocess.run(
        [python, HAND, soffice, folder / "profile"],
        input=json.dumps(orders).encode(),
        capture_output=True,
        timeout=420,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]


def shown_in(content: bytes) -> str:
    """All that stands on the pages; python-docx leaves out what is inside a control."""
    return read_text(etree.fromstring(read_zip(content)["word/document.xml"]))


def prove(before: Returned, after: Returned, edits: list[Edit]) -> None:
    """Every field is there: the changed ones with their new words, all others as they were."""
    assert after.token == before.token
    changed = {one.place: one.after for one in edits}
    digests = {field.code: field.digest for field in before.manifest.fields}
    missing = before.traces.keys() - after.traces.keys()
    assert missing == set()
    for place, trace in after.traces.items():
        if place in changed:
            # Enter inside a control is a line break, outside it a new paragraph.
            text = trace.text.replace("\n\n", "\n")
            # By style alone, with the marks that the template puts around somebody's words.
            by_style = set(trace.texts) == {"style"}
            assert (text.strip("“”") if by_style else text) == changed[place]
        else:
            assert trace.digest(BINDING.key) == digests[place[0]], (
                place,
                before.traces[place].text,
            )


@pytest.mark.parametrize("dossier", DOSSIERS)
def test_every_field_is_found_after_edits_in_libreoffice(
    needs: Callable[[str], str], tmp_path: Path, dossier: str
) -> None:
    soffice, python = needs("soffice"), needs("python3-uno")
    orders: list[dict[str, object]] = []
    cases = []
    for kind in PlanKind:
        plan = example_plan(dossier, kind)
        if plan is None:
            continue
        content = make_document(plan, "docx", binding=BINDING).content
        made = find_fields(content)
        edits = edits_for(made, shown_in(content))
        source = tmp_path / f"{kind}.docx"
        source.write_bytes(content)
        direct, text, through = (
            tmp_path / f"{kind}-{name}" for name in ("direct.docx", "text.odt", "through.docx")
        )
        orders.append(
            {
                "open": str(source),
                "edits": [one.order for one in edits],
                "save": [[str(direct), WORD], [str(text), TEXT]],
            }
        )
        orders.append({"open": str(text), "edits": [], "save": [[str(through), WORD]]})
        cases.append((made, edits, direct, through))
    work(soffice, python, tmp_path, orders)
    assert len(cases) >= 3
    assert sum(len(edits) == len(ACTIONS) for _, edits, _, _ in cases) >= 2
    for made, edits, direct, through in cases:
        back = find_fields(direct.read_bytes())
        prove(made, back, edits)
        # Saved as Word the manifest is there too, and as it was written.
        assert back.manifest == made.manifest
        assert back.manifest.proven_by(BINDING.key)
        prove(made, find_fields(through.read_bytes()), edits)
