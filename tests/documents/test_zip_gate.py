"""A zip from outside is whole, plain and of a known size, or it is refused with its own reason."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import warnings
import zipfile
import zlib

import pytest
from documents.own_templates import our_template
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.documents.zip_bytes import read_zip
from planbuilder.documents.zip_gate import MOST_PARTS, unpack
from planbuilder.errors import TemplateInvalid


def zipped(*parts: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It warns of a name that comes twice.
        for name, content in parts:
            archive.writestr(name, content)
    return target.getvalue()


def refusal(raw: bytes) -> str:
    with pytest.raises(TemplateInvalid) as refused:
        unpack(raw)
    return refused.value.code


def with_size(raw: bytes, size: int) -> bytes:
    """The zip with one part, that says it holds this many bytes."""
    entry = raw.index(b"PK\x01\x02")
    told = struct.pack("<L", size)
    return raw[:22] + told + raw[26 : entry + 24] + told + raw[entry + 28 :]


def test_what_python_wrote_is_read_in_the_same_order() -> None:
    assert unpack(our_template()) == read_zip(our_template())
    assert list(unpack(our_template())) == list(read_zip(our_template()))


def test_folders_are_no_parts() -> None:
    assert unpack(zipped(("word/", b""), ("word/a.xml", b"x"))) == {"word/a.xml": b"x"}


def test_sizes_that_follow_their_part_are_read() -> None:
    target = io.BytesIO()
    target.seekable = lambda: False  # type: ignore[method-assign]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"one" * 100)
        archive.writestr("b", b"two" * 100)
    assert unpack(target.getvalue()) == {"a": b"one" * 100, "b": b"two" * 100}


@pytest.mark.parametrize("raw", [b"", b"no zip", b"PK", b"\x00" * 4000])
def test_no_zip(raw: bytes) -> None:
    assert refusal(raw) == "template_not_word"


@pytest.mark.parametrize("kept", [4, 40, 1000, 3000, len(our_template()) - 1])
def test_a_file_that_stops_half_way(kept: int) -> None:
    assert refusal(our_template()[:kept]) == "template_cut_off"


@pytest.mark.parametrize("more", [b"\x00", b"\r\n", b"PK\x03\x04", our_template()])
def test_something_behind_the_end(more: bytes) -> None:
    raw = our_template() + more
    assert refusal(raw) in {"template_data_after", "template_damaged"}


def test_something_before_the_start() -> None:
    assert refusal(b"MZ" + our_template()) == "template_not_word"
    assert refusal(b"PK\x03\x04" + our_template()) == "template_damaged"


def test_one_part_that_grows_large() -> None:
    started = time.process_time()
    assert refusal(zipped(("bomb", bytes(60_000_000)))) == "template_bomb"
    assert refusal(zipped(*[(str(n), bytes(900_000)) for n in range(80)])) == "template_bomb"
    assert time.process_time() - started < 5


def test_a_part_that_hides_how_large_it_is() -> None:
    raw = with_size(zipped(("bomb", bytes(50_000_000))), 1000)
    tracemalloc.start()
    assert refusal(raw) == "template_bomb"
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2_000_000


def test_a_part_that_says_it_is_larger_than_it_is() -> None:
    assert refusal(with_size(zipped(("a", b"abc")), 900)) == "template_damaged"


def test_more_parts_than_any_template_has() -> None:
    assert refusal(zipped(*[(str(n), b"") for n in range(MOST_PARTS + 1)])) == "template_bomb"


def test_a_large_file_is_refused_by_its_size() -> None:
    raw = zipped(("a", bytes(25 * 1024 * 1024)), method=zipfile.ZIP_STORED)
    assert refusal(raw) == "template_bomb"


def test_two_parts_of_the_same_bytes() -> None:
    """How a zip of 42 kB unpacks to gigabytes: many names in the list, one place in the file."""
    raw = zipped(("a", b"x" * 400))
    start, end = raw.index(b"PK\x01\x02"), raw.index(b"PK\x05\x06")
    entry, listed = raw[start:end], 2 * (end - start)
    other = entry[:-1] + b"b"  # The name is the last byte of an entry.
    closing = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, listed, start, 0)
    assert refusal(raw[:start] + entry + other + closing) == "template_damaged"
    assert refusal(raw[:start] + entry + entry + closing) == "template_bomb"


def test_a_name_that_comes_twice() -> None:
    assert refusal(zipped(("a.xml", b"1"), ("a.xml", b"2"))) == "template_part_twice"
    assert refusal(zipped(("a.xml", b"1"), ("A.XML", b"2"))) == "template_part_twice"


@pytest.mark.parametrize(
    "name",
    [
        "../a", "word/../../a", "/etc/passwd", "word//a", "./a", "word\\a", "C:/a", "a%2e%2e/b", "a%2Fb",
        "word/..", "...", "a\x1bb", "a\u202eb", "x" * 300, "word/ /a",
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere(name: str) -> None:
    assert refusal(zipped((name, b"x"))) == "template_part_name"


def test_a_link_to_another_file() -> None:
    link = zipfile.ZipInfo("word/document.xml")
    link.create_system = 3
    link.external_attr = 0o120777 << 16
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert refusal(target.getvalue()) == "template_part_name"


def test_a_part_of_which_one_byte_changed() -> None:
    raw = zipped(("a", b"hello world"), method=zipfile.ZIP_STORED)
    assert refusal(raw.replace(b"hello", b"hullo")) == "template_damaged"


def test_a_header_that_says_something_else_than_the_list() -> None:
    raw = zipped(("a.xml", b"hello"))
    assert refusal(raw.replace(b"a.xml", b"b.xml", 1)) == "template_damaged"


def test_a_locked_part_and_an_unknown_way_of_packing() -> None:
    raw = zipped(("a", b"hello"))
    at = raw.index(b"PK\x01\x02")
    assert refusal(raw[: at + 8] + b"\x01" + raw[at + 9 :]) == "template_encrypted"
    assert refusal(raw[:6] + b"\x01" + raw[7:]) == "template_damaged"
    bz2 = zipped(("a", b"hello"), method=zipfile.ZIP_BZIP2)
    assert refusal(bz2) == "template_damaged"


def test_more_hidden_behind_the_end_of_a_part() -> None:
    hidden = zlib.compress(b"hello", wbits=-15) + b"more"
    raw = zipped(("a", hidden), method=zipfile.ZIP_STORED)
    at = raw.index(b"PK\x01\x02")
    told = struct.pack("<HHHLLL", 8, 0, 0x21, zlib.crc32(b"hello"), len(hidden), 5)
    assert refusal(raw[:8] + told + raw[26 : at + 10] + told + raw[at + 28 :]) == "template_damaged"


@given(st.data())
def test_a_spoiled_file_is_refused_or_read_as_it_was(data: st.DataObject) -> None:
    raw = bytearray(our_template())
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(raw)))
    spoiled = bytes(raw[:cut] + raw[cut + data.draw(st.sampled_from([0, 0, 1, 7, 100])) :])
    try:
        found = unpack(spoiled)
    except TemplateInvalid:
        return
    assert found == unpack(our_template())


@given(st.binary(max_size=400))
def test_any_bytes_give_parts_or_one_reason(raw: bytes) -> None:
    for start in (b"", b"PK\x03\x04"):
        with pytest.raises(TemplateInvalid):
            unpack(start + raw)
