"""Opens a Word template from outside: a whole Word file that is safe to read and safe to hand on.

Safe to read is for us; safe to hand on is for the school or guardian who opens the plan: nothing in it
runs, and nothing is fetched from elsewhere when it opens.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planbuilder.documents.word_fetching import refuse_fetching, without_attached_template
from planbuilder.documents.word_relationships import (
    RELATIONSHIPS,
    Files,
    elements,
    parsed,
    relationships,
)
from planbuilder.documents.xml_gate import XmlGate
from planbuilder.documents.zip_gate import unpack
from planbuilder.errors import TemplateInvalid

_TYPES = "[Content_Types].xml"
_TOP = "_rels/.rels"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MAIN_OF_DOTX = _MAIN.replace(".document.main", ".template.main")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
# The first element of each kind of part.
_ROOTS = {
    "document.main": "document",
    "header": "hdr",
    "footer": "ftr",
    **{name: name for name in "styles settings numbering footnotes endnotes comments".split()},
    "fonttable": "fonts",
}
_XML_NAMES = (".xml", ".rels", ".vml")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# What a file is by its first bytes, when somebody gives the wrong one.
_OTHER_FILES = ((b"%PDF", "PDF"), (b"{\\rtf", "RTF"), (b"<", "XML/HTML"))
_OTHER_ZIPS = (("xl/", "Excel"), ("ppt/", "PowerPoint"), ("content.xml", "OpenDocument"))
# How a relationship's type ends, for what may not be in a template.
_MACRO_TYPES = ("vbaProject", "wordVbaData", "extensibility", "attachedToolbars")
_OBJECT_TYPES = (
    "oleObject", "package", "control", "activeXControlBinary", "aFChunk", "webextensiontaskpanes",
    "webextension",
)  # fmt: skip
_OBJECT_STARTS = (_OLE, b"PK\x03\x04", b"MZ", b"\x7fELF")


def open_package(raw: bytes) -> Files:
    """The parts of a Word template by name, in the order of the file: safe to read and to hand on.

    As `open_any_package`, and without macros, objects of other programs and whatever Word would fetch
    from elsewhere. The link to the organisation's .dotx is taken out, for Word would look for it.
    Raises TemplateInvalid; also template_has_macros, template_has_object {part}, template_fetches
    {part, what}.
    """
    files = open_any_package(raw)
    _refuse_what_runs(files)
    refuse_fetching(files)
    _refuse_what_is_not_there(files)
    return without_attached_template(files)


def open_any_package(raw: bytes) -> Files:
    """The parts of any Word file (.docx) by name, in the order of the file: safe to read.

    Raises TemplateInvalid with what it is instead (template_not_word, template_other_file {kind},
    template_old_word, template_encrypted, template_is_dotx, template_is_strict, template_has_macros),
    or with what is wrong with it (see `zip_gate.unpack` and `XmlGate.look_at`).
    """
    _refuse_other_files(raw)
    files = unpack(raw)
    if _TYPES not in files or _TOP not in files:
        kinds = (kind for start, kind in _OTHER_ZIPS for name in files if name.startswith(start))
        kind = next(kinds, None)
        raise _other_file(kind) if kind else TemplateInvalid("template_not_word")
    gate = XmlGate()
    gate.look_at(_TYPES, files[_TYPES])
    types = _content_types(files)
    roots: dict[str, Any] = {}
    for name, content in files.items():
        if name != _TYPES and (name.endswith(_XML_NAMES) or types[name].endswith("xml")):
            gate.look_at(name, content, may_be_wide=name.startswith("customXml/"))
            # Another reader: what it does not take is damaged too, such as a name space that is no address.
            roots[name] = parsed(content, name)
    _refuse_other_documents(files, types)
    for name, root in roots.items():
        _refuse_other_root(name, types[name], root)
    return files


def _refuse_other_root(part: str, kind: str, root: Any) -> None:
    """Refuse a part of Word's own that starts with something else than Word knows there."""
    wanted = _ROOTS.get(kind.removeprefix(_WORD).removesuffix("+xml")) if _WORD in kind else None
    if wanted is None:
        return
    has_body = wanted != "document" or root.find(f"{{{_W}}}body") is not None
    if root.tag != f"{{{_W}}}{wanted}" or not has_body:
        raise TemplateInvalid("template_damaged", part=part)


def _refuse_other_files(raw: bytes) -> None:
    if raw.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in raw:
            raise TemplateInvalid("template_encrypted")
        old = "WordDocument".encode("utf-16-le") in raw
        raise TemplateInvalid("template_old_word" if old else "template_not_word")
    start = raw[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    for mark, kind in _OTHER_FILES:
        if start.startswith(mark):
            raise _other_file(kind)


def _other_file(kind: str) -> TemplateInvalid:
    return TemplateInvalid("template_other_file", kind=kind)


def _content_types(files: Files) -> dict[str, str]:
    """The content type of each part, in small letters; '' where none is named."""
    by_name: dict[str, str] = {}
    by_suffix: dict[str, str] = {}
    for element in elements(files[_TYPES], _TYPES):
        kind = element.get("ContentType", "").lower()
        by_name[element.get("PartName", "").lstrip("/").casefold()] = kind
        by_suffix[element.get("Extension", "").casefold()] = kind
    return {
        name: by_name.get(name.casefold(), by_suffix.get(name.rpartition(".")[2].casefold(), ""))
        for name in files
    }


def _refuse_other_documents(files: Files, types: Mapping[str, str]) -> None:
    """Refuse what is not a plain Word document: another program's, with macros, .dotx or strict."""
    for element in elements(files[_TYPES], _TYPES):
        kind = element.get("ContentType", "").lower()
        if "macroenabled" in kind or "vbaproject" in kind or "vbadata" in kind:
            raise TemplateInvalid("template_has_macros")
    mains = [
        (kind, target)
        for kind, target, _ in relationships(files, _TOP)
        if kind.endswith("/officeDocument")
    ]
    if len(mains) != 1 or mains[0][1] not in files:
        raise TemplateInvalid("template_not_word")
    kind, main = mains[0]
    if types[main] == _MAIN_OF_DOTX:
        raise TemplateInvalid("template_is_dotx")
    for other, name in (("spreadsheetml", "Excel"), ("presentationml", "PowerPoint")):
        if other in types[main]:
            raise _other_file(name)
    if types[main] != _MAIN:
        raise TemplateInvalid("template_not_word")
    if "purl.oclc.org" in kind:
        raise TemplateInvalid("template_is_strict")


def _refuse_what_is_not_there(files: Files) -> None:
    for part in files:
        if part.endswith(RELATIONSHIPS):
            for _, target, outside in relationships(files, part):
                if not outside and target.partition("#")[0] not in files:
                    raise TemplateInvalid("template_damaged", part=target)


def _refuse_what_runs(files: Files) -> None:
    for part in files:
        if not part.endswith(".rels"):
            if files[part].startswith(_OBJECT_STARTS):
                raise TemplateInvalid("template_has_object", part=part)
            continue
        for kind, target, external in relationships(files, part):
            last = kind.rpartition("/")[2]
            if last in _MACRO_TYPES:
                raise TemplateInvalid("template_has_macros")
            if last in _OBJECT_TYPES and not external:
                raise TemplateInvalid("template_has_object", part=target)
