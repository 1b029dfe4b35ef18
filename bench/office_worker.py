"""A running LibreOffice that makes PDFs over UNO, as servers do. Needs a Python with `uno` in it.

`python office_worker.py SOFFICE PROFILE`: each line on stdin is a file and a target, apart by a tab;
the answer is the seconds it took.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from time import perf_counter

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

_PATIENCE_SECONDS = 60


def main(soffice: str, profile: str) -> None:
    """Start an office, answer orders until there are none, end the office."""
    where = f"pipe,name=planbuilder-bench-{Path(profile).parent.name};urp"
    options = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
    office = subprocess.Popen([soffice, *options, f"--accept={where}"])
    desktop = _desktop(where)
    print("ready", flush=True)
    for line in sys.stdin:
        source, target = line.rstrip("\n").split("\t")
        begin = perf_counter()
        document = desktop.loadComponentFromURL(
            Path(source).as_uri(), "_blank", 0, _with(Hidden=True)
        )
        tagged = uno.Any("[]com.sun.star.beans.PropertyValue", _with(UseTaggedPDF=True))
        wish = _with(FilterName="writer_pdf_Export", FilterData=tagged)
        document.storeToURL(Path(target).as_uri(), wish)
        document.close(True)
        print(perf_counter() - begin, flush=True)
    desktop.terminate()
    office.wait()


def _desktop(where: str) -> object:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            office = resolver.resolve(f"uno:{where};StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return office.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", office
            )


def _with(**values: object) -> tuple[object, ...]:
    found = []
    for name, value in values.items():
        one = PropertyValue()
        one.Name, one.Value = name, value
        found.append(one)
    return tuple(found)


if __name__ == "__main__":
    main(*sys.argv[1:])
