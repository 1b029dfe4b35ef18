"""Templates that did not ship with planbuilder are read in a process of their own, with limits.

Why: the sandbox decides what a template may say, not how long it takes or how much memory a file
that unpacks to gigabytes needs. The process gets its data through a pipe and gives its result back
through one; it has no environment, no network, and can't start programs or write files.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from typing import Any

from planbuilder.errors import Problem, TemplateInvalid

SECONDS = 30
# The template can be opened, and something in its texts is wrong: where, says `template_check`.
_SOMEWHERE = "template_not_usable"
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from planbuilder.documents.apart import main; main()"
)


def render_apart(plan: dict[str, Any], template: bytes, file: str) -> bytes:
    """As `to_docx.to_docx`, in a process of its own.

    Raises TemplateInvalid, with a problem for each place that is wrong; `file` is the name that
    the user knows the template by.
    """
    answer = _ask({"task": "render", "plan": plan}, template)
    if "document" in answer:
        return base64.b64decode(answer["document"])
    problems = [Problem(answer["code"], file, 0, answer["parameters"])]
    if answer["code"] == _SOMEWHERE:
        problems = check_apart(template, file) or problems
    raise TemplateInvalid(_SOMEWHERE, problems)


def check_apart(template: bytes, file: str) -> list[Problem]:
    """As `template_check.problems_in`, in a process of its own; a bomb is a problem too."""
    answer = _ask({"task": "check"}, template)
    if "problems" not in answer:
        return [Problem(answer["code"], file, 0, answer["parameters"])]
    return [Problem(code, file, 0, parameters) for code, parameters in answer["problems"]]


def _ask(request: dict[str, Any], template: bytes) -> dict[str, Any]:
    """What the process answers; {"code": …} where it went over a limit."""
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
        return {"code": "template_too_heavy", "parameters": {}}
    if child.returncode != 0 or not said:
        return {"code": "template_too_heavy", "parameters": {}}
    answer: dict[str, Any] = json.loads(said)
    return answer
