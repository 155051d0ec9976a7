"""Statements that PostgreSQL plans once for a connection, for what is asked a thousand times a second.

The framework writes values into a statement before it is sent, so that each one would be read and planned anew.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

import psycopg
from django.db import connection

_ASKED: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(1))


def planned(statement: str, values: Sequence[Any] | Mapping[str, Any], *, keep: bool = True) -> list[Any]:
    """The rows of a statement, values sent beside it; `keep` its plan for the next time. PostgreSQL only.

    A plan from the first signatures goes through all there are, which is right for ten and wrong for ten thousand. So
    it is made again each time twice as many have been asked.
    """
    connection.ensure_connection()
    if keep:
        statement = f"{statement} -- {next(_ASKED[statement]).bit_length()}"
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        return cursor.execute(statement, values, prepare=keep).fetchall()
