"""A row of characters that can't be set never costs a plan: that text alone is said with fewer signs."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents.sample_plans import plan_with
from hypothesis import given, settings
from hypothesis import strategies as st

from planbuilder.documents import make_document, to_pdf, typeset
from planbuilder.documents.pdf_anyhow import sayable
from planbuilder.documents.typeset import PdfNotMade
from planbuilder.documents.words import Words

# Each of these can be drawn; one after the other typst can't set them in this font.
HARD = "\u202e\U0001ed24\u1dff\u6098"


def plan(**texts: str) -> dict[str, object]:
    return {"a": [{name: Words(text, name, "source") for name, text in texts.items()}], "n": 2}


def test_only_the_text_that_fails_is_changed_and_as_little_as_helps() -> None:
    whole = plan(one="goed", two="\u202ex", three="\u4e2d\u6587", four="")

    def can_be_made(trial: dict[str, object]) -> bool:
        return "\u202e" not in trial["a"][0]["two"]  # type: ignore[index]

    said, places = sayable(whole, can_be_made)
    assert places == ("two",)
    assert said == plan(one="goed", two="\ufffdx", three="\u4e2d\u6587", four="")
    assert said["a"][0]["two"].source == "source"


def test_what_helps_in_no_other_way_becomes_latin_letters_or_one_sign() -> None:
    fails = plan(one="a\u4e2db", two="b")
    only_latin = sayable(fails, lambda trial: "\u4e2d" not in trial["a"][0]["one"])[0]
    assert only_latin["a"][0]["one"] == "a\ufffdb"
    nothing = sayable(fails, lambda trial: trial["a"][0]["one"] in {"x", "\ufffd"})
    assert nothing[0]["a"][0]["one"] == "\ufffd"
    loose = plan(one="\u2660\u0301 e\u0301")
    said, _ = sayable(loose, lambda trial: "\u2660\u0301" not in trial["a"][0]["one"])
    assert said["a"][0]["one"] == "\u2660\ufffd e\u0301"


def test_a_row_of_signs_that_typst_refuses_still_gives_a_plan() -> None:
    document = make_document(plan_with(HARD), "pdf")
    assert document.content.startswith(b"%PDF")
    assert document.replaced
    assert make_document(plan_with(HARD), "pdf") == document


class PanicException(BaseException):
    """As Rust's: no Exception."""


def test_a_program_that_stops_in_the_middle_still_gives_a_plan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import typst

    real = typst.Compiler

    class Stopping:
        def __init__(self, **more: object) -> None:
            self.compiler = real(**more)

        def compile(self, **more: dict[str, str]) -> bytes:
            if "\\u202e" in more["sys_inputs"]["plan"]:
                raise PanicException("end byte index 14 is out of bounds")
            return self.compiler.compile(**more)

    monkeypatch.setattr(typst, "Compiler", Stopping)
    monkeypatch.setattr(typeset, "_compilers", typeset._Compilers())
    document = make_document(plan_with("voor \u202e na"), "pdf")
    assert document.content.startswith(b"%PDF")
    assert document.replaced


def test_a_mistake_in_the_template_is_no_reason_to_change_a_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from planbuilder.documents import template_data

    broken = tmp_path / "plan.typ"
    broken.write_text("#panic(1)")
    tried = []
    made = to_pdf._made
    monkeypatch.setattr(to_pdf, "_made", lambda *more: tried.append(1) or made(*more))
    with pytest.raises(PdfNotMade):
        to_pdf.to_pdf(template_data(plan_with("x"), "pdf")[0], broken)
    assert len(tried) == 2


SCRIPTS = [
    "\u0e01\u0e33", "\u1780\u17d2\u1780", "\u0f40\u0f72", "\u1200", "\u13a0", "\u16a0", "\U00010330", "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f3f4\U000e0067\U000e007f", "1\ufe0f\u20e3", "\ue000", "\U000f0000", "\ufdd0", "\uffff", "\U0010ffff", "Z\u0337\u0338\u0301a\u0320",
    "\u0627\u0644\u0633\u0644\u0627\u0645", "\u05e9\u05dc\u05d5\u05dd", "\u202e", "\u2066", "\u200b", "\ud800", "\x00", "\x1b[31m", "\u0378", "\U0001fae0",
]  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(SCRIPTS) | st.text(max_size=6), min_size=1, max_size=30).map("".join)
)
def test_rare_scripts_signs_and_places_without_a_character_never_cost_a_plan(text: str) -> None:
    document = make_document(plan_with(text), "pdf")
    assert document.content.startswith(b"%PDF")
