"""Renders with one engine of Python; speaks as `peers/worker.mjs` does.

Orders come in as lines of JSON, the answers go out the same way.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

Render = Callable[[str, dict[str, Any]], bytes]


def docxtpl() -> Render:
    from docxtpl import DocxTemplate

    def render(template: str, data: dict[str, Any]) -> bytes:
        document = DocxTemplate(template)
        document.render(data, autoescape=True)
        made = io.BytesIO()
        document.save(made)
        return made.getvalue()

    return render


def ours() -> Render:
    from planbuilder.documents import render_docx

    def render(template: str, data: dict[str, Any]) -> bytes:
        path = Path(template)
        return render_docx(path, data, cache=path.parent / "compiled")

    return render


def ours_zlib() -> Render:
    # As on a machine where the extra "fast" is not installed.
    sys.modules["isal"] = None  # type: ignore[assignment]
    return ours()


def zip_alone() -> Render:
    """The floor: unpacks what docxtpl once made, and only packs it each time."""
    import zipfile

    parts: dict[tuple[str, int], dict[str, bytes]] = {}
    first = docxtpl()

    def render(template: str, data: dict[str, Any]) -> bytes:
        made = parts.get((template, id(data)))
        if made is None:
            with zipfile.ZipFile(io.BytesIO(first(template, data))) as file:
                made = {name: file.read(name) for name in file.namelist()}
            parts[template, id(data)] = made
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
            for name, content in made.items():
                file.writestr(name, content)
        return target.getvalue()

    return render


ENGINES: dict[str, Callable[[], Render]] = {
    "docxtpl": docxtpl,
    "planbuilder (zlib)": ours_zlib,
    "planbuilder (isal)": ours,
    "zip alone (zlib 6)": zip_alone,
}


def peak_kib() -> int:
    """The most memory that this process had, in KiB.

    Not ru_maxrss, in which a process starts with what its parent had.
    """
    told = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(told.partition("VmHWM:")[2].split()[0])


def main(name: str) -> None:
    render = ENGINES[name]()
    kept: dict[str, dict[str, Any]] = {}
    print(json.dumps({"ready": name}), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        path = order["data"]
        if path not in kept:
            kept[path] = {"plan": json.loads(Path(path).read_bytes())}
        seconds = []
        made = b""
        busy = process_time()
        for _ in range(order["times"]):
            begin = perf_counter()
            made = render(order["template"], kept[path])
            seconds.append(perf_counter() - begin)
        each = (process_time() - busy) / order["times"]
        if order["out"]:
            Path(order["out"]).write_bytes(made)
        told = {"seconds": seconds, "processor": each, "peak_kib": peak_kib()}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
