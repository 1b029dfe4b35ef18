"""Any text in a docxtpl template: as docxtpl where that keeps it, and right where docxtpl loses it."""

from __future__ import annotations

import io

import pytest
from documents.nasty_texts import ANY_TEXT
from documents.own_templates import paragraph
from documents.word_templates import by_docxtpl, canonical, with_footnotes, word_template
from docx import Document as WordDocument
from docxtpl import DocxTemplate, Listing
from how_many import FEW, OF_A_DOCUMENT
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup

from planbuilder.documents import WordPicture, render_docx
from planbuilder.documents.words import holdable, unbroken
from planbuilder.errors import TemplateInvalid
from planbuilder.language import sentence

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CELL = "<w:tc><w:tcPr/>{}</w:tc>"


def header(document: object) -> None:
    section = document.sections[0]  # type: ignore[attr-defined]
    section.header.paragraphs[0].text = "kop {{ a }}"
    document.core_properties.title = "Plan van {{ a }}"  # type: ignore[attr-defined]


EVERYWHERE = word_template(
    "voor {{ a }} na",
    "{%p for x in list %}",
    "- {{ x }}",
    "{%p endfor %}",
    "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>"
    + CELL.format(paragraph("{{ a }}"))
    + "</w:tr></w:tbl>",
    edit=header,
)


def texts_of(document: bytes) -> list[str]:
    word = WordDocument(io.BytesIO(document))
    body = [p.text for p in word.paragraphs] + [word.tables[0].cell(0, 0).text]
    return [*body, word.sections[0].header.paragraphs[0].text, word.core_properties.title]


@settings(max_examples=OF_A_DOCUMENT)
@given(text=ANY_TEXT)
def test_any_text_comes_back_as_it_was_typed_from_every_place(text: str) -> None:
    reasons: list[str] = []
    made = render_docx(EVERYWHERE, {"a": text, "list": [text, "x"]}, tell=reasons.append)
    kept = unbroken(holdable(text))
    assert reasons == []
    assert texts_of(made)[:-1] == [f"voor {kept} na", f"- {kept}", "- x", kept, f"kop {kept}"]
    assert texts_of(made)[-1] == f"Plan van {kept}"


@settings(max_examples=FEW * 5)
@given(text=ANY_TEXT)
def test_any_text_comes_back_where_docxtpl_makes_the_document(text: str) -> None:
    template = word_template(
        "{% macro m(x) %}{{ x }}{% endmacro %}voor {{ m(a) }} na", "{{ a ~ b }}", edit=header
    )
    reasons: list[str] = []
    made = render_docx(template, {"a": text, "b": "{_{"}, tell=reasons.append)
    word = WordDocument(io.BytesIO(made))
    kept = unbroken(holdable(text))
    assert reasons == ["macro"]
    assert [p.text for p in word.paragraphs] == [f"voor {kept} na", f"{kept}{{_{{"]
    assert word.sections[0].header.paragraphs[0].text == f"kop {kept}"
    assert word.core_properties.title == f"Plan van {kept}"


def test_a_text_is_no_template_in_a_footnote_that_docxtpl_makes() -> None:
    template = with_footnotes(
        word_template("{{ a.strip() }}", "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"), "noot {{ a }}"
    )
    made = canonical(render_docx(template, {"a": "{{ 6 * 7 }}"}))
    assert b"noot {{ 6 * 7 }}" in made["word/footnotes.xml"]


AS_DOCXTPL = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t&<>\"'")
)


@given(first=AS_DOCXTPL, second=AS_DOCXTPL)
def test_a_text_that_docxtpl_can_hold_gives_the_same_document(first: str, second: str) -> None:
    assume("{_" not in first + second and "_}" not in first + second)
    template = word_template(
        "{{ a }}{% if b %}|{{ b }}{% endif %}", "{%p for x in list %}", "{{ x }}", "{%p endfor %}"
    )
    context = {"a": first, "b": second, "list": [second, first]}
    assert canonical(render_docx(template, context)) == canonical(by_docxtpl(template, context))


# What docxtpl with autoescape makes of a text, and that ours keeps it.
LOST = {
    "a bell": "een\atwee",
    "a form feed": "een\ftwee",
    "a vertical tab": "een\vtwee",
    "braces that are its own": "{_{ x }_}",
    "a carriage return": "een\r\ntwee\rdrie",
}


@pytest.mark.parametrize("what", LOST)
def test_what_docxtpl_loses_is_kept(what: str) -> None:
    template = word_template("[{{ a }}]")
    kept = unbroken(holdable(LOST[what]))
    ours = WordDocument(io.BytesIO(render_docx(template, {"a": LOST[what]})))
    assert [p.text for p in ours.paragraphs] == [f"[{kept}]"]
    theirs = WordDocument(io.BytesIO(by_docxtpl(template, {"a": LOST[what]})))
    assert [p.text for p in theirs.paragraphs] != [f"[{kept}]"]


def test_a_property_is_escaped_once() -> None:
    made = WordDocument(io.BytesIO(render_docx(EVERYWHERE, {"a": "A & B", "list": []})))
    assert made.core_properties.title == "Plan van A & B"
    theirs = WordDocument(io.BytesIO(by_docxtpl(EVERYWHERE, {"a": "A & B", "list": []})))
    assert theirs.core_properties.title == "Plan van A &amp; B"


def test_an_ampersand_does_not_end_the_document() -> None:
    template = word_template("{{ a }}", "na")
    plain = DocxTemplate(io.BytesIO(template))
    plain.render({"a": "A & <B"})
    made = WordDocument(io.BytesIO(render_docx(template, {"a": "A & <B"})))
    assert [p.text for p in made.paragraphs] == ["A & <B", "na"]
    assert [p.text for p in plain.docx.paragraphs] != ["A & <B", "na"]


def test_a_line_break_in_an_attribute_stays_one() -> None:
    place = '<w:tbl><w:tblPr><w:tblCaption w:val="{{ a }}"/></w:tblPr><w:tblGrid/></w:tbl>'
    made = render_docx(word_template(place), {"a": 'een\ntwee\t"drie" <'})
    root = etree.fromstring(read(made, "word/document.xml"))
    assert root.find(f".//{W}tblCaption").get(f"{W}val") == 'een\ntwee\t"drie" <'


def read(document: bytes, part: str) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(document)) as file:
        return file.read(part)


def test_the_same_context_gives_the_same_bytes() -> None:
    context = {"a": "A & B\nC", "list": ["x"]}
    assert render_docx(EVERYWHERE, context) == render_docx(EVERYWHERE, context)


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0"
    "000003010100c9fe92ef0000000049454e44ae426082"
)


def test_a_picture_stands_in_the_line_with_its_words_and_once_in_the_file() -> None:
    picture = WordPicture(PNG, 40, 30, 'Een "kamer" & <meer>')
    made = render_docx(word_template("voor {{ a }} na", "{{ a }}"), {"a": picture})
    word = WordDocument(io.BytesIO(made))
    assert [round(shape.width.mm) for shape in word.inline_shapes] == [40, 40]
    described = word.element.xpath("//wp:docPr")
    assert {one.get("descr") for one in described} == {'Een "kamer" & <meer>'}
    assert len({one.get("id") for one in described}) == 2
    images = [part for part in word.part.package.parts if part.partname.endswith(".png")]
    assert [image.blob for image in images] == [PNG]
    assert word.paragraphs[0].text == "voor  na"


@pytest.mark.parametrize(
    ("template", "picture", "code"),
    [
        ("{{ a }}", WordPicture(b"GIF89a", 40, 30, ""), "picture_not_usable"),
        ("{{ a }}", WordPicture(PNG, 0, 30, ""), "picture_not_usable"),
        ("{{ a }}", WordPicture(PNG, 40, 10**9, ""), "picture_not_usable"),
        ("{{p a }}", WordPicture(PNG, 40, 30, ""), "picture_misplaced"),
    ],
)
def test_what_is_no_picture_or_stands_where_none_can_is_refused(
    template: str, picture: WordPicture, code: str
) -> None:
    with pytest.raises(TemplateInvalid) as refused:
        render_docx(word_template(template), {"a": picture})
    assert refused.value.code == code


def test_a_picture_is_there_too_where_docxtpl_makes_the_document() -> None:
    reasons: list[str] = []
    context = {"a": [WordPicture(PNG, 40, 30, 'een "kamer"')], "b": "x"}
    template = word_template("{{ b.strip() }}", "{{ a[0] }}")
    word = WordDocument(io.BytesIO(render_docx(template, context, tell=reasons.append)))
    assert reasons == ["call"]
    assert [one.get("descr") for one in word.element.xpath("//wp:docPr")] == ['een "kamer"']


FALLS_BACK = {
    "a macro": (("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(a) }}",), {"a": "x"}),
    "a call": (("{{ a.strip() }}",), {"a": " x "}),
    # Jinja finds nothing there, though the context holds it.
    "a name that is set after a loop uses it": (
        ("{% for x in b %}[{{ a }}]{% endfor %}{% set a = 1 %}{{ a }}",),
        {"a": "x", "b": [1, 2]},
    ),
}


@pytest.mark.parametrize("what", FALLS_BACK)
def test_what_has_no_compiled_form_is_made_by_docxtpl_and_told(what: str) -> None:
    pieces, context = FALLS_BACK[what]
    reasons: list[str] = []
    made = render_docx(word_template(*pieces), context, tell=reasons.append)
    assert len(reasons) == 1
    assert canonical(made) == canonical(by_docxtpl(word_template(*pieces), context))


def test_something_that_can_be_read_only_once_is_read_once() -> None:
    template = word_template("{% for x in a %}{{ x }};{% endfor %}")
    reasons: list[str] = []
    made = render_docx(template, {"a": iter(["een", "twee"])}, tell=reasons.append)
    assert WordDocument(io.BytesIO(made)).paragraphs[0].text == "een;twee;"
    assert reasons == ["something that can be read only once"]


def test_xml_that_is_not_whole_never_reaches_the_document() -> None:
    class Broken:
        def __html__(self) -> str:
            return "</w:t></w:r></w:p><w:p>"

    reasons: list[str] = []
    made = render_docx(word_template("{{ a }}"), {"a": Broken()}, tell=reasons.append)
    assert reasons == ["XML that is not whole"]
    etree.fromstring(read(made, "word/document.xml"))


# What docxtpl leaves of XML from a context that holds what XML has no place for.
LOST_XML = {
    "the end of a CDATA": ("een]]>twee", "een]]>twee"),
    "a zero": ("een&#0;twee", "een\ufffdtwee"),
    "half a character": ("een&#xD800;twee", "een\ufffdtwee"),
}


@pytest.mark.parametrize("what", LOST_XML)
def test_xml_from_a_context_is_made_whole_in_the_body_a_header_and_a_property(what: str) -> None:
    given_xml, kept = LOST_XML[what]
    reasons: list[str] = []
    made = render_docx(EVERYWHERE, {"a": Markup(given_xml), "list": []}, tell=reasons.append)
    assert reasons == []
    assert texts_of(made) == [f"voor {kept} na", kept, f"kop {kept}", f"Plan van {kept}"]


def test_what_docxtpl_makes_and_word_can_not_open_is_refused() -> None:
    # The filter makes capitals of the tags between the two runs too.
    template = word_template(
        "<w:p><w:r><w:t>{% filter upper %}a</w:t></w:r><w:r><w:t>b{% endfilter %}</w:t></w:r></w:p>"
    )
    with pytest.raises(TemplateInvalid):
        render_docx(template, {})
    with pytest.raises(etree.XMLSyntaxError):
        canonical(by_docxtpl(template, {}))


def test_a_listing_makes_paragraphs_and_pages_as_docxtpl_does() -> None:
    template = word_template("{{ a }}")
    context = {"a": Listing("een\ntwee\adrie\fvier")}
    made = render_docx(template, context)
    assert canonical(made) == canonical(by_docxtpl(template, context))
    assert len(WordDocument(io.BytesIO(made)).paragraphs) == 4


ATTACKS = [
    "{{ a.__class__ }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ a['__class__'] }}",
    "{{ a|attr('__class__') }}",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_python_itself_stays_out_of_reach(attack: str) -> None:
    try:
        made = render_docx(word_template(attack), {"a": "x"})
    except TemplateInvalid:
        return
    assert WordDocument(io.BytesIO(made)).paragraphs[0].text == ""


def test_filters_may_be_given_along() -> None:
    template = word_template("{{ a|twice }}")
    context = {"a": "x & "}
    filters = {"twice": lambda value: value * 2}
    made = render_docx(template, context, filters=filters)
    assert canonical(made) == canonical(by_docxtpl(template, context, filters))


@pytest.mark.parametrize(
    ("piece", "what"),
    [
        ("{{ a", "unexpected"),
        ("{% if a %}", "'endif'"),
        ("{{ weg.naam }}", "'weg' is undefined"),
        ("{{ 1 // 0 }}", "ZeroDivisionError"),
        ("{{ a.__class__.__mro__ }}", "unsafe"),
        # The key is somebody's answer.
        ("{{ b[a].x }}", "UndefinedError"),
    ],
)
def test_what_jinja_can_not_do_is_told_with_its_paragraph_and_no_answer(
    piece: str, what: str
) -> None:
    template = word_template("een", piece)
    with pytest.raises(TemplateInvalid) as refused:
        render_docx(template, {"a": "geheim", "b": {}})
    told = refused.value.parameters
    assert refused.value.code == "template_jinja_wrong"
    assert (told["paragraph"], told["words"]) == (2, piece)
    assert what in told["what"]
    assert "geheim" not in sentence(refused.value.code, told, "nl")


def table_of(*pieces: str) -> str:
    inside = "".join(one if one.startswith("<w:") else paragraph(one) for one in pieces)
    grid = '<w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>'
    return f"<w:tbl>{grid}<w:tr>{CELL.format(inside)}</w:tr></w:tbl>"


def last_of_each_cell(document: bytes) -> list[str]:
    body = WordDocument(io.BytesIO(document)).element.body
    return [etree.QName(cell[-1]).localname for cell in body.iter(f"{W}tc")]


def test_a_cell_of_which_nothing_is_left_is_a_cell_that_word_can_open() -> None:
    template = word_template(table_of("{%p for x in c %}", "{{ x }}", "{%p endfor %}"))
    assert last_of_each_cell(by_docxtpl(template, {"c": []})) == ["tcPr"]
    assert last_of_each_cell(render_docx(template, {"c": []})) == ["p"]
    filled = {"c": ["een", "twee"]}
    assert canonical(render_docx(template, filled)) == canonical(by_docxtpl(template, filled))


def statements_around(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    return (
        st.lists(inner, max_size=3).map(lambda some: [one for each in some for one in each])
        | inner.map(lambda one: ["{%p for x in c %}", *one, "{%p endfor %}"])
        | inner.map(lambda one: ["{%p if a %}", *one, "{%p endif %}"])
        | st.tuples(inner, inner).map(
            lambda two: ["{%p if a %}", *two[0], "{%p else %}", *two[1], "{%p endif %}"]
        )
    )


IN_A_CELL = st.recursive(
    st.sampled_from([["tekst"], ["{{ b }}"], [table_of("binnen")], []]), statements_around
)


@settings(deadline=None)
@given(IN_A_CELL, st.booleans(), st.sampled_from([[], ["x"], ["x", "y"]]))
def test_every_cell_ends_with_a_paragraph_whatever_comes_of_it(
    pieces: list[str], a: bool, c: list[str]
) -> None:
    template = word_template(table_of(*pieces), "na")
    context = {"a": a, "b": "B", "c": c}
    told: list[str] = []
    made = render_docx(template, context, tell=told.append)
    assert told == []
    assert set(last_of_each_cell(made)) == {"p"}
    theirs = by_docxtpl(template, context)
    if set(last_of_each_cell(theirs)) == {"p"}:
        assert canonical(made) == canonical(theirs)
