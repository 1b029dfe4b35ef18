"""The same plan as PDF beside the other ways to make one, in turns; no text is the same twice.

LibreOffice gets the Word document as planbuilder hands it out, with its pictures and content controls,
opens it anew each time and makes a tagged PDF/UA of it, as ours is. Both start from the same two places:
from what is finished (a Word document; what our template is given, with its pictures drawn) or from the plan.
"""

from __future__ import annotations

import importlib.util
import io
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count, pairwise
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from office import Office
from plans import nine_pages
from varied import varied
from workers import Times

from planbuilder.documents import make_document, template_data
from planbuilder.documents.binding import Binding
from planbuilder.documents.template_files import shared_file
from planbuilder.documents.to_pdf import to_pdf
from planbuilder.plan.model import Plan

# How many documents one running LibreOffice makes to tell what each costs it.
_BATCH = 6
_TAGGED = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"}}'
)
_BINDING = Binding("proef", 12, "5", b"k" * 32)
# As LibreOffice gets a finished document, this gets a finished plan as templates see it.
_ONCE = (
    "import json, sys; from pathlib import Path; from planbuilder.documents.to_pdf import to_pdf; "
    "from planbuilder.documents.template_files import shared_file; "
    "from planbuilder.documents.words import as_words; "
    "plan, _ = as_words(json.loads(Path(sys.argv[1]).read_bytes())); "
    "Path(sys.argv[2]).write_bytes(to_pdf(plan, shared_file('plan.typ'))[0])"
)
_CHILD = (
    "import json, resource, subprocess, sys, time; begin = time.perf_counter(); "
    "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); "
    "clock = time.perf_counter() - begin; used = resource.getrusage(resource.RUSAGE_CHILDREN); "
    "print(json.dumps([clock, used.ru_utime + used.ru_stime, used.ru_maxrss]))"
)


def main(rounds: int = 7) -> None:
    """Measure and print: milliseconds, ratios, pages, tags."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        ways = _Ways(Path(name))
        stack.callback(ways.close)
        times: dict[str, Times] = {}
        pages: dict[str, bytes] = {}
        for number in range(rounds + 1):
            for way, seconds, processor, document in ways.turn():
                one = times.setdefault(way, Times())
                if number:  # the first turn fills caches and makes LibreOffice's profile
                    one.rounds.append(seconds)
                    one.processor.append(processor)
                one.peak_kib = ways.peaks.get(way, 0)
                pages[way] = document
        print(f"The nine-page plan as PDF, {rounds} interleaved rounds, other words each time")
        _print(times, pages)


# The name of the way, the seconds by the clock and of the processor, and the PDF.
Turn = tuple[str, float, float, bytes]


class _Ways:
    """Every way to make the PDF that there is on this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.peaks: dict[str, int] = {}
        self._plans = (varied(nine_pages(), seed) for seed in count())
        self._office = shutil.which("soffice") or shutil.which("libreoffice")
        self._pandoc = importlib.util.find_spec("pypandoc") is not None
        self._weasy = importlib.util.find_spec("weasyprint") is not None
        self._server = Office.started(self._office, folder / "server") if self._office else None
        if not self._office:
            print("!!! NOT MEASURED HERE: LibreOffice is not installed.", file=sys.stderr)
        if not self._weasy:
            print("WeasyPrint is not installed and not measured (pip install weasyprint).")

    def turn(self) -> Iterator[Turn]:
        """One turn of each way."""
        yield self._timed("planbuilder (warm)", _typeset, ready=_as_data)
        yield self._timed("planbuilder (warm, from plan)", _made_of)
        yield self._cold()
        if self._pandoc:
            yield self._timed("pandoc to typst", _through_pandoc, ready=_markdown)
        if self._weasy:
            yield self._timed("WeasyPrint", _through_weasyprint, ready=_html)
        if self._office:
            yield from self._libreoffice()

    def _timed(
        self, way: str, make: Callable[..., bytes], ready: Callable[[Plan], object] | None = None
    ) -> Turn:
        plan: object = next(self._plans)
        if ready is not None:
            plan = ready(plan)
        begin, worked = perf_counter(), process_time()
        made = make(plan)
        return way, perf_counter() - begin, process_time() - worked, made

    def _cold(self) -> Turn:
        data, target = self.folder / "plan.json", self.folder / "cold.pdf"
        data.write_text(json.dumps(template_data(next(self._plans), "pdf")[0]), encoding="utf-8")
        way = "planbuilder (cold process)"
        seconds, processor = self._run(way, [sys.executable, "-c", _ONCE, str(data), str(target)])
        return way, seconds, processor, target.read_bytes()

    def _libreoffice(self) -> Iterator[Turn]:
        files = [self.folder / f"plan{number}.docx" for number in range(_BATCH)]
        for file in files:
            plan = next(self._plans)
            begin, worked = perf_counter(), process_time()
            file.write_bytes(make_document(plan, "docx", binding=_BINDING).content)
            made = perf_counter() - begin, process_time() - worked
        cold, cold_processor = self._convert(files[:1])
        yield "LibreOffice (cold process)", cold, cold_processor, self._made(files[0])
        if self._server is not None:
            seconds, processor = self._server.convert(files[1])
            yield "LibreOffice (running, UNO)", seconds, processor, self._made(files[1])
            # The last Word document took as long as this one did.
            whole = seconds + made[0], processor + made[1]
            yield "LibreOffice (running, from plan)", *whole, self._made(files[1])
        _, processor = self._convert(files)
        # When each file was there tells what it cost LibreOffice once it ran.
        there = sorted(file.with_suffix(".pdf").stat().st_mtime_ns for file in files)
        each = [(after - before) / 1e9 for before, after in pairwise(there)]
        more = (processor - cold_processor) / (_BATCH - 1)
        yield "LibreOffice (running, many files)", median(each), more, self._made(files[-1])

    def close(self) -> None:
        """End what runs."""
        if self._server is not None:
            self._server.close()

    def _made(self, file: Path) -> bytes:
        return file.with_suffix(".pdf").read_bytes()

    def _convert(self, files: list[Path]) -> tuple[float, float]:
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        options = [profile, "--headless", "--convert-to", _TAGGED, "--outdir", str(self.folder)]
        return self._run(
            "LibreOffice (cold process)", [str(self._office), *options, *map(str, files)]
        )

    def _run(self, way: str, command: list[str]) -> tuple[float, float]:
        """The seconds of a process, by the clock and of the processor; its peak memory is kept."""
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, *command], check=True, capture_output=True, text=True
        )
        seconds, processor, peak = json.loads(done.stdout)
        self.peaks[way] = max(self.peaks.get(way, 0), int(peak))
        return float(seconds), float(processor)


def _as_data(plan: Plan) -> dict[str, object]:
    return template_data(plan, "pdf")[0]


def _typeset(data: dict[str, object]) -> bytes:
    return to_pdf(data, shared_file("plan.typ"))[0]


def _made_of(plan: Plan) -> bytes:
    return make_document(plan, "pdf").content


def _markdown(plan: Plan) -> str:
    return make_document(plan, "md").content.decode()


def _html(plan: Plan) -> str:
    return make_document(plan, "html").content.decode()


def _through_pandoc(text: str) -> bytes:
    import pypandoc
    import typst

    source = pypandoc.convert_text(text, "typst", format="commonmark_x", extra_args=["-s"])
    return bytes(typst.compile(source.encode()))


def _through_weasyprint(page: str) -> bytes:
    import weasyprint

    return bytes(weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))


def _print(times: dict[str, Times], pages: dict[str, bytes]) -> None:
    cold = times.get("LibreOffice (cold process)")
    warm = times.get("LibreOffice (running, UNO)", times.get("LibreOffice (running, many files)"))
    print("(in brackets: by processor time)")
    print(
        f"{'':34}{'ms':>9} {'lowest-highest':>20} {'x LO cold':>16} {'x LO warm':>16} "
        f"{'peak MiB':>9} {'pages':>6} tagged"
    )
    for way, one in sorted(times.items(), key=lambda item: -item[1].typical):
        beside = [one.times_as_fast_as(of) for of in (cold, warm)]
        peak = f"{one.peak_kib / 1024:.0f}" if one.peak_kib else "-"
        number, tagged = _looked_at(pages[way])
        print(
            f"{way:34}{one.typical * 1000:9.0f} {one.spread:>20} {beside[0]:>16} {beside[1]:>16} "
            f"{peak:>9} {number:6} {tagged}"
        )


def _looked_at(document: bytes) -> tuple[int, str]:
    """How many pages, and whether it is tagged and claims PDF/UA."""
    import pikepdf

    with pikepdf.open(io.BytesIO(document)) as pdf:
        marked = "/MarkInfo" in pdf.Root and bool(pdf.Root.MarkInfo.get("/Marked", False))
        tagged = marked and "/StructTreeRoot" in pdf.Root
        claims = pdf.open_metadata().get("pdfuaid:part")
        words = "no" if not tagged else f"yes, PDF/UA-{claims}" if claims else "yes"
        return len(pdf.pages), words
