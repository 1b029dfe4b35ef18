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
