"""Word documents beside the engines that somebody could pick instead, all in one interleaved run."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

from bench_plan import choosing, grown, looping
from plan_template import CHOOSING, LANGUAGES, LOOPING, plan_template
from plans import nine_pages, without_pictures
from visible_text import shape, visible_text
from workers import FLOOR, OURS, Engine, Times, Worker, engines, in_turns

from planbuilder.documents import template_data
from planbuilder.resources import shipped_path

ROWS = (75, 150, 300, 600, 1200, 2400)


def main(rounds: int = 15, share: float = 0.25, rows: Sequence[int] = ROWS, cold: int = 9) -> None:
    """Measure and print: a plan warm, tables that grow, cold processes; with memory."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        present = engines()
        workers = {engine.name: Worker(engine) for engine in (*present, FLOOR)}
        for worker in workers.values():
            stack.callback(worker.close)
        plan = nine_pages()
        for title, kind, elements, context in (
            ("loops only", "looping", LOOPING, looping(plan)),
            ("a choice for each block, as in our templates", "choosing", CHOOSING, choosing(plan)),
        ):
            for language, tags in LANGUAGES.items():
                made = plan_template(elements, tags())
                (folder / f"{kind}-{language}.docx").write_bytes(made)
            data = _saved(folder / f"{kind}.json", context)
            print(f"\nOne plan of nine pages ({title}), warm, {rounds} interleaved rounds")
            _prove_the_same(folder, kind, present)
            jobs = {n: (_template(folder, kind, w.engine), data) for n, w in workers.items()}
            _print_ratios(in_turns(workers, jobs, rounds, share))
        _measure_growth(folder, looping(plan), workers, rows)
        _measure_cold(folder, present, cold)
        _measure_shipped(folder, {n: workers[n] for n in workers if n in OURS}, rounds, share)


def _template(folder: Path, kind: str, engine: Engine) -> Path:
    return folder / f"{kind}-{engine.language}.docx"


def _saved(path: Path, context: object) -> Path:
    path.write_text(json.dumps(context), encoding="utf-8")
    return path


def _prove_the_same(folder: Path, kind: str, present: Sequence[Engine]) -> None:
    """Nobody is measured doing less: every engine's document has the same text, rows and cells."""
    made = {}
    for engine in present:
        out = folder / f"{engine.name}.out"
        words = [str(_template(folder, kind, engine)), str(folder / f"{kind}.json"), str(out)]
        subprocess.run(engine.command(*words), check=True)
        made[engine.name] = visible_text(out.read_bytes()), shape(out.read_bytes())
    expected = made["docxtpl"]
    others = [name for name, found in made.items() if found != expected]
    if others:
        raise SystemExit(f"not the same document as docxtpl's: {', '.join(others)}")
    texts, cells = expected
    print(
        f"The same document from {len(made)} engines: {len(texts)} paragraphs, "
        f"{sum(map(len, texts))} characters, {cells['tables']} tables, {cells['rows']} rows."
    )


def _print_ratios(times: dict[str, Times]) -> None:
    print("(in brackets: by processor time)")
    print(
        f"{'':22}{'ms':>9} {'lowest-highest':>18} {'x docxtpl':>16} {'x carbone':>16} {'peak MiB':>9}"
    )
    for name, one in sorted(times.items(), key=lambda item: -item[1].typical):
        beside = [one.times_as_fast_as(times.get(other)) for other in ("docxtpl", "carbone")]
        print(
            f"{name:22}{one.typical * 1000:9.2f} {one.spread:>18} {beside[0]:>16} {beside[1]:>16} "
            f"{f'{one.peak_kib / 1024:.0f}' if one.peak_kib else '-':>9}"
        )


def _measure_growth(
    folder: Path, context: dict[str, object], workers: dict[str, Worker], rows: Sequence[int]
) -> None:
    print("\nA table that grows, processor ms a document; 8 is exactly linear")
    last = f"{rows[-1]}/{rows[-1] // 8}"
    print(f"{'rows':22}" + "".join(f"{number:>9}" for number in rows) + f"{last:>11}")
    taken: dict[str, list[float]] = {name: [] for name in workers}
    for number in rows:
        data = _saved(folder / f"rows{number}.json", grown(context, number))
        jobs = {n: (_template(folder, "looping", w.engine), data) for n, w in workers.items()}
        for name, times in in_turns(workers, jobs, rounds=5, share=0.1).items():
            taken[name].append(min(times.processor))
    eighth = rows.index(rows[-1] // 8)
    for name, each in taken.items():
        shown = "".join(f"{seconds * 1000:9.1f}" for seconds in each)
        print(f"{name:22}{shown}{each[-1] / each[eighth]:11.1f}")


def _measure_cold(folder: Path, present: Sequence[Engine], rounds: int) -> None:
    times = {engine.name: Times() for engine in present}
    for number in range(rounds + 1):
        for engine in present:
            files = (_template(folder, "looping", engine), folder / "looping.json", folder / "out")
            words = [str(file) for file in files]
            begin = perf_counter()
            done = subprocess.Popen(engine.command(*words))
            usage = _waited(done)
            if done.returncode:
                raise SystemExit(f"{engine.name} failed in a process of its own")
            one = times[engine.name]
            if number:  # the first fills what an engine keeps on the disk
                one.rounds.append(perf_counter() - begin)
                one.processor.append(usage.ru_utime + usage.ru_stime)
    print(f"\nThe same plan in a cold process to one file on disk, {rounds} interleaved rounds")
    _print_ratios(times)


def _waited(process: subprocess.Popen[bytes]) -> resource.struct_rusage:
    """What the process used, once it has ended."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage


def _measure_shipped(folder: Path, workers: dict[str, Worker], rounds: int, share: float) -> None:
    """Our own templates as they are, which only docxtpl's language can say."""
    # A picture needs an object of docxtpl's own; the two are compared by their texts.
    plan = without_pictures(nine_pages())
    data = template_data(plan)[0]
    saved = _saved(folder / "shipped.json", data)
    # In a folder of its own: ours keeps the compiled form beside the template.
    template = folder / "shipped.docx"
    template.write_bytes(shipped_path("templates", f"{plan.kind.value}/plan.docx").read_bytes())
    print(f"\nOur own template of the same plan, warm, {rounds} interleaved rounds")
    _print_ratios(in_turns(workers, dict.fromkeys(workers, (template, saved)), rounds, share))
