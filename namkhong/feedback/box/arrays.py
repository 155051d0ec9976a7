"""Whole columns of numbers between the database and arrays, by the hundred thousand: no object for each of them."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import psycopg
from django.db import connection
from numpy.typing import NDArray

from namkhong.feedback.box.statements import on_postgresql

_SENT = {np.int64: "int8send(({})::bigint)", np.int32: "int4send(({})::int)"}
_FETCHED_AT_ONCE = 100_000
_OPENING = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_CLOSING = b"\xff\xff"


def columns(names: Mapping[str, type[Any]], source: str, *given: Any) -> list[NDArray[Any]]:
    """Whole numbers, never null, of all rows of `source` (from FROM on): an array for each.

    `names` are expressions of SQL with the type that holds them, np.int32 or np.int64. On PostgreSQL a column comes as
    one string of its numbers, up to a gigabyte, so a hundred million of them at a time.
    """
    if not on_postgresql():
        fetched = _fetched(f"SELECT {', '.join(names)} FROM {source}", given, len(names))
        return [column.astype(kind) for column, kind in zip(fetched, names.values(), strict=True)]
    connection.ensure_connection()
    strung = ", ".join(f"string_agg({_SENT[kind].format(name)}, ''::bytea)" for name, kind in names.items())
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        row = cursor.execute(f"SELECT {strung} FROM {source}", given, binary=True).fetchone() or ()
    spelled = [np.dtype(kind).newbyteorder(">") for kind in names.values()]
    return [
        np.frombuffer(column or b"", there).astype(kind)
        for column, there, kind in zip(row, spelled, names.values(), strict=True)
    ]


def _fetched(query: str, given: Sequence[Any], width: int) -> list[NDArray[np.int64]]:
    """Rows one by one, made into arrays before there are too many of them."""
    pieces = [np.empty((0, width), np.int64)]
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        while rows := cursor.fetchmany(_FETCHED_AT_ONCE):
            pieces.append(np.array(rows, np.int64))
    return list(np.concatenate(pieces).T)


def add_rows(table: str, fields: dict[str, NDArray[Any]]) -> None:
    """Write rows, given by their columns: bigint (int64), integer (int32) or a single letter (S1)."""
    length = len(next(iter(fields.values())))
    if not length:
        return
    if on_postgresql():
        _copy(table, fields, length)
        return
    spelled = [column.astype("U1") if column.dtype.kind == "S" else column for column in fields.values()]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(fields)}) VALUES ({', '.join(['%s'] * len(fields))})",
            list(zip(*(column.tolist() for column in spelled), strict=True)),
        )


def _copy(table: str, fields: dict[str, NDArray[Any]], length: int) -> None:
    """As a binary COPY: the number of columns, then length and value of each."""
    shape: list[tuple[str, Any]] = [("columns", ">i2")]
    for name, column in fields.items():
        shape += [(f"{name} length", ">i4"), (name, column.dtype.newbyteorder(">"))]
    rows = np.empty(length, np.dtype(shape))
    rows["columns"] = len(fields)
    for name, column in fields.items():
        rows[f"{name} length"], rows[name] = column.dtype.itemsize, column
    connection.ensure_connection()
    statement = f"COPY {table} ({', '.join(fields)}) FROM STDIN (FORMAT BINARY)"
    with (
        connection.wrap_database_errors,
        psycopg.Cursor(connection.connection) as cursor,
        cursor.copy(statement) as copy,
    ):
        copy.write(_OPENING)
        copy.write(rows.tobytes())
        copy.write(_CLOSING)
