"""The door as a web application: reads requests with care for time and size, and hands them on."""

import asyncio
import gc
import logging
import os
import time
from typing import Any, Final

from granian._granian import RSGIProtocolClosed as ProtocolClosed

from namkhong.feedback.ingest.answering import Answer, Door, too_large
from namkhong.feedback.ingest.groups import TooBusy
from namkhong.feedback.ingest.kiosk import Kiosks
from namkhong.feedback.ingest.reading import LARGEST_BODY

SECONDS_TO_SEND: Final = float(os.environ.get("NAMKHONG_SECONDS_TO_SEND", "10"))
"""A rating is a few hundred bytes; whoever needs longer has gone, or is holding the door open on purpose."""

_PLAIN: Final = [("content-type", "text/plain; charset=utf-8"), ("cache-control", "no-store")]
_log = logging.getLogger(__name__)


class Application:
    """What the server calls for every request; one for each of its processes."""

    def __init__(self) -> None:
        self._door: Door | None = None
        self._kiosks: Kiosks | None = None
        self._sending = Sending()

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._door = Door(loop)
        self._kiosks = Kiosks(self._door.box, loop)
        # What is there by now stays, and little of what comes goes in circles: looking through everything for it, as
        # often as Python would, holds up everybody who waits.
        gc.freeze()
        gc.set_threshold(50_000, 50, 100)
        self._sending.watch(loop)

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._kiosks:
            self._kiosks.close()
        if self._door:
            self._door.close()

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        if scope.proto != "http" or self._door is None:
            return
        try:
            answer = await self._answer(self._door, scope, protocol)
        except (asyncio.CancelledError, ProtocolClosed):
            protocol.response_empty(408, [("connection", "close")])
            return
        except TooBusy:
            answer = Answer(
                503, "Máy đang quá bận. Xin thử lại sau ít phút.".encode(), [*_PLAIN, ("retry-after", "30")]
            )
        except Exception:
            _log.exception("a request failed")
            answer = Answer(500, "Máy gặp lỗi. Xin thử lại sau ít phút.".encode(), _PLAIN)
        if scope.method == "HEAD":
            protocol.response_empty(answer.status, answer.headers)
        else:
            protocol.response_bytes(answer.status, answer.headers, answer.body)

    async def _answer(self, door: Door, scope: Any, protocol: Any) -> Answer:
        if scope.method in ("GET", "HEAD"):
            return await self._shown(door, scope)
        if scope.method != "POST":
            return Answer(405, b"", [*_PLAIN, ("allow", "GET, HEAD, POST")])
        headers = scope.headers  # made anew each time it is asked for
        length = headers.get("content-length")
        if length is not None and (not length.isdigit() or int(length) > LARGEST_BODY):
            return too_large()
        task = self._sending.begin()
        try:
            body = await (protocol() if length is not None else _pieces(protocol))
        finally:
            self._sending.end(task)
        if body is None:
            return too_large()
        if length is not None and len(body) != int(length):
            raise asyncio.CancelledError
        if kiosks := self._kiosks_at(scope.path):
            return await kiosks.take(scope.path, body, headers.get("content-type") or "")
        return await door.take(scope.path, body, _address(scope.client, headers), scope.query_string)

    async def _shown(self, door: Door, scope: Any) -> Answer:
        if kiosks := self._kiosks_at(scope.path):
            return await kiosks.show(scope.path)
        return await door.show(scope.path, _address(scope.client, scope.headers), scope.query_string)

    def _kiosks_at(self, path: str) -> Kiosks | None:
        return self._kiosks if self._kiosks and self._kiosks.answers(path) else None


class Sending:
    """Requests whose body is still on its way, and since when; whoever takes too long is dropped.

    One look a second at all of them costs less than a timer for each.
    """

    def __init__(self) -> None:
        self._since: dict[asyncio.Task[Any], float] = {}

    def watch(self, loop: asyncio.AbstractEventLoop) -> None:
        """Drop the late ones, now and every second from now on."""
        late = time.monotonic() - SECONDS_TO_SEND
        for task in [task for task, since in self._since.items() if since < late]:
            task.cancel()
        loop.call_later(1, self.watch, loop)

    def begin(self) -> asyncio.Task[Any]:
        """The body of this task's request is on its way."""
        task = asyncio.current_task()
        assert task is not None
        self._since[task] = time.monotonic()
        return task

    def end(self, task: asyncio.Task[Any]) -> None:
        """It is there, or will never be."""
        self._since.pop(task, None)


async def _pieces(protocol: Any) -> bytes | None:
    held = b""
    async for piece in protocol:
        held += piece
        if len(held) > LARGEST_BODY:
            return None
    return held


def _address(client: str, headers: Any) -> str:
    """Where a request comes from, for the count of this minute only. A proxy on this machine is believed."""
    address = client.rpartition(":")[0]
    if address in ("127.0.0.1", "::1", "[::1]", "") and (told := headers.get("x-forwarded-for")):
        return str(told).rpartition(",")[2].strip()
    return address


application = Application()
