"""Stand-ins for texts while a Word template is rendered, so that no text ever meets docxtpl or Jinja.

Why: docxtpl rewrites `{_{`, `%_}`, "\\a", "\\f", "\\n" and "\\t" in what it rendered, and a text that
breaks its XML ends the document without an error. A stand-in of plain letters can't do either.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.runtime import Undefined
from markupsafe import Markup

from planbuilder.documents.words import Words, holdable


@dataclass(frozen=True, slots=True)
class Printed:
    """One text that the template prints; `path` is '' for a text the template made itself."""

    text: str
    path: str


class Placeholders:
    """Hands out a stand-in for each text that is printed and knows which text it stands for."""

    def __init__(self) -> None:
        # Unguessable, so that no template can hold a stand-in of its own.
        self._name = "pb" + secrets.token_hex(8)
        self._printed: list[Printed] = []
        self.pattern = re.compile(f"{self._name}x([0-9]+)x")

    def stand_in(self, value: Any) -> str | Markup:
        """What Jinja prints for a value: a stand-in for a text, digits for a number.

        Raises SecurityError for a list or a dict, UndefinedError for what is not there.
        """
        if isinstance(value, Undefined):
            return str(value)  # Raises, with the name of what is missing.
        if isinstance(value, bool) or value is None or not isinstance(value, str | int):
            raise SecurityError("only a text or a number can be printed")
        if isinstance(value, int):
            return str(value)
        if value == "":
            return ""
        path = value.path if isinstance(value, Words) else ""
        self._printed.append(Printed(holdable(str(value)), path))
        return f"{self._name}x{len(self._printed) - 1}x"

    def printed(self, number: str) -> Printed:
        """The text of the stand-in with this number."""
        return self._printed[int(number)]
