"""A poster is one tagged page of the paper that was asked for, and a screen reader reads all of it."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pictures.hostile import WORST

from planbuilder.documents.poster import PAPERS, Paper, poster
from planbuilder.pictures.elements import holdable
from planbuilder.plan.model import Picture
from planbuilder.plan.pictures.areas import AREAS
from planbuilder.plan.pictures.people import Close, People
from planbuilder.plan.pictures.room import Room, Spot

MM = 72 / 25.4
SIZES: dict[Paper, tuple[float, float]] = {"a4": (297, 210), "a3": (420, 297)}


def room(words: str = "Een eigen deur.") -> Picture:
    spots = tuple(Spot(area, title, wish=words) for area, (_, title) in AREAS.items())
    data = Room("Sam", words, words, "groen", spots)
    return Picture("room", "Mijn toekomstkamer", data.alternative, data)


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def alternatives(document: pikepdf.Pdf) -> list[str]:
    found = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
    return [str(one.Alt) for one in found if "/Alt" in one]


def test_both_papers_are_tried() -> None:
    assert set(PAPERS) == set(SIZES)


@pytest.mark.parametrize("paper", PAPERS)
def test_it_is_one_page_of_that_paper_lying_down(paper: Paper) -> None:
    with opened(poster(room(), paper)) as document:
        (page,) = document.pages
        width, height = (float(side) / MM for side in page.mediabox[2:])
        assert (width, height) == pytest.approx(SIZES[paper], abs=0.1)


def test_it_is_tagged_has_a_title_and_a_language_and_says_all_that_it_shows() -> None:
    picture = room("Een eigen deur.\nEn een kat.")
    with opened(poster(picture)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang).startswith("nl")
        assert document.open_metadata()["dc:title"] == "Mijn toekomstkamer"
        assert document.open_metadata()["pdfuaid:part"] == "1"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert alternatives(document) == [picture.alternative]


@pytest.mark.parametrize("words", [text for text in WORST if text.strip()])
def test_whatever_was_typed_there_is_a_poster_with_those_words(words: str) -> None:
    with opened(poster(room(words))) as document:
        assert len(document.pages) == 1
        (told,) = alternatives(document)
        assert holdable(words).splitlines()[-1].strip() in told


def test_a_picture_of_a_plan_can_hang_on_the_wall_too() -> None:
    data = People("Sam", (Close("ma", "moeder", 1),), (), None, "", ())
    with opened(poster(Picture("people", "Mijn mensen", data.alternative, data))) as document:
        assert len(document.pages) == 1
        assert "ma (moeder)" in alternatives(document)[0]


def test_the_same_room_is_the_same_file() -> None:
    assert poster(room(), "a3") == poster(room(), "a3")
