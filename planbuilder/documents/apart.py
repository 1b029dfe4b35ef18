"""The other end of `isolation`: what runs in the process with limits."""

from __future__ import annotations

import base64
import json
import resource
import sys
from typing import Any

from planbuilder.documents.word_picture import PICTURE
from planbuilder.errors import TemplateInvalid

_CPU_SECONDS = 20
_MEMORY = 768 * 1024 * 1024
_OPEN_FILES = 64
# What Python announces before it does it; none of it is needed once the libraries are loaded.
_FORBIDDEN = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system",
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod",
    "os.chown", "os.truncate", "shutil.", "ctypes.", "urllib.", "ftplib.", "smtplib.", "http.",
)  # fmt: skip


def main() -> None:
    """Answer the one request on standard input, on standard output."""
    # Loaded before the limits count and the door is shut.
    from planbuilder.documents.template_check import problems_in
    from planbuilder.documents.template_failure import problems_with  # noqa: F401
    from planbuilder.documents.to_docx import load_libraries
    from planbuilder.documents.word_package import open_package
    from planbuilder.documents.word_proof import lost_texts
    from planbuilder.documents.zip_bytes import write_zip

    load_libraries()
    _limit()
    request = json.loads(sys.stdin.buffer.read())
    template = base64.b64decode(request["template"])
    answer: dict[str, Any]
    try:
        problems = problems_in(template)
        if problems:
            answer = {"problems": problems, "always": True}
        elif request["task"] == "check":
            # What only shows when it is compiled is told before somebody makes a plan with it.
            compiled = _compiled(write_zip(open_package(template)))
            answer = {"problems": compiled.get("problems", []), "always": True}
        elif request["task"] == "lost":
            plan = _with_paths(request["plan"])
            document = base64.b64decode(request["document"])
            answer = {"lost": lost_texts(plan, write_zip(open_package(template)), document)}
        elif request["task"] == "failure":
            answer = _failure(_with_paths(request["plan"]), template)
        else:
            answer = _compiled(write_zip(open_package(template)))
    except (MemoryError, RecursionError):
        answer = {"problems": [("template_too_heavy", {})], "always": True}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()


def _compiled(template: bytes) -> dict[str, Any]:
    """The compiled form as data, or what is wrong."""
    from planbuilder.documents.compiled.form import to_bytes
    from planbuilder.documents.compiled.plan_compiling import compiled_plan

    try:
        form = compiled_plan(template)
    except TemplateInvalid as error:
        return {"problems": [(error.code, error.parameters)], "always": True}
    return {"form": base64.b64encode(to_bytes(form)).decode("ascii")}


def _failure(plan: dict[str, Any], template: bytes) -> dict[str, Any]:
    """What in the template fails on this plan."""
    from planbuilder.documents.placeholders import Placeholders
    from planbuilder.documents.template_failure import problems_with

    stand_in = Placeholders().stand_in

    def printed(value: Any) -> Any:
        return "" if value == PICTURE else stand_in(value)

    found = problems_with(template, plan, printed)
    return {"problems": found or [("template_not_usable", {})], "always": False}


def _with_paths(plan: dict[str, Any]) -> dict[str, Any]:
    """The data that came through the pipe, as `Words` again."""
    from planbuilder.documents.boxes import spreads
    from planbuilder.documents.words import as_words

    plan.pop("spreads", None)
    words, _ = as_words(plan)
    words["spreads"] = spreads(words["sections"])
    return words


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        raise PermissionError(event)
