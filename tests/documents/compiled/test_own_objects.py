"""What docxtpl knows by an object of its own (documents inside, what is replaced) arrives as with docxtpl."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from documents.word_templates import canonical, word_template
from docx import Document as WordDocument
from docxtpl import DocxTemplate
from PIL import Image

from planbuilder.documents import render_docx
from planbuilder.documents.zip_bytes import read_zip, write_zip

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def png(red: int) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (4, 3), (red, 0, 0)).save(target, "PNG")
    return target.getvalue()


def by_docxtpl(tpl: DocxTemplate, context: dict[str, Any]) -> dict[str, bytes]:
    tpl.render(context, autoescape=True)
    target = io.BytesIO()
    tpl.save(target)
    return canonical(target.getvalue())


def test_a_document_inside_goes_into_the_template_that_it_was_made_for() -> None:
    raw = word_template("voor", "{{p inside }}", "na {{ a }}")

    def prepared() -> tuple[DocxTemplate, dict[str, Any]]:
        tpl = DocxTemplate(io.BytesIO(raw))
        inside = tpl.new_subdoc()
        inside.add_paragraph("binnen").add_run(" & vet").bold = True
        inside.add_table(rows=1, cols=2).cell(0, 0).text = "cel"
        inside.add_picture(io.BytesIO(png(77)))
        return tpl, {"inside": inside, "a": "A & B"}

    reasons: list[str] = []
    made = render_docx(raw, prepared()[1], tell=reasons.append)
    assert reasons == ["an image or document of docxtpl's own"]
    assert canonical(made) == by_docxtpl(*prepared())
    held = read_zip(made)
    assert png(77) in held.values()
    assert b"binnen" in held["word/document.xml"]


def with_pictures_and_objects() -> bytes:
    """A template with a picture in its body and header, and two files of other programs."""
    document = WordDocument()
    document.add_picture(io.BytesIO(png(10)))
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(png(11)))
    document.add_paragraph("{{ a }}")
    target = io.BytesIO()
    document.save(target)
    files = read_zip(target.getvalue())
    types, links = "", ""
    for name, content in (("oud.xlsx", b"oud"), ("weg.bin", b"weg")):
        files[f"word/embeddings/{name}"] = content
        types += f'<Default Extension="{name[-4:].strip(".")}" ContentType="application/x"/>'
        links += f'<Relationship Id="r{name}" Type="{OFFICE}/package" Target="embeddings/{name}"/>'
    for part, end, added in (
        ("[Content_Types].xml", "<Override", types),
        ("word/_rels/document.xml.rels", "</Relationships>", links),
    ):
        files[part] = files[part].decode().replace(end, added + end, 1).encode()
    return write_zip(files)


def test_what_is_replaced_in_a_template_is_replaced_here_too(tmp_path: Path) -> None:
    raw = with_pictures_and_objects()
    for content in (b"oud", b"nieuw", b"ander"):
        (tmp_path / content.decode()).write_bytes(content)

    def prepared() -> tuple[DocxTemplate, dict[str, Any]]:
        tpl = DocxTemplate(io.BytesIO(raw))
        tpl.replace_pic("image.png", io.BytesIO(png(200)))
        tpl.replace_media(io.BytesIO(png(11)), io.BytesIO(png(201)))
        tpl.allow_missing_pics = True
        tpl.replace_embedded(tmp_path / "oud", tmp_path / "nieuw")
        tpl.replace_zipname("word/embeddings/weg.bin", tmp_path / "ander")
        return tpl, {"a": "A & B"}

    made = render_docx(*prepared())
    assert canonical(made) == by_docxtpl(*prepared())
    held = set(read_zip(made).values())
    assert {png(200), b"nieuw", b"ander"} <= held
    assert not {png(10), png(11), b"oud", b"weg"} & held
