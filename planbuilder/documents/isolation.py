"""A template that did not ship with planbuilder, rendered in a process that can do little harm.

Why: the allow-list of what a template may say does not stop it from using all memory or time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from planbuilder import resources
from planbuilder.errors import TemplateInvalid
from planbuilder.questionnaire.terms import PlanKind

# Enough for a plan of hundreds of pages; a bomb reaches them in seconds.
MEMORY_BYTES = 1024**3
CPU_SECONDS = 30
WALL_SECONDS = 60
_DONE, _REFUSED = b"done\n", b"refused\n"


def docx_through_template(plan: dict[str, Any], kind: PlanKind, templates: Path | None) -> bytes:
    """The Word document of a plan through the organisation's own template, else the shipped one.

    Raises TemplateInvalid where the template can't be used, takes too long or too much memory.
    """
    from planbuilder.documents.to_docx import to_docx

    name = f"{kind.value}/plan.docx"
    shipped = resources.shipped_path("templates", name).read_bytes()
    own = resources.own_path("templates", name, templates)
    template = resources.read_bytes(own) if own is not None else shipped
    if template == shipped:
        return to_docx(plan, shipped)
    return render_apart(plan, template)


def render_apart(plan: dict[str, Any], template: bytes) -> bytes:
    """The Word document, made by a child process with limits on time and memory."""
    order = json.dumps({"plan": plan, "template": template.hex()}).encode()
    # The child needs to find this package, and nothing else of our surroundings.
    surroundings = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-c", "from planbuilder.documents.isolation import child; child()"]
    try:
        done = subprocess.run(
            command,
            input=order,
            capture_output=True,
            env=surroundings,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TemplateInvalid("template_too_heavy") from None
    if done.returncode == 0 and done.stdout.startswith(_DONE):
        return done.stdout.removeprefix(_DONE)
    if done.stdout.startswith(_REFUSED):
        raise TemplateInvalid(done.stdout.removeprefix(_REFUSED).decode())
    raise TemplateInvalid("template_too_heavy")


def child() -> None:
    """What the child process does: limit itself, read the order, render, answer."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    # No core file: it would hold the plan.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Nor a traceback.
    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    from planbuilder.documents.to_docx import to_docx
    from planbuilder.documents.words import as_words

    order = json.loads(sys.stdin.buffer.read())
    data, _ = as_words(order["plan"])
    try:
        answer = _DONE + to_docx(data, bytes.fromhex(order["template"]))
    except TemplateInvalid as error:
        answer = _REFUSED + error.code.encode()
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
