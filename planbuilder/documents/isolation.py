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
from typing import Any

from planbuilder.documents.binding import Marks
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
    plan: dict[str, Any], template: bytes, file: str, marks: Marks | None = None
) -> bytes:
    """As `to_docx.to_docx`, in a process of its own; what it printed stands in `marks` after.

    Raises TemplateInvalid, with a problem for each place that is wrong; `file` is the name that
    the user knows the template by.
    """
    known = hashlib.sha256(template).digest()
    if known in _refused:
        answer: dict[str, Any] = {"problems": _refused[known]}
    else:
        fields = {} if marks is None else marks.as_data()
        answer = _ask({"task": "render", "plan": plan, "fields": fields}, template)
    if "document" in answer:
        if marks is not None:
            marks.printed.update(answer["printed"])
        return base64.b64decode(answer["document"])
    if answer.get("always"):
        _refused[known] = answer["problems"]
    raise TemplateInvalid("template_not_usable", _problems(answer, file))


def lost_apart(plan: dict[str, Any], template: bytes, document: bytes) -> list[str]:
    """As `word_proof.lost_texts`, in a process of its own."""
    held = base64.b64encode(document).decode("ascii")
    answer = _ask({"task": "lost", "plan": plan, "document": held}, template)
    if "lost" not in answer:
        raise TemplateInvalid("template_not_usable", _problems(answer, ""))
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
