"""Each field of a plan has names in the Word document that fit, differ, lead back and tell nothing."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from documents.example_plans import DOSSIERS, example_plan
from documents.nasty_texts import NASTY
from documents.own_templates import of as template_of
from documents.own_templates import own_folder, paragraph
from documents.sample_plans import perspective_plan, plan_with
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from planbuilder.documents import make_document
from planbuilder.documents.binding import Binding, Field, Marks, digest_of, fields_of, sources_of
from planbuilder.documents.manifest import Manifest, dossier_in, manifest_of, read_manifest
from planbuilder.documents.traces import find_fields
from planbuilder.documents.word_lint import lint_word
from planbuilder.documents.words import holdable, unbroken
from planbuilder.documents.zip_bytes import read_zip
from planbuilder.plan.model import Bullets, Fact, Facts, Plan, Quote, Section, Table
from planbuilder.questionnaire.terms import PlanKind

KEYED = Binding("kw7", 12, "1a", b"k" * 32)
FROM_FILE = Binding("kw7", 12, "1a")
TEXTS = st.text(max_size=40) | st.sampled_from(NASTY) | st.just("a\n\nb\n\n\n\nc\n")
BOTH = pytest.mark.parametrize("binding", [KEYED, FROM_FILE], ids=["store", "file"])


def said(*texts: str) -> Plan:
    """A plan with each of these texts in a quote, a fact, a cell and a bullet of its own source."""
    text = iter(range(10**6))

    def source() -> str:
        return f"vraag.stem.{next(text)}"

    blocks = (
        *(Quote("Wat ik zei", one, "Sam", source()) for one in texts),
        Facts(tuple(Fact("Feit", one, source()) for one in texts)),
        Table(
            "Tabel", ("Kop",), tuple((one,) for one in texts), "", tuple((source(),) for _ in texts)
        ),
        Bullets(texts, "Lijst", tuple(source() for _ in texts)),
    )
    return replace(perspective_plan(), sections=(Section("een", 1, "Een", blocks),))


@given(st.lists(TEXTS.filter(lambda t: t.strip("\r\n")), min_size=1, max_size=4))
def test_whatever_was_typed_is_found_again_as_it_is_in_the_plan(texts: list[str]) -> None:
    plan = said(*texts)
    returned = find_fields(make_document(plan, "docx", binding=KEYED).content)
    sources = sources_of(plan, KEYED)
    found = {sources[trace.code]: trace for trace in returned.traces.values()}
    digests = {field.code: field.digest for field in returned.manifest.fields}
    for one in plan.traced():
        trace = found[one.source]
        kept = digest_of(one.text, trace.code, KEYED.key)
        assert trace.digest(KEYED.key) == kept == digests[trace.code]
        assert trace.text.rstrip("\n") == unbroken(holdable(one.text)).rstrip("\n")
        assert set(trace.texts) == {"bookmark", "control", "style"}


@pytest.mark.parametrize("kind", PlanKind)
@pytest.mark.parametrize("dossier", DOSSIERS)
def test_every_answer_in_the_plans_of_the_examples_has_a_control(
    dossier: str, kind: PlanKind
) -> None:
    plan = example_plan(dossier, kind)
    if plan is None:
        return
    document = make_document(plan, "docx", binding=KEYED)
    returned = find_fields(document.content)
    sources = sources_of(plan, KEYED)
    printed = {sources[code] for code, _ in returned.traces}
    assert printed == set(plan.sources().values())
    assert len(printed) >= 15
    for trace in returned.traces.values():
        assert {"bookmark", "control"} <= set(trace.texts)
        assert len(trace.texts["bookmark"]) == len(trace.texts["control"]) == 1
    assert returned.manifest.proven_by(KEYED.key)
    assert returned.token == returned.manifest.token == document.token
    assert lint_word(document.content) == []


@given(
    st.lists(st.text(min_size=1, max_size=200), min_size=1, max_size=6),
    st.integers(1, 10**6),
    st.integers(1, 10**4),
)
def test_every_name_fits_in_word_and_differs_from_all_others(
    sources: list[str], often: int, paragraphs: int
) -> None:
    quotes = tuple(Quote("Vraag " * 30, f"tekst {n}", "Sam", s) for n, s in enumerate(sources))
    plan = replace(perspective_plan(), sections=(Section("een", 1, "Een", quotes),))
    fields = fields_of(plan, KEYED)
    marks = Marks(fields)
    marks.printed = {field.code: often for field in fields.values()}
    tags, bookmarks, styles = [], [], []
    for path in fields:
        mark = marks.mark(path)
        assert len(mark.alias) <= 64
        styles.append(mark.style)
        for paragraph_ in (1, 2, paragraphs + 2):
            tags.append(mark.tag(paragraph_))
            bookmarks.append(mark.bookmark(paragraph_))
    for names, longest, shape in (
        (tags, 64, r"pb:[0-9a-f]+~\d+(\.\d+)?"),
        (bookmarks, 40, r"_pb_[0-9a-f]+_\d+(_\d+)?"),
        (styles, 253, r"_pb_[0-9a-f]+_\d+"),
    ):
        assert len(set(names)) == len(names)
        assert all(len(name) <= longest and re.fullmatch(shape, name) for name in names)


@BOTH
def test_the_same_plan_gives_the_same_bytes(binding: Binding) -> None:
    plan = said("koken", "zwemmen")
    first = make_document(plan, "docx", binding=binding)
    assert first == make_document(plan, "docx", binding=binding)
    assert first.content != make_document(plan, "docx").content


def test_another_key_gives_other_names_and_no_key_gives_numbers() -> None:
    plan = said("koken")
    codes = {field.code for field in fields_of(plan, KEYED).values()}
    others = {field.code for field in fields_of(plan, replace(KEYED, key=b"x" * 32)).values()}
    assert codes & others == set()
    assert [field.code for field in fields_of(plan, FROM_FILE).values()] == ["f1", "f2", "f3", "f4"]


def test_a_field_keeps_its_name_when_others_change() -> None:
    one = {source: code for code, source in sources_of(said("koken"), KEYED).items()}
    two = {source: code for code, source in sources_of(said("lezen", "x"), KEYED).items()}
    assert one["vraag.stem.0"] == two["vraag.stem.0"]


@BOTH
def test_no_part_of_the_document_holds_a_source(binding: Binding) -> None:
    quote = Quote("Wat ik leuk vind", "koken", "Sam", "va_leuk.samuel-zo-heette-ik-vroeger")
    plan = replace(perspective_plan(), sections=(Section("een", 1, "Een", (quote,)),))
    content = make_document(plan, "docx", binding=binding).content
    for name, raw in read_zip(content).items():
        assert b"samuel" not in raw, name
        assert b"va_leuk" not in raw, name
    assert b"kkkkkkkk" not in b"".join(read_zip(content).values())


def test_the_same_words_in_two_places_are_one_field_printed_twice() -> None:
    twice = (Quote("Een", "koken", "Sam", "q.sam"), Quote("Twee", "koken", "Sam", "q.sam"))
    other = Quote("Drie", "“koken”", "Sam", "q.sam")
    plan = replace(perspective_plan(), sections=(Section("een", 1, "Een", (*twice, other)),))
    returned = find_fields(make_document(plan, "docx", binding=KEYED).content)
    codes = {code for code, _ in returned.traces}
    assert len(codes) == 2
    assert sorted(field.times for field in returned.manifest.fields) == [1, 2]


def test_what_word_has_no_room_for_is_left_out_and_the_controls_go_on() -> None:
    fields = {str(n): Field(f"c{n}", "Vraag", "0" * 64) for n in range(10_001)}
    marks = Marks(fields)
    made = [marks.mark(path) for path in fields]
    assert sum(bool(mark.style) for mark in made) == 2_000
    assert sum(bool(mark.bookmark()) for mark in made) == 10_000
    assert made[-1].bookmark(2) == ""
    assert len({mark.tag() for mark in made}) == 10_001


def test_a_plan_of_an_own_template_is_bound_too_and_its_process_gets_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from planbuilder.documents import isolation

    asked = []
    real = isolation._ask
    monkeypatch.setattr(isolation, "_ask", lambda r, t: (asked.append(repr(r)), real(r, t))[1])
    one_by_one = paragraph(
        "{% for s in plan.sections %}{% for b in s.blocks %}{% if b.type == 'quote' %}"
        "{{ b.text }} / {% endif %}{% endfor %}{% endfor %}"
    )
    own = own_folder(tmp_path, template_of("{{ plan.title }}", one_by_one))
    document = make_document(said("koken", "zwemmen"), "docx", own, KEYED)
    returned = find_fields(document.content)
    assert sorted(trace.text for trace in returned.traces.values()) == ["koken", "zwemmen"]
    assert returned.manifest.proven_by(KEYED.key)
    assert "kkkkkkkk" not in asked[0]
    assert lint_word(document.content) == []


@BOTH
def test_changes_are_tracked_and_nothing_is_protected(binding: Binding) -> None:
    files = read_zip(make_document(said("koken"), "docx", binding=binding).content)
    settings = files["word/settings.xml"].decode()
    assert "trackRevisions" in settings
    assert "documentProtection" not in settings
    body = files["word/document.xml"].decode()
    assert body.count("<w:sdt>") == 4
    for never in ("<w:lock", "<w:text/>", "dataBinding", "contentLocked"):
        assert never not in body
    # Inline controls only: a control around a paragraph, row or cell is lost in LibreOffice.
    root = etree.fromstring(files["word/document.xml"])
    w = root.nsmap["w"]
    assert {c.getparent().tag for c in root.iter(f"{{{w}}}sdt")} == {f"{{{w}}}p"}


def test_a_style_of_its_own_looks_like_the_one_it_is_based_on_and_is_hidden() -> None:
    files = read_zip(make_document(said("koken"), "docx", binding=KEYED).content)
    root = etree.fromstring(files["word/styles.xml"])
    w = f"{{{root.nsmap['w']}}}"
    known = {style.get(f"{w}styleId") for style in root.iter(f"{w}style")}
    own = [s for s in root.iter(f"{w}style") if s.get(f"{w}styleId").startswith("_pb_")]
    assert len(own) == 4
    for style in own:
        assert style.find(f"{w}basedOn").get(f"{w}val") in known
        assert style.find(f"{w}semiHidden") is not None
        assert style.find(f"{w}pPr") is None


def manifest(binding: Binding = KEYED) -> Manifest:
    plan = said("koken")
    fields = fields_of(plan, binding)
    return manifest_of(plan, binding, fields, {field.code: 1 for field in fields.values()})


@BOTH
def test_a_manifest_is_read_as_it_was_written(binding: Binding) -> None:
    made = manifest(binding)
    assert read_manifest(made.xml()) == made
    assert dossier_in(made.token) == "kw7"
    assert made.is_whole


@pytest.mark.parametrize(
    "change",
    [
        {"dossier": "kw8"},
        {"revision": 13},
        {"plan": "my_plan"},
        {"version": 9},
        {"party": "6"},
        {"fields": ()},
        {"proof": "none"},
        {"mark": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_manifest_of_which_anything_was_changed_is_not_proven(change: dict[str, object]) -> None:
    made = manifest()
    assert made.proven_by(KEYED.key)
    assert not replace(made, **change).proven_by(KEYED.key)
    assert not made.proven_by(b"x" * 32)
    if "proof" not in change:
        assert not replace(manifest(FROM_FILE), **change).is_whole


def test_without_a_key_a_manifest_says_that_it_proves_nothing() -> None:
    made = manifest(FROM_FILE)
    assert made.proof == "none"
    assert b'proof="none"' in made.xml()
    assert not made.proven_by(b"")


@given(st.binary(max_size=60) | st.sampled_from([b"<manifest/>", b"<!DOCTYPE a><a/>"]))
def test_what_is_no_manifest_is_none(raw: bytes) -> None:
    assert read_manifest(raw) is None


def test_a_manifest_shows_no_text_of_the_plan() -> None:
    assert b"koken" not in manifest().xml()


def test_an_answer_that_somebody_took_out_can_not_be_guessed_from_what_is_left() -> None:
    document = make_document(said("nee", "ja", "ja"), "docx", binding=KEYED).content
    guesses = {hashlib.sha256(one.encode()).hexdigest() for one in ("ja", "nee")}
    whole = b"".join(read_zip(document).values()).decode("utf-8", "replace")
    assert not [one for one in guesses if one in whole]
    # The same answer elsewhere in the document does not tell either.
    digests = [field.digest for field in find_fields(document).manifest.fields]
    assert len(digests) == len(set(digests)) == 12


def test_a_plan_without_fields_has_a_manifest_too() -> None:
    document = make_document(plan_with("koken"), "docx", binding=KEYED)
    assert find_fields(document.content).manifest.fields == ()
    assert lint_word(document.content) == []
