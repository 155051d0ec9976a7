"""Starts the reading process, waits, and turns whatever comes of it into a reading or a sentence."""

import json
import logging
import os
import signal
import subprocess
import sys
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

    Memory and processor seconds hold for the reader and for each run of the program that reads pictures; only
    pictures take long on the clock, some five seconds a page.
    """

    memory_mb: int = 500
    cpu_seconds: int = 30
    wall_seconds: int = 300


LIMITS = Limits()


class Unreadable(DomainError):
    """The reader refuses the document, in its own words."""


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
    """A reading as JSON (`reading.as_json.full`) of a file. Raises: Unreadable and its subclasses."""
    return _read("file", content, name, limits)


def read_text_apart(text: str, limits: Limits = LIMITS) -> dict[str, Any]:
    """A reading as JSON of pasted text. Raises: Unreadable and its subclasses."""
    return _read("text", text.encode("utf-8", "replace"), "", limits)


def _read(way: str, content: bytes, name: str, limits: Limits) -> dict[str, Any]:
    make_ready()
    command = [sys.executable, "-m", "namkhong.plans.apart", way, str(limits.memory_mb), str(limits.cpu_seconds), name]
    # Nothing of our environment goes along: it holds the keys and the way to the database.
    environment = {"PYTHONPATH": str(_HOME), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    environment |= {name: os.environ[name] for name in _WHERE_PROGRAMS_ARE if name in os.environ}
    return _answer(_finished(command, content, environment, limits.wall_seconds))


def _finished(
    command: list[str], content: bytes, environment: dict[str, str], seconds: int
) -> subprocess.CompletedProcess[bytes]:
    """The ended process. Raises ReaderTooSlow when it does not end; what it started is then ended with it."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, start_new_session=True
    ) as child:
        try:
            out, said = child.communicate(content, timeout=seconds)
        except BaseException as error:
            os.killpg(child.pid, signal.SIGKILL)
            if isinstance(error, subprocess.TimeoutExpired):
                raise ReaderTooSlow() from None
            raise
    return subprocess.CompletedProcess(command, child.returncode, out, said)


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
    if answer.get("full"):
        raise ReaderFull()
    if answer.get("tangled"):
        raise ReaderBroke()
    raise Unreadable(answer["refusal"].replace("{", "{{").replace("}", "}}"))
