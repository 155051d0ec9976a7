"""The server answers, keeps a background worker beside it, and takes it along when it stops."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.house.walk import ROOT


def wait_for(happens: Callable[[], object], seconds: float = 90) -> object:
    """What `happens` answers as soon as it is true."""
    until = time.monotonic() + seconds
    while not (answer := happens()):
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.1)
    return answer


def children_of(pid: int) -> dict[Path, str]:
    """The processes that a process started: their places under /proc and their command lines."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == pid:
                found[folder] = (folder / "cmdline").read_text()
        except OSError:
            continue
    return found


def test_serving_starts_and_stops_with_its_worker(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        **os.environ,
        "NAMKHONG_VAR": str(tmp_path),
        "NAMKHONG_DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3",
        "NAMKHONG_STATIC_ROOT": str(ROOT / "namkhong" / "design" / "static"),
        "DJANGO_SETTINGS_MODULE": "namkhong.config.settings",
    }
    command = [sys.executable, "-m", "namkhong", "serve", "--port", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, cwd=ROOT, env=settings, start_new_session=True, **quiet)

    def answers() -> bool:
        try:
            return urlopen(f"http://127.0.0.1:{port}/static/design/mark.svg").status == 200
        except URLError:
            return False

    try:
        wait_for(answers)
        for beside in ("db_worker", "keep_coverage"):
            wait_for(lambda: any(beside in command for command in children_of(server.pid).values()))  # noqa: B023
        started = children_of(server.pid)
    finally:
        os.killpg(server.pid, signal.SIGINT)  # what Ctrl+C in a terminal does
    assert server.wait(30) == 0
    assert not [command for place, command in started.items() if place.exists()]
