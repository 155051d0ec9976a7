"""A load generator: many connections from one process, each sending ratings one after another, latencies kept.

It shares the cores with what it measures, so it does as little as it can: requests are made beforehand, answers are
only looked at for their status.
"""

import select
import socket
import time
from array import array
from dataclasses import dataclass, field


@dataclass(slots=True)
class Load:
    """What came of it: how long it took, milliseconds of every request, answers by status."""

    seconds: float = 0.0
    cpu: float = 0.0
    waits: "array[float]" = field(default_factory=lambda: array("d"))
    answered_at: "array[float]" = field(default_factory=lambda: array("d"))
    statuses: dict[bytes, int] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.waits) / self.seconds

    def percentile(self, share: float) -> float:
        """A percentile of the waits, in milliseconds."""
        waits = sorted(self.waits)
        return waits[min(int(len(waits) * share), len(waits) - 1)] * 1000


def requests_to(slugs: list[str], numbers: list[str], tickets: list[str]) -> list[bytes]:
    """A rating for every number and the ticket of its page, to the points in turn; all that the page sends."""
    made = []
    for place, (number, ticket) in enumerate(zip(numbers, tickets, strict=True)):
        body = f"i={number}&t={ticket}&s={place % 5 + 1}&w="
        made.append(
            f"POST /g/{slugs[place % len(slugs)]} HTTP/1.1\r\nHost: x\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
        )
    return made


def send(port: int, requests: list[bytes], *, connections: int, seconds: float) -> Load:
    """Send until the time is over or nothing is left; everything sent is answered before it returns."""
    load, poll = Load(), select.epoll()
    left = iter(requests)
    sockets: dict[int, socket.socket] = {}
    begun: dict[int, float] = {}
    for _ in range(connections):
        one = socket.create_connection(("127.0.0.1", port))
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sockets[one.fileno()] = one
        poll.register(one, select.EPOLLIN)
    clock = time.perf_counter
    began, cpu = clock(), time.process_time()
    until = began + seconds
    for number, one in sockets.items():
        begun[number] = clock()
        one.send(next(left))
    while begun:
        for number, _ in poll.poll(30):
            one = sockets[number]
            answer = one.recv(65536)
            while answer and not _whole(answer):
                answer += one.recv(65536)
            at = clock()
            load.waits.append(at - begun.pop(number))
            load.answered_at.append(at)
            status = answer[9:12]
            load.statuses[status] = load.statuses.get(status, 0) + 1
            if at < until and (request := next(left, None)) is not None:
                begun[number] = at
                one.send(request)
    load.seconds, load.cpu = clock() - began, time.process_time() - cpu
    for one in sockets.values():
        one.close()
    return load


def _whole(answer: bytes) -> bool:
    head, found, body = answer.partition(b"\r\n\r\n")
    if not found:
        return False
    _, _, length = head.partition(b"content-length: ")
    return bool(length) and len(body) >= int(length.partition(b"\r\n")[0])
