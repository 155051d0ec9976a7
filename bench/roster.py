"""A million people from an Excel sheet into the register, beside reading the same sheet and pouring it as it is.

    python -m bench.roster [rows]

Two controls read the same file with python-calamine. The first writes its eight columns into one plain table with a
primary key: by COPY on PostgreSQL, by executemany on SQLite. The second writes rows that are finished already into
the very tables that ours fills, with all their columns, indexes and keys: what the database alone takes for them.
Ours does the whole of `rosters.actions.load`: reading in its own process, every validation, persons, employments,
sealed boxes, all indexes. Seconds of processors are those of all processes, the database server's included where it
runs on the same machine.
"""

import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from multiprocessing import get_context
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
    control, control_cpu = _apart(lambda: _timed(lambda: _control(path)))
    with Memory() as memory:
        spent, cpu = _timed(lambda: _load(roster, person))
    from namkhong.people.models import PersonalData

    assert roster.counts["new"] == PersonalData.objects.count() == rows, roster.counts
    same, same_cpu = _same_tables(path)
    plain, finished = "calamine and plain rows", "calamine and finished rows into the same tables"
    yield Row("rosters.load_s", round(spent, 2), "s", round(control, 2), plain, "ratio <= 1.5")
    yield Row("rosters.load_beside_same_tables_s", round(spent, 2), "s", round(same, 2), finished)
    yield Row("rosters.load_cpu_s", round(cpu, 2), "s", round(control_cpu, 2), plain)
    yield Row("rosters.load_cpu_beside_same_tables_s", round(cpu, 2), "s", round(same_cpu, 2), finished)
    yield Row("rosters.load_memory_mib", memory.peak, "MiB", goal="<= 1024")


def _apart(work: Callable[[], tuple[float, float]]) -> tuple[float, float]:
    """In a process of its own, as the table that is read leaves two hundred megabytes behind that are not ours."""
    from django.db import connection

    connection.close()
    forking = get_context("fork")
    here, there = forking.Pipe(duplex=False)
    process = forking.Process(target=lambda: there.send(work()))
    process.start()
    there.close()
    found: tuple[float, float] = here.recv()
    process.join()
    return found


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock and seconds of processors."""
    cpu, began = _processors(), time.perf_counter()
    work()
    return time.perf_counter() - began, _processors() - cpu


def _processors() -> float:
    """Seconds of processors that this process, its children and our end of the server have used."""
    from django.db import connection

    own = os.times()
    spent = own.user + own.system + own.children_user + own.children_system
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (pid,) = cursor.fetchone()
        with suppress(OSError):
            ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
            spent += sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return spent


def _same_tables(path: Path) -> tuple[float, float]:
    """What the loading has written, read out, taken away and written once more, a piece at a time, as it is; with the
    reading of the file.
    """
    from django.db import connection

    from namkhong.people.pouring import EMPLOYMENT, PERSON, PERSONAL
    from namkhong.rosters.actions.loading import PIECE

    tables = {"people_person": PERSON, "people_employment": EMPLOYMENT, "people_personaldata": PERSONAL}
    kept, sqlite = {}, connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        triggers = []
        if sqlite:  # its index of words is filled a set at a time, as ours is
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'people_words_%'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute("INSERT INTO people_words(people_words) VALUES ('delete-all')")
        for table, columns in tables.items():
            who = "id" if table == "people_person" else "person_id"
            came = "SELECT id FROM people_person WHERE enrolled_in_id IS NOT NULL"
            cursor.execute(f"SELECT {columns} FROM {table} WHERE {who} IN ({came}) ORDER BY {who}")
            kept[table] = cursor.fetchall()
        for table in reversed(tables):
            rest = " WHERE enrolled_in_id IS NOT NULL" if table == "people_person" else ""
            cursor.execute(f"DELETE FROM {table}{rest}")
    found = _timed(lambda: _again(path, tables, kept, PIECE))
    with connection.cursor() as cursor:
        for _, trigger in triggers:
            cursor.execute(trigger)
    return found


def _again(path: Path, tables: dict[str, str], kept: dict[str, list[Any]], piece: int) -> None:
    from django.db import connection, transaction

    for _ in _rows(path):
        pass
    people = kept["people_person"]
    for start in range(0, len(people), piece):
        with transaction.atomic(), connection.cursor() as cursor:
            for table, columns in tables.items():
                _fill(cursor, table, columns, kept[table][start : start + piece])
            if connection.vendor == "sqlite":
                ends = [people[start][0], people[min(start + piece, len(people)) - 1][0]]
                words = "SELECT id, search_name FROM people_person WHERE id BETWEEN %s AND %s ORDER BY id"
                cursor.execute(f"INSERT INTO people_words(rowid, search_name) {words}", ends)


def _fill(cursor: Any, table: str, columns: str, rows: list[Any]) -> None:
    from django.db import connection

    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        places = ", ".join("?" * len(columns.split(",")))
        cursor.connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)


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


def _rows(path: Path) -> Iterator[list[Any]]:
    from python_calamine import CalamineWorkbook

    rows = iter(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).iter_rows())
    next(rows)
    return rows


def _control(path: Path) -> None:
    """Read with calamine and write the plain rows."""
    from django.db import connection

    table = "CREATE TABLE plain (code text PRIMARY KEY, a text, b text, c text, d date, e text, f text, g date)"
    with connection.cursor() as cursor:
        cursor.execute(table)
    rows = _rows(path)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy("COPY plain FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.execute("BEGIN")
            cursor.connection.executemany("INSERT INTO plain VALUES (?, ?, ?, ?, ?, ?, ?, ?)", map(_plain, rows))
            cursor.execute("COMMIT")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE plain")


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
