"""A field is found when some of its names are lost, when it was copied, and when changes are tracked."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from documents.test_binding import KEYED, said

from planbuilder.documents import make_document
from planbuilder.documents.traces import Returned, find_fields
from planbuilder.documents.zip_bytes import read_zip, write_zip

BODY = "word/document.xml"
WORDS = "ik zei dit\n\nen toen dat"


def returned(change: Callable[[str], str], words: str = WORDS) -> Returned:
    """What is found after the XML of the document was changed."""
    files = read_zip(make_document(said(words), "docx", binding=KEYED).content)
    before = files[BODY].decode()
    after = change(before)
    assert after != before
    files[BODY] = after.encode()
    return find_fields(write_zip(files))


def without(pattern: str) -> Callable[[str], str]:
    return lambda xml: re.sub(pattern, "", xml)


BOOKMARKS = r"<w:bookmark(Start|End)[^>]*/>"
TAGS = r"<w:tag [^>]*/>"
STYLES = r"(?<=<w:pStyle w:val=\")_pb_"


@pytest.mark.parametrize(
    ("lost", "ways"),
    [
        ([BOOKMARKS], {"control", "style"}),
        ([TAGS], {"bookmark", "style"}),
        ([STYLES], {"bookmark", "control"}),
        ([BOOKMARKS, TAGS], {"style"}),
        ([BOOKMARKS, STYLES], {"control"}),
        ([TAGS, STYLES], {"bookmark"}),
    ],
)
def test_one_of_the_three_names_is_enough(lost: list[str], ways: set[str]) -> None:
    found = returned(without("|".join(lost)))
    assert len(found.traces) == 4
    for trace in found.traces.values():
        assert set(trace.texts) == ways
        # By its style a quote is found with the marks around it.
        assert trace.text.strip("“”") == WORDS


def test_tracked_insertions_count_and_tracked_deletions_do_not() -> None:
    def change(xml: str) -> str:
        return xml.replace(
            '<w:t xml:space="preserve">ik zei dit</w:t></w:r>',
            '<w:t xml:space="preserve">ik zei</w:t></w:r>'
            '<w:del w:id="900" w:author="x"><w:r><w:delText> dit</w:delText></w:r></w:del>'
            '<w:ins w:id="901" w:author="x"><w:r><w:t> niets</w:t></w:r></w:ins>',
        )

    texts = [trace.text for trace in returned(change).traces.values()]
    # In the list it is all one run, which stays as it was.
    assert sorted(texts) == [WORDS, *["ik zei niets\n\nen toen dat"] * 3]


def test_what_was_moved_away_does_not_count() -> None:
    def change(xml: str) -> str:
        return xml.replace(
            '<w:r><w:t xml:space="preserve">ik zei dit</w:t></w:r>',
            '<w:moveFrom w:id="9" w:author="x"><w:r><w:t>ik zei dit</w:t></w:r></w:moveFrom>',
        )

    assert "\n\nen toen dat" in {t.text for t in returned(change).traces.values()}


def test_a_copy_elsewhere_is_told_apart_from_the_place_itself() -> None:
    def change(xml: str) -> str:
        control = re.search(r"<w:sdt>.*?</w:sdt>", xml)[0]
        copy = control.replace("ik zei dit", "iets anders")
        return xml.replace("<w:sectPr", f"<w:p>{copy}</w:p><w:sectPr", 1)

    found = returned(change, "ik zei dit").traces.values()
    (copied,) = [trace for trace in found if len(trace.texts["control"]) > 1]
    assert copied.texts["control"] == ["ik zei dit", "iets anders"]
    assert copied.text == "ik zei dit"


def test_a_bookmark_that_was_torn_is_not_believed() -> None:
    def change(xml: str) -> str:
        name = re.search(r'w:name="(_pb_\w+)"', xml)[1]
        torn = f'<w:bookmarkStart w:id="77" w:name="{name}"/>'
        return xml.replace("<w:bookmarkStart", f"{torn}<w:bookmarkStart", 1)

    found = returned(change).traces.values()
    assert [trace.text for trace in found] == [WORDS] * 4
    assert sum("bookmark" not in trace.texts for trace in found) == 1


def test_styles_are_known_by_their_names_when_a_word_processor_gave_other_ids() -> None:
    files = read_zip(make_document(said(WORDS), "docx", binding=KEYED).content)
    files[BODY] = re.sub(f"{BOOKMARKS}|{TAGS}", "", files[BODY].decode()).encode()
    for name in (BODY, "word/styles.xml"):
        text = files[name].decode()
        for attribute in ("pStyle w:val", "w:styleId"):
            text = re.sub(rf'(?<={attribute}=")_pb_(\w+)_(\d+)', r"Pb\1\2", text)
        files[name] = text.encode()
    assert len(find_fields(write_zip(files)).traces) == 4


def test_a_paragraph_whose_end_was_deleted_runs_on_into_the_next() -> None:
    def change(xml: str) -> str:
        gone = '<w:rPr><w:del w:id="9" w:author="x"/></w:rPr></w:pPr>'
        at = xml.index("ik zei dit")
        start = xml.rindex("</w:pPr>", 0, at)
        return re.sub(BOOKMARKS, "", xml[:start] + gone + xml[start + len("</w:pPr>") :])

    found = returned(lambda xml: without(TAGS)(change(xml)))
    assert "“ik zei diten toen dat”" in {trace.text for trace in found.traces.values()}


def test_a_file_of_somebody_else_has_no_fields() -> None:
    found = find_fields(make_document(said(WORDS), "docx").content)
    assert (found.manifest, found.token, found.traces) == (None, "", {})


# Python reads no number of more than 4,300 digits.
@pytest.mark.parametrize("number", ["99999999999", "0", "9" * 5000])
def test_a_number_that_nobody_gave_does_no_harm(number: str) -> None:
    def change(xml: str) -> str:
        return re.sub(r"(<w:tag w:val=\"pb:\w+~1)(\.2)?", rf"\1.{number}", xml)

    assert returned(change).traces


def test_a_field_with_a_number_of_thousands_of_digits_is_nobodys() -> None:
    found = returned(lambda xml: re.sub(r"(_pb_\w+?|pb:\w+~)1\b", rf"\g<1>{'9' * 5000}", xml))
    assert len(found.traces) <= 4
