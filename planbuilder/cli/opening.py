"""Opening what a command works on: the vault with its passphrase or key file, or a dossier file."""

from __future__ import annotations

import getpass
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from planbuilder.cli.telling import language
from planbuilder.errors import AnswerNotAccepted, NotFound, SurroundingsMissing

if TYPE_CHECKING:
    from pydantic import BaseModel

    from planbuilder.dossier.dossier import Dossier
    from planbuilder.dossier.dossier_file import DossierFile
    from planbuilder.services.content import Content
    from planbuilder.services.dossiers import Actor, Desk
    from planbuilder.store import Store, Unlock


# The vaults that this run opened, so that nobody types a passphrase twice.
_open: dict[Path, Store] = {}

P = TypeVar("P", bound="BaseModel")


def checked(kind: type[P], **values: object) -> P:
    """A value made from what was typed; raises AnswerNotAccepted naming the first field that is wrong."""
    from pydantic import ValidationError

    try:
        return kind(**values)
    except ValidationError as wrong:
        field = ".".join(str(part) for part in wrong.errors()[0]["loc"])
        raise AnswerNotAccepted("field_not_accepted", field=field) from None


def now() -> datetime:
    """This moment, with its time zone."""
    return datetime.now(UTC).astimezone()


def is_file(name: str) -> bool:
    """True when a dossier is named by its file instead of by its id."""
    return name.endswith((".yaml", ".yml")) or "/" in name


def ask_passphrase(again: bool = False) -> str:
    """The passphrase as typed, without showing it; asked twice when it is a new one."""
    from planbuilder.language import sentence

    if not sys.stdin.isatty():
        raise SurroundingsMissing("passphrase_needs_terminal")
    typed = getpass.getpass(sentence("ask_passphrase", {}, language()) + " ")
    if again and typed != getpass.getpass(sentence("ask_passphrase_again", {}, language()) + " "):
        raise SurroundingsMissing("passphrases_differ")
    return typed


def folder_of(data: Path | None) -> Path:
    """The data folder: the one named, else the user's own."""
    from planbuilder.store import default_folder

    return data or default_folder()


def compiled_templates(data: Path | None = None) -> Path:
    """Where compiled Word templates are kept: beside the data folder, or in this user's cache.

    They can be made again at any time, so they are not in the data folder; and finding the place must
    not load the store, for a plan from a file needs none.
    """
    named = data or os.environ.get("PLANBUILDER_DATA")
    if named:
        folder = Path(named).absolute()
        return folder.with_name(f"{folder.name}-templates")
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "planbuilder" / "templates"


def unlock_for(key_file: Path | None, again: bool = False) -> Unlock:
    """What opens the vault: the key file, else a passphrase that is asked for now."""
    from planbuilder.store import KeyFile, Passphrase

    return KeyFile(key_file) if key_file else Passphrase(ask_passphrase(again))


def open_vault(data: Path | None, key_file: Path | None, create: bool = False) -> Store:
    """The store in the data folder, unlocked; made when it is not there yet and `create` says so."""
    from planbuilder.store import open_store, store_exists

    folder = folder_of(data)
    if folder not in _open:
        is_there = store_exists(folder)
        if not is_there and not create:
            raise NotFound("no_vault_yet", folder=str(folder))
        _open[folder] = open_store(folder, unlock_for(key_file, again=not is_there), create=create)
    return _open[folder]


def open_desk(
    dossier: str,
    data: Path | None,
    key_file: Path | None,
    content: Content,
    by: str = "",
) -> Desk:
    """A stored dossier on the desk of whoever is at the keyboard."""
    from planbuilder.services.dossiers import Desk

    store = open_vault(data, key_file)
    desk = Desk(store, content.questionnaire, dossier, actor(by, None))
    desk.actor = actor(by, desk.dossier)
    return desk


def actor(by: str, dossier: Dossier | None) -> Actor:
    """Who is at the keyboard, for the log: a person of the dossier, or the computer's user."""
    from planbuilder.services.dossiers import Actor

    person = dossier.people.get(by) if dossier and by else None
    if person is not None:
        return Actor(person.id, person.role.value, organisation=person.organisation)
    return Actor(by or getpass.getuser())


def read_dossier(name: str, content: Content) -> DossierFile:
    """What a dossier file holds, checked against the questionnaire; raises InputInvalid with all problems."""
    from planbuilder.dossier.dossier_file import check_answers, read_dossier_file
    from planbuilder.errors import InputInvalid
    from planbuilder.resources import read_text

    path = Path(name)
    found = read_dossier_file(read_text(path), path.name)
    problems = check_answers(found, content.questionnaire)
    if problems:
        raise InputInvalid("dossier_file_invalid", problems, file=path.name)
    return found


def read_file(name: str, content: Content) -> Dossier:
    """The dossier in a file."""
    from planbuilder.dossier.fold import fold

    found = read_dossier(name, content)
    return fold(found.dossier_id, found.events)
