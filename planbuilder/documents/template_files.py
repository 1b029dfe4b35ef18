"""Which template a document is made with: the organisation's own, or the one that ships with planbuilder."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from planbuilder.resources import own_folder, own_path, read_bytes, shipped_folder, shipped_path

WORD_TEMPLATE = "plan.docx"
SHARED = "shared"


def word_template(kind: str, own: Path | None = None) -> tuple[bytes, bool]:
    """The Word template of this kind of plan, and whether it is byte for byte one of ours."""
    template = read_bytes(_found(word_template_name(kind), own))
    return template, template in _ours()


def word_template_name(kind: str) -> str:
    """How a folder of templates names the Word template of this kind of plan."""
    return f"{kind}/{WORD_TEMPLATE}"


def shared_text(name: str, own: Path | None = None) -> str:
    """A text that all kinds of plan share, such as the style sheet of the web page."""
    return read_bytes(_found(f"{SHARED}/{name}", own)).decode("utf-8", errors="replace")


def shared_file(name: str) -> Path:
    """Where a shared file of ours stands; an organisation's own is not looked for."""
    return shipped_path("templates", f"{SHARED}/{name}")


def font_folder(own: Path | None = None) -> tuple[Path, ...]:
    """The folder with fonts of the organisation, where there is one."""
    folder = own_folder("templates", own)
    found = folder / SHARED / "fonts" if folder else None
    return (found,) if found and found.is_dir() else ()


def _found(name: str, own: Path | None) -> Path:
    return own_path("templates", name, own) or shipped_path("templates", name)


@cache
def _ours() -> frozenset[bytes]:
    ours = shipped_folder("templates").glob(f"*/{WORD_TEMPLATE}")
    return frozenset(path.read_bytes() for path in ours)
