"""Starts the reading process, waits, and turns whatever comes of it into a reading or a sentence."""

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import namkhong
from namkhong.foundation.errors import DomainError
from namkhong.plans.apart.ready import make_ready

log = logging.getLogger(__name__)

_HOME = Path(namkhong.__file__).resolve().parents[1]
_WHERE_PROGRAMS_ARE = ("PATH", "TESSDATA_PREFIX")
"""The program that reads pictures is looked for where ours are."""
_KEPT = "Tệp vẫn được giữ lại."


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may use: memory in megabytes, processor seconds, seconds on the clock.

    Memory and processor seconds hold for the reader and for each run of the program that reads pictures.
    """

    memory_mb: int = 500
    cpu_seconds: int = 30
    wall_seconds: int = 60


LIMITS = Limits()
PATIENT = Limits(cpu_seconds=120, wall_seconds=1800)
"""For pictures of pages, which nobody waits for: some five seconds a page, more where the machine is busy."""
_MOST_PAGES = 1000
_LISTEN = 1.0
"""Seconds between two looks at how many pages are read."""

OnPage = Callable[[int, int], None]
"""Told how many pages of how many have been read."""


class Unreadable(DomainError):
    """The reader refuses the document, in its own words."""


class Pictured(Exception):
    """Pages of the file are pictures; `read_pictures_apart` reads them, which takes some seconds a page."""

    def __init__(self, pages: int) -> None:
        super().__init__(pages)
        self.pages = pages


class ReaderTooSlow(Unreadable):
    sentence = "Đọc quá lâu nên đã dừng. " + _KEPT + " Hãy tách riêng phần kế hoạch, hoặc dán nội dung vào ô văn bản."


class ReaderFull(Unreadable):
    sentence = (
        "Văn bản quá nặng nên không đọc hết được. "
        + _KEPT
        + " Hãy bỏ bớt ảnh và phụ lục, hoặc dán nội dung vào ô văn bản."
    )


class ReaderBroke(Unreadable):
    sentence = (
        "Không đọc được văn bản này vì cấu trúc tệp bất thường. "
        + _KEPT
        + " Hãy mở ra, lưu lại thành tệp mới, hoặc dán nội dung vào ô văn bản."
    )


def read_file_apart(content: bytes, name: str, limits: Limits = LIMITS) -> dict[str, Any]:
    """A reading as JSON (`reading.as_json.full`) of a file. Raises: Pictured, Unreadable and its subclasses."""
    return _read("file", content, name, limits)


def read_pictures_apart(content: bytes, name: str, on_page: OnPage, limits: Limits = PATIENT) -> dict[str, Any]:
    """A reading as JSON of a file some pages of which are pictures. Raises: Unreadable and its subclasses."""
    make_ready()
    return ask_apart("namkhong.plans.apart", ["pictures"], content, name, on_page, limits)


def ask_apart(
    program: str, words: list[str], content: bytes, name: str, on_page: OnPage, limits: Limits = PATIENT
) -> dict[str, Any]:
    """What another program of ours that opens strangers' files answers as its "reading", started and limited the same.

    It is called with `words`, memory in megabytes, processor seconds, the name and the number of the open file on which
    it tells of pages. Raises: Unreadable and its subclasses.
    """
    ours, theirs = os.pipe()
    try:
        os.set_blocking(ours, False)
        return _ask(program, words, content, name, limits, _Listening(ours, theirs, on_page))
    finally:
        os.close(ours)
        os.close(theirs)


def read_text_apart(text: str, limits: Limits = LIMITS) -> dict[str, Any]:
    """A reading as JSON of pasted text. Raises: Unreadable and its subclasses."""
    return _read("text", text.encode("utf-8", "replace"), "", limits)


@dataclass(frozen=True, slots=True)
class _Listening:
    """The two ends of a pipe on which the reading process tells of pages, and who wants to hear it."""

    ours: int
    theirs: int
    on_page: OnPage

    def hear(self) -> None:
        """Pass the last thing told on, unless it is no count of pages."""
        with suppress(BlockingIOError, ValueError):
            done, pages = (int(word) for word in os.read(self.ours, 4096).decode("ascii").splitlines()[-1].split())
            if 0 <= done <= pages <= _MOST_PAGES:
                self.on_page(done, pages)


def _read(way: str, content: bytes, name: str, limits: Limits) -> dict[str, Any]:
    make_ready()
    return _ask("namkhong.plans.apart", [way], content, name, limits, None)


def _ask(
    program: str, words: list[str], content: bytes, name: str, limits: Limits, listening: _Listening | None
) -> dict[str, Any]:
    command = [sys.executable, "-m", program, *words, str(limits.memory_mb), str(limits.cpu_seconds), name]
    command += [str(listening.theirs)] if listening else []
    # Nothing of our environment goes along: it holds the keys and the way to the database.
    environment = {"PYTHONPATH": str(_HOME), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    environment |= {name: os.environ[name] for name in _WHERE_PROGRAMS_ARE if name in os.environ}
    return _answer(_finished(command, content, environment, limits.wall_seconds, listening))


def _finished(
    command: list[str],
    content: bytes,
    environment: dict[str, str],
    seconds: int,
    listening: _Listening | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """The ended process. Raises ReaderTooSlow when it does not end; what it started is then ended with it."""
    pipe = subprocess.PIPE
    told = [listening.theirs] if listening else []
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, start_new_session=True, pass_fds=told
    ) as child:
        try:
            out, said = _heard(child, content, seconds, listening) if listening else child.communicate(content, seconds)
        except BaseException as error:
            with suppress(ProcessLookupError):  # it may have ended just now
                os.killpg(child.pid, signal.SIGKILL)
            if isinstance(error, subprocess.TimeoutExpired):
                raise ReaderTooSlow() from None
            raise
    return subprocess.CompletedProcess(command, child.returncode, out, said)


def _heard(child: subprocess.Popen[bytes], content: bytes, seconds: int, listening: _Listening) -> tuple[bytes, bytes]:
    """What the process prints, passing on what it tells meanwhile. Raises: subprocess.TimeoutExpired."""
    ends_at, given = time.monotonic() + seconds, content
    while True:
        left = ends_at - time.monotonic()
        try:
            ended = child.communicate(given or None, min(_LISTEN, max(left, 0)))
            listening.hear()
            return ended
        except subprocess.TimeoutExpired:
            if left <= 0:
                raise
            given = b""  # it goes on with what it was given
            listening.hear()


def _answer(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    """The child's answer; killed by a signal for processor time, or silent, each has its sentence."""
    if done.returncode in (-24, -9):  # SIGXCPU, and SIGKILL when it would not stop
        raise ReaderTooSlow()
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        # Only the kind of mistake: the rest of its words may quote the document.
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2].partition(":")[0]
        log.error("the reading process ended with %s: %s", done.returncode, last[:100])
        raise ReaderBroke() from None
    if "reading" in answer:
        reading: dict[str, Any] = answer["reading"]
        return reading
    if "pictured" in answer:
        raise Pictured(answer["pictured"])
    if answer.get("full"):
        raise ReaderFull()
    if answer.get("tangled"):
        raise ReaderBroke()
    raise Unreadable(answer["refusal"].replace("{", "{{").replace("}", "}}"))
