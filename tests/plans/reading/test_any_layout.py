"""However its text reached us (copied, wrapped, from another keyboard), a plan reads the same."""

import re
import textwrap
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from namkhong.plans.reading.blanks import telling
from namkhong.plans.reading.command import evaluate
from tests.plans.reading.test_annotated_plans import PLANS, measured

_TONES = (("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("ủy", "uỷ"), ("úy", "uý"), ("ùy", "uỳ"), ("ụy", "uỵ"))


def _a_blank_line_after_every_line(text: str) -> str:
    return "\n".join(f"{line}\n" for line in text.split("\n"))


def _page_numbers(text: str) -> str:
    out = []
    for number, line in enumerate(text.split("\n"), 1):
        out.append(line)
        if number % 35 == 0:
            out += ["", str(number // 35 + 1), ""]
    return "\n".join(out)


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _tones_on_the_other_vowel(text: str) -> str:
    for new, old in _TONES:
        text = re.sub(rf"{old}\b", new, re.sub(rf"{new}\b", "\0", text)).replace("\0", old)
    return text


def _long_dashes(text: str) -> str:
    return re.sub(r"(?m)^(\s*)- ", r"\1– ", text)


def _indented(text: str) -> str:
    return textwrap.indent(text, "    ")


def _spaces_of_a_web_page(text: str) -> str:
    return re.sub(r" (\w+ \w+) ", "\u00a0\\1  ", text)


def _lines_of_110_letters(text: str) -> str:
    wrapped = (
        textwrap.wrap(line, 110, break_long_words=False, break_on_hyphens=False) or [""] for line in text.split("\n")
    )
    return "\n".join(line for lines in wrapped for line in lines)


CHANGES = [
    _a_blank_line_after_every_line,
    _page_numbers,
    _decomposed,
    _tones_on_the_other_vowel,
    _long_dashes,
    _indented,
    _spaces_of_a_web_page,
    _lines_of_110_letters,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
@measured
@pytest.mark.parametrize("folder", [PLANS / "seeds", PLANS / "others"], ids=["seeds", "others"])
def test_the_layout_changes_next_to_nothing(folder: Path, change: Callable[[str], str], tmp_path: Path) -> None:
    for gold in folder.glob("*.gold.json"):
        name = gold.name.removesuffix(".gold.json")
        (tmp_path / gold.name).write_text(gold.read_text("utf-8"), "utf-8")
        (tmp_path / f"{name}.txt").write_text(change((folder / f"{name}.txt").read_text("utf-8")), "utf-8")
    plain, changed = evaluate(folder).values(), evaluate(tmp_path).values()
    assert sum(score.f1 for score in changed) / len(changed) >= sum(score.f1 for score in plain) / len(plain) - 0.015
    assert _wrong(changed) <= _wrong(plain)


def _wrong(scores) -> int:
    return sum(score.predicted - score.right for score in scores)


def test_only_blank_lines_beyond_the_usual_are_kept() -> None:
    assert telling("một\n\nhai\n\n\nba\n\nbốn\n") == "một\nhai\n\nba\nbốn"
    assert telling("một\n\nhai\n\nba") == "một\n\nhai\n\nba"
    assert telling("một\nhai\n\nba") == "một\nhai\n\nba"
    assert telling("") == "" and telling("\n\n") == "\n\n"


FULL = "Các đơn vị trực thuộc có trách nhiệm triển khai nội dung này đến toàn thể cán bộ, công chức và"
PAGE = "\n".join([FULL] * 14)


@pytest.mark.parametrize(
    ("last", "following", "between"),
    [
        ("viên chức trong", "đơn vị.", "\n"),
        ("viên chức của đơn vị.", "Đơn vị nào", "\n\n\n"),
        ("Phòng Nội vụ", "Phối hợp với", "\n\n\n"),
        (FULL, "Phòng Nội vụ.", "\n"),
    ],
    ids=["goes on", "ended", "a name of its own", "a full line"],
)
def test_a_sentence_goes_on_over_a_page_number(last: str, following: str, between: str) -> None:
    text = f"{PAGE}\n{last}\n\n2\n\n{following}\n{PAGE}\n\n- 3 -\n\n{PAGE}"
    assert telling(text) == f"{PAGE}\n{last}{between}{following}\n{PAGE}\n{PAGE}"


def test_numbers_that_count_rows_stay() -> None:
    rows = "\n\n".join(f"{number}\n\nViệc thứ {number}" for number in range(1, 6))
    assert telling(f"Bảng việc\nđơn vị\n{rows}") == f"Bảng việc\nđơn vị\n{rows}"
    assert telling(f"{PAGE}\n\n2\n\n{PAGE}") == f"{PAGE}\n\n2\n\n{PAGE}"
