"""The styles of the Word templates, in the colours and fonts of the theme."""

from __future__ import annotations

from tools.word_xml import HEAD, NAMESPACES

# What stands in the theme of a template before a house style is put in: slot -> colour.
THEME = {
    "dk1": "22303A",
    "lt1": "FFFFFF",
    "dk2": "14484E",
    "lt2": "E9F1F2",
    "accent1": "1F6F78",
    "accent2": "A94A24",
    "accent3": "14484E",
    "accent4": "F8F1ED",
    "accent5": "55636E",
    "accent6": "D4D8DB",
    "hlink": "1F6F78",
    "folHlink": "14484E",
}
# The names of these slots where a style refers to them.
_SLOTS = {
    "text1": "dk1",
    "background1": "lt1",
    "text2": "dk2",
    "background2": "lt2",
    **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
}
TEXT, DARK, TINT, ACCENT, YOUTH, YOUTH_TINT, SOFT, LINE, WHITE = (
    "text1", "text2", "background2", "accent1", "accent2", "accent4", "accent5", "accent6", "background1",
)  # fmt: skip
FONT = "Calibri"


def _hex(slot: str) -> str:
    return THEME[_SLOTS[slot]]


def colour(slot: str) -> str:
    """The colour of letters."""
    return f'<w:color w:val="{_hex(slot)}" w:themeColor="{slot}"/>'


def shade(slot: str) -> str:
    """What is behind."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{_hex(slot)}" w:themeFill="{slot}"/>'


def edge(side: str, slot: str, size: int, space: int = 0, kind: str = "single") -> str:
    """One line of a border; its size in eighths of a point."""
    return (
        f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="{space}" '
        f'w:color="{_hex(slot)}" w:themeColor="{slot}"/>'
    )


def paragraph(
    name: str,
    size: float,
    *,
    key: str = "",
    slot: str = "",
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float = 0,
    line: float = 0.95,
    keep: bool = False,
    level: int | None = None,
    based: str = "Normal",
    next_: str = "",
    border: str = "",
    fill: str = "",
    indent: str = "",
    number: str = "",
    extra: str = "",
    heading: bool = False,
    ours: bool = True,
) -> str:
    """A paragraph style; sizes and room in points."""
    key = key or "".join(word[0].upper() + word[1:] for word in name.split())
    outline = f'<w:outlineLvl w:val="{level}"/>' if level is not None else ""
    held = "<w:keepNext/><w:keepLines/>" if keep else ""
    edges = f"<w:pBdr>{border}</w:pBdr>" if border else ""
    room = (
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}" '
        f'w:line="{round(line * 240)}" w:lineRule="auto"/>'
    )
    font = '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/>' if heading else ""
    weight = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")
    half = round(size * 2)
    letters = (
        f"<w:rPr>{font}{weight}{colour(slot) if slot else ''}"
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
    )
    custom = ' w:customStyle="1"' if ours else ""
    following = f'<w:next w:val="{next_}"/>' if next_ else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/>{following}<w:qFormat/>'
        f"<w:pPr>{held}{number}{edges}{shade(fill) if fill else ''}{room}{indent}{extra}{outline}</w:pPr>"
        f"{letters}</w:style>"
    )


def table_style(
    name: str, borders: str, margins: tuple[int, int, int, int], fill: str = "", head: str = ""
) -> str:
    """A table style; margins (top, left, bottom, right) in twentieths of a point."""
    sides = zip(("top", "left", "bottom", "right"), margins, strict=True)
    room = "".join(f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in sides)
    cells = f"<w:tcPr>{shade(fill)}</w:tcPr>" if fill else ""
    first = (
        f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>{shade(head)}</w:tcPr></w:tblStylePr>'
        if head
        else ""
    )
    edges = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{name.replace(" ", "")}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr>{edges}<w:tblCellMar>{room}</w:tblCellMar></w:tblPr>{cells}{first}</w:style>"
    )


def character(name: str, look: str) -> str:
    """A style of characters."""
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f"<w:qFormat/><w:rPr>{look}</w:rPr></w:style>"
    )


def _defaults() -> str:
    fonts = (
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="Arial" '
        'w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
    )
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        '<w:sz w:val="20"/><w:szCs w:val="20"/>'
        '<w:lang w:val="nl-NL" w:eastAsia="nl-NL" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="60" w:line="240" '
        f'w:lineRule="auto"/></w:pPr><w:rPr>{colour(TEXT)}<w:sz w:val="20"/><w:szCs w:val="20"/>'
        "</w:rPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


def styles(kind: str) -> str:
    """word/styles.xml of the template of this kind of plan."""
    is_sheet = kind == "my_plan"
    made = _sheet() if is_sheet else _pages(kind)
    # The page number stands at the right margin.
    both = _both(10998 if is_sheet else 10318)
    return f"{HEAD}<w:styles {NAMESPACES}>{_defaults()}{made}{both}</w:styles>"


def _both(right: int) -> str:
    bullet = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    box = "".join(edge(side, ACCENT, 6, 5) for side in ("top", "left", "bottom", "right"))
    inside = '<w:ind w:left="170" w:right="170"/>'
    return "".join(
        (
            paragraph("Body Text", 10, after=4, ours=False),
            paragraph("Sjabloonregel", 8, extra=""),
            paragraph("Logo", 10, after=4, line=1.0),
            paragraph("Tussenruimte", 3),
            paragraph("Beeld", 10, before=4, after=5, line=1.0),
            paragraph(
                "footer", 8.5, key="Footer", slot=SOFT, ours=False,
                number=f'<w:tabs><w:tab w:val="right" w:pos="{right}"/></w:tabs>',
            ),
            paragraph(
                "List Bullet", 10, after=2, number=bullet, extra="<w:contextualSpacing/>", ours=False
            ),
            paragraph(
                "Hulpkop", 10, slot=DARK, bold=True, before=10, keep=True, next_="Hulpregel",
                border=box, fill=TINT, indent=inside,
            ),
            paragraph("Hulpregel", 10, keep=True, border=box, fill=TINT, indent=inside),
            character("Vraag", f'<w:b w:val="0"/><w:bCs w:val="0"/>{colour(SOFT)}'),
            character("Vet", "<w:b/><w:bCs/>"),
        )
    )  # fmt: skip


def _pages(kind: str) -> str:
    under = edge("bottom", ACCENT, 9, 2)
    form = kind == "school_transfer"
    bar = edge("left", YOUTH, 18, 8)
    other = edge("left", LINE, 18, 8)
    beside = '<w:ind w:left="190"/>'
    return "".join(
        (
            paragraph("Bovenregel", 11.5, slot=ACCENT, bold=True, after=1, keep=True, next_="Title"),
            paragraph(
                "Title", 22, slot=DARK, bold=True, after=2, keep=True, next_="Subtitle",
                heading=True, ours=False,
            ),
            paragraph("Subtitle", 10, slot=SOFT, after=6, keep=True, next_="BodyText", ours=False),
            paragraph(
                "heading 1", 13.5, key="Heading1", slot=DARK, bold=True, before=9, after=3,
                keep=True, level=0, next_="BodyText", border="" if form else under,
                fill=TINT if form else "", heading=True, ours=False,
            ),
            paragraph(
                "heading 2", 11.5, key="Heading2", slot=ACCENT, bold=True, before=7, after=2,
                keep=True, level=1, next_="BodyText", heading=True, ours=False,
            ),
            paragraph("Blokkop", 10, bold=True, before=5, after=2, keep=True),
            paragraph("Toelichting", 10, slot=SOFT, before=3, after=3),
            paragraph("Nog leeg", 10, slot=SOFT, italic=True, before=3, after=3),
            paragraph("Woordlabel", 10, slot=DARK, bold=True, before=0.5, after=0.5),
            paragraph("Woordspreker", 9, slot=SOFT, keep=True),
            paragraph(
                "Citaat jongere", 10, before=0.5, after=0.5, border=bar, fill=YOUTH_TINT, indent=beside,
            ),
            paragraph("Bijdrage", 10, before=0.5, after=0.5, border=other, indent=beside),
            paragraph("Bijdrage kop", 9, slot=SOFT, before=0.5, keep=True, border=other, indent=beside),
            paragraph("Feit naam", 10, slot=DARK, bold=True, before=0.5, after=0.5),
            paragraph("Feit inhoud", 10, before=0.5, after=0.5),
            paragraph("Tabelkop", 9, slot=DARK, bold=True, before=0.5, after=0.5, keep=True),
            paragraph("Tabeltekst", 9.5, before=0.5, after=0.5),
            paragraph("Tabelnaam", 9.5, key="TabelNaam", slot=DARK, bold=True, before=0.5, after=0.5),
            paragraph("Tabelcitaat", 9.5, key="TabelCitaat", slot=YOUTH, before=0.5, after=0.5),
            table_style(
                "Plantabel",
                edge("top", ACCENT, 8) + edge("bottom", ACCENT, 8) + edge("insideH", LINE, 4)
                + edge("insideV", LINE, 4),
                (10, 90, 10, 90), head=TINT,
            ),
            table_style(
                "Feitentabel",
                edge("top", LINE, 4) + edge("bottom", LINE, 4) + edge("insideH", LINE, 4),
                (10, 90, 10, 90),
            ),
            table_style("Woorden", "", (0, 90, 10, 0)),
            table_style("Voorblad", edge("left", ACCENT, 24), (10, 140, 10, 140), fill=TINT),
        )
    )  # fmt: skip


def _sheet() -> str:
    bullet = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    under = edge("bottom", ACCENT, 8, 1)
    bar = edge("left", YOUTH, 18, 6)
    beside = '<w:ind w:left="140"/>'
    return "".join(
        (
            paragraph(
                "Title", 19, slot=WHITE, bold=True, keep=True, next_="Subtitle", fill=ACCENT,
                heading=True, ours=False, indent='<w:ind w:left="60" w:right="60"/>',
            ),
            paragraph(
                "Subtitle", 10, slot=WHITE, bold=True, after=5, keep=True, next_="Vaktekst",
                fill=ACCENT, ours=False, indent='<w:ind w:left="60" w:right="60"/>',
            ),
            paragraph(
                "Vaktitel", 12, slot=DARK, bold=True, before=4, after=2, keep=True, level=0,
                next_="Vaktekst", border=under, heading=True,
            ),
            paragraph(
                "Vakkop", 10, slot=DARK, bold=True, before=3, after=1, keep=True, level=1,
                next_="Vaktekst", fill=TINT, heading=True,
            ),
            paragraph("Vakvraag", 9, slot=SOFT, bold=True, before=2, keep=True),
            paragraph("Vaktekst", 10, after=1),
            paragraph("Vakleeg", 10, slot=SOFT, italic=True, after=1),
            paragraph("Vaknaam", 10, slot=DARK, bold=True, before=1, keep=True),
            paragraph("Vakcitaat", 10, after=1, border=bar, indent=beside),
            paragraph(
                "Vaklijst", 10, after=1, number=bullet, extra="<w:contextualSpacing/>"
            ),
            paragraph("Vakhulpkop", 9, slot=DARK, bold=True, before=4, keep=True, fill=TINT),
            paragraph("Vakhulp", 9, fill=TINT),
            table_style(
                "Vouwblad",
                edge("insideH", LINE, 4, kind="dotted") + edge("insideV", LINE, 4, kind="dotted"),
                (110, 200, 60, 200),
            ),
        )
    )  # fmt: skip
