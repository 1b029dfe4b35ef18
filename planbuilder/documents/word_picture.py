"""A picture for a Word document, given to a template as a value."""

from __future__ import annotations

from typing import NamedTuple

# What stands for a picture in data that goes to another process.
PICTURE = {"picture": ""}


class WordPicture(NamedTuple):
    """A PNG of this size on paper; `alternative` says in words what it shows.

    A template prints it as any value: it stands in the line, as large as a letter of that height.
    """

    content: bytes
    width_mm: float
    height_mm: float
    alternative: str
