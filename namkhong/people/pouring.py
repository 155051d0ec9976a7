"""Rows of new people into their three tables the quickest way each database has."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection, models, transaction

from namkhong.people.entries import StaffEntry
from namkhong.people.sealing import Sealer

PERSON = "id, full_name, search_name, sort_name, kept_by_id, staff_code, enrolled_in_id"
EMPLOYMENT = "person_id, unit_id, position, valid_from, begun_in_id"
PERSONAL = "person_id, sealed, identity_mark, phone_mark"
Numbered = tuple[int, StaffEntry]
_STRETCH = 50_000


class Source(Protocol):
    """Where people come from."""

    @property
    def kept_by(self) -> int: ...

    @property
    def batch(self) -> int: ...

    @property
    def sealer(self) -> Sealer: ...


@dataclass(frozen=True, slots=True)
class Ready:
    """New people as their three tables take them: how many, their first and last number, the units and the batch they
    point at, and for each table its name, its columns and its rows (PostgreSQL: as one block of text).
    """

    count: int
    first: int
    last: int
    units: list[int]
    batch: int
    tables: list[tuple[str, str, Any]]


def reserve(model: type[models.Model], count: int) -> Sequence[int]:
    """So many numbers that nobody else will get; inside a transaction."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [number for (number,) in cursor.fetchall()]
        # The write lock is ours from the start of the transaction.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
    return range(last + 1, last + 1 + count)


def set_aside(model: type[models.Model], count: int) -> list[Sequence[int]]:
    """So many numbers that nobody else will get, whatever becomes of them; a few stretches, as far as they can be."""
    stretches: list[Sequence[int]] = []
    with transaction.atomic():
        for start in range(0, count, _STRETCH):
            numbers = reserve(model, min(_STRETCH, count - start))
            if numbers[-1] - numbers[0] + 1 == len(numbers):
                numbers = range(numbers[0], numbers[-1] + 1)
            stretches.append(numbers)
            if connection.vendor == "sqlite":
                _use_up(model._meta.db_table, numbers[-1])
    return stretches


def _use_up(table: str, last: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])


def made_ready(source: Source, people: Sequence[Numbered]) -> Ready:
    """Everything about new people that can be done without the database, so that another process may do it."""
    numbers = [number for number, _ in people]
    units = {row.unit for _, row in people} | {source.kept_by}
    tables: list[tuple[str, str, Any]]
    if connection.vendor == "postgresql":
        tables = [(name, columns, "".join(lines).encode()) for name, columns, lines in _blocks(source, people)]
    else:
        tables = [
            ("people_person", PERSON, list(_persons(source, people))),
            ("people_employment", EMPLOYMENT, list(_employments(source, people))),
            ("people_personaldata", PERSONAL, list(source.sealer.boxes(people))),
        ]
    return Ready(len(people), min(numbers), max(numbers), sorted(units), source.batch, tables)


def pour(ready: Ready) -> None:
    """Write persons, employments and sealed data; inside a transaction."""
    if connection.vendor == "postgresql":
        with _keys_seen_to(ready):
            for name, columns, block in ready.tables:
                # Beneath Django's cursor lies the driver's, which knows COPY.
                with connection.cursor() as cursor, cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as copy:
                    copy.write(block)
        return
    with _untouched_words():
        _insert(*ready.tables[0])
    _index_words(ready)
    for name, columns, rows in ready.tables[1:]:
        _insert(name, columns, rows)


def _persons(source: Source, people: Iterable[Numbered]) -> Iterator[tuple[Any, ...]]:
    kept_by, batch = source.kept_by, source.batch
    return ((pk, row.name, row.search, row.sort, kept_by, row.code, batch) for pk, row in people)


def _employments(source: Source, people: Iterable[Numbered]) -> Iterator[tuple[Any, ...]]:
    batch = source.batch
    return ((pk, row.unit, row.position, row.since, batch) for pk, row in people)


@contextmanager
def _untouched_words() -> Iterator[None]:
    """Without the trigger of SQLite's index of words: although it passes over people of a list, its mere presence makes
    SQLite secure that index before every row, which costs half a millisecond each. It comes and goes with the
    transaction like everything else.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'people_words_add'")
        (trigger,) = cursor.fetchone()
        cursor.execute("DROP TRIGGER people_words_add")
        yield
        cursor.execute(trigger)


def _index_words(ready: Ready) -> None:
    """SQLite's index of the words of names, which its trigger leaves to us for people of a list (one set at a time)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_words(rowid, search_name) "
            "SELECT id, search_name FROM people_person WHERE id BETWEEN %s AND %s ORDER BY id",
            [ready.first, ready.last],
        )


def _insert(table: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
    places = ", ".join(["%s"] * len(columns.split(",")))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)


def _blocks(source: Source, people: Sequence[Numbered]) -> Iterator[tuple[str, str, list[str]]]:
    """PostgreSQL's text blocks. What is checked holds no tab, line end or backslash but perhaps the last."""
    kept_by, batch = source.kept_by, source.batch
    yield (
        "people_person",
        PERSON,
        [f"{pk}\t{row.name}\t{row.search}\t{row.sort}\t{kept_by}\t{_safe(row.code)}\t{batch}\n" for pk, row in people],
    )
    yield (
        "people_employment",
        EMPLOYMENT,
        [f"{pk}\t{row.unit}\t{_safe(row.position)}\t{row.since}\t{batch}\n" for pk, row in people],
    )
    yield (
        "people_personaldata",
        PERSONAL,
        [
            f"{pk}\t\\\\x{box.hex()}\t{_hex(identity)}\t{_hex(phone)}\n"
            for pk, box, identity, phone in source.sealer.boxes(people)
        ],
    )


def _safe(text: str) -> str:
    return text.replace("\\", "\\\\") if "\\" in text else text


def _hex(mark: bytes | None) -> str:
    return "\\N" if mark is None else f"\\\\x{mark.hex()}"


@contextmanager
def _keys_seen_to(ready: Ready) -> Iterator[None]:
    """PostgreSQL looks up every key of every row, six million times for a million people: half of all its work. Where
    its role may, we look once for each unit instead, hold the units and the batch as PostgreSQL itself would until the
    transaction ends, and let the rows in without looking again; that the persons are there is plain, for they are
    written here. Where the role may not, or somebody has put a trigger on the tables, everything is as ever.
    """
    with connection.cursor() as cursor:
        if not (_may_see_to_keys(cursor) and _held(cursor, ready)):
            yield
            return
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


def _may_see_to_keys(cursor: Any) -> bool:
    cursor.execute("SELECT current_setting('server_version_num')::int")
    (version,) = cursor.fetchone()
    if version >= 150_000:
        cursor.execute("SELECT has_parameter_privilege('session_replication_role', 'SET')")
    else:
        cursor.execute("SELECT current_setting('is_superuser') = 'on'")
    (may,) = cursor.fetchone()
    if not may:
        return False
    cursor.execute(
        "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid IN "
        "('people_person'::regclass, 'people_employment'::regclass, 'people_personaldata'::regclass)"
    )
    return bool(cursor.fetchone() == (0,))


def _held(cursor: Any, ready: Ready) -> bool:
    """Hold the units and the batch that rows point at; False where one of them is not there."""
    cursor.execute("SELECT id FROM units_unit WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE", [ready.units])
    units = len(cursor.fetchall())
    cursor.execute("SELECT id FROM journal_batch WHERE id = %s FOR KEY SHARE", [ready.batch])
    return units == len(ready.units) and len(cursor.fetchall()) == 1
