"""What the Word templates say: the three plans of pages, and the one sheet of Mijn plan."""

from __future__ import annotations

from tools.word_xml import (
    HEAD,
    NAMESPACES,
    by_columns,
    cell,
    choose,
    choose_rows,
    each,
    p,
    quoted,
    row,
    rows_for,
    run,
    table,
    when,
)

# In twentieths of a point: an A4 less its margins, and how a list divides it.
_A4 = (11906, 16838)
_MARGIN, _TOP, _BOTTOM = 794, 624, 737
_WIDTH = _A4[0] - 2 * _MARGIN
# Beside a label there is room for as many voices as stand next to each other.
_LABEL, _VOICES = 2902, (2, 3, 4)
_PARTS = 12
_SIDE = (_LABEL, _WIDTH - _LABEL)
_PAIR = (2150, _WIDTH // 2 - 2150)
_POINTS = (5700, 2900, _WIDTH - 5700 - 2900)

_SHEET_MARGIN, _SHEET_TOP, _SHEET_BOTTOM = 454, 397, 567
_SHEET_WIDTH = _A4[0] - 2 * _SHEET_MARGIN
# The fold is half-way the page.
_HALVES = (_A4[1] // 2 - _SHEET_TOP, _A4[1] // 2 - _SHEET_BOTTOM - 260)
_IN_PANEL = _SHEET_WIDTH // 2 - 400

_NAMED = "{{ %s.speaker }}{%% if %s.role %%} ({{ %s.role }}){%% endif %%}"
_TITLE = "{% if block.label %}{{ block.label }}{% else %}{{ block.heading }}{% endif %}"


def _named(name: str) -> str:
    return _NAMED % (name, name, name)


def document(kind: str) -> str:
    """word/document.xml of the template of this kind of plan."""
    if kind == "my_plan":
        size = (_SHEET_TOP, _SHEET_MARGIN, _SHEET_BOTTOM, 284)
        body = _sheet()
    else:
        size = (_TOP, _MARGIN, _BOTTOM, 397)
        body = _pages()
    top, side, bottom, footer = size
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
        f'<w:pgSz w:w="{_A4[0]}" w:h="{_A4[1]}"/><w:pgMar w:top="{top}" w:right="{side}" '
        f'w:bottom="{bottom}" w:left="{side}" w:header="397" w:footer="{footer}" w:gutter="0"/></w:sectPr>'
    )
    return f"{HEAD}<w:document {NAMESPACES}><w:body>{body}{page}</w:body></w:document>"


def _pages() -> str:
    return "".join(
        (
            _LOGO,
            p("Bovenregel", "{{ plan.subtitle }} van {{ plan.youth_name }}"),
            p("Title", "{{ plan.title }}"),
            p(
                "Subtitle",
                "Versie {{ plan.version }}, {{ plan.state }}, {{ plan.date }}. Voor: {{ plan.recipient }}",
            ),
            when("plan.first_page", _facts("plan.first_page", "Voorblad", "{{ plan.subtitle }}")),
            each(
                "section",
                "plan.sections",
                p("Heading1", "{{ section.number }}. {{ section.title }}")
                + each("block", "section.parts", _block()),
            ),
            when("plan.open_points", p("Heading1", "Wat nog open staat") + _open_points()),
            when("plan.help_lines", _help("Hulpkop", "Hulpregel")),
        )
    )


def _block() -> str:
    return choose(
        ('block.type == "paragraph"', _paragraph()),
        ('block.type == "heading"', p("Heading2", "{{ block.text }}")),
        ('block.type == "said"', _apart() + _said()),
        ('block.type == "pairs"', _apart() + _pairs()),
        (
            'block.type == "table"',
            _labelled(_SPEAKER)
            + by_columns("Plantabel", _WIDTH, _TITLE, "block.columns", "block.cells"),
        ),
        ('block.type == "side_by_side"', _labelled() + _voices()),
        ('block.type == "bullets"', _bullets()),
        ('block.type == "picture"', _picture("block")),
    )


def _paragraph() -> str:
    return choose(
        ('block.style == "empty"', p("NogLeeg", "{{ block.text }}")),
        ('block.style == "note"', p("Toelichting", "{{ block.text }}")),
        ("", p("BodyText", "{{ block.text }}")),
    )


def _apart() -> str:
    # Word makes one table of two without anything between.
    return when("block.after_table", p("Tussenruimte"))


_LOGO = when("plan.house.logo", p("Logo", "{{ plan.house.logo }}"))
_SPEAKER = run("{% if block.speaker %} ({{ block.speaker }}){% endif %}", "Vraag")


def _labelled(speaker: str = "") -> str:
    shown = "block.label or block.speaker" if speaker else "block.label"
    return choose(
        (shown, p("Blokkop", "{{ block.label }}", speaker)),
        ("block.after_table", p("Tussenruimte")),
    )


def _said() -> str:
    """A row per line: label left, words right; voices that are compared stand beside each other."""
    label = when('line.label or line.type != "remark"', p("Woordlabel", "{{ line.label }}")) + when(
        'line.type == "remark"', p("Woordspreker", _named("line"))
    )
    words = choose(
        ('line.type == "side_by_side"', each("one", "line.perspectives", _voice("one"))),
        ("line.is_youth", quoted("CitaatJongere", "line.text")),
        ('line.type == "remark"', p("Bijdrage", "{{ line.text }}")),
        ("", p("FeitInhoud", "{{ line.text }}")),
    )
    compared = 'line.type == "side_by_side" and line.perspectives|length == %d'
    lines = choose_rows(
        _SIDE,
        *((compared % voices, _beside(label, voices)) for voices in _VOICES),
        ("", row((cell(_SIDE[0], label), cell(_SIDE[1], words, span=_PARTS)))),
    )
    grid = (_LABEL, *(_SIDE[1] // _PARTS,) * _PARTS)
    return table(
        "Woorden", grid, rows_for("line", "block.lines", _SIDE, lines), "{{ block.heading }}"
    )


def _beside(label: str, voices: int) -> str:
    cells = (
        cell(_SIDE[1] // voices, _voice(f"line.perspectives[{at}]"), span=_PARTS // voices)
        for at in range(voices)
    )
    return row((cell(_LABEL, label), *cells))


def _voice(one: str) -> str:
    return p("BijdrageKop", _named(one)) + when(
        f"{one}.is_youth",
        quoted("CitaatJongere", f"{one}.text"),
        p("Bijdrage", f"{{{{ {one}.text }}}}"),
    )


def _pairs() -> str:
    widths = _PAIR * 2
    cells = [
        cell(width, p(style, f"{{{{ two[{at}].{field} }}}}"))
        for at in (0, 1)
        for width, style, field in zip(
            _PAIR, ("FeitNaam", "FeitInhoud"), ("label", "text"), strict=True
        )
    ]
    made = rows_for("two", "block.twos", widths, row(cells))
    return table("Feitentabel", widths, made, "{{ block.heading }}")


def _facts(of: str, style: str, title: str) -> str:
    line = row(
        (
            cell(_SIDE[0], p("FeitNaam", "{{ fact.label }}")),
            cell(_SIDE[1], p("FeitInhoud", "{{ fact.text }}")),
        )
    )
    return table(style, _SIDE, rows_for("fact", of, _SIDE, line), title)


def _voices() -> str:
    head = row(
        (cell(_SIDE[0], p("Tabelkop", "Wie")), cell(_SIDE[1], p("Tabelkop", "In eigen woorden"))),
        head=True,
    )
    words = when(
        "one.is_youth", quoted("TabelCitaat", "one.text"), p("Tabeltekst", "{{ one.text }}")
    )
    line = row((cell(_SIDE[0], p("TabelNaam", _named("one"))), cell(_SIDE[1], words)))
    made = head + rows_for("one", "block.perspectives", _SIDE, line)
    return table("Plantabel", _SIDE, made, _TITLE, head=True)


def _bullets() -> str:
    items = each("item", "block.items", p("ListBullet", "{{ item }}"))
    return when("block.label", p("Blokkop", "{{ block.label }}")) + items


def _picture(name: str, label: str = "Blokkop", words: str = "BodyText") -> str:
    shown = when(
        f"{name}.image",
        p("Beeld", f"{{{{ {name}.image }}}}"),
        p(words, f"{{{{ {name}.alternative }}}}"),
    )
    return when(f"{name}.label", p(label, f"{{{{ {name}.label }}}}")) + shown


def _open_points() -> str:
    heads = [
        cell(width, p("Tabelkop", text))
        for width, text in zip(_POINTS, ("Wat", "Wie kan dit oplossen", "Haast"), strict=True)
    ]
    haste = (
        '{% if point.severity == "urgent" %}Nu eerst{% elif point.severity == "action" %}Nog doen'
        "{% else %}Goed om te weten{% endif %}"
    )
    texts = [
        cell(width, p("Tabeltekst", text))
        for width, text in zip(_POINTS, ("{{ point.text }}", "{{ point.who }}", haste), strict=True)
    ]
    made = row(heads, head=True) + rows_for("point", "plan.open_points", _POINTS, row(texts))
    return table("Plantabel", _POINTS, made, "Wat nog open staat", head=True)


def _help(head: str, line: str) -> str:
    return p(head, "Hulp, voor nu of later") + each(
        "line", "plan.help_lines", p(line, "{{ line }}")
    )


def _sheet() -> str:
    """A table of four cells for each side of the sheet; both together are as high as the page."""
    width = _SHEET_WIDTH // 2
    rows = "".join(
        row((cell(width, _panel(at)), cell(width, _panel(at + 1))), whole=False, height=height)
        for at, height in zip((0, 2), _HALVES, strict=True)
    )
    side = table("Vouwblad", (width, width), rows, "{{ plan.subtitle }}") + p("Tussenruimte")
    return each("side", "plan.sides", side)


def _panel(at: int) -> str:
    boxes = each("box", f"side[{at}]", _box())
    if at == 0:
        name = "{{ plan.subtitle }} van {{ plan.youth_name }}"
        title = _LOGO + p("Title", "{{ plan.title }}") + p("Subtitle", name)
        boxes = when("loop.first", title) + boxes
    if at == 3:
        end = each("fact", "plan.first_page", _fact())
        end += when("plan.help_lines", _help("Vakhulpkop", "Vakhulp"))
        boxes += when("loop.last", end)
    # A cell without a paragraph is no cell: this one is empty when the panel is.
    also = {
        0: " and not loop.first",
        3: " and not (loop.last and (plan.first_page or plan.help_lines))",
    }
    return boxes + when(f"not side[{at}]{also.get(at, '')}", p("Vaktekst"))


def _fact() -> str:
    return p("Vakvraag", "{{ fact.label }}") + p("Vaktekst", "{{ fact.text }}")


def _box() -> str:
    title = when(
        "box.title",
        when("box.is_part", p("Vakkop", "{{ box.title }}"), p("Vaktitel", "{{ box.title }}")),
    )
    return (
        when("box.group", p("Vaktitel", "{{ box.group }}"))
        + title
        + each("line", "box.lines", _line())
    )


def _line() -> str:
    joined = (
        "{% for one in line.texts %}{% if not loop.first %} · {% endif %}{{ one.text }}{% endfor %}"
    )
    return choose(
        ('line.type == "label"', p("Vakvraag", "{{ line.text }}")),
        ('line.type == "quote"', quoted("Vakcitaat", "line.text")),
        ('line.type == "empty"', p("Vakleeg", "{{ line.text }}")),
        ('line.type == "item"', p("Vaklijst", "{{ line.text }}")),
        ('line.type == "pair"', p("Vaknaam", "{{ line.label }}") + p("Vaktekst", joined)),
        ('line.type == "picture"', _picture("line", "Vakvraag", "Vaktekst")),
        ("", p("Vaktekst", "{{ line.text }}")),
    )
