"""One file gives Word, web page and PDF the colours, fonts, logo and name of an organisation."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from documents.reading_back import read_docx, read_html
from documents.sample_plans import of_kind, perspective_plan

from planbuilder.documents import make_document
from planbuilder.documents.colours import CHOSEN, READABLE, contrast, worst_contrast
from planbuilder.documents.house_style import house_style
from planbuilder.documents.word_lint import lint_word
from planbuilder.documents.zip_bytes import read_zip
from planbuilder.errors import InputInvalid
from planbuilder.language import problem_line
from planbuilder.questionnaire.terms import PlanKind

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
STYLE = """
[organisation]
name = "De Wissel & co"
address = "Dorpsstraat 1, Bergum"
[logo]
file = "logo.svg"
description = "een wissel van een spoor"
[fonts]
text = "Verdana"
[colours]
perspective_plan = "#7a1f5c"
"""


def styled(folder: Path, style: str = STYLE, **files: bytes) -> Path:
    (folder / "shared").mkdir()
    (folder / "shared" / "house_style.toml").write_text(style, encoding="utf-8")
    for name, content in files.items():
        (folder / "shared" / name.replace("_", ".")).write_bytes(content)
    return folder


def mistakes(folder: Path, style: str) -> list[str]:
    with pytest.raises(InputInvalid) as invalid:
        house_style(styled(folder, style))
    return [problem_line(problem, "nl") for problem in invalid.value.problems]


def test_ours_can_be_read_on_paper_and_on_every_tint() -> None:
    ours = house_style()
    for kind in PlanKind:
        for chosen in ("", *CHOSEN):
            colours = ours.palette(kind, chosen)
            for front in ("text", "soft", "accent", "dark", "youth"):
                for behind in ("ffffff", colours["tint"], colours["youth_tint"]):
                    assert contrast(colours[front], behind) >= READABLE, (kind, chosen, front)
            assert contrast("ffffff", colours["accent"]) >= READABLE


def test_it_carries_into_word_web_page_and_pdf(tmp_path: Path) -> None:
    own = styled(tmp_path, logo_svg=SVG)
    plan = perspective_plan()
    word = make_document(plan, "docx", own).content
    files = read_zip(word)
    assert lint_word(word) == []
    assert b'<a:latin typeface="Verdana"/>' in files["word/theme/theme1.xml"]
    assert b'"7A1F5C"' in files["word/theme/theme1.xml"]
    assert b'w:val="7A1F5C" w:themeColor="accent1"' in files["word/styles.xml"]
    assert b'descr="een wissel van een spoor"' in files["word/document.xml"]
    assert files["word/media/logo.png"].startswith(b"\x89PNG")
    assert "De Wissel & co, Dorpsstraat 1, Bergum" in read_docx(word)
    page = make_document(plan, "html", own).content.decode()
    assert "--accent: #7a1f5c;" in page
    assert '"Verdana"' in page
    assert 'alt="een wissel van een spoor"' in page
    assert "De Wissel & co, Dorpsstraat 1, Bergum" in read_html(page.encode())
    assert make_document(plan, "pdf", own).content != make_document(plan, "pdf").content


def test_the_colour_that_the_youth_chose_is_the_colour_of_mijn_plan() -> None:
    from dataclasses import replace

    plain = of_kind(PlanKind.MY_PLAN)
    chosen = replace(plain, colour="paars")
    assert f"--accent: #{CHOSEN['paars']};" in make_document(chosen, "html").content.decode()
    styles = read_zip(make_document(chosen, "docx").content)["word/styles.xml"]
    assert CHOSEN["paars"].upper().encode() in styles
    assert (
        CHOSEN["paars"].upper().encode()
        not in (read_zip(make_document(plain, "docx").content)["word/styles.xml"])
    )


def test_every_mistake_is_told_with_its_line_and_what_to_do(tmp_path: Path) -> None:
    style = (
        "[colours]\nexit_plan = 'groen'\nmy_plan = '#c0c0c0'\naccent = '#000000'\n"
        "[fonts]\ntext = 'a\"; }'\n[logo]\nheight_mm = 900\n[organisatie]\nname = 'x'\n"
    )
    told = mistakes(tmp_path, style)
    assert [line.split("regel ")[1].split(":")[0] for line in told] == [
        "2",
        "3",
        "4",
        "6",
        "8",
        "9",
    ]
    assert "'groen' is geen kleur" in told[0]
    assert "het contrast is 1,7, en 4,5 is nodig" in told[1]
    assert "bestaat niet" in told[2]
    assert "Bedoelt u 'organisation'" in told[5]


def test_a_file_that_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    (line,) = mistakes(tmp_path, "[fonts]\ntext = Verdana\n")
    assert "regel 2" in line


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("logo.svg", None, "logo.svg"),
        ("logo.svg", b"geen plaatje", "logo.svg"),
        ("logo.svg", SVG.replace(b"<rect", b"<script>1</script><rect"), "logo.svg"),
        ("../buiten.svg", None, "niet in dezelfde map"),
    ],
)
def test_a_logo_that_can_not_be_used_is_named_and_the_plan_goes_on_without_it(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    style = STYLE.replace("logo.svg", name)
    files = {"logo_svg": content} if content else {}
    own = styled(tmp_path, style, **files)
    (problem,) = house_style(own).problems
    assert problem.line == 6
    assert said in problem_line(problem, "nl")
    assert b"<img" not in make_document(perspective_plan(), "html", own).content


def test_a_logo_that_is_a_folder_is_named_and_the_plan_goes_on_without_it(tmp_path: Path) -> None:
    own = styled(tmp_path, STYLE)
    (own / "shared" / "logo.svg").mkdir()
    (problem,) = house_style(own).problems
    assert problem.code == "file_is_a_folder"
    assert make_document(perspective_plan(), "docx", own).content


def test_what_the_file_says_is_text_and_no_template(tmp_path: Path) -> None:
    own = styled(tmp_path, '[organisation]\nname = "{{ plan.title }} <b>{% x %}"\n')
    for wanted, read in (("docx", read_docx), ("html", read_html)):
        shown = read(make_document(perspective_plan(), wanted, own).content)  # type: ignore[arg-type]
        assert "{{ plan.title }} <b>{% x %}" in shown


def test_the_darkest_grey_that_is_refused_and_the_lightest_that_passes() -> None:
    assert worst_contrast("707070") < READABLE < worst_contrast("606060")
