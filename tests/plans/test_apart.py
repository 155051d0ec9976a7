"""Reading in a process of its own: limits hold, and whatever happens there becomes a sentence here."""

import importlib.util
import os
import subprocess
from pathlib import Path

import pytest

import namkhong.plans
from namkhong.plans import apart
from namkhong.plans.apart import make_ready, parent
from tests.plans.given import PLAN

LONG = "Gửi báo cáo trước ngày 20/10 hằng năm về huyện. " * 30_000


def test_text_and_file_give_the_same_reading() -> None:
    one, two = apart.read_text_apart(PLAN), apart.read_file_apart(PLAN.encode(), "ke-hoach.txt")
    assert one == two and one["doc_number"]["text"] == "15/KH-LĐLĐ"


def test_signs_that_cannot_be_stored_become_others_of_the_same_length() -> None:
    text = apart.read_text_apart(PLAN.replace("mục đích".upper(), "MỤC\x00ĐÍCH") + "\ud800")["text"]
    assert "\x00" not in text and text.encode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "không có nội dung"),
        (b"\x7fELF\x02\x01" * 9, "không phải là văn bản"),
        (b"PK\x03\x04 half an archive", "hỏng"),
        (b"%PDF-1.7 and no more", "hỏng"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600, "Word kiểu cũ"),
    ],
)
def test_the_reader_refuses_in_its_own_words(content: bytes, words: str) -> None:
    with pytest.raises(apart.Unreadable, match=words):
        apart.read_file_apart(content, "{tệp}.pdf")


@pytest.mark.parametrize(
    ("limits", "error"),
    [
        (apart.Limits(memory_mb=60), apart.ReaderFull),
        (apart.Limits(wall_seconds=0), apart.ReaderTooSlow),
    ],
)
def test_limits_hold(limits: apart.Limits, error: type[apart.Unreadable]) -> None:
    with pytest.raises(error, match="giữ lại"):
        apart.read_text_apart(LONG, limits)


def test_a_killed_or_broken_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for code, error in ((-24, apart.ReaderTooSlow), (-11, apart.ReaderBroke), (1, apart.ReaderBroke)):
        ended = subprocess.CompletedProcess([], code, b"", b"")
        monkeypatch.setattr(parent, "_finished", lambda *a, ended=ended: ended)
        with pytest.raises(error):
            apart.read_text_apart(PLAN)


class Mute:
    """A process that tells of pages, or of anything else, and ends at the third look."""

    def __init__(self, *told: bytes) -> None:
        self.told, self.looks = told, 0

    def communicate(self, given: bytes | None, seconds: float) -> tuple[bytes, bytes]:
        self.looks += 1
        assert (given is None) == (self.looks > 1), "the document is given once"
        if self.looks == 3:
            return b"out", b"said"
        for line in self.told:
            os.write(self.pipe, line)
        raise subprocess.TimeoutExpired("reader", seconds)


@pytest.mark.parametrize(
    ("told", "heard"),
    [
        ((), []),
        ((b"0 3\n", b"1 3\n"), [(1, 3), (1, 3)]),
        ((b"\xff\n",), []),
        ((b"many words here\n",), []),
        ((b"4 3\n",), []),
        ((b"1 99999999999999999999\n",), []),
    ],
)
def test_pages_are_heard_of_and_nothing_else_is(told: tuple[bytes, ...], heard: list[tuple[int, int]]) -> None:
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    child, pages = Mute(*told), []
    child.pipe = theirs
    listening = parent._Listening(ours, theirs, lambda done, whole: pages.append((done, whole)))
    assert parent._heard(child, b"document", 9, listening) == (b"out", b"said")
    assert pages == heard
    with pytest.raises(subprocess.TimeoutExpired):
        parent._heard(Mute(), b"document", -1, listening)
    os.close(ours)
    os.close(theirs)


def test_pictures_are_counted_at_once_and_read_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([b'{"pictured": 3}', b'{"reading": {"text": "x"}}'])
    asked: list[list[str]] = []

    def finished(command, content, environment, seconds, listening=None):
        asked.append(command[3:])
        return subprocess.CompletedProcess(command, 0, next(answers), b"")

    monkeypatch.setattr(parent, "_finished", finished)
    with pytest.raises(apart.Pictured) as found:
        apart.read_file_apart(b"pdf", "a.pdf")
    assert found.value.pages == 3
    assert apart.read_pictures_apart(b"pdf", "a.pdf", lambda done, pages: None) == {"text": "x"}
    assert [command[0] for command in asked] == ["file", "pictures"] and len(asked[1]) == len(asked[0]) + 1


def test_nothing_of_our_environment_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, str] = {}
    real = parent._finished

    def finished(command, content, environment, seconds, listening=None):
        seen.update(environment)
        return real(command, content, environment, seconds, listening)

    monkeypatch.setenv("NAMKHONG_SECRET_KEY", "khóa")
    monkeypatch.setattr(parent, "_finished", finished)
    apart.read_text_apart(PLAN)
    assert {"PYTHONPATH", "PYTHONUTF8", "PYTHONDONTWRITEBYTECODE"} <= set(seen)
    assert set(seen) <= {"PYTHONPATH", "PYTHONUTF8", "PYTHONDONTWRITEBYTECODE", "PATH", "TESSDATA_PREFIX"}
    assert Path(seen["PYTHONPATH"], "namkhong").is_dir()


def test_the_reader_is_compiled_beforehand_for_it_may_write_nothing() -> None:
    kept = Path(importlib.util.cache_from_source(str(Path(namkhong.plans.__file__).parent / "reading" / "slips.py")))
    kept.unlink(missing_ok=True)
    make_ready.cache_clear()
    assert make_ready()
    assert kept.is_file()
