"""A running LibreOffice that makes PDFs over UNO, as servers do. Needs a Python with `uno` in it.

`python office_worker.py SOFFICE PROFILE`: each line on stdin is a file and a target, apart by a tab;
the answer is the seconds it took, and the seconds of the processor that all of the office took.
The file is opened anew each time.
"""

from __future__ import annotations

import os
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
    arguments = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
    office = subprocess.Popen([soffice, *arguments, f"--accept={where}"])
    desktop = _desktop(where)
    print("ready", flush=True)
    for line in sys.stdin:
        source, target = line.rstrip("\n").split("\t")
        begin, worked = perf_counter(), _processor(office.pid)
        document = desktop.loadComponentFromURL(
            Path(source).as_uri(), "_blank", 0, _with(Hidden=True)
        )
        options = _with(UseTaggedPDF=True, PDFUACompliance=True)
        asked = uno.Any("[]com.sun.star.beans.PropertyValue", options)
        wish = _with(FilterName="writer_pdf_Export", FilterData=asked)
        document.storeToURL(Path(target).as_uri(), wish)
        document.close(True)
        print(perf_counter() - begin, _processor(office.pid) - worked, flush=True)
    desktop.terminate()
    office.wait()


def _processor(pid: int) -> float:
    """The seconds that this process and all below it have worked."""
    spent = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, told = stat.parent.name, stat.read_text(encoding="ascii", errors="replace")
        except OSError:
            # It ended meanwhile.
            continue
        fields = told.rpartition(")")[2].split()
        if int(number) == pid:
            spent += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        elif int(fields[1]) == pid:
            spent += _processor(int(number))
    return spent


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
