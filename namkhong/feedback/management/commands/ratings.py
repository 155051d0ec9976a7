"""Serves the public page of ratings and takes them in; `namkhong serve` starts it beside the site."""

import os
import resource
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

APPLICATION = "namkhong.config.rsgi:application"
AT_ONCE = 16_384  # requests; a slow one costs some kilobytes for some seconds
SECONDS_TO_END = 20


class Command(BaseCommand):
    """`namkhong ratings`: a small server of its own. What it takes in is added up by `namkhong count_ratings`."""

    help = "Chạy cổng nhận ý kiến chấm điểm của người dân (namkhong serve tự chạy lệnh này)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen and with how many processes."""
        parser.add_argument("--host", default="127.0.0.1", help="địa chỉ để nghe (mặc định chỉ máy này)")
        parser.add_argument("--port", type=int, default=8001, help="cổng để nghe")
        parser.add_argument("--workers", type=int, default=_workers(), help="số tiến trình")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until told to stop; what was taken in by then is written."""
        _allow_many_connections()
        server = Granian(
            APPLICATION,
            address=options["host"],
            port=options["port"],
            interface=Interfaces.RSGI,
            websockets=False,
            workers=options["workers"],
            backlog=4096,
            backpressure=AT_ONCE,
            http1_settings=HTTP1Settings(header_read_timeout=10_000, max_buffer_size=32_768),
            respawn_failed_workers=True,
            workers_kill_timeout=SECONDS_TO_END,
            log_level=LogLevels.warning,
        )
        server.serve()


def _workers() -> int:
    """Two share the work before PostgreSQL; before SQLite, where one writes at a time, they would only wait."""
    return 1 if connection.vendor == "sqlite" else min(2, os.cpu_count() or 1)


def _allow_many_connections() -> None:
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
