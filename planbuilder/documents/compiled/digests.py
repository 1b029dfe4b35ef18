"""What tells contents apart: 32 bytes that no two contents share (BLAKE2b)."""

from __future__ import annotations

try:
    # hashlib loads OpenSSL first, and that takes longer than rendering a document.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


def digest(content: bytes) -> bytes:
    """The 32 bytes of this content."""
    return blake2b(content, digest_size=32).digest()
