"""The terminal as it is: is there one, how wide is it, and which characters can it show."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass

from planbuilder.errors import SurroundingsMissing

# On a screen these are commands, or they turn the reading direction; in the answer they stay.
_STEERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_RAW_BYTE = re.compile("[\udc80-\udcff]")


def require_terminal() -> None:
    """Raise SurroundingsMissing unless somebody can read the screen and press keys."""
    if not (_is_terminal(0) and _is_terminal(1)):
        raise SurroundingsMissing("no_terminal")


def _is_terminal(number: int) -> bool:
    try:
        return os.isatty(number)
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Look:
    """The signs that this terminal can show."""

    utf8: bool

    @property
    def pointer(self) -> str:
        """Stands before the line that Enter chooses."""
        return "»" if self.utf8 else ">"

    @property
    def marks(self) -> tuple[str, str]:
        """A chosen and an open box of a list."""
        return ("●", "○") if self.utf8 else ("[x]", "[ ]")

    @property
    def bar(self) -> tuple[str, str]:
        """A done and an open piece of the progress bar."""
        return ("█", "░") if self.utf8 else ("#", "-")


def look() -> Look:
    """What the terminal says that it can show."""
    name = (sys.stdout.encoding or "ascii").lower().replace("-", "").replace("_", "")
    return Look(utf8=name.startswith("utf"))


def visible(text: str) -> str:
    """The text as it may be shown: what would steer the screen becomes a mark, only here."""
    return _STEERS.sub("\ufffd", text)


def whole_characters(typed: str) -> tuple[str, bool]:
    """What was typed, and whether bytes came in that are no character in this terminal's encoding.

    Such a byte is read as the Western European character that it is most likely to be.
    """
    mended = _RAW_BYTE.sub(lambda found: chr(ord(found[0]) - 0xDC00), typed)
    return mended, mended != typed
