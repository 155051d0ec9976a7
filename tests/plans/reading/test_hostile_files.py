"""Whatever is handed in, the reading process gives a reading or a sentence, within its memory and its time."""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namkhong.plans import apart
from namkhong.plans.apart import parent
from namkhong.plans.reading.errors import UnreadableFile
from namkhong.plans.reading.sources import extract_of
from tests.plans.reading.hostile import FILES, word

SECONDS = apart.LIMITS.cpu_seconds


@pytest.fixture(scope="module")
def small() -> Iterator[ProcessPoolExecutor]:
    """A small process that starts the reader: what a large one starts counts with the size of the large one."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as own:
        yield own


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_read_or_refused_in_plain_words(name: str, small: ProcessPoolExecutor) -> None:
    refused, seconds, kilobytes = small.submit(_read_and_measured, name).result()
    assert refused is None or (refused.endswith(".") and "{" not in refused)
    assert refused is None or any(word in refused for word in ("Hãy", "giữ lại"))
    assert seconds < SECONDS + 2
    assert kilobytes < apart.LIMITS.memory_mb * 1024


def _read_and_measured(name: str) -> tuple[str | None, float, int]:
    """The refusal if any, and what the reading took; the most memory is that of all readings so far."""
    refused, before = None, resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        try:
            json.dumps(apart.read_file_apart(FILES[name](), name))
        except apart.Pictured:
            json.dumps(apart.read_pictures_apart(FILES[name](), name, lambda done, pages: None, apart.LIMITS))
    except apart.ReaderBroke as broke:
        raise AssertionError("the reader broke instead of refusing") from broke
    except apart.Unreadable as error:
        refused = error.sentence
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return refused, used.ru_utime - before.ru_utime, used.ru_maxrss


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bảng trong bảng.docx", "quá nhiều tầng"),
        ("lồng sâu.html", "quá nhiều tầng"),
        ("thực thể.docx", "khai báo thực thể"),
        ("nén phình.docx", "phình to"),
        ("trăm nghìn trang.pdf", "400 trang"),
        ("bom ảnh.png", "triệu điểm ảnh"),
        ("nửa tệp.docx", "hỏng"),
        ("ngẫu nhiên.pdf", "hỏng"),
    ],
)
def test_the_refusal_names_what_is_wrong(name: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("namkhong.plans.reading.scan_source.recogniser.require", lambda: None)
    with pytest.raises(UnreadableFile, match=words):
        extract_of(FILES[name](), name)


HUNGRY = """
import os, sys, subprocess
from namkhong.plans.apart.__main__ import limit
limit(int(sys.argv[1]) * 1024 * 1024, 5)
for attempt in (lambda: bytearray(600_000_000), lambda: os.write(os.open("x", os.O_CREAT | os.O_WRONLY), b"x")):
    try:
        attempt()
    except (MemoryError, OSError) as error:
        print(type(error).__name__)
print(subprocess.run([sys.executable, "-c", "bytearray(600_000_000)"], capture_output=True).returncode)
"""


def test_the_limits_hold_for_the_reader_and_for_what_it_starts(tmp_path) -> None:
    command = [sys.executable, "-c", HUNGRY, str(apart.LIMITS.memory_mb)]
    environment = {"PYTHONPATH": str(parent._HOME)}
    said = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment, check=True).stdout
    assert said.split() == ["MemoryError", "OSError", "1"]


def test_a_reader_that_hangs_is_ended_with_all_it_started() -> None:
    code = "import subprocess, time; subprocess.Popen(['sleep', '600']); time.sleep(600)"
    with pytest.raises(apart.ReaderTooSlow):
        parent._finished([sys.executable, "-c", code], b"", {"PATH": "/usr/bin:/bin"}, 2)


TAGS = ["w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent", "w:ins", "w:del", "w:pPr", "w:rPr",
        "w:numPr", "w:numId", "w:ilvl", "w:fldChar", "w:instrText", "w:drawing", "w:pict", "w:txbxContent",
        "w:footnoteReference", "w:vMerge", "w:gridSpan", "w:tcPr", "w:hyperlink", "w:br", "w:sectPr"]  # fmt: skip
trees = st.recursive(
    st.sampled_from(["<w:t>Kế hoạch số 1/KH</w:t>", "<w:tab/>", '<w:fldChar w:fldCharType="begin"/>', ""]),
    lambda inner: st.builds(
        lambda tag, children, value: f'<{tag} w:val="{value}">{"".join(children)}</{tag}>',
        st.sampled_from(TAGS),
        st.lists(inner, max_size=4),
        st.sampled_from(["1", "-1", "x", "99999999999", ""]),
    ),
    max_leaves=25,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(trees)
def test_any_arrangement_of_word_elements_gives_text_or_a_refusal(body: str) -> None:
    try:
        assert isinstance(extract_of(word(body)).text, str)
    except UnreadableFile as refused:
        assert refused.sentence.endswith(".")


marks = st.lists(
    st.sampled_from(["<table>", "<tr>", "<td colspan=3>", "</td>", "</table>", "<p>", "</div>", "<div hidden>", "<br>",
                     "<li>", "<h1>", "<a href=x>", "</a>", "<script>", "</script>", "Việc cần làm", "&nbsp;",
                     "<!--", "<"]),
    max_size=60,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(marks)
def test_any_tags_in_any_order_give_text_or_a_refusal(pieces: list[str]) -> None:
    try:
        assert "\x00" not in extract_of(b"<html>" + "".join(pieces).encode()).text
    except UnreadableFile as refused:
        assert refused.sentence.endswith(".")


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"{\\rtf", b"\xd0\xcf\x11\xe0"]),
    st.binary(),
)
def test_any_bytes_give_text_or_a_refusal(start: bytes, rest: bytes) -> None:
    try:
        assert isinstance(extract_of(start + rest, "tệp").text, str)
    except UnreadableFile as refused:
        assert refused.sentence.endswith(".")
