"""Encrypted dossiers and their access log in a database; Django is imported nowhere else.

`open_store` gives a `Store`; nothing heavy is imported before it is called.
"""

from __future__ import annotations

from planbuilder.store.access import AccessEntry
from planbuilder.store.findings import Finding, FindingKind
from planbuilder.store.folder import default_folder, store_exists
from planbuilder.store.opening import open_store, restore_keys, restore_store
from planbuilder.store.originals import Original
from planbuilder.store.store import Store
from planbuilder.store.unlock import KeyFile, Passphrase, Unlock

__all__ = [
    "AccessEntry",
    "Finding",
    "FindingKind",
    "KeyFile",
    "Original",
    "Passphrase",
    "Store",
    "Unlock",
    "default_folder",
    "open_store",
    "restore_keys",
    "restore_store",
    "store_exists",
]
