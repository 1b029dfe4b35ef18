"""The one door of the command line: runs a command and turns errors into a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

import typer
from typer.main import get_command

from planbuilder.cli.app import app
from planbuilder.cli.telling import tell, tell_error
from planbuilder.errors import PlanbuilderError

EXIT_BUG = 70
EXIT_INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> None:
    """Run planbuilder and leave with its exit code (0 done, 1 check found gaps; see the README)."""
    sys.excepthook = _tell_bug
    _speak_utf8()
    try:
        # Not `app()` itself: that puts a hook of its own in the place of ours.
        command = get_command(app)
        code = command.main(args=arguments, prog_name="planbuilder", standalone_mode=False)
    except PlanbuilderError as error:
        tell_error(error)
        code = error.exit_code
    except typer.Exit as leave:
        code = leave.exit_code
    except typer.TyperException as error:
        _tell_usage(error)
        code = 2
    except (typer.Abort, KeyboardInterrupt):
        code = EXIT_INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has left; there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = 0
    except OSError as error:
        tell("storage_trouble", reason=os.strerror(error.errno or 0))
        code = 7
    if code == EXIT_INTERRUPTED:
        tell("interrupted")
    sys.exit(int(code or 0))


def _speak_utf8() -> None:
    """Let a terminal that can't show a character show a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _tell_usage(error: typer.TyperException) -> None:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "planbuilder"
    option = getattr(error, "option_name", None)
    parameter = getattr(getattr(error, "param", None), "human_readable_name", None)
    if option:
        tell("no_such_option", option=option, command=command)
    elif parameter:
        # Without its value: that may be something a person would rather not see repeated.
        tell("parameter_wrong", parameter=parameter, command=command)
    else:
        tell("usage_wrong", command=command)


def _tell_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell that planbuilder itself is at fault and where, without a traceback.

    Why not the traceback: its lines and messages can hold what a person typed.
    """
    place = "?"
    while trace is not None:
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    tell("bug", kind=kind.__name__, place=place)
    sys.exit(EXIT_BUG)
