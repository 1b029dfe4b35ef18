"""Zip files of which the bytes depend on their content only."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

# The earliest time that a zip file can hold.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def read_zip(raw: bytes) -> dict[str, bytes]:
    """Each file by its name, in the order of the zip. Raises zipfile.BadZipFile for anything else."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def write_zip(files: Mapping[str, bytes], uncompressed: tuple[str, ...] = ()) -> bytes:
    """A zip of these files in this order, the same for the same files; `uncompressed` are stored."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            stored = name in uncompressed
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return target.getvalue()
