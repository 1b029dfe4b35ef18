"""Documents: a plan as Word, web page, PDF, OpenDocument or Markdown. See docs/templates.md.

Whoever only renders a template of their own waits for nothing that knows plans: names load when used.
"""

from __future__ import annotations

from planbuilder.documents.render_docx import render_docx as render_docx

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from planbuilder.documents.making import FORMATS as FORMATS
    from planbuilder.documents.making import Document as Document
    from planbuilder.documents.making import Format as Format
    from planbuilder.documents.making import make_document as make_document
    from planbuilder.documents.making import template_data as template_data
    from planbuilder.documents.word_picture import WordPicture as WordPicture

_MADE = frozenset({"FORMATS", "Document", "Format", "make_document", "template_data"})


def __getattr__(name: str) -> Any:
    """What makes documents of plans, loaded when it is asked for."""
    if name == "WordPicture":
        from planbuilder.documents.word_picture import WordPicture

        return WordPicture
    if name not in _MADE:
        raise AttributeError(name)
    from planbuilder.documents import making

    return getattr(making, name)
