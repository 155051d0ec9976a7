"""The real door: what is thanked for is on the disk; half-sent, aborted and oversized requests leave nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from tests.house.test_serve import wait_for
from tests.house.walk import ROOT

SET_UP = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.feedback.given import point_at
from namkhong.units.actions import make_unit
unit = make_unit(name="Ủy ban nhân dân xã", kind="committee"); unit.save()
print(point_at(unit).slug)
"""
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Running:
    """A door that is open: its port, the address of a point, its processes."""

    def __init__(self, folder: Path, set_up: str = SET_UP) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environment = {
            **os.environ,
            "NAMKHONG_VAR": str(folder),
            "NAMKHONG_DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
            "DJANGO_SETTINGS_MODULE": "namkhong.config.settings",
            "NAMKHONG_SECONDS_TO_SEND": "2",
            "PYTHONPATH": str(ROOT),
        }
        self.slug = self._run("-c", set_up).strip()
        self.process = self._start("ratings", "--port", str(self.port))
        self.counter = self._start("count_ratings")

    def _run(self, *command: str) -> str:
        return subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True
        ).stdout

    def _start(self, *command: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-m", "namkhong", *command], cwd=ROOT, env=self.environment)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), 10)

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, body, FORM)
        answer = connection.getresponse()
        found = answer.status, answer.read().decode()
        connection.close()
        return found

    def up(self) -> bool:
        try:
            return self.ask("GET", "/g/")[0] == 404
        except OSError:
            return False

    def stop(self) -> None:
        for process in (self.process, self.counter):
            process.send_signal(signal.SIGINT)
        for process in (self.process, self.counter):
            assert process.wait(30) == 0

    def held(self) -> tuple[int, int]:
        """Open files and resident kilobytes of the worker."""
        (worker,) = [
            int(line)
            for line in subprocess.run(
                ["ps", "--ppid", str(self.process.pid), "-o", "pid="], capture_output=True, text=True, check=True
            ).stdout.split()
        ]
        resident = Path(f"/proc/{worker}/status").read_text().partition("VmRSS:")[2].split()[0]
        return len(list(Path(f"/proc/{worker}/fd").iterdir())), int(resident)

    def rows(self, statement: str) -> list[Any]:
        base = f"{self.environment['NAMKHONG_VAR']}/site.sqlite3"
        command = f"import sqlite3; print(sqlite3.connect({base!r}).execute({statement!r}).fetchall())"
        return eval(self._run("-c", command))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    door = Running(tmp_path_factory.mktemp("door"))
    try:
        wait_for(door.up)
        yield door
    finally:
        door.stop()


def test_what_is_thanked_for_is_kept_and_reaches_the_sums(running: Running) -> None:
    path = f"/g/{running.slug}"
    assert running.ask("GET", path)[0] == 200
    assert running.ask("HEAD", path) == (200, "")
    assert running.ask("POST", path, f"i={1:032x}&s=5")[0] == 200
    assert running.ask("POST", path, f"i={1:032x}&s=5")[0] == 200
    assert running.ask("POST", path, f"i={1:032x}&s=4")[0] == 409
    assert running.ask("PUT", path, "")[0] == 405
    assert running.rows(f"SELECT score FROM feedback_ballot WHERE id = '{1:032x}'") == [(5,)]
    wait_for(lambda: running.rows("SELECT all_n5 FROM feedback_tally") == [(1,)])


def test_too_much_is_refused_unread(running: Running) -> None:
    assert running.ask("POST", f"/g/{running.slug}", "w=" + "x" * 9000)[0] == 413
    with running.connect() as one:
        head = f"POST /g/{running.slug} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        one.sendall(head.encode() + b"2000\r\n" + b"x" * 0x2000 + b"\r\n2000\r\n" + b"x" * 0x2000 + b"\r\n")
        assert one.recv(100).startswith(b"HTTP/1.1 413")


def test_half_sent_and_aborted_requests_leave_nothing(running: Running) -> None:
    head = f"POST /g/{running.slug} HTTP/1.1\r\nHost: x\r\nContent-Length: 400\r\n\r\ni={2:032x}&s=1".encode()
    files, kilobytes = running.held()
    slow = [running.connect() for _ in range(50)]
    for one in slow:
        one.sendall(head)
    for _ in range(1000):
        with running.connect() as one:
            one.sendall(head)
    began = time.monotonic()
    assert running.ask("POST", f"/g/{running.slug}", f"i={3:032x}&s=3")[0] == 200
    assert time.monotonic() - began < 2
    assert slow[0].recv(100).startswith(b"HTTP/1.1 408")
    wait_for(lambda: running.held()[0] <= files + 2)
    for one in slow:
        one.close()
    assert running.held()[1] < kilobytes + 80_000
    assert running.rows(f"SELECT COUNT(*) FROM feedback_ballot WHERE id = '{2:032x}'") == [(0,)]
