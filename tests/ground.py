"""What many tests stand on is written once and rolled back to, not written again for each of them.

    @kept
    def scene(world: World) -> Scene: ...

is a fixture like any other, but its rows stay in a transaction around the tests that follow each other and ask for
it. Every test still has a transaction of its own inside, and objects of its own: what it changes, no other sees. A
test that asks for something else, or that needs real transactions, finds only what it asks for.
"""

import functools
import inspect
import pickle
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction

Build = Callable[..., Any]


class Ground:
    """Layers of rows, each in a savepoint above the one before."""

    def __init__(self) -> None:
        self.layers: list[tuple[Build, transaction.Atomic]] = []
        self.things: dict[Build, Any] = {}
        self.frozen = b""
        self.own: dict[int, Any] = {}

    def prepare(self, wanted: dict[Build, list[Build | None]]) -> None:
        """Take away what this test does not ask for, add what it does; `wanted` names what each layer is built from."""
        order = list(wanted)
        while self.layers and [build for build, _ in self.layers] != order[: len(self.layers)]:
            self._take_away()
        for build in order[len(self.layers) :]:
            self._add(build, wanted[build])
        self.own = {}

    def _add(self, build: Build, needs: list[Build | None]) -> None:
        layer = transaction.atomic()
        layer._from_testcase = True  # what is durable may be done inside, as in a test
        layer.__enter__()
        try:
            self.things[build] = build(*(self.things[need] if need else None for need in needs))
        except BaseException:
            transaction.set_rollback(True)
            layer.__exit__(None, None, None)
            raise
        self.layers.append((build, layer))
        self.frozen = pickle.dumps([self.things[build] for build, _ in self.layers])

    def _take_away(self) -> None:
        build, layer = self.layers.pop()
        del self.things[build]
        transaction.set_rollback(True)
        layer.__exit__(None, None, None)
        if not self.layers:
            connection.run_on_commit.clear()
        self.frozen = pickle.dumps([self.things[build] for build, _ in self.layers])

    def own_copy(self, build: Build) -> Any:
        """The thing for this test alone; everything it asks for hangs together."""
        if not self.own:
            self.own = dict(zip((build for build, _ in self.layers), pickle.loads(self.frozen), strict=True))
        return self.own[build]


GROUND = Ground()


def kept(build: Build) -> Any:
    """A fixture built from others that are kept, or from `db`."""

    @functools.wraps(build)
    def fixture(**given: Any) -> Any:
        return GROUND.own_copy(build) if build in GROUND.things else build(**given)

    fixture.builds = build  # type: ignore[attr-defined]
    return pytest.fixture(fixture)


def wanted(request: pytest.FixtureRequest) -> dict[Build, list[Build | None]]:
    """The layers this test asks for, lowest first; none where it needs real transactions."""
    marker = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction")):
        return {}
    definitions = request.node._fixtureinfo.name2fixturedefs
    found: dict[Build, list[Build | None]] = {}

    def visit(name: str) -> Build | None:
        build = getattr(definitions[name][-1].func, "builds", None) if name in definitions else None
        if build is not None and build not in found:
            needs = [visit(need) for need in inspect.signature(build).parameters]
            found[build] = needs
        return build

    for name in request.fixturenames:
        visit(name)
    return found


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef, request: pytest.FixtureRequest) -> None:
    """Just before a test enters its own transaction."""
    if fixturedef.argname == "_django_db_helper":
        with request.getfixturevalue("django_db_blocker").unblock():
            GROUND.prepare(wanted(request))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Nothing is left standing when the database is taken away."""
    yield
    with django_db_blocker.unblock():
        GROUND.prepare({})
