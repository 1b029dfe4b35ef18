"""Word templates as an organisation might send them: ours, with something changed."""

from __future__ import annotations

from pathlib import Path

from planbuilder.documents.zip_bytes import read_zip, write_zip
from planbuilder.resources import shipped_path

BODY = "word/document.xml"
FOOTER = "word/footer1.xml"


def our_template(kind: str = "perspective_plan") -> bytes:
    return shipped_path("templates", f"{kind}/plan.docx").read_bytes()


def changed(old: str, new: str, part: str = BODY) -> bytes:
    """Our template with one piece of its text replaced."""
    files = read_zip(our_template())
    text = files[part].decode("utf-8")
    assert old in text
    files[part] = text.replace(old, new, 1).encode("utf-8")
    return write_zip(files)


def own_folder(folder: Path, template: bytes, kind: str = "perspective_plan") -> Path:
    """A folder of templates that holds this one."""
    (folder / kind).mkdir(parents=True)
    (folder / kind / "plan.docx").write_bytes(template)
    return folder


def paragraph(text: str) -> str:
    """A paragraph of Word with this text in one run; braces and quotes as typed."""
    held = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<w:p><w:r><w:t xml:space="preserve">{held}</w:t></w:r></w:p>'


def table(*rows: tuple[str, ...]) -> str:
    """A table of Word; each cell is one paragraph with this text."""
    made = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>"


def of(*pieces: str, part: str = BODY) -> bytes:
    """Our template with nothing in its body but these paragraphs (or pieces of XML)."""
    files = read_zip(our_template())
    inside = "".join(one if one.startswith("<w:") else paragraph(one) for one in pieces)
    text = files[part].decode("utf-8")
    if part == BODY:
        start = text.index("<w:body>") + len("<w:body>")
        end = text.rindex("<w:sectPr")
    else:
        start = text.index("<w:p")
        end = text.rindex("</w:p>") + len("</w:p>")
    files[part] = (text[:start] + inside + text[end:]).encode("utf-8")
    return write_zip(files)
