"""Each feature of docxtpl gives the same XML through the compiled form, part by part."""

from __future__ import annotations

import io
from enum import Enum
from typing import Any

import pytest
from documents.own_templates import paragraph
from documents.word_templates import (
    NOTES,
    by_docxtpl,
    canonical,
    with_footnotes,
    word_template,
)
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph
from markupsafe import Markup
from PIL import Image

from planbuilder.documents import render_docx
from planbuilder.documents.zip_bytes import read_zip
from planbuilder.errors import TemplateInvalid

CELL = '<w:tc><w:tcPr><w:tcW w:w="100" w:type="dxa"/></w:tcPr>{}</w:tc>'
PEOPLE = [{"name": "Sam", "age": 17}, {"name": "Noor & Co <x>", "age": 16}]
BOLD = (
    '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r></w:p>'
)
PICTURE = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="7" name="x"/></wp:inline></w:drawing></w:r></w:p>'


class Kind(str, Enum):  # noqa: UP042 - Python writes this one as its name
    FIRST = "1 & 2"


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
    "many choices for one thing, one of which puts another in its place": (
        (
            "{%p for x in people %}",
            "{%p if x.name %}", "{{ x.name }}", "{%p endif %}",
            "{%p if x.other %}", "{% set x = x.other %}{{ x.name }}", "{%p endif %}",
            "{%p if x.age %}", "{{ x.age }}", "{%p endif %}",
            "{%p if x.none %}", "nooit", "{%p endif %}",
            "{%p endfor %}",
        ),
        {"people": [*PEOPLE, {"name": "Mo", "other": {"age": 3}}, {}]},
    ),
    "texts of other kinds": (
        ("{{ kind }} {{ marked }} {{ number }}",),
        {"kind": Kind.FIRST, "marked": Markup("a &amp; b"), "number": 1.5},
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
    "RichText in a link and in a change": (
        (
            ("<w:p><w:hyperlink w:anchor='x'><w:r><w:t>{{r a }}</w:t></w:r></w:hyperlink>"
            "<w:ins w:id='1' w:author='x'><w:r><w:t>{{r a }}</w:t></w:r></w:ins></w:p>"),
        ),
        {"a": RichText("een\ntwee\tdrie", bold=True)},
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
    "a set in front of a loop": (
        ("{% set x = 1 %}{% for y in c %}{{ x }}{{ z }}{% endfor %}", "{% set w = 2 %}{{ w }}"),
        {"c": [1, 2], "x": 8, "z": 9},
    ),
    "merged paragraphs": (("een {%- if a %}", " twee ", "{%- endif -%}", "drie"), {"a": 1}),
    "comments": (("een{# niets #} twee", "{#p weg #}", "drie"), {}),
    "braces": (("{_{ x }_} {_% y %_}",), {}),
    "pictures with numbers": (
        (PICTURE, "{%p for x in c %}", PICTURE, "{%p endfor %}"),
        {"c": [1, 2]},
    ),
    "words for a picture": (
        (
            PICTURE.replace('name="x"', 'name="x" descr="een {{ a }} twee" title="{{ a }}"'),
            "{%p for x in c %}",
            PICTURE.replace('name="x"', 'name="x" descr="{{ x }}"'),
            "{%p endfor %}",
        ),
        {"a": "A & \"B\" <c> 'd'", "c": ["x", "<y>"]},
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


def around(document: Any) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "kop {{ a }} {% if b %}ja{% endif %}"
    section.footer.paragraphs[0].text = "voet {% for x in c %}{{ x }}\t{% endfor %}"
    document.core_properties.title = "{{ title }}"
    document.core_properties.author = "{% for x in c %}{{ x }}{% endfor %}"


def test_headers_footers_and_properties_give_the_same_xml() -> None:
    template = word_template("{{ a }}", edit=around)
    context = {"a": "A & B\nC", "b": 1, "c": ["x", "<y>"], "title": "Plan van Sam", "c2": ""}
    reasons: list[str] = []
    made = canonical(render_docx(template, context, tell=reasons.append))
    theirs = canonical(by_docxtpl(template, context))
    assert reasons == []
    # docxtpl escapes a property twice.
    core = "docProps/core.xml"
    assert made.pop(core) == theirs.pop(core).replace(b"&amp;lt;y&amp;gt;", b"&lt;y&gt;")
    assert made == theirs


def test_footnotes_give_the_same_xml() -> None:
    template = with_footnotes(word_template("{{ a }}"), "noot {{ a }}")
    made = canonical(render_docx(template, {"a": "A & B\nC"}))
    assert made == canonical(by_docxtpl(template, {"a": "A & B\nC"}))
    assert b"A &amp; B" in made[NOTES]


def test_a_text_in_a_footnote_is_no_template_however_many_sections_there_are() -> None:
    template = with_footnotes(
        word_template("{{ a }}", "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"), "noot {{ a }}"
    )
    context = {"a": "{{ 6 * 7 }}"}
    assert b"noot {{ 6 * 7 }}" in canonical(render_docx(template, context))[NOTES]
    assert b"noot 42" in canonical(by_docxtpl(template, context))[NOTES]


def png(red: int) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (4, 3), (red, 0, 0)).save(target, "PNG")
    return target.getvalue()


def with_logo(document: Any) -> None:
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(png(10)))


def test_an_image_a_document_inside_and_a_replaced_picture_are_made_by_docxtpl_and_told() -> None:
    raw = word_template("{{ image }}", "{{p inside }}", edit=with_logo)

    def prepared() -> tuple[DocxTemplate, dict[str, Any]]:
        tpl = DocxTemplate(io.BytesIO(raw))
        tpl.replace_media(io.BytesIO(png(10)), io.BytesIO(png(200)))
        image = InlineImage(tpl, io.BytesIO(png(99)), width=Mm(20))
        return tpl, {"image": image, "inside": RichTextParagraph("binnen")}

    tpl, context = prepared()
    reasons: list[str] = []
    made = render_docx(tpl, context, tell=reasons.append)
    theirs, context = prepared()
    theirs.render(context, autoescape=True)
    target = io.BytesIO()
    theirs.save(target)
    assert reasons == ["a template object of docxtpl's own"]
    assert canonical(made) == canonical(target.getvalue())
    images = [raw for name, raw in read_zip(made).items() if name.startswith("word/media/")]
    assert sorted(images) == sorted([png(99), png(200)])


def test_a_link_goes_with_the_template_that_it_was_made_for() -> None:
    raw = word_template("{{r site }}")

    def prepared() -> tuple[DocxTemplate, dict[str, Any]]:
        tpl = DocxTemplate(io.BytesIO(raw))
        return tpl, {"site": RichText("lees meer", url_id=tpl.build_url_id("https://example.org"))}

    tpl, context = prepared()
    made = render_docx(tpl, context)
    theirs, context = prepared()
    theirs.render(context, autoescape=True)
    target = io.BytesIO()
    theirs.save(target)
    assert canonical(made) == canonical(target.getvalue())
    assert b"https://example.org" in read_zip(made)["word/_rels/document.xml.rels"]
    # The bytes alone do not hold the address: Word would call such a document damaged.
    with pytest.raises(TemplateInvalid) as refused:
        render_docx(raw, context)
    assert refused.value.code == "link_unknown"


def test_an_image_of_docxtpl_goes_into_the_template_that_it_was_made_for() -> None:
    raw = word_template("{{ image }}")
    reasons: list[str] = []
    image = InlineImage(DocxTemplate(io.BytesIO(raw)), io.BytesIO(png(99)), width=Mm(20))
    made = render_docx(raw, {"image": image}, tell=reasons.append)
    assert len(reasons) == 1
    assert png(99) in read_zip(made).values()
