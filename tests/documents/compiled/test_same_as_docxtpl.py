"""Each feature of docxtpl gives the same XML through the compiled form, part by part."""

from __future__ import annotations

from typing import Any

import pytest
from documents.own_templates import paragraph
from documents.word_templates import by_docxtpl, canonical, word_template
from docxtpl import Listing, RichText, RichTextParagraph
from markupsafe import Markup

from planbuilder.documents import render_docx

CELL = '<w:tc><w:tcPr><w:tcW w:w="100" w:type="dxa"/></w:tcPr>{}</w:tc>'
PEOPLE = [{"name": "Sam", "age": 17}, {"name": "Noor & Co <x>", "age": 16}]
BOLD = (
    '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r></w:p>'
)
PICTURE = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="7" name="x"/></wp:inline></w:drawing></w:r></w:p>'


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(CELL.format(paragraph(cell)) for cell in cells) + "</w:tr>"


def table(columns: int, *rows: str) -> str:
    grid = '<w:gridCol w:w="1500"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def merged(span: int, text: str) -> str:
    properties = f'<w:tcPr><w:tcW w:w="100" w:type="dxa"/><w:gridSpan w:val="{span}"/></w:tcPr>'
    return f"<w:tc>{properties}{paragraph(text)}</w:tc>"


FEATURES: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "a text": (("Hallo {{ name }}!",), {"name": "Sam & <Noor> \"'"}),
    "runs that Word cut up": (
        (
            ("<w:p><w:r><w:t>{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{ na</w:t></w:r>"
            "<w:r><w:t>me }}</w:t></w:r></w:p>"),
        ),
        {"name": "Sam"},
    ),
    "paragraphs": (
        ("{%p for x in people %}", "{{ loop.index }} {{ x.name }}", "{%p endfor %}", "na"),
        {"people": PEOPLE},
    ),
    "a choice": (
        ("{%p if a %}", "A {{ a }}", "{%p elif b %}", "B", "{%p else %}", "C", "{%p endif %}"),
        {"b": 1},
    ),
    "a choice in a line": (("x{% if a > 2 %}groot{% else %}klein{% endif %}y",), {"a": 3}),
    "rows": (
        (
            table(
                2,
                row("Naam", "Leeftijd"),
                row("{%tr for x in people %}", ""),
                row("{{ x.name }}", "{{ x.age }}"),
                row("{%tr endfor %}", ""),
            ),
        ),
        {"people": PEOPLE},
    ),
    "no row at all": (
        (
            table(
                3,
                row("{%tr for x in people %}", "", ""),
                row("{{ x.name }}", "a", "b"),
                row("{%tr endfor %}", "", ""),
            ),
        ),
        {"people": []},
    ),
    "more columns than the grid": (
        (
            table(
                1,
                row("{%tc for x in people %}", "{{ x.name }}", "{%tc endfor %}"),
                row("{%tc for x in people %}", "{{ x.age }}", "{%tc endfor %}"),
            ),
        ),
        {"people": PEOPLE * 2},
    ),
    "fewer columns than the grid": (
        (table(5, row("{%tc for x in people %}", "{{ x.name }}", "{%tc endfor %}")),),
        {"people": PEOPLE},
    ),
    "a table that never fits its grid": ((table(1, row("a", "b", "c")),), {}),
    "a table in a cell": (
        (
            table(
                1,
                "<w:tr>"
                + CELL.format(
                    table(
                        1,
                        row("{%tr for x in people %}"),
                        row("{{ x.name }}"),
                        row("{%tr endfor %}"),
                    )
                    + paragraph("")
                )
                + "</w:tr>",
            ),
        ),
        {"people": PEOPLE},
    ),
    "colspan": (
        (table(3, "<w:tr>" + merged(1, "{% colspan n %}{{ name }}") + "</w:tr>", row("a", "b", "c")),),
        {"n": 3, "name": "Sam"},
    ),
    "cellbg": ((table(1, row("{% cellbg color %}{{ name }}")),), {"color": "FF0000", "name": "x"}),
    "vm": (
        (
            table(
                2,
                row("{%tr for x in people %}", ""),
                row("{% vm %}samen", "{{ x.name }}"),
                row("{%tr endfor %}", ""),
            ),
        ),
        {"people": PEOPLE},
    ),
    "hm": (
        (table(1, row("{%tc for x in people %}", "{% hm %}samen", "{%tc endfor %}")),),
        {"people": PEOPLE},
    ),
    "hm over a wide cell": (
        (
            table(
                1,
                "<w:tr>"
                + CELL.format(paragraph("{%tc for x in people %}"))
                + merged(2, "{% hm %}samen")
                + CELL.format(paragraph("{%tc endfor %}"))
                + "</w:tr>",
            ),
        ),
        {"people": PEOPLE},
    ),
    "lines and tabs": ((BOLD.format("[{{ a }}]"),), {"a": "een\ttwee\n\ndrie"}),
    "Listing": ((BOLD.format("[{{ a }}]"),), {"a": Listing("een\ntwee\ta\x07drie\fvier & <")}),
    "RichText": (
        ("voor {{r a }} na",),
        {"a": RichText("rood & \nvet\tx\x07nieuw", color="#FF0000", bold=True, style="Sterk")},
    ),
    "RichText in a line": (("voor {{ a }} na",), {"a": RichText("rood", italic=True)}),
    "RichTextParagraph": (
        ("{{p a }}", "na"),
        {"a": RichTextParagraph(RichText("rood\nx", bold=True), parastyle="Titel")},
    ),
    "Markup": (("{{ a }}",), {"a": Markup("a &amp; b")}),
    "what is not there": (("[{{ a }}{% if a %}x{% endif %}{{ a is defined }}]",), {}),
    "filters": (
        (
            ("{{ a|upper }} {{ a|default('x') }} {{ b|default('x') }} {{ c|join(', ') }} {{ c|length }}"
            " {{ c|first }} {{ 3.14159|round(2) }} {{ a|replace('a', 'b') }} {{ c|sort|last }}"
            " {{ d|escape }} {{ d|title|trim }}"),
        ),
        {"a": "Sam", "c": ["z", "y"], "d": " a & b "},
    ),
    "sums": (("{{ a + 2 * b - 1 }} {{ a // 2 }} {{ a % 2 }} {{ -a }} {{ a ~ '/' ~ b }}",), {"a": 5, "b": 3}),
    "names of their own": (
        (
            "{% set x = 1 %}{% for y in c %}{{ x }}{% set x = x + y %}{{ x }};{% endfor %}{{ x }}",
            "{% if c %}{% set z = 5 %}{% endif %}{{ z }}",
        ),
        {"c": [1, 2], "z": 9},
    ),
    "rounds": (
        (
            ("{% for k, v in d.items() if v %}{{ loop.index0 }}{{ loop.last }}{{ loop.revindex }}{{ k }}={{ v }}"
            "{% else %}niets{% endfor %}"),
            "{% for x in none_here %}x{% else %}niets{% endfor %}",
        ),
        {"d": {"a": 1, "b": 0, "c": 3}},
    ),
    "merged paragraphs": (("een {%- if a %}", " twee ", "{%- endif -%}", "drie"), {"a": 1}),
    "comments": (("een{# niets #} twee", "{#p weg #}", "drie"), {}),
    "braces": (("{_{ x }_} {_% y %_}",), {}),
    "pictures with numbers": (
        (PICTURE, "{%p for x in c %}", PICTURE, "{%p endfor %}"),
        {"c": [1, 2]},
    ),
    "no text": ((), {}),
}  # fmt: skip


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_of_docxtpl_gives_the_same_xml(feature: str) -> None:
    pieces, context = FEATURES[feature]
    template = word_template(*pieces)
    reasons: list[str] = []
    made = render_docx(template, context, tell=reasons.append)
    assert reasons == []
    assert canonical(made) == canonical(by_docxtpl(template, context))
