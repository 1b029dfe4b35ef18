"""What two validators of Word documents miss: twins, dangling ends, what a screen reader stumbles over."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from planbuilder.documents import word_lint_reading as reading
from planbuilder.documents.word_lint_reading import W, number_of, value_of
from planbuilder.errors import Problem

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_CONTENT_TYPES = "[Content_Types].xml"
# What Word itself accepts; it cuts off or refuses what is longer.
_LONGEST_TAG = 64
_LONGEST_BOOKMARK = 40


def lint_word(document: bytes) -> list[Problem]:
    """Everything that is wrong with a Word document: a code, the part it is in and its number there.

    An empty list means that nothing was found. No problem holds a text of the document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as package:
            files = {name: package.read(name) for name in package.namelist()}
            twice = [name for name, n in Counter(package.namelist()).items() if n > 1]
    except (zipfile.BadZipFile, EOFError, RuntimeError):
        return [Problem("word_not_a_package")]
    roots, problems = _parsed(files)
    problems += [Problem("word_part_twice", name) for name in twice]
    problems += _package(files, roots)
    problems += _twins(roots)
    for name, root in roots.items():
        if root.tag.startswith(W):
            problems += _tables(name, root)
    problems += reading.lint(roots)
    return problems


def _parsed(files: dict[str, bytes]) -> tuple[dict[str, Any], list[Problem]]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    roots: dict[str, Any] = {}
    problems = []
    for name, raw in files.items():
        if not name.endswith((".xml", ".rels")):
            continue
        try:
            roots[name] = etree.fromstring(raw, parser)
        except etree.XMLSyntaxError:
            problems.append(Problem("word_part_not_xml", name))
    return roots, problems


def _package(files: dict[str, bytes], roots: dict[str, Any]) -> Iterator[Problem]:
    """Parts without a content type, content types without a part, and links that lead nowhere."""
    types = roots.get(_CONTENT_TYPES)
    if types is None:
        yield Problem("word_no_content_types")
        return
    defaults = {one.get("Extension", "").lower() for one in types.iter(f"{_TYPES}Default")}
    named = {one.get("PartName", "").lstrip("/") for one in types.iter(f"{_TYPES}Override")}
    for name in files:
        known = name in named or name.rpartition(".")[2].lower() in defaults
        if not known and name != _CONTENT_TYPES and not name.endswith("/"):
            yield Problem("word_part_without_type", name)
    for name in sorted(named - set(files)):
        yield Problem("word_type_without_part", name)
    for name, root in roots.items():
        if name.endswith(".rels"):
            yield from _links_out(name, root, files)
        else:
            yield from _links_used(name, root, roots.get(_relationships_of(name)))


def _relationships_of(part: str) -> str:
    folder, _, file = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _links_out(name: str, root: Any, files: dict[str, bytes]) -> Iterator[Problem]:
    base = posixpath.dirname(posixpath.dirname(name))
    seen: set[str] = set()
    for link in root.iter(f"{_RELATIONSHIPS}Relationship"):
        key = link.get("Id", "")
        if key in seen:
            yield Problem("word_link_twice", name, parameters={"id": key})
        seen.add(key)
        if link.get("TargetMode") == "External":
            continue
        target = link.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(base, target)
        if posixpath.normpath(path) not in files:
            yield Problem("word_link_dangling", name, parameters={"id": key})


def _links_used(name: str, root: Any, relationships: Any) -> Iterator[Problem]:
    known = set()
    if relationships is not None:
        known = {one.get("Id") for one in relationships}
    used = {
        value
        for element in root.iter("{*}*")
        for attribute, value in element.attrib.items()
        if attribute.startswith(_R)
    }
    for key in sorted(used - known - {""}):
        yield Problem("word_link_dangling", name, parameters={"id": key})


def _twins(roots: dict[str, Any]) -> Iterator[Problem]:
    """Ids and names that must be the only ones of their kind, and bookmarks without a beginning or end."""
    controls: list[tuple[str, str]] = []
    names: list[tuple[str, str]] = []
    pictures: list[tuple[str, str]] = []
    for part, root in roots.items():
        if not root.tag.startswith(W):
            continue
        controls += [(part, value_of(one)) for one in root.iterfind(f".//{W}sdtPr/{W}id")]
        names += [(part, one.get(f"{W}name", "")) for one in root.iter(f"{W}bookmarkStart")]
        pictures += [(part, one.get("id", "")) for one in root.iter(_PICTURE)]
        yield from _bookmark_ends(part, root)
        for tag in root.iterfind(f".//{W}sdtPr/{W}tag"):
            if len(value_of(tag)) > _LONGEST_TAG:
                yield Problem("word_tag_too_long", part, parameters={"most": _LONGEST_TAG})
    for part, name in names:
        if not 0 < len(name) <= _LONGEST_BOOKMARK:
            yield Problem("word_bookmark_too_long", part, parameters={"most": _LONGEST_BOOKMARK})
    # Word tells bookmarks apart without regard to capitals.
    yield from _twice("word_bookmark_twice", [(part, name.lower()) for part, name in names])
    yield from _twice("word_control_twice", controls)
    yield from _twice("word_picture_twice", pictures)


def _twice(code: str, found: list[tuple[str, str]]) -> Iterator[Problem]:
    times = Counter(key for _, key in found)
    seen: set[str] = set()
    for part, key in found:
        if times[key] > 1 and key not in seen:
            seen.add(key)
            yield Problem(code, part, parameters={"times": times[key]})


def _bookmark_ends(part: str, root: Any) -> Iterator[Problem]:
    starts = Counter(one.get(f"{W}id") for one in root.iter(f"{W}bookmarkStart"))
    ends = Counter(one.get(f"{W}id") for one in root.iter(f"{W}bookmarkEnd"))
    if any(n > 1 for n in (*starts.values(), *ends.values())):
        yield Problem("word_bookmark_id_twice", part)
    if set(starts) != set(ends):
        yield Problem("word_bookmark_open", part)
    places: dict[str, str] = {}
    for one in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        if one.tag == f"{W}bookmarkEnd" and places.setdefault(one.get(f"{W}id"), "end") == "end":
            yield Problem("word_bookmark_open", part)
            return
        places[one.get(f"{W}id")] = "start"


def _tables(part: str, root: Any) -> Iterator[Problem]:
    """Tables that Word calls damaged: without a row, a row without a cell, a cell without a paragraph."""
    for table in root.iter(f"{W}tbl"):
        where: dict[str, object] = {"number": number_of(table, root)}
        rows = [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]
        if not rows:
            yield Problem("word_table_without_rows", part, parameters=where)
        for row in rows:
            cells = [c for c in row.iter(f"{W}tc") if next(c.iterancestors(f"{W}tr")) is row]
            if not cells:
                yield Problem("word_row_without_cells", part, parameters=where)
            if any(not _ends_in_a_paragraph(cell) for cell in cells):
                yield Problem("word_cell_without_paragraph", part, parameters=where)


def _ends_in_a_paragraph(cell: Any) -> bool:
    blocks = [c for c in cell if c.tag in (f"{W}p", f"{W}tbl", f"{W}sdt", f"{W}altChunk")]
    return bool(blocks) and blocks[-1].tag in (f"{W}p", f"{W}sdt")
