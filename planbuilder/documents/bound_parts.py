"""The parts of a Word file that carry the manifest, its token, and the wish to track changes."""

from __future__ import annotations

import uuid
from typing import Any

from planbuilder.documents.manifest import NAMESPACE, Manifest

PROPERTY = "planbuilder"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_DATA_STORE = f"{_OFFICE}/customXml"
_PROPERTIES = f"{_OFFICE}/custom-properties"
_VALUES = f"{_OFFICE}/docPropsVTypes"
_PROPERTIES_FILE = "docProps/custom.xml"
# Every custom property of every document has this as its format.
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_KINDS = {
    "item": "application/xml",
    "item_properties": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    "properties": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "settings": "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
}
# What stands before `trackRevisions` in the settings, by the schema.
_BEFORE_TRACKING = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData "
    "embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins "
    "alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop "
    "hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState formsDesign "
    "attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge "
    "revisionView"
).split()


def put_manifest_in(files: dict[str, bytes], manifest: Manifest) -> None:
    """Add the manifest and its token to the files of a Word document, and let it track changes."""
    number = 1
    while f"customXml/item{number}.xml" in files:
        number += 1
    item = f"customXml/item{number}.xml"
    about = f"customXml/itemProps{number}.xml"
    files[item] = manifest.xml()
    files[about] = _item_properties(manifest)
    files[f"customXml/_rels/item{number}.xml.rels"] = _relationships(
        ("rId1", f"{_OFFICE}/relationships/customXmlProps", f"itemProps{number}.xml")
    )
    _relate(
        files, "word/_rels/document.xml.rels", f"{_OFFICE}/relationships/customXml", f"../{item}"
    )
    _type(files, f"/{about}", _KINDS["item_properties"])
    if not _has_default(files, "xml"):
        _type(files, f"/{item}", _KINDS["item"])
    _put_token_in(files, manifest.token)
    _track_changes(files)


def _item_properties(manifest: Manifest) -> bytes:
    # The same manifest has the same id; Word wants one that no other part of the file has.
    own = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{NAMESPACE} {manifest.token}")).upper()
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<ds:datastoreItem ds:itemID="{{{own}}}" xmlns:ds="{_DATA_STORE}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()


def _put_token_in(files: dict[str, bytes], token: str) -> None:
    """As a custom property, beside those that the template has."""
    if _PROPERTIES_FILE not in files:
        files[_PROPERTIES_FILE] = (
            f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_VALUES}"/>'.encode()
        )
        _relate(
            files, "_rels/.rels", f"{_OFFICE}/relationships/custom-properties", _PROPERTIES_FILE
        )
        _type(files, f"/{_PROPERTIES_FILE}", _KINDS["properties"])
    root = _parsed(files[_PROPERTIES_FILE])
    for old in [one for one in root if one.get("name") == PROPERTY]:
        root.remove(old)
    # Numbers below 2 are Windows' own.
    taken = [int(one.get("pid", "1")) for one in root]
    one = _element(root, f"{{{_PROPERTIES}}}property")
    one.set("fmtid", _FORMAT_ID)
    one.set("pid", str(max([1, *taken]) + 1))
    one.set("name", PROPERTY)
    _element(one, f"{{{_VALUES}}}lpwstr").text = token
    files[_PROPERTIES_FILE] = _written(root)


def _track_changes(files: dict[str, bytes]) -> None:
    """Let Word and LibreOffice show who changed what; nobody is kept from changing anything."""
    name = "word/settings.xml"
    if name not in files:
        files[name] = f'<w:settings xmlns:w="{_W}"/>'.encode()
        _relate(
            files,
            "word/_rels/document.xml.rels",
            f"{_OFFICE}/relationships/settings",
            "settings.xml",
        )
        _type(files, f"/{name}", _KINDS["settings"])
    root = _parsed(files[name])
    if root.find(f"{{{_W}}}trackRevisions") is None:
        before = {f"{{{_W}}}{name}" for name in _BEFORE_TRACKING}
        at = next((i for i, child in enumerate(root) if child.tag not in before), len(root))
        root.insert(at, _made(f"{{{_W}}}trackRevisions"))
        files[name] = _written(root)


def _relate(files: dict[str, bytes], name: str, kind: str, target: str) -> None:
    if name not in files:
        files[name] = f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode()
    root = _parsed(files[name])
    taken = {one.get("Id") for one in root}
    number = next(n for n in range(1, len(taken) + 2) if f"rIdPb{n}" not in taken)
    one = _element(root, f"{{{_RELATIONSHIPS}}}Relationship")
    one.set("Id", f"rIdPb{number}")
    one.set("Type", kind)
    one.set("Target", target)
    files[name] = _written(root)


def _relationships(one: tuple[str, str, str]) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Relationships xmlns="{_RELATIONSHIPS}">'
        f'<Relationship Id="{one[0]}" Type="{one[1]}" Target="{one[2]}"/></Relationships>'
    ).encode()


def _has_default(files: dict[str, bytes], extension: str) -> bool:
    found = _parsed(files["[Content_Types].xml"]).findall(f"{{{_TYPES}}}Default")
    return any(one.get("Extension", "").lower() == extension for one in found)


def _type(files: dict[str, bytes], part: str, kind: str) -> None:
    root = _parsed(files["[Content_Types].xml"])
    one = _element(root, f"{{{_TYPES}}}Override")
    one.set("PartName", part)
    one.set("ContentType", kind)
    files["[Content_Types].xml"] = _written(root)


def _parsed(raw: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))


def _made(tag: str) -> Any:
    from lxml import etree

    return etree.Element(tag)


def _element(parent: Any, tag: str) -> Any:
    from lxml import etree

    return etree.SubElement(parent, tag)


def _written(root: Any) -> bytes:
    from lxml import etree

    raw: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return raw
