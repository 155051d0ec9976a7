"""Statements that PostgreSQL plans once for a connection, for what is asked a thousand times a second.

The framework writes values into a statement before it is sent, so that each one would be read and planned anew.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from django.db import connection


def planned(statement: str, values: Sequence[Any] | Mapping[str, Any], *, keep: bool = True) -> list[Any]:
    """The rows of a statement, values sent beside it; `keep` its plan for the next time. PostgreSQL only."""
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        return cursor.execute(statement, values, prepare=keep).fetchall()
