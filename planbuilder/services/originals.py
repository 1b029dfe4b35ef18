"""Word documents as they were handed out: what they are bound with, and how they are kept."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from planbuilder.documents.binding import Binding
from planbuilder.dossier.dossier import Dossier
from planbuilder.dossier.events import DocumentIssued, KeptOriginal
from planbuilder.questionnaire.terms import Party

if TYPE_CHECKING:
    # A plan from a file needs no store.
    from planbuilder.documents import Document
    from planbuilder.store import Original
    from planbuilder.store.change import Change


def binding_for(dossier: Dossier, party: Party, key: bytes | None) -> Binding:
    """What a document for this party is bound with; `key` None for a dossier that is in no store."""
    return Binding(dossier.id, dossier.changed_seq, party.value, key)


def original_of(document: Document, now: datetime) -> Original:
    """The document as it is kept."""
    from planbuilder.store import Original

    return Original(now, document.token, document.content)


def keep_original(
    change: Change, dossier: Dossier, issued: DocumentIssued, original: Original
) -> DocumentIssued:
    """The event with the number of its document, which stands in the store with this change.

    The same document issued again is not kept twice.
    """
    before = (dated.payload.original for dated in dossier.issued)
    same = [one.number for one in before if one and one.sha256 == original.digest]
    number = change.keep(original, list(dict.fromkeys(same)))
    kept = KeptOriginal(number=number, token=original.token, sha256=original.digest)
    return issued.model_copy(update={"original": kept})
