"""A text as XML: escaped for where it stands, with U+FFFD for what XML has no place for."""

from __future__ import annotations

import re
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Whatever can't be put between tags as it is: a text without these needs no second look.
special = re.compile("[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]").search
# What XML has no place for.
_OTHERS = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"


def escaped(text: str) -> str:
    """The text for between tags, with "\\n" for each end of a line."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _not_holdable().sub(REPLACEMENT, text)


def escaped_attribute(text: str) -> str:
    """The text for between quotes; ends of lines and tabs stay what they are."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace('"', "&quot;").replace("'", "&#39;")
    text = text.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")
    return _not_holdable().sub(REPLACEMENT, text)


@cache
def special_in_attribute() -> Callable[[str], object]:
    """As `special`, for between quotes."""
    return re.compile("[&<>\"'\x00-\x1f\ud800-\udfff\ufffe\uffff]").search


@cache
def _not_holdable() -> re.Pattern[str]:
    return re.compile(f"[{_OTHERS}]")


class TextPlace:
    """A text inside w:t of a plain run: what a line, a tab, a new paragraph and a new page are there."""

    __slots__ = ("line", "page", "paragraph", "tab")

    def __init__(self, run: str, paragraph: str | None) -> None:
        again = f'<w:r>{run}<w:t xml:space="preserve">'
        self.line = '</w:t><w:br/><w:t xml:space="preserve">'
        self.tab = f"</w:t></w:r><w:r>{run}<w:tab/></w:r>{again}"
        self.paragraph: str | None = None
        self.page: str | None = None
        if paragraph is not None:
            close = "</w:t></w:r></w:p>"
            self.paragraph = f"{close}<w:p>{paragraph}{again}"
            page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            self.page = f"{close}{page}<w:p>{paragraph}{again}"

    def laid_out(self, xml: str) -> str | None:
        """The XML with its lines and tabs as Word's own; None where this place can't hold them."""
        xml = xml.replace("\t", self.tab)
        if "\a" in xml or "\f" in xml:
            if self.paragraph is None or self.page is None:
                return None
            xml = xml.replace("\a", self.paragraph)
            return xml.replace("\n", self.line).replace("\f", self.page)
        return xml.replace("\n", self.line)
