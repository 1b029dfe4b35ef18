"""Commands that make something to look at or to put in a calendar: picture, calendar."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planbuilder.cli.options import Data, DossierOrFile, KeyFile, Questions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planbuilder.services.pictures import Drawn

_For = Annotated[
    str | None,
    typer.Option("--for", help="Voor wie: een partij (woord of 1a tot 9) of een persoon."),
]
_By = Annotated[str, typer.Option("--by", help="Wie dit maakt.")]


def register(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("picture")(picture)
    app.command("calendar")(calendar)


def picture(
    dossier: DossierOrFile,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PLAATJE…]",
            help="route, mensen, leefgebieden, toekomstkamer of kalender (anders: alle).",
        ),
    ] = None,
    recipient: _For = "jongere",
    formats: Annotated[str, typer.Option("--format", help="svg, png, pdf (met komma's).")] = "png",
    paper: Annotated[str, typer.Option("--size", help="Hoe groot het papier is: a4 of a3.")] = "a4",
    output: Annotated[Path, typer.Option("-o", "--output", help="De map.")] = Path("output"),
    data: Data = None,
    key_file: KeyFile = None,
    questionnaires: Questions = None,
    by: _By = "",
) -> None:
    """Maak de plaatjes van een dossier los van een plan, als bestand of poster."""
    from planbuilder.cli.names import PAPERS, PICTURE_FORMAT_NAMES, named, picture_names, recipients
    from planbuilder.cli.opening import is_file, now, open_desk, read_file
    from planbuilder.services.content import load_content
    from planbuilder.services.pictures import make_pictures, readers

    wanted = picture_names(names or ())
    kinds = [
        named(PICTURE_FORMAT_NAMES, name.strip().lower(), "unknown_format")
        for name in formats.split(",")
        if name.strip()
    ]
    sheet = named(PAPERS, paper.strip().lower(), "unknown_word")
    content = load_content(questionnaires)
    desk = None if is_file(dossier) else open_desk(dossier, data, key_file, content, by)
    known = desk.dossier if desk else read_file(dossier, content)
    whom = recipients(known, recipient) or readers(known, content)
    at = now()
    made = make_pictures(
        known, content, wanted, whom, kinds, sheet, output, at.date(), desk, at if desk else None
    )
    _tell(made, asked=bool(names))


def calendar(
    dossier: DossierOrFile,
    recipient: _For = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="De map.")] = Path("output"),
    data: Data = None,
    key_file: KeyFile = None,
    questionnaires: Questions = None,
    by: _By = "",
) -> None:
    """Maak per partij een agendabestand (.ics) met alleen de eigen afspraken."""
    from planbuilder.cli.names import recipients
    from planbuilder.cli.opening import is_file, now, open_desk, read_file
    from planbuilder.services.content import load_content
    from planbuilder.services.pictures import make_calendars, readers

    content = load_content(questionnaires)
    desk = None if is_file(dossier) else open_desk(dossier, data, key_file, content, by)
    known = desk.dossier if desk else read_file(dossier, content)
    whom = recipients(known, recipient) or readers(known, content)
    at = now()
    made = make_calendars(known, content, whom, output, at.date(), desk, at if desk else None)
    _tell(made, asked=bool(recipient))


def _tell(made: "Iterable[Drawn]", asked: bool) -> None:
    """The files, what is in no calendar yet, and the reasons where somebody asked for something."""
    from planbuilder.cli.telling import show, tell
    from planbuilder.errors import NotAllowed

    refused: list[str] = []
    files = undated = 0
    for one in made:
        for file in one.files:
            show(str(file))
            files += 1
        undated += one.undated
        if one.refused:
            refused.append(one.refused)
    if undated:
        tell("agreements_without_a_day", number=undated)
    if refused and not files:
        raise NotAllowed(refused[0])
    if asked:
        for code in dict.fromkeys(refused):
            tell(code)
