"""Puts the names of a field around its text in Word's XML: control, bookmark and style of its own."""

from __future__ import annotations

from lxml import etree

from planbuilder.documents.binding import Mark, Marks
from planbuilder.documents.word_text import Pieces, w


class Binder:
    """Binds the texts below `root`; `styles` are the styles that it gave out, each with its base."""

    def __init__(self, root: etree._Element, marks: Marks, has_styles: bool) -> None:
        self.styles: dict[str, str] = {}
        self._marks = marks
        self._has_styles = has_styles
        self._restyled: set[etree._Element] = set()
        named = [*root.iter(w("bookmarkStart")), *root.iter(w("id"))]
        self._last_id = max((_number(one, w("id"), w("val")) for one in named), default=0)

    def bind(self, path: str, pieces: Pieces) -> None:
        """Bind the text of this place in the plan, which stands in these pieces, if it is a field.

        A paragraph gets the style of the first field in it.
        """
        # An empty paragraph has no control, and its number stays free.
        held = [(at, *piece) for at, piece in enumerate(pieces, start=1) if piece[1]]
        free = [one for one in held if one[2][0].getparent().tag == w("p")]
        mark = self._marks.mark(path) if free else None
        if mark is None:
            return
        for number, paragraph, runs in free:
            control = _wrap(runs, mark.alias, mark.tag(number), self._next_id())
            self._bookmark(control, mark.bookmark(number))
            if mark.style and self._has_styles and paragraph not in self._restyled:
                self._restyle(paragraph, mark)
            self._restyled.add(paragraph)

    def _next_id(self) -> str:
        self._last_id += 1
        return str(self._last_id)

    def _bookmark(self, control: etree._Element, name: str) -> None:
        if not name:
            return
        start, end = etree.Element(w("bookmarkStart")), etree.Element(w("bookmarkEnd"))
        number = self._next_id()
        start.set(w("id"), number)
        start.set(w("name"), name)
        end.set(w("id"), number)
        control.addprevious(start)
        control.addnext(end)

    def _restyle(self, paragraph: etree._Element, mark: Mark) -> None:
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            paragraph.insert(0, properties)
        style = properties.find(w("pStyle"))
        if style is None:
            style = etree.Element(w("pStyle"))
            properties.insert(0, style)
        self.styles.setdefault(mark.style, style.get(w("val"), ""))
        style.set(w("val"), mark.style)


def put_styles_in(root: etree._Element, styles: dict[str, str]) -> None:
    """Add the styles (name, base) to the styles of a document: hidden, and looking like their base."""
    default = next(
        (
            style.get(w("styleId"), "")
            for style in root.findall(w("style"))
            if style.get(w("type")) == "paragraph"
            and style.get(w("default")) in ("1", "true", "on")
        ),
        "",
    )
    for name, base in styles.items():
        style = etree.SubElement(root, w("style"))
        style.set(w("type"), "paragraph")
        style.set(w("customStyle"), "1")
        style.set(w("styleId"), name)
        etree.SubElement(style, w("name")).set(w("val"), name)
        if base or default:
            etree.SubElement(style, w("basedOn")).set(w("val"), base or default)
        etree.SubElement(style, w("uiPriority")).set(w("val"), "99")
        etree.SubElement(style, w("semiHidden"))


def _wrap(runs: list[etree._Element], alias: str, tag: str, number: str) -> etree._Element:
    control = etree.Element(w("sdt"))
    properties = etree.SubElement(control, w("sdtPr"))
    for name, value in (("alias", alias), ("tag", tag), ("id", number)):
        etree.SubElement(properties, w(name)).set(w("val"), value)
    content = etree.SubElement(control, w("sdtContent"))
    runs[0].addprevious(control)
    content.extend(runs)
    return control


def _number(element: etree._Element, *names: str) -> int:
    found = [element.get(name, "") for name in names]
    return max((int(text) for text in found if text.isdecimal()), default=0)
