"""Plan -> OpenDocument and Markdown, through pandoc's own document tree: no text is ever read as markup."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from planbuilder.documents.markdown_leaves import for_markdown
from planbuilder.documents.pandoc_tree import LANGUAGES, pandoc_tree
from planbuilder.documents.zip_bytes import read_zip, write_zip
from planbuilder.errors import DocumentNotMade, SurroundingsMissing

_SECONDS = 120
_FIRST_IN_ODT = "mimetype"
_FRAME_END = b"</draw:frame>"
# Pandoc draws no lines in a table and has no style that says so.
_CELL = b'fo:border-top="0.5pt solid #c9d3d8" fo:border-bottom="0.5pt solid #c9d3d8" fo:padding="0.12cm"'


def to_markdown(plan: dict[str, Any]) -> bytes:
    """The plan as Markdown (CommonMark with pipe tables), UTF-8."""
    tree = pandoc_tree(plan)
    tree["blocks"] = for_markdown(tree["blocks"])
    return _pandoc(tree, "commonmark+pipe_tables", ["--wrap=none"])


def to_odt(plan: dict[str, Any], styles: Path) -> bytes:
    """The plan as an OpenDocument text in the styles of another: the same bytes for the same plan."""
    files = read_zip(_pandoc(pandoc_tree(plan), "odt", [f"--reference-doc={styles}"]))
    files["meta.xml"] = _metadata(plan)
    before, body, texts = files["content.xml"].partition(b"<office:body>")
    texts = _with_words_of_pictures(plan, texts)
    files["content.xml"] = before.replace(b'fo:border="none"', _CELL) + body + texts
    return write_zip(files, uncompressed=(_FIRST_IN_ODT,))


def _with_words_of_pictures(plan: dict[str, Any], texts: bytes) -> bytes:
    """The content with the words of each picture where a screen reader looks for them.

    Pandoc leaves them out. The end of a frame is never a person's text: that is escaped.
    """
    first, *others = texts.split(_FRAME_END)
    pictures = [
        block
        for section in plan["sections"]
        for block in section["blocks"]
        if block["type"] == "picture"
    ]
    whole = first
    for block, rest in zip(pictures, others, strict=True):
        title, words = escape(block["label"]), escape(block["alternative"])
        told = f"<svg:title>{title}</svg:title>" if title else ""
        whole += f"{told}<svg:desc>{words}</svg:desc>".encode() + _FRAME_END + rest
    return whole


def _metadata(plan: dict[str, Any]) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.3">'
        f"<office:meta><meta:generator>planbuilder</meta:generator>"
        f"<dc:title>{escape(plan['title'])}</dc:title><dc:creator>planbuilder</dc:creator>"
        f"<dc:language>{LANGUAGES[plan['language']]}</dc:language>"
        "</office:meta></office:document-meta>"
    ).encode()


def _pandoc(tree: dict[str, Any], to: str, options: Sequence[str]) -> bytes:
    """What pandoc makes of the tree. Raises SurroundingsMissing without pandoc, DocumentNotMade."""
    try:
        command = [_program(), "--sandbox", "--from=json", "--output=-", f"--to={to}", *options]
        done = subprocess.run(
            command,
            input=json.dumps(tree).encode("ascii"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # A fixed moment in the document's own date fields.
            env={"SOURCE_DATE_EPOCH": "0", "LC_ALL": "C.UTF-8"},
            timeout=_SECONDS,
            check=True,
        )
    except OSError:
        raise SurroundingsMissing("pandoc_missing") from None
    except subprocess.SubprocessError:
        # What pandoc says may quote what stands in the plan.
        raise DocumentNotMade("document_not_made", format=to) from None
    return done.stdout


def _program() -> str:
    import pypandoc

    path: str = pypandoc.get_pandoc_path()
    return path
