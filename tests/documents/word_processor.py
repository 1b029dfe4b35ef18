"""A person at LibreOffice: opens a document, changes texts by keyboard, saves it. Run by the system's Python.

    word_processor.py SOFFICE PROFILE < orders.json

The orders: {"open": path, "save": [[path, filter], ...], "edits": [[action, text, words], ...]}.
A text is searched and the cursor is put in it, as somebody would; then what stands in `ACTIONS`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PATIENCE = 120.0


def value(name: str, content: Any) -> PropertyValue:
    found = PropertyValue()
    found.Name, found.Value = name, content
    return found


class Desk:
    """One running LibreOffice."""

    def __init__(self, soffice: str, profile: str) -> None:
        # Others may be at work on this machine too.
        pipe = f"planbuilder{os.getpid()}"
        self.office = subprocess.Popen(
            [
                soffice,
                "--headless",
                "--norestore",
                "--nologo",
                f"-env:UserInstallation=file://{profile}",
                f"--accept=pipe,name={pipe};urp",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        here = uno.getComponentContext()
        resolver = here.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", here
        )
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self.there = resolver.resolve(
                    f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
                )
                break
            except NoConnectException:
                if time.monotonic() > until or self.office.poll() is not None:
                    raise
                time.sleep(0.2)
        manager = self.there.ServiceManager
        self.desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", self.there)
        self.keyboard = manager.createInstanceWithContext(
            "com.sun.star.frame.DispatchHelper", self.there
        )

    def close(self) -> None:
        self.desktop.terminate()
        self.office.wait(PATIENCE)

    def do(self, orders: dict[str, Any]) -> None:
        document = self.desktop.loadComponentFromURL(
            Path(orders["open"]).as_uri(), "_blank", 0, (value("Hidden", True),)
        )
        for action, text, words in orders["edits"]:
            ACTIONS[action](self, document, find(document, text), words)
        for path, kind in orders["save"]:
            document.storeToURL(Path(path).as_uri(), (value("FilterName", kind),))
        document.close(True)

    def press(self, document: Any, command: str, **more: Any) -> None:
        frame = document.CurrentController.Frame
        arguments = tuple(value(name, content) for name, content in more.items())
        self.keyboard.executeDispatch(frame, f".uno:{command}", "", 0, arguments)


def find(document: Any, text: str) -> Any:
    search = document.createSearchDescriptor()
    search.SearchString = text
    search.SearchCaseSensitive = True
    found = document.findFirst(search)
    if found is None:
        raise LookupError(text)
    return found


def cursor_at(document: Any, place: Any) -> Any:
    cursor = document.CurrentController.ViewCursor
    cursor.gotoRange(place, False)
    return cursor


def insert_after(desk: Desk, document: Any, found: Any, words: str) -> None:
    cursor_at(document, found.End)
    desk.press(document, "InsertText", Text=words)


def insert_inside(desk: Desk, document: Any, found: Any, words: str) -> None:
    cursor = cursor_at(document, found.Start)
    cursor.goRight(2, False)
    desk.press(document, "InsertText", Text=words)


def delete(desk: Desk, document: Any, found: Any, _: str) -> None:
    cursor_at(document, found.Start).gotoRange(found.End, True)
    desk.press(document, "Delete")


def replace(desk: Desk, document: Any, found: Any, words: str) -> None:
    cursor_at(document, found.Start).gotoRange(found.End, True)
    desk.press(document, "InsertText", Text=words)


def split(desk: Desk, document: Any, found: Any, _: str) -> None:
    cursor_at(document, found.End)
    desk.press(document, "InsertPara")


def paste(desk: Desk, document: Any, found: Any, words: str) -> None:
    """What stands elsewhere in the document, copied and pasted after the text."""
    controller = document.CurrentController
    controller.select(find(document, words))
    copied = controller.getTransferable()
    cursor_at(document, found.End)
    controller.insertTransferable(copied)


ACTIONS = {
    "insert_after": insert_after,
    "insert_inside": insert_inside,
    "delete": delete,
    "replace": replace,
    "split": split,
    "paste": paste,
}


def main() -> None:
    desk = Desk(sys.argv[1], sys.argv[2])
    try:
        for orders in json.load(sys.stdin):
            desk.do(orders)
    finally:
        desk.close()


main()
