"""Tesseract, where it is installed: one page in, words with places and how sure each is out."""

import os
import shutil
import subprocess
from functools import cache
from typing import NamedTuple

from namkhong.plans.reading.errors import NoRecogniser

LANGUAGE = "vie"
PAGE_SECONDS = 90
_PROGRAM = "tesseract"
_PACKAGES = ("tesseract-ocr", "tesseract-ocr-vie")


class Word(NamedTuple):
    """A word on the page; places in pixels, `sure` from 0 to 100."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    sure: float


def require() -> None:
    """Nothing where pictures can be read. Raises NoRecogniser, which names the package to install."""
    program = shutil.which(_PROGRAM)
    if program is None:
        raise NoRecogniser(what="bộ nhận dạng chữ Tesseract", package=" và ".join(_PACKAGES))
    if LANGUAGE not in _languages(program):
        raise NoRecogniser(what="dữ liệu tiếng Việt cho bộ nhận dạng chữ Tesseract", package=_PACKAGES[1])


@cache
def _languages(program: str) -> frozenset[str]:
    try:
        done = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(done.stdout.decode(errors="replace").split())


def words_of(picture: bytes, dpi: int) -> list[Word] | None:
    """The words of a page picture (PGM); None where the program failed or took too long."""
    said = _run(picture, "-l", LANGUAGE, "--oem", "1", "--psm", "3", "--dpi", str(dpi), "tsv")
    return None if said is None else [word for line in said.split("\n")[1:] if (word := _word(line)) is not None]


def turned(picture: bytes) -> int:
    """By how many degrees clockwise the page must be turned to stand upright: 0, 90, 180 or 270."""
    for line in (_run(picture, "--psm", "0", "-l", "osd") or "").split("\n"):
        name, _, value = line.partition(":")
        if name.strip() == "Rotate" and value.strip() in ("90", "180", "270"):
            return int(value)
    return 0


def _run(picture: bytes, *options: str) -> str | None:
    """What Tesseract prints; it may use one core, no file of its own, and as much memory as we may."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            [_PROGRAM, "stdin", "stdout", *options],
            input=picture,
            capture_output=True,
            timeout=PAGE_SECONDS,
            env=environment,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _word(line: str) -> Word | None:
    """A line of the table that Tesseract prints: level, page, block, paragraph, line, word, place, sure, text."""
    parts = line.split("\t")
    if len(parts) != 12 or parts[0] != "5" or not parts[11].strip():
        return None
    try:
        left, top, width, height, sure = (float(part) for part in parts[6:11])
    except ValueError:
        return None
    return Word(left, top, left + width, top + height, parts[11].strip(), sure)
