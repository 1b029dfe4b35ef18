"""The room as a poster: for whom it is, on the paper that was asked for, in a file that names nobody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from planbuilder.cli.names import picture_names
from planbuilder.dossier.consent import Recipient
from planbuilder.dossier.dossier import Dossier
from planbuilder.errors import NotFound
from planbuilder.questionnaire.terms import Party
from planbuilder.services.content import load_content
from planbuilder.services.examples import example_dossiers
from planbuilder.services.pictures import Drawn, make_pictures

TODAY = date(2026, 11, 22)
CONTENT = load_content()
DEWI: Dossier = dict(example_dossiers(CONTENT.questionnaire))["dewi"]
OWN = Recipient(Party.YOUTH, "dewi")


def posters(folder: Path, *formats: str, paper: str = "a4", whom: Recipient = OWN) -> Drawn:
    (made,) = make_pictures(DEWI, CONTENT, ["room"], [whom], formats, paper, folder, TODAY)  # type: ignore[arg-type]
    return made


@pytest.mark.parametrize(("paper", "width"), [("a4", 287), ("a3", 410)])
def test_the_drawing_is_as_large_as_the_paper_less_what_a_printer_leaves_white(
    paper: str, width: float, tmp_path: Path
) -> None:
    (file,) = posters(tmp_path, "svg", paper=paper).files
    root = etree.fromstring(file.read_bytes())
    assert root.get("width") == f"{width}mm"


def test_all_formats_are_made_and_no_name_of_a_person_is_in_the_names_of_the_files(
    tmp_path: Path,
) -> None:
    made = posters(tmp_path, "svg", "png", "pdf")
    assert [file.suffix for file in made.files] == [".svg", ".png", ".pdf"]
    assert not any("dewi" in file.name.lower() for file in made.files)
    assert made.files[1].read_bytes().startswith(b"\x89PNG")


def test_the_youths_own_words_and_title_are_on_it(tmp_path: Path) -> None:
    (file,) = posters(tmp_path, "svg").files
    words = "".join(etree.fromstring(file.read_bytes()).itertext())
    for said in ("Sleutel van mezelf", "mijn kat", "werkschoenen met meel erop"):
        assert said in words


def test_a_party_that_may_not_read_the_dream_gets_no_poster(tmp_path: Path) -> None:
    made = posters(tmp_path, "svg", whom=Recipient(Party.REFERRER))
    assert made.files == ()
    assert made.refused
    assert list(tmp_path.iterdir()) == []


def test_a_picture_goes_by_its_dutch_name_and_by_that_of_the_outline() -> None:
    assert picture_names(["toekomstkamer"]) == picture_names(["room"]) == ("room",)
    assert picture_names(["mensen,areas"]) == ("people", "areas")
    with pytest.raises(NotFound):
        picture_names(["zolder"])
