"""Writing the cells of an edition, some hundred thousand at once: copied on PostgreSQL, row by row on SQLite."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

import psycopg
from django.db import connection

from namkhong.feedback.box.statements import on_postgresql
from namkhong.feedback.rules.editions import Line, Own

_SCORES = ("n1", "n2", "n3", "n4", "n5")
_PUBLISHED = (
    *("edition_id", "evidence", "unit_id", "parent_id", "hidden"),
    *("answered", "satisfied", "aside", "printed"),
    *_SCORES,
)
_BASIS = ("edition_id", "evidence", "unit_id", *_SCORES, "aside", "printed")


def write_cells(edition: int, lines: Mapping[str, Sequence[Line]], own: Mapping[str, Mapping[int, Own]]) -> None:
    """Write what an edition says and what it was counted from. The caller holds the transaction."""
    _copy("feedback_published", _PUBLISHED, _published(edition, lines))
    _copy("feedback_basis", _BASIS, _basis(edition, own))


def _published(edition: int, lines: Mapping[str, Sequence[Line]]) -> Iterator[tuple[Any, ...]]:
    for evidence, rows in lines.items():
        for row in rows:
            told = (row.answered, row.satisfied, row.aside, row.printed)
            yield (edition, evidence, row.unit, row.parent, row.hidden, *told, *(row.scores or (None,) * 5))


def _basis(edition: int, own: Mapping[str, Mapping[int, Own]]) -> Iterator[tuple[Any, ...]]:
    for evidence, units in own.items():
        for unit in sorted(units):
            yield (edition, evidence, unit, *units[unit])


def _copy(table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    named = f"{table} ({', '.join(columns)})"
    connection.ensure_connection()
    bare = connection.connection
    if on_postgresql():
        statement = f"COPY {named} FROM STDIN"
        with connection.wrap_database_errors, psycopg.Cursor(bare) as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
        return
    with connection.wrap_database_errors, closing(bare.cursor()) as cursor:
        cursor.executemany(f"INSERT INTO {named} VALUES ({', '.join('?' * len(columns))})", rows)
