"""A real browser before the real pages: whatever it complains about fails the journey."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, sync_playwright

from namkhong.people.models import Person
from tests.journeys.visitor import DESKTOP, QUIET, Size, Visitor, program
from tests.world import PASSWORD, World, build_world

STATIC = django_settings.ROOT / "namkhong" / "design" / "static" / "design" / "app.css"
PICTURES = django_settings.ROOT / "var" / "screenshots"


class Door:
    """Lets requests in and knows when all have left; one after the other where the database is in memory.

    Such a database is one connection for all threads. What a browser that has left still asked for is waited for,
    because the tables are emptied next.
    """

    def __init__(self, app: WSGIHandler) -> None:
        self.app = app
        self.turn = threading.Lock() if _shared() else nullcontext()
        self.inside, self.change = 0, threading.Condition()

    def __call__(self, environ, start_response):
        self._count(1)
        try:
            with self.turn:
                return self.app(environ, start_response)
        finally:
            self._count(-1)

    def _count(self, step: int) -> None:
        with self.change:
            self.inside += step
            self.change.notify_all()

    def wait_until_empty(self) -> None:
        """Wait for requests under way."""
        with self.change:
            self.change.wait_for(lambda: not self.inside, timeout=20)


def _shared() -> bool:
    return connections["default"].vendor == "sqlite"


@pytest.fixture
def site(transactional_db: None) -> Iterator[str]:
    """The address at which this test's database is served."""
    connection, doors = connections["default"], []
    if _shared():
        # Stays so: a thread that waits on an idle line of the browser lets go of the connection much later.
        connection.inc_thread_sharing()

    def open_door(handler: WSGIHandler) -> Door:
        # The test server hands over a handler of its own for uploads; here nobody gets a file without being asked.
        doors.append(Door(handler.application))
        return doors[0]

    thread = LiveServerThread("127.0.0.1", open_door, {"default": connection} if _shared() else None)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()
    doors[0].wait_until_empty()


@pytest.fixture
def world(site: str) -> World:
    """The small province, where the browser sees it too."""
    return build_world()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    assert STATIC.exists(), "the style sheet has not been built: run `make assets` first"
    with pytest.MonkeyPatch.context() as patch:
        # The browser's driver runs an event loop in the thread in which a test asks the database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=program(), args=QUIET)
            yield browser
            browser.close()


@pytest.fixture
def visit(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visitor]]:
    """`visit(person, size, script=True)` is that person, signed in through the page, at a screen of that size.

    `visit(None)` has not signed in. Pictures of this test are kept in a folder of their own under var/screenshots.
    """
    visitors: list[Visitor] = []
    name = request.node.originalname.removeprefix("test_")
    album: Path = PICTURES / (f"{name}-{request.node.callspec.id}" if hasattr(request.node, "callspec") else name)
    shutil.rmtree(album, ignore_errors=True)

    def come(person: Person | None, size: Size = DESKTOP, *, script: bool = True) -> Visitor:
        visitor = Visitor(browser, site, size, album, script=script)
        visitors.append(visitor)
        if person is not None:
            visitor.sign_in(person.account.username, PASSWORD)
        return visitor

    yield come
    for visitor in visitors:
        visitor.leave()
    trouble = [line for visitor in visitors for line in visitor.trouble]
    assert trouble == [], "\n".join(trouble)
