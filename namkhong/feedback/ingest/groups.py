"""Work done by groups: what arrives while one group is at work makes up the next."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from threading import Condition, Thread
from typing import Generic, TypeVar

from django.db import InterfaceError, OperationalError, connection

T = TypeVar("T")
R = TypeVar("R")
MOST = 500
"""Largest group."""

ROOM = 8192
"""So many may wait; whoever comes then waits at the door, before anything of theirs is kept."""

PATIENCE = 15.0
"""Seconds that somebody waits at the door, and that a database may be away, before we say so."""

_log = logging.getLogger(__name__)


class TooBusy(Exception):
    """There was no room, or no database, for all of `PATIENCE`."""


class Groups(Generic[T, R]):
    """A thread that calls `work` with everything that waits; each caller gets its own part of the answer.

    One is enough: a second one would halve the groups, and each group costs a turn of the interpreter and a commit.
    """

    def __init__(self, work: Callable[[Sequence[T]], Sequence[R]], loop: asyncio.AbstractEventLoop) -> None:
        self._work = work
        self._loop = loop
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._changed = Condition()
        self._stopping = False
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    async def ask(self, item: T) -> R:
        """Hand in one item and wait for what becomes of it. Raises: TooBusy."""
        if len(self._waiting) >= ROOM:
            await self._room()
        future: asyncio.Future[R] = self._loop.create_future()
        with self._changed:
            self._waiting.append((item, future))
            if len(self._waiting) == 1:
                self._changed.notify()
        return await future

    def stop(self) -> None:
        """Finish what waits, then end."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._thread.join(PATIENCE)

    async def _room(self) -> None:
        until = self._loop.time() + PATIENCE
        while len(self._waiting) >= ROOM:
            if self._loop.time() > until:
                raise TooBusy
            await asyncio.sleep(0.02)

    def _run(self) -> None:
        while group := self._next():
            answers = self._answers([item for item, _ in group])
            futures = [future for _, future in group]
            try:
                self._loop.call_soon_threadsafe(_tell, futures, answers)
            except RuntimeError:  # the loop has been closed: nobody listens any more
                return
        connection.close()

    def _next(self) -> list[tuple[T, asyncio.Future[R]]]:
        with self._changed:
            while not self._waiting and not self._stopping:
                self._changed.wait()
            group = self._waiting[:MOST]
            del self._waiting[:MOST]
        return group

    def _answers(self, items: Sequence[T]) -> list[R | Exception]:
        """One answer for each. A group that fails is halved, so that a single bad item takes nobody else down."""
        try:
            return list(self._patiently(items))
        except TooBusy as error:
            return [error] * len(items)
        except Exception as error:
            if len(items) == 1:
                _log.exception("an item failed")
                return [error]
            half = len(items) // 2
            return self._answers(items[:half]) + self._answers(items[half:])

    def _patiently(self, items: Sequence[T]) -> Sequence[R]:
        """What `work` answers, asked again while the database is away; what it did before, it finds done."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return self._work(items)
            except (OperationalError, InterfaceError) as error:
                connection.close()
                if time.monotonic() > until:
                    _log.exception("the database does not answer")
                    raise TooBusy from error
                time.sleep(0.2)


def _tell(futures: Sequence[asyncio.Future[R]], answers: Sequence[R | Exception]) -> None:
    for future, answer in zip(futures, answers, strict=True):
        if future.done():  # whoever asked has gone
            continue
        if isinstance(answer, Exception):
            future.set_exception(answer)
        else:
            future.set_result(answer)
