"""Plan -> OpenDocument and Markdown, through pandoc's own document tree: no text is ever read as markup."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from typing import Any

from planbuilder.documents.markdown_leaves import for_markdown
from planbuilder.documents.pandoc_tree import pandoc_tree
from planbuilder.documents.zip_bytes import read_zip, write_zip

_SECONDS = 120
_FIRST_IN_ODT = "mimetype"


def to_markdown(plan: dict[str, Any]) -> bytes:
    """The plan as Markdown (CommonMark with pipe tables), UTF-8."""
    tree = pandoc_tree(plan)
    tree["blocks"] = for_markdown(tree["blocks"])
    return _pandoc(tree, ["--to=commonmark+pipe_tables", "--wrap=none"])


def to_odt(plan: dict[str, Any]) -> bytes:
    """The plan as an OpenDocument text: the same bytes for the same plan."""
    files = read_zip(_pandoc(pandoc_tree(plan), ["--to=odt"]))
    return write_zip(files, uncompressed=(_FIRST_IN_ODT,))


def _pandoc(tree: dict[str, Any], options: Sequence[str]) -> bytes:
    import pypandoc

    command = [
        pypandoc.get_pandoc_path(), "--sandbox", "--from=json", "--output=-", *options,
    ]  # fmt: skip
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
    return done.stdout
