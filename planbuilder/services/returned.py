"""A Word document that came back: its original, as it was handed out."""

from __future__ import annotations

from datetime import datetime

from planbuilder.documents.manifest import dossier_in
from planbuilder.errors import NotFound
from planbuilder.services.dossiers import Desk
from planbuilder.store import Original


def find_original(desk: Desk, token: str, now: datetime) -> Original:
    """The document in which this token stands, as it was handed out; that somebody looked is logged.

    Raises NotFound when it is of another dossier or none was kept, IntegrityBroken when it is not as
    it was kept.
    """
    dossier = desk.look("original", now, "a document that came back")
    issued = [dated.payload.original for dated in dossier.issued]
    for kept in reversed([one for one in issued if one and one.token == token]):
        found = desk.store.original(dossier.id, kept.number)
        # In a dossier that was read from a file the numbers are those of another store.
        if found.token == token and found.digest == kept.sha256:
            return found
    raise NotFound("original_unknown", dossier=dossier_in(token) or dossier.id)
