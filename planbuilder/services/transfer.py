"""A dossier out of the store into one readable file, and back, without losing a character."""

from __future__ import annotations

from datetime import datetime

from planbuilder.dossier.dossier_file import DossierFile, write_dossier_file
from planbuilder.dossier.fold import fold
from planbuilder.errors import EventRefused
from planbuilder.questionnaire.model import Questionnaire
from planbuilder.services.dossiers import Actor, Desk, make_room
from planbuilder.store import Store


def export_dossier(desk: Desk, now: datetime) -> str:
    """The whole dossier as the text of a dossier file; that it was taken out is logged with it."""
    with desk.store.change(desk.dossier.id) as change:
        events = change.events_after(0)
        change.log(desk.entry("export", "dossier", now, "export by whoever holds the key"))
    return write_dossier_file(desk.dossier.id, events)


def import_dossier(
    store: Store, questionnaire: Questionnaire, file: DossierFile, actor: Actor, now: datetime
) -> Desk:
    """The stored dossier with exactly the events of the file; raises EventRefused when the id is taken."""
    fold(file.dossier_id, file.events)
    make_room(store, file.dossier_id)
    desk = Desk(store, questionnaire, file.dossier_id, actor)
    with store.change(file.dossier_id) as change:
        if change.events_after(0):
            raise EventRefused("dossier_exists", dossier=file.dossier_id)
        for event in file.events:
            change.append(at=event.at, by=event.by, payload=event.payload)
        change.log(desk.entry("import", "dossier", now, "import of a dossier file"))
    return Desk(store, questionnaire, file.dossier_id, actor)
