"""One document to one file in a cold process, as the shortest script of a user would do it.

`python word_once.py ENGINE TEMPLATE DATA OUT`, with DATA as JSON. Each engine loads only what it needs.
"""

import json
import sys

engine, template, data, out = sys.argv[1:]
with open(data, encoding="utf-8") as file:  # noqa: PTH123 - docxtpl alone should pay for what it loads
    context = {"plan": json.load(file)}
if engine == "docxtpl":
    from docxtpl import DocxTemplate

    document = DocxTemplate(template)
    document.render(context, autoescape=True)
    document.save(out)
else:
    if engine == "planbuilder (zlib)":
        # As on a machine where the extra "fast" is not installed.
        sys.modules["isal"] = None  # type: ignore[assignment]
    from planbuilder.documents import render_docx

    made = render_docx(template, context, cache=f"{template}-compiled")
    with open(out, "wb") as file:  # noqa: PTH123
        file.write(made)
