"""A database of its own for a measurement that is run alone, and what becomes of its figures."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event, Thread

from bench.rows import Row, keep, show

TODAY = "2026-11-22"


@contextmanager
def database() -> Iterator[None]:
    """Django on an empty, migrated database: on the server that NAMKHONG_DATABASE_URL names, else in SQLite.

    The database is made for the measurement and gone afterwards.
    """
    url = os.environ.get("NAMKHONG_DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="namkhong-bench-") as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "namkhong.config.settings")
        os.environ |= {"NAMKHONG_VAR": folder, "NAMKHONG_TODAY": TODAY}
        if not url.startswith("postgres"):
            os.environ["NAMKHONG_DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
            _set_up()
            yield
            return
        import psycopg

        server, _, name = url.partition("?")[0].rpartition("/")
        with psycopg.connect(f"{server}/postgres", autocommit=True) as there:
            there.execute(f'CREATE DATABASE "{name}"')
            try:
                _set_up()
                yield
            finally:
                there.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def finish(rows: Iterable[Row]) -> int:
    """Print the figures and keep them under the name of their database; 0 where every goal is met."""
    from django.db import connection

    at = connection.vendor
    named = [row if at in row.name else replace(row, name=f"{row.name}_{at}") for row in rows]
    show(named)
    keep(named)
    return 0 if all(row.met is not False for row in named) else 1


def look_at_tables() -> None:
    """PostgreSQL counts what its tables hold, as it does by itself a minute after they were filled."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@contextmanager
def autovacuum() -> Iterator[None]:
    """What PostgreSQL does by itself about once a minute in earnest: it counts its tables. Where development servers
    have that turned off, plans made for empty tables would be kept for full ones.
    """
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    import psycopg

    address, stop = os.environ["NAMKHONG_DATABASE_URL"], Event()

    def count() -> None:
        with psycopg.connect(address, autocommit=True) as there:
            while not stop.wait(30):
                there.execute("ANALYZE")

    counting = Thread(target=count)
    counting.start()
    try:
        yield
    finally:
        stop.set()
        counting.join()


def _set_up() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
