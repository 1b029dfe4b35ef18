"""All commands, in the order in which people need them. Each imports what it needs when it runs."""

from typing import Annotated

import typer

from planbuilder.cli import content, deciding, keeping, making, picturing, talking, working
from planbuilder.cli.telling import speak

app = typer.Typer(
    name="planbuilder",
    help="Van gesprek naar plan: perspectiefplan, uitstroomplan, onderwijsoverdracht en Mijn plan.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        from planbuilder import __version__
        from planbuilder.cli.telling import show

        show(f"planbuilder {__version__}")
        raise typer.Exit


@app.callback()
def every_command(
    lang: Annotated[
        str | None, typer.Option("--lang", help="Taal van de meldingen: nl of en.")
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie.")
    ] = False,
) -> None:
    """Van gesprek naar plan: perspectiefplan, uitstroomplan, onderwijsoverdracht en Mijn plan."""
    speak(lang)


making.register(app)
content.register(app)
picturing.register(app)
talking.register(app)
working.register(app)
deciding.register(app)
keeping.register(app)
