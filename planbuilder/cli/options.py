"""The options that many commands share."""

from pathlib import Path
from typing import Annotated

import typer

Dossier = Annotated[str, typer.Argument(metavar="DOSSIER", help="De aanduiding van het dossier.")]
DossierOrFile = Annotated[
    str,
    typer.Argument(
        metavar="DOSSIER|BESTAND.yaml", help="Een dossier uit de kluis, of een dossierbestand."
    ),
]
Data = Annotated[
    Path | None,
    typer.Option("--data", envvar="PLANBUILDER_DATA", help="De map met de kluis."),
]
KeyFile = Annotated[
    Path | None,
    typer.Option(
        "--key-file",
        envvar="PLANBUILDER_KEY_FILE",
        help="Sleutelbestand (rechten 0600) in plaats van een wachtzin.",
    ),
]
Kinds = Annotated[
    str | None,
    typer.Option(
        "--kind",
        help="perspectiefplan, uitstroomplan, onderwijsoverdracht of mijn-plan (met komma's).",
    ),
]
Questions = Annotated[
    Path | None,
    typer.Option(
        "--questionnaires",
        envvar="PLANBUILDER_QUESTIONNAIRES",
        help="Eigen map met vragen, regels en instellingen.",
    ),
]
Templates = Annotated[
    Path | None,
    typer.Option("--templates", envvar="PLANBUILDER_TEMPLATES", help="Eigen map met sjablonen."),
]
By = Annotated[
    str,
    typer.Option("--by", help="Wie dit invoert: de aanduiding van een persoon in het dossier."),
]
Json = Annotated[bool, typer.Option("--json", help="Als gegevens (JSON) in plaats van tekst.")]
