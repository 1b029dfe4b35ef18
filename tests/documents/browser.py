"""A headless Chromium, driven through its own pipe (the DevTools protocol): nothing listens on a port."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_END = b"\x00"
# The two ends of the pipe must be file descriptors 3 and 4 in the browser.
_START = 'exec "$@" 3<&"$READ" 4>&"$WRITE"'


class Browser:
    """One page at a time; each call waits for its answer."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands = commands
        self._answers = answers
        self._unread = b""
        self._number = 0
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime"):
            self.ask(f"{domain}.enable")

    def call(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        """The result of one command. Raises AssertionError where the browser refuses it."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self._send(json.dumps(message).encode() + _END)
        while True:
            answer = json.loads(self._next())
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """As `call`, to the page."""
        return self.call(method, self._session, **parameters)

    def evaluate(self, script: str) -> Any:
        """What a script in the page comes to, promises awaited."""
        told = self.ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def show(self, page: str, width: int, media: str = "screen") -> None:
        """Show this HTML in a window that is `width` pixels wide, for the screen or as printed."""
        height = 900
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height,
                 deviceScaleFactor=1, mobile=width < 600)  # fmt: skip
        self.ask("Emulation.setEmulatedMedia", media=media)
        frame = self.ask("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self.ask("Page.setDocumentContent", frameId=frame, html=page)
        self.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))")

    def _send(self, raw: bytes) -> None:
        while raw:
            raw = raw[os.write(self._commands, raw) :]

    def _next(self) -> bytes:
        while _END not in self._unread:
            more = os.read(self._answers, 1 << 20)
            assert more, "the browser stopped"
            self._unread += more
        message, _, self._unread = self._unread.partition(_END)
        return message


@contextmanager
def browsing(chromium: str, folder: Path) -> Iterator[Browser]:
    """A browser with a profile of its own in `folder`, without a network."""
    theirs_in, commands = os.pipe()
    answers, theirs_out = os.pipe()
    options = [
        "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-dev-shm-usage", "--disable-extensions", "--disable-background-networking",
        "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder / 'chromium'}", "about:blank",
    ]  # fmt: skip
    process = subprocess.Popen(
        ["/bin/bash", "-c", _START, "sh", chromium, *options],
        pass_fds=(theirs_in, theirs_out),
        env={**os.environ, "READ": str(theirs_in), "WRITE": str(theirs_out)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        yield Browser(commands, answers)
    finally:
        process.kill()
        process.wait()
        os.close(commands)
        os.close(answers)
