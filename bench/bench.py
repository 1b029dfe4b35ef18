"""How long planbuilder takes, each time beside what somebody could use instead.

`python bench/bench.py [GROUP ...]` measures these groups, or all: core documents saving processes
word pdf many. Everything of a group takes turns in one run, so that a busy machine slows all of it;
the ratios are what counts. BENCH_DOSSIERS says how many dossiers `many` makes (default 100).
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable

import house
import many_dossiers
import pdf_engines
import word_engines
from measuring import measure_all

GROUPS: dict[str, Callable[[], None]] = {
    "core": lambda: measure_all(house.core()),
    "documents": lambda: measure_all(house.documents()),
    "saving": lambda: measure_all(house.saving()),
    "processes": lambda: measure_all(house.processes()),
    "word": word_engines.main,
    "pdf": pdf_engines.main,
    "many": lambda: many_dossiers.main(int(os.environ.get("BENCH_DOSSIERS", "100"))),
}


def main(names: list[str]) -> None:
    """Measure the groups of these names and print what was found."""
    unknown = [name for name in names if name not in GROUPS]
    if unknown:
        raise SystemExit(f"no such group: {', '.join(unknown)}; there are {', '.join(GROUPS)}")
    # As wherever planbuilder is installed: modules are compiled once, not in every process.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}")
    for name in names or GROUPS:
        print(f"\n=== {name}", flush=True)
        GROUPS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
