"""Commands that keep dossiers safe: list, log, verify, export, import, backup, restore, rekey, forget."""

from pathlib import Path
from typing import Annotated

import typer

from planbuilder.cli.options import Data, Dossier, KeyFile, Questions


def register(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("list")(list_dossiers)
    app.command("log")(log)
    app.command("verify")(verify)
    app.command("export")(export)
    app.command("import")(import_)
    app.command("backup")(backup)
    app.command("backup-keys")(backup_keys)
    app.command("restore")(restore)
    app.command("restore-keys")(restore_keys)
    app.command("rekey")(rekey)
    app.command("forget")(forget)


def list_dossiers(data: Data = None, key_file: KeyFile = None) -> None:
    """Welke dossiers er zijn."""
    from planbuilder.cli.opening import open_vault
    from planbuilder.cli.telling import show

    for dossier in open_vault(data, key_file).dossiers():
        show(dossier)


def log(
    dossier: Dossier,
    since: Annotated[str, typer.Option("--since", help="Vanaf deze dag (2026-03-14).")] = "",
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Wie dit dossier bekeek, veranderde of er iets mee maakte."""
    from planbuilder.cli.opening import now, open_desk
    from planbuilder.cli.telling import show
    from planbuilder.services.content import load_content
    from planbuilder.services.logbook import log_lines

    content = load_content()
    desk = open_desk(dossier, data, key_file, content)
    desk.look("log", now(), "looking into the log")
    entries = [e for e in desk.store.log(dossier) if e.occurred_at.date().isoformat() >= since]
    for line in log_lines(entries, desk.dossier, content.questionnaire):
        show(line)


def verify(
    dossier: Annotated[str | None, typer.Argument(metavar="DOSSIER", help="Leeg: alles.")] = None,
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Kijk of er niets is veranderd, weggehaald, verwisseld of afgeknipt."""
    from planbuilder.cli.opening import open_vault
    from planbuilder.cli.telling import language, say, show
    from planbuilder.errors import IntegrityBroken
    from planbuilder.language import sentence

    store = open_vault(data, key_file)
    findings = store.verify(dossier)
    for finding in findings:
        show(sentence(finding.code, finding.parameters, language()))
    if findings:
        raise IntegrityBroken("verify_found", number=len(findings))
    say("verify_fine", number=1 if dossier else len(store.dossiers()))


def export(
    dossier: Dossier,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Het bestand; leeg: op het scherm.")
    ] = None,
    by: Annotated[str, typer.Option("--by", help="Wie dit meeneemt.")] = "",
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Het hele dossier als één leesbaar bestand. Let op: dit bestand is niet versleuteld."""
    from planbuilder.cli.opening import now, open_desk
    from planbuilder.cli.telling import hand_over, tell
    from planbuilder.documents.writing import write_private_file
    from planbuilder.services.content import load_content
    from planbuilder.services.transfer import export_dossier

    desk = open_desk(dossier, data, key_file, load_content(), by)
    content = export_dossier(desk, now())
    if output is None:
        hand_over(content)
        return
    write_private_file(output, content.encode("utf-8"))
    tell("exported", file=output)


def import_(
    file: Annotated[Path, typer.Argument(metavar="BESTAND.yaml", help="Een dossierbestand.")],
    by: Annotated[str, typer.Option("--by", help="Wie dit inleest.")] = "",
    data: Data = None,
    key_file: KeyFile = None,
    questionnaires: Questions = None,
) -> None:
    """Lees een dossierbestand in als nieuw dossier."""
    from planbuilder.cli.opening import actor, now, open_vault, read_dossier
    from planbuilder.cli.telling import say
    from planbuilder.services.content import load_content
    from planbuilder.services.transfer import import_dossier

    content = load_content(questionnaires)
    found = read_dossier(str(file), content)
    store = open_vault(data, key_file, create=True)
    import_dossier(store, content.questionnaire, found, actor(by, None), now())
    say("imported", dossier=found.dossier_id, number=len(found.events))


def backup(
    target: Annotated[Path, typer.Argument(metavar="MAP", help="Waar de reservekopie komt.")],
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Een reservekopie van de gegevens, ook terwijl anderen werken. Zonder de sleutels."""
    from planbuilder.cli.opening import open_vault
    from planbuilder.cli.telling import say

    say("backed_up", file=open_vault(data, key_file).backup(target))


def backup_keys(
    target: Annotated[
        Path, typer.Argument(metavar="MAP", help="Waar de kopie van de sleutels komt.")
    ],
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Een reservekopie van de sleutels. Bewaar die op een andere plek dan de gegevens."""
    from planbuilder.cli.opening import open_vault
    from planbuilder.cli.telling import say

    say("keys_backed_up", file=open_vault(data, key_file).backup_keys(target))


def restore(
    source: Annotated[Path, typer.Argument(metavar="RESERVEKOPIE", help="De reservekopie.")],
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Zet een reservekopie terug, nadat die is nagekeken."""
    from planbuilder.cli.opening import folder_of, unlock_for
    from planbuilder.cli.telling import say
    from planbuilder.store import restore_store

    restore_store(folder_of(data), unlock_for(key_file), source)
    say("restored", file=source)


def restore_keys(
    source: Annotated[
        Path, typer.Argument(metavar="SLEUTELKOPIE", help="De kopie van de sleutels.")
    ],
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Zet een kopie van de sleutels terug. Vergeten dossiers blijven vergeten."""
    from planbuilder.cli.opening import folder_of, unlock_for
    from planbuilder.cli.telling import say
    from planbuilder.store import restore_keys as put_back

    put_back(folder_of(data), unlock_for(key_file), source)
    say("keys_restored", file=source)


def rekey(
    new_key_file: Annotated[
        Path | None, typer.Option("--new-key-file", help="Het nieuwe sleutelbestand.")
    ] = None,
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Kies een nieuwe wachtzin of een nieuw sleutelbestand. Onderbroken? Draai het nog een keer."""
    from planbuilder.cli.opening import open_vault, unlock_for
    from planbuilder.cli.telling import say, tell

    store = open_vault(data, key_file)
    if new_key_file is None:
        tell("now_the_new_passphrase")
    store.rekey(unlock_for(new_key_file, again=True))
    say("rekeyed")


def forget(
    dossier: Dossier,
    sure: Annotated[
        bool, typer.Option("--yes", help="Ja, vernietig de sleutel; dit kan niet terug.")
    ] = False,
    data: Data = None,
    key_file: KeyFile = None,
) -> None:
    """Vernietig de sleutel van een dossier: niemand kan het dan nog lezen, ook oude kopieën niet."""
    from planbuilder.cli.opening import open_vault
    from planbuilder.cli.telling import say
    from planbuilder.errors import NotAllowed

    if not sure:
        raise NotAllowed("forget_needs_yes", dossier=dossier)
    open_vault(data, key_file).forget(dossier)
    say("forgotten", dossier=dossier)
