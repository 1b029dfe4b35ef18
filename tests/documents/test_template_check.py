"""Each mistake in a template gives its own sentence with the paragraph and the words around it."""

from __future__ import annotations

import time

import pytest
from documents.own_templates import FOOTER, changed, of, our_template, paragraph, table
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.documents.template_check import problems_in
from planbuilder.documents.zip_bytes import read_zip, write_zip
from planbuilder.errors import Problem
from planbuilder.language import problem_line, sentences
from planbuilder.resources import shipped_folder


def told(template: bytes) -> list[str]:
    """Every problem as a reader gets it."""
    found = problems_in(template)
    assert {code for code, _ in found} <= set(sentences())
    lines = [problem_line(Problem(code, "x.docx", 0, more), "nl") for code, more in found]
    assert not any("?" in line.replace("Bedoelt u", "").rstrip("?") for line in lines)
    return lines


def codes(template: bytes) -> list[str]:
    told(template)
    return [code for code, _ in problems_in(template)]


@pytest.mark.parametrize(
    "path", sorted(shipped_folder("templates").glob("*/plan.docx")), ids=lambda p: p.parent.name
)
def test_nothing_is_wrong_with_our_own(path) -> None:  # type: ignore[no-untyped-def]
    assert problems_in(path.read_bytes()) == []


MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
GOOD = (
    ("{{ plan.title }} en {{ plan.date }}",),
    ("{%p for section in plan.sections %}", "{{ section.title }}", "{%p endfor %}"),
    ("{% for section in plan.sections %}{{ section.title }}, {% endfor %}",),
    ("{% if plan.title %}", "tekst", "{% endif %}"),
    ("{%p if plan.title == “Op weg” %}", "ja", "{%p elif plan.version > 1 %}", "n", "{%p else %}", "m", "{%p endif %}"),
    (table(("{%tr for fact in plan.first_page %}",), ("{{ fact.label }}",), ("{%tr endfor %}",)),),
    (table(("{%tc for fact in plan.first_page %}", "{{ fact.label }}", "{%tc endfor %}")),),
    ("{# een woord voor wie het sjabloon maakt #}", "{#p weg #}"),
    ("{% set eerste = plan.sections|first %}{{ eerste.title }}",),
    ("100 % {zeker} voor Sam }",),
    ("{{ plan.first_page|length }}",),
)  # fmt: skip


@pytest.mark.parametrize("pieces", GOOD)
def test_what_is_right_passes(pieces: tuple[str, ...]) -> None:
    assert problems_in(of(*pieces)) == []


@pytest.mark.parametrize(
    ("pieces", "sentence"),
    [
        (("Beste", "{{ plan.titel }}"), "alinea 2, bij '{{ plan.titel }}': het veld 'plan.titel' bestaat niet. Bedoelt u 'plan.title'?"),
        ((table(("a", "{{ plna.title }}")),), "alinea 2 (in tabel 1), bij '{{ plna.title }}': het veld 'plna' bestaat niet. Bedoelt u 'plan'?"),
        (("{{ plan.title",), "alinea 1, bij '{{ plan.title': '{{ plan.title' begint of eindigt hier"),
        (("{{ plan.", "title }}"), "alinea 1, bij '{{ plan.': '{{ plan.' begint of eindigt hier"),
        (("tekst }} tekst",), "'}} tekst' begint of eindigt hier"),
        (("{{ plan.title ~ 'x' }}",), "'concat' mag niet in een sjabloon"),
        (("{{ plan.title.upper() }}",), "'call' mag niet in een sjabloon"),
        (("{{ plan.__class__ }}",), "'.__class__' mag niet in een sjabloon"),
        (("{{ plan['__class__'] }}",), "'[…]' mag niet in een sjabloon"),
        (("{{ plan.title|safe }}",), "'|safe' mag niet in een sjabloon"),
        (("{{ plan.title is string }}",), "'is string' mag niet in een sjabloon"),
        (("{% include 'x' %}",), "'include' mag niet in een sjabloon"),
        (("{% import 'x' as y %}",), "'import' mag niet in een sjabloon"),
        (("{% macro x() %}",), "klopt niet"),
        (("{% raw %}",), "klopt niet"),
        (("{{ 1 +  }}",), "de opdracht '{{ 1 +  }}' klopt niet"),
        (("{{ }}",), "de opdracht '{{ }}' klopt niet"),
        (("{% for in plan.sections %}", "{% endfor %}"), "de opdracht '{% for in plan.sections %}' klopt niet"),
        (("{% fro a in plan.sections %}",), "de opdracht '{% fro a in plan.sections %}' klopt niet"),
        (("{{ 'een }}",), "klopt niet"),
        (("{%p for a in plan.sections %}", "x"), "alinea 1, bij '{%p for a in plan.sections %}': '{%p for a in plan.sections %}' wordt nergens afgesloten. Zet waar het ophoudt een opdracht met 'endfor'."),
        (("{%p if plan.title %}",), "met 'endif'"),
        (("x", "{%p endfor %}"), "alinea 2, bij '{%p endfor %}': '{%p endfor %}' hoort bij niets dat ervoor begint"),
        (("{% else %}",), "hoort bij niets"),
        (("{%p for a in plan.sections %}", "{%p if a.title %}", "{%p endfor %}", "{%p endif %}"), "'{%p endfor %}' past niet bij wat het laatst begon: '{%p if a.title %}' (alinea 2)"),
        (("{%p if plan.title %}", "x", "{% endif %}"), "zijn niet van dezelfde soort"),
        (("{%p for a in plan.sections %}", table(("x", "{%p endfor %}")),), "staat niet in dezelfde tabel, rij of cel als het begin"),
        ((table(("{% if plan.title %}", "{% endif %}")),), "staat niet in dezelfde tabel, rij of cel"),
        ((table(("{%tr if plan.title %}",)), table(("{%tr endif %}",))), "staat niet in dezelfde tabel, rij of cel"),
        ((table(("{%tc if plan.title %}",), ("{%tc endif %}",)),), "staat niet in dezelfde tabel, rij of cel"),
        (("{%tr for a in plan.sections %}", "{%tr endfor %}"), "'{%tr for a in plan.sections %}' hoort in een tabel"),
        (("Beste school {%p if plan.title %}", "{%p endif %}"), "'Beste school' staat in dezelfde alinea, rij of cel als '{%p if plan.title %}' en zou wegvallen"),
        ((table(("{%tr if plan.title %}", "kop"), ("{%tr endif %}", "")),), "'kop' staat in dezelfde alinea, rij of cel"),
        (("{%p if plan.title %}{%p endif %}",), "'{%p endif %}' staat in dezelfde alinea"),
        (("{{ plan.sections }}",), "'plan.sections' is geen tekst maar een lijst"),
        (("{{ plan }}",), "'plan' is geen tekst maar een lijst of een geheel"),
        (("{% for a in plan.title %}{% endfor %}",), "'plan.title' is geen lijst"),
        (("{{ " + "plan.title " * 200 + "}}",), "langer dan 1000 tekens"),
        (("{{ " + "(" * 480 + ")" * 480 + " }}",), "meer in elkaar"),
        (("{%p for a in plan.sections %}",) * 16 + ("{%p endfor %}",) * 16, "meer in elkaar dan een sjabloon mag (15)"),
        (("<w:p><w:r><w:instrText>REF {{ plan.title }}</w:instrText></w:r></w:p>",), "'{{ plan.title }}' staat op een plek die geen lezer ziet"),
        (("{{r plan.title }}",), "Haal de letter 'r' vooraan weg"),
        (("{{p plan.title }}",), "Haal de letter 'p' vooraan weg"),
        ((f"<w:p><m:oMath xmlns:m='{MATH}'><m:r><m:t>{{{{ plan.title }}}}</m:t></m:r></m:oMath></w:p>",), "staat op een plek die geen lezer ziet"),
        (('<w:p><w:bookmarkStart w:id="1" w:name="{{ plan.title }}"/></w:p>',), "staat op een plek die geen lezer ziet"),
    ],
)  # fmt: skip
def test_each_mistake_has_its_own_sentence(pieces: tuple[str, ...], sentence: str) -> None:
    lines = told(of(*pieces))
    assert len([line for line in lines if sentence in line]) == 1, lines
    assert lines[0].startswith("x.docx: ")


def test_every_mistake_of_a_template_is_named_at_once() -> None:
    template = of("{{ plan.titel }}", "{{ plan.datum }}", table(("{{ plan.titel }}",)))
    found = problems_in(template)
    assert [more["place"] for _, more in found] == ["alinea 1", "alinea 2", "alinea 3 (in tabel 1)"]
    assert len(problems_in(of(*["{{ plan.titel }}"] * 500))) == 40


def test_a_header_or_footer_is_a_whole_of_its_own() -> None:
    assert problems_in(of("{% if plan.version > 1 %}herzien{% endif %}", part=FOOTER)) == []
    (line,) = told(of("{%p if plan.version > 1 %}", part=FOOTER))
    assert "voettekst, alinea 1, bij '{%p if plan.version > 1 %}'" in line
    both = read_zip(of("{%p if plan.title %}"))
    both[FOOTER] = read_zip(of("{%p endif %}", part=FOOTER))[FOOTER]
    assert sorted(codes(write_zip(both))) == ["template_block_open", "template_block_unopened"]


def test_a_field_where_nothing_is_filled_in_is_named() -> None:
    files = read_zip(our_template())
    notes = '<w:endnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>{{ plan.</w:t></w:r><w:r><w:t>title }}</w:t></w:r></w:p></w:endnotes>'
    files["word/endnotes.xml"] = notes.encode()
    (line,) = told(write_zip(files))
    assert (
        "'{{ plan.title }}' staat in een deel dat niet wordt ingevuld ('word/endnotes.xml')" in line
    )


def test_a_field_in_pieces_is_found_whole() -> None:
    pieces = paragraph("{{ plan.titel }}").replace(
        "plan.titel",
        'plan</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>.ti</w:t><w:br/><w:t>tel',
    )
    (line,) = told(of(pieces))
    assert "'plan.titel' bestaat niet" in line
    beside = '<w:p><w:r><w:t xml:space="preserve">weg {%r if plan.</w:t></w:r><w:r><w:t>title %}</w:t></w:r><w:r><w:t>blijft</w:t></w:r><w:r><w:t>{%r endif %}</w:t></w:r></w:p>'
    (line,) = told(of(beside))
    assert "'weg' staat in dezelfde alinea" in line


def test_what_is_no_template_gives_the_one_reason_it_is_not() -> None:
    assert problems_in(b"") == [("template_not_word", {})]
    assert codes(of("<w:nonsense>")) == ["template_damaged"]


def test_a_part_of_another_kind_than_it_says_is_damage() -> None:
    files = read_zip(our_template())
    types = files["[Content_Types].xml"]
    assert b"core-properties+xml" in types
    files["[Content_Types].xml"] = types.replace(b"core-properties+xml", b"core-propertoes+xml")
    assert codes(write_zip(files)) == ["template_damaged"]


def test_ten_thousand_fields_are_read_in_time_and_more_are_refused() -> None:
    started = time.process_time()
    assert codes(of("{{ plan.title }}" * 10_001)) == ["template_too_heavy"]
    assert problems_in(of(*["{{ plan.title }}"] * 2_000)) == []
    assert time.process_time() - started < 20


@given(st.data())
def test_any_text_in_a_template_passes_or_gives_a_sentence(data: st.DataObject) -> None:
    pieces = st.sampled_from(
        [
            "{{",
            "}}",
            "{%",
            "%}",
            "{%p ",
            "{%tr ",
            "if ",
            "for a in ",
            "endif",
            "endfor",
            "plan.sections",
            "plan.title",
            "a",
            " ",
            "|",
            ".",
            "'",
            "(",
            "[0]",
            "{#",
            "#}",
            "-",
            "é\u202e",
            "else",
            "set a = ",
        ]
    )
    texts = data.draw(st.lists(st.lists(pieces, max_size=8).map("".join), max_size=6))
    told(of(*texts))
    told(of(table(tuple(texts) or ("",))))
    told(changed("{{ plan.title }}", "".join(texts)))
