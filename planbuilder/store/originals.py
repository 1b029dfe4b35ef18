"""Documents as they were handed out, kept so that one that comes back can be laid beside its original."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planbuilder.store.vault import Vault

_KIND = "docx"


@dataclass(frozen=True, slots=True)
class Original:
    """One document: when it was made, the token that stands in it, and its bytes."""

    at: datetime
    token: str
    content: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, in hexadecimals."""
        return hashlib.sha256(self.content).hexdigest()


def sealed_text(original: Original) -> tuple[str, str, bytes]:
    """Kind, moment and text of the row that holds this document."""
    about = json.dumps({"token": original.token}, ensure_ascii=True).encode("ascii")
    # The last line break keeps the padding of a row apart from what a document ends in.
    return _KIND, original.at.isoformat(), about + b"\n" + original.content + b"\n"


def read_original(vault: Vault, dossier: str, number: int) -> Original | None:
    """The document with this number; raises IntegrityBroken when it is not as it was kept."""
    from planbuilder.store.rows import opened_alone, read_row

    row = read_row(vault.alias, "originals", dossier, number)
    if row is None:
        return None
    about, _, rest = opened_alone(vault.keys, "originals", row).partition(b"\n")
    return Original(datetime.fromisoformat(row.at), json.loads(about)["token"], rest[:-1])
