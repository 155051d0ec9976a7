"""Starts the reading process and takes its frames, or turns what became of it into a sentence."""

import fcntl
import io
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Thread
from typing import IO, Any

import namkhong
from namkhong.rosters.sheets import errors

_HOME = Path(namkhong.__file__).resolve().parents[1]
_WORDS = {"locked": errors.Locked, "wide": errors.TooWide, "formulas": errors.FormulasInside}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may use: memory in megabytes, processor seconds."""

    memory_mb: int = 2_000
    cpu_seconds: int = 300


LIMITS = Limits()


class _Plain(pickle.Unpickler):
    """Takes cells and nothing else: whoever mastered the reading process could still not run anything here."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in ("date", "datetime", "time", "timedelta"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no cell")


@contextmanager
def frames(path: Path, ending: str, place: int, most: int, limits: Limits = LIMITS) -> Iterator[Iterator[Any]]:
    """The frames of a table, the process ended with the block. Iterating raises: errors.CannotRead."""
    size = (str(limits.memory_mb), str(limits.cpu_seconds), str(most))
    command = [sys.executable, "-m", "namkhong.rosters.sheets", str(path), ending, str(place), *size]
    # Nothing of our environment goes along: it holds the keys and the way to the database.
    environment = {"PYTHONPATH": str(_HOME), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    assert child.stdout is not None
    ahead = _Ahead(child.stdout)
    try:
        yield _frames(child, ahead)
    finally:
        child.kill()
        ahead.stop()
        child.wait()
        child.stdout.close()


class _Ahead:
    """Takes frames as fast as they come, ahead of whoever needs them: the sooner the reading process ends, the sooner
    the memory for the whole table is free again. So many bytes may wait; then the reading process waits too.
    """

    MOST = 256 * 1024 * 1024

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.waiting, self.size, self.stopped = stream, deque[bytes](), 0, False
        self.changed = Condition()
        with suppress(OSError):
            fcntl.fcntl(stream.fileno(), fcntl.F_SETPIPE_SZ, 1024 * 1024)
        self.thread = Thread(target=self._take, daemon=True)
        self.thread.start()

    def next(self) -> bytes:
        """The next frame, b"" where no other comes."""
        with self.changed:
            self.changed.wait_for(lambda: self.waiting)
            body = self.waiting.popleft()
            self.size -= len(body)
            self.changed.notify()
        return body

    def stop(self) -> None:
        """No frame is needed any more."""
        with self.changed:
            self.stopped = True
            self.changed.notify()
        self.thread.join()

    def _take(self) -> None:
        body = b"-"
        while body and not self.stopped:
            head = self.stream.read(8)
            size = int.from_bytes(head, "big")
            body = self.stream.read(size) if len(head) == 8 else b""
            body = body if len(body) == size else b""
            with self.changed:
                self.changed.wait_for(lambda: self.size < self.MOST or self.stopped)
                self.waiting.append(body)
                self.size += len(body)
                self.changed.notify()


def _frames(child: subprocess.Popen[bytes], ahead: _Ahead) -> Iterator[Any]:
    while True:
        body = ahead.next()
        if not body:
            raise _why(child.wait())
        kind, what = _Plain(io.BytesIO(body)).load()
        if kind == "refused":
            raise _WORDS.get(what, errors.CannotRead)()
        yield kind, what
        if kind == "end":
            return


def _why(code: int) -> errors.CannotRead:
    """A process that was stopped for its time, or that broke down asking for memory."""
    if code == -24:  # SIGXCPU
        return errors.TooSlow()
    return errors.TooWide() if code < 0 else errors.CannotRead()
