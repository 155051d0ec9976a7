"""Serves the site; beside it the background worker, the counting of pledges and ratings, the door for ratings."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from granian import Granian
from granian.constants import Interfaces

APPLICATION = "namkhong.config.wsgi:application"
SECONDS_TO_ANSWER = 5  # for pages still being made when the server stops
SECONDS_TO_FINISH = 15  # for a background task at work
NOT_VACUUMING = (
    "PostgreSQL đang tắt autovacuum: khi dữ liệu nhiều lên, các trang sẽ chậm dần."
    " Hãy đặt autovacuum = on trong postgresql.conf rồi nạp lại cấu hình."
)
BESIDE = (
    ("db_worker", "--queue-name", "*", "--interval", "0.5"),
    ("keep_coverage",),
    ("count_ratings",),
    ("open_remedies", "--keep"),
)
"""What runs beside the server: the worker for queued tasks, the counting of pledges, that of public ratings, and what
opens the duties to explain a month whose ratings were low.
"""


class Command(BaseCommand):
    """`namkhong serve`: one command and one address for a small office, no second server to set up."""

    help = "Chạy trang web, bộ xử lý việc nền và cổng nhận ý kiến chấm điểm."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen and with how many processes."""
        parser.add_argument("--host", default="127.0.0.1", help="địa chỉ để nghe (mặc định chỉ máy này)")
        parser.add_argument("--port", type=int, default=8000, help="cổng để nghe")
        parser.add_argument("--workers", type=int, default=1, help="số tiến trình phục vụ trang")
        parser.add_argument("--threads", type=int, default=4, help="số luồng trong mỗi tiến trình")
        parser.add_argument(
            "--ratings-port",
            type=int,
            default=0,
            help="cổng riêng để nhận ý kiến chấm điểm (mặc định: một cổng đang trống)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until told to stop; the background worker ends with the server."""
        host, port = options["host"], options["port"]
        ratings = str(options["ratings_port"] or _free_port())
        # The pages of the site hand on whatever is sent to /g/ (`feedback.ingest.forwarding`).
        os.environ["NAMKHONG_RATINGS"] = f"127.0.0.1:{ratings}"
        for sentence in slowing_settings():
            self.stdout.write(self.style.WARNING(sentence))
        connection.close()  # the server makes processes of its own, which must not share one
        self.stdout.write(f"Đang phục vụ tại http://{host}:{port} (dừng bằng Ctrl+C)")
        server = Granian(
            APPLICATION,
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            websockets=False,
            workers=options["workers"],
            blocking_threads=options["threads"],
            respawn_failed_workers=True,
            # Ctrl+C in a terminal reaches server and process at once, and the process may then wait for ever.
            workers_kill_timeout=SECONDS_TO_ANSWER,
        )
        with running_beside(*BESIDE, ("ratings", "--port", ratings)):
            server.serve()
        self.stdout.write("Đã dừng.")


def slowing_settings() -> list[str]:
    """What the database server is set to that will slow us down once there is much in it, in the officer's words."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SHOW autovacuum")
        vacuums = cursor.fetchone()[0] == "on"
    return [] if vacuums else [NOT_VACUUMING]


def _free_port() -> int:
    """One that nobody listens on: what is sent to /g/ must never reach another program that happens to be next door."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running_beside(*commands: tuple[str, ...]) -> Iterator[None]:
    """Commands of ours run for as long as the block lasts, begun again when they end; a task at work may finish."""
    stop = Event()
    # Started before the server makes processes of its own: one that is forked while another is being started here keeps
    # the pipe open on which this one waits to hear that the other has begun.
    running = [_started(arguments) for arguments in commands]
    keeper = Thread(target=_keep_running, args=(stop, commands, running))
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join()


def _keep_running(stop: Event, commands: Sequence[tuple[str, ...]], running: list[subprocess.Popen[bytes]]) -> None:
    while not stop.wait(1):
        for place, process in enumerate(running):
            if process.poll() is not None:
                running[place] = _started(commands[place])
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(SECONDS_TO_FINISH)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _started(arguments: tuple[str, ...]) -> subprocess.Popen[bytes]:
    # A session of its own, so that Ctrl+C reaches it once, from here.
    command = [sys.executable, "-m", "namkhong", *arguments, "--verbosity", "0"]
    return subprocess.Popen(command, start_new_session=True)
