"""The examples that docxtpl comes with render to the same XML through our function."""

from __future__ import annotations

import io
import runpy
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from documents.word_templates import canonical
from docxtpl import DocxTemplate
from jinja2.defaults import DEFAULT_FILTERS

from planbuilder.documents import render_docx

# Its scripts that make documents, each with one of its features.
EXAMPLES = (
    "cellbg comments custom_jinja_filters doc_properties dynamic_table embedded escape escape_auto "
    "footnotes header_footer header_footer_entities header_footer_image header_footer_image_file_obj "
    "header_footer_inline_image header_footer_utf8 horizontal_merge inline_image "
    "less_cells_after_loop merge_docx merge_paragraph multi_rendering nested_for order "
    "preserve_spaces replace_picture richtext richtext_and_if richtext_eastAsia richtextparagraph "
    "subdoc vertical_merge vertical_merge_nested word2016"
).split()
# What is replaced in a template, or linked from it, is known to its DocxTemplate only.
BY_OBJECT = frozenset(
    "embedded header_footer_image header_footer_image_file_obj replace_picture richtext".split()
)
# What these hold has no compiled form; all others must have one.
BY_DOCXTPL = BY_OBJECT | frozenset(
    "escape_auto header_footer header_footer_inline_image header_footer_utf8 inline_image merge_docx "
    "subdoc vertical_merge_nested".split()
)

render, save = DocxTemplate.render, DocxTemplate.save
Make = Callable[[DocxTemplate, dict[str, Any], Any], bytes]


def without_bells(value: Any) -> Any:
    """The context with U+FFFD for a bell and a form feed in a plain text, as docs/templates.md tells."""
    if type(value) is str:
        return value.replace("\a", "\ufffd").replace("\f", "\ufffd")
    if type(value) is dict:
        return {key: without_bells(inner) for key, inner in value.items()}
    return [without_bells(inner) for inner in value] if type(value) is list else value


def theirs(tpl: DocxTemplate, context: dict[str, Any], environment: Any) -> bytes:
    if environment is not None:
        environment.autoescape = True
    render(tpl, without_bells(context), environment, autoescape=True)
    target = io.BytesIO()
    save(tpl, target)
    return target.getvalue()


def made_by(
    make: Make, example: str, folder: Path, checkout: Path, patch: pytest.MonkeyPatch
) -> dict[str, dict[str, bytes]]:
    """The parts of each document that an example makes, when `make` renders its templates."""
    shutil.copytree(checkout / "tests", folder)
    (folder / "output").mkdir()
    seen: dict[int, tuple[dict[str, Any], Any]] = {}
    at_work: list[DocxTemplate] = []

    def keep(tpl: DocxTemplate, context: Any, jinja_env: Any = None, **rest: Any) -> None:
        if at_work:
            render(tpl, context, jinja_env, **rest)
        seen[id(tpl)] = (context, jinja_env)

    def write(tpl: DocxTemplate, target: Any, *rest: Any) -> None:
        if at_work or id(tpl) not in seen:
            save(tpl, target, *rest)
            return
        at_work.append(tpl)
        made = make(tpl, *seen[id(tpl)])
        at_work.pop()
        if hasattr(target, "write"):
            target.write(made)
        else:
            Path(target).write_bytes(made)

    with patch.context() as here:
        here.setattr(DocxTemplate, "render", keep)
        here.setattr(DocxTemplate, "save", write)
        here.chdir(folder)
        here.setattr("sys.argv", [f"{example}.py"])
        runpy.run_path(f"{example}.py", run_name="__main__")
    documents = sorted((folder / "output").glob("*.docx"))
    return {path.name: parts(path.read_bytes()) for path in documents}


def parts(document: bytes) -> dict[str, Any]:
    """As `canonical`, also of the documents inside this one."""
    found: dict[str, Any] = canonical(document)
    return {name: parts(raw) if name.endswith(".docx") else raw for name, raw in found.items()}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_docxtpl_gives_the_same_xml(
    needs: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: str
) -> None:
    checkout = Path(needs("docxtpl-examples"))
    reasons: list[str] = []

    def ours(tpl: DocxTemplate, context: dict[str, Any], environment: Any) -> bytes:
        filters = {} if environment is None else environment.filters
        own = {name: one for name, one in filters.items() if DEFAULT_FILTERS.get(name) is not one}
        template = tpl if example in BY_OBJECT else tpl.template_file
        return render_docx(template, context, filters=own, tell=reasons.append)

    made = made_by(ours, example, tmp_path / "ours", checkout, monkeypatch)
    by_them = made_by(theirs, example, tmp_path / "theirs", checkout, monkeypatch)
    assert made
    assert made == by_them
    assert bool(reasons) == (example in BY_DOCXTPL), reasons
