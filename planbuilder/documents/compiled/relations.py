"""What a Word file must say of parts that are added to it: relationships and content types."""

from __future__ import annotations

import posixpath

from planbuilder.documents.compiled.form import Form, Part
from planbuilder.documents.compiled.packing import packed
from planbuilder.documents.compiled.pictures import IMAGE, PictureBox, link_to

TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_EMPTY = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    f'<Relationships xmlns="{_RELATIONSHIPS}"></Relationships>'
)
_PNG = '<Default Extension="png" ContentType="image/png"/>'


def relations_of(part: str) -> str:
    """The name of the part that holds the relationships of this one."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relationship(link: str, kind: str, target: str) -> str:
    """One relationship as XML."""
    return f'<Relationship Id="{link}" Type="{kind}" Target="{target}"/>'


def with_relationships(xml: str, added: str) -> str:
    """A .rels part with more in it."""
    xml = xml or _EMPTY
    end = "</Relationships>"
    if end not in xml:
        return xml.replace("/>", f">{added}{end}", 1)
    return xml.replace(end, added + end, 1)


def with_types(xml: str, added: str) -> str:
    """The content types with more in them: defaults stand before all others."""
    start = xml.index(">", xml.index("<Types")) + 1
    return xml[:start] + added + xml[start:]


def with_pictures(form: Form, box: PictureBox) -> dict[str, Part]:
    """The parts that change because of pictures, by name."""
    made: dict[str, Part] = {}
    for part, names in box.used.items():
        relations = relations_of(part)
        xml = form.content(relations).decode("utf-8")
        up = "" if part.startswith("word/") else "/word/"
        added = "".join(relationship(link_to(name), IMAGE, up + name) for name in names)
        made[relations] = packed(relations, with_relationships(xml, added).encode("utf-8"))
    if box.used:
        types = form.content(TYPES).decode("utf-8")
        if 'Extension="png"' not in types:
            made[TYPES] = packed(TYPES, with_types(types, _PNG).encode("utf-8"))
    return made
