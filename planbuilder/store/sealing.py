"""How a row is sealed and chained: AES-256-GCM per dossier, SHA-256 from row to row.

Why: the seal binds a row to its dossier, number, kind, moment and predecessor, so that a row that
was changed, moved or copied does not open; the chain and the sealed head say which rows there were.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Stream = Literal["events", "access", "originals"]
STREAMS: tuple[Stream, ...] = ("events", "access", "originals")

KEY_BYTES = 32
_NONCE_BYTES = 12
# Texts are filled up with spaces to a multiple of this, so that a size says little about an answer.
_PAD_TO = 128


@dataclass(frozen=True, slots=True)
class SealedRow:
    """One stored event, log entry or original, in the order of its columns."""

    dossier: str
    seq: int
    kind: str
    at: str
    generation: int
    nonce: bytes
    ciphertext: bytes
    prev_hash: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """How far a dossier has come: the number of rows and the last hash of each stream."""

    dossier: str
    generation: int
    counts: Mapping[Stream, int]
    hashes: Mapping[Stream, bytes]
    mac: bytes = b""


def packed(*parts: str | int | bytes) -> bytes:
    """The parts as bytes, each with its length before it, so that no two lists look the same."""
    result = bytearray()
    for part in parts:
        # Surrogates can stand in a changed database; they must not stop the check that finds it.
        data = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        result += len(data).to_bytes(8, "big") + data
    return bytes(result)


def derived(key: bytes, purpose: str, length: int = KEY_BYTES) -> bytes:
    """A key for one purpose, made from `key`."""
    info = f"planbuilder {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(key)


class DossierKey:
    """The key of one dossier: seals its rows, signs its head, and proves its documents."""

    def __init__(self, secret: bytes, generation: int) -> None:
        self.secret = secret
        self.generation = generation
        self._cipher = AESGCM(derived(secret, "rows"))
        self._signing = derived(secret, "head")

    @property
    def binding(self) -> bytes:
        """The key that proves which documents were made from this dossier; it opens nothing."""
        return derived(self.secret, "documents")

    def seal(
        self,
        stream: Stream,
        dossier: str,
        seq: int,
        kind: str,
        at: str,
        previous: bytes,
        plain: bytes,
    ) -> SealedRow:
        """The row that holds `plain`, chained to the row whose hash is `previous`."""
        nonce = os.urandom(_NONCE_BYTES)
        bound = _bound(stream, dossier, seq, kind, at, self.generation, previous)
        ciphertext = self._cipher.encrypt(nonce, _padded(plain), bound)
        row = SealedRow(dossier, seq, kind, at, self.generation, nonce, ciphertext, previous, b"")
        return SealedRow(
            dossier,
            seq,
            kind,
            at,
            self.generation,
            nonce,
            ciphertext,
            previous,
            row_hash(stream, row),
        )

    def unseal(self, stream: Stream, row: SealedRow) -> bytes | None:
        """The text of the row; None when the row is not as it was sealed."""
        bound = _bound(
            stream, row.dossier, row.seq, row.kind, row.at, row.generation, row.prev_hash
        )
        try:
            return self._cipher.decrypt(row.nonce, row.ciphertext, bound).rstrip(b" ")
        except (InvalidTag, ValueError):
            return None

    def sign(self, head: Head) -> bytes:
        """The proof that this head was written by somebody who holds the key."""
        parts: list[str | int | bytes] = ["head", head.dossier, head.generation]
        for stream in STREAMS:
            # A dossier of before there were originals has the same proof as one without any.
            if stream != "originals" or head.counts[stream]:
                parts += [stream, head.counts[stream], head.hashes[stream]]
        return hmac.digest(self._signing, packed(*parts), "sha256")

    def signed(self, head: Head) -> bool:
        """True when the proof on this head is right."""
        return hmac.compare_digest(head.mac, self.sign(head))


def row_hash(stream: Stream, row: SealedRow) -> bytes:
    """The SHA-256 over all other columns of the row, the hash of its predecessor included."""
    return hashlib.sha256(
        packed(
            "row",
            _bound(stream, row.dossier, row.seq, row.kind, row.at, row.generation, row.prev_hash),
            row.nonce,
            row.ciphertext,
        )
    ).digest()


def chain_start(stream: Stream, dossier: str) -> bytes:
    """What stands in the place of a predecessor before the first row."""
    return hashlib.sha256(packed("start", stream, dossier)).digest()


def _bound(
    stream: Stream, dossier: str, seq: int, kind: str, at: str, generation: int, previous: bytes
) -> bytes:
    return packed("planbuilder", stream, dossier, seq, kind, at, generation, previous)


def _padded(plain: bytes) -> bytes:
    return plain + b" " * (-len(plain) % _PAD_TO)
