"""Rows of new people into their three tables the quickest way each database has."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from django.db import connection, models

from namkhong.people.entries import StaffEntry
from namkhong.people.sealing import Sealer

PERSON = "id, full_name, search_name, sort_name, register_id, staff_code, enrolled_in_id"
EMPLOYMENT = "person_id, unit_id, position, valid_from, begun_in_id"
PERSONAL = "person_id, sealed, identity_mark, phone_mark"
Numbered = tuple[int, StaffEntry]


class Source(Protocol):
    """Where people come from."""

    @property
    def register(self) -> int: ...

    @property
    def batch(self) -> int: ...

    @property
    def sealer(self) -> Sealer: ...


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


def pour(source: Source, people: Sequence[Numbered]) -> None:
    """Write persons, employments and sealed data; inside a transaction."""
    if not people:
        return
    if connection.vendor == "postgresql":
        _copy(source, people)
    else:
        with _untouched_words():
            _insert("people_person", PERSON, _persons(source, people))
        _index_words(people)
        _insert("people_employment", EMPLOYMENT, _employments(source, people))
        _insert("people_personaldata", PERSONAL, source.sealer.boxes(people))


def _persons(source: Source, people: Iterable[Numbered]) -> Iterator[tuple[Any, ...]]:
    register, batch = source.register, source.batch
    return ((pk, row.name, row.search, row.sort, register, row.code, batch) for pk, row in people)


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


def _index_words(people: Sequence[Numbered]) -> None:
    """SQLite's index of the words of names, which its trigger leaves to us for people of a list (one set at a time)."""
    numbers = [number for number, _ in people]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_words(rowid, search_name) "
            "SELECT id, search_name FROM people_person WHERE id BETWEEN %s AND %s ORDER BY id",
            [min(numbers), max(numbers)],
        )


def _insert(table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    places = ", ".join(["%s"] * len(columns.split(",")))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", list(rows))


def _copy(source: Source, people: Sequence[Numbered]) -> None:
    """PostgreSQL's text blocks. What is checked holds no tab, line end or backslash but perhaps the last."""
    register, batch = source.register, source.batch
    _block(
        "people_person",
        PERSON,
        [f"{pk}\t{row.name}\t{row.search}\t{row.sort}\t{register}\t{_safe(row.code)}\t{batch}\n" for pk, row in people],
    )
    _block(
        "people_employment",
        EMPLOYMENT,
        [f"{pk}\t{row.unit}\t{_safe(row.position)}\t{row.since}\t{batch}\n" for pk, row in people],
    )
    _block(
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


def _block(table: str, columns: str, lines: list[str]) -> None:
    # Beneath Django's cursor lies the driver's, which knows COPY.
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as block:
        block.write("".join(lines))
