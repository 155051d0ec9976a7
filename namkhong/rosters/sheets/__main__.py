"""The reading process: limits first, then the table, in frames of rows on standard output.

What is handed in is opened here, where there is no database, no key, and no more memory and time than given. A table
that stretches over billions of empty cells ends this process, and not the worker.
"""

import pickle
import resource
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from namkhong.rosters.sheets import marks, text
from namkhong.rosters.sheets.packing import Packer

FRAME = 2_000
Frame = tuple[str, Any]


def main(path: str, ending: str, place: str, memory_mb: str, cpu_seconds: str, most: str) -> None:
    """Answer with frames ("opened", …), ("rows", …) or ("columns", …), ("end", ""), or ("refused", why)."""
    limit(int(memory_mb) * 1024 * 1024, int(cpu_seconds))
    out = sys.stdout.buffer
    try:
        for frame in frames(Path(path), ending, int(place), int(most)):
            send(out, frame)
    except PasswordError:
        send(out, ("refused", "locked"))
    except MemoryError:
        send(out, ("refused", "wide"))
    except (CalamineError, UnicodeError, ValueError, OSError):
        send(out, ("refused", "broken"))


def limit(memory: int, seconds: int) -> None:
    """No more memory or processor time than this; no file may be written, no core dumped."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def send(out: BinaryIO, frame: Frame) -> None:
    """One frame: its length, then itself."""
    body = pickle.dumps(frame, protocol=5)
    out.write(len(body).to_bytes(8, "big"))
    out.write(body)
    out.flush()


def frames(path: Path, ending: str, place: int, most: int) -> Iterator[Frame]:
    """What the table is, then rows with their numbers; rows without anything in them are left out."""
    if ending in (".csv", ".txt"):
        yield "opened", {"names": [""], "merged": [], "formulas": {}, "rows": 0}
        rows: Iterator[list[Any]] = text.rows_of(path)
    else:
        if ending == ".ods" and marks.ods_has_formulas(path):
            yield "refused", "formulas"
            return
        book = CalamineWorkbook.from_path(str(path))
        sheet = book.get_sheet_by_index(place)
        merged, formulas = sheet.merged_cell_ranges or [], marks.formulas_in(path, ending, place)
        yield (
            "opened",
            {"names": book.sheet_names, "merged": merged, "formulas": formulas, "rows": sheet.total_height},
        )
        # Rows count from the first of the sheet, cells from the first column that holds anything.
        before = [""] * sheet.start[1] if sheet.start else []
        plain = sheet.iter_rows()
        rows = (before + row for row in plain) if before else iter(plain)
    numbered = ((number, row) for number, row in enumerate(rows, start=1) if any(row))
    packer = Packer()
    for numbers, some in batches(islice(numbered, most)):
        if len(set(map(len, some))) == 1:
            yield "columns", (numbers, packer.pack(some))
        else:
            yield "rows", (numbers, some)
    yield "end", ""


def batches(rows: Iterator[tuple[int, list[Any]]]) -> Iterator[tuple[list[int], list[list[Any]]]]:
    """Numbers and rows, so many at a time."""
    while frame := list(islice(rows, FRAME)):
        yield [number for number, _ in frame], [row for _, row in frame]


if __name__ == "__main__":
    main(*sys.argv[1:7])
