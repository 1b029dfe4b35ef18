"""A Word template of ours in a house style: theme, styles, fonts, logo, and the letters of Mijn plan."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from planbuilder.documents.house_style import HouseStyle
from planbuilder.documents.logo import Logo
from planbuilder.documents.zip_bytes import read_zip, write_zip

# What the template is made in, and what a house style changes in it.
_BASE_SIZE = 10.0
_SHEET_STYLES = re.compile(r"Vak")
_LOGO_FIELD = "{{ plan.house.logo }}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_SLOTS = {
    "dk1": "text",
    "dk2": "dark",
    "lt2": "tint",
    "accent1": "accent",
    "accent2": "youth",
    "accent3": "dark",
    "accent4": "youth_tint",
    "accent5": "soft",
    "accent6": "line",
    "hlink": "accent",
    "folHlink": "dark",
}
_NAMES = {"text1": "dk1", "text2": "dk2", "background2": "lt2"} | {
    f"accent{number}": f"accent{number}" for number in range(1, 7)
}
_PARTS = re.compile(r"word/(styles|document|header\d*|footer\d*)\.xml")
_EMU = 36_000
_DRAWING = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:r><w:drawing>'
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
    '<wp:docPr id="9000" name="Logo" descr=""/><wp:cNvGraphicFramePr/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="9000" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="rIdLogo"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def in_house_style(
    template: bytes, house: HouseStyle, kind: str, chosen: str = "", letters: float = _BASE_SIZE
) -> bytes:
    """The template in this house style: the same object for the same style, so that it is compiled once.

    `chosen` is the colour that the youth chose; `letters` the size of the words in Mijn plan.
    """
    return _styled(template, house, tuple(house.palette(kind, chosen).items()), letters)


@lru_cache(maxsize=64)
def _styled(
    template: bytes, house: HouseStyle, colours: tuple[tuple[str, str], ...], letters: float
) -> bytes:
    from lxml import etree

    files = read_zip(template)
    theme = {slot: dict(colours)[name].upper() for slot, name in _SLOTS.items()}
    roots: dict[str, Any] = {}
    for name in files:
        if _PARTS.fullmatch(name) or name.startswith(("word/theme/", "word/fontTable")):
            roots[name] = etree.fromstring(files[name])
    for name, root in roots.items():
        if name.startswith("word/theme/"):
            _set_theme(root, theme, house)
        else:
            _set_colours(root, theme)
            _set_fonts(root, house)
    _set_letters(roots["word/styles.xml"], letters / _BASE_SIZE)
    _set_logo(roots["word/document.xml"], files, house.logo, house.name)
    for name, root in roots.items():
        files[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_zip(files)


def _set_theme(root: Any, theme: Mapping[str, str], house: HouseStyle) -> None:
    for slot, value in theme.items():
        for colour in root.iterfind(f".//{_A}clrScheme/{_A}{slot}/{_A}srgbClr"):
            colour.set("val", value)
    for use, font in (("majorFont", house.heading_font), ("minorFont", house.text_font)):
        for latin in root.iterfind(f".//{_A}{use}/{_A}latin"):
            latin.set("typeface", font)


def _set_colours(root: Any, theme: Mapping[str, str]) -> None:
    """What stands beside the name of a colour of the theme: some readers look at that only."""
    for element in root.iter("{*}*"):
        for named, shown in (("themeColor", ("val", "color")), ("themeFill", ("fill",))):
            slot = _NAMES.get(element.get(f"{_W}{named}", ""))
            if slot is None or slot not in theme:
                continue
            # In a border `val` is the kind of line and `color` its colour.
            attribute = next(a for a in reversed(shown) if element.get(f"{_W}{a}") is not None)
            element.set(f"{_W}{attribute}", theme[slot])


def _set_fonts(root: Any, house: HouseStyle) -> None:
    for fonts in root.iter(f"{_W}rFonts"):
        if fonts.get(f"{_W}asciiTheme") == "minorHAnsi" and fonts.get(f"{_W}ascii"):
            for name in ("ascii", "hAnsi", "eastAsia"):
                fonts.set(f"{_W}{name}", house.text_font)
    for font in root.iter(f"{_W}font"):
        if font.get(f"{_W}name") not in ("Arial", house.text_font):
            font.set(f"{_W}name", house.text_font)


def _set_letters(styles: Any, factor: float) -> None:
    if factor == 1.0:
        return
    for style in styles.iter(f"{_W}style"):
        if not _SHEET_STYLES.match(style.get(f"{_W}styleId", "")):
            continue
        for tag in ("sz", "szCs"):
            for size in style.iter(f"{_W}{tag}"):
                size.set(f"{_W}val", str(round(int(size.get(f"{_W}val")) * factor)))


def _set_logo(body: Any, files: dict[str, bytes], logo: Logo | None, name: str) -> None:
    """The logo in the paragraph that has its field; without a logo there is no such paragraph."""
    from lxml import etree

    if logo is None:
        # The field is empty then, and its paragraph is not there.
        return
    for paragraph in list(body.iter(f"{_W}p")):
        if _text(paragraph) != _LOGO_FIELD:
            continue
        for beside in (paragraph.getprevious(), paragraph.getnext()):
            if beside is not None and _text(beside).startswith("{%p"):
                beside.getparent().remove(beside)
        size = {"wide": round(logo.width_mm * _EMU), "high": round(logo.height_mm * _EMU)}
        run = etree.fromstring(_DRAWING.format(**size))[0]
        run.find(".//{*}docPr").set("descr", logo.alternative or name or "Logo")
        for old in paragraph.findall(f"{_W}r"):
            paragraph.remove(old)
        paragraph.append(run)
    _add_image(files, *logo.for_word)


def _text(paragraph: Any) -> str:
    return "".join(paragraph.itertext(f"{_W}t")).strip()


def _add_image(files: dict[str, bytes], content: bytes, kind: str) -> None:
    from lxml import etree

    target = f"media/logo.{kind}"
    files[f"word/{target}"] = content
    links = etree.parse(io.BytesIO(files["word/_rels/document.xml.rels"])).getroot()
    kinds = etree.parse(io.BytesIO(files["[Content_Types].xml"])).getroot()
    image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    etree.SubElement(links, f"{_REL}Relationship", Id="rIdLogo", Type=image, Target=target)
    default = etree.Element(f"{_TYPES}Default", Extension=kind, ContentType=f"image/{kind}")
    kinds.insert(0, default)
    for name, root in (("word/_rels/document.xml.rels", links), ("[Content_Types].xml", kinds)):
        files[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
