"""Whether a Word document holds each text that its template prints, as often and as it was typed.

The reference is docxtpl itself, with a stand-in for every text, so that no text can be lost in it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from typing import Any

from planbuilder.documents.placeholders import Placeholders, Printed
from planbuilder.documents.words import unbroken
from planbuilder.documents.zip_bytes import read_zip
from planbuilder.errors import TemplateInvalid

_TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_UNUSABLE = (zipfile.BadZipFile, KeyError, ValueError, TypeError, RuntimeError)


def lost_texts(plan: dict[str, Any], template: bytes, document: bytes) -> list[str]:
    """The places in the plan ("sections[0].blocks[1].text") of the texts that the document lost.

    A text that the template itself makes has '-' for a place. Raises TemplateInvalid where the
    template can't be used.
    """
    from lxml import etree

    from planbuilder.documents.word_text import read_text

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    files = read_zip(document)
    lost: list[str] = []
    for name, texts in _printed(plan, template, parser).items():
        whole = read_text(etree.fromstring(files[name], parser)) if name in files else ""
        expected = Counter(unbroken(one.text) for one in texts)
        for one in texts:
            text = unbroken(one.text)
            # A short text also stands inside longer ones, and that is not where it was printed.
            if _count(whole, text) < sum(_count(of, text) * n for of, n in expected.items()):
                lost.append(one.path or "-")
    return list(dict.fromkeys(lost))


def _printed(plan: dict[str, Any], template: bytes, parser: Any) -> dict[str, list[Printed]]:
    """Per part the texts that a reader sees there, in their order."""
    from docxtpl import DocxTemplate
    from jinja2.exceptions import TemplateError
    from lxml import etree

    from planbuilder.documents.templating import PlanEnvironment

    placeholders = Placeholders()

    def stand_in(value: Any) -> Any:
        # A picture is no text.
        return placeholders.stand_in(value) if isinstance(value, str | int) else ""

    target = io.BytesIO()
    try:
        rendered = DocxTemplate(io.BytesIO(template))
        rendered.render({"plan": plan}, PlanEnvironment(finalize=stand_in))
        rendered.save(target)
    except (*_UNUSABLE, TemplateError, etree.XMLSyntaxError):
        # What went wrong may name a text.
        raise TemplateInvalid("template_not_usable") from None
    return {
        name: [
            placeholders.printed(number)
            for number in placeholders.pattern.findall(
                "".join(etree.fromstring(raw, parser).itertext())
            )
        ]
        for name, raw in read_zip(target.getvalue()).items()
        if _TEXT_PARTS.fullmatch(name)
    }


def _count(whole: str, text: str) -> int:
    """How often the text stands in the whole, also where it overlaps itself."""
    times, at = 0, whole.find(text)
    while at >= 0:
        times, at = times + 1, whole.find(text, at + 1)
    return times
