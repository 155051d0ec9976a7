"""Starts the reading process and takes its frames, or turns what became of it into a sentence."""

import io
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
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
    try:
        yield _frames(child, child.stdout)
    finally:
        child.stdout.close()
        child.kill()
        child.wait()


def _frames(child: subprocess.Popen[bytes], stream: IO[bytes]) -> Iterator[Any]:
    while True:
        head = stream.read(8)
        body = stream.read(int.from_bytes(head, "big")) if len(head) == 8 else b""
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
