"""Finds the fields of a plan in a Word file that came back: by bookmark, control, or style.

Finding only: what to do with an edit is decided elsewhere. Changes that are tracked count as made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from planbuilder.documents.binding import digest_of
from planbuilder.documents.bound_parts import PROPERTY
from planbuilder.documents.manifest import Manifest, read_manifest
from planbuilder.documents.zip_bytes import read_zip

Way = Literal["bookmark", "control", "style"]
# A bookmark is at one place only and covers what was added inside it; a paragraph may hold more.
WAYS: tuple[Way, ...] = ("bookmark", "control", "style")

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NAME = re.compile(r"_pb_([a-z0-9]{1,16})_([0-9]{1,9})(?:_([0-9]{1,9}))?")
_TAG = re.compile(r"pb:([a-z0-9]{1,16})~([0-9]{1,9})(?:\.([0-9]{1,9}))?")
_BREAK = "\n\n"
# More than any text has; the number in a file that comes back may be anything.
_MOST_PARAGRAPHS = 100_000
_CHARACTERS = {
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}tab": "\t",
    f"{_W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    f"{_W}softHyphen": "\N{SOFT HYPHEN}",
}
# What was moved away stands in these as plain text; deleted text is no w:t.
_GONE = frozenset({f"{_W}moveFrom", f"{_W}del", _FALLBACK})

Place = tuple[str, int]


@dataclass(slots=True)
class Trace:
    """One printed field as it is in the file now: per way its texts, more than one when it was copied.

    An empty line between two paragraphs, "\\n" for a line break, as in the plan.
    """

    code: str
    number: int
    texts: dict[Way, list[str]] = field(default_factory=dict)

    def digest(self, key: bytes | None) -> str:
        """The digest of the text with its dossier's key: as in the manifest where nothing was changed."""
        return digest_of(self.text, self.code, key)

    @property
    def text(self) -> str:
        """The text by the way that says it best."""
        return next(self.texts[way][0] for way in WAYS if way in self.texts)


@dataclass(frozen=True, slots=True)
class Returned:
    """What a file that came back holds. `manifest` is not proven; `token` finds the original."""

    manifest: Manifest | None
    token: str
    traces: dict[Place, Trace]


def find_fields(document: bytes) -> Returned:
    """The manifest, the token, and every field that can still be found.

    Raises zipfile.BadZipFile, KeyError or lxml's XMLSyntaxError for what is no Word file; a file from
    outside goes through `word_package.open_package` first.
    """
    files = read_zip(document)
    traces: dict[Place, Trace] = {}
    for way, code, number, text in _Reading(files).found():
        trace = traces.setdefault((code, number), Trace(code, number))
        trace.texts.setdefault(way, []).append(text)
    return Returned(_manifest(files), _token(files), traces)


def _manifest(files: dict[str, bytes]) -> Manifest | None:
    items = [name for name in files if re.fullmatch(r"customXml/item[0-9]+\.xml", name)]
    return next((found for name in sorted(items) if (found := read_manifest(files[name]))), None)


def _token(files: dict[str, bytes]) -> str:
    if "docProps/custom.xml" not in files:
        return ""
    for one in _parsed(files["docProps/custom.xml"]).iter(_PROPERTY):
        if one.get("name") == PROPERTY:
            return "".join(one.itertext())
    return ""


class _Reading:
    """One pass over the text of a document, with what is open at each moment."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._body = _parsed(files["word/document.xml"])
        styles = _parsed(files["word/styles.xml"]) if "word/styles.xml" in files else []
        # Word processors give styles ids of their own; the name stays.
        self._styles = {
            style.get(f"{_W}styleId"): match
            for style in styles
            for name in style.findall(f"{_W}name")
            if (match := _NAME.fullmatch(name.get(f"{_W}val", "")))
        }
        self._open: dict[str, tuple[re.Match[str], list[str]]] = {}
        self._bookmarked: list[tuple[re.Match[str], str]] = []

    def found(self) -> Iterator[tuple[Way, str, int, str]]:
        """Each way in which each field is there, with its text."""
        self._read(self._body)
        torn = {match.group(1, 2) for match, _ in self._open.values()}
        whole = [(match, text) for match, text in self._bookmarked if match.group(1, 2) not in torn]
        yield from _joined("bookmark", whole)
        yield from _joined("control", self._controls())
        yield from self._by_style()

    def _read(self, node: Any) -> None:
        """Give every character below `node` to each bookmark that is open there."""
        for child in node:
            if child.tag in _GONE:
                continue
            if child.tag == f"{_W}bookmarkStart":
                match = _NAME.fullmatch(child.get(f"{_W}name", ""))
                if match:
                    self._open[child.get(f"{_W}id")] = (match, [])
            elif child.tag == f"{_W}bookmarkEnd":
                if ended := self._open.pop(child.get(f"{_W}id"), None):
                    self._bookmarked.append((ended[0], "".join(ended[1]).removesuffix(_BREAK)))
            elif text := _character(child):
                self._say(text)
            else:
                self._read(child)
                if child.tag == f"{_W}p" and not _runs_on(child):
                    self._say(_BREAK)

    def _say(self, text: str) -> None:
        for _, pieces in self._open.values():
            pieces.append(text)

    def _controls(self) -> Iterator[tuple[re.Match[str], str]]:
        for control in self._body.iter(f"{_W}sdt"):
            tag = control.find(f"{_W}sdtPr/{_W}tag")
            match = _TAG.fullmatch("" if tag is None else tag.get(f"{_W}val", ""))
            content = control.find(f"{_W}sdtContent")
            if match and content is not None and not _is_gone(control):
                yield match, _text(content)

    def _by_style(self) -> Iterator[tuple[Way, str, int, str]]:
        """What stands in paragraphs of the field's own style, one after the other."""
        groups: dict[Place, list[str]] = {}
        runs_on = False
        for paragraph in self._body.iter(f"{_W}p"):
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            match = self._styles.get("" if style is None else style.get(f"{_W}val"))
            if match and not _is_gone(paragraph):
                texts = groups.setdefault((match[1], int(match[2])), [])
                if runs_on and texts:
                    texts[-1] += _text(paragraph)
                else:
                    texts.append(_text(paragraph))
            runs_on = _runs_on(paragraph)
        for (code, number), texts in groups.items():
            yield "style", code, number, _BREAK.join(texts)


def _joined(
    way: Way, paragraphs: Iterable[tuple[re.Match[str], str]]
) -> Iterator[tuple[Way, str, int, str]]:
    """The paragraphs of each text, put together; where a paragraph comes again there is a copy."""
    groups: dict[Place, list[dict[int, str]]] = {}
    for match, text in paragraphs:
        copies = groups.setdefault((match[1], int(match[2])), [{}])
        paragraph = int(match[3] or 1)
        if paragraph in copies[-1]:
            copies.append({})
        copies[-1][paragraph] = text
    for (code, number), copies in groups.items():
        for copy in copies:
            # A number that is not there is an empty paragraph.
            found = [copy.get(at, "") for at in range(1, min(max(copy), _MOST_PARAGRAPHS) + 1)]
            yield way, code, number, _BREAK.join(found)


def _text(node: Any) -> str:
    """The text below a node, without what was deleted or moved away."""
    pieces: list[str] = []
    for child in node:
        if child.tag in _GONE:
            continue
        text = _character(child)
        if text:
            pieces.append(text)
        else:
            pieces.append(_text(child))
            if child.tag == f"{_W}p" and not _runs_on(child) and child.getnext() is not None:
                pieces.append(_BREAK)
    return "".join(pieces)


def _character(node: Any) -> str:
    if node.tag == f"{_W}t":
        return node.text or ""
    # A tab of a paragraph's properties is no character.
    return _CHARACTERS.get(node.tag, "") if node.getparent().tag == f"{_W}r" else ""


def _runs_on(paragraph: Any) -> bool:
    """True where the end of this paragraph was deleted, so that the next one belongs to it."""
    return paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None


def _is_gone(node: Any) -> bool:
    return any(above.tag in _GONE for above in node.iterancestors())


def _parsed(raw: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    return etree.fromstring(raw, parser)
