"""`python -m bench.reading`: a long plan and a scan beside plain extraction by the same library, time and memory.

Every figure is taken in a process of its own, from its start to its end, as the product reads: the reading process
with its limits, and beside it a process that only extracts the text of the same file.
"""

import io
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.rows import Row, keep, show
from bench.sample import long_plan
from bench.scanned import printed, scan
from bench.scanned import rows as of_scans
from namkhong.plans.apart import make_ready

PAGES, SCANNED = 200, 10
_TIMES = 3
_HOME = Path(__file__).parents[1]
_PLAIN = {
    "docx": "import docx, io; [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]",
    "pdf": "import pypdfium2 as p; [page.get_textpage().get_text_bounded() for page in p.PdfDocument(data)]",
    "txt": "data.decode().splitlines()",
    "scan": (
        "import io, subprocess, pypdfium2 as p\n"
        "for page in p.PdfDocument(data):\n"
        "    out = io.BytesIO()\n"
        "    page.render(scale=300 / 72, grayscale=True).to_pil().convert('L').save(out, 'PPM')\n"
        "    subprocess.run(['tesseract', 'stdin', 'stdout', '-l', 'vie'], input=out.getvalue(), capture_output=True)"
    ),
}
_PLAIN_IS = {
    "docx": "python-docx paragraphs",
    "pdf": "pypdfium2 text",
    "txt": "decoding",
    "scan": "Tesseract page by page",
}


class Cost(NamedTuple):
    """Of one process and what it started: seconds on the clock, processor seconds, most memory at once in MB."""

    wall: float
    cpu: float
    memory: float


def measure() -> Iterator[Row]:
    """The figures of every kind of file."""
    make_ready()
    for kind, data in _files():
        way = "pictures" if kind == "scan" else "file"
        reader = [sys.executable, "-m", "namkhong.plans.apart", way, "500", "120", f"a.{kind}"]
        extractor = [sys.executable, "-c", f"import sys\ndata = sys.stdin.buffer.read()\n{_PLAIN[kind]}"]
        # A scan is long enough for what else happens on the machine to even out.
        times = 1 if kind == "scan" else _TIMES
        read, plain = _middle(reader, data, times), _middle(extractor, data, times)
        what = f"{SCANNED}_page_scan" if kind == "scan" else f"{PAGES}_pages_{kind}"
        said = _PLAIN_IS[kind]
        # A scan keeps two cores busy; anything else one, so that on a quiet machine clock and processor agree.
        wall, cpu = ("<= 60", "<= 120") if kind == "scan" else (None, "<= 2")
        yield Row(f"plans.read_{what}_wall_s", round(read.wall, 2), "s", round(plain.wall, 2), said, wall)
        yield Row(f"plans.read_{what}_cpu_s", round(read.cpu, 2), "s", round(plain.cpu, 2), said, cpu)
        yield Row(f"plans.read_{what}_memory_mb", round(read.memory), "MB", round(plain.memory), said, "<= 500")
    yield from of_scans()


def _files() -> Iterator[tuple[str, bytes]]:
    """The same made-up plan as Word, PDF and text, and the first pages of it scanned."""
    import docx

    word = long_plan(PAGES)
    lines = [paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs]
    made = printed(lines)
    yield "docx", word
    yield "pdf", made
    yield "txt", "\n".join(lines).encode()
    yield "scan", scan(made, SCANNED)


def _middle(command: list[str], data: bytes, times: int) -> Cost:
    """The middle of that many runs, figure by figure."""
    costs = [_cost(command, data) for _ in range(times)]
    return Cost(*(sorted(figures)[times // 2] for figures in zip(*costs, strict=True)))


def _cost(command: list[str], data: bytes) -> Cost:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(_HOME), "OMP_THREAD_LIMIT": "1"}
    said: list[bytes] = []
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        began = time.perf_counter()
        # The reader may write no file, so its answer goes through a pipe.
        child = subprocess.Popen(command, stdin=file, stdout=subprocess.PIPE, env=environment)
        assert child.stdout is not None
        listener = threading.Thread(target=lambda out=child.stdout: said.append(out.read()))
        listener.start()
        most = 0.0  # asked of the kernel while it runs: what it counts at the end includes what we held at the fork
        while True:
            done, _, used = os.wait4(child.pid, os.WNOHANG)
            if done:
                break
            most = max(most, _memory(child.pid))
            time.sleep(0.02)
        wall = time.perf_counter() - began
        child.returncode = 0
        listener.join()
        child.stdout.close()
    if command[1] == "-m":
        assert said[0].startswith(b'{"reading"'), "the reader refused its own sample"
    return Cost(wall, used.ru_utime + used.ru_stime, most)


def _memory(process: int) -> float:
    """Megabytes held just now by a process and those it started."""
    total, waiting = 0, [process]
    while waiting:
        at = waiting.pop()
        try:
            total += int(Path(f"/proc/{at}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            for task in Path(f"/proc/{at}/task").iterdir():
                waiting.extend(int(child) for child in (task / "children").read_text().split())
        except (OSError, IndexError):
            continue
    return total / 1024**2


def main() -> int:
    """Measure, print, keep; the exit status says whether every goal is met."""
    rows = list(measure())
    show(rows)
    keep(rows)
    return 0 if all(row.met is not False for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
