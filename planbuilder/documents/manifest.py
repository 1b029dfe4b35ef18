"""The manifest of a Word plan: which plan of which dossier it is, and each field with its digest.

It says nothing that the document does not show but the dossier's id and revision. With a key it
proves that planbuilder wrote it, and its digests are HMACs, so that a text that somebody took out of
the document can't be guessed from it. Without one (a plan from a file) it says that it proves nothing,
and its digests are plain SHA-256.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal
from xml.sax.saxutils import quoteattr

from planbuilder.documents.binding import Binding, Field
from planbuilder.plan.model import Plan

NAMESPACE = "urn:planbuilder:manifest:1"
_TOKEN = re.compile(r"planbuilder-1 ([a-z0-9][a-z0-9_-]{0,63}) (?:hmac-sha256|none) [0-9a-f]{64}")
Proof = Literal["hmac-sha256", "none"]
# How a manifest calls the digest of a text.
_DIGEST: dict[Proof, str] = {"hmac-sha256": "hmac-sha256", "none": "sha256"}


@dataclass(frozen=True, slots=True)
class PrintedField:
    """A field of the document: its code, how often it is printed, and `binding.digest_of` its text."""

    code: str
    times: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a document says about itself. `mark` is the HMAC or, without a key, a plain SHA-256."""

    dossier: str
    revision: int
    plan: str
    version: int
    party: str
    fields: tuple[PrintedField, ...]
    proof: Proof = "none"
    mark: str = ""

    @property
    def token(self) -> str:
        """One line that stands for the whole manifest, by which the original is found."""
        return f"planbuilder-1 {self.dossier} {self.proof} {self.mark}"

    def proven_by(self, key: bytes) -> bool:
        """True when whoever held this key wrote this manifest, and nothing of it was changed."""
        right = hmac.digest(key, _signed(self), "sha256").hex()
        return self.proof == "hmac-sha256" and hmac.compare_digest(self.mark, right)

    @property
    def is_whole(self) -> bool:
        """False when a manifest without a key was changed; says nothing about who wrote it."""
        return self.proof != "none" or self.mark == hashlib.sha256(_signed(self)).hexdigest()

    def xml(self) -> bytes:
        """The manifest as the XML part of a document."""
        about = {
            "dossier": self.dossier,
            "revision": str(self.revision),
            "plan": self.plan,
            "version": str(self.version),
            "party": self.party,
            "proof": self.proof,
            "mark": self.mark,
        }
        kind = _DIGEST[self.proof]
        fields = (
            f'<field code={quoteattr(one.code)} times="{one.times}" {kind}="{one.digest}"/>'
            for one in self.fields
        )
        attributes = " ".join(f"{name}={quoteattr(value)}" for name, value in about.items())
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<manifest xmlns="{NAMESPACE}" {attributes}>{"".join(fields)}</manifest>'
        ).encode()


def dossier_in(token: str) -> str | None:
    """The id of the dossier that a token names; None for what is no token of ours."""
    match = _TOKEN.fullmatch(token.strip())
    return match[1] if match else None


def manifest_of(
    plan: Plan, binding: Binding, fields: Mapping[str, Field], printed: Mapping[str, int]
) -> Manifest:
    """The manifest of a document in which these codes are printed so often."""
    digests = {one.code: one.digest for one in fields.values()}
    listed = tuple(PrintedField(c, printed[c], d) for c, d in digests.items() if c in printed)
    bare = Manifest(
        dossier=binding.dossier,
        revision=binding.revision,
        plan=plan.kind.value,
        version=plan.version,
        party=binding.party,
        fields=listed,
        proof="none" if binding.key is None else "hmac-sha256",
    )
    if binding.key is None:
        return replace(bare, mark=hashlib.sha256(_signed(bare)).hexdigest())
    return replace(bare, mark=hmac.digest(binding.key, _signed(bare), "sha256").hex())


def read_manifest(xml: bytes) -> Manifest | None:
    """The manifest in this XML, however a word processor wrote it again; None when it is none.

    Nothing of it is proven yet.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(xml, parser)
        if root.tag != f"{{{NAMESPACE}}}manifest" or root.get("proof") not in _DIGEST:
            return None
        digest = _DIGEST[root.attrib["proof"]]
        return Manifest(
            dossier=root.attrib["dossier"],
            revision=int(root.attrib["revision"]),
            plan=root.attrib["plan"],
            version=int(root.attrib["version"]),
            party=root.attrib["party"],
            fields=tuple(
                PrintedField(one.attrib["code"], int(one.attrib["times"]), one.attrib[digest])
                for one in root.findall(f"{{{NAMESPACE}}}field")
            ),
            proof=root.attrib["proof"],
            mark=root.attrib["mark"],
        )
    except (etree.XMLSyntaxError, KeyError, ValueError):
        return None


def _signed(manifest: Manifest) -> bytes:
    """All of it but the mark, each part with its length before it."""
    parts = [
        NAMESPACE,
        manifest.proof,
        manifest.dossier,
        str(manifest.revision),
        manifest.plan,
        str(manifest.version),
        manifest.party,
    ]
    for one in manifest.fields:
        parts += [one.code, str(one.times), one.digest]
    packed = bytearray()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        packed += len(data).to_bytes(8, "big") + data
    return bytes(packed)
