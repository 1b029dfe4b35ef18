"""XML from outside is plain and of a sensible size, or it is refused before anything acts on it."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.documents.xml_gate import DEEPEST, LARGEST_PART, MOST_ELEMENTS, XmlGate
from planbuilder.errors import TemplateInvalid


def refusal(raw: bytes, wide: bool = False) -> str:
    with pytest.raises(TemplateInvalid) as refused:
        XmlGate().look_at("word/a.xml", raw, wide)
    assert refused.value.parameters == {"part": "word/a.xml"}
    return refused.value.code


@pytest.mark.parametrize(
    "raw",
    [
        b"<a/>",
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a b="c">\xc3\xa9</a>',
        b"\xef\xbb\xbf<?xml version='1.0'?><a/>",
        b"<a>DOCTYPE and &lt;!ENTITY as words<!-- <!DOCTYPE x> --></a>",
    ],
)
def test_plain_xml_may_pass(raw: bytes) -> None:
    XmlGate().look_at("word/a.xml", raw)


LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n + 1, b"&l%d;" % n * 10) for n in range(10))


@pytest.mark.parametrize(
    "declared",
    [
        b"<!DOCTYPE a>",
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://example.org/x"> %x;]>',
        b'<!DOCTYPE a [<!ENTITY l0 "ha">' + LAUGHS + b"]>",
    ],
)
def test_a_declaration_is_refused_before_it_does_anything(declared: bytes) -> None:
    started = time.process_time()
    assert refusal(b'<?xml version="1.0"?>' + declared + b"<a>&x;&l9;</a>") == "template_doctype"
    wide = ('<?xml version="1.0" encoding="UTF-16"?>' + declared.decode() + "<a/>").encode("utf-16")
    assert refusal(wide) == "template_encoding"
    assert refusal(wide, wide=True) == "template_doctype"
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "encoding", ["utf-7", "latin-1", "cp1252", "cp037", "utf-32", "nonsense", "punycode"]
)
def test_another_encoding_is_refused(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><a>x</a>'
    for raw in (text.encode(), text.encode("utf-16"), text.encode("cp037"), text.encode("utf-32")):
        assert refusal(raw) in {"template_encoding", "template_damaged"}
        assert refusal(raw, wide=True) in {"template_encoding", "template_damaged"}


def test_utf_16_may_stand_where_word_keeps_what_others_wrote() -> None:
    XmlGate().look_at("customXml/item1.xml", "<a>é</a>".encode("utf-16"), may_be_wide=True)


def test_what_is_nested_too_deep() -> None:
    XmlGate().look_at("word/a.xml", b"<a>" * DEEPEST + b"</a>" * DEEPEST)
    assert refusal(b"<a>" * (DEEPEST + 1) + b"</a>" * (DEEPEST + 1)) == "template_xml_heavy"
    assert refusal(b"<a>" * 3_000_000) == "template_xml_heavy"


def test_too_many_of_anything() -> None:
    many = b"".join(b' a%d=""' % n for n in range(300))
    spaces = b"".join(b' xmlns:a%d="x"' % n for n in range(30_000))
    assert refusal(b"<a" + many + b"/>") == "template_xml_heavy"
    assert refusal(b"<a" + spaces + b"/>") == "template_xml_heavy"
    assert refusal(b"<a>" + b"<b/>" * MOST_ELEMENTS + b"</a>") == "template_xml_heavy"
    assert refusal(b"<a>" + b" " * LARGEST_PART + b"</a>") == "template_xml_heavy"


def test_the_elements_of_all_parts_are_counted_together() -> None:
    gate = XmlGate()
    raw = b"<a>" + b"<b/>" * (MOST_ELEMENTS // 3) + b"</a>"
    for part in ("1", "2"):
        gate.look_at(part, raw)
    gate.look_at("3", b"<a/>")
    with pytest.raises(TemplateInvalid):
        gate.look_at("4", raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<a>",
        b"<a></b>",
        b"<x:a/>",
        b"<a/><a/>",
        b"<a>&x;</a>",
        b"<a>\xff</a>",
        b"<a>\x00</a>",
    ],
)
def test_broken_xml(raw: bytes) -> None:
    assert refusal(raw) == "template_damaged"


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass"))
)
def test_any_bytes_pass_or_give_one_reason(raw: bytes) -> None:
    for whole in (raw, b"<a>" + raw + b"</a>"):
        with contextlib.suppress(TemplateInvalid):
            XmlGate().look_at("a", whole)
