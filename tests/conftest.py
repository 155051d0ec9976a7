"""Fixtures of every test: strict by default, and one small province to act in."""

import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, tzinfo

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseOperations
from django.template.base import Node
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from namkhong.foundation import clock
from namkhong.people.models import Person
from tests.world import NOW, World, build_world

OURS = str(django_settings.ROOT / "namkhong")


class UndefinedVariable:
    """Stands for a template variable that does not exist: in our own templates that is a mistake."""

    def __bool__(self) -> bool:
        return True

    def __contains__(self, sign: str) -> bool:
        return sign == "%s"

    def __mod__(self, variable: object) -> str:
        frame = sys._getframe(1)
        while frame is not None:
            node = frame.f_locals.get("self")
            if isinstance(node, Node) and getattr(node, "origin", None):
                if node.origin.name.startswith(OURS):
                    pytest.fail(f"{node.origin.name}: nothing called {variable} for {node!r}")
                return ""
            frame = frame.f_back
        return ""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--only-database`: what a second database can answer differently, nothing that would only repeat itself."""
    parser.addoption("--only-database", action="store_true", help="leave out tests that touch no database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With `--only-database`, drop every test that asks for no database, itself or by its fixtures; stories stay."""
    if not config.getoption("--only-database"):
        return
    touching = {"db", "transactional_db", "django_db_setup", "live_server"}
    kept = [
        item
        for item in items
        if touching & set(getattr(item, "fixturenames", ()))
        or any(map(item.get_closest_marker, ("django_db", "journey")))
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def pytest_configure() -> None:
    """Undefined template variables fail; emptying SQLite between tests gets past the append-only triggers."""
    django_settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable()
    plain = DatabaseOperations.sql_flush

    def sql_flush(self, style, tables, **options):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        drop = [f'DROP TRIGGER "{name}"' for name, _ in triggers]
        return [*drop, *plain(self, style, tables, **options), *(sql for _, sql in triggers)]

    DatabaseOperations.sql_flush = sql_flush


@pytest.fixture(autouse=True)
def nine_in_the_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test begins at NOW by the clock of the house, whatever hour it really is; from there time runs on.

    What a test does at NOW and what a page does at its own moment so always follow one another in that order.
    """
    began = time.monotonic()

    class Morning(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return (NOW + timedelta(seconds=time.monotonic() - began)).astimezone(tz)

    monkeypatch.setattr(clock, "datetime", Morning)


@pytest.fixture
def world(db: None) -> World:
    """One small province with a named cast (see tests/world.py)."""
    return build_world()


@pytest.fixture
def signed_in() -> Callable[[Person], Client]:
    """`signed_in(person)` is a browser in which that person has signed in."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person.account)
        return client

    return sign_in


@pytest.fixture
def same_queries() -> Callable[[Callable[[], object], Callable[[], object]], int]:
    """`same_queries(ask, grow)`: asking costs as many queries after the data has grown as before; returns how many."""

    def compare(ask: Callable[[], object], grow: Callable[[], object]) -> int:
        ask()  # what is cached for good is not counted
        with CaptureQueriesContext(connection) as few:
            ask()
        grow()
        with CaptureQueriesContext(connection) as many:
            ask()
        listing = "\n".join(query["sql"][:300] for query in many.captured_queries)
        assert len(many) == len(few), f"{len(few)} queries became {len(many)}:\n{listing}"
        return len(few)

    return compare


@pytest.fixture
def run_queued() -> Iterator[Callable[[], int]]:
    """`run_queued()` does what the background worker would do with everything queued; returns how many tasks."""
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="tests",
        excluded_queue_names=[],
    )

    def run() -> int:
        done = 0
        while (queued := DBTaskResult.objects.ready().first()) is not None:
            queued.claim("tests")
            worker.run_task(queued)
            queued.refresh_from_db()
            assert queued.status == "SUCCESSFUL", queued.traceback
            done += 1
        return done

    yield run
