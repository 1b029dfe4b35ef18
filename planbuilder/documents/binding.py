"""What ties each text of a Word plan to its answer: names that survive an edit and tell a reader nothing.

A field is one text of the plan that came from the dossier. In the document it has a name made of a
code. The codes are made with a key of the dossier, so that nobody can guess from one whose words a
text are or what that person is called; planbuilder finds the source by making the codes again.

In WordprocessingML a field that is printed looks like this, in one paragraph or (with an empty line in
it) in several; all three names survive an edit in LibreOffice, and each may be lost on its own:

    <w:p>
      <w:pPr><w:pStyle w:val="MARK.STYLE"/></w:pPr>          a style based on the template's
      <w:bookmarkStart w:id="7" w:name="MARK.BOOKMARK(1)"/>  one per paragraph, around the control
      <w:sdt>
        <w:sdtPr><w:alias w:val="MARK.ALIAS"/><w:tag w:val="MARK.TAG(1)"/><w:id w:val="8"/></w:sdtPr>
        <w:sdtContent> runs </w:sdtContent>                  one per paragraph, never around one
      </w:sdt>
      <w:bookmarkEnd w:id="7"/>
    </w:p>
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field

from planbuilder.documents.words import holdable, unbroken
from planbuilder.plan.model import Plan

# Eight bytes: too many to guess, and short enough for the name of a bookmark (40 characters).
_CODE_BYTES = 8
_LONGEST_ALIAS = 64
# Word opens no file with more than some 4,000 styles or 16,000 bookmarks; the controls go on.
_MOST_STYLES = 2_000
_MOST_BOOKMARKS = 10_000


@dataclass(frozen=True, slots=True)
class Binding:
    """From which dossier a document is made, for which party, and the key that proves it.

    `revision` is the number of the last event that changed what a plan can show. `key` comes from
    the dossier's own key; None for a plan made from a file, which has no keys.
    """

    dossier: str
    revision: int
    party: str
    key: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Field:
    """One text that came from the dossier.

    `code` is its name in the document, `alias` what a reader sees on the control, `digest` what
    `digest_of` makes of its text. `styled` is False where the style of the paragraph
    says something by itself, as that of a title does.
    """

    code: str
    alias: str
    digest: str
    styled: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """The names of one place where a field is printed; `style` is "" where Word has no room for more.

    A style's id and name are the same.
    """

    alias: str
    style: str
    _tag: str
    _bookmark: str

    def tag(self, paragraph: int = 1) -> str:
        """The tag of the control around this paragraph of the text; each paragraph has its own."""
        return self._tag if paragraph == 1 else f"{self._tag}.{paragraph}"

    def bookmark(self, paragraph: int = 1) -> str:
        """The bookmark around this control, each its own; "" where Word has no room for more.

        One around several paragraphs would be torn by LibreOffice.
        """
        return (
            f"{self._bookmark}_{paragraph}" if self._bookmark and paragraph > 1 else self._bookmark
        )


class Marks:
    """Hands out the names while a document is written: `printed` says how often each field was."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self._fields = fields
        self._styles = 0
        self._bookmarks = 0
        self.printed: dict[str, int] = {}

    def mark(self, path: str) -> Mark | None:
        """The names for the text of this place in the plan, printed once more; None for no field."""
        found = self._fields.get(path)
        if found is None:
            return None
        number = self.printed[found.code] = self.printed.get(found.code, 0) + 1
        name = f"_pb_{found.code}_{number}"
        self._bookmarks += 1
        self._styles += found.styled
        return Mark(
            alias=found.alias,
            style=name if found.styled and self._styles <= _MOST_STYLES else "",
            _tag=f"pb:{found.code}~{number}",
            _bookmark=name if self._bookmarks <= _MOST_BOOKMARKS else "",
        )


def fields_of(plan: Plan, binding: Binding) -> dict[str, Field]:
    """The fields of a plan by their places ("sections[2].blocks[0].text"), in the order of the plan.

    A text that stands in two places of the plan is one field; another wording of the same source
    (with quotation marks around it) is another.
    """
    codes: dict[tuple[str, str], str] = {}
    wordings: dict[str, int] = {}
    # The heads of columns come back in every row.
    aliases: dict[str, str] = {}
    found = {}
    for place, text, about, source in plan.traced():
        printed = unbroken(holdable(text))
        key = (source, printed)
        if key not in codes:
            wordings[source] = wordings.get(source, 0) + 1
            codes[key] = _code(binding, source, wordings[source], len(codes) + 1)
        if about not in aliases:
            aliases[about] = _alias(about)
        digest = _digest(printed, codes[key], binding.key)
        found[place] = Field(codes[key], aliases[about], digest, place != "title")
    return found


def digest_of(text: str, code: str, key: bytes | None) -> str:
    """The digest (hex) of the text of this field as it is printed; empty paragraphs at its end do not count.

    With a key it is an HMAC-SHA-256 of code and text. Who takes a short answer out of a document and
    hands it on would else leave what a reader needs to guess it: there are few answers beside "ja" and
    "nee". Without a key it is the SHA-256 of the text.
    """
    return _digest(unbroken(holdable(text)), code, key)


def _digest(printed: str, code: str, key: bytes | None) -> str:
    while printed.endswith("\n\n"):
        printed = printed.removesuffix("\n\n")
    if key is None:
        return hashlib.sha256(printed.encode("utf-8")).hexdigest()
    return hmac.digest(key, f"text\n{code}\n{printed}".encode(), "sha256").hex()


def sources_of(plan: Plan, binding: Binding) -> dict[str, str]:
    """The source of each code: from a document back to the dossier, with the plan made again."""
    sources = plan.sources()
    return {one.code: sources[path] for path, one in fields_of(plan, binding).items()}


def _code(binding: Binding, source: str, wording: int, place: int) -> str:
    if binding.key is None:
        # Without a secret a code made from the source could be guessed, name by name.
        return f"f{place}"
    about = f"field\n{source}\n{wording}".encode("utf-8", "surrogatepass")
    return hmac.digest(binding.key, about, "sha256")[:_CODE_BYTES].hex()


def _alias(words: str) -> str:
    """The words on one line, no longer than Word shows them."""
    line = " ".join(holdable(words).split())
    return line if len(line) <= _LONGEST_ALIAS else line[: _LONGEST_ALIAS - 1] + "…"
