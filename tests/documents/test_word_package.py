"""A template that is no Word file, or that does something with whoever opens it, gets its own answer."""

from __future__ import annotations

import contextlib
import io
import time
import tracemalloc
import zipfile

import pytest
from documents.own_templates import BODY, our_template
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.documents.word_package import open_any_package, open_package
from planbuilder.documents.zip_bytes import read_zip, write_zip
from planbuilder.errors import TemplateInvalid
from planbuilder.language import sentence, sentences
from planbuilder.resources import shipped_folder

TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"
SETTINGS = "word/settings.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def with_part(name: str, content: bytes) -> bytes:
    return write_zip({**read_zip(our_template()), name: content})


def with_change(part: str, old: str, new: str) -> bytes:
    files = read_zip(our_template())
    text = files[part].decode()
    assert old in text
    return write_zip({**files, part: text.replace(old, new, 1).encode()})


def related(kind: str, target: str, outside: bool = False) -> bytes:
    """Our template, of which the document has one more relationship."""
    mode = ' TargetMode="External"' if outside else ""
    kind = kind if "://" in kind else f"{OFFICE}/{kind}"
    return with_change(
        RELATIONS,
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{kind}" Target="{target}"{mode}/></Relationships>',
    )


def in_body(xml: str) -> bytes:
    return with_change(BODY, "<w:body>", f"<w:body>{xml}")


def refusal(raw: bytes) -> TemplateInvalid:
    with pytest.raises(TemplateInvalid) as refused:
        open_package(raw)
    assert refused.value.code in sentences()
    told = sentence(refused.value.code, refused.value.parameters, "nl")
    assert "?" not in told
    return refused.value


@pytest.mark.parametrize(
    "path", sorted(shipped_folder("templates").glob("*/plan.docx")), ids=lambda p: p.parent.name
)
def test_our_own_templates_pass_as_they_are_and_at_once(path) -> None:  # type: ignore[no-untyped-def]
    raw = path.read_bytes()
    assert open_package(raw) == read_zip(raw)
    started = time.process_time()
    for _ in range(10):
        open_package(raw)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("raw", "code", "parameters"),
    [
        (b"", "template_not_word", {}),
        (b"Beste collega,", "template_not_word", {}),
        (b"%PDF-1.7\n", "template_other_file", {"kind": "PDF"}),
        (b"{\\rtf1\\ansi}", "template_other_file", {"kind": "RTF"}),
        (b"\xef\xbb\xbf<html><body/></html>", "template_other_file", {"kind": "XML/HTML"}),
        (OLE + b"\x00" * 500 + "WordDocument".encode("utf-16-le"), "template_old_word", {}),
        (OLE + b"\x00" * 500 + "EncryptedPackage".encode("utf-16-le"), "template_encrypted", {}),
        (OLE + b"\x00" * 500, "template_not_word", {}),
        (write_zip({"a": b"b"}), "template_not_word", {}),
        (write_zip({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
         "template_other_file", {"kind": "OpenDocument"}),
        (our_template()[:3000], "template_cut_off", {}),
    ],
)  # fmt: skip
def test_what_is_no_word_file_is_named_for_what_it_is(
    raw: bytes, code: str, parameters: dict[str, object]
) -> None:
    refused = refusal(raw)
    assert (refused.code, refused.parameters) == (code, parameters)


def main_type(new: str) -> bytes:
    return with_change(TYPES, "wordprocessingml.document.main", new)


def test_other_files_of_office_are_told_apart() -> None:
    assert refusal(main_type("wordprocessingml.template.main")).code == "template_is_dotx"
    assert refusal(main_type("spreadsheetml.sheet.main")).parameters == {"kind": "Excel"}
    assert refusal(main_type("presentationml.presentation.main")).parameters == {
        "kind": "PowerPoint"
    }
    strict = with_change(
        "_rels/.rels",
        f"{OFFICE}/officeDocument",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
    )
    assert refusal(strict).code == "template_is_strict"
    assert refusal(main_type("wordprocessingml.nonsense")).code == "template_not_word"
    gone = {name: raw for name, raw in read_zip(our_template()).items() if name != BODY}
    assert refusal(write_zip(gone)).code == "template_not_word"


MACRO_TYPE = '<Override PartName="/word/vba.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'


@pytest.mark.parametrize(
    "raw",
    [
        with_change(
            TYPES,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main",
            "application/vnd.ms-word.document.macroEnabled.main",
        ),
        with_change(
            TYPES,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main",
            "application/vnd.ms-word.template.MACROENABLEDTemplate.main",
        ),
        with_change(TYPES, "</Types>", MACRO_TYPE),
        related(
            "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"
        ),
        related(
            "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
            "customUI.xml",
        ),
    ],
)
def test_macros_are_refused(raw: bytes) -> None:
    assert refusal(raw).code == "template_has_macros"


@pytest.mark.parametrize(
    "raw",
    [
        related("oleObject", "embeddings/oleObject1.bin"),
        related("package", "embeddings/sheet.xlsx"),
        related("control", "activeX/activeX1.xml"),
        related("aFChunk", "import.html"),
        related(
            "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes",
            "webextensions/taskpanes.xml",
        ),
        with_part("word/media/image1.png", OLE + b"x"),
        with_part("word/media/image1.png", our_template()),
        with_part("word/media/image1.png", b"MZ\x90\x00"),
    ],
)
def test_objects_of_other_programs_are_refused(raw: bytes) -> None:
    assert refusal(raw).code == "template_has_object"
    open_any_package(raw)  # Safe for us to read: it is about who opens the plan.


@pytest.mark.parametrize(
    "raw",
    [
        related("image", "http://example.org/pixel.png", outside=True),
        related("image", "file://///server/share/logo.png", outside=True),
        related("oleObject", "file:///C:/sheet.xlsx", outside=True),
        related("subDocument", "part.docx", outside=True),
        related("frame", "http://example.org", outside=True),
        related("mailMergeSource", "file:///C:/youths.xlsx", outside=True),
        related("hyperlink", "file://///server/share", outside=True),
        related("hyperlink", "\\\\server\\share", outside=True),
        related("hyperlink", "javascript:alert(1)", outside=True),
        related("hyperlink", "ms-word:ofe|u|http://example.org", outside=True),
        with_change(SETTINGS, "</w:settings>", '<w:mailMerge><w:connectString w:val="x"/></w:mailMerge></w:settings>'),
        in_body('<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:imagedata src="http://example.org/x.png"/></v:shape></w:pict></w:r></w:p>'),
    ],
)  # fmt: skip
def test_what_word_would_fetch_is_refused(raw: bytes) -> None:
    assert refusal(raw).code == "template_fetches"


def field(*codes: str) -> str:
    """A field of which the code stands in these pieces; "(" and ")" begin and end one inside it."""
    marks = {"(": "begin", ")": "end"}
    inside = "".join(
        f'<w:r><w:fldChar w:fldCharType="{marks[code]}"/></w:r>'
        if code in marks
        else f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        for code in ("(", *codes, ")")
    )
    return f"<w:p>{inside}</w:p>"


@pytest.mark.parametrize(
    "codes",
    [
        (' INCLUDEPICTURE "http://example.org/x.png" \\d ',),
        (" includetext file.docx",),
        ("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",),
        ("DD", "EAU", "TO cmd"),
        ("(", "QUOTE 68 68 69", ")", " cmd"),
        ("DD", "(", "QUOTE 69", ")", " cmd"),
        (" IF 1 = 1 ", "(", "DDE cmd", ")", " x"),
        (" LINK Excel.Sheet x ",),
        (" RD other.docx ",),
    ],
)
def test_a_field_code_that_fetches_is_refused(codes: tuple[str, ...]) -> None:
    assert refusal(in_body(field(*codes))).code == "template_fetches"
    if "(" not in codes:
        simple = f'<w:p><w:fldSimple w:instr="{"".join(codes).replace(chr(34), "")}"/></w:p>'
        assert refusal(in_body(simple)).code == "template_fetches"


@pytest.mark.parametrize(
    "xml",
    [
        field(" PAGE "),
        field(" IF ", "(", "PAGE", ")", " = 1 a b"),
        field("=", "(", "NUMPAGES", ")", "-1"),
        field('HYPERLINK "https://example.org"'),
        field(" TOC \\o 1-3 "),
        "<w:p><w:r><w:t>INCLUDETEXT and DDEAUTO as words</w:t></w:r></w:p>",
        '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape type="#_x0000_t75" href="https://example.org"/></w:pict></w:r></w:p>',
    ],
)
def test_what_fetches_nothing_may_stay(xml: str) -> None:
    raw = in_body(xml)
    assert open_package(raw) == read_zip(raw)


@pytest.mark.parametrize(
    "raw",
    [
        related("image", "media/weg.png"),
        with_change(BODY, "wordprocessingml/2006/main", "wordprocessing{{ml/2006/main"),
        with_change(RELATIONS, "package/2006", "pack age}}/2006"),
        with_change(TYPES, "package/2006", "p{{ackage/2006"),
    ],
)
def test_what_word_would_have_to_repair_is_refused(raw: bytes) -> None:
    assert refusal(raw).code in {"template_damaged", "template_not_word"}


@pytest.mark.parametrize(
    ("part", "xml"),
    [
        (BODY, "<a/>"),
        (BODY, f'<w:document xmlns:w="{W}"/>'),
        ("word/styles.xml", f'<w:numbering xmlns:w="{W}"/>'),
        ("word/footer1.xml", '<ftr xmlns="urn:iets-anders"/>'),
        (SETTINGS, "<settings/>"),
    ],
)
def test_a_part_that_starts_with_something_else_is_named(part: str, xml: str) -> None:
    assert part in read_zip(our_template())
    refused = refusal(with_part(part, xml.encode()))
    assert (refused.code, refused.parameters["part"]) == ("template_damaged", part)


def test_a_link_that_a_reader_follows_may_stay() -> None:
    for address in (
        "https://example.org",
        "http://example.org",
        "mailto:post@example.org",
        "tel:112",
    ):
        raw = related("hyperlink", address, outside=True)
        assert open_package(raw) == read_zip(raw)


def test_the_link_to_the_template_of_the_organisation_is_taken_out() -> None:
    """Word writes it into each document made from a .dotx, with the path of whoever made it."""
    files = read_zip(
        with_change(
            SETTINGS,
            "</w:settings>",
            f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rId1"/></w:settings>',
        )
    )
    files["word/_rels/settings.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/attachedTemplate" Target="file:///C:\\Users\\noor\\huisstijl.dotx" TargetMode="External"/></Relationships>'
    ).encode()
    found = open_package(write_zip(files))
    assert list(found) == list(files)
    assert b"huisstijl" not in b"".join(found.values())
    assert b"attachedTemplate" not in b"".join(found.values())
    assert b"trackRevisions" in found[SETTINGS] or b"<w:" in found[SETTINGS]
    assert [name for name in found if found[name] != files[name]] == [
        SETTINGS,
        "word/_rels/settings.xml.rels",
    ]


def test_a_declaration_in_any_part_is_refused() -> None:
    declared = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    for part in (
        "word/a.xml",
        "docProps/app.xml",
        "customXml/item1.xml",
        "word/_rels/a.xml.rels",
        TYPES,
        "_rels/.rels",
    ):
        assert refusal(with_part(part, declared)).code == "template_doctype"
    hidden = with_change(
        TYPES,
        "</Types>",
        '<Override PartName="/word/A.bin" ContentType="application/X+xml"/></Types>',
    )
    assert (
        refusal(write_zip({**read_zip(hidden), "word/a.bin": declared})).code == "template_doctype"
    )


def test_every_bomb_is_known_quickly_and_in_little_memory() -> None:
    bombs = [
        with_part("word/bomb.bin", bytes(200_000_000)),
        with_part("word/bomb.xml", b"<a>" * 10_000_000),
        with_part("word/bomb.xml", b"<a>" + b"<b/>" * 2_500_000 + b"</a>"),
        with_part(
            "word/bomb.xml", b"<a " + b"".join(b'a%d="" ' % n for n in range(900_000)) + b"/>"
        ),
    ]
    for bomb in bombs:
        started = time.process_time()
        refusal(bomb)
        assert time.process_time() - started < 5
        tracemalloc.start()
        assert refusal(bomb).code in {"template_bomb", "template_xml_heavy"}
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 256 * 1024**2


@given(st.data())
def test_a_spoiled_template_is_refused_or_read_as_it_was(data: st.DataObject) -> None:
    """Spoiled after unpacking as well, so that no checksum stands in the way."""
    files = read_zip(our_template())
    part = data.draw(st.sampled_from(sorted(files)))
    raw = bytearray(files[part])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=12))
    spoiled = {**files, part: bytes(raw)}
    with contextlib.suppress(TemplateInvalid):
        assert open_package(write_zip(spoiled)) == spoiled


def test_a_zip_by_another_program_is_read_too() -> None:
    target = io.BytesIO()
    target.seekable = lambda: False  # type: ignore[method-assign]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in read_zip(our_template()).items():
            archive.writestr(name, content)
    assert open_package(target.getvalue()) == read_zip(our_template())
