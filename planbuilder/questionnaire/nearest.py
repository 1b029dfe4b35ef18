"""The known word that somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, words: Iterable[str]) -> str:
    """The known word that looks most like this one, "" when none does."""
    # Only needed where something is wrong.
    import difflib

    near = difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)
    return near[0] if near else ""
