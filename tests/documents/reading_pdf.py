"""How a screen reader and an eye get at a PDF: its tags in order, the texts below them, the boxes of its words."""

from __future__ import annotations

import io
import itertools
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from documents.reading_back import squeezed


@dataclass(frozen=True)
class Tag:
    """An element of the structure of a PDF: its name ("H1"), what it is in, and its own properties."""

    name: str
    above: tuple[str, ...]
    scope: str
    alternative: str
    language: str


@dataclass(frozen=True)
class Word:
    """A word on a page, in points from its top left."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def tags(pdf: pikepdf.Pdf) -> list[Tag]:
    """All elements in the order in which they are read."""
    return list(_below(pdf.Root.StructTreeRoot.K, ()))


def _below(node: pikepdf.Object, above: tuple[str, ...]) -> Iterator[Tag]:
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from _below(one, above)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        name = str(node.S).lstrip("/")
        yield Tag(name, above, _scope(node), str(node.get("/Alt", "")), str(node.get("/Lang", "")))
        if "/K" in node:
            yield from _below(node.K, (*above, name))


def _scope(node: pikepdf.Object) -> str:
    found = node.get("/A", [])
    attributes = found if isinstance(found, pikepdf.Array) else [found]
    return next((str(one.Scope) for one in attributes if "/Scope" in one), "")


def read_aloud(pdf: bytes, pdfinfo: str, folder: Path) -> str:
    """The texts in the order of the tags (not of the page), without white space."""
    file = folder / "plan.pdf"
    file.write_bytes(pdf)
    told = subprocess.run([pdfinfo, "-struct-text", file], capture_output=True, check=True)
    lines = (line.strip() for line in told.stdout.decode("utf-8", "replace").split("\n"))
    return squeezed("".join(line[1:-1] for line in lines if line[:1] == '"'))


def words(pdf: bytes, pdftotext: str, folder: Path) -> tuple[list[Word], list[tuple[float, float]]]:
    """Every word with its box, and the size of each page."""
    file = folder / "boxes.pdf"
    file.write_bytes(pdf)
    told = subprocess.run([pdftotext, "-bbox", file, "-"], capture_output=True, check=True)
    found: list[Word] = []
    pages: list[tuple[float, float]] = []
    for line in told.stdout.decode("utf-8", "replace").split("\n"):
        page = re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line)
        if page:
            pages.append((float(page[1]), float(page[2])))
        box = re.search(
            r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*)</word>', line
        )
        if box:
            left, top, right, bottom = (float(box[n]) for n in range(1, 5))
            found.append(Word(len(pages) - 1, box[5], left, top, right, bottom))
    return found, pages


def printed_over_each_other(found: list[Word]) -> list[tuple[str, str]]:
    """Pairs of words of which a good part of the one stands on the other."""
    pairs = []
    rows: dict[tuple[int, int], list[Word]] = {}
    for word in found:
        rows.setdefault((word.page, round((word.top + word.bottom) / 2)), []).append(word)
    for row in rows.values():
        row.sort(key=lambda word: word.left)
        for one, other in itertools.pairwise(row):
            shared = min(one.right, other.right) - other.left
            if shared > 0.25 * min(one.right - one.left, other.right - other.left) + 0.5:
                pairs.append((one.text[:40], other.text[:40]))
    return pairs
