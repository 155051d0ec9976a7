"""A million people from an Excel sheet into the register, beside reading the same sheet and pouring it as it is.

    python -m bench.roster [rows]

The control reads the same file with python-calamine and writes its eight columns into one plain table with a primary
key: by COPY on PostgreSQL, by executemany on SQLite. Ours does the whole of `rosters.actions.load`: reading in its own
process, every validation, persons, employments, sealed boxes, all indexes.
"""

import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bench.alone import database, finish
from bench.roster_file import write
from bench.rows import Row

ROWS, UNITS = 1_000_000, 5_000
FOLDER = Path(tempfile.gettempdir())


def measure(rows: int = ROWS) -> Iterator[Row]:
    """Seconds of the whole loading, and the most memory of all its processes together."""
    path = FOLDER / f"nk-roster-{rows}.xlsx"
    write(path, rows, UNITS)
    roster, person = _given(path, rows)
    control = _control(path)
    with Memory() as memory:
        began = time.perf_counter()
        _load(roster, person)
        spent = time.perf_counter() - began
    from namkhong.people.models import PersonalData

    assert roster.counts["new"] == PersonalData.objects.count() == rows, roster.counts
    yield Row("rosters.load_s", round(spent, 2), "s", round(control, 2), "calamine and plain rows", "ratio <= 1.5")
    yield Row("rosters.load_memory_mib", memory.peak, "MiB", goal="<= 1024")


class Memory:
    """The most that this process and its children held at once, looked at twenty times a second."""

    def __init__(self) -> None:
        self.peak, self._over = 0, threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Memory":
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._over.wait(0.05):
            self.peak = max(self.peak, sum(map(_resident, [os.getpid(), *_children(os.getpid())])) // 1024)


def _children(pid: int) -> list[int]:
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [int(child) for child in found] + [below for child in found for below in _children(int(child))]


def _resident(pid: int) -> int:
    """Kilobytes in memory that are its own: shared pages are counted once, with whoever else has them in part."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def _given(path: Path, rows: int) -> tuple[Any, int]:
    """A unit with five thousand below, an officer, and the list, checked."""
    from namkhong.foundation.clock import VIETNAM
    from namkhong.papers.models import StoredFile
    from namkhong.people.actions import appoint, enrol
    from namkhong.people.states import PostKind
    from namkhong.rosters.models import Roster
    from namkhong.rosters.states import RosterState
    from namkhong.units.actions import make_unit, place_many
    from namkhong.units.models import Placement, Unit
    from namkhong.units.states import Line, UnitKind

    at, since = datetime(2026, 11, 25, 9, tzinfo=VIETNAM), date(2019, 1, 1)
    top = make_unit(name="Tỉnh thử", kind=UnitKind.COMMITTEE)
    below = [
        make_unit(name=f"Trường số {number}", kind=UnitKind.SCHOOL, official_code=f"DV{number:05d}")
        for number in range(1, UNITS + 1)
    ]
    Unit.objects.bulk_create([top, *below])
    places = [Placement(unit=top, line=Line.ADMINISTRATION, valid_from=since)]
    places += [Placement(unit=unit, line=Line.ADMINISTRATION, parent=top, valid_from=since) for unit in below]
    place_many(placements=places, line=Line.ADMINISTRATION)
    officer = enrol(full_name="Lê Thị Hà", by=None, at=at)
    appoint(person=officer, unit=top, kind=PostKind.SUPERIOR_OFFICER, since=since, by=None, at=at)
    stored = StoredFile(unit=top, sha256="0" * 64, name=path.name, media_type="x", size=1, uploaded_at=at)
    stored.path.parent.mkdir(parents=True, exist_ok=True)
    stored.path.symlink_to(path)
    stored.save()
    keys = ("code", "name", "unit", "position", "born", "identity", "phone", "since")
    roster = Roster.objects.create(
        kept_by=top,
        kind="staff",
        state=RosterState.CHECKED,
        name=path.name,
        file=stored,
        header_row=1,
        titles=list(keys),
        columns=dict(zip(keys, range(8), strict=True)),
        counts={"rows": rows, "bad": 0},
        uploaded_at=at,
    )
    return roster, officer.pk


def _load(roster: Any, person: int) -> None:
    from namkhong.foundation.clock import VIETNAM
    from namkhong.rosters.actions import begin, load

    at = datetime(2026, 11, 25, 9, tzinfo=VIETNAM)
    begin(roster=roster, skip_bad=False, finish_missing=False, by=person, at=at)
    load(roster=roster, by=person, at=at)


def _control(path: Path) -> float:
    """Seconds for reading with calamine and writing the plain rows."""
    from django.db import connection
    from python_calamine import CalamineWorkbook

    table = "CREATE TABLE plain (code text PRIMARY KEY, a text, b text, c text, d date, e text, f text, g date)"
    with connection.cursor() as cursor:
        cursor.execute(table)
    began = time.perf_counter()
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).iter_rows()
    next(rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy("COPY plain FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.execute("BEGIN")
            cursor.connection.executemany("INSERT INTO plain VALUES (?, ?, ?, ?, ?, ?, ?, ?)", map(_plain, rows))
            cursor.execute("COMMIT")
    spent = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE plain")
    return spent


def _plain(row: list[Any]) -> list[Any]:
    return [value.isoformat() if isinstance(value, date) else value for value in row]


def main(rows: int) -> int:
    """In a database of its own."""
    with database():
        from django.db import connection

        missed = finish(measure(rows))
        connection.close()
        print(f"most of this process alone: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")
        return missed


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else ROWS))
