"""A broken table is refused with the file and the row that is wrong."""

import shutil
from pathlib import Path

import pytest

from namkhong.law.data import TABLES, BrokenTable, documents, read_documents, read_holidays, read_rules


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TABLES, tmp_path / "tables"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ("valid_to = 2025-06-30", "valid_to = 2025-07-01", "emulation_decree_2025"),
        ('id = "emulation_decree_2024"', 'id = "emulation_decree_2017"', "emulation_decree_2017"),
        ('document = "Thông tư 12/2019/TT-BNV", ', "", "citation > document"),
        ('mark = "S"', 'mark = "?"', "rules > 1 > mark"),
        ("[[rules]]", "[[rules", "?"),
        ("valid_from = 2004-07-01", 'valid_from = "hôm qua"', "rules > 1 > valid_from"),
    ],
)
def test_broken_rules(tables: Path, old: str, new: str, row: str) -> None:
    change(tables / "rules_3_emulation.toml", old, new)
    with pytest.raises(BrokenTable) as caught:
        read_rules(tables)
    assert row in caught.value.sentence


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ("hung_kings = 2026-04-26", "hung_kings = 2025-04-26", "2026"),
        ("tet_first = 2026-02-17", "tet_first = 2026-03-17", "2026"),
        ("tet = [2019-02-04, ", "tet = [", "years > 1 > tet"),
    ],
)
def test_broken_holidays(tables: Path, old: str, new: str, row: str) -> None:
    change(tables / "holidays.toml", old, new)
    with pytest.raises(BrokenTable) as caught:
        read_holidays(tables / "holidays.toml")
    assert "holidays.toml" in caught.value.sentence and row in caught.value.sentence


def test_broken_documents(tables: Path) -> None:
    change(tables / "documents.toml", "number = ", "so = ")
    with pytest.raises(BrokenTable, match=r"documents\.toml"):
        read_documents(tables / "documents.toml")


def test_whole_tables_are_read_once() -> None:
    assert documents() is documents()
