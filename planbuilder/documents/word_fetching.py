"""What Word would fetch from elsewhere when somebody opens a document: refused, or taken out."""

from __future__ import annotations

import re
from typing import Any

from planbuilder.documents.word_relationships import RELATIONSHIPS, Files, parsed, relationships
from planbuilder.errors import TemplateInvalid

_ATTACHED = "/attachedTemplate"
# A link that a reader follows by hand, to where a browser or a mail program goes.
_HYPERLINK = "/hyperlink"
_FOLLOWED = re.compile(r"(?:https?|mailto|tel):", re.I)
# The fields that read a file, a database or another program.
_FETCHING_FIELDS = frozenset(
    "DATABASE DDE DDEAUTO EMBED IMPORT INCLUDE INCLUDEPICTURE INCLUDETEXT LINK RD".split()
)
_FIELD_MARKS = (b"instrText", b"fldSimple")
_VML = "urn:schemas-microsoft-com:vml"
_VML_LINKS = re.compile(r"(?:\{urn:schemas-microsoft-com:office:office\})?(?:src|href|althref)")


def refuse_fetching(files: Files) -> None:
    """Raise TemplateInvalid (template_fetches {part, what}) for the first thing that Word would fetch.

    The link to the organisation's own template (.dotx) is no reason: see `without_attached_template`.
    """
    for part, raw in files.items():
        if part.endswith(RELATIONSHIPS):
            _refuse_addresses(files, part)
        elif part.endswith(".xml"):
            if any(mark in raw for mark in _FIELD_MARKS):
                _refuse_fields(part, parsed(raw, part))
            if _VML.encode() in raw:
                _refuse_drawn_links(part, parsed(raw, part))
            if part.endswith("settings.xml") and b"mailMerge" in raw:
                raise TemplateInvalid("template_fetches", part=part, what="mailMerge")


def without_attached_template(files: Files) -> Files:
    """The parts without the link to a template file elsewhere, which Word looks for at each opening."""
    found = dict(files)
    for part, raw in files.items():
        if part.endswith(RELATIONSHIPS) and _ATTACHED.encode() in raw:
            found[part] = _without(
                part, raw, lambda element: (element.get("Type") or "").endswith(_ATTACHED)
            )
        elif part.endswith("settings.xml") and b"attachedTemplate" in raw:
            found[part] = _without(part, raw, lambda element: _name(element) == "attachedTemplate")
    return found


def _refuse_addresses(files: Files, part: str) -> None:
    for kind, target, outside in relationships(files, part):
        if not outside or kind.endswith(_ATTACHED):
            continue
        if not (kind.endswith(_HYPERLINK) and _FOLLOWED.match(target)):
            raise TemplateInvalid("template_fetches", part=part, what=kind.rpartition("/")[2])


def _refuse_fields(part: str, root: Any) -> None:
    """Refuse the field codes that fetch, and those of which the name is itself made by a field."""
    open_fields: list[str | None] = []  # The code so far; None once the field shows its result.
    for element in root.iter("*"):
        name = _name(element)
        if name == "fldSimple":
            _refuse_field(part, _attribute(element, "instr"))
        elif name == "fldChar":
            kind = _attribute(element, "fldCharType")
            if kind == "begin":
                if open_fields and _may_become_fetching(open_fields[-1]):
                    raise TemplateInvalid("template_fetches", part=part, what="{ { } }")
                open_fields.append("")
            elif open_fields:
                code = open_fields.pop()
                if code is not None:
                    _refuse_field(part, code)
                if kind == "separate":
                    open_fields.append(None)
        elif name in {"instrText", "delInstrText"}:
            text = "".join(element.itertext())
            if open_fields and open_fields[-1] is not None:
                open_fields[-1] += text
            else:
                _refuse_field(part, text)
    for code in open_fields:
        _refuse_field(part, code or "")


def _may_become_fetching(code: str | None) -> bool:
    """True where a field inside this code could finish the name of one that fetches."""
    if code is None or (code[-1:].isspace() and code.strip()):
        return False
    return any(name.startswith(code.strip().upper()) for name in _FETCHING_FIELDS)


def _refuse_field(part: str, code: str) -> None:
    first = code.split()[:1]
    if first and first[0].upper().rstrip("\\\"'") in _FETCHING_FIELDS:
        raise TemplateInvalid("template_fetches", part=part, what=first[0].upper())


def _refuse_drawn_links(part: str, root: Any) -> None:
    for element in root.iter(f"{{{_VML}}}*"):
        for name, value in element.attrib.items():
            # An image of the file itself is named by a relationship; '#' and no sign are places in it.
            if _VML_LINKS.fullmatch(name) and re.search(r"[:/\\]", value):
                if _name(element) not in {"shape", "group"} or not _FOLLOWED.match(value):
                    raise TemplateInvalid("template_fetches", part=part, what=_name(element))


def _without(part: str, raw: bytes, unwanted: Any) -> bytes:
    from lxml import etree

    root = parsed(raw, part)
    for element in [element for element in root.iterchildren("*") if unwanted(element)]:
        root.remove(element)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: Any, name: str) -> str:
    """An attribute of WordprocessingML, in whichever of its namespaces."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""
