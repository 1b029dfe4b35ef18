"""Templates that did not ship with planbuilder are read in a process of their own, with limits.

Why: the sandbox decides what a template may say, not how long it takes or how much memory a file
that unpacks to gigabytes needs. The process gets its data through a pipe and gives its result back
through one; it has no environment, no network, and can't start programs or write files.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from planbuilder.documents.binding import Marks
from planbuilder.documents.compiled.form import Form, from_bytes
from planbuilder.documents.compiled.plan_rendering import Finish
from planbuilder.documents.compiled.validity import FormBroken
from planbuilder.documents.to_docx import to_docx
from planbuilder.documents.word_picture import PICTURE, WordPicture
from planbuilder.errors import Problem, TemplateInvalid

SECONDS = 30
# The process ended by an error of its own, not by a limit.
_FAILED = 1
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from planbuilder.documents.apart import main; main()"
)
# Templates that no plan can be made with, so that a bad one is read once and not for each plan.
_refused: dict[bytes, list[tuple[str, dict[str, object]]]] = {}


def render_apart(
    plan: dict[str, Any],
    template: bytes,
    file: str,
    marks: Marks | None = None,
    finish: Finish | None = None,
    *,
    cache: Path | None = None,
) -> bytes:
    """As `to_docx.to_docx`, with the template compiled in a process of its own.

    What comes back from there is data, and every word of it is looked at before it is used.
    Raises TemplateInvalid, with a problem for each place that is wrong; `file` is the name that
    the user knows the template by.
    """

    def compiler(template: bytes) -> Form:
        return _compiled_apart(template, file)

    try:
        return to_docx(plan, template, marks, finish, compiler=compiler, cache=cache)
    except TemplateInvalid as error:
        if error.problems:
            raise
        answer: dict[str, Any] = {"problems": [(error.code, error.parameters)]}
        if error.code == "template_not_usable":
            answer = _ask({"task": "failure", "plan": _plain(plan)}, template)
        raise TemplateInvalid("template_not_usable", _problems(answer, file)) from None


def _compiled_apart(template: bytes, file: str) -> Form:
    known = hashlib.sha256(template).digest()
    if known in _refused:
        answer: dict[str, Any] = {"problems": _refused[known]}
    else:
        answer = _ask({"task": "compile"}, template)
    if "form" in answer:
        try:
            return from_bytes(base64.b64decode(answer["form"]))
        except FormBroken:
            answer = {"problems": [("template_not_usable", {})], "always": True}
    if answer.get("always"):
        _refused[known] = answer["problems"]
    raise TemplateInvalid("template_not_usable", _problems(answer, file))


def _plain(value: Any) -> Any:
    """The plan's data without pictures, as it can go through a pipe."""
    if isinstance(value, WordPicture):
        return PICTURE
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value


def lost_apart(plan: dict[str, Any], template: bytes, document: bytes, file: str) -> list[str]:
    """As `word_proof.lost_texts`, in a process of its own; `file` as in `render_apart`."""
    held = base64.b64encode(document).decode("ascii")
    answer = _ask({"task": "lost", "plan": _plain(plan), "document": held}, template)
    if "lost" not in answer:
        raise TemplateInvalid("template_not_usable", _problems(answer, file))
    return list(answer["lost"])


def check_apart(template: bytes, file: str) -> list[Problem]:
    """As `template_check.problems_in`, in a process of its own."""
    return _problems(_ask({"task": "check"}, template), file)


def _problems(answer: dict[str, Any], file: str) -> list[Problem]:
    return [Problem(code, file, 0, parameters) for code, parameters in answer["problems"]]


def _ask(request: dict[str, Any], template: bytes) -> dict[str, Any]:
    """What the process answers; where it went over a limit that is the problem."""
    question = json.dumps({**request, "template": base64.b64encode(template).decode("ascii")})
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", _START, json.dumps(sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
    )
    try:
        said, _ = child.communicate(question.encode("utf-8"), timeout=SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        return {"problems": [("template_too_heavy", {})], "always": True}
    if child.returncode != 0 or not said:
        code = "template_not_usable" if child.returncode == _FAILED else "template_too_heavy"
        return {"problems": [(code, {})], "always": True}
    answer: dict[str, Any] = json.loads(said)
    return answer
