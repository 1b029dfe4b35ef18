"""The other end of `isolation`: what runs in the process with limits."""

from __future__ import annotations

import base64
import json
import resource
import sys
from typing import Any

from planbuilder.documents.binding import Marks
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
        if problems or request["task"] == "check":
            answer = {"problems": problems, "always": True}
        elif request["task"] == "lost":
            plan = _with_paths(request["plan"])
            document = base64.b64decode(request["document"])
            answer = {"lost": lost_texts(plan, write_zip(open_package(template)), document)}
        else:
            marks = Marks.from_data(request["fields"])
            answer = _rendered(_with_paths(request["plan"]), template, marks)
    except (MemoryError, RecursionError):
        answer = {"problems": [("template_too_heavy", {})], "always": True}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()


def _rendered(plan: dict[str, Any], template: bytes, marks: Marks) -> dict[str, Any]:
    """The document, or what is wrong with it; `always` where that goes for every plan."""
    from planbuilder.documents.placeholders import Placeholders
    from planbuilder.documents.template_failure import problems_with
    from planbuilder.documents.to_docx import TextLost, to_docx
    from planbuilder.documents.word_package import open_package
    from planbuilder.documents.zip_bytes import write_zip

    wrong: tuple[str, dict[str, object]] = ("template_not_usable", {})
    try:
        document = to_docx(plan, write_zip(open_package(template)), marks)
    except (TemplateInvalid, TextLost) as error:
        wrong = (error.code, error.parameters)
    except (ArithmeticError, TypeError, ValueError, LookupError, SyntaxError):
        # What a calculation in a template can raise; which one it was is found below.
        pass
    else:
        return {
            "document": base64.b64encode(document).decode("ascii"),
            "printed": marks.printed,
        }
    if wrong[0] == "template_not_usable":
        found = problems_with(template, plan, Placeholders().stand_in)
        return {"problems": found or [wrong], "always": False}
    return {"problems": [wrong], "always": False}


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
