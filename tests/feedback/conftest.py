"""The public door without a server: its groups are worked at once, in the test's own transaction."""

from collections.abc import Coroutine, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from namkhong.feedback.ingest import answering
from namkhong.feedback.ingest.answering import Answer, Door


class AtOnce:
    """A group of one, worked at once."""

    def __init__(self, work: Any, loop: Any, threads: int = 1) -> None:
        self._work = work

    async def ask(self, item: Any) -> Any:
        return self._work([item])[0]

    def stop(self) -> None:
        pass


class NoLoop:
    """Stands for an event loop in which nothing happens later."""

    def create_task(self, later: Coroutine[Any, Any, None]) -> "NoLoop":
        later.close()
        return self

    def cancel(self) -> None:
        pass


def answered(coroutine: Coroutine[Any, Any, Answer]) -> Answer:
    """What a coroutine answers that never has to wait."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("it waited")


class Visitor:
    """Somebody with a phone: opens pages and sends forms."""

    def __init__(self, door: Door) -> None:
        self.door = door

    def open(self, path: str, address: str = "10.0.0.1") -> Answer:
        return answered(self.door.show(path, address))

    def send(self, slug: str, address: str = "10.0.0.1", **fields: object) -> Answer:
        return answered(self.door.take(f"/g/{slug}", urlencode(fields).encode(), address))


@pytest.fixture
def visitor(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    """A visitor of the public door."""
    monkeypatch.setattr(answering, "Groups", AtOnce)
    made = Visitor(Door(NoLoop()))
    yield made
    made.door.close()
