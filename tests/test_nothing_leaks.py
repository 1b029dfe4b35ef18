"""The one property that must never fail: what a recipient may not read is in no part of any document."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest
from how_many import OF_A_DOCUMENT
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from lxml import etree
from worlds import TODAY, World, worlds

from planbuilder.documents import make_document
from planbuilder.documents.zip_bytes import read_zip
from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.view import view_for
from planbuilder.questionnaire.terms import Party, PlanKind
from planbuilder.services.content import load_content
from planbuilder.services.originals import binding_for
from planbuilder.services.pictures import PICTURES, make_calendars, make_pictures
from planbuilder.services.plans import Order, plan_for

MARKER = re.compile(r"Zq[a-z]{9}x")
CONTENT = load_content()
KEY = b"k" * 32


def words_in(document: bytes, kind: str) -> set[str]:
    """Every marker in any part of a document, also in its metadata and compressed parts."""
    if kind in ("docx", "odt"):
        with zipfile.ZipFile(io.BytesIO(document)) as parts:
            texts = [
                parts.read(name).decode("utf-8", "replace") + name for name in parts.namelist()
            ]
        # A word processor may cut a word over several runs.
        return {m for text in texts for m in MARKER.findall(re.sub(r"<[^>]*>", "", text) + text)}
    if kind == "pdf":
        from pypdf import PdfReader

        reader = PdfReader(io.BytesIO(document))
        text = "".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
        text += words_for_pictures(document)
        return set(MARKER.findall(re.sub(r"\s|\u00ad|-\n", "", text)))
    return set(MARKER.findall(document.decode("utf-8")))


def words_for_pictures(document: bytes) -> str:
    """What a PDF says instead of its pictures."""
    with pikepdf.open(io.BytesIO(document)) as opened:
        return "".join(
            str(one.Alt)
            for one in opened.objects
            if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        )


@st.composite
def cases(draw: st.DrawFn) -> tuple[World, Recipient, PlanKind, str]:
    world = draw(worlds())
    person = draw(st.sampled_from([*world.dossier.people.values()]))
    recipient = Recipient(person.role.party, person.id)
    wanted = draw(st.sampled_from(["docx", "docx", "html", "html", "md", "odt", "pdf"]))
    return world, recipient, draw(st.sampled_from(list(PlanKind))), wanted


# In four parts, so that all cores share them: together at least 2,000 where a server tests.
@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
@settings(
    max_examples=max(500, OF_A_DOCUMENT) // 4,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(case=cases())
def test_what_a_recipient_may_not_read_is_in_no_part_of_any_document(
    case: tuple[World, Recipient, PlanKind, str], part: int
) -> None:
    world, recipient, kind, wanted = case
    allowed = world.allowed(CONTENT.questionnaire, recipient, kind)
    made = plan_for(world.dossier, CONTENT, Order(kind, recipient), TODAY)
    if isinstance(made, str):
        event(f"refused: {made}")
        return
    plan, _ = made
    # As it is handed out: with names for every field, a manifest and a token.
    binding = binding_for(world.dossier, recipient.party, KEY)
    document = make_document(plan, wanted, binding=binding)
    found = words_in(document.content, wanted)
    event("something was shared" if found else "nothing was shared")
    assert found <= allowed, sorted(found - allowed)
    assert not MARKER.search(plan.file_stem)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases(), st.sampled_from([KEY, None]))
def test_what_ties_a_document_to_its_dossier_tells_its_reader_nothing(
    case: tuple[World, Recipient, PlanKind, str], key: bytes | None
) -> None:
    """Tags, aliases, bookmarks, styles, manifest and properties: nothing that does not stand there."""
    world, recipient, kind, _ = case
    made = plan_for(world.dossier, CONTENT, Order(kind, recipient), TODAY)
    if isinstance(made, str):
        return
    binding = binding_for(world.dossier, recipient.party, key)
    bound = read_zip(make_document(made[0], "docx", binding=binding).content)
    plain = read_zip(make_document(made[0], "docx").content)
    shown = named_in(plain["word/document.xml"])
    added = {
        *(named_in(bound["word/document.xml"]) - shown),
        *(named_in(bound["word/styles.xml"]) - named_in(plain["word/styles.xml"])),
        *(value for name in bound.keys() - plain.keys() for value in named_in(bound[name])),
    }
    event("fields were named" if len(added) > 20 else "next to nothing was named")
    ids = {*world.dossier.people, *CONTENT.questionnaire.questions, *world.agreement_markers}
    words = {word for value in added for word in re.split(r"[^\w]+", value)}
    known = {world.dossier.id, kind.value, recipient.party.value}
    aliases = {one.about for one in made[0].traced()}
    said = {word for alias in aliases for word in re.split(r"[^\w]+", alias)}
    assert words & ids - known - said == set()
    assert {f"{question}.{voice}" for question, voice in world.dossier.answers} & added == set()
    # An alias is what stands above the text, and that is printed too.
    printed = " ".join(" ".join(made[0].texts()).split())
    for alias in aliases - {"Titel van het plan"}:
        assert " ".join(alias.split()) in printed


def named_in(xml: bytes) -> set[str]:
    """Every value of every attribute and every text of a part."""
    root = etree.fromstring(xml)
    values = {value for one in root.iter(etree.Element) for value in one.attrib.values()}
    return values | {text for text in root.itertext() if text.strip()}


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds(), st.sampled_from(list(PlanKind)))
def test_a_view_holds_nothing_that_its_recipient_may_not_read(world: World, kind: PlanKind) -> None:
    for person in world.dossier.people.values():
        recipient = Recipient(person.role.party, person.id)
        view = view_for(
            world.dossier, recipient, CONTENT.questionnaire, CONTENT.settings, TODAY, kind
        )
        allowed = world.allowed(CONTENT.questionnaire, recipient, kind)
        seen = {world.markers[key] for key in view.answers if key in world.markers}
        wrong = [key for key, word in world.markers.items() if word in seen - allowed]
    assert not wrong, (person.id, wrong[:5])


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(worlds(), st.data())
def test_what_a_recipient_may_not_read_is_in_no_picture_and_no_calendar(
    world: World, data: st.DataObject
) -> None:
    """The SVG is what every other form of a picture is made from; a PNG can't be searched."""
    person = data.draw(st.sampled_from([*world.dossier.people.values()]))
    recipient = Recipient(person.role.party, person.id)
    with TemporaryDirectory() as folder:
        made = [
            *make_pictures(
                world.dossier, CONTENT, PICTURES, [recipient], ["svg"], "a4", Path(folder), TODAY
            ),
            *make_calendars(world.dossier, CONTENT, [recipient], Path(folder), TODAY),
        ]
        for one in made:
            allowed = world.allowed(CONTENT.questionnaire, recipient, one.kind)
            for file in one.files:
                text = file.read_text(encoding="utf-8").replace("\r\n ", "").replace("\n ", "")
                found = set(MARKER.findall(re.sub(r"<[^>]*>", "", text) + text))
                event(f"{one.name}: {'something' if found else 'nothing'} was shared")
                assert found <= allowed, (one.name, sorted(found - allowed))
                assert not MARKER.search(file.name)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_what_the_youth_may_see_is_really_in_the_pictures(world: World) -> None:
    """The test above would also pass on empty pictures; the youth's own show they are not."""
    with TemporaryDirectory() as folder:
        youth = Recipient(Party.YOUTH, "jongere")
        made = [
            *make_pictures(
                world.dossier, CONTENT, PICTURES, [youth], ["svg"], "a4", Path(folder), TODAY
            )
        ]
        found = [one.name for one in made if one.files and MARKER.search(one.files[0].read_text())]
    assert set(found) >= {"route", "people", "areas"}


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds())
def test_what_the_youth_may_read_is_really_there(world: World) -> None:
    """The test above would also pass on empty documents; the youth's own plan shows they are not."""
    order = Order(PlanKind.PERSPECTIVE_PLAN, Recipient(Party.YOUTH, "jongere"))
    made = plan_for(world.dossier, CONTENT, order, TODAY)
    assert not isinstance(made, str)
    assert len(words_in(make_document(made[0], "docx").content, "docx")) > 30
    assert Path(made[0].file_stem).name == made[0].file_stem
