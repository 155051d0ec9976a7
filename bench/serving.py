"""A real server on the loopback address, and pages fetched from it one after another as a signed-in person."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from namkhong.people.models import Person

ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that is up: its port, and the processes whose CPU time it costs."""

    port: int
    process: int

    def cpu_ms(self) -> float:
        """CPU time that the server and its workers have used so far, in milliseconds."""
        ticks = 0
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(folder.name) == self.process or int(fields[1]) == self.process:
                ticks += int(fields[11]) + int(fields[12])
        return ticks * 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def server() -> Iterator[Serving]:
    """One worker of the server that the product runs on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(
        [sys.executable, "-m", *command, "namkhong.config.wsgi:application"],
        env={**os.environ},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        yield Serving(port, process.pid)
    finally:
        process.terminate()
        process.wait(20)


def sign_in(person: Person) -> str:
    """A session of a person, as the cookie a browser would send."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.account.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.account.get_session_auth_hash()
    session.create()
    return f"sessionid={session.session_key}"


def page_ms(serving: Serving, path: str, cookie: str = "") -> tuple[float, float]:
    """Fetching a page, in milliseconds: the 95th percentile as a visitor waits, and CPU time of the server a page.

    Over sixty rounds after five to warm up.
    """
    times = []
    cpu = 0.0
    connection = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=60)
    for number in range(ROUNDS + 5):
        cpu = serving.cpu_ms() if number == 5 else cpu
        began = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200 or not body:
            raise RuntimeError(f"{path} answered {answer.status}")
        if number >= 5:
            times.append((time.perf_counter() - began) * 1000)
    connection.close()
    return sorted(times)[int(len(times) * 0.95) - 1], (serving.cpu_ms() - cpu) / ROUNDS


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")
