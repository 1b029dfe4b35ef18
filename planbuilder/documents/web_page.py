"""A web page read again, as a browser and a screen reader read it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

_RUNS = frozenset({"script", "iframe", "object", "embed", "form", "base", "applet", "frame"})
_FETCHES = frozenset(
    {"src", "href", "xlink:href", "srcset", "data", "action", "formaction", "poster"}
)


@dataclass(slots=True)
class Page:
    """What is on a page. `running` names every element or attribute that runs or fetches something."""

    language: str = ""
    title: str = ""
    text: str = ""
    tags: Counter[str] = field(default_factory=Counter)
    running: list[str] = field(default_factory=list)
    pictures_without_words: int = 0
    heads_without_scope: int = 0
    skipped_headings: int = 0


def read_page(content: bytes) -> Page:
    """The page of these bytes; <br> is a line break, a paragraph has an empty line before it."""
    reader = _Reader()
    reader.feed(content.decode("utf-8", "replace"))
    reader.close()
    reader.page.text = "".join(reader.pieces)
    return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.pieces: list[str] = []
        self._inside = ""
        self._level = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count the tag, and note what a screen reader or a browser would make of it."""
        said = {name: value or "" for name, value in attrs}
        self.page.tags[tag] += 1
        if tag in {"title", "style"} and self._inside != "svg":
            self._inside = tag
        if tag == "html":
            self.page.language = said.get("lang", "")
        if tag == "p" and self.pieces:
            self.pieces.append("\n\n")
        if tag == "br":
            self.pieces.append("\n")
        self._note_what_runs(tag, said)
        self._note_what_is_not_said(tag, said)

    def _note_what_runs(self, tag: str, said: dict[str, str]) -> None:
        if tag in _RUNS:
            self.page.running.append(tag)
        for name, value in said.items():
            fetches = name in _FETCHES and not value.startswith(("#", "data:image/"))
            if fetches or name.startswith("on"):
                self.page.running.append(f"{tag} {name}")

    def _note_what_is_not_said(self, tag: str, said: dict[str, str]) -> None:
        if tag == "svg":
            self._inside = "svg"
        hidden = said.get("aria-hidden") == "true" or said.get("role") == "presentation"
        named = "alt" in said if tag == "img" else "aria-label" in said or "aria-labelledby" in said
        if tag in {"img", "svg"} and not hidden and not named:
            self.page.pictures_without_words += 1
        if tag == "th" and "scope" not in said:
            self.page.heads_without_scope += 1
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            level = int(tag[1])
            self.page.skipped_headings += level > self._level + 1
            self._level = level

    def handle_endtag(self, tag: str) -> None:
        """Leave what is not text on the page."""
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        """Text, of the page or of its title."""
        if self._inside == "title":
            self.page.title += data
        elif self._inside != "style":
            self.pieces.append(data)
